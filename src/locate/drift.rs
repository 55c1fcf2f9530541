//! Where the headers of a sheet differ from those of its form: columns added, renamed, moved or missing, tables without a header.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fields::FieldAt;
use super::headers::{ColumnAt, Header};
use super::headless::Headless;
use super::scan::{Scan, TextCell};
use super::tables::TableAt;
use crate::model::{CellRef, DriftKind};
use crate::schema::{ColumnSpec, Form, Role, TableRole, TableSpec};
use crate::text::{Label, Names};

/// A difference of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriftAt {
    /// The index of the table in the form.
    pub table: usize,
    /// What kind of difference.
    pub kind: DriftKind,
    /// The header cell; of what is missing the first header cell of its table, or nothing.
    pub at: Option<CellRef>,
    /// The name in the schema of what is missing or likely meant.
    pub expected: String,
    /// Whether the form cannot be judged without it.
    pub needed: bool,
    /// Filled cells below it that no column takes in.
    pub unread: usize,
}

/// What was found of a form on some rows of a sheet.
pub struct Found<'a, 'b> {
    pub form: &'a Form,
    pub scan: &'a Scan<'b>,
    pub rows: &'a Range<u32>,
    pub headers: &'a [Header],
    pub headless: &'a [Headless],
    pub tables: &'a [TableAt],
    pub fields: &'a [FieldAt],
}

impl Found<'_, '_> {
    /// Every difference, table by table, from left to right.
    pub fn drift(&self) -> Vec<DriftAt> {
        let mut drift: Vec<DriftAt> = self.headless.iter().filter_map(|table| self.without_header(table)).collect();
        for header in self.headers {
            drift.extend(self.columns(header));
            drift.extend(moved(&self.form.tables[header.spec], header));
        }
        drift
    }

    /// Headers that no column has and columns that no header names, brought together where one is likely the other.
    fn columns(&self, header: &Header) -> Vec<DriftAt> {
        let spec = &self.form.tables[header.spec];
        let unknown = self.unknown(spec, header);
        let filled = if unknown.is_empty() { BTreeMap::new() } else { self.filled(header) };
        let mut missing: Vec<(usize, &ColumnSpec)> = spec.columns.iter().enumerate().collect();
        missing.retain(|(at, _)| !header.columns.iter().any(|column| column.spec == *at));
        let mut drift = Vec::new();
        for (nth, text) in unknown.iter().enumerate() {
            let meant = near(text, &missing).or_else(|| in_its_place(spec, header, nth, &unknown, &missing));
            let column = meant.map(|at| missing.remove(at).1);
            drift.push(DriftAt {
                table: header.spec,
                kind: if column.is_some() { DriftKind::ColumnRenamed } else { DriftKind::ColumnAdded },
                at: Some(text.at),
                expected: column.map(|column| column.header.name().to_owned()).unwrap_or_default(),
                needed: column.is_some_and(|column| is_needed(spec, header, column)),
                unread: filled.range(text.area.first.col()..=text.area.last.col()).map(|(_, cells)| cells).sum(),
            });
        }
        let first = header.columns.iter().map(|column| column.header).min();
        let needed = missing.into_iter().filter(|(_, column)| is_needed(spec, header, column));
        drift.extend(needed.map(|(_, column)| DriftAt {
            table: header.spec,
            kind: DriftKind::ColumnMissing,
            at: first,
            expected: column.header.name().to_owned(),
            needed: true,
            unread: 0,
        }));
        drift
    }

