//! Where the header of a table stands: the row, or two rows, in which most of its columns are named.

use std::ops::Range;

use super::scan::{Scan, TextCell};
use crate::model::CellRef;
use crate::schema::{ColumnSpec, Form, Role, TableRole, TableSpec};
use crate::text::Label;

/// A column.
#[derive(Debug, Clone)]
pub struct ColumnAt {
    /// Its index in the table's schema.
    pub spec: usize,
    /// What it means.
    pub role: Role,
    /// Its header cell.
    pub header: CellRef,
    /// The header taken apart.
    pub label: Label,
    /// First and last column it covers.
    pub cols: (u16, u16),
}

/// The header of a table.
#[derive(Debug, Clone)]
pub struct Header {
    /// The index of the table in the form.
    pub spec: usize,
    /// The columns that were found.
    pub columns: Vec<ColumnAt>,
    /// Its rows.
    pub rows: Range<u32>,
}

impl Header {
    /// Whether a cell belongs to it.
    pub fn covers(&self, at: CellRef) -> bool {
        self.columns.iter().any(|column| column.header == at)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.rows.start < other.rows.end && other.rows.start < self.rows.end
    }
}

/// Finds the header of every table, and the further headers of a table that repeats. `year` is the form's.
pub fn headers(form: &Form, scan: &Scan<'_>, rows: &Range<u32>, year: Option<i16>) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut wanted: Vec<(usize, Vec<Header>)> =
        form.tables.iter().enumerate().map(|(at, table)| (at, candidates(at, table, scan, rows, year))).collect();
    // The table that is named most fully chooses first; a row is the header of one table only.
    while let Some(best) =
        wanted.iter().flat_map(|(_, c)| c).max_by_key(|h| (h.columns.len(), u32::MAX - h.rows.start)).cloned()
    {
        let repeats = form.tables[best.spec].repeat;
        for (spec, candidates) in &mut wanted {
            let taken = *spec == best.spec && !repeats;
            candidates.retain(|other| !taken && !other.overlaps(&best));
            if *spec == best.spec {
                // A further header names the same columns; anything less is a row of the table.
                candidates.retain(|other| other.columns.len() == best.columns.len());
            }
        }
        found.push(best);
    }
    found.sort_by_key(|header| (header.spec, header.rows.start));
    found
}

fn candidates(spec: usize, table: &TableSpec, scan: &Scan<'_>, rows: &Range<u32>, year: Option<i16>) -> Vec<Header> {
    let names = Names::of(table, year);
    let mut headers: Vec<Header> = Vec::new();
    let mut row = None;
    for text in scan.within(rows) {
        if row == Some(text.at.row()) {
            continue;
        }
        row = Some(text.at.row());
        let (columns, depth) = at_row(table, &names, scan, text.at.row());
        if fits(table, &columns) {
            let last = columns.iter().map(|column| scan.sheet.area(column.header).last.row()).max();
            let end = last.unwrap_or(text.at.row()).max(text.at.row() + depth - 1) + 1;
            headers.push(Header { spec, columns, rows: text.at.row()..end });
        }
    }
    headers
}

/// The columns that a row names, with the row below it where that names more; and how many rows it is.
pub(super) fn at_row(table: &TableSpec, names: &Names<'_>, scan: &Scan<'_>, row: u32) -> (Vec<ColumnAt>, u32) {
    let one = columns(table, names, scan, row);
    // A second row counts only if it names columns and every one of them lies under the first row's header.
    let two = if one.len() > 1 { with_second_row(&one, table, names, scan, row) } else { Vec::new() };
    if two.len() > one.len() { (two, 2) } else { (one, 1) }
}

/// At least a third of the columns, and those without which the table says nothing; of facts more than half.
fn fits(table: &TableSpec, columns: &[ColumnAt]) -> bool {
    let has = |role| columns.iter().any(|column| column.role == role);
    let most = || columns.len() >= 3.max(table.columns.len() / 3);
    match table.role {
        TableRole::Money => most() && has(Role::Executed),
        TableRole::Indicators => {
            most() && has(Role::Level3) && [Role::Target, Role::Actual, Role::Weight, Role::Score].into_iter().any(has)
        }
        TableRole::Facts => columns.len() * 2 > table.columns.len(),
        TableRole::Split => false,
    }
}

