//! Functions of dates, which are Excel's day numbers.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Call;
use crate::formula::date;
use crate::formula::number::Number;
use crate::formula::value::{Failure, Stop, Value};

/// DATE(year, month, day).
pub fn date(call: &Call<'_>) -> Result<Value, Stop> {
    let parts = (call.number(0)?.value, call.number(1)?.value, call.number(2)?.value);
    let number = date::date(parts.0, parts.1, parts.2).and_then(date::day_number);
    number.map(|number| Value::Number(Number::exact(number))).ok_or_else(|| Failure::OutOfRange.into())
}

/// YEAR.
pub fn year(call: &Call<'_>) -> Result<Value, Stop> {
    part(call, |date| date.year().into())
}

/// MONTH.
pub fn month(call: &Call<'_>) -> Result<Value, Stop> {
    part(call, |date| date.month().into())
}

/// DAY.
pub fn day(call: &Call<'_>) -> Result<Value, Stop> {
    part(call, |date| date.day().into())
}

fn part(call: &Call<'_>, of: fn(Date) -> Decimal) -> Result<Value, Stop> {
    let date = date::day(call.number(0)?.value).ok_or(Failure::OutOfRange)?;
    Ok(Value::Number(Number::exact(of(date))))
}
