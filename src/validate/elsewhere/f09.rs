//! F09: what cannot be seen in a file.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

pub static PAGE: Page = Page {
    code: Code("F09"),
    title: Text::new("有隐藏内容、宏或外部链接", "Hidden content, macros or links"),
    severity: Severity::I,
    what: Text::new(
        "工作簿里有隐藏的工作表、行、列，合并单元格盖住的内容，宏，或者指向其他文件的链接；Word 文档里有修订痕迹、隐藏文字、图片或嵌入的对象。隐藏的内容照样读取，宏不运行，链接不更新；修订中标为删除的文字不读，图片里的文字读不到。",
        "The workbook has hidden sheets, rows or columns, content below merged cells, macros, or links to other files; a Word document has tracked changes, hidden text, pictures or embedded objects. Hidden content is read, macros are not run, links are not followed; text marked as deleted is not read, text in pictures cannot be.",
    ),
    why: Text::new(
        "本工具的约定：看不见的数也会参加求和，外来的数换台电脑就可能变。",
        "A convention of this tool: what cannot be seen is summed all the same, and values from elsewhere may change on another machine.",
    ),
    wrong: Text::new("工作簿里带着一张隐藏的测算表。", "A hidden sheet of workings came along."),
    correct: Text::new(
        "取消隐藏或删去，断开链接，接受或拒绝修订，图片里的内容改成文字，另存为不带宏的 .xlsx 或 .docx。",
        "Show or delete it, break the links, accept or reject the changes, type what is in pictures, save as .xlsx or .docx without macros.",
    ),
    example: &[],
    fires_at: "",
};
