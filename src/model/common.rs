//! An indicator that several submissions of a county have.

use rust_decimal::Decimal;

/// An indicator that several submissions have: the same name and unit on the same level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonIndicator {
    /// Its name as the first of them writes it.
    pub name: String,
    /// Its second level.
    pub level: String,
    /// Its unit.
    pub unit: String,
    /// What each reports, in the order of the entries.
    pub reported: Vec<Reported>,
}

/// What one submission reports of a common indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// Index into the entries of the county.
    pub entry: usize,
    /// The actual value in the unit of the indicator; nothing if it is blank or no number.
    pub actual: Option<Decimal>,
    /// How much of the target was reached: actual ÷ target, the other way round where less is better.
    pub completion: Option<Decimal>,
}
