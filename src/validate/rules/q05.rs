//! Q05: one indicator carries too many points.

use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::model::{Code, Edit, Origin, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q05"),
        title: Text::new("单项分值过大", "One indicator weighs too much"),
        severity: Severity::W,
        what: Text::new(
            "单个三级指标的分值超过上限（表样的 limit.max_weight，默认 30 分）。",
            "The weight of one indicator is above the limit (limit.max_weight of the schema, 30 points by default).",
        ),
        why: Text::new(
            "本工具的约定：一项指标占分过多，其余指标就不起作用。已公开的自评表中有一项占 40 至 90 分的。",
            "A convention of this tool: with one indicator that heavy the others do not count. Published forms have single ones of 40 to 90 points.",
        ),
        wrong: Text::new("一个数量指标占 35 分。", "One quantity indicator weighs 35 points."),
        correct: Text::new(
            "细分指标或重新分配分值；确有必要的说明理由。",
            "Split it or share out the points anew; if it must be so, state why.",
        ),
        example: &[Edit { cell: "H13", from: "15", to: "35" }],
        fires_at: "H13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let most = Decimal::from(subject.form.limits.max_weight);
    for row in subject.rows().filter(|row| row.indicator.weight.origin == Origin::Cell) {
        let weight = &row.indicator.weight;
        match &weight.state {
            State::Value(points) if points.amount <= most => tally.pass(),
            State::Value(points) => {
                tally.fail(
                    &weight.place,
                    Message::new(Text::new(
                        "“{name}”的分值为 {weight}，超过 {most}",
                        "`{name}` weighs {weight} points, more than {most}",
                    ))
                    .with("name", row.title())
                    .with("weight", points.to_string())
                    .with("most", plain(most)),
                    Text::new(
                        "请细分指标或重新分配分值；确有必要的请说明理由",
                        "split the indicator or share out the points anew; if it must be so, state why",
                    ),
                );
            }
            State::Absent | State::NotApplicable => {}
            State::Blank | State::Unreadable => {
                tally.not_evaluated(Text::new("有分值未填或无法识别", "a weight is not known"));
            }
        }
    }
}
