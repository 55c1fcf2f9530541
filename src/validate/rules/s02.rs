//! S02: score above the weight.

use crate::model::number::plain;
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S02"),
    title: Text::new("得分大于分值", "score above the weight"),
    severity: Severity::E,
    what: Text::new("自评得分超过该项分值", "a claimed score is above its weight"),
    why: Text::new(
        "得分在 0 与分值之间（财预〔2020〕10号；省级预算一体化系统同样不予通过）",
        "a score lies between 0 and the weight (财预〔2020〕10号; the provincial budget systems refuse it too)",
    ),
    wrong: Text::new("分值 15，得分 16", "weight 15, score 16"),
    correct: Text::new("请改正得分", "correct the score"),
    example: &[Edit { cell: "H13", from: "15", to: "16" }],
    fires_at: "H13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for line in subject.lines() {
        let (Some(claimed), Some(weight)) = (line.self_score, line.weight) else { continue };
        let text = Text::new(
            "“{name}”的得分 {score} 大于分值 {weight}",
            "“{name}”: the score {score} is above the weight {weight}",
        );
        let message =
            Message::new(text).with("name", &*line.name).with("score", plain(claimed)).with("weight", plain(weight));
        tally.judge(claimed <= weight, &line.place, message);
    }
}
