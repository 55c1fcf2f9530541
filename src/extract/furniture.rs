//! The cells in which the form itself speaks: labels, headers, the names of blocks, printed notes. They are recognised and are
//! no answers.

use std::collections::BTreeSet;

use crate::locate::Layout;
use crate::model::{CellRef, Raw};
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
    }
    let inside = layout.sheet.cells().filter(|(at, _)| layout.rows.contains(&at.row()));
    cells.extend(
        inside.filter(|(_, cell)| matches!(&cell.raw, Raw::Text(text) if is_printed(text, layout))).map(|(at, _)| at),
    );
    cells
}

/// Whether a text is one that the schema names: the group above two columns, a block's name that stands alone, a header that
/// is printed again, a note.
fn is_printed(text: &str, layout: &Layout<'_>) -> bool {
    let form = layout.form;
    let folded = fold(text);
    if form.head.printed.begins(&folded) {
        return true;
    }
    if text.chars().count() > LONGEST_LABEL {
        return false;
    }
    let label = Label::of_folded(&folded);
    form.fields.values().any(|field| field.under.matches(&label))
        || form.tables.iter().any(|table| {
            let group = format!("{}/", label.key);
            let names_group = |name: &str| fold(name).starts_with(&group);
            table.block.matches(&label)
                || table.columns.iter().any(|c| c.header.matches(&label) || c.header.names().any(names_group))
        })
}
