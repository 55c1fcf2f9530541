//! What is wrong in a list of the bureau: file, sheet, cell, and what to do.

use std::fmt;

use crate::model::CellRef;
use crate::text::{Lang, Message};

/// A list that cannot be used, with every fault in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceError {
    /// The file, as the project names it.
    pub file: String,
    /// What is wrong, in the order of the file; at least one.
    pub faults: Vec<Fault>,
}

/// One fault of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The sheet; none in a CSV file, or if the fault is the file's.
    pub sheet: Option<String>,
    /// The cell, as a spreadsheet program shows it for a CSV file too.
    pub cell: Option<CellRef>,
    /// What is wrong and what to do.
    pub message: Message,
}

impl ReferenceError {
    /// One line for each fault: `file [sheet!cell]: what is wrong`.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let line = |fault: &Fault| {
            let cell = fault.cell.map(|cell| cell.to_string());
            let at = [fault.sheet.as_deref(), cell.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("!");
            let message = fault.message.get(lang);
            if at.is_empty() { format!("{}: {message}", self.file) } else { format!("{} [{at}]: {message}", self.file) }
        };
        self.faults.iter().map(line).collect()
    }
}

impl std::error::Error for ReferenceError {}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines(Lang::En).join("\n"))
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault at a cell of a sheet.
    pub(super) fn add(&mut self, sheet: Option<&str>, cell: CellRef, message: impl Into<Message>) {
        self.0.push(Fault { sheet: sheet.map(str::to_owned), cell: Some(cell), message: message.into() });
    }

    /// Notes a fault of a whole sheet.
    pub(super) fn add_sheet(&mut self, sheet: Option<&str>, message: impl Into<Message>) {
        self.0.push(Fault { sheet: sheet.map(str::to_owned), cell: None, message: message.into() });
    }

    pub(super) fn into_list(self) -> Vec<Fault> {
        self.0
    }
}
