//! S03: negative score.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S03"),
    title: Text::new("得分为负", "negative score"),
    severity: Severity::E,
    what: Text::new("自评得分小于 0", "a claimed score is below 0"),
    why: Text::new(
        "得分在 0 与分值之间（财预〔2020〕10号；省级预算一体化系统同样不予通过）",
        "a score lies between 0 and the weight (财预〔2020〕10号; the provincial budget systems refuse it too)",
    ),
    wrong: Text::new("得分 -1", "score -1"),
    correct: Text::new("请改正得分", "correct the score"),
    example: &[Edit { cell: "H13", from: "15", to: "-1" }],
    fires_at: "H13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for line in subject.lines() {
        let (Some(claimed), Some(weight)) = (line.self_score, line.weight) else { continue };
        let text = Text::new("“{name}”的得分 {score} 小于 0", "“{name}”: the score {score} is below 0");
        let message =
            Message::new(text).with("name", &*line.name).with("score", plain(claimed)).with("weight", plain(weight));
        tally.judge(claimed >= Decimal::ZERO, &line.place, message);
    }
}
