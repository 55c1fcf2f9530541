//! How formulas write numbers and conditions.

use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::schema::Condition;

/// A number; one below zero stands in brackets, so that no sign meets another.
pub fn literal(number: Decimal) -> String {
    if number < Decimal::ZERO { format!("({})", plain(number)) } else { plain(number) }
}

/// A condition on the actual value.
pub fn condition(when: Condition) -> String {
    format!("完成值{}{}", when.sign(), literal(when.bound))
}
