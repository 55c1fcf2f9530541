//! 目录与说明: every tab with what it is for, and how the workbook is to be read.

use rust_xlsxwriter::XlsxError;

use crate::model::{County, Severity};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{ACCENT, Tone};
use crate::output::value::{Value, inside};
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("目录与说明", "Contents");

const COLUMNS: [Column; 3] =
    [Column::new("序号", "No.", 6.0), Column::new("工作表", "Tab", 24.0), Column::new("作用", "What it is for", 92.0)];
const NOTE: Text = Text::new(
    "{county} {year} 年度，统计至 {as_of}。点工作表名称转到该表；每张表的标题行右侧有“返回目录”。",
    "{county}, {year}, as of {as_of}. Click a name to go there; every tab has a link back beside its title.",
);

/// How the workbook is to be read: what, and in which words.
const READING: [(Text, Text); 9] = [
    (
        Text::new("三种分数", "Three scores"),
        Text::new(
            "自评得分是单位报来的，原样保留；复算得分由本程序按表样的规则计算，附算式；复核得分由财政局填在 review.xlsx。三者并列，互不覆盖。",
            "The self score is what the unit reported and is never changed; the recomputed score follows the rules of the form, with its working; the reviewed score is the bureau's, from review.xlsx. They stand side by side.",
        ),
    ),
    (
        Text::new("级别", "Severity"),
        Text::new(
            "E 必须修改：退回改正；W 需核实：改正，或在 explanations.xlsx 写明原因后关闭；I 提示：供参考。颜色只作辅助，级别都写成字。",
            "E must be corrected; W is to be verified: corrected, or closed by an explanation in explanations.xlsx; I is a note. Colours only help: every severity is written out.",
        ),
    ),
    (
        Text::new("金额", "Money"),
        Text::new(
            "除注明外都折算为万元；表上没有注明计量单位、或两处计量单位对不上的，不折算也不相加。",
            "In 10,000 yuan unless stated; amounts without a unit, or in units that cannot be led to each other, are neither converted nor added.",
        ),
    ),
    (
        Text::new("空格", "Empty cells"),
        Text::new(
            "空格表示没有这一项、没有填或读不出来，不是零；读不出来的另有问题记录。",
            "An empty cell means: no such thing, not filled in, or not readable; never zero. What cannot be read is a finding.",
        ),
    ),
    (
        Text::new("计入合计", "What counts"),
        Text::new(
            "同一份表报了几次的，只计最新的一份；名册外、非本年度、空白的不计入。项目文件可以指定哪些表样计入合计。",
            "Of a form sent several times the newest counts; forms of unknown units, of other years and blank ones do not. The project file may say which forms feed the totals.",
        ),
    ),
    (
        Text::new("链接", "Links"),
        Text::new(
            "“单元格”“文件”打开报来的原表，用的是相对路径：工作簿要和报送文件夹放在原来的位置。",
            "Links to cells and files open the submissions by relative paths: workbook and submissions must stay where they are.",
        ),
    ),
    (
        Text::new("公式", "Formulas"),
        Text::new(
            "合计、复算得分、中位数等是公式，改动同一行的数会重新计算；源文件的数据不会因此改变。",
            "Totals, recomputed scores and medians are formulas: change a number of the row and they follow; the submissions stay as they are.",
        ),
    ),
    (
        Text::new("统计异常", "Anomalies"),
        Text::new(
            "异常指标由统计方法找出，只说明值得核对，不说明有错。",
            "Anomalies are found by statistics: they say where to look, not that something is wrong.",
        ),
    ),
    (
        Text::new("版式", "Layout"),
        Text::new(
            "明细各表冻结了标题、加了筛选，便于核对；这与无障碍排版的一般建议不同，屏幕阅读时可取消冻结、清除筛选。",
            "Working tabs have frozen headers and filters on purpose; where a screen reader is used they can be switched off.",
        ),
    ),
];

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.color(ACCENT);
    let note = NOTE.fill(
        lang,
        &[
            ("county", &county.name),
            ("year", &county.year.to_string()),
            ("as_of", &super::reporting::time(county.as_of)),
        ],
    );
    sheet.title(NAME.get(lang), &note)?;
    sheet.header(&COLUMNS)?;
    for (number, tab) in material.tabs.iter().filter(|tab| !tab.is(NAME)).enumerate() {
        let name = tab.name(lang);
        let link = Value::link(Some(inside(name, 0)), name);
        sheet.row(&[Value::centred(number + 1), link, Value::wrap(tab.about(lang))])?;
    }
    sheet.heading(Text::new("怎样看", "How to read it").get(lang), 3)?;
    for (what, how) in READING {
        sheet.row_from(1, &[Value::wrap(what.get(lang)).tone(Tone::Total), Value::wrap(how.get(lang))])?;
    }
    sheet.heading(Text::new("级别的颜色", "Colours of severities").get(lang), 3)?;
    for severity in Severity::ALL {
        sheet.row_from(1, &[Value::severity(severity, material.lang)])?;
    }
    Ok(())
}
