//! A range of values as a person writes it: "1000～1300", "≤95%", "120".

use crate::model::ValueRange;
use crate::model::paper::number_with_unit;
use crate::text::fold;

/// Signs as people type them, the longer first; lower bound or upper, and whether it is included.
const SIGNS: [(&str, bool, bool); 10] = [
    (">=", true, true),
    ("<=", false, true),
    ("≥", true, true),
    ("≤", false, true),
    (">", true, false),
    ("<", false, false),
    ("不少于", true, true),
    ("不低于", true, true),
    ("不超过", false, true),
    ("不高于", false, true),
];

/// Reads a range; nothing if it is none. A number alone is that number.
pub(super) fn parse(written: &str) -> Option<ValueRange> {
    let text = fold(written);
    if let Some((sign, is_low, included)) = SIGNS.iter().find(|(sign, ..)| text.starts_with(sign)) {
        let (value, unit) = bound(&text[sign.len()..])?;
        let bound = Some((value, *included));
        let (low, high) = if *is_low { (bound, None) } else { (None, bound) };
        return Some(ValueRange { low, high, unit });
    }
    let text = text.trim_start_matches('=');
    // A minus may be a sign: it divides only behind a digit or a unit.
    let after_first = text.char_indices().skip(1);
    let divider = after_first.clone().find(|(_, c)| matches!(c, '~' | '～' | '至' | '—' | '–'));
    let divider = divider.or_else(|| after_first.clone().find(|(_, c)| *c == '-'));
    let Some((at, c)) = divider else {
        let (value, unit) = bound(text)?;
        return Some(ValueRange { low: Some((value, true)), high: Some((value, true)), unit });
    };
    let (low, low_unit) = bound(&text[..at])?;
    let (high, high_unit) = bound(&text[at + c.len_utf8()..])?;
    let is_one_unit = low_unit == high_unit || low_unit.is_empty();
    (is_one_unit && low <= high).then_some(ValueRange {
        low: Some((low, true)),
        high: Some((high, true)),
        unit: high_unit,
    })
}

/// A number that begins the text, with its unit.
fn bound(text: &str) -> Option<(rust_decimal::Decimal, String)> {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    number_with_unit(text).filter(|(_, unit)| is_number && !unit.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_people_write_it() {
        let holds = |range: &str, value: &str| parse(range).expect(range).holds(value);
        for range in ["1000～1300", "1,000-1,300", "1000 至 1300", "≤1300", "不超过1300", "<=1300", "1200"] {
            assert_eq!(holds(range, "1200"), Some(true), "{range}");
            assert_eq!(holds(range, "1300.01"), Some(false), "{range}");
        }
        assert_eq!(holds("80%～95%", "95%"), Some(true));
        assert_eq!(holds("80～95%", "96%"), Some(false));
        assert_eq!(holds("-5～-1", "-3"), Some(true));
        assert_eq!(holds("＞100", "100"), Some(false));
    }

    #[test]
    fn what_is_no_range_is_not_guessed() {
        for text in ["", "大约1000", "1300～1000", "1000～", "80%～95元", "随便", "≤", "1000或1300"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
