//! Every cell of a submission that should hold a value, whatever kind of value that is.

use crate::model::{Entry, Place, Raw, State, Submission};
use crate::text::{Text, fold};

/// A cell, with no regard to what kind of value it holds.
pub struct Cell<'a> {
    /// What it should hold.
    pub name: Text,
    /// Where it is.
    pub place: &'a Place,
    /// What was written.
    pub raw: &'a Raw,
    /// Whether something stands there that could not be understood.
    pub unreadable: bool,
}

impl<'a> Cell<'a> {
    fn of<T>(name: Text, entry: &'a Entry<T>) -> Self {
        Self { name, place: &entry.place, raw: &entry.raw, unreadable: matches!(entry.state, State::Unreadable) }
    }

    /// Whether it holds an error, or a formula without its result.
    pub const fn is_broken(&self) -> bool {
        matches!(self.raw, Raw::Error(_) | Raw::NoResult)
    }
}

/// Every cell of fields, money, indicators and totals.
pub fn all(submission: &Submission) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    for field in &submission.fields {
        cells.push(Cell::of(Text::new("封面或文字", "cover or text"), &field.entry));
    }
    for row in submission.money.iter().flat_map(|block| &block.rows) {
        cells.push(Cell::of(Text::new("年初预算数", "initial budget"), &row.initial));
        cells.push(Cell::of(Text::new("全年预算数", "budget"), &row.adjusted));
        cells.push(Cell::of(Text::new("到位数", "amount received"), &row.received));
        cells.push(Cell::of(Text::new("执行数", "amount executed"), &row.executed));
        cells.push(Cell::of(Text::new("执行率", "execution rate"), &row.rate));
        cells.push(Cell::of(Text::new("分值", "weight"), &row.weight));
        cells.push(Cell::of(Text::new("得分", "score"), &row.score));
        cells.push(Cell::of(Text::new("原因", "reason"), &row.reason));
    }
    for row in submission.all_indicators() {
        cells.push(Cell::of(Text::new("指标名称", "name"), &row.level3));
        cells.push(Cell::of(Text::new("指标性质", "direction"), &row.sign));
        cells.push(Cell::of(Text::new("度量单位", "unit"), &row.unit));
        cells.push(Cell::of(Text::new("指标值", "target"), &row.target));
        cells.push(Cell::of(Text::new("完成值", "actual value"), &row.actual));
        cells.push(Cell::of(Text::new("分值", "weight"), &row.weight));
        cells.push(Cell::of(Text::new("得分", "score"), &row.score));
        cells.push(Cell::of(Text::new("原因", "reason"), &row.reason));
    }
    for total in submission.indicators.iter().filter_map(|table| table.total.as_ref()) {
        cells.push(Cell::of(Text::new("分值合计", "total of weights"), &total.weight));
        cells.push(Cell::of(Text::new("得分合计", "total of scores"), &total.score));
    }
    // A merged or printed value may serve several rows; one cell is one matter.
    cells.sort_by(|a, b| a.place.cmp(b.place));
    cells.dedup_by(|a, b| a.place == b.place);
    cells
}

/// A text that was written by hand: its place, itself, and its folded form.
pub struct Written<'a> {
    /// Where it is.
    pub place: &'a Place,
    /// As written.
    pub text: &'a str,
    /// Folded for comparing.
    pub folded: String,
}

/// Every written text: cover, goals and completion, names, targets, actual values, reasons, sections that are no print.
pub fn texts<'a>(submission: &'a Submission, printed_sections: &[&str]) -> Vec<Written<'a>> {
    let mut texts = Vec::new();
    let mut add = |place: &'a Place, raw: &'a Raw, answered: bool| {
        if let (Raw::Text(text), true) = (raw, answered) {
            texts.push(Written { place, text, folded: fold(text) });
        }
    };
    for field in &submission.fields {
        add(&field.entry.place, &field.entry.raw, field.entry.is_written());
    }
    for row in submission.money.iter().flat_map(|block| &block.rows) {
        add(&row.reason.place, &row.reason.raw, row.reason.is_written());
    }
    for row in submission.all_indicators() {
        add(&row.level3.place, &row.level3.raw, row.level3.is_written());
        add(&row.target.place, &row.target.raw, row.target.is_written());
        add(&row.actual.place, &row.actual.raw, row.actual.is_written());
        add(&row.reason.place, &row.reason.raw, row.reason.is_written());
    }
    for section in submission.sections.iter().filter(|section| !printed_sections.contains(&&*section.id)) {
        for entry in &section.body {
            add(&entry.place, &entry.raw, entry.is_written());
        }
    }
    texts
}
