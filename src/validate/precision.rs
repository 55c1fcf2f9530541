//! Comparing within the precision in which numbers were written.

use rust_decimal::Decimal;

use crate::model::number::{half_unit, round_points};
use crate::model::{Interval, Quantity};

/// What a claimed score may stand for: with one decimal everything that rounds to it, otherwise itself.
///
/// A whole number is no rounding of 8.62: 9 points are claimed. From two decimals on it must be the score to two decimals.
pub fn claimed(score: &Quantity) -> Interval {
    match score.decimals {
        0 => Interval::exact(score.amount),
        1 => score.interval(),
        _ => Interval::exact(round_points(score.amount)),
    }
}

/// What executed ÷ adjusted may be when both are written with so many decimals.
///
/// A sheet drops trailing zeros: 43.2 beside 37.24 is 43.20, so the more precise of the two amounts gives the decimals.
/// Whole numbers are exact. Nothing if the budget may be zero.
pub fn rate(executed: Decimal, adjusted: Decimal, decimals: u32) -> Option<Interval> {
    written(executed, decimals).over(written(adjusted, decimals))
}

/// What an amount that is written with so many decimals may stand for; whole numbers are exact.
pub fn written(amount: Decimal, decimals: u32) -> Interval {
    Interval::around(amount, if decimals == 0 { Decimal::ZERO } else { half_unit(decimals) })
}

/// An interval with everything that is at most `by` away from it.
pub fn widened(interval: Interval, by: Decimal) -> Interval {
    interval.plus(Interval::around(Decimal::ZERO, by))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Quantity {
        let amount: Decimal = text.parse().expect("a number");
        Quantity { amount, unit: None, decimals: amount.scale(), approximate: false }
    }

    #[test]
    fn one_decimal_is_a_rounding_and_a_whole_number_is_not() {
        let exact = Interval::exact(Decimal::new(862, 2));
        for (written, meets) in [("8.6", true), ("8.62", true), ("8.60", false), ("9", false), ("8.7", false)] {
            assert_eq!(claimed(&quantity(written)).meets(exact), meets, "{written}");
        }
    }

    #[test]
    fn a_rate_is_as_precise_as_its_amounts() {
        let rate = rate(Decimal::new(3724, 2), Decimal::new(432, 1), 2).expect("a rate");
        assert!(rate.low > Decimal::new(8618, 4) && rate.high < Decimal::new(8623, 4), "{rate:?}");
        assert_eq!(super::rate(Decimal::from(93), Decimal::from(100), 0), Some(Interval::exact(Decimal::new(93, 2))));
        assert_eq!(super::rate(Decimal::ONE, Decimal::ZERO, 2), None);
    }
}
