//! What only the county shows: of another year, sent twice, missing, late, not in the roster, passed on to another unit.

mod f03;
mod f05;
mod f06;
mod f07;
mod f12;
mod f14;

use jiff::civil::Date;

use crate::model::{CountyEntry, Field, FieldValue, Finding, Page, Place, ReadFile, Repeat, ReportingRow, Roster};

/// The pages of these checks, but for F03, which is a rule of one form too.
pub static PAGES: [&Page; 5] = [&f05::PAGE, &f06::PAGE, &f07::PAGE, &f12::PAGE, &f14::PAGE];

/// Everything that came in, as attribution made it; positions point into `entries` and `files`.
#[derive(Debug, Clone, Copy)]
pub struct CameIn<'a> {
    /// Every submission.
    pub entries: &'a [CountyEntry],
    /// 报送情况.
    pub reporting: &'a [ReportingRow],
    /// Submissions that another one replaced.
    pub repeats: &'a [Repeat],
    /// Every file.
    pub files: &'a [ReadFile],
}

/// Checks what came in against what was due for the `year` that is evaluated.
///
/// Without a single unit in the roster there is nothing that a unit could be missing from.
#[must_use]
pub fn county(came_in: &CameIn<'_>, roster: &Roster, year: i16, deadline: Date) -> Vec<Finding> {
    let CameIn { entries, reporting, files, .. } = *came_in;
    let mut findings = f03::check(entries, files, year);
    findings.extend(f05::check(came_in));
    findings.extend(f06::check(reporting));
    findings.extend(f07::check(entries, reporting, files, deadline));
    if !roster.units.is_empty() {
        findings.extend(f12::check(entries, reporting, files));
        findings.extend(f14::check(entries, files, roster));
    }
    findings
}

/// The place of a file.
fn place(files: &[ReadFile], file: usize) -> Option<Place> {
    files.get(file).map(|read| Place::File(read.source.id))
}

/// The cell of the cover that names a unit in these words.
fn named_at(entry: &CountyEntry, unit: &str, files: &[ReadFile]) -> Option<Place> {
    let fields = &files.get(entry.file)?.cases.get(entry.case)?.submission.fields;
    let names = |field: &&Field| match field.entry.value() {
        Some(FieldValue::CodeName { code, name }) => {
            [code.as_deref().unwrap_or_default(), name].map(str::trim).contains(&unit)
        }
        Some(value) => value.text().trim() == unit,
        None => field.entry.raw.to_string().trim() == unit,
    };
    if unit.is_empty() {
        return None;
    }
    // A department may be its own supervising body; the field further on is the one that reports.
    fields.iter().rev().find(names).map(|field| field.entry.place.clone())
}
