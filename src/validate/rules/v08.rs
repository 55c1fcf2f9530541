//! V08: a target that was exceeded by much.

use rust_decimal::Decimal;

use crate::model::number::{fixed, plain};
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V08"),
        title: Text::new("超额完成较多", "Target exceeded by much"),
        severity: Severity::W,
        what: Text::new(
            "越多越好的指标，完成值达到指标值的 120% 及以上（limit.mark_percent）作出提示；达到 130% 及以上（limit.over_percent）要有原因，有原因栏而没有填的由 R01 报告，没有原因栏的表样在这里要求核实。达到两倍（limit.low_target_percent）的见 V09。",
            "An indicator of which more is better reached 120% of its target or more (limit.mark_percent): noted. From 130% on (limit.over_percent) a reason is due: R01 tells where its column is blank, and on forms without that column it is to be verified here. From twice the target on see V09.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：超额较多的要分析原因，目标明显偏低的按偏离度调减分值。省级预算管理一体化系统的绩效模块自 120% 起标红，广西自 130% 起要求说明。",
            "财预〔2020〕10号: explain what was exceeded by much, and take points off where the target was clearly too low. The provincial budget system marks 120%, Guangxi demands a reason from 130% on.",
        ),
        wrong: Text::new("指标值“≥120公里”，完成值“150公里”。", "Target ≥120公里, actual value 150公里."),
        correct: Text::new(
            "核对完成值；属实的说明原因，下一年度把指标值定得贴近实际。",
            "Check the actual value; if it is right, state why, and set next year's target closer.",
        ),
        example: &[Edit { cell: "G13", from: "120公里", to: "150公里" }],
        fires_at: "G13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        if let Some(percent) = row.percent_reached() {
            judge(row, percent, subject, tally);
        }
    }
}

fn judge(row: Row<'_>, percent: Decimal, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let limits = &subject.form.limits;
    if percent < Decimal::from(limits.mark_percent) {
        return tally.pass();
    }
    if percent >= Decimal::from(limits.low_target_percent) {
        return tally.not_evaluated(Text::new("达到指标值的两倍，见 V09", "twice the target, see V09"));
    }
    let needs_reason = percent >= Decimal::from(limits.over_percent);
    let reason = &row.indicator.reason;
    if needs_reason && reason.is_asked() && !subject.has_reason(row) {
        return tally.not_evaluated(Text::new("没有说明原因，见 R01", "no reason is given, see R01"));
    }
    let is_open = needs_reason && !reason.is_asked();
    let indicator = row.indicator;
    tally
        .fail_as(
            if is_open { Severity::W } else { Severity::I },
            &indicator.actual.place,
            Message::new(Text::new(
                "“{name}”完成值 {actual}，是指标值 {target} 的 {percent}%，达到 {mark}% 的提示线",
                "`{name}` reached {actual}, {percent}% of its target {target}; the mark is {mark}%",
            ))
            .with("name", row.title())
            .with("actual", indicator.actual.raw.to_string())
            .with("target", indicator.target.raw.to_string())
            .with("percent", fixed(percent, 2))
            .with("mark", plain(Decimal::from(limits.mark_percent))),
            if is_open {
                Text::new(
                    "请核对完成值；属实的请书面说明大幅超额的原因",
                    "check the actual value; if it is right, state in writing why so much more was reached",
                )
            } else {
                Text::new(
                    "请核对完成值；属实的不必改，下一年度请把指标值定得贴近实际",
                    "check the actual value; if it is right nothing is to be changed, set next year's target closer",
                )
            },
        )
        .related
        .push(indicator.target.place.clone());
}
