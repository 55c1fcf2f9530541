//! Q04: weight blank or not above 0.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("Q04"),
    title: Text::new("分值为空或不大于 0", "weight blank or not above 0"),
    severity: Severity::E,
    what: Text::new(
        "有名称的指标没有分值，或分值不大于 0",
        "a named indicator has no weight, or one that is not above 0",
    ),
    why: Text::new(
        "没有分值的指标不能计分（财预〔2020〕10号：每项指标应有权重）",
        "without a weight nothing can be scored (财预〔2020〕10号: every indicator has a weight)",
    ),
    wrong: Text::new("分值填 0", "weight 0"),
    correct: Text::new(
        "请填写分值；不再考核的指标请整行删去",
        "write the weight; remove the row if the indicator is no longer used",
    ),
    example: &[Edit { cell: "G13", from: "15", to: "0" }],
    fires_at: "G13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.submission.all_indicators().filter(|row| !row.name.is_empty()) {
        let message = |text: Text| Message::new(text).with("name", row.name.as_str());
        match &row.weight.state {
            State::Absent | State::NotApplicable => {}
            State::Unreadable => tally.skip(UNKNOWN_VALUE),
            State::Blank => {
                tally.fail(&row.weight.place, message(Text::new("“{name}”没有分值", "“{name}” has no weight")));
            }
            State::Value(weight) => {
                let text = Text::new("“{name}”的分值为 {weight}", "the weight of “{name}” is {weight}");
                let message = message(text).with("weight", plain(weight.amount));
                tally.judge(weight.amount > Decimal::ZERO, &row.weight.place, message);
            }
        }
    }
}
