//! The nearest unit of the roster for a name that is not in it: a hint for a person, never an attribution.

use std::collections::HashMap;

use crate::model::Roster;
use crate::text::{Names, fold};

/// The names of the roster, ready to be compared.
pub(super) struct Nearest {
    names: Names,
    /// Code and name of the unit of every name.
    units: Vec<(String, String)>,
    /// Answers that were given already: one wrong name is often written many times.
    given: HashMap<String, Option<usize>>,
}

impl Nearest {
    pub(super) fn of(roster: &Roster) -> Self {
        let bodies = roster.units.iter();
        let every = bodies.flat_map(|body| {
            let names = body.aliases.iter().map(String::as_str).chain([&*body.name]);
            names.map(move |name| (fold(name), (body.code.to_string(), body.name.to_string())))
        });
        let (names, units): (Vec<String>, Vec<(String, String)>) = every.unzip();
        Self { names: Names::of(names), units, given: HashMap::new() }
    }

    /// Code and name of the unit whose name needs the fewest edits, if at most half of the longer name must be changed.
    pub(super) fn to(&mut self, folded: &str) -> Option<(&str, &str)> {
        if !self.given.contains_key(folded) {
            let answer = self.names.nearest(folded);
            self.given.insert(folded.to_owned(), answer);
        }
        let at = self.given.get(folded).copied().flatten()?;
        self.units.get(at).map(|(code, name)| (code.as_str(), name.as_str()))
    }
}
