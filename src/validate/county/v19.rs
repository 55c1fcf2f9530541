//! V19: a target breaks with last year's, far more than others do.

use std::collections::HashMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::indicators::{comparable, pairs, target};
use super::scene::{Account, Scene, Sent};
use crate::model::number::{fixed, ratio};
use crate::model::{Code, Indicator, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::subject::shortened;

pub static PAGE: Page = Page {
    code: Code("V19"),
    title: Text::new("与上年指标值断层", "Target breaks with last year's"),
    severity: Severity::W,
    what: Text::new(
        "同一单位同一项目的同名指标，指标值是上年的几倍，与其余的比：先与全县同名同单位的指标比，不足 6 个（limit.history_values）的与本单位全部指标比。偏离中位数 5 倍（limit.history_deviations）稳健离差（1.4826×MAD，对数尺度，至少 0.05）以上的报告。两年都写了计量单位、能换算的正数才比；可比的太少，或者相差整百、整万倍（见 M08）的，不下结论。",
        "Of the same unit and project, an indicator's target is some multiple of last year's. It is held against the others: against those of the same name and unit in the whole county, or, of fewer than 6 (limit.history_values), against all of this unit. What lies more than 5 (limit.history_deviations) robust deviations (1.4826 × MAD on the scale of logarithms, 0.05 at least) off the median is told. Only positive values with units that can be led to each other are compared; of too few, or where the two are powers of ten apart (M08), nothing is concluded.",
    ),
    why: Text::new(
        "本工具的约定：指标值突然变成几倍，多半是口径、单位或者数字写错了；确有变化的，应当说明。",
        "A convention of this tool: a target that is suddenly a multiple is mostly a slip of definition, unit or digits; a real change should be explained.",
    ),
    wrong: Text::new(
        "上年指标值 ≥120 公里，本年 ≥360 公里，同类指标的变动都在一成以内。",
        "≥120 km last year, ≥360 km now, while the others changed by a tenth.",
    ),
    correct: Text::new(
        "核对口径、单位和数字；没有错的，说明为什么变化这么大。",
        "Check definition, unit and digits; if they are right, state why so much changed.",
    ),
    example: &[],
    fires_at: "",
};

/// The least robust deviation, as a difference of decimal logarithms: 12 %.
const FLOOR: f64 = 0.05;
/// Makes a median absolute deviation comparable with a standard deviation.
const MAD_FACTOR: f64 = 1.4826;

/// The change of one target.
struct Change<'a> {
    sent: Sent<'a>,
    now: &'a Indicator,
    then: &'a Indicator,
    /// This year's target ÷ last year's.
    factor: Decimal,
    /// Its decimal logarithm.
    size: f64,
}

/// Changes of targets that are held against each other.
#[derive(Clone, Copy)]
struct Usual {
    count: usize,
    median: f64,
    deviation: f64,
}

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let changes: Vec<Change<'_>> = scene.in_force().flat_map(|sent| changes(scene, sent)).collect();
    let of_family = usual(changes.iter().map(|change| (family(change.now), change.size)));
    let of_unit = usual(changes.iter().map(|change| (change.sent.unit().unwrap_or_default(), change.size)));
    for change in &changes {
        let Some(tally) = account.of(&change.sent) else { continue };
        let limits = &change.sent.form.limits;
        let enough = |usual: &&Usual| usual.count >= limits.history_values;
        let family = of_family.get(&family(change.now)).filter(enough);
        let unit = || of_unit.get(&change.sent.unit().unwrap_or_default()).filter(enough);
        let Some((usual, group)) = family
            .map(|usual| (usual, Text::new("全县同名指标", "indicators of this name in the county")))
            .or_else(|| unit().map(|usual| (usual, Text::new("本单位各指标", "the indicators of this unit"))))
        else {
            tally.not_evaluated(Text::new("可比的指标太少", "there are too few indicators to compare with"));
            continue;
        };
        let far = (change.size - usual.median).abs();
        if far <= f64::from(limits.history_deviations) * usual.deviation {
            tally.pass();
        } else if is_slip(change.size) {
            tally.not_evaluated(Text::new("相差整百、整万倍，见 M08", "powers of ten apart, see M08"));
        } else {
            let message = Message::new(Text::new(
                "“{name}”指标值 {now}，上年 {then}，是上年的 {factor} 倍；{group}（{count} 个）一般是 {usual} 倍",
                "`{name}` has the target {now}, {then} last year: {factor} times as much; {group} ({count}) changed by a factor of {usual}",
            ))
            .with("name", change.now.name.as_str())
            .with("now", shortened(&change.now.target.raw.to_string()))
            .with("then", shortened(&change.then.target.raw.to_string()))
            .with("factor", fixed(change.factor, 2))
            .with("group", group)
            .with("count", usual.count.to_string())
            .with("usual", format!("{:.2}", 10_f64.powf(usual.median)));
            let advice = Text::new(
                "请核对口径、单位和数字；没有错的，说明变化的原因",
                "check definition, unit and digits; if they are right, state why so much changed",
            );
            tally.fail(&change.now.target.place, message, advice);
        }
    }
}

