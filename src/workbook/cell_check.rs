//! Whether the content of a cell is what its type promises: the places where readers guess and get it wrong.

use std::sync::Arc;

use super::refusal::Reason;
use crate::model::Raw;

/// The longest error text; Excel's own are at most 15 characters.
const LONGEST_ERROR: usize = 32;

/// The `<v>` of a cell.
pub(super) enum Value<'a> {
    /// Nothing in it.
    Empty,
    /// One piece of plain text.
    Plain(&'a str),
    /// Text with references or comments in it.
    Mixed,
}

/// What stands between the opening and the closing of a cell.
#[derive(Default)]
pub(super) struct Content<'a> {
    /// The formula; empty for a follower of a shared formula.
    pub(super) formula: Option<Arc<str>>,
    /// The `<v>`, if there is one.
    pub(super) value: Option<Value<'a>>,
    /// Whether there is an `<is>`.
    pub(super) inline: bool,
}

/// What the cell holds: [`Raw::Blank`] for a value that is still to be read, nothing for nothing.
pub(super) fn checked(
    content: &Content<'_>,
    kind: Option<&str>,
    strings: usize,
) -> Result<Option<Raw>, (Reason, String)> {
    let kind = kind.unwrap_or("n");
    let text = match (kind, &content.value) {
        ("inlineStr", _) if content.inline => return Ok(Some(Raw::Blank)),
        (_, _) if content.inline => return Err((Reason::InlineWithoutText, kind.to_owned())),
        ("inlineStr", Some(Value::Plain(_) | Value::Mixed)) => {
            return Err((Reason::InlineWithoutText, "inlineStr".to_owned()));
        }
        // A formula whose result is the empty text says so by an empty <v>.
        ("str", Some(Value::Empty)) => return Ok(None),
        ("str" | "d", Some(Value::Plain(_) | Value::Mixed)) => return Ok(Some(Raw::Blank)),
        ("n" | "s" | "b" | "e" | "str" | "d" | "inlineStr", None | Some(Value::Empty)) => {
            return match (kind, &content.formula, &content.value) {
                (_, Some(_), _) => Ok(Some(Raw::NoResult)),
                ("e", None, Some(_)) => Err((Reason::BadError, String::new())),
                _ => Ok(None),
            };
        }
        (_, Some(Value::Plain(text))) => *text,
        (_, _) => "&;",
    };
    let right = match kind {
        "n" => is_number(text).then_some(Raw::Blank).ok_or(Reason::BadNumber),
        "s" => is_index(text, strings).then_some(Raw::Blank).ok_or(Reason::BadStringIndex),
        "b" => is_boolean(text).then_some(Raw::Blank).ok_or(Reason::BadBoolean),
        "e" => is_error(text).then(|| Raw::Error(Arc::from(text))).ok_or(Reason::BadError),
        _ => return Err((Reason::BadCellType, kind.to_owned())),
    };
    right.map(Some).map_err(|reason| (reason, text.to_owned()))
}

/// A finite number as Excel writes it; `NaN`, blanks around it or a plus sign before it are read in several ways.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
        && !text.starts_with('+')
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_index(text: &str, strings: usize) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<usize>().is_ok_and(|index| index < strings)
}

fn is_boolean(text: &str) -> bool {
    matches!(text, "0" | "1") || text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

/// Any one-line text; programs other than Excel have errors of their own (`Err:502`).
fn is_error(text: &str) -> bool {
    text.len() <= LONGEST_ERROR && !text.trim().is_empty() && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_plain_and_finite() {
        for good in ["0", "-1.5", "95", "1E-3", "6.02e+23", "0.30000000000000004", ".5"] {
            assert!(is_number(good), "{good}");
        }
        for bad in ["", " 1", "1 ", "+1", "NaN", "INF", "1e999", "1,5", "0x10", "１", "--1", "e"] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn an_index_is_digits_and_in_range() {
        assert!(is_index("0", 1) && is_index("007", 8));
        for bad in ["1", "", "1.0", "+0", " 0", "-0", "abc", "99999999999999999999999"] {
            assert!(!is_index(bad, 1), "{bad}");
        }
    }
}
