//! New rules tried on submissions that are there already, before they are sent out.

use std::path::PathBuf;

use jiff::civil::DateTime;

use super::run::{Prepared, RunError, consolidate, prepare};
use crate::consolidate as figures_room;
use crate::model::WhatIf;
use crate::schema::{Library, Project};

/// Everything that is known before the first file is opened.
pub struct PreparedWhatIf {
    project: Project,
    is_last_year: bool,
    prepared: [Prepared; 2],
}

impl PreparedWhatIf {
    /// How many files will be read; every file is read under both sets of rules.
    #[must_use]
    pub fn files(&self) -> usize {
        self.prepared.iter().map(Prepared::files).sum()
    }
}

/// Lists last year's submissions, or those of the year itself where there are none. `libraries` are those in force and on trial.
///
/// # Errors
/// If a list of the bureau is wrong, also by a form that one of the libraries lacks, or a folder cannot be listed.
pub fn prepare_what_if(project: &Project, libraries: [&Library; 2]) -> Result<PreparedWhatIf, RunError> {
    let [in_force, _] = libraries;
    if let Some(folder) = &project.input.last_year {
        let last_year = of_last_year(project, folder.clone());
        if prepare(&last_year, in_force)?.files() > 0 {
            return both(last_year, true, libraries);
        }
    }
    let mut this_year = project.clone();
    this_year.input.last_year = None;
    both(this_year, false, libraries)
}

fn both(project: Project, is_last_year: bool, [old, new]: [&Library; 2]) -> Result<PreparedWhatIf, RunError> {
    let prepared = [prepare(&project, old)?, prepare(&project, new)?];
    Ok(PreparedWhatIf { project, is_last_year, prepared })
}

/// The project as it was a year ago, with the submissions of then. Nobody kept when they came in.
fn of_last_year(project: &Project, submissions: PathBuf) -> Project {
    let mut project = project.clone();
    project.county.year = project.county.year.saturating_sub(1);
    project.input.submissions = submissions;
    project.input.last_year = None;
    project.input.receipts = None;
    project
}

/// Reads the submissions under both sets of rules and tells what changes; writes nothing. `done` is told after each file.
#[must_use]
pub fn what_if(
    prepared: PreparedWhatIf,
    [old, new]: [&Library; 2],
    as_of: DateTime,
    done: &(dyn Fn() + Sync),
) -> WhatIf {
    let PreparedWhatIf { project, is_last_year, prepared: [in_force, on_trial] } = prepared;
    let before = consolidate(in_force, &project, old, as_of, done);
    let after = consolidate(on_trial, &project, new, as_of, done);
    figures_room::what_if(&before, &after, is_last_year)
}
