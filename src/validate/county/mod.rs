//! What only the county shows: sent twice, missing, late, not in the roster, passed on to another unit.

mod f05;
mod f06;
mod f07;
mod f12;
mod f14;

use jiff::civil::Date;

use crate::model::{CountyEntry, Finding, Page, Place, ReadFile, Repeat, ReportingRow, Roster};

/// The pages of these checks.
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

/// Checks what came in against what was due.
///
/// Without a single unit in the roster there is nothing that a unit could be missing from.
#[must_use]
pub fn county(came_in: &CameIn<'_>, roster: &Roster, deadline: Date) -> Vec<Finding> {
    let CameIn { entries, reporting, files, .. } = *came_in;
    let mut findings = f05::check(came_in);
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
