//! Exact numbers: the one place where anything is rounded.

use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds half away from zero, as Excel's ROUND and the published scoring rules do.
#[must_use]
pub fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// Points of a score are kept to two decimals.
#[must_use]
pub fn round_points(value: Decimal) -> Decimal {
    round(value, 2)
}

/// `a ÷ b`, or nothing when `b` is zero or the quotient does not fit.
#[must_use]
pub fn ratio(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}

/// `a × b`, or nothing when the product does not fit into 28 digits.
#[must_use]
pub fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

/// The quantile of sorted numbers as Excel's PERCENTILE.INC has it; `share` is from 0 to 1. Nothing if there are none.
///
/// Hyndman and Fan (1996), definition 7.
#[must_use]
pub fn quantile(sorted: &[Decimal], share: Decimal) -> Option<Decimal> {
    let last = sorted.len().checked_sub(1)?;
    let at = product(share, Decimal::from(last))?;
    let below = usize::try_from(at.trunc().mantissa()).ok()?;
    let (low, high) = (*sorted.get(below)?, *sorted.get(below + 1).unwrap_or(&sorted[below]));
    low.checked_add(product(high.checked_sub(low)?, at.fract())?)
}

/// The sum, or nothing when it does not fit into 28 digits.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// A number as people write it: no trailing zeros, no exponent.
#[must_use]
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A number with a fixed count of decimals: `8.62`, `10.00`.
#[must_use]
pub fn fixed(value: Decimal, places: u32) -> String {
    format!("{:.*}", places as usize, round(value, places))
}

/// A ratio as a percentage with two decimals: 0.862037 is `86.20%`.
#[must_use]
pub fn percent(value: Decimal) -> String {
    product(value, Decimal::ONE_HUNDRED).map_or_else(|| plain(value), |p| format!("{}%", fixed(p, 2)))
}

/// A set of numbers between two bounds, both included: what a written number may stand for.
///
/// A value written with `d` decimals stands for everything that rounds to it, ± ½·10⁻ᵈ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower bound.
    pub low: Decimal,
    /// Upper bound.
    pub high: Decimal,
}

impl Interval {
    /// Exactly this value.
    #[must_use]
    pub const fn exact(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Everything that is at most `half` away.
    #[must_use]
    pub fn around(value: Decimal, half: Decimal) -> Self {
        Self { low: value.saturating_sub(half), high: value.saturating_add(half) }
    }

    /// The sums of two intervals.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
    }

    /// The quotients of two intervals of numbers that are not negative; nothing if the divisor may be zero.
    #[must_use]
    pub fn over(self, divisor: Self) -> Option<Self> {
        if divisor.low <= Decimal::ZERO {
            return None;
        }
        Some(Self { low: ratio(self.low, divisor.high)?, high: ratio(self.high, divisor.low)? })
    }

    /// Every value times a factor that is not negative.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self { low: self.low.saturating_mul(factor), high: self.high.saturating_mul(factor) }
    }

    /// Whether the two have a value in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Half a unit of the last of `decimals` places: 0.005 for two decimals.
#[must_use]
pub fn half_unit(decimals: u32) -> Decimal {
    Decimal::new(5, (decimals + 1).min(28))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(round_points(dec("1.005")), dec("1.01"));
        assert_eq!(round_points(dec("-1.005")), dec("-1.01"));
        assert_eq!(round_points(dec("8.6203703")), dec("8.62"));
    }

    #[test]
    fn a_written_number_stands_for_what_rounds_to_it() {
        let executed = Interval::around(dec("37.24"), half_unit(2));
        let budget = Interval::around(dec("43.2"), half_unit(2));
        let rate = executed.over(budget).expect("a budget above zero");
        assert!(rate.meets(Interval::around(dec("0.86"), dec("0.005"))));
        assert!(!rate.meets(Interval::around(dec("0.90"), dec("0.005"))));
        assert_eq!(executed.over(Interval::exact(Decimal::ZERO)), None);
    }

    #[test]
    fn numbers_are_shown_without_noise() {
        assert_eq!(plain(dec("8.500")), "8.5");
        assert_eq!(fixed(dec("10"), 2), "10.00");
        assert_eq!(percent(dec("0.8620370370")), "86.20%");
    }
}
