//! The bureau's own figures (底册): what the budget of a unit or project is, and what was spent of it.

use std::collections::HashMap;

use super::cell::CellRef;
use super::quantity::Quantity;
use crate::text::fold;

/// The bureau's ledger: one line for a unit, or for a project of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    lines: Vec<LedgerLine>,
    /// Lines by the folded code of the unit and the folded project.
    by_project: HashMap<(String, String), usize>,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// Code of the unit.
    pub unit: String,
    /// Name or code of the project; empty if the line is the whole unit.
    pub project: String,
    /// 全年预算数, with its unit of money.
    pub adjusted: Option<Booked>,
    /// 全年执行数, with its unit of money.
    pub executed: Option<Booked>,
}

/// An amount of the ledger and the cell it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The amount; its unit is always known.
    pub quantity: Quantity,
    /// The cell of the ledger.
    pub cell: CellRef,
}

impl Ledger {
    /// A ledger of lines; of two lines for the same unit and project the first holds.
    #[must_use]
    pub fn of(lines: Vec<LedgerLine>) -> Self {
        let mut by_project = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            by_project.entry((fold(&line.unit), fold(&line.project))).or_insert(at);
        }
        Self { lines, by_project }
    }

    /// The line of a unit's project, by its name or its code; the line of the whole unit for an empty project.
    #[must_use]
    pub fn line(&self, unit: &str, project: &str) -> Option<&LedgerLine> {
        self.lines.get(*self.by_project.get(&(fold(unit), fold(project)))?)
    }

    /// Every line, in the order of the file.
    #[must_use]
    pub fn lines(&self) -> &[LedgerLine] {
        &self.lines
    }
}
