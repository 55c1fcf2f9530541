//! Figures that stand in running text.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::place::Place;
use super::quantity::Quantity;

/// A number in a written part, with what it counts: "共受理业务22宗".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The id of the section or field it stands in.
    pub part: Arc<str>,
    /// The cell.
    pub place: Place,
    /// The number; its unit is the measure word.
    pub quantity: Quantity,
    /// The upper end, where a range is written: 5 of "3至5个".
    pub to: Option<Decimal>,
    /// What is counted or measured, as written: 业务; blank if the clause does not say it.
    pub noun: String,
    /// The clause it stands in, as written.
    pub quote: String,
}
