//! F02: a workbook that is no known form.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

pub static PAGE: Page = Page {
    code: Code("F02"),
    title: Text::new("表种未识别", "Form not recognised"),
    severity: Severity::E,
    what: Text::new(
        "文件能读，但表上的标题和标签与任何一个表样都对不上（每个表样规定至少要认出几个）。会列出最接近的表样和缺少的标签。",
        "The file can be read, and its titles and labels fit no form; every schema says how many must be found. The nearest form and the labels that are missing are told.",
    ),
    why: Text::new(
        "本工具的约定：认不出的表不猜，也不当作没有报。",
        "A convention of this tool: a form that is not recognised is neither guessed nor counted as missing.",
    ),
    wrong: Text::new(
        "报来的是绩效目标申报表，或者自己另做的表格。",
        "A table of planned targets came in, or one that somebody drew up anew.",
    ),
    correct: Text::new(
        "按下发的表样填报（表样是新的，由管理员增加一个表样文件 schemas/*.toml）。",
        "Use the form that was handed out (for a new form the administrator adds a schema file, schemas/*.toml).",
    ),
    example: &[],
    fires_at: "",
};