    /// The texts of a header's rows that name a column which the form does not have.
    fn unknown(&self, spec: &TableSpec, header: &Header) -> Vec<&TextCell> {
        let left = header.columns.iter().map(|column| column.cols.0).min().unwrap_or_default();
        let right = header.columns.iter().map(|column| column.cols.1).max().unwrap_or_default();
        // Left of the amounts stand the labels of rows.
        let labels =
            self.tables_of(header).flat_map(|table| &table.rows).map(|row| self.scan.sheet.area(row.label).last.col());
        let first = match spec.role {
            TableRole::Indicators => 0,
            _ => labels.max().map_or(left, |label| left.min(label.saturating_add(1))),
        };
        let mut reach = right;
        let mut texts: Vec<&TextCell> = self.scan.within(&header.rows).filter(|text| text.is_short()).collect();
        texts.sort_by_key(|text| (text.at.col(), text.at.row()));
        let mut unknown: Vec<&TextCell> = Vec::new();
        for text in texts {
            let cols = (text.area.first.col(), text.area.last.col());
            let apart = |other: (u16, u16)| cols.1 < other.0 || other.1 < cols.0;
            let is_column = cols.0 >= first
                && cols.0 <= reach.saturating_add(1)
                && header.rows.contains(&text.area.last.row())
                && header.columns.iter().all(|column| apart(column.cols))
                && unknown.last().is_none_or(|other| other.area.last.col() < cols.0)
                && !self.is_known(text);
            if is_column {
                reach = reach.max(cols.1);
                unknown.push(text);
            }
        }
        unknown
    }

    /// Whether the schema names a text in some other part than the columns that were found.
    fn is_known(&self, text: &TextCell) -> bool {
        let form = self.form;
        let label = &text.label;
        form.is_printed(&text.folded)
            || form.words.numbering.equal_to(&text.folded).is_some()
            || form.head.titles.found_in(&text.folded).is_some()
            || self.fields.iter().any(|field| field.label == Some(text.at))
            || self.fields.iter().any(|field| field.value.as_ref().is_some_and(|value| value.cell() == text.at))
            || form.fields.values().any(|field| field.label.matches(label) || field.under.matches(label))
            || form.sections.iter().any(|section| section.heading.matches(label))
            || form
                .tables
                .iter()
                .any(|table| table.block.matches(label) || table.columns.iter().any(|column| names(column, label)))
    }

    /// The tables below a header: several where the table repeats.
    fn tables_of(&self, header: &Header) -> impl Iterator<Item = &TableAt> {
        let first = header.columns.first().map(|column| (header.spec, column.header));
        self.tables.iter().filter(move |table| table.columns.first().map(|column| (table.spec, column.header)) == first)
    }

    /// How many filled cells of the table's rows stand in each column of the sheet.
    fn filled(&self, header: &Header) -> BTreeMap<u16, usize> {
        let mut filled = BTreeMap::new();
        let rows = self.tables_of(header).flat_map(|table| table.body.clone()).flat_map(|row| self.scan.sheet.row(row));
        for (at, _) in rows.filter(|(_, cell)| !cell.raw.is_blank()) {
            *filled.entry(at.col()).or_default() += 1;
        }
        filled
    }

    /// A table without a header: the column of the row most like one that was likely renamed, else what that row lacks, else
    /// the table's name; nothing where the table is optional and there is no trace of it.
    fn without_header(&self, table: &Headless) -> Option<DriftAt> {
        let spec = &self.form.tables[table.spec];
        let missing = |kind, at: Option<CellRef>, expected: String| DriftAt {
            table: table.spec,
            kind,
            at,
            expected,
            needed: !spec.optional,
            unread: 0,
        };
        let name = if spec.block.is_empty() { &*spec.id } else { spec.block.name() };
        let Some(first) = table.first() else {
            let block = self.scan.within(self.rows).find(|text| spec.block.matches(&text.label)).map(|text| text.at);
            let is_told = !spec.optional || block.is_some();
            return is_told.then(|| missing(DriftKind::TableMissing, block, name.to_owned()));
        };
        let row = first.row()..first.row() + 1;
        let columns = self.columns(&Header { spec: table.spec, columns: table.columns.clone(), rows: row });
        if let Some(renamed) = columns.iter().find(|at| at.kind == DriftKind::ColumnRenamed && at.needed) {
            return Some(missing(DriftKind::TableRenamed, renamed.at, renamed.expected.clone()));
        }
        let lacking: Vec<String> =
            columns.into_iter().filter(|at| at.kind == DriftKind::ColumnMissing).map(|at| at.expected).collect();
        let lacking = if lacking.is_empty() { name.to_owned() } else { lacking.join("、") };
        Some(missing(DriftKind::TableMissing, Some(first), lacking))
    }
}

