//! Step 0: nothing where there was something, and something where there was nothing.
//!
//! Logarithms do not see zeros, so that they are judged by how common they are: of the same indicator, held against how
//! common they are among all numbers of its kind where few report it.

use super::Ladder;
use super::observation::{Against, Cause, Observation, Outcome, Silence, Step, Verdict};
use super::series::Zeros;

/// A zero that more than this share of the others show too is nothing special; where last year is not known, a smaller one
/// is enough.
const COMMON: f64 = 0.05;
const COMMON_WITHOUT_HISTORY: f64 = 0.01;
/// As many numbers of the indicator itself as weigh like all of its kind.
const PRIOR: f64 = 10.0;
/// Below this many numbers of a kind nothing is said.
const FEWEST: usize = 10;
/// No share is so small that it tells more than this.
const MOST: f64 = 3.0;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.number(at);
    let (now, then) = (of.value.is_zero(), of.last.map(|last| last.is_zero()));
    let series = &ladder.series;
    match (now, then) {
        (true, Some(true)) | (false, Some(false) | None) => Err(Silence::NoZero),
        (true, Some(false)) => Ok(verdict(at, Against::LastYear, Cause::Zero, of, COMMON / share(series.zeros(of))?)),
        (true, None) => {
            let target = ladder.beside(at).find(|other| !ladder.number(*other).value.is_zero());
            let share = share(series.blanks(of))?;
            let against = target.map_or(Against::Peers, Against::Beside);
            let mut verdict = verdict(at, against, Cause::Zero, of, COMMON_WITHOUT_HISTORY / share);
            // Without last year a zero may well be what was reached.
            verdict.is_note = true;
            Ok(verdict)
        }
        (false, Some(true)) => {
            let begun = series.begun(of);
            let score = COMMON_WITHOUT_HISTORY / share([begun, begun])?;
            let mut verdict = verdict(at, Against::LastYear, Cause::FromZero, of, score);
            verdict.is_note = true;
            Ok(verdict)
        }
    }
}

fn verdict(at: usize, against: Against, cause: Cause, of: &Observation, score: f64) -> Verdict {
    let suggested = if cause == Cause::Zero { of.last } else { None };
    let score = score.min(MOST);
    Verdict { at, step: Step::Zero, against, score, cause, suggested, bounds: None, is_note: false }
}

/// How common it is: of the indicator without the number itself, drawn towards that of its kind.
#[allow(clippy::cast_precision_loss, reason = "counts")]
fn share([own, kind]: [Zeros; 2]) -> Result<f64, Silence> {
    if kind.n < FEWEST {
        return Err(Silence::TooFew(kind.n));
    }
    let of_kind = kind.zeros as f64 / kind.n as f64;
    let others = |count: usize| count.saturating_sub(1) as f64;
    Ok((others(own.zeros) + PRIOR * of_kind) / (others(own.n) + PRIOR))
}
