//! F10: formula without result or error cell.

use crate::model::{Code, Edit, Page, Raw, Severity};
use crate::text::{Message, Text};
use crate::validate::entries;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("F10"),
    title: Text::new("公式没有结果或单元格出错", "formula without result or error cell"),
    severity: Severity::E,
    what: Text::new(
        "表中要读取的单元格是错误值（#REF!、#DIV/0! 等），或公式没有保存计算结果",
        "a cell that is read holds an error (#REF!, #DIV/0! …) or a formula saved without its result",
    ),
    why: Text::new(
        "没有结果的公式不是 0，也不能代为计算（本工具的约定）",
        "a formula without result is not 0, and nobody may compute it in the department's place (a convention of this tool)",
    ),
    wrong: Text::new("年度资金总额的执行数为 #REF!", "the amount executed is #REF!"),
    correct: Text::new(
        "请在 Excel 或 WPS 中打开，改正公式并保存",
        "open it in Excel or WPS, correct the formula and save",
    ),
    example: &[Edit { cell: "E6", from: "96", to: "#REF!" }],
    fires_at: "E6",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for cell in entries::all(subject.submission) {
        if !cell.is_broken() {
            if !cell.raw.is_blank() {
                tally.pass();
            }
            continue;
        }
        let message = match cell.raw {
            Raw::Error(error) => Message::new(Text::new("{name}是错误值 {error}", "the {name} is the error {error}"))
                .with("error", error.to_string()),
            _ => Message::new(Text::new("{name}的公式没有计算结果", "the formula of the {name} has no result")),
        };
        tally.fail(cell.place, message.with("name", cell.name));
    }
}
