//! Step 3: the number's own history.

use super::Ladder;
use super::digits;
use super::observation::{Against, Cause, Outcome, Silence, Step, Verdict};
use super::size::{size, whole_power, without_power};

/// Beyond how many scales a ratio to last year is flagged. By simulation: no false flag on clean data, all slips of ten found.
const CUT: f64 = 5.0;
/// Beyond how many it is, where a slip of the keyboard explains it whole.
const EXPLAINED_CUT: f64 = 2.5;
/// Within how many scales the explained number must lie.
const FITS: f64 = 1.6;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.of_number(at);
    let last = of.last.ok_or(Silence::NoHistory)?;
    let (now, then) = size(of.value).zip(size(last)).ok_or(Silence::NotPositive)?;
    let spread = ladder.series.growth(of).ok_or(Silence::TooFew(0))?;
    let scales = spread.scales(now - then);
    let mut verdict = Verdict {
        at,
        step: Step::History,
        against: Against::LastYear,
        score: scales.abs() / CUT,
        cause: if scales > 0.0 { Cause::High } else { Cause::Low },
        suggested: None,
        bounds: Some(spread.bounds(CUT)),
        is_note: false,
    };
    if scales.abs() < EXPLAINED_CUT {
        return Ok(verdict);
    }
    let fits = |size: f64| spread.scales(size - then).abs() <= FITS;
    if let Some(power) = whole_power(now - then) {
        (verdict.cause, verdict.suggested) = (Cause::Power(power), without_power(of.value, power));
    } else if let Some(meant) = digits::swaps(of.value).find(|meant| size(*meant).is_some_and(fits)) {
        (verdict.cause, verdict.suggested) = (Cause::Swapped, Some(meant));
        verdict.score = verdict.score.max(scales.abs() / EXPLAINED_CUT);
    } else if let Some(source) = digits::copied_from(ladder, at) {
        verdict.cause = Cause::Copied(source);
        verdict.score = verdict.score.max(scales.abs() / EXPLAINED_CUT);
    }
    Ok(verdict)
}
