//! The nearest name of the roster for a name that is not in it: a hint for a person, never an attribution.

use std::collections::HashMap;

use strsim::generic_levenshtein;

use crate::model::Roster;
use crate::text::fold;

/// The names of the roster, ready to be compared.
pub(super) struct Nearest {
    names: Vec<Name>,
    units: Vec<(String, String)>,
    /// Answers that were given already: one wrong name is often written many times.
    given: HashMap<String, Option<usize>>,
}

struct Name {
    chars: Vec<char>,
    mask: u64,
    unit: usize,
}

impl Nearest {
    pub(super) fn of(roster: &Roster) -> Self {
        let mut names = Vec::new();
        for (unit, body) in roster.units.iter().enumerate() {
            for name in body.aliases.iter().map(String::as_str).chain([&*body.name]) {
                let chars: Vec<char> = fold(name).chars().collect();
                names.push(Name { mask: mask(&chars), chars, unit });
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
        let chars: Vec<char> = folded.chars().take(64).collect();
        let wanted = mask(&chars);
        let mut best: Option<(usize, usize)> = None;
        for name in &self.names {
            let half = name.chars.len().max(chars.len()) / 2;
            let limit = best.map_or(half, |(edits, _)| half.min(edits.saturating_sub(1)));
            // Every kind of character that only one side has costs at least one edit.
            let least = (name.mask & !wanted).count_ones().max((wanted & !name.mask).count_ones());
            if least as usize > limit || name.chars.len().abs_diff(chars.len()) > limit {
                continue;
            }
            let edits = generic_levenshtein(&name.chars, &chars);
            if edits <= limit && best.is_none_or(|(least, _)| edits < least) {
                best = Some((edits, name.unit));
            }
        }
        best.map(|(_, unit)| unit)
    }
}

/// One bit for each kind of character, 64 kinds.
fn mask(chars: &[char]) -> u64 {
    chars.iter().fold(0, |mask, c| mask | 1 << (u32::from(*c) % 64))
}
