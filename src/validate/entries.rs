//! Every entry of a form, whatever it holds, for the rules that look at cells and not at what they mean.

use super::subject::Subject;
pub use crate::model::names::{ACTUAL, ADJUSTED, EXECUTED, INITIAL, REASON, RECEIVED, SCORE, SIGN, TARGET, WEIGHT};
use crate::model::names::{FIELD, LABEL, NAME, RATE, UNIT};
use crate::model::{Entry, Place, Raw, State};
use crate::text::Text;

/// How far an entry was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The form has no such cell, or it is empty, or it says that nothing applies.
    Empty,
    /// It was understood.
    Understood,
    /// It was not.
    Unreadable,
}

/// An entry without its type.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// What it is called in the form.
    pub name: Text,
    /// Where it stands.
    pub place: &'a Place,
    /// What was written.
    pub raw: &'a Raw,
    /// How far it was understood.
    pub kind: Kind,
}

impl<'a> Cell<'a> {
    /// An entry under the name it has in the form.
    pub const fn of<T>(name: Text, entry: &'a Entry<T>) -> Self {
        let kind = match entry.state {
            State::Absent | State::Blank | State::NotApplicable => Kind::Empty,
            State::Value(_) => Kind::Understood,
            State::Unreadable => Kind::Unreadable,
        };
        Self { name, place: &entry.place, raw: &entry.raw, kind }
    }
}

/// The entries that must be understood to be judged: amounts, weights, scores, signs, targets and actual values.
pub fn measured<'a>(subject: &Subject<'a>) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    for row in subject.submission.money.iter().flat_map(|block| &block.rows) {
        let amounts = [
            (INITIAL, &row.initial),
            (ADJUSTED, &row.adjusted),
            (RECEIVED, &row.received),
            (EXECUTED, &row.executed),
            (RATE, &row.rate),
            (WEIGHT, &row.weight),
            (SCORE, &row.score),
        ];
        cells.extend(amounts.map(|(name, entry)| Cell::of(name, entry)));
    }
    for table in &subject.submission.indicators {
        for row in &table.rows {
            cells.extend([
                Cell::of(SIGN, &row.sign),
                Cell::of(TARGET, &row.target),
                Cell::of(ACTUAL, &row.actual),
                Cell::of(WEIGHT, &row.weight),
                Cell::of(SCORE, &row.score),
            ]);
        }
        if let Some(total) = &table.total {
            cells.extend([Cell::of(WEIGHT, &total.weight), Cell::of(SCORE, &total.score)]);
        }
    }
    cells
}

/// Every entry of the form.
pub fn all<'a>(subject: &Subject<'a>) -> Vec<Cell<'a>> {
    let submission = subject.submission;
    let rows =
        submission.all_indicators().count() + submission.money.iter().map(|block| block.rows.len()).sum::<usize>();
    let mut cells: Vec<Cell<'a>> = Vec::with_capacity(rows * 12 + submission.fields.len());
    cells.extend(submission.titles.iter().map(|title| Cell::of(LABEL, title)));
    cells.extend(submission.fields.iter().map(|field| Cell::of(FIELD, &field.entry)));
    for row in submission.money.iter().flat_map(|block| &block.rows) {
        cells.extend([Cell::of(LABEL, &row.label), Cell::of(REASON, &row.reason)]);
    }
    for row in submission.all_indicators() {
        cells.extend([&row.level1, &row.level2].map(|entry| Cell::of(LABEL, entry)));
        cells.extend([Cell::of(NAME, &row.level3), Cell::of(UNIT, &row.unit), Cell::of(REASON, &row.reason)]);
    }
    cells.extend(measured(subject));
    for section in &submission.sections {
        cells.extend(section.body.iter().map(|paragraph| Cell::of(FIELD, paragraph)));
    }
    cells
}

/// The cells in which a department writes in its own words: names, targets, actual values and reasons of filled rows.
pub fn in_rows<'a>(subject: &Subject<'a>) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = Vec::new();
    for row in subject.submission.all_indicators() {
        cells.extend([
            Cell::of(NAME, &row.level3),
            Cell::of(TARGET, &row.target),
            Cell::of(ACTUAL, &row.actual),
            Cell::of(REASON, &row.reason),
        ]);
    }
    let money = subject.submission.money.iter().flat_map(|block| &block.rows);
    cells.extend(money.map(|row| Cell::of(REASON, &row.reason)));
    cells.retain(|cell| cell.kind != Kind::Empty);
    cells
}
