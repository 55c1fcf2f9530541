//! The size of a number: its logarithm. It judges, it is never shown, and no amount is computed from it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How far from a whole power of ten a slip may be: 0.3 is a factor of 2.
const NEAR: f64 = 0.3;

/// The size of an amount: its log10. Nothing for zero and below.
#[must_use]
pub fn size(amount: Decimal) -> Option<f64> {
    (amount > Decimal::ZERO).then(|| mantissa(amount).log10() - f64::from(amount.scale()))
}

/// A number as the statistics take it.
#[must_use]
pub fn plain(amount: Decimal) -> f64 {
    mantissa(amount) / 10_f64.powi(i32::try_from(amount.scale()).unwrap_or_default())
}

#[allow(clippy::cast_precision_loss, reason = "fifteen digits are more than a judgement of size needs")]
fn mantissa(amount: Decimal) -> f64 {
    let mantissa = amount.mantissa();
    i64::try_from(mantissa).map_or(mantissa as f64, |small| small as f64) // 128 bits convert slowly
}

/// The power of ten by which something of size `a` is too large against something of size `b`, if it looks like a slip of
/// the unit: at least a hundredfold, and within a factor of 2 of a whole power.
#[must_use]
pub fn power(a: f64, b: f64) -> Option<i32> {
    whole_power(a - b).filter(|power| power.abs() >= 2)
}

/// The power of ten nearest to a ratio, if it is within a factor of 2 of it and not 0.
#[must_use]
pub fn whole_power(ratio: f64) -> Option<i32> {
    let power = ratio.round();
    let whole = power.to_i32()?;
    (whole != 0 && (ratio - power).abs() < NEAR).then_some(whole)
}

/// An amount without a power of ten that it has too many.
#[must_use]
pub fn without_power(amount: Decimal, power: i32) -> Option<Decimal> {
    let factor = Decimal::new(1, u32::try_from(power.abs()).ok().filter(|scale| *scale <= 28)?);
    if power > 0 { crate::model::number::product(amount, factor) } else { amount.checked_div(factor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_powers_of_ten_from_a_hundredfold_on_are_slips() {
        let of = |a: &str, b: &str| {
            let size = |text: &str| size(text.parse().expect("a decimal"));
            power(size(a)?, size(b)?)
        };
        assert_eq!(of("432000", "43.2"), Some(4));
        assert_eq!(of("0.95", "95"), Some(-2));
        assert_eq!(of("190", "1"), Some(2));
        assert_eq!(of("40", "1"), None);
        assert_eq!(of("500", "1"), None);
        assert_eq!(of("10", "1"), None);
        assert_eq!(of("-432000", "43.2"), None);
        assert_eq!(of("0", "43.2"), None);
    }
}