/// What indicators are of one family by.
fn family(indicator: &Indicator) -> &str {
    &indicator.name
}

/// The targets of a submission that both years have as positive numbers of one unit.
fn changes<'a>(scene: &Scene<'a>, sent: Sent<'a>) -> Vec<Change<'a>> {
    let Some((_, pairs)) = pairs(scene, &sent) else { return Vec::new() };
    let change = |now: &'a Indicator, then: &'a Indicator| {
        let (asked, before) = (target(now)?, target(then)?);
        let before = comparable(&asked, &before).then(|| before.in_unit(asked.unit.as_ref())).flatten()?;
        if asked.amount <= Decimal::ZERO || before <= Decimal::ZERO {
            return None;
        }
        let factor = ratio(asked.amount, before)?;
        Some(Change { sent, now, then, factor, size: factor.to_f64()?.log10() })
    };
    pairs.iter().filter_map(|pair| change(pair.now, pair.then)).collect()
}

/// What is usual in every group.
fn usual<'a>(changes: impl Iterator<Item = (&'a str, f64)>) -> HashMap<&'a str, Usual> {
    let mut groups: HashMap<&str, Vec<f64>> = HashMap::new();
    for (group, size) in changes {
        groups.entry(group).or_default().push(size);
    }
    let usual = |mut sizes: Vec<f64>| {
        let count = sizes.len();
        let middle = median(&mut sizes);
        let mut off: Vec<f64> = sizes.iter().map(|size| (size - middle).abs()).collect();
        Usual { count, median: middle, deviation: (MAD_FACTOR * median(&mut off)).max(FLOOR) }
    };
    groups.into_iter().map(|(group, sizes)| (group, usual(sizes))).collect()
}

/// The middle value; of an even count the mean of the two in the middle.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle.wrapping_sub(1)), values.get(middle)) {
        (Some(lower), Some(upper)) if values.len().is_multiple_of(2) => f64::midpoint(*lower, *upper),
        (_, Some(value)) => *value,
        _ => 0.0,
    }
}

/// Whether two values are a whole power of ten apart, from a hundredfold on: M08 speaks of that.
fn is_slip(size: f64) -> bool {
    const NEAR: f64 = 0.3;
    size.round().abs() >= 2.0 && (size - size.round()).abs() < NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_the_median_with_a_floor_below_its_deviation() {
        let of = |sizes: &[f64]| usual(sizes.iter().map(|size| ("a", *size)))["a"];
        let alike = of(&[0.01; 9]);
        assert!((alike.median - 0.01).abs() < 1e-12 && (alike.deviation - FLOOR).abs() < 1e-12);
        let spread = of(&[-0.4, -0.2, 0.0, 0.2, 0.4, 3.0]);
        assert!((spread.median - 0.1).abs() < 1e-12 && spread.deviation > 0.4, "{}", spread.deviation);
        assert!(is_slip(4.0) && is_slip(-2.1) && !is_slip(0.5) && !is_slip(2.5));
    }
}
