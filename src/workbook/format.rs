//! Number formats: what a style shows a number as, and whether that is a date.
//!
//! Read here and not by calamine: it copies the font and the code into every style, which a small file can turn into
//! gigabytes, and it takes `0.00元/m2` for a date because of the `m`.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

use super::refusal::{Reason, Refusal};
use super::xml::Walker;

/// More than Excel's own limits (65,490 styles, codes of 255 characters).
const MOST_STYLES: usize = 100_000;
const LONGEST_CODE: usize = 4_096;

/// One number format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    /// Its code.
    pub(super) code: Arc<str>,
    /// Whether a number in it is a date.
    pub(super) date: bool,
}

impl Format {
    fn new(code: &str) -> Self {
        Self { code: Arc::from(code), date: is_date(code) }
    }
}

/// The number format of every style of a workbook.
pub(super) struct Formats {
    by_style: Vec<Format>,
}

/// Which list of the styles part an element stands in.
#[derive(Clone, Copy)]
enum Group {
    Codes,
    Styles,
    Other,
}

impl Group {
    fn of(name: &str) -> Self {
        match name {
            "numFmts" => Self::Codes,
            "cellXfs" => Self::Styles,
            _ => Self::Other,
        }
    }
}

impl Formats {
    /// The formats of a workbook without styles: style 0 is always there.
    pub(super) fn none() -> Self {
        Self { by_style: vec![Format::new("General")] }
    }

    /// Reads the styles part.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, Refusal> {
        let mut walker = Walker::new(text, part);
        let mut codes: HashMap<u32, String> = HashMap::new();
        let mut ids = Vec::new();
        let mut group = Group::Other;
        loop {
            let event = walker.next()?;
            let depth = walker.depth() + usize::from(matches!(event, Event::Empty(_)));
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            match (depth, group, element.local_name().as_ref()) {
                (2, _, name) => group = Group::of(name),
                (3, Group::Codes, "numFmt") => {
                    let id = format_id(&walker, element)?.ok_or_else(|| walker.stray("numFmt"))?;
                    let code = walker.text_attribute(element, "formatCode")?.unwrap_or_default();
                    if code.len() > LONGEST_CODE || codes.len() > MOST_STYLES {
                        return Err(Refusal::at(Reason::TooManyStyles, part));
                    }
                    if codes.get(&id).is_some_and(|other| *other != code) {
                        return Err(Refusal::at(Reason::RelationTwice, part).saying(&id.to_string()));
                    }
                    codes.insert(id, code);
                }
                (3, Group::Styles, "xf") => ids.push(format_id(&walker, element)?.unwrap_or(0)),
                // One that is passed over would give every style after it the format of its neighbour.
                (3, Group::Codes | Group::Styles, name) => return Err(walker.stray(name)),
                _ => {}
            }
            if ids.len() > MOST_STYLES {
                return Err(Refusal::at(Reason::TooManyStyles, part));
            }
        }
        let mut known: HashMap<u32, Format> = HashMap::new();
        let format = |id: &u32| codes.get(id).map_or_else(|| Format::new(built_in(*id)), |code| Format::new(code));
        let by_style: Vec<Format> =
            ids.iter().map(|id| known.entry(*id).or_insert_with(|| format(id)).clone()).collect();
        Ok(if by_style.is_empty() { Self::none() } else { Self { by_style } })
    }

    /// How many styles there are.
    pub(super) const fn count(&self) -> usize {
        self.by_style.len()
    }

    /// The format of a style, if there is such a style.
    pub(super) fn get(&self, style: usize) -> Option<&Format> {
        self.by_style.get(style)
    }
}

/// The number of a format, if one is written.
fn format_id(walker: &Walker<'_>, element: &BytesStart<'_>) -> Result<Option<u32>, Refusal> {
    let written = walker.attribute(element, "numFmtId")?;
    written.map(|id| id.parse().map_err(|_| walker.stray(id))).transpose()
}

/// The codes that have a number and no text in the file (ECMA-376 18.8.30, with those of Chinese Excel).
const fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 | 42 => "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        43 | 44 => "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

