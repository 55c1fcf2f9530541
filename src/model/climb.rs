//! How one value went up the ladder of the anomaly detectors.

use crate::text::{Message, Text};

/// The value that a person asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Code or name of the unit.
    pub unit: String,
    /// Name of the indicator, or label of the row of money.
    pub subject: String,
}

/// What the detectors say of the values that a person asked about.
#[derive(Debug, Clone, PartialEq)]
pub enum Climbed {
    /// Every value of that name.
    Values(Vec<Climb>),
    /// No unit of that name has reported numbers; the nearest one.
    NoUnit(Option<String>),
    /// The unit has no such value; those that it has.
    NoSubject(Vec<String>),
}

/// One value, step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Climb {
    /// Index into the entries of the county.
    pub entry: usize,
    /// What the value belongs to.
    pub subject: String,
    /// The column.
    pub column: Text,
    /// As written.
    pub value: String,
    /// The cell.
    pub cell: String,
    /// Every step of the ladder, in order.
    pub steps: Vec<ClimbStep>,
}

/// What one step says.
#[derive(Debug, Clone, PartialEq)]
pub struct ClimbStep {
    /// The step.
    pub name: Text,
    /// Whether it flags the value; nothing if it could not judge it.
    pub flags: Option<bool>,
    /// What it compared and how that came out, or why it could not.
    pub text: Message,
}
