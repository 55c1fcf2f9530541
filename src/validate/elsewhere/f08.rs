//! F08: cells that no part of the form takes in.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

pub static PAGE: Page = Page {
    code: Code("F08"),
    title: Text::new("有未识别内容", "Content that was not read"),
    severity: Severity::I,
    what: Text::new(
        "文件里有非空单元格，既不是表样规定的填报内容，也不是表样自带的标签、表头或印好的文字；或者整张工作表不是已知表样。逐格列在“未识别内容”。",
        "Filled cells that are neither an answer the form asks for nor one of its labels, headers or printed texts; or a whole sheet that is no known form. The tab of unread cells lists them all.",
    ),
    why: Text::new(
        "本工具的约定：读到的格加上没有读的格，等于全部非空单元格；任何内容都不会悄悄消失。",
        "A convention of this tool: the cells that were read and those that were not are all filled cells; nothing disappears in silence.",
    ),
    wrong: Text::new("表的右边多写了一句“已与股室核对”。", "A remark was written beside the table."),
    correct: Text::new(
        "属于填报内容的，移到表样规定的格里；不需要的，删去（表样自带的文字，由管理员写进表样文件的 printed）。",
        "Move answers to where the form wants them and delete what is not needed (the administrator declares the form's own texts as `printed` in its schema).",
    ),
    example: &[],
    fires_at: "",
};
