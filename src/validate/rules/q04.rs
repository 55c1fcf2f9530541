//! Q04: an indicator without a usable weight.

use rust_decimal::Decimal;

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q04"),
        title: Text::new("分值缺失、为零或不是数", "Weight missing, zero or no number"),
        severity: Severity::E,
        what: Text::new(
            "写了名称的指标，分值是空的、小于等于 0 或者不是数。整行注明不适用的不查。",
            "An indicator with a name whose weight is blank, zero or less, or no number. Rows given as not applicable are left out.",
        ),
        why: Text::new(
            "省级预算管理一体化系统的绩效模块拒绝小于等于 0 的分值；没有分值的指标无法计分。",
            "The provincial budget system refuses weights of zero and less; without a weight there is no score.",
        ),
        wrong: Text::new("养护总成本的分值写 0。", "The weight of 养护总成本 is 0."),
        correct: Text::new("按下达的绩效目标填写分值。", "Write the weight that was approved with the target."),
        example: &[Edit { cell: "H16", from: "10", to: "0" }],
        fires_at: "H16",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows().filter(|row| !row.indicator.name.is_empty() && !row.is_set_aside()) {
        let weight = &row.indicator.weight;
        let text = match &weight.state {
            State::Absent => continue,
            State::Unreadable if weight.raw.has_no_value() => {
                tally.not_evaluated(Text::new(
                    "分值格没有可用的值，见 F10",
                    "the weight holds no usable value, see F10",
                ));
                continue;
            }
            State::Value(points) if points.amount > Decimal::ZERO => {
                tally.pass();
                continue;
            }
            State::Value(_) => {
                Text::new("“{name}”的分值是 {value}，应大于 0", "the weight of `{name}` is {value}; it must be above 0")
            }
            State::Blank => Text::new("“{name}”没有分值", "`{name}` has no weight"),
            State::Unreadable | State::NotApplicable => {
                Text::new("“{name}”的分值“{value}”不是数", "the weight `{value}` of `{name}` is no number")
            }
        };
        tally.fail(
            &weight.place,
            Message::new(text).with("name", row.title()).with("value", weight.raw.to_string()),
            Text::new("请填写下达绩效目标时的分值", "write the weight that was approved with the target"),
        );
    }
}
