//! V09 in a county: a target far below what was reached last year.

use rust_decimal::Decimal;

use super::indicators::{Pair, comparable, pairs, reach, target};
use super::money::in_yuan;
use super::scene::{Account, Scene};
use crate::model::number::{percent, product, ratio};
use crate::model::{ActualKind, Code, Page, Severity, Sign, Submission};
use crate::text::{Message, Text};
use crate::validate::rule::Tally;
use crate::validate::subject::shortened;

pub static PAGE: Page = Page {
    code: Code("V09"),
    title: Text::new("目标值偏低", "Target set low"),
    severity: Severity::W,
    what: Text::new(
        "同一单位同一项目的同名指标，本年指标值（写了 ≥ 或 ＞ 的）不到上年实际完成值的 70%（limit.last_year_percent）。本年预算比上年少的，按预算减少的比例放宽。两年都写了计量单位、能换算的才比；没有写方向、没有单位的不下结论。",
        "Of the same unit and project, an indicator's target (with ≥ or >) is less than 70% (limit.last_year_percent) of what was reached last year. Where the budget shrank, less is asked in the same proportion. Only values with units that can be led to each other are compared; without a sign or a unit nothing is concluded.",
    ),
    why: Text::new(
        "财预〔2021〕101号规定指标和指标值怎样设置；与上年实际比较是本工具的约定：目标定得过低，超额完成说明不了成绩。",
        "财预〔2021〕101号 says how indicators and their targets are set; comparing with last year is a convention of this tool: a target far too low is exceeded by anybody.",
    ),
    wrong: Text::new(
        "上年完成 120 公里，本年指标值 ≥60 公里，预算没有减少。",
        "120 km were done last year, ≥60 km are the target now, for the same money.",
    ),
    correct: Text::new(
        "按上年实际和本年预算重定指标值，或者说明为什么降低。",
        "Set the target by last year's results and this year's budget, or state why it is lower.",
    ),
    example: &[],
    fires_at: "",
};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    for sent in scene.in_force() {
        let Some(tally) = account.of(&sent) else { continue };
        let Some((before, pairs)) = pairs(scene, &sent) else { continue };
        let least = Decimal::from(sent.form.limits.last_year_percent) / Decimal::ONE_HUNDRED;
        let share = shrinkage(sent.submission(), before.submission).and_then(|by| product(least, by)).unwrap_or(least);
        for pair in &pairs {
            judge(pair, share, tally);
        }
    }
}

/// This year's budget as a part of last year's, if it is less; nothing if it is not or nobody knows.
fn shrinkage(now: &Submission, then: &Submission) -> Option<Decimal> {
    let budget = |submission: &Submission| {
        let block = submission.money.first()?;
        in_yuan(block.total()?.adjusted.value()?, block.unit).map(|amount| amount.value)
    };
    ratio(budget(now)?, budget(then)?).filter(|by| *by < Decimal::ONE)
}

fn judge(pair: &Pair<'_>, share: Decimal, tally: &mut Tally<'_>) {
    let (Some(asked), Some(actual)) = (target(pair.now), pair.then.actual.value()) else { return };
    let ActualKind::Amount(done) = &actual.kind else { return };
    let sign = pair.now.target.value().and_then(|target| target.sign);
    let Some(sign) = sign else {
        return tally.not_evaluated(Text::new("指标值没有写方向", "the target states no direction"));
    };
    if !matches!(sign, Sign::Ge | Sign::Gt) {
        return;
    }
    // What was reached is in the unit of the target it was held against, if it names none.
    let mut done = done.clone();
    done.unit = done.unit.or_else(|| target(pair.then)?.unit);
    if !comparable(&asked, &done) || asked.approximate || done.approximate {
        return tally.not_evaluated(Text::new(
            "两年的值没有写明计量单位或单位不同",
            "the values of the two years have no unit, or different ones",
        ));
    }
    let unit = asked.unit.as_ref();
    let Some((asked, reached)) = reach(&asked, unit).zip(reach(&done, unit)) else { return };
    if reached.low <= Decimal::ZERO || asked.high >= reached.low.saturating_mul(share) {
        return tally.pass();
    }
    let message = Message::new(Text::new(
        "“{name}”指标值 {target}，上年实际完成 {done}，不到其 {share}",
        "`{name}` has the target {target}; {done} were reached last year, and it is less than {share} of that",
    ))
    .with("name", pair.now.name.as_str())
    .with("target", shortened(&pair.now.target.raw.to_string()))
    .with("done", done.to_string())
    .with("share", percent(share));
    let advice = Text::new(
        "请按上年实际完成情况和本年预算核定指标值，或说明降低的原因",
        "set the target by what was reached last year and this year's budget, or state why it is lower",
    );
    tally.fail(&pair.now.target.place, message, advice);
}
