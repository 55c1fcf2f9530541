//! Tables of facts, and splits of an amount.

use super::fields::entry;
use super::grid::Grid;
use super::{money, quantity};
use crate::locate::{FieldAt, Layout, RowAt, SplitAt, TableAt, ValueAt};
use crate::model::{CellRef, Entry, Fact, FactRow, FactTable, FactValue, FieldValue, MoneyUnit, Raw, State};
use crate::schema::{FieldSpec, FieldType, TableRole, TableSpec};
use crate::text::parted;

/// Every table of facts, then every split.
pub fn tables(layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<FactTable> {
    let tables = layout.tables.iter().map(|table| (&layout.form.tables[table.spec], table));
    let facts =
        tables.filter(|(spec, _)| spec.role == TableRole::Facts).map(|(spec, table)| facts(spec, table, layout, grid));
    facts.chain(layout.splits.iter().map(|at| split(at, layout, grid))).collect()
}

fn facts(spec: &TableSpec, table: &TableAt, layout: &Layout<'_>, grid: &Grid<'_>) -> FactTable {
    let mut open = None;
    let rows = table.rows.iter().map(|at| {
        let known = at.spec.map(|index| &spec.rows[index]);
        if let Some(row) = known {
            open = row.open.then(|| row.id.clone());
        }
        let label = grid.words(at.label);
        FactRow {
            id: known.map_or_else(|| grid.label(at.label).key.into(), |row| row.id.clone()),
            known: known.is_some(),
            parent: known.map_or_else(|| open.clone(), |row| row.parent.clone()),
            row: at.row,
            label,
            values: values(spec, table, at, grid),
        }
    });
    let rows = rows.collect();
    let first = table.columns.iter().map(|column| column.header).min();
    FactTable {
        id: spec.id.clone(),
        is_split: false,
        unit: money::declared_unit(spec, table, layout),
        header: grid.place(first.unwrap_or(CellRef::new(table.body.start, 0))),
        rows,
    }
}

fn values(spec: &TableSpec, table: &TableAt, at: &RowAt, grid: &Grid<'_>) -> Vec<Fact> {
    let labels: Vec<CellRef> = std::iter::once(at.label).chain(at.again.iter().copied()).collect();
    let columns = spec.columns.iter().enumerate();
    let values = columns.map(|(index, column)| {
        let found = table.columns.iter().find(|at| at.spec == index);
        let kind = column.kind;
        Fact {
            id: column.id.clone().unwrap_or_default(),
            entry: grid.value_behind(at.row, found, &labels, |raw| fact(raw, kind)),
        }
    });
    values.collect()
}

/// What a cell of a column with an id says.
pub fn fact(raw: &Raw, kind: FieldType) -> Option<FactValue> {
    match (kind, raw) {
        (_, Raw::Error(_) | Raw::NoResult | Raw::Blank) => None,
        (FieldType::Number, raw) => quantity::of_raw(raw).map(FactValue::Amount),
        (_, raw) => Some(FactValue::Text(raw.to_string())),
    }
}

fn split(at: &SplitAt, layout: &Layout<'_>, grid: &Grid<'_>) -> FactTable {
    let spec = &layout.form.tables[at.spec];
    let rows: Vec<FactRow> = spec
        .rows
        .iter()
        .zip(&at.rows)
        .filter_map(|(row, at)| {
            let label = at.label?;
            Some(FactRow {
                id: row.id.clone(),
                known: true,
                parent: row.parent.clone(),
                row: label.row(),
                label: split_label(label, at, grid),
                values: vec![Fact { id: "value".into(), entry: split_value(at, grid)? }],
            })
        })
        .collect();
    FactTable {
        id: spec.id.clone(),
        is_split: true,
        unit: spec.unit.map(MoneyUnit::from),
        header: rows.first().map_or_else(|| grid.whole(), |row| row.label.place.clone()),
        rows,
    }
}

/// The label without the amount behind it.
fn split_label(at: CellRef, found: &FieldAt, grid: &Grid<'_>) -> Entry<String> {
    let mut label = grid.words(at);
    if let (Some(ValueAt::Behind(_)), State::Value(text)) = (&found.value, &label.state)
        && let Some((name, _)) = parted(text)
    {
        label.state = State::Value(name.trim().to_owned());
    }
    label
}

fn split_value(at: &FieldAt, grid: &Grid<'_>) -> Option<Entry<FactValue>> {
    let spec = FieldSpec { kind: FieldType::Number, ..FieldSpec::default() };
    let Entry { place, origin, raw, state } = entry(&spec, at.value.as_ref()?, grid);
    let state = match state {
        State::Value(FieldValue::Amount(quantity)) => State::Value(FactValue::Amount(quantity)),
        State::Value(_) | State::Unreadable => State::Unreadable,
        State::Blank => State::Blank,
        State::Absent => State::Absent,
        State::NotApplicable => State::NotApplicable,
    };
    Some(Entry { place, origin, raw, state })
}
