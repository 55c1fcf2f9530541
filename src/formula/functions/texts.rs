//! Functions of texts. Positions count characters, from 1.

use rust_decimal::Decimal;

use super::Call;
use crate::formula::number::Number;
use crate::formula::value::{Failure, Stop, Value};

/// CONCAT.
pub fn concat(call: &Call<'_>) -> Result<Value, Stop> {
    (0..call.len()).map(|at| call.text(at)).collect::<Result<String, _>>().map(Value::Text)
}

/// EXACT: the same characters, capital letters and all.
pub fn exact(call: &Call<'_>) -> Result<Value, Stop> {
    Ok(Value::yes_or_no(call.text(0)? == call.text(1)?))
}

/// LEN.
pub fn len(call: &Call<'_>) -> Result<Value, Stop> {
    Ok(counted(call.text(0)?.chars().count()))
}

/// LEFT(text, characters).
pub fn left(call: &Call<'_>) -> Result<Value, Stop> {
    let most = size(call.whole_or(1, 1)?)?;
    Ok(Value::Text(call.text(0)?.chars().take(most).collect()))
}

/// RIGHT(text, characters).
pub fn right(call: &Call<'_>) -> Result<Value, Stop> {
    let most = size(call.whole_or(1, 1)?)?;
    let text = call.text(0)?;
    let before = text.chars().count().saturating_sub(most);
    Ok(Value::Text(text.chars().skip(before).collect()))
}

/// MID(text, from, characters).
pub fn mid(call: &Call<'_>) -> Result<Value, Stop> {
    let from = size(call.whole(1)?)?.checked_sub(1).ok_or(Failure::OutOfRange)?;
    let most = size(call.whole(2)?)?;
    Ok(Value::Text(call.text(0)?.chars().skip(from).take(most).collect()))
}

/// FIND(wanted, text, from): where a text stands, capital letters and all.
pub fn find(call: &Call<'_>) -> Result<Value, Stop> {
    found(call, &call.text(0)?, &call.text(1)?)
}

/// SEARCH(wanted, text, from): the same without regard to capital letters.
pub fn search(call: &Call<'_>) -> Result<Value, Stop> {
    found(call, &call.text(0)?.to_lowercase(), &call.text(1)?.to_lowercase())
}

fn found(call: &Call<'_>, wanted: &str, text: &str) -> Result<Value, Stop> {
    let skipped = size(call.whole_or(2, 1)?)?.checked_sub(1).ok_or(Failure::OutOfRange)?;
    let start = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(skipped).ok_or(Failure::NotFound)?;
    let at = text[start..].find(wanted).ok_or(Failure::NotFound)?;
    Ok(counted(text[..start + at].chars().count() + 1))
}

/// SUBSTITUTE(text, old, new).
pub fn substitute(call: &Call<'_>) -> Result<Value, Stop> {
    let (text, old, new) = (call.text(0)?, call.text(1)?, call.text(2)?);
    Ok(Value::Text(if old.is_empty() { text } else { text.replace(&old, &new) }))
}

/// TRIM: no blanks at the ends, single ones inside.
pub fn trim(call: &Call<'_>) -> Result<Value, Stop> {
    Ok(Value::Text(call.text(0)?.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// UPPER.
pub fn upper(call: &Call<'_>) -> Result<Value, Stop> {
    Ok(Value::Text(call.text(0)?.to_uppercase()))
}

/// LOWER.
pub fn lower(call: &Call<'_>) -> Result<Value, Stop> {
    Ok(Value::Text(call.text(0)?.to_lowercase()))
}

/// VALUE: the number that a text writes, thousands apart or a percentage.
pub fn value(call: &Call<'_>) -> Result<Value, Stop> {
    let value = call.value(0)?;
    let Value::Text(text) = value else { return value.number().map(Value::Number) };
    let bare = text.trim().replace(',', "");
    let (digits, factor) = match bare.strip_suffix('%') {
        Some(percent) => (percent, Decimal::new(1, 2)),
        None => (bare.as_str(), Decimal::ONE),
    };
    let number: Decimal = digits.parse().map_err(|_| Failure::WrongKind)?;
    let number = number.checked_mul(factor).ok_or(Failure::OutOfRange)?;
    Ok(Value::Number(Number::exact(number)))
}

fn counted(count: usize) -> Value {
    Value::Number(Number::exact(Decimal::from(count)))
}

/// A count of characters.
fn size(number: i32) -> Result<usize, Stop> {
    usize::try_from(number).map_err(|_| Failure::OutOfRange.into())
}
