//! A number with everything it may stand for, and what it measures.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::truth::Truth;
use super::value::{Failure, Stop};
use crate::model::number::{half_unit, product, ratio, round};
use crate::model::{Interval, MoneyUnit, Quantity, Unit};
use crate::text::{Message, Text};

/// A number, and what it may be given the precision in which it was written.
///
/// Whole amounts are exact among themselves and roundings beside others, as everywhere in this program: 40 + 57 is not 98, but
/// 40.4 + 57.3 may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number.
    pub value: Decimal,
    /// What it may stand for beside numbers with decimals.
    pub reach: Interval,
    /// Whether it is exact beside numbers that are so too.
    pub is_whole: bool,
    /// What it measures.
    pub measure: Measure,
}

/// What a number measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// A plain number, a fraction, points.
    Plain,
    /// Money.
    Money {
        /// The unit of the number, if it is declared.
        unit: Option<MoneyUnit>,
        /// Amounts with the same number share a unit, declared or not.
        block: u32,
    },
    /// Anything else: 个, 公里.
    Other(Arc<str>),
}

/// Further decimals than this are the noise of a quotient that was cut at 28 digits.
const DECIMALS: u32 = 18;

/// A number without the noise of a quotient that was cut: 5.8249999999999999999999999997 is 5.825.
pub(super) fn settled(value: Decimal) -> Decimal {
    round(value, DECIMALS)
}

fn settled_interval(reach: Interval) -> Interval {
    Interval { low: settled(reach.low), high: settled(reach.high) }
}

impl Number {
    /// Exactly this plain number.
    #[must_use]
    pub const fn exact(value: Decimal) -> Self {
        Self { value, reach: Interval::exact(value), is_whole: true, measure: Measure::Plain }
    }

    /// A number that was written with so many decimals; whole numbers are exact among themselves.
    #[must_use]
    pub fn written(value: Decimal, decimals: u32) -> Self {
        let reach = Interval::around(value, half_unit(decimals));
        Self { value, reach, is_whole: decimals == 0, measure: Measure::Plain }
    }

    /// A plain number that may be anything in an interval.
    #[must_use]
    pub const fn within(value: Decimal, reach: Interval) -> Self {
        Self { value, reach, is_whole: false, measure: Measure::Plain }
    }

    /// A percentage, on the scale 0 to 100, as the fraction that it is: 86% may be anything from 0.855 to 0.865.
    #[must_use]
    pub fn percentage(percent: &Quantity) -> Self {
        let hundredth = Decimal::new(1, 2);
        let reach = percent.interval();
        // Half a point either way, whole or not: percentages are roundings.
        let reach = Interval { low: reach.low.saturating_mul(hundredth), high: reach.high.saturating_mul(hundredth) };
        Self::within(percent.amount.saturating_mul(hundredth), reach)
    }

    /// A quantity as it was written; percentages are fractions, amounts without a unit plain.
    #[must_use]
    pub fn quantity(quantity: &Quantity) -> Self {
        let number = Self::written(quantity.amount, quantity.decimals);
        match &quantity.unit {
            Some(Unit::Percent) => Self::percentage(quantity),
            Some(Unit::Money(unit)) => number.measuring(Measure::Money { unit: Some(*unit), block: u32::MAX }),
            Some(Unit::Other(name)) => number.measuring(Measure::Other(Arc::clone(name))),
            None => number,
        }
    }

    /// The same number of something.
    #[must_use]
    pub fn measuring(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }

    /// What it may stand for beside another number.
    const fn beside(&self, both_whole: bool) -> Interval {
        if both_whole { Interval::exact(self.value) } else { self.reach }
    }

    /// Whether it is zero.
    pub(super) fn equals_zero(&self) -> Truth {
        let reach = settled_interval(self.beside(self.is_whole));
        let can_hold = reach.meets(Interval::exact(Decimal::ZERO));
        Truth { can_hold, can_fail: !can_hold || reach.low != reach.high }
    }

    /// The number with another sign.
    pub(super) fn negated(self) -> Self {
        let reach = Interval { low: -self.reach.high, high: -self.reach.low };
        Self { value: -self.value, reach, ..self }
    }

    /// Every end of it put through a function that never falls.
    pub(super) fn mapped(self, rising: impl Fn(Decimal) -> Option<Decimal>) -> Result<Self, Stop> {
        let apply = |value| rising(settled(value)).ok_or(Failure::OutOfRange);
        let reach = Interval { low: apply(self.reach.low)?, high: apply(self.reach.high)? };
        Ok(Self { value: apply(self.value)?, reach, ..self })
    }

    /// The sum.
    pub(super) fn plus(&self, other: &Self) -> Result<Self, Stop> {
        let (a, b) = aligned(self, other)?;
        let value = a.value.checked_add(b.value).ok_or(Failure::OutOfRange)?;
        let reach = a.reach.plus(b.reach);
        Ok(Self { value, reach, is_whole: a.is_whole && b.is_whole, measure: a.measure })
    }

