//! The cells in which the form itself speaks: labels, headers, the names of blocks, printed notes. They are recognised and are
//! no answers.

use std::collections::BTreeSet;

use super::money;
use crate::locate::{Layout, TableAt, TextCell};
use crate::model::{CellRef, Raw};
use crate::schema::{Form, LabelSet, Role, TableRole};
use crate::text::Label;

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
        cells.extend(unit_note(layout, table));
        cells.extend(levels(layout, table));
    }
    let names = Names::of(layout.form);
    for text in layout.scan.within(&layout.rows) {
        if !cells.contains(&text.at) && is_printed(text, layout.form, &names) {
            cells.insert(text.at);
        }
    }
    cells
}

/// The note that names the unit of a table's amounts; one that names another unit than the table has was not used.
fn unit_note(layout: &Layout<'_>, table: &TableAt) -> Vec<CellRef> {
    let spec = &layout.form.tables[table.spec];
    let holds_amounts = matches!(spec.role, TableRole::Money | TableRole::Facts);
    let used = |note: &money::UnitNote| money::declared_unit(spec, table, layout) == Some(note.unit);
    let note = if holds_amounts { money::unit_note(table, layout).filter(used) } else { None };
    note.map_or_else(Vec::new, |note| note.cells)
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

/// What a schema names besides the parts that were found.
struct Names<'a> {
    /// The upper cells of headers of two rows: 预期指标值 of "预期指标值/符号".
    groups: BTreeSet<String>,
    /// Labels that others stand under, blocks and headers, which may be printed again; sorted.
    keys: Vec<&'a str>,
    /// Those of them that are patterns.
    patterns: Vec<&'a LabelSet>,
}

impl<'a> Names<'a> {
    fn of(form: &'a Form) -> Self {
        let headers = || form.tables.iter().flat_map(|table| &table.columns).map(|column| &column.header);
        let upper = headers().flat_map(LabelSet::names).filter_map(|name| name.split_once('/'));
        let groups = upper.map(|(upper, _)| Label::of(upper).key).collect();
        let blocks = form.tables.iter().map(|table| &table.block);
        let sets: Vec<&LabelSet> =
            form.fields.values().map(|field| &field.under).chain(blocks).chain(headers()).collect();
        let mut keys: Vec<&str> = sets.iter().flat_map(|set| set.keys()).collect();
        keys.sort_unstable();
        Self { groups, keys, patterns: sets.into_iter().filter(|set| set.has_patterns()).collect() }
    }

    fn hold(&self, label: &Label) -> bool {
        let names = |key: &str| self.keys.binary_search(&key).is_ok();
        self.groups.contains(&label.key)
            || names(&label.key)
            || names(&label.full)
            || self.patterns.iter().any(|set| set.matches(label))
    }
}

/// Whether a text is one that the schema names: the group above two columns, a block's name that stands alone, a header that
/// is printed again, a note.
fn is_printed(text: &TextCell, form: &Form, names: &Names<'_>) -> bool {
    form.is_printed(&text.folded) || (text.is_short() && names.hold(&text.label))
}
