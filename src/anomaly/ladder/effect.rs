//! The effect of a change, by which the larger unit must have moved less to be told.

use super::quantile::quantile;

/// How much the size of a unit counts: from 0, not at all, to 1.
const SIZE: f64 = 0.4;
/// The least scale, as a part of the median effect.
const LEAST: f64 = 0.05;
/// Beyond how many scales an effect is flagged.
const CUT: f64 = 7.0;
/// How many pairs it takes.
pub const FEWEST: usize = 20;

/// How the effects of one indicator lie: Hidiroglou and Berthelot (1986), Survey Methodology 12:73–83, with the tenths in
/// place of the quartiles, which fail where more than a quarter of the ratios are equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effects {
    ratio: f64,
    median: f64,
    below: f64,
    above: f64,
}

impl Effects {
    /// Of pairs of this and last year's value, all above zero; nothing if they are too few.
    #[must_use]
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        if pairs.len() < FEWEST {
            return None;
        }
        let sorted = |numbers: &mut dyn Iterator<Item = f64>| {
            let mut numbers: Vec<f64> = numbers.collect();
            numbers.sort_by(f64::total_cmp);
            numbers
        };
        let ratio = quantile(&sorted(&mut pairs.iter().map(|(now, then)| now / then)), 0.5)?;
        let effects = sorted(&mut pairs.iter().map(|(now, then)| effect(*now, *then, ratio)));
        let (low, median, high) = (quantile(&effects, 0.1)?, quantile(&effects, 0.5)?, quantile(&effects, 0.9)?);
        let least = (LEAST * median).abs();
        Some(Self { ratio, median, below: (median - low).max(least), above: (high - median).max(least) })
    }

    /// How far the effect of a change is beyond the cut: 1 is on it. Nothing if all effects are equal.
    #[must_use]
    pub fn score(&self, now: f64, then: f64) -> Option<f64> {
        let away = effect(now, then, self.ratio) - self.median;
        let scale = if away < 0.0 { self.below } else { self.above };
        (scale > 0.0).then(|| away.abs() / scale / CUT)
    }
}

fn effect(now: f64, then: f64, usual: f64) -> f64 {
    let ratio = now / then;
    let change = if ratio < usual { 1.0 - usual / ratio } else { ratio / usual - 1.0 };
    change * now.max(then).powf(SIZE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_pairs_tell_and_fewer_do_not() {
        let pairs: Vec<(f64, f64)> = (0..30).map(|n| (100.0 + f64::from(n), 100.0)).collect();
        let effects = Effects::of(&pairs).expect("enough");
        assert!(effects.score(1000.0, 100.0).expect("a score") > 1.0);
        assert!(effects.score(120.0, 100.0).expect("a score") < 1.0);
        assert_eq!(Effects::of(&pairs[..19]), None);
    }
}
