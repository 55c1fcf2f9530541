//! Formulas that many lines share, read once.

use std::collections::BTreeMap;

use super::expr::Formula;

/// Formulas by their text: a county has many lines and few formulas.
#[derive(Debug, Default)]
pub struct Formulas<'a>(BTreeMap<&'a str, Option<Formula>>);

impl<'a> Formulas<'a> {
    /// The formula of a text; nothing if it is none.
    pub fn of(&mut self, text: &'a str) -> Option<&Formula> {
        self.0.entry(text).or_insert_with(|| Formula::parse(text).ok()).as_ref()
    }
}
