//! S01: score blank.

use crate::model::{Code, Edit, Entry, Page, Place, Quantity, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S01"),
    title: Text::new("得分为空", "score blank"),
    severity: Severity::E,
    what: Text::new(
        "有分值的指标或预算执行没有自评得分",
        "an indicator or the budget execution has a weight but no score",
    ),
    why: Text::new(
        "缺一项得分，总分就不成立（省级预算一体化系统同样不予通过）",
        "without one score there is no total (the provincial budget systems refuse it too)",
    ),
    wrong: Text::new("分值 15，得分空白", "weight 15, no score"),
    correct: Text::new("请补填得分", "write the score"),
    example: &[Edit { cell: "H13", from: "15", to: "" }],
    fires_at: "H13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let mut judge = |name: &str, weight: &Entry<Quantity>, score: &Entry<Quantity>, place: &Place| {
        if weight.value().is_some_and(|weight| weight.amount > Decimal::ZERO) && score.is_asked() {
            let text = Text::new("“{name}”没有得分", "“{name}” has no score");
            tally.judge(!score.is_blank(), place, Message::new(text).with("name", name));
        }
    };
    for (_, total, line) in subject.executions() {
        let name = line.map_or("", |line| &*line.name);
        judge(name, &total.weight, &total.score, &total.score.place);
    }
    for row in subject.submission.all_indicators() {
        judge(&row.name, &row.weight, &row.score, &row.score.place);
    }
}
