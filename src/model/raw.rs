//! What a cell holds, before anybody interprets it.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

use super::number::{fixed, plain, product};

/// The content of one cell, exactly as it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// Nothing, or only blanks.
    Blank,
    /// Text.
    Text(Arc<str>),
    /// A number with the format it is shown in.
    Number {
        /// The stored number; Excel keeps 15 significant digits and so do we.
        value: Decimal,
        /// The number format code, `General` where none is set.
        format: Arc<str>,
    },
    /// A date with its time of day.
    Date(DateTime),
    /// TRUE or FALSE.
    Bool(bool),
    /// An Excel error such as `#REF!`.
    Error(Arc<str>),
    /// A formula that was saved without its result: the value is unknown.
    NoResult,
}

impl Raw {
    /// A text; blanks alone are [`Raw::Blank`].
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Blank } else { Self::Text(Arc::from(text)) }
    }

    /// A number without a format.
    #[must_use]
    pub fn number(value: Decimal) -> Self {
        Self::Number { value, format: Arc::from("General") }
    }

    /// Whether nothing was written.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Whether the cell should hold a value and has none: an error, or a formula saved without its result.
    #[must_use]
    pub const fn has_no_value(&self) -> bool {
        matches!(self, Self::Error(_) | Self::NoResult)
    }

    /// Whether the cell itself says that it is a percentage: by its number format, a percent sign or 百分之.
    #[must_use]
    pub fn shows_percent(&self) -> bool {
        match self {
            Self::Number { format, .. } => Self::shown_as(format).1,
            Self::Text(text) => text.contains(['%', '％', '﹪']) || text.contains("百分之"),
            _ => false,
        }
    }

    /// The decimals that the format asks for, and whether it shows a percentage.
    #[must_use]
    pub fn shown_as(format: &str) -> (Option<u32>, bool) {
        let first = format.split(';').next().unwrap_or("");
        let percent = first.contains('%');
        if first.is_empty() || first.eq_ignore_ascii_case("general") || first.contains('@') {
            return (None, percent);
        }
        let decimals = first
            .split_once('.')
            .map_or(0, |(_, rest)| rest.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count());
        (u32::try_from(decimals).ok(), percent)
    }
}

impl fmt::Display for Raw {
    /// As a person sees it in the sheet: a percent format is applied, other formats are not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank | Self::NoResult => Ok(()),
            Self::Text(text) | Self::Error(text) => f.write_str(text),
            Self::Number { value, format } => match Self::shown_as(format) {
                (decimals, true) => match product(*value, Decimal::ONE_HUNDRED) {
                    Some(shown) => write!(f, "{}%", fixed(shown, decimals.unwrap_or(0))),
                    None => f.write_str(&plain(*value)),
                },
                (_, false) => f.write_str(&plain(*value)),
            },
            Self::Date(at) if at.time() == jiff::civil::Time::midnight() => write!(f, "{}", at.date()),
            Self::Date(at) => write!(f, "{at}"),
            Self::Bool(true) => f.write_str("TRUE"),
            Self::Bool(false) => f.write_str("FALSE"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_format_is_told_from_a_plain_number() {
        assert_eq!(Raw::shown_as("0.00%"), (Some(2), true));
        assert_eq!(Raw::shown_as("0%"), (Some(0), true));
        assert_eq!(Raw::shown_as("#,##0.00;[Red]-#,##0.00"), (Some(2), false));
        assert_eq!(Raw::shown_as("General"), (None, false));
        let shown = Raw::Number { value: Decimal::new(95, 2), format: Arc::from("0.00%") };
        assert_eq!(shown.to_string(), "95.00%");
    }
}
