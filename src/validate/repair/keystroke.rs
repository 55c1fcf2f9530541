//! The slips of one keystroke that turn one number into another.

use rust_decimal::Decimal;

use crate::model::Interval;
use crate::text::Text;

/// A slip of one keystroke, as it is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keystroke {
    /// The sign.
    Sign,
    /// 元 for 万元 or the reverse.
    Unit,
    /// The decimal point, or zeros at the end.
    Point,
    /// Two neighbouring digits were swapped.
    Swapped,
    /// A digit was typed twice.
    Doubled,
    /// A digit is missing.
    Missing,
    /// One digit is wrong.
    Wrong,
}

impl Keystroke {
    /// Its name.
    pub const fn name(self) -> Text {
        match self {
            Self::Sign => Text::new("正负号", "the sign"),
            Self::Unit => Text::new("元与万元", "元 and 万元"),
            Self::Point => Text::new("小数点或末尾的 0", "the decimal point or zeros at the end"),
            Self::Swapped => Text::new("相邻两位颠倒", "two neighbouring digits swapped"),
            Self::Doubled => Text::new("多打了一位", "a digit typed twice"),
            Self::Missing => Text::new("漏了一位", "a digit missing"),
            Self::Wrong => Text::new("一位数字写错", "one digit wrong"),
        }
    }

    /// Whether it leads to so few numbers that the right one is hardly met by chance.
    pub const fn is_telling(self) -> bool {
        !matches!(self, Self::Missing | Self::Wrong)
    }
}

/// Numbers with more digits than this are nobody's slip.
const MOST_DIGITS: usize = 15;

/// The first slip that leads from a written number into an interval, and the number it leads to.
///
/// Nothing leads to a number below zero, and zero is no number that was mistyped.
pub fn towards(written: Decimal, wanted: Interval) -> Option<(Keystroke, Decimal)> {
    if written.is_zero() || wanted.high < Decimal::ZERO {
        return None;
    }
    let fits = |(_, number): &(Keystroke, Decimal)| {
        *number >= Decimal::ZERO && wanted.low <= *number && *number <= wanted.high && *number != written
    };
    let sign = std::iter::once((Keystroke::Sign, -written));
    let unit = scaled(written, &[4]).map(|number| (Keystroke::Unit, number));
    let point = scaled(written, &[1, 2, 3]).map(|number| (Keystroke::Point, number));
    if let Some(found) = sign.chain(unit).chain(point).find(fits) {
        return Some(found);
    }
    let digits = Digits::of(written)?;
    digits.swapped().chain(digits.doubled()).chain(digits.missing()).chain(digits.wrong()).find(fits)
}

/// The number times and divided by powers of ten.
fn scaled(number: Decimal, powers: &[u32]) -> impl Iterator<Item = Decimal> {
    powers.iter().flat_map(move |power| {
        let factor = Decimal::from(10_u32.pow(*power));
        [number.checked_mul(factor), number.checked_div(factor)].into_iter().flatten()
    })
}

/// The digits of a number that is not negative, with a zero before the point if nothing else stands there.
struct Digits {
    digits: Vec<u8>,
    decimals: usize,
}

impl Digits {
    fn of(number: Decimal) -> Option<Self> {
        let number = number.normalize();
        let decimals = usize::try_from(number.scale()).ok()?;
        let mut digits = number.mantissa().to_string().into_bytes();
        while digits.len() <= decimals {
            digits.insert(0, b'0');
        }
        let typed = !number.is_sign_negative() && digits.len() <= MOST_DIGITS;
        typed.then_some(Self { digits, decimals })
    }

