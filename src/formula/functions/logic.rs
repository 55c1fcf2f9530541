//! Conditions.

use super::Call;
use crate::formula::evaluate::{either, open};
use crate::formula::truth::Truth;
use crate::formula::value::{Failure, Stop, Value};

/// IF; only the branch that is taken is computed, both where the precision leaves the condition open.
pub fn choose(call: &Call<'_>) -> Result<Value, Stop> {
    let otherwise = || if call.len() == 3 { call.value(2) } else { Ok(Value::yes_or_no(false)) };
    match call.truth(0)?.known() {
        Some(true) => call.value(1),
        Some(false) => otherwise(),
        None => either(call.value(1)?, otherwise()?),
    }
}

/// IFS: the value behind the first condition that is true.
pub fn choose_first(call: &Call<'_>) -> Result<Value, Stop> {
    let mut possible: Option<Value> = None;
    for at in (0..call.len() / 2 * 2).step_by(2) {
        let condition = call.truth(at)?;
        if !condition.can_hold {
            continue;
        }
        let value = call.value(at + 1)?;
        let so_far = match possible.take() {
            Some(earlier) => either(earlier, value)?,
            None => value,
        };
        if !condition.can_fail {
            return Ok(so_far);
        }
        possible = Some(so_far);
    }
    Err(if possible.is_some() { open() } else { Failure::NotFound.into() })
}

/// IFERROR: catches what Excel shows as an error; what is not known stays unknown.
pub fn if_error(call: &Call<'_>) -> Result<Value, Stop> {
    match call.value(0) {
        Err(Stop::Failure(_)) => call.value(1),
        value => value,
    }
}

/// AND: a single false condition decides, whatever is not known.
pub fn and(call: &Call<'_>) -> Result<Value, Stop> {
    decided(call, Truth::YES, Truth::and, Truth::NO)
}

/// OR: a single true condition decides, whatever is not known.
pub fn or(call: &Call<'_>) -> Result<Value, Stop> {
    decided(call, Truth::NO, Truth::or, Truth::YES)
}

fn decided(call: &Call<'_>, none: Truth, join: fn(Truth, Truth) -> Truth, decisive: Truth) -> Result<Value, Stop> {
    let (mut truth, mut stop) = (none, None);
    for at in 0..call.len() {
        match call.truth(at) {
            Ok(found) if found == decisive => return Ok(Value::Truth(decisive)),
            Ok(found) => truth = join(truth, found),
            // That there is no such cell is said before that something is not known.
            Err(absent @ Stop::Absent(_)) => stop = Some(absent),
            Err(unknown) => stop = stop.or(Some(unknown)),
        }
    }
    stop.map_or(Ok(Value::Truth(truth)), Err)
}

/// NOT.
pub fn not(call: &Call<'_>) -> Result<Value, Stop> {
    Ok(Value::Truth(call.truth(0)?.not()))
}

/// XOR: an odd number of conditions is true.
pub fn xor(call: &Call<'_>) -> Result<Value, Stop> {
    let truths = (0..call.len()).map(|at| call.truth(at));
    let odd = truths.collect::<Result<Vec<_>, _>>()?.into_iter().fold(Truth::NO, Truth::xor);
    Ok(Value::Truth(odd))
}

/// ISBLANK; a cell that cannot be understood is not blank.
pub fn is_blank(call: &Call<'_>) -> Result<Value, Stop> {
    match call.value(0) {
        Err(Stop::Unknown { name: Some(_), .. }) => Ok(Value::yes_or_no(false)),
        _ => is(call, |value| matches!(value, Value::Blank(_))),
    }
}

/// ISNUMBER.
pub fn is_number(call: &Call<'_>) -> Result<Value, Stop> {
    is(call, |value| matches!(value, Value::Number(_)))
}

/// ISTEXT.
pub fn is_text(call: &Call<'_>) -> Result<Value, Stop> {
    is(call, |value| matches!(value, Value::Text(_)))
}

/// What a value is; an error is nothing of the kind, as in Excel: `ISNUMBER(SEARCH("满意", 指标))` asks whether a text holds another.
fn is(call: &Call<'_>, kind: impl Fn(&Value) -> bool) -> Result<Value, Stop> {
    match call.value(0) {
        Err(Stop::Failure(_)) => Ok(Value::yes_or_no(false)),
        value => Ok(Value::yes_or_no(kind(&value?))),
    }
}
