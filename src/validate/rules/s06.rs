//! S06: full score though missed.

use crate::model::number::plain;
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S06"),
    title: Text::new("未完成而得满分", "full score though missed"),
    severity: Severity::E,
    what: Text::new(
        "完成值没有达到指标值，自评得分却等于分值",
        "the target was missed, yet the full weight is claimed",
    ),
    why: Text::new(
        "财预〔2020〕10号：未达到指标值的不得满分",
        "财预〔2020〕10号: a target that is missed does not earn the full weight",
    ),
    wrong: Text::new("指标值 ≥20个，完成 18 个，得满分 15", "target ≥20, actual 18, full 15 points"),
    correct: Text::new("请按公式重新计分", "compute the score again"),
    example: &[Edit { cell: "H17", from: "13.5", to: "15" }],
    fires_at: "H17",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (row, line) in subject.rows() {
        let (Some(reached), Some(claimed)) = (line.reached, line.self_score) else { continue };
        let right = reached || line.weight != Some(claimed);
        let text = Text::new(
            "“{name}”指标值 {target}，完成 {actual}，未完成而得满分 {claimed}",
            "“{name}”: target {target}, actual {actual}: missed, yet full {claimed} points",
        );
        let message = Message::new(text)
            .with("name", &*line.name)
            .with("target", row.target.raw.to_string())
            .with("actual", row.actual.raw.to_string())
            .with("claimed", plain(claimed));
        tally.judge(right, &line.place, message);
    }
}
