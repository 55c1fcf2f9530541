//! Numbers as people write them: "1,162", "１００", "-3.5". What is not clearly one number is none.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::text::label::is_its_own_fold;

/// Full width folded to half width, blanks removed, case kept.
///
/// Characters that only look like digits after folding (①, ², ⁴) stay as they are: ten to the fourth is not 104.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if !c.is_ascii_whitespace() && !c.is_ascii_control() {
                out.push(c);
            }
        } else if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
        } else if c == '−' {
            out.push('-');
        } else if is_its_own_fold(c) {
            out.push(c);
        } else {
            let folded: String = std::iter::once(c).nfkc().collect();
            let hides_digits = folded.chars().any(|f| f.is_ascii_digit()) && !('０'..='９').contains(&c);
            if hides_digits { out.push(c) } else { out.push_str(&folded) }
        }
    }
    out
}

/// A number at the start of a tidied text: the number, its decimals, and the rest.
pub fn leading(text: &str) -> Option<(Decimal, u32, &str)> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let length = unsigned.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(unsigned.len());
    let (written, rest) = unsigned.split_at(length);
    // A number that runs on in characters we did not fold is not this number.
    if rest.starts_with(|c: char| c.is_numeric()) {
        return None;
    }
    let (whole, fraction) = match written.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (written, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let digits = ungrouped(whole)?;
    let plain = match fraction {
        Some(fraction) => format!("{digits}.{fraction}"),
        None => digits,
    };
    let value = Decimal::from_str_exact(&plain).ok()?;
    let value = if text.starts_with('-') { -value } else { value };
    Some((value, fraction.map_or(0, |f| u32::try_from(f.len()).unwrap_or(0)), rest))
}

/// The digits of a whole number; commas only where they part thousands.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !digits(first) || (first.len() > 3 && whole.contains(',')) {
        return None;
    }
    let mut out = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) {
            return None;
        }
        out.push_str(group);
    }
    Some(out)
}

/// A Chinese whole number at the start of a text, up to 9,999: 三, 十二, 九十五, 一百零五.
pub fn leading_chinese(text: &str) -> Option<(Decimal, &str)> {
    let (mut total, mut digit, mut seen) = (0_u32, None, false);
    let mut rest = text;
    for c in text.chars() {
        let step = match c {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1000),
            _ => None,
        };
        if let Some(step) = step {
            total += digit.take().unwrap_or(1) * step;
        } else if let Some(value) = chinese_digit(c) {
            if digit.is_some_and(|d| d != 0) {
                return None; // 一二三: a row of digits is not how amounts are written
            }
            digit = Some(value);
        } else {
            break;
        }
        seen = true;
        rest = &rest[c.len_utf8()..];
    }
    seen.then(|| (Decimal::from(total + digit.unwrap_or(0)), rest))
}

fn chinese_digit(c: char) -> Option<u32> {
    if c == '两' {
        return Some(2);
    }
    "零一二三四五六七八九".chars().position(|d| d == c).and_then(|n| u32::try_from(n).ok())
}
