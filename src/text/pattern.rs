//! Small patterns for people who write schemas: plain text with `{year}`, `{n}` and `{anything}` in it.

use super::label::fold;

/// A text with places to capture: `{year}年度`, `指标{n}`, `{n}字以内`.
///
/// `{year}` is four digits (二〇二二 too), `{year-1}` as well, for the year before; `{n}` is one or more digits (一 too), any other
/// name at least one character.
/// Texts are compared folded (see [`fold`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(String),
    Capture(String),
}

/// What a pattern captured, in order: name and folded text.
pub type Captures = Vec<(String, String)>;

impl Pattern {
    /// Reads a pattern. A brace without its partner is plain text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let mut parts = Vec::new();
        let mut rest = folded.as_str();
        while let Some((before, tail)) = rest.split_once('{') {
            let Some((name, after)) = tail.split_once('}') else { break };
            if !before.is_empty() {
                parts.push(Part::Literal(before.to_owned()));
            }
            parts.push(Part::Capture(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        Self { parts }
    }

    /// Matches a whole folded text.
    #[must_use]
    pub fn matches(&self, folded: &str) -> Option<Captures> {
        let mut captures = Vec::new();
        walk(&self.parts, folded, true, &mut captures).then(|| owned(&captures))
    }

    /// Finds the pattern anywhere in a folded text.
    #[must_use]
    pub fn find(&self, folded: &str) -> Option<Captures> {
        if let [Part::Literal(only)] = self.parts.as_slice() {
            return folded.contains(only.as_str()).then(Vec::new);
        }
        if !self.literals_are_in(folded) {
            return None;
        }
        folded.char_indices().find_map(|(at, _)| {
            let mut captures = Vec::new();
            walk(&self.parts, &folded[at..], false, &mut captures).then(|| owned(&captures))
        })
    }

    /// Whether a folded text begins with the pattern.
    pub(super) fn begins(&self, folded: &str) -> bool {
        walk(&self.parts, folded, false, &mut Vec::new())
    }

    /// Strips the pattern from the start of a folded text.
    #[must_use]
    pub fn strip<'a>(&self, folded: &'a str) -> Option<&'a str> {
        if let [Part::Literal(only)] = self.parts.as_slice() {
            return folded.strip_prefix(only.as_str());
        }
        if !self.literals_are_in(folded) {
            return None;
        }
        let mut ends = folded.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.rfind(|&end| walk(&self.parts, &folded[..end], true, &mut Vec::new())).map(|end| &folded[end..])
    }

    /// The character that a text begins with where the pattern stands; nothing for a pattern that begins with a capture.
    pub(super) fn first_character(&self) -> Option<char> {
        match self.parts.first()? {
            Part::Literal(literal) => literal.chars().next(),
            Part::Capture(_) => None,
        }
    }

    fn literals(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Literal(literal) => Some(literal.as_str()),
            Part::Capture(_) => None,
        })
    }

    fn literals_are_in(&self, folded: &str) -> bool {
        self.literals().all(|literal| folded.contains(literal))
    }
}

/// Captures while they are searched for: name and text.
type Found<'p, 't> = Vec<(&'p str, &'t str)>;

fn owned(found: &Found<'_, '_>) -> Captures {
    found.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn walk<'p, 't>(parts: &'p [Part], text: &'t str, whole: bool, found: &mut Found<'p, 't>) -> bool {
    match parts.split_first() {
        None => !whole || text.is_empty(),
        Some((Part::Literal(literal), rest)) => {
            text.strip_prefix(literal.as_str()).is_some_and(|tail| walk(rest, tail, whole, found))
        }
        Some((Part::Capture(name), rest)) => {
            for (at, c) in text.char_indices() {
                let (taken, left) = text.split_at(at + c.len_utf8());
                if !admits(name, taken) {
                    return false;
                }
                if accepted(name, taken, left) {
                    found.push((name, taken));
                    if walk(rest, left, whole, found) {
                        return true;
                    }
                    found.pop();
                }
            }
            false
        }
    }
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

fn is_year(name: &str) -> bool {
    name.strip_prefix("year").is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '+']))
}

/// Whether the years that a pattern captured are those it names, for a form of some year: `{year-1}` is the year before.
#[must_use]
pub fn is_of_year(captures: &Captures, year: i16) -> bool {
    captures.iter().filter(|(name, _)| is_year(name)).all(|(name, captured)| {
        let offset = name.trim_start_matches("year").parse().unwrap_or(0);
        year_of(captured).is_none_or(|found| Some(found) == year.checked_add(offset))
    })
}

/// Writes a pattern out: {year} and {year-1} become years, {n} a number. Any other brace stays as it is.
#[must_use]
pub fn fill(pattern: &str, year: i16, number: usize) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(b, t)| Some((b, t.split_once('}')?))) {
        out.push_str(before);
        let offset = || name.trim_start_matches("year").parse::<i16>().unwrap_or(0);
        match name {
            "n" => out.push_str(&number.to_string()),
            _ if is_year(name) => out.push_str(&year.saturating_add(offset()).to_string()),
            _ => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a capture may begin with this text; if not, it cannot begin with a longer one either.
fn admits(name: &str, text: &str) -> bool {
    match name {
        _ if is_year(name) => text.chars().count() <= 4 && text.chars().all(is_digit),
        "n" => text.chars().all(|c| is_digit(c) || c == '十'),
        _ => true,
    }
}

/// Whether a capture may end here: a number is never cut in two.
fn accepted(name: &str, text: &str, rest: &str) -> bool {
    match name {
        _ if is_year(name) => text.chars().count() == 4,
        "n" => !rest.starts_with(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// The year that a `{year}` capture names: 2022 and 二〇二二 alike.
#[must_use]
pub fn year_of(captured: &str) -> Option<i16> {
    let digits: Option<String> = captured
        .chars()
        .map(|c| match "〇一二三四五六七八九".chars().position(|d| d == c) {
            Some(n) => char::from_digit(u32::try_from(n).ok()?, 10),
            None if c == '零' => Some('0'),
            None => c.is_ascii_digit().then_some(c),
        })
        .collect();
    digits?.parse().ok().filter(|year| (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_found_wherever_it_stands() {
        let pattern = Pattern::new("{year}年度");
        for (text, year) in [
            ("（2022年度）", 2022),
            ("2019年度)", 2019),
            ("部门预算项目支出绩效自评表（2023年度）", 2023),
            ("二〇二一年度", 2021),
        ] {
            let found = pattern.find(&fold(text)).expect("a year");
            assert_eq!(year_of(&found[0].1), Some(year), "{text}");
        }
        assert_eq!(pattern.find("12022年度").map(|c| c[0].1.clone()), Some("2022".to_owned()));
        assert_eq!(pattern.find("本年度"), None);
    }

    #[test]
    fn a_pattern_is_written_out_for_a_year() {
        assert_eq!(fill("{year-1}年决算数", 2023, 1), "2022年决算数");
        assert_eq!(fill("目标{n}:{名称}", 2023, 2), "目标2:{名称}");
    }

    #[test]
    fn a_prefix_is_stripped_and_a_number_is_never_cut() {
        let pattern = Pattern::new("指标{n}");
        assert_eq!(pattern.strip("指标1工程完工率"), Some("工程完工率"));
        assert_eq!(pattern.strip("指标12:"), Some(":"));
        assert_eq!(pattern.strip("指标值"), None);
        assert!(Pattern::new("{n}字以内").find("(100字以内)").is_some());
        assert!(Pattern::new("指标{n}").matches("指标2").is_some());
    }
}
