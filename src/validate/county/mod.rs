//! What only the county shows: sent twice, missing, late, not in the roster, passed on to another unit.

mod f05;
mod f06;
mod f07;
mod f12;
mod f14;

use jiff::civil::Date;

use crate::model::{CountyEntry, Finding, Page, Place, ReadFile, ReportingRow, Roster};

/// The pages of these checks.
pub static PAGES: [&Page; 5] = [&f05::PAGE, &f06::PAGE, &f07::PAGE, &f12::PAGE, &f14::PAGE];

/// Checks what came in against what was due.
///
/// `entries` and `reporting` point into `files`, as attribution made them. Without a single unit in the roster there is
/// nothing that a unit could be missing from.
#[must_use]
pub fn county(
    entries: &[CountyEntry],
    reporting: &[ReportingRow],
    files: &[ReadFile],
    roster: &Roster,
    deadline: Date,
) -> Vec<Finding> {
    let mut findings = f05::check(entries, files);
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
