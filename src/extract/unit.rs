//! Units as people write them.

use std::sync::Arc;

use crate::model::{MoneyUnit, Unit};

/// A longer text is no unit.
const LONGEST_UNIT: usize = 8;

/// The unit that a tidied text is: "%", 百分比, "%(百分比)", 万元, "元/人*月".
///
/// The outer option is nothing if the text cannot be a unit; the inner if it is blank.
#[allow(clippy::option_option)] // "no unit" and "no such thing as a unit" are different answers
pub fn of(text: &str) -> Option<Option<Unit>> {
    let text = text.trim_matches(['(', ')']);
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "%" | "百分比" | "%(百分比" | "百分比(%" | "百分点" | "个百分点" | "pct") {
        return Some(Some(Unit::Percent));
    }
    if let Some(money) = money(text) {
        return Some(Some(Unit::Money(money)));
    }
    let speaks = |c: char| ",，。;；:：、!?！？\"“”".contains(c) || c.is_ascii_digit();
    if text.chars().count() > LONGEST_UNIT || text.contains(speaks) {
        return None;
    }
    Some(Some(Unit::Other(Arc::from(text))))
}

/// The unit of money that a text is.
pub fn money(text: &str) -> Option<MoneyUnit> {
    let text = text.strip_prefix("人民币").unwrap_or(text);
    MoneyUnit::of_name(text)
}

/// The unit of money that a bracket or note names: 万元, "单位:万元", "万元,%".
pub fn declared(text: &str) -> Option<MoneyUnit> {
    text.split([':', ',', '、', ';', '/', '，']).find_map(|part| money(part.trim()))
}
