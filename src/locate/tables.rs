//! Where the tables of a form stand below their headers: rows by their labels, or until a stop.

use std::ops::Range;

use super::fields::FieldAt;
use super::headers::{ColumnAt, Header};
use super::headless::Headless;
use super::scan::{Scan, TextCell};
use super::sections::SectionAt;
use super::splits::SplitAt;
use crate::model::CellRef;
use crate::schema::{Form, Role, RowSpec, TableRole, TableSpec};
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
    /// Labelled rows of a table of money or facts.
    pub rows: Vec<RowAt>,
    /// The printed total.
    pub total: Option<TotalAt>,
}

/// A labelled row.
#[derive(Debug, Clone)]
pub struct RowAt {
    /// Its index in the table's schema; nothing if the schema does not know it.
    pub spec: Option<usize>,
    /// The row.
    pub row: u32,
    /// Its label.
    pub label: CellRef,
    /// The same label again, before the amounts of other columns.
    pub again: Vec<CellRef>,
}

/// The row of a printed total.
#[derive(Debug, Clone, Copy)]
pub struct TotalAt {
    /// Its label.
    pub label: CellRef,
}

impl TableAt {
    /// A column by its meaning.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&ColumnAt> {
        self.columns.iter().find(|column| column.role == role)
    }
}

/// What else of the form was found: it ends the tables above it.
pub struct Beside<'a> {
    /// The labelled values.
    pub fields: &'a [FieldAt],
    /// The sections.
    pub sections: &'a [SectionAt],
    /// The splits.
    pub splits: &'a [SplitAt],
    /// Rows that look like the header of a table that was not found.
    pub headless: &'a [Headless],
}

/// Finds the rows of every table below its header.
pub fn tables(
    form: &Form,
    scan: &Scan<'_>,
    rows: &Range<u32>,
    headers: Vec<Header>,
    beside: &Beside<'_>,
) -> Vec<TableAt> {
    let starts: Vec<u32> = headers.iter().map(|header| header.rows.start).collect();
    let mut found = Vec::new();
    for header in headers {
        let spec = &form.tables[header.spec];
        let first = header.rows.end;
        let others = starts.iter().copied();
        let labels = beside.fields.iter().filter_map(|field| field.label).map(CellRef::row);
        let headings = beside.sections.iter().map(|section| section.heading.row());
        let splits = beside.splits.iter().filter_map(SplitAt::first_row);
        let names = header.columns.iter().filter(|c| matches!(c.role, Role::Level1 | Role::Level2 | Role::Level3));
        let left = header.columns.iter().map(|column| column.cols.0).min().unwrap_or_default();
        let last_name = names.map(|column| column.cols.1).max().unwrap_or(left);
        let stops = scan
            .within(&(first..rows.end))
            .filter(|text| text.at.col() <= last_name && spec.stop.matches(&text.label))
            .map(|text| text.at.row());
        // The name of another table begins that table, also where its header was renamed beyond recognition.
        let others_named = scan
            .within(&(first..rows.end))
            .filter(|text| text.at.col() <= last_name && names_another(form, header.spec, text))
            .map(|text| text.at.row());
        let headless = beside.headless.iter().filter_map(Headless::first).map(CellRef::row);
        let ends = others.chain(labels).chain(headings).chain(splits).chain(headless).chain(others_named).chain(stops);
        let end = ends.filter(|row| *row >= first).min().unwrap_or(rows.end);
        let total = total(spec, scan, end..rows.end, &starts);
        let block = block(spec, scan, &header, rows);
        let mut parts = instances(spec, scan, first..end, left, block);
        let last = parts.len().saturating_sub(1);
        for (at, (body, block)) in parts.drain(..).enumerate() {
            found.push(TableAt {
                spec: header.spec,
                rows: labelled_rows(spec, scan, &header, &body, block.as_ref().map(|(at, _)| *at)),
                total: total.filter(|_| at == last),
                block,
                columns: header.columns.clone(),
                body,
            });
        }
    }
    // Of a table with several headers the last one carries the printed total.
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        if let (Some(before), Some(after)) = (before.last_mut(), after.first())
            && before.spec == after.spec
        {
            before.total = None;
        }
    }
    found
}

/// Whether a text is the name of another table, and nothing that stands in the rows of this one.
fn names_another(form: &Form, own: usize, text: &TextCell) -> bool {
    let spec = &form.tables[own];
    let is_own = || spec.block.matches(&text.label) || spec.rows.iter().any(|row| row.label.matches(&text.label));
    let mut others = form.tables.iter().enumerate().filter(|(at, _)| *at != own);
    text.is_short() && others.any(|(_, other)| other.block.matches(&text.label)) && !is_own()
}

type Block = (CellRef, Label);

/// The instances of a table that repeats: each further label beside the rows begins one.
fn instances(
    spec: &TableSpec,
    scan: &Scan<'_>,
    body: Range<u32>,
    left: u16,
    block: Option<Block>,
) -> Vec<(Range<u32>, Option<Block>)> {
    let mut parts = vec![(body.clone(), block)];
    let labels =
        scan.within(&body).filter(|text| spec.repeat && text.at.col() < left && spec.block.matches(&text.label));
    for text in labels {
        let Some((open, label)) = parts.last_mut() else { break };
        let next = Some((text.at, text.label.clone()));
        if open.start == text.at.row() && label.is_none() {
            *label = next;
            continue;
        }
        open.end = text.at.row();
        parts.push((text.at.row()..body.end, next));
    }
    parts.retain(|(rows, _)| !rows.is_empty());
    parts
}

/// The label beside the table's header, or the nearest one above it.
fn block(spec: &TableSpec, scan: &Scan<'_>, header: &Header, rows: &Range<u32>) -> Option<Block> {
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

/// The labelled rows of a table of money or facts. A label stands left of the first amount, or before the amount inside its
/// column: "预算数 | 6.84 | 到位数 | 6.84".
fn labelled_rows(
    spec: &TableSpec,
    scan: &Scan<'_>,
    header: &Header,
    body: &Range<u32>,
    block: Option<CellRef>,
) -> Vec<RowAt> {
    if !matches!(spec.role, TableRole::Money | TableRole::Facts) {
        return Vec::new();
    }
    let left = header.columns.iter().map(|column| column.cols.0).min().unwrap_or_default();
    let right = header.columns.iter().map(|column| column.cols.1).max().unwrap_or_default();
    let mut found = Vec::new();
    let mut unlabelled = spec.rows.iter().position(|row| row.label.is_empty());
    for row in body.clone() {
        if let Some(spec) = unlabelled.take() {
            let label = block.unwrap_or(CellRef::new(row, left));
            found.push(RowAt { spec: Some(spec), row, label, again: Vec::new() });
            continue;
        }
        let texts: Vec<&TextCell> = scan
            .within(&(row..row + 1))
            .filter(|text| text.at.col() <= right && Some(text.at) != block && !spec.block.matches(&text.label))
            .collect();
        let is = |wanted: &RowSpec, text: &TextCell| wanted.label.matches(&text.label);
        let known = texts
            .iter()
            .find_map(|text| spec.rows.iter().position(|wanted| is(wanted, text)).map(|at| (Some(at), text.at)));
        let beside = texts.iter().rfind(|text| text.at.col() < left);
        if let Some((index, label)) = known.or_else(|| beside.map(|text| (None, text.at))) {
            let again = index.map_or_else(Vec::new, |at| {
                let same = texts.iter().filter(|text| text.at != label && is(&spec.rows[at], text));
                same.map(|text| text.at).collect()
            });
            found.push(RowAt { spec: index, row, label, again });
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
