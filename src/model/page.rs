//! The page of a check: what `huizong explain CODE` prints.

use super::finding::{Code, Severity};
use crate::text::Text;

/// What a check does, on what authority, and how to correct what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub title: Text,
    /// How grave a finding is unless the form says otherwise.
    pub severity: Severity,
    /// What is checked.
    pub what: Text,
    /// Why, and on what authority.
    pub why: Text,
    /// A wrong example in words.
    pub wrong: Text,
    /// How to correct it.
    pub correct: Text,
    /// The wrong example as changes to a right form, which the cells and what stands in them tell: the test of the check. Empty where it takes more than one cell of one form.
    pub example: &'static [Edit],
    /// The cell of that example at which the check must fire.
    pub fires_at: &'static str,
}

/// A change of one cell of the right example form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// The cell.
    pub cell: &'static str,
    /// What stands there in the right form.
    pub from: &'static str,
    /// What is written instead.
    pub to: &'static str,
}
