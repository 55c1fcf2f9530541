//! A submission as lines of values: every field and every row of a table, with what it is called and what stands in it.

use super::entry::Entry;
use super::names::{
    ACTUAL, ADJUSTED, AUDITED, BASIS, COMPLETION, CONVERTED, EXECUTED, FIELD, INITIAL, LABEL, NAME, RATE, REASON,
    RECEIVED, SCORE, SIGN, TARGET, UNIT, WEIGHT,
};
use super::place::Place;
use super::raw::Raw;
use super::submission::{Indicator, MoneyRow, Submission, TotalRow};
use crate::text::{Text, fold};

/// A field, a paragraph, or a row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The table it belongs to; a field is a table of its own.
    pub table: String,
    /// What it is in that table.
    pub key: String,
    /// Zero-based row; 0 where the line is no row.
    pub row: u32,
    /// What it is called in a sentence.
    pub subject: String,
    /// Its values.
    pub cells: Vec<Cell<'a>>,
}

/// One value of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell<'a> {
    /// What the value is.
    pub column: Text,
    /// Where it stands.
    pub place: &'a Place,
    /// What was written.
    pub raw: &'a Raw,
}

fn cell<T>(column: Text, entry: &Entry<T>) -> Cell<'_> {
    Cell { column, place: &entry.place, raw: &entry.raw }
}

/// Every line of a submission: fields, money, indicators with their totals, facts, sections.
#[must_use]
pub fn lines(submission: &Submission) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for field in &submission.fields {
        let label = field.label.trim().trim_end_matches([':', '：']);
        lines.push(Line {
            table: format!("field {}", field.id),
            key: String::new(),
            row: 0,
            subject: if label.is_empty() { field.id.to_string() } else { label.to_owned() },
            cells: vec![cell(FIELD, &field.entry)],
        });
    }
    for block in &submission.money {
        lines.extend(block.rows.iter().map(|row| of_money(format!("money {}", block.id), row)));
    }
    for (nth, table) in submission.indicators.iter().enumerate() {
        let name = format!("indicators {} {nth}", table.id);
        lines.extend(table.rows.iter().map(|row| of_indicator(name.clone(), row)));
        let totals = table.subtotals.iter().chain(&table.total).enumerate();
        lines.extend(totals.map(|(at, total)| of_total(format!("{name} total {at}"), total)));
    }
    for table in &submission.facts {
        lines.extend(table.rows.iter().map(|row| Line {
            table: format!("facts {}", table.id),
            key: row.id.to_string(),
            row: row.row,
            subject: row.label.raw.to_string().trim().to_owned(),
            cells: row.values.iter().map(|fact| cell(FIELD, &fact.entry)).collect(),
        }));
    }
    for section in &submission.sections {
        lines.extend(section.body.iter().enumerate().map(|(nth, paragraph)| Line {
            table: format!("section {}", section.id),
            key: nth.to_string(),
            row: 0,
            subject: section.heading.raw.to_string(),
            cells: vec![cell(FIELD, paragraph)],
        }));
    }
    lines
}

fn of_money(table: String, row: &MoneyRow) -> Line<'_> {
    Line {
        table,
        key: row.id.to_string(),
        row: row.row,
        subject: row.label.raw.to_string().trim_end_matches([':', '：']).to_owned(),
        cells: vec![
            cell(INITIAL, &row.initial),
            cell(ADJUSTED, &row.adjusted),
            cell(RECEIVED, &row.received),
            cell(EXECUTED, &row.executed),
            cell(RATE, &row.rate),
            cell(WEIGHT, &row.weight),
            cell(SCORE, &row.score),
            cell(REASON, &row.reason),
        ],
    }
}

fn of_indicator(table: String, row: &Indicator) -> Line<'_> {
    let levels = [&row.level1, &row.level2].map(|level| fold(&level.raw.to_string()));
    Line {
        table,
        key: format!("{}\n{}\n{}", levels[0], levels[1], fold(&row.name)),
        row: row.row,
        subject: row.name.clone(),
        cells: vec![
            cell(LABEL, &row.level1),
            cell(LABEL, &row.level2),
            cell(NAME, &row.level3),
            cell(SIGN, &row.sign),
            cell(TARGET, &row.target),
            cell(UNIT, &row.unit),
            cell(BASIS, &row.basis),
            cell(ACTUAL, &row.actual),
            cell(COMPLETION, &row.completion),
            cell(WEIGHT, &row.weight),
            cell(SCORE, &row.score),
            cell(CONVERTED, &row.converted),
            cell(AUDITED, &row.audited),
            cell(REASON, &row.reason),
        ],
    }
}

fn of_total(table: String, total: &TotalRow) -> Line<'_> {
    Line {
        table,
        key: String::new(),
        row: 0,
        subject: total.label.raw.to_string(),
        cells: vec![cell(WEIGHT, &total.weight), cell(SCORE, &total.score)],
    }
}
