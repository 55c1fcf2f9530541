//! Where the labelled values and the sections of a form stand.

use std::ops::Range;

use super::headers::Header;
use super::scan::{Scan, TextCell};
use crate::model::{CellRef, Raw};
use crate::schema::{FieldSpec, Form, LabelSet, Side};
use crate::text::{Label, fold};

/// Where a field stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldAt {
    /// Its label, or the cell whose pattern matched; nothing if neither was found.
    pub label: Option<CellRef>,
    /// Its value.
    pub value: Option<ValueAt>,
    /// The values in the rows below, of a field that repeats.
    pub more: Vec<ValueAt>,
}

impl FieldAt {
    const fn one(label: CellRef, value: ValueAt) -> Self {
        Self { label: Some(label), value: Some(value), more: Vec::new() }
    }
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueAt {
    /// In a cell of its own.
    Cell(CellRef),
    /// In the cell of its label, after a colon.
    Behind(CellRef),
    /// In a cell that holds several labels, one below the other: after the colon of its own lines, given in bytes.
    Line(CellRef, Range<usize>),
    /// Captured by a pattern; the captured text comes with it.
    Captured(CellRef, String),
}

impl ValueAt {
    /// The cell.
    #[must_use]
    pub const fn cell(&self) -> CellRef {
        match self {
            Self::Cell(at) | Self::Behind(at) | Self::Line(at, _) | Self::Captured(at, _) => *at,
        }
    }
}

/// Finds labels and their values among the texts of a form.
pub struct Search<'a, 'b> {
    pub form: &'a Form,
    pub scan: &'a Scan<'b>,
    pub headers: &'a [Header],
    /// All rows of the form.
    pub rows: &'a Range<u32>,
    /// The cells in which several labels stand, one below the other.
    lists: Vec<LabelList>,
}

/// A cell in which several labels of the form stand, one below the other.
struct LabelList {
    at: CellRef,
    /// The length of its text, in bytes.
    length: usize,
    /// Where each labelled line begins, in bytes, and its label.
    labels: Vec<(usize, Label)>,
}

impl LabelList {
    /// The labelled lines of a text cell; nothing if there are not several.
    fn of(form: &Form, at: CellRef, written: &str) -> Option<Self> {
        written.contains('\n').then_some(())?;
        let lines = written.split_inclusive('\n').scan(0, |start, line| {
            let from = *start;
            *start += line.len();
            Some((from, Label::before_colon(&fold(line))))
        });
        let is_label = |label: &Label| form.fields.values().any(|spec| spec.label.matches(label));
        let labels: Vec<(usize, Label)> =
            lines.filter_map(|(start, label)| Some((start, label.filter(is_label)?))).collect();
        (labels.len() > 1).then_some(Self { at, length: written.len(), labels })
    }
}

/// Finds every field of the form.
pub fn fields(search: &Search<'_, '_>) -> Vec<FieldAt> {
    search.form.fields.iter().map(|(id, spec)| search.field(id, spec)).collect()
}

impl<'a, 'b> Search<'a, 'b> {
    /// Makes ready to look for the labels of a form among some rows.
    pub fn of(form: &'a Form, scan: &'a Scan<'b>, headers: &'a [Header], rows: &'a Range<u32>) -> Self {
        let list = |text: &TextCell| match scan.sheet.raw(text.at) {
            Raw::Text(written) => LabelList::of(form, text.at, written),
            _ => None,
        };
        let lists = scan.within(rows).filter(|text| text.has_colon).filter_map(list).collect();
        Self { form, scan, headers, rows, lists }
    }
}

impl Search<'_, '_> {
    fn field(&self, id: &str, spec: &FieldSpec) -> FieldAt {
        let rows = self.rows;
        if !spec.pattern.is_empty() {
            return self.captured(id, spec);
        }
        let under = || self.scan.within(rows).find(|text| spec.under.matches(&text.label)).map(|text| text.at.row());
        let start = if spec.under.is_empty() { None } else { under() };
        if let (Side::SameCell, Some(found)) = (spec.value, self.line(&spec.label)) {
            return found;
        }
        let mut found = self.find(&spec.label, spec.value, &(start.unwrap_or(rows.start)..rows.end));
        if let (true, Some(ValueAt::Cell(first))) = (spec.repeat, &found.value) {
            found.more = self.below(*first, rows).map(ValueAt::Cell).collect();
        }
        found
    }

    /// The capture that is named like the field, else the first.
    fn captured(&self, id: &str, spec: &FieldSpec) -> FieldAt {
        let found = self.scan.within(self.rows).filter(|text| text.is_short()).find_map(|text| {
            let captures = spec.pattern.captures(&text.folded)?;
            let own = captures.iter().position(|(name, _)| name == id).unwrap_or(0);
            Some((text.at, captures.into_iter().nth(own)?.1))
        });
        match found {
            Some((at, captured)) => FieldAt::one(at, ValueAt::Captured(at, captured)),
            None => FieldAt::default(),
        }
    }

