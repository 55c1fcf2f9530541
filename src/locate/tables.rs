//! Where the tables of a form stand: header cells by their text, rows by their labels or until a stop.

use std::ops::Range;

use super::fields::{FieldAt, SectionAt};
use super::scan::{Scan, TextCell};
use crate::model::CellRef;
use crate::schema::{Form, Role, TableRole, TableSpec};
use crate::text::Label;

/// A table on the sheet.
#[derive(Debug, Clone)]
pub struct TableAt {
    /// Its index in the form.
    pub spec: usize,
    /// The label beside or above it.
    pub block: Option<(CellRef, Label)>,
    /// The columns that were found.
    pub columns: Vec<ColumnAt>,
    /// The rows below the header.
    pub body: Range<u32>,
    /// Labelled rows of a money table.
    pub rows: Vec<RowAt>,
    /// The printed total.
    pub total: Option<TotalAt>,
}

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

/// A labelled row.
#[derive(Debug, Clone, Copy)]
pub struct RowAt {
    /// Its index in the table's schema; nothing if the schema does not know it.
    pub spec: Option<usize>,
    /// Its label.
    pub label: CellRef,
}

/// The row of a printed total.
#[derive(Debug, Clone, Copy)]
pub struct TotalAt {
    /// Its label.
    pub label: CellRef,
}

/// The header of a table.
#[derive(Debug, Clone)]
pub struct Header {
    spec: usize,
    columns: Vec<ColumnAt>,
    rows: Range<u32>,
}

impl Header {
    /// Whether a cell belongs to it.
    pub fn covers(&self, at: CellRef) -> bool {
        self.columns.iter().any(|column| column.header == at)
    }
}

impl TableAt {
    /// A column by its meaning.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&ColumnAt> {
        self.columns.iter().find(|column| column.role == role)
    }
}

/// Finds the header of every table: the row, or two rows, in which most of its columns are named.
pub fn headers(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut wanted: Vec<(usize, Vec<Header>)> =
        form.tables.iter().enumerate().map(|(at, table)| (at, candidates(at, table, scan, rows))).collect();
    // The table that is named most fully chooses first; a row is the header of one table only.
    while let Some(best) =
        wanted.iter().flat_map(|(_, c)| c).max_by_key(|h| (h.columns.len(), u32::MAX - h.rows.start)).cloned()
    {
        wanted.retain(|(spec, _)| *spec != best.spec);
        for (_, candidates) in &mut wanted {
            candidates.retain(|other| other.rows.start >= best.rows.end || other.rows.end <= best.rows.start);
        }
        found.push(best);
    }
    found.sort_by_key(|header| header.spec);
    found
}

fn candidates(spec: usize, table: &TableSpec, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let mut row = None;
    for text in scan.within(rows) {
        if row == Some(text.at.row()) {
            continue;
        }
        row = Some(text.at.row());
        let one = columns(table, scan, &(text.at.row()..text.at.row() + 1));
        let two = columns(table, scan, &(text.at.row()..text.at.row() + 2));
        // A second row counts only if it names columns and every one of them lies under the first row's header.
        let (columns, depth) = if two.len() > one.len() && one.len() > 1 { (two, 2) } else { (one, 1) };
        if fits(table, &columns) {
            let last = columns.iter().map(|column| scan.sheet.area(column.header).last.row()).max();
            let end = last.unwrap_or(text.at.row()).max(text.at.row() + depth - 1) + 1;
            headers.push(Header { spec, columns, rows: text.at.row()..end });
        }
    }
    headers
}

/// At least half of the columns, and those without which the table says nothing.
fn fits(table: &TableSpec, columns: &[ColumnAt]) -> bool {
    let has = |role| columns.iter().any(|column| column.role == role);
    columns.len() >= 3.max(table.columns.len() / 3)
        && match table.role {
            TableRole::Money => has(Role::Executed),
            TableRole::Indicators => has(Role::Level3) && (has(Role::Target) || has(Role::Actual)),
        }
}