/// Whether the form cannot be judged without a column; an initial budget stands in for an adjusted one.
fn is_needed(spec: &TableSpec, header: &Header, column: &ColumnSpec) -> bool {
    let has = |role| header.columns.iter().any(|column| column.role == role);
    spec.is_needed(column) && !(column.role == Role::Adjusted && has(Role::Initial))
}

/// Whether a label is a header of a column, or the upper cell of its header of two rows.
fn names(column: &ColumnSpec, label: &Label) -> bool {
    let upper = |name: &str| name.split_once('/').is_some_and(|(upper, _)| Label::of(upper).key == label.key);
    column.header.matches(label) || column.header.names().any(upper)
}

/// The missing column whose name is nearest to a header, as a position among those missing.
fn near(text: &TextCell, missing: &[(usize, &ColumnSpec)]) -> Option<usize> {
    let known = missing.iter().enumerate().flat_map(|(at, (_, column))| column.header.keys().map(move |key| (at, key)));
    let (positions, keys): (Vec<usize>, Vec<String>) = known.map(|(at, key)| (at, key.to_owned())).unzip();
    positions.get(Names::of(keys).nearest(&text.label.key)?).copied()
}

/// The only needed column that is missing where the only unknown header stands: between the same two columns.
fn in_its_place(
    spec: &TableSpec,
    header: &Header,
    nth: usize,
    unknown: &[&TextCell],
    missing: &[(usize, &ColumnSpec)],
) -> Option<usize> {
    let before = |at: u16| header.columns.iter().filter(|column| column.cols.1 < at).max_by_key(|column| column.cols.1);
    let after = |at: u16| header.columns.iter().filter(|column| column.cols.0 > at).min_by_key(|column| column.cols.0);
    let gap = |text: &&TextCell| {
        let at = text.at.col();
        (before(at).map(|column| column.spec), after(at).map(|column| column.spec))
    };
    let own = gap(unknown.get(nth)?);
    let (left, right) = (own.0?, own.1.unwrap_or(spec.columns.len()));
    let mut fits = missing
        .iter()
        .enumerate()
        .filter(|(_, (at, column))| left < *at && *at < right && is_needed(spec, header, column));
    // They stand from left to right, so that whatever shares the gap is next to it.
    let mut beside = [nth.checked_sub(1), nth.checked_add(1)].into_iter().flatten().filter_map(|at| unknown.get(at));
    let alone = beside.all(|other| gap(other) != own);
    match (fits.next(), fits.next()) {
        (Some((at, _)), None) if alone => Some(at),
        _ => None,
    }
}

/// The columns that stand elsewhere than on the form: all but the longest run in the order of the schema.
fn moved(spec: &TableSpec, header: &Header) -> Vec<DriftAt> {
    let mut columns: Vec<&ColumnAt> = header.columns.iter().collect();
    columns.sort_by_key(|column| column.cols);
    // Of every column the longest run that ends with it, and the column before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let earlier = (0..at).filter(|before| columns[*before].spec < column.spec);
        let best = earlier.rev().max_by_key(|before| runs[*before].0);
        runs.push((best.map_or(1, |best| runs[best].0 + 1), best));
    }
    let mut next = (0..runs.len()).rev().max_by_key(|at| runs[*at].0);
    let mut in_order = BTreeSet::new();
    while let Some(at) = next {
        in_order.insert(at);
        next = runs[at].1;
    }
    let others = columns.iter().enumerate().filter(|(at, _)| !in_order.contains(at));
    others
        .map(|(_, column)| DriftAt {
            table: header.spec,
            kind: DriftKind::ColumnMoved,
            at: Some(column.header),
            expected: spec.columns[column.spec].header.name().to_owned(),
            needed: false,
            unread: 0,
        })
        .collect()
}
