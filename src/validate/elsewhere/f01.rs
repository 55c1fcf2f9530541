//! F01: a file that cannot be read.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

pub static PAGE: Page = Page {
    code: Code("F01"),
    title: Text::new("文件无法读取", "File cannot be read"),
    severity: Severity::E,
    what: Text::new(
        "文件打不开、加了密码、是空的、已损坏，或者不是能读的格式。能读 Excel 工作簿（.xlsx）、Word 文档（.docx）和纯文本（.txt）；格式按内容辨认，不看扩展名。Word 文档和纯文本的正文读成工作表“正文”，一段（一行）一行，所以 A12 是第 12 段；自动编号不是文字，不读。",
        "The file cannot be opened, is encrypted, empty or damaged, or is of a kind that is not read. Excel workbooks (.xlsx), Word documents (.docx) and plain text (.txt) are read; the format is told by the content, not by the extension. The text of a document is a sheet 正文 with one row for every paragraph (line), so A12 is the 12th paragraph; automatic numbering is no text and is not read.",
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
        "用 Excel、Word 或 WPS 打开，去掉密码，另存为 .xlsx 或 .docx 后重新报送。",
        "Open it in Excel, Word or WPS, remove the password, save it as .xlsx or .docx and submit it again.",
    ),
    example: &[],
    fires_at: "",
};
