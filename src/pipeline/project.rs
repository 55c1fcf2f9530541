//! A project file with the codes of checks that it names.

use std::path::Path;

use crate::output;
use crate::schema::{Library, Project, SchemaError, unknown_codes, unknown_tabs};

/// Reads the project file of a folder, or a project file itself.
///
/// # Errors
/// If there is no such file, something in it is wrong, or it asks for a tab that does not exist.
pub fn project(path: &Path) -> Result<Project, Vec<SchemaError>> {
    let project = Project::load(path).map_err(|error| vec![error])?;
    let tabs: Vec<&str> = output::tab_names().collect();
    let faults = unknown_tabs(&project.file, &project.source, &project.output.tabs, &tabs);
    if faults.is_empty() { Ok(project) } else { Err(faults) }
}

/// The checks that a project grades and that neither this program nor a form of its library has.
#[must_use]
pub fn unknown_checks(project: &Project, library: &Library) -> Vec<SchemaError> {
    let own = library.forms.iter().flat_map(|form| &form.rules).map(|rule| rule.id.as_str());
    let codes: Vec<&str> = super::pages().into_iter().map(|page| page.code.0).chain(own).collect();
    unknown_codes(&project.file, &project.source, &codes)
}
