//! Blank forms for everything that is due.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::RunError;
use crate::model::Roster;
use crate::reference;
use crate::schema::{Library, Project};
use crate::template::{self, Handouts, Placed, TemplateError, Wanted};

/// What became of the forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandedOut {
    /// How many are new.
    pub new: usize,
    /// How many were there already, the same.
    pub same: usize,
    /// Files under whose name something else was there: left as they were.
    pub kept: Vec<PathBuf>,
}

/// Reads the roster of a project.
///
/// # Errors
/// Every fault of it.
pub fn roster(project: &Project, library: &Library) -> Result<Roster, RunError> {
    Ok(reference::roster(&project.resolve(&project.input.roster), &library.forms)?)
}

/// Lists the blank forms that are due.
///
/// # Errors
/// See [`template::handouts`].
pub fn due_templates(
    project: &Project,
    roster: &Roster,
    library: &Library,
    wanted: Wanted<'_>,
) -> Result<Handouts, TemplateError> {
    template::handouts(roster, &library.forms, project.county.year, wanted, project.output.language)
}

/// Makes blank forms below a folder, in parallel; nothing that stands there is replaced. `done` is told after each.
///
/// # Errors
/// The first file, in their order, that could not be made; the others are there.
pub fn templates(
    handouts: &Handouts,
    project: &Project,
    folder: &Path,
    done: &(dyn Fn() + Sync),
) -> Result<HandedOut, TemplateError> {
    let made: Vec<(PathBuf, Result<Placed, TemplateError>)> = handouts
        .list
        .par_iter()
        .map(|handout| {
            let path = folder.join(&handout.path);
            let form = &handout.form;
            let blank = template::blank(form, &handout.handed, project.output.language)
                .map_err(|source| TemplateError::Workbook { form: form.head.id.to_string(), source });
            let placed = blank.and_then(|blank| template::place(&path, &blank.bytes));
            done();
            (path, placed)
        })
        .collect();
    let mut handed_out = HandedOut::default();
    for (path, placed) in made {
        match placed? {
            Placed::New => handed_out.new += 1,
            Placed::Same => handed_out.same += 1,
            Placed::Kept => handed_out.kept.push(path),
        }
    }
    Ok(handed_out)
}
