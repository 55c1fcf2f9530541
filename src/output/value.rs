//! What goes into one cell, made safe: text stays text, numbers are exact until they are written.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::style::{Look, Tone};
use crate::model::number::fixed;
use crate::model::{Finding, Severity};
use crate::text::{Lang, Text};

/// The most characters (UTF-16 units) of a cell.
const LONGEST: usize = 32_767;
const CUT: &str = "……〔过长截断 / cut〕";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    /// Nothing.
    Blank,
    /// Text, whatever it begins with.
    Text(Cow<'a, str>),
    /// A number.
    Number(Decimal),
    /// A count.
    Count(usize),
    /// A link: address and shown text. A formula, because a sheet holds no more than 65,530 link objects.
    Link(String, Cow<'a, str>),
    /// A formula with its true result.
    Formula(String, Option<Decimal>),
}

/// A cell: what it holds and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Value<'a> {
    /// What it holds.
    pub content: Content<'a>,
    /// How it looks.
    pub look: Look,
    /// Whether it stands out.
    pub tone: Tone,
}

impl<'a> Value<'a> {
    const fn new(content: Content<'a>, look: Look) -> Self {
        Self { content, look, tone: Tone::Plain }
    }

    /// Text in a look.
    pub fn shown(look: Look, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self::new(if text.is_empty() { Content::Blank } else { Content::Text(text) }, look)
    }

    /// A short text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::shown(Look::Text, text)
    }

    /// A long text.
    pub fn wrap(text: impl Into<Cow<'a, str>>) -> Self {
        Self::shown(Look::Wrap, text)
    }

    /// A code or the name of a state.
    pub fn middle(text: impl Into<Cow<'a, str>>) -> Self {
        Self::shown(Look::Middle, text)
    }

    /// A word of this program.
    pub const fn word(text: Text, lang: Lang) -> Self {
        Self::new(Content::Text(Cow::Borrowed(text.get(lang))), Look::Middle)
    }

    /// A number; blank if it is unknown.
    pub fn number(look: Look, number: Option<Decimal>) -> Self {
        Self::new(number.map_or(Content::Blank, Content::Number), look)
    }

    /// An amount in 万元.
    pub fn money(amount: Option<Decimal>) -> Self {
        Self::number(Look::Money, amount)
    }

    /// Points.
    pub fn score(points: Option<Decimal>) -> Self {
        Self::number(Look::Score, points)
    }

    /// A ratio.
    pub fn percent(ratio: Option<Decimal>) -> Self {
        Self::number(Look::Percent, ratio)
    }

    /// A count.
    pub const fn count(count: usize) -> Self {
        Self::new(Content::Count(count), Look::Count)
    }

    /// A count in the middle, such as the number of a row.
    pub const fn centred(count: usize) -> Self {
        Self::new(Content::Count(count), Look::Middle)
    }

    /// A link, or plain text where there is no address.
    pub fn link(address: Option<String>, shown: impl Into<Cow<'a, str>>) -> Self {
        let shown = shown.into();
        match address {
            // The writer takes a result that looks like a number or a truth value for one.
            Some(address) if !shown.is_empty() && shown.parse::<f64>().is_err() && !is_truth(&shown) => {
                Self::new(Content::Link(address, shown), Look::Link)
            }
            _ => Self::text(shown),
        }
    }

    /// A formula with its true result; an empty text where there is none.
    pub const fn formula(look: Look, formula: String, result: Option<Decimal>) -> Self {
        Self::new(Content::Formula(formula, result), look)
    }

    /// The letter and name of a finding's severity.
    pub fn severity(severity: Severity, lang: Lang) -> Self {
        Self::middle(format!("{} {}", severity.letter(), severity.name().get(lang))).tone(Tone::of(severity))
    }

    /// The words of a finding.
    pub fn message(finding: &Finding, lang: Lang) -> Self {
        Self::wrap(finding.message(lang))
    }

    /// The same in another tone.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The same, standing out if `condition` holds.
    #[must_use]
    pub const fn tone_if(self, condition: bool, tone: Tone) -> Self {
        if condition { self.tone(tone) } else { self }
    }
}

fn is_truth(text: &str) -> bool {
    matches!(text, "TRUE" | "FALSE") || text.starts_with('#')
}

/// The number nearest to a decimal; the only place where a number becomes binary.
#[must_use]
pub fn binary(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or(0.0) // the text of a decimal always parses
}

/// An amount inside a sentence, with two decimals and groups of three digits: `-11,332,200.00`.
#[must_use]
pub fn grouped(amount: Decimal) -> String {
    let plain = fixed(amount, 2);
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, "00"));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{decimals}")
}

/// A text that a cell may hold: controls made visible, at most as long as Excel takes, a cut marked.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut safe = Cow::Borrowed(text);
    if text.contains(is_odd) {
        let visible = |c: char| match c {
            c if !is_odd(c) => c,
            '\u{7f}' => '\u{2421}',
            c if u32::from(c) < 0x20 => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            _ => '\u{fffd}',
        };
        safe = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").chars().map(visible).collect());
    }
    if safe.len() > LONGEST && safe.encode_utf16().count() > LONGEST {
        let room = LONGEST - CUT.encode_utf16().count();
        let mut units = 0;
        let kept: String = safe
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= room
            })
            .collect();
        safe = Cow::Owned(kept + CUT);
    }
    safe
}

/// The address of a row of another tab, zero-based.
#[must_use]
pub fn inside(tab: &str, row: u32) -> String {
    format!("#'{}'!A{}", tab.replace('\'', "''"), row.saturating_add(1))
}

/// `HYPERLINK`, and its shown text.
#[must_use]
pub fn link_formula(address: &str, shown: &str) -> (String, String) {
    // A text inside a formula has at most 255 characters.
    let shown: String = safe(shown).chars().map(|c| if c == '\n' { ' ' } else { c }).take(120).collect();
    let quoted = |text: &str| text.replace('"', "\"\"");
    (format!("=HYPERLINK(\"{}\",\"{}\")", quoted(&safe(address)), quoted(&shown)), shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_can_hold_is_made_visible() {
        assert_eq!(safe("=1+1"), "=1+1");
        assert_eq!(safe("a\u{1}b\r\nc\rd\u{7f}"), "a\u{2401}b\nc\nd\u{2421}");
        let cut = safe(&"长".repeat(40_000)).into_owned();
        assert_eq!(cut.encode_utf16().count(), LONGEST);
        assert!(cut.ends_with(CUT));
        let emoji = safe(&"😀".repeat(20_000)).into_owned();
        assert!(emoji.encode_utf16().count() <= LONGEST);
    }

    #[test]
    fn an_amount_in_a_sentence_is_grouped() {
        for (text, shown) in
            [("0", "0.00"), ("-123", "-123.00"), ("1234.565", "1,234.57"), ("-11332200", "-11,332,200.00")]
        {
            assert_eq!(grouped(text.parse().expect("a decimal")), shown);
        }
    }

    #[test]
    fn a_decimal_becomes_the_nearest_number() {
        for (text, number) in
            [("0.1", 0.1), ("56.98", 56.98), ("-12345678.91", -12_345_678.91), ("0.000001", 0.000_001)]
        {
            assert!((binary(text.parse().expect("a decimal")) - number).abs() < f64::EPSILON * 1e-3, "{text}");
        }
    }
}
