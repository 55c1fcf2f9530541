//! What was read of a sheet and what was not: nothing that a department wrote disappears in silence.

use std::collections::BTreeSet;

use super::cell::CellRef;
use super::entry::Entry;
use super::place::Place;
use super::submission::{Indicator, MoneyRow, Submission, TotalRow};

/// Something in a file that no form takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The cell; for a whole sheet that is no form, the sheet.
    pub place: Place,
    /// What stands there; of a sheet its first text.
    pub text: String,
    /// How many cells it is.
    pub cells: usize,
}

impl Submission {
    /// The cells of its sheet that were taken in: as a value, or as the form's own labels and printed texts.
    #[must_use]
    pub fn cells_read(&self) -> BTreeSet<CellRef> {
        let mut cells = Cells(self.furniture.clone());
        self.titles.iter().for_each(|entry| cells.take(entry));
        for field in &self.fields {
            cells.take(&field.entry);
        }
        for row in self.money.iter().flat_map(|block| &block.rows) {
            cells.take_money(row);
        }
        for table in &self.indicators {
            table.rows.iter().for_each(|row| cells.take_indicator(row));
            table.unfilled.iter().chain(&table.shared_reason).for_each(|entry| cells.take(entry));
            table.subtotals.iter().chain(&table.total).for_each(|total| cells.take_total(total));
        }
        for row in self.facts.iter().flat_map(|table| &table.rows) {
            cells.take(&row.label);
            row.values.iter().for_each(|fact| cells.take(&fact.entry));
        }
        for section in &self.sections {
            cells.take(&section.heading);
            section.body.iter().for_each(|entry| cells.take(entry));
        }
        cells.0
    }
}

struct Cells(BTreeSet<CellRef>);

impl Cells {
    fn take<T>(&mut self, entry: &Entry<T>) {
        if !entry.raw.is_blank() {
            self.0.extend(entry.place.cell());
        }
    }

    fn take_money(&mut self, row: &MoneyRow) {
        self.take(&row.label);
        self.take(&row.reason);
        for entry in [&row.initial, &row.adjusted, &row.received, &row.executed, &row.rate, &row.weight, &row.score] {
            self.take(entry);
        }
    }

    fn take_indicator(&mut self, row: &Indicator) {
        for entry in [&row.level1, &row.level2, &row.level3, &row.basis, &row.completion, &row.reason] {
            self.take(entry);
        }
        for entry in [&row.weight, &row.score, &row.converted, &row.audited] {
            self.take(entry);
        }
        self.take(&row.sign);
        self.take(&row.unit);
        self.take(&row.target);
        self.take(&row.actual);
        row.facts.iter().for_each(|fact| self.take(&fact.entry));
    }

    fn take_total(&mut self, total: &TotalRow) {
        self.take(&total.label);
        self.take(&total.weight);
        self.take(&total.score);
    }
}
