//! Slips of the keyboard that explain a number: neighbouring digits that changed places, a number copied from beside it.

use rust_decimal::Decimal;

use super::Ladder;

/// A number of fewer digits equals another one by chance.
pub const TELLING_DIGITS: u32 = 3;

/// The numbers from which this one comes by exchanging two neighbouring digits.
pub fn swaps(number: Decimal) -> impl Iterator<Item = Decimal> {
    let mantissa = number.mantissa();
    let ten = |power: u32| 10_i128.pow(power);
    let length = mantissa.unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    (1..length).filter_map(move |at| {
        let (low, high) = (mantissa / ten(at - 1) % 10, mantissa / ten(at) % 10);
        let swapped = mantissa + (low - high) * ten(at) + (high - low) * ten(at - 1);
        (low != high).then(|| Decimal::from_i128_with_scale(swapped, number.scale()))
    })
}

/// How many digits a number has, zeros at its end aside.
pub fn digits(number: Decimal) -> u32 {
    number.normalize().mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1)
}

/// Another number of its submission and column that it equals, and that is itself as it was last year.
///
/// Rows that are equal throughout, as a whole and its only part are, were not copied by mistake.
pub fn copied_from(ladder: &Ladder<'_>, at: usize) -> Option<usize> {
    let of = ladder.number(at);
    if digits(of.value) < TELLING_DIGITS {
        return None;
    }
    let values = |at: usize| ladder.series.row(ladder.number(at).row).iter().map(|at| ladder.number(*at).value);
    let is_source = |other: usize| {
        let source = ladder.number(other);
        let is_twin = values(at).count() > 1 && values(other).eq(values(at));
        source.row != of.row && source.column == of.column && ladder.is_as_last_year(other) && !is_twin
    };
    ladder.series.same(of.submission, of.value).iter().copied().find(|other| is_source(*other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exchange_of_two_neighbours_is_tried() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        let all: Vec<String> = swaps(number("34.2")).map(|swapped| swapped.to_string()).collect();
        assert_eq!(all, ["32.4", "43.2"]);
        assert_eq!(swaps(number("5")).count(), 0);
        assert_eq!(
            swaps(number("100")).map(|swapped| swapped.to_string()).collect::<Vec<_>>(),
            ["010".trim_start_matches('0')]
        );
        assert_eq!(swaps(number("0")).count(), 0);
        assert_eq!(swaps(number("-12")).map(|swapped| swapped.to_string()).collect::<Vec<_>>(), ["-21"]);
    }
}
