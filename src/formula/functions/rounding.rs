//! Functions that round: half away from zero, always up, always down.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Call;
use crate::formula::value::{Stop, Value};

/// ROUND: half away from zero, as Excel and the published scoring rules do.
pub fn round(call: &Call<'_>) -> Result<Value, Stop> {
    rounded(call, RoundingStrategy::MidpointAwayFromZero)
}

/// ROUNDUP: away from zero.
pub fn round_up(call: &Call<'_>) -> Result<Value, Stop> {
    rounded(call, RoundingStrategy::AwayFromZero)
}

/// ROUNDDOWN: towards zero.
pub fn round_down(call: &Call<'_>) -> Result<Value, Stop> {
    rounded(call, RoundingStrategy::ToZero)
}

/// TRUNC: towards zero; to whole numbers if no places are given.
pub fn trunc(call: &Call<'_>) -> Result<Value, Stop> {
    rounded(call, RoundingStrategy::ToZero)
}

/// INT: the next whole number below.
pub fn int(call: &Call<'_>) -> Result<Value, Stop> {
    call.number(0)?.mapped(|value| Some(value.floor())).map(Value::Number)
}

/// More places than a decimal has say nothing.
const MOST: i32 = 28;

fn rounded(call: &Call<'_>, strategy: RoundingStrategy) -> Result<Value, Stop> {
    let places = call.whole_or(1, 0)?.clamp(-MOST, MOST);
    let number = call.number(0)?;
    number.mapped(|value| round_to(value, places, strategy)).map(Value::Number)
}

/// Rounds to decimals, or with negative places to tens, hundreds …
fn round_to(value: Decimal, places: i32, strategy: RoundingStrategy) -> Option<Decimal> {
    if let Ok(places) = u32::try_from(places) {
        return Some(value.round_dp_with_strategy(places, strategy));
    }
    let unit = (places..0).try_fold(Decimal::ONE, |unit, _| unit.checked_mul(Decimal::TEN))?;
    value.checked_div(unit)?.round_dp_with_strategy(0, strategy).checked_mul(unit)
}
