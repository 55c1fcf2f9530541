//! R01: a deviation without a reason.

use rust_decimal::Decimal;

use crate::model::number::percent;
use crate::model::{Code, Edit, Page, ScoreLine, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::rules::v16;
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("R01"),
        title: Text::new("未填偏差原因", "Deviation without a reason"),
        severity: Severity::E,
        what: Text::new(
            "得分低于分值、没有达到指标值，或者正向指标完成值达到指标值的 130% 及以上（limit.over_percent），原因栏却是空的或者只写了“0”“无”之类（words.toml 的 no_reason）。满分、完成且没有大幅超额的行，写什么都不查。只有大幅超额的，要求核实。没有原因栏的表样，以及择优计分时没有计入的指标，不查。",
            "The score is below the weight, the target is missed, or a more-is-better target is exceeded by far (130% and more, limit.over_percent), and the reason is blank or says 0 or 无 (`no_reason` in words.toml). Rows with full marks that met their target may say anything. Where the target is only exceeded, it is to be verified. Forms without such a column are left out, and so are alternatives that do not count.",
        ),
        why: Text::new(
            "省级预算管理一体化系统的绩效模块规定得分低于分值必须填写偏差原因；广西规定超出指标值 30% 的必须说明。",
            "The provincial budget system demands a reason for every score below the weight; Guangxi demands one from 130% of the target on.",
        ),
        wrong: Text::new("分值 10，得分 9.5，偏差原因空白。", "Weight 10, score 9.5, no reason."),
        correct: Text::new("写明没有完成的原因和改进措施。", "State why the target was missed and what will be done."),
        example: &[Edit {
            cell: "J15", from: "9月强降雨致两处路段延期完工，今后提前安排汛期施工。", to: ""
        }],
        fires_at: "J15",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        judge(row, subject, tally);
    }
}

/// What asks for a reason.
pub enum Deviation {
    /// The score is below the weight.
    Below,
    /// The target is missed.
    Missed,
    /// The target is exceeded by far: actual ÷ target.
    Exceeded(Decimal),
}

fn judge(row: Row<'_>, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let reason = &row.indicator.reason;
    match reason.state {
        State::Absent => return,
        State::Unreadable => {
            return tally
                .not_evaluated(Text::new("原因栏没有可用的值，见 F10", "the reason holds no usable value, see F10"));
        }
        State::Blank | State::NotApplicable | State::Value(_) => {}
    }
    let Some(line) = row.line.filter(|line| line.counts) else { return };
    let deviation = deviation(row, line, subject.form.limits.over_percent);
    if subject.has_reason(row) {
        return tally.pass();
    }
    if matches!(deviation, Some(Deviation::Missed)) && v16::is_misread(row, &subject.form.words) {
        return tally.not_evaluated(Text::new("指标值像是认错了，见 V16", "the target was probably misread, see V16"));
    }
    let Some(deviation) = deviation else {
        let unknown = row.score().is_asked() && row.indicator.weight.value().is_some() && row.score().value().is_none();
        return if unknown {
            tally.not_evaluated(Text::new("得分未填或无法识别", "the score is not known"));
        } else {
            tally.pass();
        };
    };
    let (severity, text, ratio) = match deviation {
        Deviation::Below => (
            Severity::E,
            Text::new(
                "“{name}”得分 {score}，低于分值 {weight}，没有说明原因",
                "`{name}` scores {score} of {weight}, and no reason is given",
            ),
            None,
        ),
        Deviation::Missed => (
            Severity::E,
            Text::new(
                "“{name}”{aim} {target}，完成值 {actual}，没有完成，也没有说明原因",
                "`{name}` missed its {aim} {target} with {actual}, and no reason is given",
            ),
            None,
        ),
        Deviation::Exceeded(ratio) => (
            Severity::W,
            Text::new(
                "“{name}”完成值 {actual}，达到{aim} {target} 的 {ratio}，没有说明原因",
                "`{name}` reached {actual}, {ratio} of its {aim} {target}, and no reason is given",
            ),
            Some(ratio),
        ),
    };
    let message = Message::new(text)
        .with("name", row.title())
        .with("score", row.score().raw.to_string())
        .with("weight", row.indicator.weight.raw.to_string())
        .with("aim", row.aim_name())
        .with("target", row.aim())
        .with("actual", row.indicator.actual.raw.to_string())
        .with("ratio", ratio.map(percent).unwrap_or_default());
    let advice = match deviation {
        Deviation::Exceeded(_) => Text::new(
            "请说明大幅超额的原因；目标定得过低的请注明",
            "state why so much more was reached; say so if the target was too low",
        ),
        _ => Text::new("请写明原因和改进措施", "state why, and what will be done"),
    };
    tally.fail_as(severity, &reason.place, message, advice).related.push(row.score().place.clone());
}

/// What asks for a reason in this row, the gravest first.
pub fn deviation(row: Row<'_>, line: &ScoreLine, over_percent: u32) -> Option<Deviation> {
    let claimed = row.score().value().map(|q| q.amount).zip(row.indicator.weight.value().map(|q| q.amount));
    if claimed.is_some_and(|(score, weight)| score < weight) {
        return Some(Deviation::Below);
    }
    if line.reached == Some(false) {
        return Some(Deviation::Missed);
    }
    let far = row.percent_reached()? >= Decimal::from(over_percent);
    line.ratio.filter(|_| far).map(Deviation::Exceeded)
}