/// Whether a format code shows a day: letters of a date, and no placeholder for digits.
///
/// What is quoted, escaped or in brackets is not looked at. A time without a day (`h:mm`) and elapsed time (`[h]`) are
/// quantities, not dates.
fn is_date(code: &str) -> bool {
    let (mut day, mut month_or_minute, mut time) = (false, false, false);
    let mut chars = code.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => break,
            '"' => {
                chars.by_ref().find(|&c| c == '"');
            }
            '\\' | '_' | '*' | '!' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                if !inside.is_empty() && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
                    return false;
                }
            }
            // Fractions of a second are the only digits in a date.
            '.' if last == 's' && chars.peek() == Some(&'0') => while chars.next_if_eq(&'0').is_some() {},
            '0' | '#' | '?' | '@' => return false,
            c @ ('y' | 'm' | 'd' | 'h' | 's' | 'e') => {
                day |= matches!(c, 'y' | 'd' | 'e');
                month_or_minute |= c == 'm';
                time |= matches!(c, 'h' | 's');
                last = c;
            }
            'a' if chars.peek().is_some_and(|c| c.eq_ignore_ascii_case(&'a')) => day = true,
            // AM/PM and eras; any other letter makes it a word: General, Standard, a unit without quotes.
            'a' | 'p' | 'b' | 'g' => {}
            c if c.is_ascii_alphabetic() => return false,
            _ => {}
        }
    }
    day || month_or_minute && !time
}

/// The number with the 15 significant digits that Excel keeps; nothing if it is beyond 28 digits.
pub(super) fn decimal(number: f64) -> Option<Decimal> {
    short_decimal(number).or_else(|| rounded_decimal(number))
}

/// By way of text, because `Decimal::from_f64` is off by one in the last digit of one number in thirty.
fn rounded_decimal(number: f64) -> Option<Decimal> {
    const SIGNIFICANT: i32 = 15;
    const MOST_DECIMALS: i32 = 28;
    let scientific = format!("{number:.14e}");
    let (_, exponent) = scientific.split_once('e')?;
    let decimals = SIGNIFICANT - 1 - exponent.parse::<i32>().ok()?;
    let value = match usize::try_from(decimals.min(MOST_DECIMALS)) {
        Ok(decimals) => Decimal::from_str(&format!("{number:.decimals$}")),
        Err(_) => Decimal::from_scientific(&scientific),
    };
    value.ok().map(|value| value.normalize())
}

/// The same for a number with at most four decimals, which nearly all are: ten times as fast.
///
/// At most one decimal of 15 digits lies nearest to a binary number, so the first that gives it back is the right one.
fn short_decimal(number: f64) -> Option<Decimal> {
    const FIFTEEN_DIGITS: f64 = 1e15;
    [(1.0, 0), (10.0, 1), (100.0, 2), (1_000.0, 3), (10_000.0, 4)].into_iter().find_map(|(power, places)| {
        let whole = (number * power).round();
        #[allow(clippy::float_cmp, reason = "only an exact match proves it")]
        let exact = whole.abs() < FIFTEEN_DIGITS && whole / power == number;
        #[allow(clippy::cast_possible_truncation, reason = "at most 15 digits")]
        exact.then(|| Decimal::new(whole as i64, places))
    })
}

