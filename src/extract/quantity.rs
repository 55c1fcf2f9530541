//! Amounts: a number with its unit, from a text or from a cell with its format.

use rust_decimal::Decimal;

use super::number::{leading, leading_chinese, tidy};
use super::unit;
use crate::model::number::product;
use crate::model::{MoneyUnit, Quantity, Raw, Unit};

/// Words before a number that is not exact.
pub const ABOUT: [&str; 6] = ["大约", "约为", "将近", "约", "近", "大概"];
/// Words behind such a number.
pub const ABOUT_BEHIND: [&str; 3] = ["左右", "上下", "余"];

/// The amount that a cell holds; nothing if it holds anything else.
pub fn of_raw(raw: &Raw) -> Option<Quantity> {
    match raw {
        Raw::Number { value, format } => Some(of_number(*value, format)),
        Raw::Text(text) => of_text(&tidy(text)),
        _ => None,
    }
}

/// The amount that a tidied text states: "1,162项", "约500", "百分之九十五", "3.5万元".
pub fn of_text(text: &str) -> Option<Quantity> {
    let (text, before) = ABOUT.iter().find_map(|w| text.strip_prefix(w)).map_or((text, false), |rest| (rest, true));
    let (text, behind) =
        ABOUT_BEHIND.iter().find_map(|w| text.strip_suffix(w)).map_or((text, false), |rest| (rest, true));
    let approximate = before || behind;
    if let Some(rest) = text.strip_prefix("百分之") {
        let (amount, decimals) = match leading(rest) {
            Some((amount, decimals, "")) => (amount, decimals),
            _ => match leading_chinese(rest)? {
                (amount, "") => (amount, 0),
                _ => return None,
            },
        };
        return Some(Quantity { amount, unit: Some(Unit::Percent), decimals, approximate });
    }
    let (amount, decimals, rest) = leading(text)?;
    let (rest, more) = rest.strip_prefix(['多', '余']).map_or((rest, false), |tail| (tail, true));
    Some(Quantity { amount, unit: unit::of(rest)?, decimals, approximate: approximate || more })
}

/// The amount of a number cell. A percent format moves it to the scale 0 to 100; a unit printed by the format is its unit.
fn of_number(value: Decimal, format: &str) -> Quantity {
    let value = value.normalize();
    let (shown, percent) = Raw::shown_as(format);
    if percent && let Some(amount) = product(value, Decimal::ONE_HUNDRED) {
        let amount = amount.normalize();
        let decimals = amount.scale().max(shown.unwrap_or(0));
        return Quantity { amount, unit: Some(Unit::Percent), decimals, approximate: false };
    }
    let decimals = value.scale().max(shown.unwrap_or(0));
    Quantity { amount: value, unit: printed_unit(format), decimals, approximate: false }
}

/// The unit that a number format prints behind the number.
///
/// A format that also scales ("0!.0,"万元"" shows 元 as 万元) leaves the stored number in 元.
fn printed_unit(format: &str) -> Option<Unit> {
    let first = format.split(';').next().unwrap_or("");
    let last = first.rfind(['0', '#', '?'])?;
    let (digits, tail) = first.split_at(last + 1);
    let scales = tail.starts_with(',') || digits.contains("!.") || digits.contains("\\.");
    let literal: String = tail.chars().filter(|c| !matches!(c, '"' | '\\' | ',' | '_' | '*' | ' ' | ')')).collect();
    if literal.is_empty() || literal.contains(['[', '@', 'E', 'e', '/', '.', '-']) {
        return None;
    }
    match unit::of(&tidy(&literal))? {
        Some(Unit::Money(_)) if scales => Some(Unit::Money(MoneyUnit::Yuan)),
        _ if scales => None,
        unit => unit,
    }
}

/// Points of a weight or score: a number, also "10分".
pub fn points(raw: &Raw) -> Option<Quantity> {
    let mut quantity = of_raw(raw)?;
    match &quantity.unit {
        None | Some(Unit::Percent) => Some(quantity),
        Some(Unit::Other(name)) if &**name == "分" => {
            quantity.unit = None;
            Some(quantity)
        }
        _ => None,
    }
}

/// An amount of money; "90万" is 90 万元.
pub fn money(raw: &Raw) -> Option<Quantity> {
    let mut quantity = of_raw(raw)?;
    quantity.unit = match quantity.unit.take() {
        None => None,
        Some(Unit::Money(unit)) => Some(Unit::Money(unit)),
        Some(Unit::Other(name)) => match &*name {
            "万" => Some(Unit::Money(MoneyUnit::TenThousand)),
            "亿" => Some(Unit::Money(MoneyUnit::HundredMillion)),
            _ => return None,
        },
        Some(Unit::Percent) => return None,
    };
    Some(quantity)
}
