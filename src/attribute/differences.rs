//! Where two submissions of the same form differ, value by value: by what the values mean, not by where they stand.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::names::{
    ACTUAL, ADJUSTED, AUDITED, BASIS, COMPLETION, CONVERTED, EXECUTED, FIELD, INITIAL, LABEL, NAME, RATE, REASON,
    RECEIVED, SCORE, SIGN, TARGET, UNIT, WEIGHT, WHOLE_ROW,
};
use crate::model::{Difference, Entry, Indicator, MoneyRow, Place, Raw, Submission, TotalRow, Written};
use crate::text::{Text, fold};

/// Every difference, in the order of the form; rows that only the replaced submission has stand last.
pub(super) fn differences(replaced: &Submission, kept: &Submission) -> Vec<Difference> {
    let (old, new) = (lines(replaced), lines(kept));
    let partners = partners(&old, &new);
    let mut found = Vec::new();
    for (line, partner) in new.iter().zip(&partners) {
        match partner.and_then(|at| old.get(at)) {
            Some(before) => found.extend(changed(before, line)),
            None => found.extend(line.whole().map(|written| line.difference(WHOLE_ROW, None, Some(written)))),
        }
    }
    let paired: HashSet<usize> = partners.into_iter().flatten().collect();
    let gone = old.iter().enumerate().filter(|(at, _)| !paired.contains(at));
    found.extend(gone.filter_map(|(_, line)| Some(line.difference(WHOLE_ROW, Some(line.whole()?), None))));
    // A merged cell serves several rows, and is told once.
    let mut told: BTreeSet<(Option<Place>, Option<Place>)> = BTreeSet::new();
    let place = |written: &Option<Written>| written.as_ref().map(|written| written.place.clone());
    found.retain(|difference| told.insert((place(&difference.replaced), place(&difference.kept))));
    found
}

/// A field, or a row of a table.
struct Line<'a> {
    /// The table it belongs to; a field is a table of its own.
    table: String,
    /// What it is in that table.
    key: String,
    row: u32,
    subject: String,
    cells: Vec<Cell<'a>>,
}

struct Cell<'a> {
    column: Text,
    place: &'a Place,
    raw: &'a Raw,
}

fn cell<T>(column: Text, entry: &Entry<T>) -> Cell<'_> {
    Cell { column, place: &entry.place, raw: &entry.raw }
}

impl Cell<'_> {
    fn written(&self) -> Written {
        Written { place: self.place.clone(), text: self.raw.to_string() }
    }
}

impl Line<'_> {
    fn difference(&self, column: Text, replaced: Option<Written>, kept: Option<Written>) -> Difference {
        Difference { subject: self.subject.clone(), column, replaced, kept }
    }

    /// Everything that is written in it, at its first filled cell; nothing if it is blank.
    fn whole(&self) -> Option<Written> {
        let filled: Vec<&Cell<'_>> = self.cells.iter().filter(|cell| !cell.raw.is_blank()).collect();
        let texts: Vec<String> = filled.iter().map(|cell| cell.raw.to_string()).collect();
        Some(Written { place: filled.first()?.place.clone(), text: texts.join("｜") })
    }
}

/// The values that two lines of the same meaning state differently. Blanks and width do not count.
fn changed<'a>(before: &'a Line<'a>, after: &'a Line<'a>) -> impl Iterator<Item = Difference> + 'a {
    before.cells.iter().zip(&after.cells).filter_map(|(old, new)| {
        let (replaced, kept) = (old.written(), new.written());
        let differ = fold(&replaced.text) != fold(&kept.text);
        differ.then(|| after.difference(new.column, Some(replaced), Some(kept)))
    })
}

/// For every new line the old one of the same meaning: by its key, and what is left by its row, as a name may be what changed.
fn partners(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut by_key: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, line) in old.iter().enumerate().rev() {
        by_key.entry((&line.table, &line.key)).or_default().push(at);
    }
    let mut partners: Vec<Option<usize>> =
        new.iter().map(|line| by_key.get_mut(&(line.table.as_str(), line.key.as_str()))?.pop()).collect();
    let paired: HashSet<usize> = partners.iter().copied().flatten().collect();
    let mut by_row: HashMap<(&str, u32), usize> = HashMap::new();
    for (at, line) in old.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        by_row.insert((&line.table, line.row), at);
    }
    for (line, partner) in new.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
        *partner = by_row.remove(&(line.table.as_str(), line.row));
    }
    partners
}

fn lines(submission: &Submission) -> Vec<Line<'_>> {
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