/// The date of a serial number; nothing if it is none.
///
/// Day 60 of the 1900 system is the 29 February 1900 that never was: libraries disagree on it, so it is no date.
pub(super) fn date(serial: f64, epoch_1904: bool) -> Option<DateTime> {
    const LAST: f64 = 2_958_465.0;
    const SECONDS: f64 = 86_400.0;
    if !(1.0..LAST + 1.0).contains(&serial) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let (days, seconds) = (serial.trunc() as i64, (serial.fract() * SECONDS).round() as i64);
    let origin = match (epoch_1904, days) {
        (true, _) => Date::constant(1904, 1, 1),
        (false, 60) => return None,
        (false, ..60) => Date::constant(1899, 12, 31),
        (false, _) => Date::constant(1899, 12, 30),
    };
    let day = origin.checked_add(days.days()).ok()?;
    day.to_datetime(jiff::civil::Time::midnight()).checked_add(seconds.seconds()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_format_is_told_from_a_unit() {
        for code in [
            "yyyy/m/d",
            "yyyy\"年\"m\"月\"d\"日\"",
            "yyyy年m月d日",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"",
            "[$-804]aaaa",
            "e\"年\"",
            "yyyy-mm-dd;@",
            "yyyy-mm-dd hh:mm:ss.000",
            "m\"月\"d\"日\"",
            "mmm",
            "ggge",
            "B1yyyy",
        ] {
            assert!(is_date(code), "{code}");
        }
        for code in [
            "General",
            "G/通用格式",
            "0.00元/m2",
            "0.00%",
            "#,##0.00_);[Red](#,##0.00)",
            "0.00E+00",
            "0\"天\"",
            "0!.0,\"万元\"",
            "@",
            "[h]:mm",
            "h:mm:ss.000",
            "mm:ss.0",
            "h:mm AM/PM",
            "上午/下午h\"时\"mm\"分\"",
            "[DBNum2][$-804]General",
            "Standard",
            "kg/d",
            "[Red]General\"分\"",
            "[Red]0",
            "\"days\"",
            "0\\d",
            "",
        ] {
            assert!(!is_date(code), "{code}");
        }
    }

    #[test]
    fn numbers_keep_fifteen_digits() {
        let as_text = |number| decimal(number).map(|value| value.to_string());
        assert_eq!(as_text(56.980_000_000_000_004).as_deref(), Some("56.98"));
        assert_eq!(as_text(0.1 + 0.2).as_deref(), Some("0.3"));
        assert_eq!(as_text(1e-320).as_deref(), Some("0"));
        assert_eq!(as_text(-1e-320).as_deref(), Some("0"));
        assert_eq!(as_text(42_116.778_857_142_854).as_deref(), Some("42116.7788571429"));
        assert_eq!(as_text(-70_209_736.481_889_55).as_deref(), Some("-70209736.4818895"));
        assert_eq!(as_text(1.234_567_890_123_456_7e20).as_deref(), Some("123456789012346000000"));
        assert_eq!(as_text(-0.0).as_deref(), Some("0"));
        assert_eq!(as_text(95.0).as_deref(), Some("95"));
        assert_eq!(as_text(123_456_789_012_345.67).as_deref(), Some("123456789012346"));
        assert_eq!(as_text(1_234_567.891).as_deref(), Some("1234567.891"));
        assert_eq!(as_text(-0.95).as_deref(), Some("-0.95"));
        assert_eq!(as_text(89.974).as_deref(), Some("89.974"));
        assert_eq!(as_text(123_456.789_01).as_deref(), Some("123456.78901"));
        assert_eq!(as_text(1e30), None);
        assert_eq!(as_text(f64::NAN), None);
        assert_eq!(as_text(f64::INFINITY), None);
    }

    #[test]
    fn serials_are_dates_only_where_all_programs_agree() {
        let shown = |serial, epoch| date(serial, epoch).map(|at| at.to_string());
        assert_eq!(shown(44_678.0, false).as_deref(), Some("2022-04-27T00:00:00"));
        assert_eq!(shown(44_678.75, false).as_deref(), Some("2022-04-27T18:00:00"));
        assert_eq!(shown(43_216.0, true).as_deref(), Some("2022-04-27T00:00:00"));
        assert_eq!(shown(1.0, false).as_deref(), Some("1900-01-01T00:00:00"));
        assert_eq!(shown(59.0, false).as_deref(), Some("1900-02-28T00:00:00"));
        assert_eq!(shown(61.0, false).as_deref(), Some("1900-03-01T00:00:00"));
        assert_eq!(shown(2_958_465.0, false).as_deref(), Some("9999-12-31T00:00:00"));
        for none in [0.75, 60.0, 60.5, -1.0, 2_958_466.0, f64::NAN, -1e300] {
            assert_eq!(shown(none, false), None, "{none}");
        }
    }
}
