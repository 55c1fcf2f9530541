//! The block of budget and spending.

use rust_decimal::Decimal;

use super::grid::Grid;
use super::{percent, quantity, unit};
use crate::locate::{Layout, RowAt, TableAt};
use crate::model::number::{product, ratio};
use crate::model::{CellRef, Entry, LabelWeight, MoneyBlock, MoneyRow, MoneyUnit, Origin, Quantity, Raw, State, Unit};
use crate::schema::{Role, RowSpec, TableRole, TableSpec, WeightFrom};
use crate::text::{Label, fold};

/// A note of a unit has no more characters than this.
const LONGEST_NOTE: usize = 20;

/// Every money block that was found.
pub fn blocks(layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<MoneyBlock> {
    let tables = layout.tables.iter().map(|table| (&layout.form.tables[table.spec], table));
    tables
        .filter(|(spec, _)| spec.role == TableRole::Money)
        .map(|(spec, table)| block(spec, table, layout, grid))
        .collect()
}

fn block(spec: &TableSpec, table: &TableAt, layout: &Layout<'_>, grid: &Grid<'_>) -> MoneyBlock {
    let total = spec.rows.iter().find(|row| row.parent.is_none()).map(|row| row.id.clone());
    let rows = table.rows.iter().filter_map(|at| {
        let mut made = row(spec, table, at, grid);
        if made.known {
            return Some(made);
        }
        // An unknown label counts only if amounts stand beside it; it is a part of the whole.
        made.parent.clone_from(&total);
        let amounts = [&made.initial, &made.adjusted, &made.received, &made.executed];
        amounts.iter().any(|entry| entry.is_written()).then_some(made)
    });
    let rows: Vec<MoneyRow> = rows.collect();
    MoneyBlock {
        id: spec.id.clone(),
        unit: declared_unit(spec, table, layout),
        label_weight: label_weight(table, grid),
        rows,
    }
}

/// The weight in the bracket of the block's label.
pub fn label_weight(table: &TableAt, grid: &Grid<'_>) -> Option<LabelWeight> {
    let (at, label) = table.block.as_ref()?;
    let weight = label.weight?;
    Some(LabelWeight { label: grid.raw(*at).to_string(), weight, place: grid.place(*at) })
}

/// A note that says in what unit amounts are: "金额单位：万元", in one cell or in two.
pub struct UnitNote {
    /// The unit.
    pub unit: MoneyUnit,
    /// Its cells.
    pub cells: Vec<CellRef>,
}

/// The unit of the amounts: from the block's label, a column header, a note on the sheet above, or the schema.
pub fn declared_unit(spec: &TableSpec, table: &TableAt, layout: &Layout<'_>) -> Option<MoneyUnit> {
    let of_label = |label: &Label| label.brackets.iter().find_map(|bracket| unit::declared(bracket));
    let block = table.block.as_ref().and_then(|(_, label)| of_label(label));
    let header = || table.columns.iter().find_map(|column| of_label(&column.label));
    let note = || unit_note(table, layout).map(|note| note.unit);
    block.or_else(header).or_else(note).or_else(|| spec.unit.map(MoneyUnit::from))
}

/// The last note above the rows of a table that names a unit of money.
pub fn unit_note(table: &TableAt, layout: &Layout<'_>) -> Option<UnitNote> {
    let sheet = layout.sheet;
    let above = sheet.cells().take_while(|(at, _)| at.row() < table.body.start);
    let note = above.filter_map(|(at, cell)| {
        let Raw::Text(text) = &cell.raw else { return None };
        if text.chars().count() > LONGEST_NOTE {
            return None;
        }
        let folded = fold(text);
        let (label, named) = folded.split_once(':')?;
        if !label.trim_start_matches('(').ends_with("单位") {
            return None;
        }
        // Behind the colon, or in the next cell.
        if let Some(unit) = unit::declared(named.trim_end_matches(')')) {
            return Some(UnitNote { unit, cells: vec![at] });
        }
        let beside = CellRef::new(at.row(), sheet.area(at).last.col().saturating_add(1));
        let unit = unit::declared(&fold(&sheet.raw(beside).to_string())).filter(|_| named.is_empty())?;
        Some(UnitNote { unit, cells: vec![at, beside] })
    });
    note.last()
}

fn row(spec: &TableSpec, table: &TableAt, at: &RowAt, grid: &Grid<'_>) -> MoneyRow {
    let known = at.spec.map(|index| &spec.rows[index]);
    let row = at.row;
    let labels: Vec<CellRef> = std::iter::once(at.label).chain(at.again.iter().copied()).collect();
    let amount = |role| grid.value_behind(row, table.column(role), &labels, quantity::money);
    let points = |role| grid.value(row, table.column(role), quantity::points);
    let (adjusted, executed) = (amount(Role::Adjusted), amount(Role::Executed));
    let nearest = executed.value().zip(adjusted.value()).and_then(|(e, a)| ratio(e.amount, a.amount));
    let is_total = known.is_some_and(|row| row.parent.is_none());
    let mut weight = points(Role::Weight);
    if is_total && !weight.is_asked() {
        weight = weight_elsewhere(spec, table, grid).unwrap_or(weight);
    }
    MoneyRow {
        id: known.map_or_else(|| grid.label(at.label).key.into(), |row| row.id.clone()),
        known: known.is_some(),
        parent: known.and_then(|row| row.parent.clone()),
        row,
        label: grid.words(at.label),
        initial: amount(Role::Initial),
        received: amount(Role::Received),
        rate: {
            let column = table.column(Role::Rate);
            grid.value(row, column, |raw| rate(raw, nearest, percent::is_in_percent(column)))
        },
        adjusted,
        executed,
        weight,
        score: points(Role::Score),
        reason: grid.reason(row, table.column(Role::Reason), spec, at.label),
    }
}

/// A row of which only the label is known.
pub fn labelled(spec: &RowSpec, label: CellRef, grid: &Grid<'_>) -> MoneyRow {
    let absent = || Entry::absent(grid.place(label));
    MoneyRow {
        id: spec.id.clone(),
        known: true,
        parent: spec.parent.clone(),
        row: label.row(),
        label: grid.words(label),
        initial: absent(),
        adjusted: absent(),
        received: absent(),
        executed: absent(),
        rate: absent(),
        weight: absent(),
        score: absent(),
        reason: Entry::absent(grid.place(label)),
    }
}

/// A rate without amounts to compare it with.
pub fn percentage(raw: &Raw) -> Option<Quantity> {
    rate(raw, None, false)
}

/// The weight of the whole amount where no column holds it: the header of the score column, or the block's label.
fn weight_elsewhere(spec: &TableSpec, table: &TableAt, grid: &Grid<'_>) -> Option<Entry<Quantity>> {
    let entry = |at: CellRef, weight: Decimal| Entry {
        place: grid.place(at),
        origin: Origin::Header,
        raw: grid.raw(at).clone(),
        state: State::Value(Quantity::bare(weight)),
    };
    spec.weight_from.iter().find_map(|from| match from {
        WeightFrom::Column | WeightFrom::Level | WeightFrom::Schema => None,
        WeightFrom::Header => table.column(Role::Score).and_then(|c| Some(entry(c.header, c.label.weight?))),
        WeightFrom::Block => table.block.as_ref().and_then(|(at, label)| Some(entry(*at, label.weight?))),
    })
}

/// A printed rate on the scale 0 to 100: "86%", 86, or 0.86.
///
/// A bare number is read the way that lies nearer to executed ÷ adjusted. Without these two it stands as written below a
/// header that says %, and otherwise 1.5 and less are shares of one.
fn rate(raw: &Raw, nearest: Option<Decimal>, in_percent: bool) -> Option<Quantity> {
    let quantity = quantity::of_raw(raw)?;
    match quantity.unit {
        Some(Unit::Percent) => Some(quantity),
        Some(_) => None,
        None => {
            let as_share = match nearest.and_then(|nearest| product(nearest, Decimal::ONE_HUNDRED)) {
                Some(wanted) => percent::is_share(quantity.amount, wanted),
                None => !in_percent && quantity.amount <= Decimal::new(15, 1),
            };
            if as_share {
                percent::of_share(&quantity)
            } else {
                Some(Quantity { unit: Some(Unit::Percent), ..quantity })
            }
        }
    }
}
