//! F01: a file that cannot be read.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

pub static PAGE: Page = Page {
    code: Code("F01"),
    title: Text::new("文件无法读取", "File cannot be read"),
    severity: Severity::E,
    what: Text::new(
        "文件打不开、加了密码、是空的、已损坏，或者根本不是表格。格式按内容辨认，不看扩展名。",
        "The file cannot be opened, is encrypted, empty or damaged, or is no workbook at all. The format is told by the content, not by the extension.",
    ),
    why: Text::new(
        "本工具的约定：一个坏文件不影响其他文件，但绝不悄悄漏掉。",
        "A convention of this tool: one bad file does not stop the others, and is never passed over in silence.",
    ),
    wrong: Text::new(
        "带打开密码的 .xlsx；上传中断只剩一半的文件。",
        "An .xlsx with a password; a file cut short on its way.",
    ),
    correct: Text::new(
        "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后重新报送。",
        "Open it in Excel or WPS, remove the password, save it as .xlsx and submit it again.",
    ),
    example: &[],
    fires_at: "",
};
