//! Pages of checks that are made while a file is read.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// These pages.
pub const PAGES: [&Page; 3] = [&F01, &F02, &F09];

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