    /// The first label of these that shares its cell with other labels, one below the other.
    fn line(&self, labels: &LabelSet) -> Option<FieldAt> {
        self.lists.iter().find_map(|list| {
            let own = list.labels.iter().position(|(_, label)| labels.matches(label))?;
            let end = list.labels.get(own + 1).map_or(list.length, |(start, _)| *start);
            Some(FieldAt::one(list.at, ValueAt::Line(list.at, list.labels[own].0..end)))
        })
    }

    /// The first label of these among some rows, and its value.
    pub fn find(&self, labels: &LabelSet, side: Side, rows: &Range<u32>) -> FieldAt {
        let says = |text: &TextCell| {
            if text.is_short() && labels.matches(&text.label) {
                return Some(false);
            }
            text.value_behind(labels).map(|rest| !rest.is_empty())
        };
        let mut candidates = self.scan.within(rows).filter_map(|text| Some((text, says(text)?)));
        let Some((text, behind)) = candidates.find(|(text, _)| !self.in_header(text)) else {
            return FieldAt::default();
        };
        if behind {
            return FieldAt::one(text.at, ValueAt::Behind(text.at));
        }
        let right = || self.to_the_right(text);
        let value = match side {
            Side::Below => {
                let below = CellRef::new(text.area.last.row() + 1, text.area.first.col());
                // Some offices write it beside the label instead; then the cell below is blank or the next label.
                let is_answer = !self.scan.sheet.raw(below).is_blank() && !self.is_furniture(below);
                let beside = if is_answer { None } else { right() };
                ValueAt::Cell(beside.unwrap_or(below))
            }
            Side::Right => ValueAt::Cell(
                right().unwrap_or_else(|| CellRef::new(text.at.row(), text.area.last.col().saturating_add(1))),
            ),
            Side::SameCell => right().map_or(ValueAt::Behind(text.at), ValueAt::Cell),
        };
        FieldAt::one(text.at, value)
    }

    /// The filled cells below a value, until a blank one or something of the form's own.
    fn below(&self, first: CellRef, rows: &Range<u32>) -> impl Iterator<Item = CellRef> {
        let next = move |at: &CellRef| Some(CellRef::new(self.scan.sheet.area(*at).last.row() + 1, at.col()));
        let end = rows.end;
        std::iter::successors(next(&first), next)
            .take_while(move |at| at.row() < end && !self.scan.sheet.raw(*at).is_blank() && !self.is_furniture(*at))
    }

    /// The next filled cell to the right of a label, unless it is a label itself.
    fn to_the_right(&self, label: &TextCell) -> Option<CellRef> {
        let (at, cell) = self
            .scan
            .sheet
            .row(label.at.row())
            .iter()
            .find(|(at, cell)| at.col() > label.area.last.col() && !cell.raw.is_blank())?;
        if matches!(cell.raw, Raw::Text(_)) {
            let text = self.scan.at(*at)?;
            if self.is_label(text) || self.is_captured(text) {
                return None;
            }
        }
        Some(*at)
    }

    /// Whether a text is nothing but the value of a field that a pattern finds: the year in "部门名称：|（2023年度）".
    fn is_captured(&self, text: &TextCell) -> bool {
        let bare = text.folded.trim_matches(['(', ')']);
        self.form.fields.iter().any(|(id, spec)| {
            spec.pattern.patterns().iter().any(|pattern| pattern.matches(bare).is_some())
                && self.captured(id, spec).label == Some(text.at)
        })
    }

    fn in_header(&self, text: &TextCell) -> bool {
        self.headers.iter().any(|header| header.covers(text.at))
    }

    /// Whether the form itself prints what stands there: a label, a header, the name of a table or section.
    fn is_furniture(&self, at: CellRef) -> bool {
        let Some(text) = self.scan.at(at) else { return false };
        let names_table = || self.form.tables.iter().any(|table| table.block.matches(&text.label));
        let heads_section = || self.form.sections.iter().any(|section| section.heading.matches(&text.label));
        self.is_label(text)
            || self.in_header(text)
            || (text.is_short() && (names_table() || heads_section()))
            || self.form.is_printed(&text.folded)
    }

    /// Whether a text is the label of a field.
    fn is_label(&self, text: &TextCell) -> bool {
        let labels = |spec: &FieldSpec| spec.label.matches(&text.label) || text.value_behind(&spec.label).is_some();
        text.folded.ends_with(':') || self.form.fields.values().any(labels)
    }
}
