//! Dates as the day numbers that Excel counts.

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Day 0. Excel takes 1900 for a leap year, so its numbers are right from 1 March 1900 on.
const EPOCH: Date = Date::constant(1899, 12, 30);

/// The first day whose number is right.
const FIRST: Date = Date::constant(1900, 3, 1);

/// The number of a day; nothing before March 1900.
#[must_use]
pub fn day_number(date: Date) -> Option<Decimal> {
    if date < FIRST {
        return None;
    }
    let days = EPOCH.until(date).ok()?.get_days();
    Some(Decimal::from(days))
}

/// The day of a number.
#[must_use]
pub fn day(number: Decimal) -> Option<Date> {
    let days = Span::new().try_days(number.floor().to_i32()?).ok()?;
    EPOCH.checked_add(days).ok().filter(|date| *date >= FIRST)
}

/// The day of year, month and day; months and days beyond the calendar lead on into the next, as in Excel.
#[must_use]
pub fn date(year: Decimal, month: Decimal, day: Decimal) -> Option<Date> {
    let whole = |value: Decimal| value.trunc().to_i32();
    let first = Date::new(i16::try_from(whole(year)?).ok()?, 1, 1).ok()?;
    let months = Span::new().try_months(whole(month)?.checked_sub(1)?).ok()?;
    let days = Span::new().try_days(whole(day)?.checked_sub(1)?).ok()?;
    first.checked_add(months).ok()?.checked_add(days).ok()
}
