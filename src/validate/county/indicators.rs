//! The same indicator in two years.

use super::scene::{Scene, Sent};
use crate::model::{ActualKind, Before, Indicator, Interval, Quantity, TargetKind, Unit};

/// An indicator of this year, and last year's of the same unit, project and name.
pub struct Pair<'a> {
    /// This year's.
    pub now: &'a Indicator,
    /// Last year's.
    pub then: &'a Indicator,
}

/// Last year's submission, and every indicator that both years have; a name that occurs twice in a year is no pair.
pub fn pairs<'a>(scene: &Scene<'a>, sent: &Sent<'a>) -> Option<(Before<'a>, Vec<Pair<'a>>)> {
    let before = scene.before(sent)?;
    let now = sent.submission().all_indicators().filter(|now| !now.name.is_empty());
    let mut pairs: Vec<Pair<'a>> =
        now.filter_map(|now| Some(Pair { now, then: before.indicator(&now.name)? })).collect();
    let twice = |pair: &Pair<'_>, pairs: &[Pair<'_>]| {
        pairs.iter().filter(|other| std::ptr::eq(other.then, pair.then)).count() > 1
    };
    let doubled: Vec<bool> = pairs.iter().map(|pair| twice(pair, &pairs)).collect();
    let mut doubled = doubled.into_iter();
    pairs.retain(|_| !doubled.next().unwrap_or_default());
    Some((before, pairs))
}

/// The number that an indicator's target asks for; one without a unit has that of its row.
pub fn target(indicator: &Indicator) -> Option<Quantity> {
    let TargetKind::Amount(quantity) = &indicator.target.value()?.kind else { return None };
    let mut quantity = quantity.clone();
    if quantity.unit.is_none() {
        let of_actual = || match &indicator.actual.value()?.kind {
            ActualKind::Amount(actual) => actual.unit.clone(),
            _ => None,
        };
        quantity.unit = indicator.unit.value().cloned().or_else(of_actual);
    }
    Some(quantity)
}

/// Whether both quantities name a unit and one can be led to the other.
pub fn comparable(now: &Quantity, then: &Quantity) -> bool {
    now.unit.is_some() && then.unit.is_some() && then.in_unit(now.unit.as_ref()).is_some()
}

/// Everything that a quantity may stand for, in some unit; nothing if it cannot be led to that unit.
pub fn reach(quantity: &Quantity, unit: Option<&Unit>) -> Option<Interval> {
    let Interval { low, high } = quantity.interval();
    let end = |amount| Quantity { amount, ..quantity.clone() }.in_unit(unit);
    Some(Interval { low: end(low)?, high: end(high)? })
}
