//! Q05: weight too large.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("Q05"),
    title: Text::new("单项分值过大", "weight too large"),
    severity: Severity::W,
    what: Text::new(
        "一个指标的分值超过表样规定的上限（默认 30）",
        "one indicator carries more points than the form allows (30 unless it says otherwise)",
    ),
    why: Text::new(
        "分值集中在一项，自评就只看这一项（本工具的约定，上限写在表样中）",
        "if one indicator carries it all, the evaluation looks at nothing else (a convention of this tool; the limit is in the schema)",
    ),
    wrong: Text::new("一个指标 60 分", "one indicator with 60 points"),
    correct: Text::new("请分解指标或重新分配分值", "divide the indicator or distribute the points"),
    example: &[Edit { cell: "G13", from: "15", to: "45" }],
    fires_at: "G13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let most = subject.form.limits.max_weight;
    for row in subject.submission.all_indicators() {
        let Some(weight) = row.weight.value() else { continue };
        let text =
            Text::new("“{name}”的分值为 {weight}，超过 {most}", "“{name}” carries {weight} points, more than {most}");
        let message = Message::new(text)
            .with("name", row.name.as_str())
            .with("weight", plain(weight.amount))
            .with("most", most.to_string());
        tally.judge(weight.amount <= Decimal::from(most), &row.weight.place, message);
    }
}