    fn swapped(&self) -> impl Iterator<Item = (Keystroke, Decimal)> + '_ {
        (1..self.digits.len()).filter(|at| self.digits[at - 1] != self.digits[*at]).filter_map(|at| {
            let mut digits = self.digits.clone();
            digits.swap(at - 1, at);
            Some((Keystroke::Swapped, number(&digits, self.decimals)?))
        })
    }

    fn doubled(&self) -> impl Iterator<Item = (Keystroke, Decimal)> + '_ {
        (1..self.digits.len()).filter(|at| self.digits[at - 1] == self.digits[*at]).filter_map(|at| {
            let mut digits = self.digits.clone();
            digits.remove(at);
            // Two equal digits on both sides of the point were not typed in one go.
            let whole = self.digits.len() - self.decimals;
            let decimals = if at > whole { self.decimals - 1 } else { self.decimals };
            if at == whole {
                return None;
            }
            Some((Keystroke::Doubled, number(&digits, decimals)?))
        })
    }

    fn missing(&self) -> impl Iterator<Item = (Keystroke, Decimal)> + '_ {
        let whole = self.digits.len() - self.decimals;
        // At the point itself the digit may belong before or behind it.
        let before = (0..=whole).map(|at| (at, self.decimals));
        let behind = (whole..=self.digits.len()).map(|at| (at, self.decimals + 1)).filter(|_| self.decimals > 0);
        let places = before.chain(behind).flat_map(|at| (b'0'..=b'9').map(move |digit| (at, digit)));
        places.filter_map(|((at, decimals), digit)| {
            let mut digits = self.digits.clone();
            digits.insert(at, digit);
            Some((Keystroke::Missing, number(&digits, decimals)?))
        })
    }

    fn wrong(&self) -> impl Iterator<Item = (Keystroke, Decimal)> + '_ {
        let places = (0..self.digits.len()).flat_map(|at| (b'0'..=b'9').map(move |digit| (at, digit)));
        places.filter_map(|(at, digit)| {
            let mut digits = self.digits.clone();
            digits[at] = digit;
            Some((Keystroke::Wrong, number(&digits, self.decimals)?))
        })
    }
}

/// The number of some digits; nothing if nobody would write it so: 015.
fn number(digits: &[u8], decimals: usize) -> Option<Decimal> {
    if digits.len() > decimals + 1 && digits.first() == Some(&b'0') {
        return None;
    }
    let mantissa = digits.iter().fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(decimals).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slip(written: &str, wanted: &str) -> Option<Keystroke> {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        towards(number(written), Interval::exact(number(wanted))).map(|(slip, found)| {
            assert_eq!(found, number(wanted));
            slip
        })
    }

    #[test]
    fn every_slip_is_recognised_by_its_name() {
        for (written, wanted, expected) in [
            ("1243", "1234", Some(Keystroke::Swapped)),
            ("37.42", "37.24", Some(Keystroke::Swapped)),
            ("12.34", "13.24", Some(Keystroke::Swapped)),
            ("1123.5", "123.5", Some(Keystroke::Doubled)),
            ("0.955", "0.95", Some(Keystroke::Doubled)),
            ("19", "179", Some(Keystroke::Missing)),
            ("37.4", "37.24", Some(Keystroke::Missing)),
            ("170", "180", Some(Keystroke::Wrong)),
            ("-20", "20", Some(Keystroke::Sign)),
            ("1900000", "190", Some(Keystroke::Unit)),
            ("190", "1900000", Some(Keystroke::Unit)),
            ("3724", "37.24", Some(Keystroke::Point)),
            ("19", "190", Some(Keystroke::Point)),
            ("180", "190.5", None),
            ("99", "100", None),
            ("105", "15", None),
            ("1.1", "1", Some(Keystroke::Wrong)),
            ("0", "20", None),
            ("20", "-20", None),
            ("170", "170", None),
        ] {
            assert_eq!(slip(written, wanted), expected, "{written} {wanted}");
        }
    }

    proptest! {
        #[test]
        fn a_slip_is_never_further_than_one_keystroke(written in 0_i64..100_000_000, wanted in 0_i64..100_000_000, scale in 0_u32..3) {
            let (a, b) = (Decimal::new(written, scale), Decimal::new(wanted, scale));
            if let Some((slip, found)) = towards(a, Interval::exact(b)) {
                prop_assert_eq!(found, b);
                let digits = |number: Decimal| number.normalize().mantissa().abs().to_string().trim_end_matches('0').len();
                if matches!(slip, Keystroke::Unit | Keystroke::Point) {
                    prop_assert_eq!(digits(a), digits(b));
                }
            }
        }

        #[test]
        fn two_swapped_digits_are_always_put_right(number in 10_i64..100_000_000, at in 0_usize..7) {
            let mut digits = number.to_string().into_bytes();
            let at = at % (digits.len() - 1);
            digits.swap(at, at + 1);
            let typed: i64 = String::from_utf8(digits.clone()).expect("digits").parse().expect("a number");
            prop_assume!(typed != number && digits[0] != b'0');
            prop_assert!(towards(Decimal::from(typed), Interval::exact(Decimal::from(number))).is_some());
        }
    }
}
