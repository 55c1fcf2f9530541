//! Step 0: what is impossible.

use rust_decimal::Decimal;

use super::Ladder;
use super::observation::{Against, Cause, Observation, Outcome, Silence, Step, Verdict};
use super::size::{size, whole_power, without_power};
use super::spread::ENOUGH_PEERS;

/// A number beyond its limits is surer than any statistics.
const SURE: f64 = 10.0;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.number(at);
    let (low, high) = of.limits;
    let is_negative =
        of.value < Decimal::ZERO && (low.is_some_and(|low| of.value < low) || is_alone_below_zero(ladder, of));
    if low.is_none() && high.is_none() && !is_negative {
        return Err(Silence::NoLimits);
    }
    let too_low = low.is_some_and(|low| of.value < low);
    let too_high = high.is_some_and(|high| of.value > high);
    let (cause, suggested) = match (is_negative, too_high) {
        (true, _) => (Cause::Sign, Some(-of.value)),
        (_, true) => scaled(ladder, at, of).unwrap_or((Cause::Beyond, None)),
        _ => (Cause::Beyond, None),
    };
    let score = if is_negative || too_low || too_high { SURE } else { 0.0 };
    Ok(Verdict {
        at,
        step: Step::Limits,
        against: Against::Limits,
        score,
        cause,
        suggested,
        bounds: None,
        is_note: false,
    })
}

/// Whether an amount or a count is below zero where last year it was above, or where hardly any of its peers is.
fn is_alone_below_zero(ladder: &Ladder<'_>, of: &Observation) -> bool {
    let was_above = of.last.is_some_and(|last| last > Decimal::ZERO);
    let peers_are = || ladder.series.peers(of).is_some_and(|peers| peers.n >= ENOUGH_PEERS && peers.tenth >= 0.0);
    of.measure.is_by_ratio() && (was_above || peers_are())
}

/// 9500 where 95 was meant: a power of ten too many against last year, the row, or what is possible at all.
fn scaled(ladder: &Ladder<'_>, at: usize, of: &Observation) -> Option<(Cause, Option<Decimal>)> {
    let own = size(of.value)?;
    let others = ladder.beside(at).map(|other| ladder.number(other).value);
    let known = of.last.into_iter().chain(others).chain(of.limits.1).filter_map(size);
    let mut powers = known.filter_map(|other| whole_power(own - other));
    let power = powers.find(|power| *power > 0)?;
    Some((Cause::Power(power), without_power(of.value, power)))
}
