//! Functions of one or two numbers.

use rust_decimal::Decimal;

use super::Call;
use crate::formula::number::{Measure, Number, settled};
use crate::formula::value::{Failure, Stop, Value};
use crate::model::Interval;

/// ABS.
pub fn abs(call: &Call<'_>) -> Result<Value, Stop> {
    let number = call.number(0)?;
    let (low, high) = (number.reach.low.abs(), number.reach.high.abs());
    let least = if number.reach.meets(Interval::exact(Decimal::ZERO)) { Decimal::ZERO } else { low.min(high) };
    let reach = Interval { low: least, high: low.max(high) };
    Ok(Value::Number(Number { value: number.value.abs(), reach, ..number }))
}

/// SIGN.
pub fn sign(call: &Call<'_>) -> Result<Value, Stop> {
    let of = |value: Decimal| Some(Decimal::from(value.cmp(&Decimal::ZERO) as i8));
    let number = call.number(0)?;
    number.measuring(Measure::Plain).mapped(of).map(Value::Number)
}

/// MOD: what is left of a division, with the sign of the divisor.
pub fn modulo(call: &Call<'_>) -> Result<Value, Stop> {
    let (number, divisor) = (call.number(0)?, call.number(1)?);
    let times = number.over(&divisor)?;
    let whole = Number::exact(settled(times.value).floor());
    let rest = number.plus(&divisor.times(&whole)?.negated())?;
    if number.is_whole && divisor.is_whole {
        return Ok(Value::Number(Number { reach: Interval::exact(rest.value), ..rest }));
    }
    // Within the precision the number may lie on either side of a multiple.
    let (low, high) = (divisor.value.min(Decimal::ZERO), divisor.value.max(Decimal::ZERO));
    let rest = Number { reach: Interval { low, high }, is_whole: false, ..rest };
    if low == high { Err(Failure::DividedByZero.into()) } else { Ok(Value::Number(rest)) }
}
