//! The other numbers of its row: the actual value beside the target, spending beside the budget.

use super::digits::{TELLING_DIGITS, digits, swaps};
use super::observation::{Against, Cause, Outcome, Silence, Step, Verdict};
use super::size::{size, whole_power, without_power};
use super::{Ladder, unit};

/// Beyond how many scales a ratio within a row is flagged: what was reached may well be far from what was planned.
const CUT: f64 = 7.0;
/// The score of a number that equals the one beside it but for two neighbouring digits, and from how many scales on it has it.
const SWAPPED: f64 = 1.5;
const UNUSUAL: f64 = 2.0;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.number(at);
    let own = size(of.value).ok_or(Silence::NotPositive)?;
    let verdicts = ladder.beside(at).filter_map(|other| {
        let beside = ladder.number(other);
        let ratio = own - size(beside.value)?;
        let spread = ladder.series.within_row(of, beside)?;
        let scales = spread.scales(ratio);
        let power = whole_power(ratio);
        let is_swapped = digits(of.value) >= TELLING_DIGITS
            && scales.abs() >= UNUSUAL
            && swaps(of.value).any(|meant| meant == beside.value);
        let (cause, suggested) = match power {
            _ if is_swapped => (Cause::Swapped, Some(beside.value)),
            Some(power) => (Cause::Power(power), without_power(of.value, power)),
            None if scales > 0.0 => (Cause::High, None),
            None => (Cause::Low, None),
        };
        let score = (scales.abs() / CUT).max(if is_swapped { SWAPPED } else { 0.0 });
        Some(Verdict {
            at,
            step: Step::Row,
            against: Against::Beside(other),
            // Of two numbers that disagree one is told.
            score: if unit::is_wrong(ladder, at, other) { score } else { 0.0 },
            cause,
            suggested,
            bounds: Some(spread.bounds(CUT)),
            is_note: false,
        })
    });
    verdicts.max_by(|a, b| a.score.total_cmp(&b.score)).ok_or(Silence::Alone)
}
