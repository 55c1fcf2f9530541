//! The same form sent twice: which submission counts, why, and where the two differ.

use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::text::Text;

/// By what the newest of several submissions is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NewestBy {
    /// The date that the form itself states (填报日期).
    ContentDate,
    /// The time at which the file was received: by the list of receipts, or where there is none by the file's own time.
    Received,
}

/// A submission that another one of the same unit, form and identity replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The one that counts, as an index into the entries of the county.
    pub kept: usize,
    /// The one that it replaced, as an index into the entries of the county.
    pub replaced: usize,
    /// By what the one that counts is newer; nothing if neither could be told to be, and the later name decided.
    pub by: Option<NewestBy>,
    /// The values in which they differ, in the order of the form; none if they say the same.
    pub differences: Vec<Difference>,
}

/// A value, or a whole row, that two submissions of the same form state differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it belongs to: the label of a field, the name of an indicator or of a row.
    pub subject: String,
    /// Which value of it.
    pub column: Text,
    /// What the replaced submission says; nothing if it has no such row.
    pub replaced: Option<Written>,
    /// What the one that counts says; nothing if it has no such row.
    pub kept: Option<Written>,
}

/// What somebody wrote, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The cell.
    pub place: Place,
    /// As it is shown; empty if the cell is blank.
    pub text: String,
}
