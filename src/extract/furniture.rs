//! The cells in which the form itself speaks: labels, headers, the names of blocks, printed notes. They are recognised and are
//! no answers.

use std::collections::BTreeSet;

use crate::locate::{Layout, TableAt};
use crate::model::{CellRef, Raw};
use crate::schema::Role;
use crate::text::{Label, fold};

/// Longer texts are answers, not labels.
const LONGEST_LABEL: usize = 60;

/// Every such cell in the rows of a form.
pub fn cells(layout: &Layout<'_>) -> BTreeSet<CellRef> {
    let mut cells: BTreeSet<CellRef> = layout.titles.iter().copied().collect();
    cells.extend(layout.fields.iter().filter_map(|field| field.label));
    cells.extend(layout.sections.iter().map(|section| section.heading));
    for table in &layout.tables {
        cells.extend(table.block.as_ref().map(|(at, _)| *at));
        cells.extend(table.columns.iter().map(|column| column.header));
        cells.extend(table.rows.iter().filter(|row| row.spec.is_some()).map(|row| row.label));
        cells.extend(table.rows.iter().flat_map(|row| &row.again));
        cells.extend(table.total.map(|total| total.label));
        cells.extend(levels(layout, table));
    }
    let groups = groups(layout);
    let inside = layout.sheet.cells().filter(|(at, _)| layout.rows.contains(&at.row()));
    for (at, cell) in inside {
        if let Raw::Text(text) = &cell.raw
            && !cells.contains(&at)
            && is_printed(text, layout, &groups)
        {
            cells.insert(at);
        }
    }
    cells
}

/// The names and weights of levels, also of those under which nothing was filled in.
fn levels<'a>(layout: &'a Layout<'_>, table: &'a TableAt) -> impl Iterator<Item = CellRef> + 'a {
    let roles = [Role::Level1, Role::Level1Weight, Role::Level2, Role::Level2Weight];
    let columns = roles.into_iter().filter_map(|role| table.column(role));
    let spans: Vec<(u16, u16)> = columns.map(|column| column.cols).collect();
    let total = table.total.map(|total| total.label.row());
    let cells = table.body.clone().chain(total).flat_map(|row| layout.sheet.row(row));
    let inside = move |at: CellRef| spans.iter().any(|(first, last)| (*first..=*last).contains(&at.col()));
    cells
        .filter(move |(at, cell)| inside(*at) && matches!(cell.raw, Raw::Text(_) | Raw::Number { .. }))
        .map(|(at, _)| *at)
}

/// The upper cells of headers of two rows: 预期指标值 of "预期指标值/符号".
fn groups(layout: &Layout<'_>) -> BTreeSet<String> {
    let columns = layout.form.tables.iter().flat_map(|table| &table.columns);
    let names = columns.flat_map(|column| column.header.names());
    names.filter_map(|name| name.split_once('/')).map(|(upper, _)| Label::of(upper).key).collect()
}

/// Whether a text is one that the schema names: the group above two columns, a block's name that stands alone, a header that
/// is printed again, a note.
fn is_printed(text: &str, layout: &Layout<'_>, groups: &BTreeSet<String>) -> bool {
    let form = layout.form;
    let folded = fold(text);
    if form.is_printed(&folded) {
        return true;
    }
    if text.chars().count() > LONGEST_LABEL {
        return false;
    }
    let label = Label::of_folded(&folded);
    groups.contains(&label.key)
        || form.fields.values().any(|field| field.under.matches(&label))
        || form.tables.iter().any(|table| {
            table.block.matches(&label) || table.columns.iter().any(|column| column.header.matches(&label))
        })
}
