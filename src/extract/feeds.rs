//! Labelled values that also fill a part of a table: one reason for all rows, an amount that stands beside its label.

use super::grid::Grid;
use super::{money, quantity, unit};
use crate::locate::{FieldAt, Layout};
use crate::model::{CellRef, Entry, MoneyBlock, MoneyRow, MoneyUnit, Quantity, State, Submission, TotalRow};
use crate::schema::{Fed, Role, RowSpec, TableSpec};

/// Fills the parts that fields feed. What the table itself says is never replaced.
pub fn feed(submission: &mut Submission, layout: &Layout<'_>, grid: &Grid<'_>) {
    for (spec, at) in layout.form.fields.values().zip(&layout.fields) {
        let Some(value) = &at.value else { continue };
        match spec.feeds.as_deref().and_then(|path| layout.form.fed(path)) {
            None => {}
            Some(Fed::Reason(table)) => {
                let reason = grid.answered(value.cell());
                for table in submission.indicators.iter_mut().filter(|at| at.id == table.id) {
                    table.shared_reason.get_or_insert_with(|| reason.clone());
                }
            }
            Some(Fed::Total(table)) => {
                let label = at.label.unwrap_or(value.cell());
                if let Some(table) = submission.indicators.iter_mut().rfind(|at| at.id == table.id) {
                    table.total.get_or_insert_with(|| TotalRow {
                        label: grid.words(label),
                        weight: Entry::absent(grid.place(label)),
                        score: grid.found(value, quantity::points),
                    });
                }
            }
            Some(Fed::Money(table, row, role)) => {
                let row = money_row(submission, table, row, at, grid);
                fill(row, role, at, grid);
            }
        }
    }
}

/// The row of a block, made where the sheet has none: its label is that of the field.
fn money_row<'a>(
    submission: &'a mut Submission,
    table: &TableSpec,
    spec: &RowSpec,
    at: &FieldAt,
    grid: &Grid<'_>,
) -> &'a mut MoneyRow {
    let blocks = &mut submission.money;
    let block = blocks.iter().position(|block| block.id == table.id).unwrap_or(blocks.len());
    if block == blocks.len() {
        let bracket = |label| grid.label(label).brackets.iter().find_map(|bracket| unit::declared(bracket));
        let unit = at.label.and_then(bracket).or(table.unit.map(MoneyUnit::from));
        blocks.push(MoneyBlock { id: table.id.clone(), unit, label_weight: None, rows: Vec::new() });
    }
    let rows = &mut blocks[block].rows;
    let row = rows.iter().position(|row| row.id == spec.id).unwrap_or(rows.len());
    if row == rows.len() {
        rows.push(money::labelled(spec, at.label.unwrap_or(CellRef::new(0, 0)), grid));
    }
    &mut rows[row]
}

fn fill(row: &mut MoneyRow, role: Role, at: &FieldAt, grid: &Grid<'_>) {
    let Some(value) = &at.value else { return };
    let read = |read: fn(&crate::model::Raw) -> Option<Quantity>| grid.found(value, read);
    let (entry, made): (&mut Entry<Quantity>, _) = match role {
        Role::Initial => (&mut row.initial, read(quantity::money)),
        Role::Adjusted => (&mut row.adjusted, read(quantity::money)),
        Role::Received => (&mut row.received, read(quantity::money)),
        Role::Executed => (&mut row.executed, read(quantity::money)),
        Role::Rate => (&mut row.rate, read(money::percentage)),
        Role::Weight => (&mut row.weight, read(quantity::points)),
        Role::Score => (&mut row.score, read(quantity::points)),
        _ => return,
    };
    if matches!(entry.state, State::Absent) {
        *entry = made;
    }
}
