//! Pages of checks that other rooms make: reading and anomalies.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// These pages.
pub const PAGES: [&Page; 6] = [&F01, &F02, &F09, &M08, &M11, &V07];

const F01: Page = Page {
    code: Code("F01"),
    title: Text::new("文件无法读取", "file cannot be read"),
    severity: Severity::E,
    what: Text::new(
        "文件打不开、损坏、有密码、不是 .xlsx 工作簿，或内容可以有两种读法",
        "the file cannot be opened, is damaged, has a password, is no .xlsx workbook, or could be read in two ways",
    ),
    why: Text::new(
        "读不准的文件一个数也不能用：宁可退回，也不猜测（本工具的约定）",
        "a file that cannot be read for certain gives no figure at all: it is sent back, not guessed at (a convention of this tool)",
    ),
    wrong: Text::new(
        "把 .xls 改名为 .xlsx；下载到一半的文件",
        "an .xls renamed to .xlsx; a file that was downloaded in part",
    ),
    correct: Text::new(
        "用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送",
        "open it in Excel or WPS, save it as .xlsx and send it again",
    ),
    example: &[],
    fires_at: "",
};

const F02: Page = Page {
    code: Code("F02"),
    title: Text::new("表样未识别", "form not recognised"),
    severity: Severity::E,
    what: Text::new(
        "工作簿中没有一张表具有已知表样的足够多的固定标签",
        "no sheet of the workbook shows enough of the printed labels of a known form",
    ),
    why: Text::new(
        "认不出表样就不知道每个格子的含义（本工具的约定）",
        "without the form nobody knows what a cell means (a convention of this tool)",
    ),
    wrong: Text::new("把联系人名单当作自评表报送", "a list of contacts is sent instead of the form"),
    correct: Text::new(
        "请使用财政局下发的表样；表样有变动的，在 schemas 中增加表样文件",
        "use the form handed out by the bureau; if it changed, add a schema file",
    ),
    example: &[],
    fires_at: "",
};

const F09: Page = Page {
    code: Code("F09"),
    title: Text::new("存在隐藏内容、外部链接或宏", "hidden content, external links or macros"),
    severity: Severity::I,
    what: Text::new(
        "隐藏的工作表、行、列中有内容，或文件带有外部链接、宏",
        "hidden sheets, rows or columns hold something, or the file has external links or macros",
    ),
    why: Text::new(
        "隐藏的内容同样会被读取，看表的人却看不到（本工具的约定）",
        "what is hidden is read too, but nobody who looks at the sheet sees it (a convention of this tool)",
    ),
    wrong: Text::new("隐藏的一行里还有去年的数字", "a hidden row still holds last year's figures"),
    correct: Text::new("请取消隐藏，核对后删去不需要的内容", "unhide it, verify it, and remove what is not needed"),
    example: &[],
    fires_at: "",
};

const M08: Page = Page {
    code: Code("M08"),
    title: Text::new("疑似计量单位错误", "probable slip of the unit"),
    severity: Severity::W,
    what: Text::new(
        "一个数与应当相近的数（同一行的预算和执行、指标值和完成值、上年同一项）相差约 10 的整数次方（100 倍以上）",
        "a number differs from one that should be near it (budget and spending of one row, target and actual, last year's) by about a power of ten, 100 times or more",
    ),
    why: Text::new(
        "元与万元混填是最常见的录入差错（UNECE GSDEM 2.0 所称的单位错误）",
        "元 written among 万元 is the most frequent slip (the unit error of UNECE GSDEM 2.0)",
    ),
    wrong: Text::new("预算 43.2（万元），执行 372400（元）", "budget 43.2 (万元), executed 372400 (元)"),
    correct: Text::new(
        "请核对单位，按表头标明的单位填写",
        "verify the unit and write the number in the unit that the header names",
    ),
    example: &[],
    fires_at: "",
};

const M11: Page = Page {
    code: Code("M11"),
    title: Text::new("负数金额", "negative amount"),
    severity: Severity::E,
    what: Text::new("预算数或执行数小于 0", "a budget or spending is less than 0"),
    why: Text::new("预算和支出不可能为负（本工具的约定）", "neither can be negative (a convention of this tool)"),
    wrong: Text::new("全年执行数 -3.5", "executed -3.5"),
    correct: Text::new(
        "请改为实际金额；收回的资金应在原因中说明",
        "write the real amount; explain returned money under the reasons",
    ),
    example: &[],
    fires_at: "",
};

const V07: Page = Page {
    code: Code("V07"),
    title: Text::new("比率越界", "rate out of bounds"),
    severity: Severity::E,
    what: Text::new(
        "满意度、合格率等不可能超过 100% 的比率大于 100% 或小于 0",
        "a rate that cannot exceed 100 %, such as satisfaction, is above 100 % or below 0",
    ),
    why: Text::new(
        "部分不可能多于全部（本工具的约定；增长率等除外，见词表）",
        "a part cannot be more than the whole (a convention of this tool; growth rates are exempt, see the word lists)",
    ),
    wrong: Text::new("群众满意度 108%", "satisfaction 108 %"),
    correct: Text::new("请核对分子、分母后改正", "verify numerator and denominator and correct it"),
    example: &[],
    fires_at: "",
};
