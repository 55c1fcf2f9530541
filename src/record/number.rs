//! Numbers and raw cell contents in JSON, exact.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Raw;

/// An exact number; written as a JSON number with all its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Exact(
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    #[schemars(with = "f64")]
    Decimal,
);

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self(value.normalize())
    }
}

/// What a cell holds, in the type in which it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RawValue {
    /// A number.
    Number(Exact),
    /// TRUE or FALSE.
    Bool(bool),
    /// Text; also dates ("2023-12-31") and errors ("#REF!").
    Text(String),
    /// Nothing.
    Null,
}

impl From<&Raw> for RawValue {
    fn from(raw: &Raw) -> Self {
        match raw {
            Raw::Blank | Raw::NoResult => Self::Null,
            Raw::Number { value, .. } => Self::Number((*value).into()),
            Raw::Bool(value) => Self::Bool(*value),
            Raw::Text(text) => Self::Text(text.to_string()),
            Raw::Error(_) | Raw::Date(_) => Self::Text(raw.to_string()),
        }
    }
}
