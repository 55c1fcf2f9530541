//! The nearest name of the roster for a name that is not in it: a hint for a person, never an attribution.

use std::collections::HashMap;

use strsim::levenshtein;

use crate::model::Roster;
use crate::text::fold;

/// No name is longer, in characters; a whole paragraph in the place of a name is nobody's.
const LONGEST: usize = 64;

/// The names of the roster, ready to be compared.
pub(super) struct Nearest {
    names: Vec<Name>,
    units: Vec<(String, String)>,
    /// Answers that were given already: one wrong name is often written many times.
    given: HashMap<String, Option<usize>>,
}

struct Name {
    text: String,
    length: usize,
    mask: u64,
    unit: usize,
}

impl Nearest {
    pub(super) fn of(roster: &Roster) -> Self {
        let mut names = Vec::new();
        for (unit, body) in roster.units.iter().enumerate() {
            for name in body.aliases.iter().map(String::as_str).chain([&*body.name]) {
                let text = fold(name);
                names.push(Name { mask: mask(&text), length: text.chars().count(), text, unit });
            }
        }
        let units = roster.units.iter().map(|unit| (unit.code.to_string(), unit.name.to_string())).collect();
        Self { names, units, given: HashMap::new() }
    }

    /// Code and name of the unit whose name needs the fewest edits, if at most half of the longer name must be changed.
    pub(super) fn to(&mut self, folded: &str) -> Option<(&str, &str)> {
        if !self.given.contains_key(folded) {
            let answer = self.search(folded);
            self.given.insert(folded.to_owned(), answer);
        }
        let unit = self.given.get(folded).copied().flatten()?;
        self.units.get(unit).map(|(code, name)| (code.as_str(), name.as_str()))
    }

    fn search(&self, folded: &str) -> Option<usize> {
        let wanted = mask(folded);
        let length = folded.chars().count();
        if length > LONGEST {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for name in &self.names {
            let half = name.length.max(length) / 2;
            let limit = best.map_or(half, |(edits, _)| half.min(edits.saturating_sub(1)));
            // Every kind of character that only one side has costs at least one edit.
            let least = (name.mask & !wanted).count_ones().max((wanted & !name.mask).count_ones());
            if least as usize > limit || name.length.abs_diff(length) > limit {
                continue;
            }
            let (name_rest, rest) = differing(&name.text, folded);
            let edits = levenshtein(name_rest, rest);
            if edits <= limit && best.is_none_or(|(least, _)| edits < least) {
                best = Some((edits, name.unit));
            }
        }
        best.map(|(_, unit)| unit)
    }
}

/// One bit for each kind of character, 64 kinds.
fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (u32::from(c) % 64))
}

/// Two names without what they begin and end with in common: names of a county share most of it, and it costs no edits.
fn differing<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let head: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    (a.get(..a.len() - tail).unwrap_or_default(), b.get(..b.len() - tail).unwrap_or_default())
}