    /// The product. Money times money is nothing that anybody writes.
    pub(super) fn times(&self, other: &Self) -> Result<Self, Stop> {
        let measure = match (&self.measure, &other.measure) {
            (Measure::Plain, measure) | (measure, Measure::Plain) => measure.clone(),
            _ => return Err(units_differ()),
        };
        let both_whole = self.is_whole && other.is_whole;
        let (a, b) = (self.beside(both_whole), other.beside(both_whole));
        let corners = [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)].map(|(x, y)| product(x, y));
        let value = product(self.value, other.value).ok_or(Failure::OutOfRange)?;
        Ok(Self { value, reach: hull_of(corners)?, is_whole: both_whole, measure })
    }

    /// The quotient.
    pub(super) fn over(&self, divisor: &Self) -> Result<Self, Stop> {
        if divisor.value.is_zero() {
            return Err(Failure::DividedByZero.into());
        }
        let (a, b, measure) = if divisor.measure == Measure::Plain {
            (self.clone(), divisor.clone(), self.measure.clone())
        } else {
            let (a, b) = aligned(self, divisor)?;
            (a, b, Measure::Plain)
        };
        let both_whole = a.is_whole && b.is_whole;
        let (above, below) = (a.beside(both_whole), b.beside(both_whole));
        if below.meets(Interval::exact(Decimal::ZERO)) {
            return Err(Stop::unknown(Text::new(
                "除数在填写的精度内可能为 0",
                "the divisor may be 0 within the precision in which it is written",
            )));
        }
        let corners =
            [(above.low, below.low), (above.low, below.high), (above.high, below.low), (above.high, below.high)]
                .map(|(x, y)| ratio(x, y));
        let value = ratio(a.value, b.value).ok_or(Failure::OutOfRange)?;
        Ok(Self { value, reach: hull_of(corners)?, is_whole: both_whole, measure })
    }

    /// What may be either of two.
    pub(super) fn either(&self, other: &Self) -> Result<Self, Stop> {
        let (a, b) = aligned(self, other)?;
        Ok(Self { reach: hull(a.reach, b.reach), is_whole: false, ..a })
    }

    /// Whether it is less, equal and greater than another, each as far as the precision tells.
    pub(super) fn compared(&self, other: &Self) -> Result<Compared, Stop> {
        let (a, b) = aligned(self, other)?;
        let both_whole = a.is_whole && b.is_whole;
        let (a, b) = (settled_interval(a.beside(both_whole)), settled_interval(b.beside(both_whole)));
        Ok(Compared { can_be_less: a.low < b.high, can_be_equal: a.meets(b), can_be_greater: a.high > b.low })
    }
}

/// How a number may stand to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Whether it may be less.
    pub can_be_less: bool,
    /// Whether it may be equal.
    pub can_be_equal: bool,
    /// Whether it may be greater.
    pub can_be_greater: bool,
}

fn hull(a: Interval, b: Interval) -> Interval {
    Interval { low: a.low.min(b.low), high: a.high.max(b.high) }
}

fn hull_of(corners: [Option<Decimal>; 4]) -> Result<Interval, Stop> {
    let [Some(a), Some(b), Some(c), Some(d)] = corners else { return Err(Failure::OutOfRange.into()) };
    Ok(Interval { low: a.min(b).min(c).min(d), high: a.max(b).max(c).max(d) })
}

/// Two numbers of the same measure, in the unit of the first that has one.
///
/// Zero fits to everything. Money and a bare number do not: nobody knows in which unit the number is meant.
pub(super) fn aligned(a: &Number, b: &Number) -> Result<(Number, Number), Stop> {
    let is_zero = |number: &Number| number.value.is_zero() && number.reach.low == number.reach.high;
    match (&a.measure, &b.measure) {
        (left, right) if left == right => Ok((a.clone(), b.clone())),
        (Measure::Money { .. }, _) if is_zero(b) => Ok((a.clone(), b.clone())),
        (_, Measure::Money { .. }) if is_zero(a) => Ok((a.clone().measuring(b.measure.clone()), b.clone())),
        (Measure::Money { block: one, .. }, Measure::Money { block: other, .. })
            if one == other && *one != u32::MAX =>
        {
            Ok((a.clone(), b.clone()))
        }
        (Measure::Money { unit: Some(to), .. }, Measure::Money { unit: Some(from), .. }) => {
            let factor = ratio(from.in_yuan(), to.in_yuan()).ok_or(Failure::OutOfRange)?;
            Ok((a.clone(), scaled(b, factor)?))
        }
        (Measure::Money { .. }, Measure::Money { .. }) => Err(Stop::unknown(Text::new(
            "金额单位没有注明，不同处的金额不能比较",
            "a unit of money is not declared, and amounts of different places cannot be compared",
        ))),
        (Measure::Money { .. }, Measure::Plain) | (Measure::Plain, Measure::Money { .. }) => {
            Err(Stop::unknown(Text::new(
                "金额与没有单位的数不能比较；规则里的金额应写单位，例如 100万元",
                "an amount cannot be compared with a number without unit; write amounts of a rule with their unit, such as 100万元",
            )))
        }
        (Measure::Other(_), Measure::Plain) => Ok((a.clone(), b.clone())),
        (Measure::Plain, Measure::Other(_)) => Ok((a.clone().measuring(b.measure.clone()), b.clone())),
        (Measure::Other(to), Measure::Other(from)) => {
            let one = Quantity { unit: Some(Unit::Other(Arc::clone(from))), ..Quantity::bare(Decimal::ONE) };
            let factor = one.in_unit(Some(&Unit::Other(Arc::clone(to)))).ok_or_else(|| {
                let text = Text::new("单位不同（{one}与{other}），不能比较", "the units differ ({one} and {other})");
                Stop::unknown(Message::new(text).with("one", &**to).with("other", &**from))
            })?;
            Ok((a.clone(), scaled(b, factor)?))
        }
        _ => Err(units_differ()),
    }
}

fn scaled(number: &Number, factor: Decimal) -> Result<Number, Stop> {
    let value = product(number.value, factor).ok_or(Failure::OutOfRange)?;
    let exact = number.is_whole && factor == Decimal::ONE;
    Ok(Number { value, reach: number.reach.times(factor), is_whole: exact, measure: number.measure.clone() })
}

fn units_differ() -> Stop {
    Stop::unknown(Text::new("单位不同，不能计算", "the units differ"))
}
