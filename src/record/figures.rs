//! Figures of running text in JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::number::Exact;
use crate::model::{CellRef, Figure};

/// A figure in a section or written field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureRecord {
    /// The id of the section or field.
    pub part: String,
    /// The number; of a range the lower end.
    pub value: Exact,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Exact>,
    /// The measure word; `%` (the value is on the scale 0 to 100).
    pub unit: Option<String>,
    /// Whether the number was called approximate: 约100项.
    pub approximate: bool,
    /// What is counted or measured; blank if the clause does not say it.
    pub noun: String,
    /// The clause.
    pub quote: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
}

impl From<&Figure> for FigureRecord {
    fn from(figure: &Figure) -> Self {
        Self {
            part: figure.part.to_string(),
            value: figure.quantity.amount.into(),
            to: figure.to.map(Into::into),
            unit: figure.quantity.unit.as_ref().map(ToString::to_string),
            approximate: figure.quantity.approximate,
            noun: figure.noun.clone(),
            quote: figure.quote.clone(),
            sheet: figure.place.sheet().map(str::to_owned),
            cell: figure.place.cell().map(|cell: CellRef| cell.to_string()),
        }
    }
}
