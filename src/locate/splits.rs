//! Where the rows of a split stand: label and amount in one cell or side by side, without a header.

use std::ops::Range;

use super::fields::{FieldAt, Search};
use crate::model::CellRef;
use crate::schema::{Form, Side, TableRole};

/// A split on the sheet.
#[derive(Debug, Clone)]
pub struct SplitAt {
    /// Its index in the form.
    pub spec: usize,
    /// One for every row of the schema.
    pub rows: Vec<FieldAt>,
}

impl SplitAt {
    /// The first row of the sheet that belongs to it.
    pub fn first_row(&self) -> Option<u32> {
        self.rows.iter().filter_map(|row| row.label).map(CellRef::row).min()
    }
}

/// Finds every split of which at least the whole or two rows are there.
pub fn splits(form: &Form, search: &Search<'_, '_>, rows: &Range<u32>) -> Vec<SplitAt> {
    let specs = form.tables.iter().enumerate().filter(|(_, table)| table.role == TableRole::Split);
    let found = specs.map(|(spec, table)| {
        // Parts stand below their whole: a label such as 其他资金 may occur elsewhere.
        let mut from = rows.start;
        let mut found: Vec<FieldAt> = Vec::new();
        for row in &table.rows {
            let at = search.find(&row.label, Side::SameCell, &(from..rows.end));
            if row.parent.is_none()
                && let Some(label) = at.label
            {
                from = label.row();
            }
            found.push(at);
        }
        SplitAt { spec, rows: found }
    });
    found.filter(|split| split.rows.iter().filter(|row| row.label.is_some()).count() >= 2).collect()
}