/// The columns of a table by what their headers say.
pub(super) struct Names<'a> {
    columns: &'a [ColumnSpec],
    /// Every key and the column that it names, sorted.
    by_key: Vec<(&'a str, usize)>,
    /// The columns whose names are patterns too.
    patterned: Vec<usize>,
    year: Option<i16>,
}

impl<'a> Names<'a> {
    pub(super) fn of(table: &'a TableSpec, year: Option<i16>) -> Self {
        let columns = || table.columns.iter().enumerate();
        let mut by_key: Vec<(&str, usize)> =
            columns().flat_map(|(at, column)| column.header.keys().map(move |key| (key, at))).collect();
        by_key.sort_unstable();
        let patterned = columns().filter(|(_, column)| column.header.has_patterns()).map(|(at, _)| at).collect();
        Self { columns: &table.columns, by_key, patterned, year }
    }

    /// The columns that one of these labels names, in their order.
    fn columns(&self, labels: &[&Label]) -> Vec<usize> {
        let mut named = Vec::new();
        for key in labels.iter().flat_map(|label| [&label.key, &label.full]) {
            let start = self.by_key.partition_point(|(other, _)| *other < key.as_str());
            named.extend(self.by_key[start..].iter().take_while(|(other, _)| other == key).map(|(_, at)| *at));
        }
        let matches = |at: &usize| labels.iter().any(|label| self.columns[*at].header.matches_in(label, self.year));
        named.extend(self.patterned.iter().copied().filter(matches));
        named.sort_unstable();
        named.dedup();
        named
    }
}

/// The columns that the texts of a row name.
fn columns(table: &TableSpec, names: &Names<'_>, scan: &Scan<'_>, row: u32) -> Vec<ColumnAt> {
    let mut found = Vec::new();
    for text in scan.within(&(row..row + 1)).filter(|text| text.is_short()) {
        add(&mut found, table, text, &names.columns(&[&text.label]));
    }
    found
}

/// The same with the row below it, where a cell may only say what part of the upper one it is.
fn with_second_row(
    first: &[ColumnAt],
    table: &TableSpec,
    names: &Names<'_>,
    scan: &Scan<'_>,
    row: u32,
) -> Vec<ColumnAt> {
    let mut found = first.to_vec();
    for text in scan.within(&(row + 1..row + 2)).filter(|text| text.is_short()) {
        let upper = above(text, scan, row);
        let meant = match &upper {
            Some(path) => names.columns(&[&text.label, path]),
            None => names.columns(&[&text.label]),
        };
        if meant.is_empty() {
            continue;
        }
        // The lower cell says what the upper one only groups.
        if upper.is_some() {
            let (first, last) = (text.area.first.col(), text.area.last.col());
            found.retain(|column| !(column.cols.0 <= first && column.cols.1 >= last));
        }
        add(&mut found, table, text, &meant);
    }
    found
}

/// Adds the column that a text names; of columns with the same header the next one that is still looked for.
fn add(found: &mut Vec<ColumnAt>, table: &TableSpec, text: &TextCell, named: &[usize]) {
    let cols = (text.area.first.col(), text.area.last.col());
    let wanted = named
        .iter()
        .copied()
        .find(|at| !found.iter().any(|other| other.spec == *at) && stands_beside(table.columns[*at].role, cols, found));
    if let Some(spec) = wanted {
        let role = table.columns[spec].role;
        found.push(ColumnAt { spec, role, header: text.at, label: text.label.clone(), cols });
    }
}

/// The weight of a level stands right beside its level; any other column stands where it likes.
fn stands_beside(role: Role, cols: (u16, u16), found: &[ColumnAt]) -> bool {
    let level = match role {
        Role::Level1Weight => Role::Level1,
        Role::Level2Weight => Role::Level2,
        _ => return true,
    };
    found.iter().any(|column| column.role == level && column.cols.1 + 1 == cols.0)
}

/// For a cell of the second header row: "upper/lower" as one label.
fn above(text: &TextCell, scan: &Scan<'_>, row: u32) -> Option<Label> {
    let anchor = scan.sheet.area(CellRef::new(row, text.at.col())).first;
    let upper = scan.at(anchor)?;
    let key = format!("{}/{}", upper.label.key, text.label.key);
    Some(Label { full: key.clone(), key, ..Label::default() })
}
