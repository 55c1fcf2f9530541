//! Step 1: the unit of measure. A number that is off by a whole power of ten, a hundredfold or more, was written in another
//! unit: against last year, then against its row, then against its peers.
//!
//! The thousand-error check of statistics offices (Scholtus, Statistics Netherlands), with every power of ten.

use std::collections::BTreeMap;

use super::observation::{Against, Cause, Measure, Observation, Outcome, Silence, Step, Verdict};
use super::series::Series;
use super::size::{power, size, without_power};
use super::{Ladder, peers};

/// A slip of the unit is surer than any distance; the larger the surer.
const SURE: f64 = 3.0;
/// From how many scales on a number counts as off when its whole submission is.
const OFF: f64 = 2.5;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.number(at);
    let own = size(of.value).ok_or(Silence::NotPositive)?;
    let slip = |against, power: i32, score| Verdict {
        at,
        step: Step::Unit,
        against,
        score,
        cause: Cause::Power(power),
        suggested: without_power(of.value, power),
        bounds: None,
        is_note: false,
    };
    let sure = |power: i32| SURE + f64::from(power.abs());
    if let Some(then) = of.last.and_then(size)
        && let Some(power) = power(own, then)
    {
        return Ok(slip(Against::LastYear, power, sure(power)));
    }
    let mut compared = false;
    for other in ladder.beside(at) {
        let Some(size) = size(ladder.number(other).value) else { continue };
        compared = true;
        let power = power(own, size).filter(|power| is_of_units(of.measure, *power));
        if let Some(power) = power.filter(|_| is_wrong(ladder, at, other)) {
            return Ok(slip(Against::Beside(other), power, sure(power)));
        }
    }
    if !ladder.is_as_last_year(at)
        && let Some(power) = ladder.series.off(of)
        && is_off(&ladder.series, of, power)
    {
        return Ok(slip(Against::Peers, power, SURE));
    }
    let judged = compared || of.last.is_some_and(|last| size(last).is_some());
    if judged { Ok(slip(Against::LastYear, 0, 0.0)) } else { Err(Silence::NoHistory) }
}

/// Whether two units of the measure differ by this power. One percent of a budget may well be all that was spent, and one
/// complaint where a hundred were allowed is no slip.
const fn is_of_units(measure: Measure, power: i32) -> bool {
    match measure {
        Measure::Money => power.abs() >= 3,
        Measure::Percent => power.abs() == 2,
        Measure::Count => matches!(power.abs(), 4 | 8),
        Measure::Score => false,
    }
}

/// Of two numbers of a row that disagree, whether this is the wrong one: a third tells, else last year, else what is usual.
pub fn is_wrong(ladder: &Ladder<'_>, at: usize, other: usize) -> bool {
    let (one, two) = (ladder.number(at), ladder.number(other));
    let near = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() < 1.0);
    let third = ladder.beside(at).filter(|third| *third != other).map(|third| size(ladder.number(third).value));
    for third in third {
        match (near(third, size(one.value)), near(third, size(two.value))) {
            (true, false) => return false,
            (false, true) => return true,
            _ => {}
        }
    }
    match (ladder.is_as_last_year(at), ladder.is_as_last_year(other)) {
        (true, false) => return false,
        (false, true) => return true,
        _ => {}
    }
    // Their peers, if they tell the two apart.
    let away = |of: &Observation| peers::spread(&ladder.series, of).ok().zip(size(of.value));
    if one.measure.is_by_ratio()
        && let (Some((mine, here)), Some((theirs, there))) = (away(one), away(two))
    {
        let (mine, theirs) = (mine.distance(here).abs(), theirs.distance(there).abs());
        if (mine - theirs).abs() >= 1.0 {
            return mine > theirs;
        }
    }
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    let is_odd = |of: &Observation| of.value <= rust_decimal::Decimal::ONE || of.value > hundred;
    match one.measure {
        // A fraction, or more than everything, where the other is a rate.
        Measure::Percent if is_odd(one) != is_odd(two) => is_odd(one),
        // 元 in a form in 万元 is the usual slip.
        Measure::Money if one.value != two.value => one.value > two.value,
        _ => one.column > two.column,
    }
}

/// Submissions whose amounts are off those of their peers by one power of ten: the median of two amounts or more.
pub fn whole_submissions(observations: &[Observation], series: &Series) -> BTreeMap<usize, i32> {
    let mut off: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for of in observations.iter().filter(|of| of.measure == Measure::Money) {
        if let Some((spread, own)) = peers::spread(series, of).ok().zip(size(of.value)) {
            off.entry(of.submission).or_default().push(spread.distance(own));
        }
    }
    let power_of = |mut distances: Vec<f64>| {
        distances.sort_by(f64::total_cmp);
        let middle = super::median(&distances).filter(|_| distances.len() >= 2)?;
        // Units differ by a factor of 2 and more among themselves; between 10⁴ and 10⁰ there is room for that.
        let power = [3, 4, 6, 8, -3, -4, -6, -8].into_iter().min_by(|a, b| {
            let far = |power: &i32| (f64::from(*power) - middle).abs();
            far(a).total_cmp(&far(b))
        })?;
        ((f64::from(power) - middle).abs() < 1.0).then_some(if power.abs() == 3 { 4 * power.signum() } else { power })
    };
    off.into_iter().filter_map(|(submission, distances)| Some((submission, power_of(distances)?))).collect()
}

/// Whether a number goes with its submission: it is off its peers in the same direction, by about that power.
fn is_off(series: &Series, of: &Observation, power: i32) -> bool {
    let Some((spread, own)) = peers::spread(series, of).ok().zip(size(of.value)) else { return false };
    of.measure == Measure::Money
        && (spread.distance(own) - f64::from(power)).abs() < 1.5
        && spread.scales(own).abs() >= OFF
}
