//! Step 3: the number's own history.

use super::Ladder;
use super::digits;
use super::observation::{Against, Cause, Outcome, Silence, Step, Verdict};
use super::size::{plain, size, whole_power, without_power};

/// Beyond how many scales a ratio to last year is flagged. By simulation: no false flag on clean data, all slips of ten found.
const CUT: f64 = 5.0;
/// An effect grows with the size of the unit beyond all measure; it is no surer than this.
const MOST: f64 = 3.0;
/// Beyond how many it is, where a slip of the keyboard explains it whole, or where its effect is.
const EXPLAINED_CUT: f64 = 3.0;
/// Within what difference of their logarithms two numbers of a row moved alike: a quarter.
const ALIKE: f64 = 0.1;
/// How much farther they must have moved to be noted.
const TOGETHER: f64 = 2.0;
/// Within how many scales the explained number must lie.
const FITS: f64 = 1.6;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.number(at);
    let last = of.last.ok_or(Silence::NoHistory)?;
    let (now, then) = size(of.value).zip(size(last)).ok_or(Silence::NotPositive)?;
    let spread = ladder.series.growth(of).ok_or(Silence::TooFew(0))?;
    let scales = spread.scales(now - then);
    // Of the largest unit the effect of a mere percent is large; it counts where the ratio is unusual by itself.
    let effect = || ladder.series.effects(of).and_then(|effects| effects.score(plain(of.value), plain(last)));
    let effect = if scales.abs() < EXPLAINED_CUT { None } else { effect() };
    let mut verdict = Verdict {
        at,
        step: Step::History,
        against: Against::LastYear,
        score: (scales.abs() / CUT).max(effect.unwrap_or_default().min(MOST)),
        cause: if scales > 0.0 { Cause::High } else { Cause::Low },
        suggested: None,
        bounds: Some(spread.bounds(CUT)),
        is_note: false,
    };
    // A project that grew moves all numbers of a row alike.
    let moves = |other: usize| {
        let beside = ladder.number(other);
        Some((size(beside.value)? - size(beside.last?)? - (now - then)).abs() < ALIKE)
    };
    let mut beside = ladder.beside(at).filter_map(moves).peekable();
    verdict.is_note = beside.peek().is_some() && beside.all(|alike| alike);
    if verdict.is_note {
        verdict.score /= TOGETHER;
    }
    if let Some(power) = whole_power(now - then) {
        (verdict.cause, verdict.suggested) = (Cause::Power(power), without_power(of.value, power));
        return Ok(verdict);
    }
    if verdict.is_note || scales.abs() < EXPLAINED_CUT {
        return Ok(verdict);
    }
    let fits = |size: f64| spread.scales(size - then).abs() <= FITS;
    if let Some(meant) = digits::swaps(of.value).find(|meant| size(*meant).is_some_and(fits)) {
        (verdict.cause, verdict.suggested) = (Cause::Swapped, Some(meant));
        verdict.score = verdict.score.max(scales.abs() / EXPLAINED_CUT);
    } else if let Some(source) = digits::copied_from(ladder, at) {
        verdict.cause = Cause::Copied(source);
        verdict.score = verdict.score.max(scales.abs() / EXPLAINED_CUT);
    }
    Ok(verdict)
}
