//! Points in time as forms state them: "12月底之前", "2021年12月完成", "2023-09-30", 年底前.

use jiff::civil::Date;

use crate::model::Deadline;

/// What may stand before the date.
const LEADS: [&str; 8] = ["截止到", "截至到", "截止", "截至", "已于", "于", "在", "到"];
/// The longest text that may follow the date: 前完成全部施工任务.
const LONGEST_TAIL: usize = 12;

/// The point in time that a tidied text states, if it states one and not several.
pub fn of(text: &str) -> Option<Deadline> {
    let text = LEADS.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    let (found, rest) = numeric(text).or_else(|| worded(text))?;
    let states_more = rest.chars().any(char::is_numeric) || rest.chars().count() > LONGEST_TAIL;
    (!states_more).then_some(found)
}

/// The deadline of a full date.
pub fn of_date(date: Date) -> Deadline {
    Deadline { year: Some(date.year()), month: date.month(), day: Some(date.day()) }
}

/// The date that a tidied text states, if it states a whole one.
pub fn whole_date(text: &str) -> Option<Date> {
    let deadline = of(text)?;
    Date::new(deadline.year?, deadline.month, deadline.day?).ok()
}

/// "2023-09-30", "2023.9.30", "2023/9/30".
fn numeric(text: &str) -> Option<(Deadline, &str)> {
    let (year, rest) = digits(text, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, rest) = digits(&rest[1..], 2)?;
    let (day, rest) = match rest.strip_prefix(separator).and_then(|rest| digits(rest, 2)) {
        Some((day, rest)) => (Some(day), rest),
        None if separator == '.' => return None, // "2000.5" is an amount
        None => (None, rest),
    };
    let rest = rest.strip_suffix("00:00:00").unwrap_or(rest);
    deadline(Some(year), month, day, rest)
}

/// "2023年12月31日", "9月", "1-12月", 年底.
fn worded(text: &str) -> Option<(Deadline, &str)> {
    let (year, rest) = match digits(text, 4).and_then(|(year, rest)| Some((year, rest.strip_prefix('年')?))) {
        Some((year, rest)) => (Some(year), rest.strip_prefix('度').unwrap_or(rest)),
        None => (None, text),
    };
    let rest = ["当年", "本年"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    if let Some((month, tail)) = digits(rest, 2) {
        // "1-12月": the period ends with the second month.
        let (month, tail) = match tail.strip_prefix(['-', '~', '至']).and_then(|tail| digits(tail, 2)) {
            Some((last, tail)) => (last, tail),
            None => (month, tail),
        };
        let tail = tail.strip_prefix('月')?;
        let tail = tail.strip_prefix('份').unwrap_or(tail);
        let (day, tail) = match digits(tail, 2).and_then(|(day, rest)| Some((day, rest.strip_prefix(['日', '号'])?)))
        {
            Some((day, tail)) => (Some(day), tail),
            None => (None, tail),
        };
        return deadline(year, month, day, tail);
    }
    let of_this_year = ["年", "当年", "本年"].iter().any(|word| text.starts_with(word));
    if year.is_none() && !of_this_year {
        return None;
    }
    if let Some(tail) = ["年底", "年末", "年内", "底", "末", "内"].iter().find_map(|word| rest.strip_prefix(word))
    {
        return deadline(year, 12, None, tail);
    }
    let whole_year = rest.is_empty() || rest.starts_with('前') || rest.starts_with("完成");
    if year.is_some() && whole_year { deadline(year, 12, None, rest) } else { None }
}

fn deadline(year: Option<u16>, month: u16, day: Option<u16>, rest: &str) -> Option<(Deadline, &str)> {
    let year = match year {
        Some(year) => Some(i16::try_from(year).ok().filter(|y| (1990..2100).contains(y))?),
        None => None,
    };
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = match day {
        Some(day) => Some(i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?),
        None => None,
    };
    if let (Some(year), Some(day)) = (year, day) {
        Date::new(year, month, day).ok()?;
    }
    Some((Deadline { year, month, day }, rest))
}

/// A whole number of at most `most` digits at the start of a text.
fn digits(text: &str, most: usize) -> Option<(u16, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > most {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}
