//! Where the labelled values and the sections of a form stand.

use std::ops::Range;

use super::scan::{Scan, TextCell};
use super::tables::Header;
use crate::model::{CellRef, Raw};
use crate::schema::{FieldSpec, Form, Side};

/// Where a field stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldAt {
    /// Its label, or the cell whose pattern matched; nothing if neither was found.
    pub label: Option<CellRef>,
    /// Its value.
    pub value: Option<ValueAt>,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueAt {
    /// In a cell of its own.
    Cell(CellRef),
    /// In the cell of its label, after a colon.
    Behind(CellRef),
    /// Captured by a pattern; the captured text comes with it.
    Captured(CellRef, String),
}

impl ValueAt {
    /// The cell.
    #[must_use]
    pub const fn cell(&self) -> CellRef {
        match self {
            Self::Cell(at) | Self::Behind(at) | Self::Captured(at, _) => *at,
        }
    }
}

/// Where a section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionAt {
    /// Its index in the form.
    pub spec: usize,
    /// The heading.
    pub heading: CellRef,
    /// The rows of its text, the heading's own row included.
    pub rows: Range<u32>,
}

/// Finds every field of the form.
pub fn fields(form: &Form, scan: &Scan<'_>, rows: &Range<u32>, headers: &[Header]) -> Vec<FieldAt> {
    form.fields.values().map(|spec| field(spec, form, scan, rows, headers)).collect()
}

fn field(spec: &FieldSpec, form: &Form, scan: &Scan<'_>, rows: &Range<u32>, headers: &[Header]) -> FieldAt {
    if !spec.pattern.is_empty() {
        let found = scan.within(rows).filter(|text| text.is_short()).find_map(|text| {
            let captures = spec.pattern.captures(&text.folded)?;
            Some((text.at, captures.into_iter().next()?.1))
        });
        return match found {
            Some((at, captured)) => FieldAt { label: Some(at), value: Some(ValueAt::Captured(at, captured)) },
            None => FieldAt { label: None, value: None },
        };
    }
    let from = if spec.under.is_empty() {
        None
    } else {
        scan.within(rows).find(|text| spec.under.matches(&text.label)).map(|text| text.at)
    };
    let in_header = |text: &TextCell| headers.iter().any(|header| header.covers(text.at));
    let mut candidates = scan.within(rows).filter(|text| from.is_none_or(|from| text.at > from) && !in_header(text));
    let Some((text, behind)) = candidates.find_map(|text| {
        if text.is_short() && spec.label.matches(&text.label) {
            return Some((text, false));
        }
        spec.label.value_behind(&text.folded).map(|rest| (text, !rest.is_empty()))
    }) else {
        return FieldAt { label: None, value: None };
    };
    let value = if behind {
        ValueAt::Behind(text.at)
    } else {
        match spec.value {
            Side::Below => {
                let below = CellRef::new(text.area.last.row() + 1, text.area.first.col());
                // Some offices write it beside the label instead; then the cell below is blank or the next label.
                let is_answer = !scan.sheet.raw(below).is_blank()
                    && scan.at(below).is_none_or(|text| !is_label(text, form) && !in_header(text));
                let beside = if is_answer { None } else { to_the_right(text, form, scan) };
                ValueAt::Cell(beside.unwrap_or(below))
            }
            Side::Right => ValueAt::Cell(
                to_the_right(text, form, scan)
                    .unwrap_or_else(|| CellRef::new(text.at.row(), text.area.last.col().saturating_add(1))),
            ),
            Side::SameCell => to_the_right(text, form, scan).map_or(ValueAt::Behind(text.at), ValueAt::Cell),
        }
    };
    FieldAt { label: Some(text.at), value: Some(value) }
}

/// The next filled cell to the right of a label, unless it is a label itself.
fn to_the_right(label: &TextCell, form: &Form, scan: &Scan<'_>) -> Option<CellRef> {
    let (at, cell) = scan
        .sheet
        .row(label.at.row())
        .iter()
        .find(|(at, cell)| at.col() > label.area.last.col() && !cell.raw.is_blank())?;
    if matches!(cell.raw, Raw::Text(_)) {
        let text = scan.at(*at)?;
        if is_label(text, form) {
            return None;
        }
    }
    Some(*at)
}

/// Whether a text is the label of a field.
fn is_label(text: &TextCell, form: &Form) -> bool {
    let labels = |spec: &FieldSpec| spec.label.matches(&text.label) || spec.label.value_behind(&text.folded).is_some();
    text.folded.ends_with(':') || form.fields.values().any(labels)
}

/// Finds every section of the form.
pub fn sections(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<SectionAt> {
    let mut found: Vec<SectionAt> = Vec::new();
    for text in scan.within(rows) {
        let heading = |spec: &crate::schema::SectionSpec| {
            (text.is_short() && spec.heading.matches(&text.label))
                || spec.heading.value_behind(&text.folded).is_some_and(|rest| text.folded.len() - rest.len() <= 24)
        };
        let Some(spec) = form.sections.iter().position(heading) else { continue };
        // A heading has its row to itself; the same word beside other values is a label or a column header.
        let alone = scan.sheet.row(text.at.row()).iter().filter(|(_, cell)| !cell.raw.is_blank()).count() <= 1;
        if alone && !found.iter().any(|section| section.spec == spec) {
            found.push(SectionAt { spec, heading: text.at, rows: text.at.row()..rows.end });
        }
    }
    let starts: Vec<u32> = found.iter().map(|section| section.heading.row()).collect();
    for section in &mut found {
        let next = starts.iter().copied().filter(|start| *start > section.heading.row()).min();
        section.rows.end = next.unwrap_or(rows.end);
    }
    found
}