fn columns(table: &TableSpec, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<ColumnAt> {
    let mut found: Vec<ColumnAt> = Vec::new();
    for text in scan.within(rows).filter(|text| text.is_short()) {
        let upper = above(text, scan, rows);
        let role = table.columns.iter().position(|column| {
            column.header.matches(&text.label) || upper.as_ref().is_some_and(|path| column.header.matches(path))
        });
        let Some(spec) = role else { continue };
        let role = table.columns[spec].role;
        let cols = (text.area.first.col(), text.area.last.col());
        // A header of two rows: the lower cell says what the upper one only groups.
        if upper.is_some() {
            found.retain(|column| !(column.cols.0 <= cols.0 && column.cols.1 >= cols.1));
        }
        if !found.iter().any(|column| column.role == role) {
            found.push(ColumnAt { spec, role, header: text.at, label: text.label.clone(), cols });
        }
    }
    found
}

/// For a cell of the second header row: "upper/lower" as one label.
fn above(text: &TextCell, scan: &Scan<'_>, rows: &Range<u32>) -> Option<Label> {
    if text.at.row() == rows.start {
        return None;
    }
    let anchor = scan.sheet.area(CellRef::new(rows.start, text.at.col())).first;
    let upper = scan.at(anchor)?;
    let key = format!("{}/{}", upper.label.key, text.label.key);
    Some(Label { full: key.clone(), key, ..Label::default() })
}

/// Finds the rows of every table below its header.
pub fn tables(
    form: &Form,
    scan: &Scan<'_>,
    rows: &Range<u32>,
    headers: Vec<Header>,
    fields: &[FieldAt],
    sections: &[SectionAt],
) -> Vec<TableAt> {
    let starts: Vec<u32> = headers.iter().map(|header| header.rows.start).collect();
    headers
        .into_iter()
        .map(|header| {
            let spec = &form.tables[header.spec];
            let first = header.rows.end;
            let left = header.columns.iter().map(|column| column.cols.0).min().unwrap_or_default();
            let others = starts.iter().copied().filter(|row| *row >= first);
            let labels = fields.iter().filter_map(|field| field.label).map(CellRef::row);
            let headings = sections.iter().map(|section| section.heading.row());
            let names = header.columns.iter().filter(|c| matches!(c.role, Role::Level1 | Role::Level2 | Role::Level3));
            let last_name = names.map(|column| column.cols.1).max().unwrap_or(left);
            let stops = scan
                .within(&(first..rows.end))
                .filter(|text| text.at.col() <= last_name && spec.stop.matches(&text.label))
                .map(|text| text.at.row());
            let end =
                others.chain(labels).chain(headings).chain(stops).filter(|row| *row >= first).min().unwrap_or(rows.end);
            let block = block(spec, scan, &header, rows);
            let body = first..end;
            TableAt {
                spec: header.spec,
                rows: money_rows(spec, scan, &body, left, block.as_ref().map(|(at, _)| *at)),
                total: total(spec, scan, end..rows.end, &starts),
                block,
                columns: header.columns,
                body,
            }
        })
        .collect()
}

/// The label beside the table's header, or the nearest one above it.
fn block(spec: &TableSpec, scan: &Scan<'_>, header: &Header, rows: &Range<u32>) -> Option<(CellRef, Label)> {
    let head = header.rows.start;
    let mut found: Option<&TextCell> = None;
    for text in
        scan.within(&(rows.start..head + 1)).filter(|text| spec.block.matches(&text.label) && !header.covers(text.at))
    {
        let beside = text.area.first.row() <= head && text.area.last.row() >= head;
        if beside || text.at.row() + 2 >= head {
            // What says more, by its brackets, is the better label.
            let says = |t: &TextCell| usize::from(t.label.weight.is_some()) + t.label.brackets.len();
            if found.is_none_or(|other| says(text) >= says(other)) {
                found = Some(text);
            }
        }
    }
    found.map(|text| (text.at, text.label.clone()))
}

/// The labelled rows of a money table: the label stands left of the first amount.
fn money_rows(spec: &TableSpec, scan: &Scan<'_>, body: &Range<u32>, left: u16, block: Option<CellRef>) -> Vec<RowAt> {
    if spec.role != TableRole::Money {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in body.clone() {
        let labels: Vec<&TextCell> = scan
            .within(&(row..row + 1))
            .filter(|text| text.at.col() < left && Some(text.at) != block && !spec.block.matches(&text.label))
            .collect();
        let known = labels.iter().find_map(|text| {
            spec.rows.iter().position(|wanted| wanted.label.matches(&text.label)).map(|at| (Some(at), text.at))
        });
        if let Some((spec, label)) = known.or_else(|| labels.last().map(|text| (None, text.at))) {
            found.push(RowAt { spec, label });
        }
    }
    found
}

fn total(spec: &TableSpec, scan: &Scan<'_>, rows: Range<u32>, starts: &[u32]) -> Option<TotalAt> {
    if spec.total.is_empty() {
        return None;
    }
    let end = starts.iter().copied().filter(|start| *start >= rows.start).min().unwrap_or(rows.end);
    let label = scan.within(&(rows.start..end)).find(|text| spec.total.matches(&text.label))?;
    Some(TotalAt { label: label.at })
}
