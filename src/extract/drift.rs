//! How a file differs from its form: what places tell of headers, then rows, prescribed indicators and labels.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::grid::Grid;
use crate::locate::Layout;
use crate::model::{CellRef, Drift, DriftKind, Entry, Place, Raw, Severity, Submission};
use crate::schema::{FieldSpec, Side, TableSpec};
use crate::text::{Label, Names, parted};

/// Longer texts are answers, not labels.
const LONGEST_LABEL: usize = 30;

/// Every difference: of headers, rows, indicators, labels.
pub fn drift(submission: &Submission, layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<Drift> {
    let mut drift = headers(submission, layout, grid);
    for spec in &layout.form.tables {
        for block in submission.money.iter().filter(|block| block.id == spec.id) {
            let rows = block.rows.iter().map(|row| Row { id: &row.id, is_added: !row.known, label: &row.label });
            drift.extend(of_rows(spec, &rows.collect::<Vec<_>>()));
        }
        for table in submission.facts.iter().filter(|table| table.id == spec.id && !table.is_split) {
            let rows = table.rows.iter().map(|row| {
                let is_added = !row.known && row.parent.is_none();
                Row { id: &row.id, is_added, label: &row.label }
            });
            drift.extend(of_rows(spec, &rows.collect::<Vec<_>>()));
        }
        drift.extend(of_indicators(spec, submission));
    }
    drift.extend(labels(submission, layout, grid));
    drift
}

fn headers(submission: &Submission, layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<Drift> {
    // Amounts that stand beside labels of their own have no header.
    let is_fed = |spec: &TableSpec| submission.money.iter().any(|block| block.id == spec.id);
    let told = layout.drift.iter().filter(|at| {
        !matches!(at.kind, DriftKind::TableMissing | DriftKind::TableRenamed) || !is_fed(&layout.form.tables[at.table])
    });
    told.map(|at| Drift {
        kind: at.kind,
        place: at.at.map_or_else(|| grid.whole(), |at| grid.place(at)),
        found: at
            .at
            .filter(|_| !matches!(at.kind, DriftKind::ColumnMissing | DriftKind::TableMissing))
            .map_or_else(String::new, |at| words(grid.raw(at))),
        expected: at.expected.clone(),
        needed: at.needed,
        unread: at.unread,
    })
    .collect()
}

/// A row of a table with fixed rows.
struct Row<'a> {
    id: &'a Arc<str>,
    /// Whether the form does not have it.
    is_added: bool,
    label: &'a Entry<String>,
}

/// Rows that the form does not have, and its whole amount where that is missing.
fn of_rows(spec: &TableSpec, rows: &[Row<'_>]) -> Vec<Drift> {
    let is_there = |id: &Arc<str>| rows.iter().any(|row| !row.is_added && row.id == id);
    let missing = spec.rows.iter().filter(|row| !is_there(&row.id) && !row.label.is_empty());
    let mut missing = Missing::of(missing.map(|row| (row.id.clone(), row.label.name(), row.label.keys())));
    let whole = spec.whole().map(|row| &row.id);
    let mut drift: Vec<Drift> = Vec::new();
    for row in rows.iter().filter(|row| row.is_added) {
        let found = words(&row.label.raw);
        let meant = missing.take(&found);
        let kind = if meant.is_some() { DriftKind::RowRenamed } else { DriftKind::RowAdded };
        let needed = meant.as_ref().is_some_and(|(id, _)| Some(id) == whole);
        let expected = meant.map(|(_, name)| name).unwrap_or_default();
        drift.push(Drift { kind, place: row.label.place.clone(), found, expected, needed, unread: 0 });
    }
    if let (Some(whole), Some(first)) = (whole, rows.first())
        && let Some((_, name)) = missing.left().find(|(id, _)| *id == whole)
    {
        drift.push(absent(DriftKind::RowMissing, first.label.place.clone(), name.clone()));
    }
    drift
}

/// Indicators against those that the form prescribes. Of alternatives one is enough.
fn of_indicators(spec: &TableSpec, submission: &Submission) -> Vec<Drift> {
    let tables = || submission.indicators.iter().filter(|table| table.id == spec.id);
    let Some(header) = tables().next().map(|table| &table.header).filter(|_| !spec.indicators.is_empty()) else {
        return Vec::new();
    };
    let there: BTreeSet<usize> = tables().flat_map(|table| &table.rows).filter_map(|row| row.prescribed).collect();
    let chosen: BTreeSet<&str> = there.iter().filter_map(|at| spec.indicators[*at].best_of.as_deref()).collect();
    let missing = spec.indicators.iter().enumerate().filter(|(at, indicator)| {
        !there.contains(at) && indicator.best_of.as_deref().is_none_or(|group| !chosen.contains(group))
    });
    let mut missing = Missing::of(missing.map(|(at, indicator)| (at, indicator.name.name(), indicator.name.keys())));
    let mut drift = Vec::new();
    let added = tables().flat_map(|table| &table.rows);
    for row in added.filter(|row| row.prescribed.is_none() && !row.is_execution && !row.name.is_empty()) {
        let meant = missing.take(&row.name);
        let kind = if meant.is_some() { DriftKind::IndicatorRenamed } else { DriftKind::IndicatorAdded };
        let expected = meant.map(|(_, name)| name).unwrap_or_default();
        let place = row.level3.place.clone();
        drift.push(Drift { kind, place, found: row.name.clone(), expected, needed: false, unread: 0 });
    }
    drift.extend(missing.left().map(|(_, name)| absent(DriftKind::IndicatorMissing, header.clone(), name.clone())));
    drift
}

/// Labels that nothing of the form has, where a field that was not found is likely meant; then the labels that are not there
/// and must be.
fn labels(submission: &Submission, layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<Drift> {
    let fields = layout.form.fields.iter().zip(&layout.fields);
    let missing: Vec<(&String, &FieldSpec)> =
        fields.filter(|((_, spec), at)| at.label.is_none() && !spec.label.is_empty()).map(|(field, _)| field).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let read = submission.cells_read();
    let unread: Vec<(CellRef, &Raw)> = layout
        .rows
        .clone()
        .flat_map(|row| layout.sheet.row(row))
        .filter(|(at, cell)| !cell.raw.is_blank() && !read.contains(at))
        .map(|(at, cell)| (*at, &cell.raw))
        .collect();
    let mut missing_labels = Missing::of(missing.iter().map(|(id, spec)| (*id, spec.label.name(), spec.label.keys())));
    let mut drift = Vec::new();
    for (nth, (at, raw)) in unread.iter().enumerate() {
        let Raw::Text(text) = raw else { continue };
        let label = parted(text).map_or(&**text, |(label, _)| label);
        if label.chars().count() > LONGEST_LABEL {
            continue;
        }
        // A label has its answer behind a colon, beside it or below it; anything else is a remark.
        let beside = unread.get(nth + 1).is_some_and(|(next, _)| next.row() == at.row());
        let below = || {
            let below = CellRef::new(layout.sheet.area(*at).last.row() + 1, at.col());
            !layout.sheet.raw(below).is_blank() && !read.contains(&below)
        };
        let fits = |id: &&String| {
            let spec = &layout.form.fields[*id];
            label.len() < text.len() || if spec.value == Side::Below { below() } else { beside }
        };
        let Some((id, expected)) = missing_labels.take_if(label, fits) else { continue };
        let needed = layout.form.fields[id].required.is_some();
        let kind = DriftKind::LabelRenamed;
        drift.push(Drift { kind, place: grid.place(*at), found: label.trim().to_owned(), expected, needed, unread: 1 });
    }
    drift.extend(missing_labels.left().filter_map(|(id, name)| {
        let needed = layout.form.fields[*id].required? == Severity::E;
        Some(Drift { needed, ..absent(DriftKind::LabelMissing, grid.whole(), name.clone()) })
    }));
    drift
}

/// Parts of the form that are not there: what tells them, their names, and what they go by.
struct Missing<T> {
    parts: Vec<(T, String, Vec<String>)>,
    names: Names,
    /// The part of every name.
    named: Vec<usize>,
}

impl<T> Missing<T> {
    fn of<'a, K: Iterator<Item = &'a str>>(parts: impl Iterator<Item = (T, &'a str, K)>) -> Self {
        let part = |(id, name, keys): (T, &str, K)| (id, name.to_owned(), keys.map(str::to_owned).collect());
        let mut missing = Self { parts: parts.map(part).collect(), names: Names::default(), named: Vec::new() };
        missing.index();
        missing
    }

    fn index(&mut self) {
        let keys = self.parts.iter().enumerate();
        let keys = keys.flat_map(|(at, (.., keys))| keys.iter().map(move |key| (at, key.clone())));
        let (named, keys): (Vec<usize>, Vec<String>) = keys.unzip();
        (self.named, self.names) = (named, Names::of(keys));
    }

    /// Takes out the part that something written is likely meant to be.
    fn take(&mut self, written: &str) -> Option<(T, String)> {
        self.take_if(written, |_| true)
    }

    fn take_if(&mut self, written: &str, fits: impl Fn(&T) -> bool) -> Option<(T, String)> {
        let at = *self.named.get(self.names.nearest(&Label::of(written).key)?)?;
        self.parts.get(at).filter(|(id, ..)| fits(id))?;
        let (id, name, _) = self.parts.remove(at);
        self.index();
        Some((id, name))
    }

    fn left(&self) -> impl Iterator<Item = (&T, &String)> {
        self.parts.iter().map(|(id, name, _)| (id, name))
    }
}

fn absent(kind: DriftKind, place: Place, expected: String) -> Drift {
    Drift { kind, place, found: String::new(), expected, needed: true, unread: 0 }
}

/// A text on one line.
fn words(raw: &Raw) -> String {
    raw.to_string().split_whitespace().collect()
}
