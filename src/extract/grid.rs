//! The cells of a sheet as entries with their place; a merged area answers with its anchor.

use crate::locate::{ColumnAt, Layout, ValueAt};
use crate::model::{CellRef, Entry, Origin, Place, Raw, SourceId, State};
use crate::schema::{Phrases, TableSpec, Words};
use crate::text::{Label, fold, parted};
use crate::workbook::Sheet;

/// A sheet and how its cells are read.
pub struct Grid<'a> {
    source: SourceId,
    sheet: &'a Sheet,
    words: &'a Words,
}

/// Where the value of a column stands in one row.
pub enum Spot {
    /// In this cell.
    At(CellRef),
    /// Nowhere: the cell belongs to a merged area that begins in another row or column.
    Covered(CellRef),
}

impl<'a> Grid<'a> {
    pub fn new(layout: &Layout<'a>, source: SourceId) -> Self {
        Self { source, sheet: layout.sheet, words: &layout.form.words }
    }

    pub fn place(&self, at: CellRef) -> Place {
        Place::Cell(self.source, self.sheet.name.clone(), at)
    }

    pub fn whole(&self) -> Place {
        Place::Sheet(self.source, self.sheet.name.clone())
    }

    pub fn raw(&self, at: CellRef) -> &'a Raw {
        self.sheet.raw(at)
    }

    /// The value cell of a column in a row: the first filled cell below the header's width, else the first of them.
    pub fn spot(&self, row: u32, column: &ColumnAt) -> Spot {
        self.spot_behind(row, column, &[])
    }

    /// The same in a row in which some cells are labels: the value stands behind them.
    pub fn spot_behind(&self, row: u32, column: &ColumnAt, labels: &[CellRef]) -> Spot {
        let (first, last) = column.cols;
        let inside = |at: &CellRef| (first..=last).contains(&at.col());
        let filled =
            self.sheet.row(row).iter().find(|(at, cell)| inside(at) && !cell.raw.is_blank() && !labels.contains(at));
        if let Some((at, _)) = filled {
            return Spot::At(*at);
        }
        let label = labels.iter().find(|label| inside(label));
        let first = label.map_or(first, |label| self.sheet.area(*label).last.col().saturating_add(1).min(last));
        let at = CellRef::new(row, first);
        let anchor = self.sheet.area(at).first;
        if anchor == at { Spot::At(at) } else { Spot::Covered(anchor) }
    }

    /// The text of a cell as it stands, whatever it holds.
    pub fn words(&self, at: CellRef) -> Entry<String> {
        let raw = self.raw(at).clone();
        let state = match &raw {
            Raw::Blank => State::Blank,
            Raw::Error(_) | Raw::NoResult => State::Unreadable,
            raw => State::Value(raw.to_string()),
        };
        Entry { place: self.place(at), origin: Origin::Cell, raw, state }
    }

    /// The text of a cell in which "/" says that nothing applies and the form's own printed text is no answer.
    fn answer(&self, at: CellRef, printed: &Phrases) -> Entry<String> {
        let mut entry = self.words(at);
        if let State::Value(text) = &entry.state {
            let folded = fold(text);
            if printed.begins(&folded) {
                entry.state = State::Blank;
            } else if self.not_applicable(&folded) {
                entry.state = State::NotApplicable;
            }
        }
        entry
    }

    /// The same where the form prints nothing of its own.
    pub fn answered(&self, at: CellRef) -> Entry<String> {
        self.answer(at, &Phrases::default())
    }

    /// Label and value that stand in one cell, without what else the cell holds.
    pub fn labelled(&self, value: &ValueAt) -> String {
        let text = self.raw(value.cell()).to_string();
        match value {
            ValueAt::Line(_, lines) => text.get(lines.clone()).unwrap_or_default().to_owned(),
            _ => text,
        }
    }

    /// The value of a labelled cell, understood by `read`.
    pub fn found<T>(&self, value: &ValueAt, read: impl Fn(&Raw) -> Option<T>) -> Entry<T> {
        let at = value.cell();
        match value {
            ValueAt::Cell(_) => self.cell(at, read),
            ValueAt::Behind(_) | ValueAt::Line(..) => {
                let text = self.labelled(value);
                self.of_raw(at, Raw::text(parted(&text).map_or("", |(_, rest)| rest.trim())), read)
            }
            ValueAt::Captured(_, text) => self.of_raw(at, Raw::text(text), read),
        }
    }

    /// The reason in a row; `near` is the place it would belong to where the form has no such column.
    pub fn reason(&self, row: u32, column: Option<&ColumnAt>, spec: &TableSpec, near: CellRef) -> Entry<String> {
        let Some(column) = column else { return Entry::absent(self.place(near)) };
        match self.spot(row, column) {
            Spot::At(at) => self.answer(at, &spec.columns[column.spec].printed),
            Spot::Covered(anchor) => Entry::absent(self.place(anchor)),
        }
    }

    /// A value of a column in a row, understood by `read`.
    pub fn value<T>(&self, row: u32, column: Option<&ColumnAt>, read: impl Fn(&Raw) -> Option<T>) -> Entry<T> {
        self.value_behind(row, column, &[], read)
    }

    /// The same in a row in which some cells are labels.
    pub fn value_behind<T>(
        &self,
        row: u32,
        column: Option<&ColumnAt>,
        labels: &[CellRef],
        read: impl Fn(&Raw) -> Option<T>,
    ) -> Entry<T> {
        let Some(column) = column else { return Entry::absent(self.place(CellRef::new(row, 0))) };
        match self.spot_behind(row, column, labels) {
            Spot::Covered(anchor) => Entry::absent(self.place(anchor)),
            Spot::At(at) => self.cell(at, read),
        }
    }

    /// The value of a cell, understood by `read`.
    pub fn cell<T>(&self, at: CellRef, read: impl Fn(&Raw) -> Option<T>) -> Entry<T> {
        self.of_raw(at, self.raw(at).clone(), read)
    }

    fn of_raw<T>(&self, at: CellRef, raw: Raw, read: impl Fn(&Raw) -> Option<T>) -> Entry<T> {
        let state = match &raw {
            Raw::Blank => State::Blank,
            Raw::Text(text) if self.not_applicable(&fold(text)) => State::NotApplicable,
            raw => read(raw).map_or(State::Unreadable, State::Value),
        };
        Entry { place: self.place(at), origin: Origin::Cell, raw, state }
    }

    /// Whether a folded text says that nothing applies.
    pub fn not_applicable(&self, folded: &str) -> bool {
        self.words.not_applicable.equal_to(folded).is_some()
    }

    pub const fn dictionary(&self) -> &'a Words {
        self.words
    }

    pub const fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// A cell's text taken apart as a label.
    pub fn label(&self, at: CellRef) -> Label {
        match self.raw(at) {
            Raw::Text(text) => Label::of(text),
            _ => Label::default(),
        }
    }
}
