//! F11: several forms on one sheet.

use std::collections::HashMap;

use super::scene::{Account, Scene};
use crate::model::{Code, Page, Severity};
use crate::text::{Message, Text};

pub static PAGE: Page = Page {
    code: Code("F11"),
    title: Text::new("一表多项目", "Several forms on one sheet"),
    severity: Severity::I,
    what: Text::new(
        "一张工作表里先后有两份以上的表，各自读取，各算一份报送。从第二份起，每份在自己的标题处提示一次。各在一张工作表上的不算。",
        "A sheet holds two or more forms, one below the other. Each is read and counts as a submission of its own; from the second on each is noted at its title. Forms on sheets of their own are no matter.",
    ),
    why: Text::new(
        "本工具的约定：上下相接的表容易漏看，填报人增删行也容易串到另一份里。",
        "A convention of this tool: forms below each other are easily overlooked, and rows that somebody adds slip into the next.",
    ),
    wrong: Text::new(
        "一张工作表上面是“农村公路日常养护”的自评表，下面接着“桥梁维修加固”的自评表。",
        "The form of one road project, and below it on the same sheet that of another.",
    ),
    correct: Text::new("每个项目一张工作表，或者一个文件。", "One sheet, or one file, for each project."),
    example: &[],
    fires_at: "",
};

/// Every form behind the first on its sheet is noted at its title.
pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let mut on_sheet: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
    for sent in &scene.sent {
        on_sheet.entry((sent.entry.file, &*sent.submission().sheet)).or_default().push(sent.entry.case);
    }
    for cases in on_sheet.values_mut() {
        cases.sort_unstable();
    }
    for sent in &scene.sent {
        let submission = sent.submission();
        let (Some(tally), Some(cases)) = (account.of(sent), on_sheet.get(&(sent.entry.file, &*submission.sheet)))
        else {
            continue;
        };
        let nth = cases.iter().position(|case| *case == sent.entry.case).unwrap_or_default();
        if nth == 0 {
            tally.pass();
            continue;
        }
        let message = Message::new(Text::new(
            "工作表“{sheet}”里有 {count} 份表，这是第 {nth} 份，已单独读取",
            "sheet `{sheet}` holds {count} forms; this is number {nth}, and was read as one of its own",
        ))
        .with("sheet", &*submission.sheet)
        .with("count", cases.len().to_string())
        .with("nth", (nth + 1).to_string());
        let advice = Text::new("请改为每个项目一张工作表", "have one sheet for each project");
        tally.fail(&submission.title_place(), message, advice);
    }
}
