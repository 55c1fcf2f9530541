//! V09: a target that was set too low.

use rust_decimal::Decimal;

use crate::model::number::{fixed, plain};
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V09"),
        title: Text::new("目标值偏低", "Target set low"),
        severity: Severity::W,
        what: Text::new(
            "越多越好的指标，完成值达到指标值的 200% 及以上（limit.low_target_percent）：目标明显定低了，或者有一个数填错了。",
            "An indicator of which more is better reached twice its target or more (limit.low_target_percent): the target was clearly too low, or one of the numbers is wrong.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：因年初指标值设定明显偏低造成超额完成的，按照偏离度适度调减分值。两倍这条线是本工具的约定。",
            "财预〔2020〕10号: points are taken off where a target was clearly too low. Twice the target is a convention of this tool.",
        ),
        wrong: Text::new("指标值“≥120公里”，完成值“260公里”。", "Target ≥120公里, actual value 260公里."),
        correct: Text::new(
            "核对两个数；属实的说明目标定低的原因。",
            "Check both numbers; if they are right, state why the target was so low.",
        ),
        example: &[Edit { cell: "G13", from: "120公里", to: "260公里" }],
        fires_at: "F13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let limit = Decimal::from(subject.form.limits.low_target_percent);
    for row in subject.rows() {
        let Some(percent) = row.percent_reached() else { continue };
        if percent < limit {
            tally.pass();
            continue;
        }
        let indicator = row.indicator;
        tally
            .fail(
                &indicator.target.place,
                Message::new(Text::new(
                    "“{name}”的指标值 {target} 偏低：完成值 {actual} 是它的 {percent}%（界限 {limit}%）",
                    "the target {target} of `{name}` is low: {actual} was reached, {percent}% of it (limit {limit}%)",
                ))
                .with("name", row.title())
                .with("target", indicator.target.raw.to_string())
                .with("actual", indicator.actual.raw.to_string())
                .with("percent", fixed(percent, 2))
                .with("limit", plain(limit)),
                Text::new(
                    "请核对指标值和完成值；属实的请说明目标偏低的原因",
                    "check target and actual value; if they are right, state why the target was so low",
                ),
            )
            .related
            .push(indicator.actual.place.clone());
    }
}
