//! What a figure counts: the noun behind the measure word, else the noun before the number; of a rate its name.

use std::ops::Range;

use super::quantity::ABOUT;
use super::running::Running;
use crate::schema::FigureWords;

/// A noun is not cut off before this length: what is left would say nothing.
const SHORTEST: usize = 2;
/// A quotation that ends a clause behind so many characters is what is said of the noun, and no part of it.
const BEFORE_QUOTE: usize = 3;
/// A noun is no longer than this.
const LONGEST: usize = 40;
const JOINS: [char; 5] = ['和', '与', '及', '或', '、'];

/// The noun of a number: `before` is the part of its clause before it, `end` the position behind its measure word.
pub fn noun(text: &Running<'_>, before: Range<usize>, end: usize, is_rate: bool, words: &FigureWords) -> String {
    let behind = || behind(text, end, words);
    let ahead = || ahead(text, before.clone(), is_rate, words);
    let (first, second) = if is_rate { (ahead(), behind()) } else { (behind(), ahead()) };
    if first.is_empty() { second } else { first }
}

fn behind(text: &Running<'_>, start: usize, words: &FigureWords) -> String {
    let mut depth = 0_usize;
    let mut end = start;
    while !text.ends_clause(end) && end - start < LONGEST {
        let length = end - start;
        let c = text.get(end).unwrap_or_default();
        let next_is_number = || text.get(end + 1).is_some_and(|c| c.is_ascii_digit());
        let stops = c.is_ascii_digit()
            || c == '、'
            || (JOINS.contains(&c) && next_is_number())
            || (length >= SHORTEST && depth == 0 && words.noun_ends.iter().any(|word| text.has(end, word)))
            || (length >= BEFORE_QUOTE && c == '“' && quote_ends_clause(text, end))
            || (depth == 0 && matches!(c, '）' | ')'));
        if stops {
            break;
        }
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        end += 1;
    }
    let says_only_what_became = words.noun_ends.iter().any(|word| text.text(start, end) == *word);
    if says_only_what_became { String::new() } else { text.original(start, end).trim().to_owned() }
}

/// Whether the quotation that opens at a position is the last of its clause.
fn quote_ends_clause(text: &Running<'_>, open: usize) -> bool {
    let close = (open + 1..open + LONGEST).find(|at| text.get(*at) == Some('”'));
    close.is_some_and(|close| text.ends_clause(close + 1))
}

fn ahead(text: &Running<'_>, before: Range<usize>, is_rate: bool, words: &FigureWords) -> String {
    let mut end = before.end;
    let links = || words.links.iter().chain(&words.noun_begins).map(String::as_str).chain(ABOUT);
    // A single character before a count may be the end of the noun itself: 行为12起.
    let strips = |end: usize, word: &str| {
        text.before(end) == word.chars().next_back()
            && text.ends_with(before.start, end, word)
            && (is_rate || word.chars().count() > 1 || ABOUT.contains(&word))
    };
    while let Some(word) = links().filter(|word| strips(end, word)).max_by_key(|word| word.len()) {
        end -= word.chars().count();
    }
    let opens = |at: &usize| text.get(*at).is_some_and(|c| matches!(c, '（' | '(' | '、'));
    let closed = (before.start..end).any(|at| matches!(text.get(at), Some('）' | ')')));
    let mut start = (before.start..end).rev().find(|at| opens(at) && !closed).map_or(before.start, |at| at + 1);
    let begins = |at: usize| {
        let longest = words.noun_begins.iter().filter(|word| text.has(at, word)).map(|word| word.chars().count()).max();
        longest.map(|length| at + length).filter(|behind| behind + SHORTEST <= end)
    };
    if let Some(behind) = (start..end).rev().find_map(begins) {
        start = behind;
    }
    while start < end && text.get(start).is_some_and(|c| JOINS.contains(&c)) {
        start += 1;
    }
    if end < start + SHORTEST { String::new() } else { text.original(start, end).trim().to_owned() }
}
