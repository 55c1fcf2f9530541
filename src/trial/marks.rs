//! What every cell of a copy of the form was taken for.

use std::collections::BTreeMap;

use super::{Kind, Mark};
use crate::locate::Layout;
use crate::model::{CellRef, Entry, Indicator, MoneyRow, Submission, TotalRow};
use crate::schema::Role;

/// The marks of one copy, by cell.
pub fn marks(layout: &Layout<'_>, submission: &Submission) -> BTreeMap<CellRef, Mark> {
    let mut marks = Marks(BTreeMap::new());
    for at in &submission.furniture {
        marks.set(*at, Kind::Printed, "");
    }
    values(&mut marks, submission);
    for at in &layout.titles {
        marks.set(*at, Kind::Title, "");
    }
    labels(&mut marks, layout);
    marks.0
}

struct Marks(BTreeMap<CellRef, Mark>);

impl Marks {
    fn set(&mut self, at: CellRef, kind: Kind, part: &str) {
        self.0.insert(at, Mark { kind, part: part.to_owned() });
    }

    /// A cell that is read as a value, or is blank where one is expected.
    fn entry<T>(&mut self, part: &str, entry: &Entry<T>) {
        let Some(at) = entry.place.cell() else { return };
        if !entry.raw.is_blank() {
            // A label that also states a weight keeps its first meaning.
            let known = self.0.get(&at).is_some_and(|mark| mark.kind == Kind::Value);
            if !known {
                self.set(at, Kind::Value, part);
            }
        } else if entry.is_asked() {
            self.set(at, Kind::Expected, part);
        }
    }

    fn money(&mut self, row: &MoneyRow) {
        let parts = [
            ("initial", &row.initial),
            ("adjusted", &row.adjusted),
            ("received", &row.received),
            ("executed", &row.executed),
            ("rate", &row.rate),
            ("weight", &row.weight),
            ("score", &row.score),
        ];
        for (part, entry) in parts {
            self.entry(part, entry);
        }
        self.entry("reason", &row.reason);
        self.entry(&row.id, &row.label);
    }

    fn indicator(&mut self, row: &Indicator) {
        let words = [
            ("level1", &row.level1),
            ("level2", &row.level2),
            ("level3", &row.level3),
            ("basis", &row.basis),
            ("completion", &row.completion),
            ("reason", &row.reason),
        ];
        for (part, entry) in words {
            self.entry(part, entry);
        }
        let points =
            [("weight", &row.weight), ("score", &row.score), ("converted", &row.converted), ("audited", &row.audited)];
        for (part, entry) in points {
            self.entry(part, entry);
        }
        self.entry("sign", &row.sign);
        self.entry("unit", &row.unit);
        self.entry("target", &row.target);
        self.entry("actual", &row.actual);
        row.facts.iter().for_each(|fact| self.entry(&fact.id, &fact.entry));
    }

    fn total(&mut self, total: &TotalRow, part: &str) {
        self.entry("weight", &total.weight);
        self.entry("score", &total.score);
        if let Some(at) = total.label.place.cell() {
            self.set(at, Kind::Label, part);
        }
    }
}

fn values(marks: &mut Marks, submission: &Submission) {
    for row in submission.money.iter().flat_map(|block| &block.rows) {
        marks.money(row);
    }
    for table in &submission.indicators {
        table.rows.iter().for_each(|row| marks.indicator(row));
        for entry in &table.unfilled {
            if let Some(at) = entry.place.cell() {
                marks.set(at, Kind::Printed, "placeholder");
            }
        }
        table.subtotals.iter().for_each(|total| marks.total(total, "subtotal"));
        table.total.iter().for_each(|total| marks.total(total, "total"));
    }
    for row in submission.facts.iter().flat_map(|table| &table.rows) {
        marks.entry(&row.id, &row.label);
        row.values.iter().for_each(|fact| marks.entry(&fact.id, &fact.entry));
    }
    for field in submission.fields.iter().filter(|field| field.found) {
        marks.entry(&field.id, &field.entry);
    }
    for section in &submission.sections {
        section.body.iter().for_each(|entry| marks.entry(&section.id, entry));
    }
}

/// Labels and headers. A cell that holds its value too stays a value.
fn labels(marks: &mut Marks, layout: &Layout<'_>) {
    let form = layout.form;
    for ((id, _), at) in form.fields.iter().zip(&layout.fields) {
        let own = at.value.as_ref().map(crate::locate::ValueAt::cell);
        if let Some(label) = at.label.filter(|label| Some(*label) != own) {
            marks.set(label, Kind::Label, id);
        }
    }
    for table in &layout.tables {
        let spec = &form.tables[table.spec];
        if let Some((at, _)) = &table.block {
            marks.set(*at, Kind::Label, &spec.id);
        }
        for column in &table.columns {
            let named = &spec.columns[column.spec];
            let part = named.id.as_deref().map_or_else(|| role_name(column.role), str::to_owned);
            marks.set(column.header, Kind::Header, &part);
        }
        for row in &table.rows {
            let known = row.spec.map(|index| &*spec.rows[index].id);
            for at in std::iter::once(&row.label).chain(&row.again) {
                if let (Some(id), false) = (known, table.block.as_ref().is_some_and(|(block, _)| block == at)) {
                    marks.set(*at, Kind::Label, id);
                }
            }
        }
    }
    for section in &layout.sections {
        let spec = &form.sections[section.spec];
        marks.set(section.heading, Kind::Label, &spec.id);
        if spec.printed {
            let body = marks.0.values_mut().filter(|mark| mark.kind == Kind::Value && mark.part == *spec.id);
            body.for_each(|mark| mark.kind = Kind::Printed);
        }
    }
}

/// A role as schemas write it.
fn role_name(role: Role) -> String {
    toml::Value::try_from(role).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
