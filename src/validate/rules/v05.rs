//! V05: target without direction.

use crate::model::{Code, Edit, Page, Severity, State, TargetKind};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("V05"),
    title: Text::new("指标值没有方向符号", "target without direction"),
    severity: Severity::I,
    what: Text::new("数值指标没有写 ≥、≤、= 等方向", "a numeric target has no ≥, ≤ or ="),
    why: Text::new(
        "方向决定按正向还是反向计分；没有写的按表样规定处理，并在算式中注明（本工具的约定）",
        "the direction decides how it is scored; unwritten ones are treated as the schema says, and the working says so (a convention of this tool)",
    ),
    wrong: Text::new("指标值 100", "target 100"),
    correct: Text::new("请补上方向符号", "add the sign"),
    example: &[Edit { cell: "E13", from: "≥120公里", to: "120公里" }],
    fires_at: "E13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.submission.all_indicators() {
        // A row marked 定性 needs no direction.
        if matches!(row.sign.state, State::NotApplicable) {
            continue;
        }
        let Some(target) = row.target.value() else { continue };
        if matches!(target.kind, TargetKind::Amount(_)) {
            let text =
                Text::new("“{name}”的指标值 {target} 没有方向符号", "the target {target} of “{name}” has no direction");
            let message = Message::new(text).with("name", row.name.as_str()).with("target", row.target.raw.to_string());
            tally.judge(target.sign.is_some(), &row.target.place, message);
        }
    }
}
