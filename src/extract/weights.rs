//! Weights of indicators that have no column of their own: from a header, a block or level label, or the schema.

use super::grid::Grid;
use crate::locate::TableAt;
use crate::model::{Entry, Indicator, IndicatorTable, Origin, Place, Quantity, Raw, State};
use crate::schema::{Role, TableSpec, WeightFrom};
use rust_decimal::Decimal;

/// Gives every indicator whose weight the form has no column for the first weight that is stated for it alone.
///
/// A label that stands over several indicators says nothing of one of them: their weights stay unknown.
pub fn fill(table: &mut IndicatorTable, spec: &TableSpec, at: &TableAt, grid: &Grid<'_>) {
    if at.column(Role::Weight).is_some() {
        return;
    }
    let found: Vec<Option<Entry<Quantity>>> = table
        .rows
        .iter()
        .map(|row| spec.weight_from.iter().find_map(|from| weight(*from, row, table, spec, at, grid)))
        .collect();
    for (row, weight) in table.rows.iter_mut().zip(found) {
        row.weight = weight.unwrap_or_else(|| row.weight.clone());
    }
}

fn weight(
    from: WeightFrom,
    row: &Indicator,
    table: &IndicatorTable,
    spec: &TableSpec,
    at: &TableAt,
    grid: &Grid<'_>,
) -> Option<Entry<Quantity>> {
    let alone = |level: fn(&Indicator) -> &Entry<String>| {
        table.rows.iter().filter(|other| level(other).place == level(row).place).count() == 1
    };
    match from {
        WeightFrom::Column => None,
        WeightFrom::Header => {
            let column = at.column(Role::Score)?;
            let raw = grid.raw(column.header).clone();
            Some(stated(grid.place(column.header), Origin::Header, raw, column.label.weight?))
        }
        WeightFrom::Block => {
            let label = table.label_weight.as_ref().filter(|_| table.rows.len() == 1)?;
            Some(stated(label.place.clone(), Origin::Header, Raw::text(&label.label), label.weight))
        }
        WeightFrom::Level => {
            let second = row.level2_weight.filter(|_| alone(|row| &row.level2)).map(|weight| (&row.level2, weight));
            let first = || row.level1_weight.filter(|_| alone(|row| &row.level1)).map(|weight| (&row.level1, weight));
            let (label, weight) = second.or_else(first)?;
            Some(stated(label.place.clone(), Origin::Header, label.raw.clone(), weight))
        }
        WeightFrom::Schema => {
            let weight = spec.indicators.get(row.prescribed?)?.weight?;
            Some(stated(row.level3.place.clone(), Origin::Schema, Raw::number(weight.0), weight.0))
        }
    }
}

fn stated(place: Place, origin: Origin, raw: Raw, weight: Decimal) -> Entry<Quantity> {
    Entry { place, origin, raw, state: State::Value(Quantity::bare(weight)) }
}
