//! A project file with the codes of checks that it names.

use std::path::Path;

use crate::output;
use crate::schema::{Library, Project, SchemaError, own_tab_faults, unknown_codes, unknown_tabs};

/// Reads the project file of a folder, or a project file itself.
///
/// # Errors
/// If there is no such file, something in it is wrong, or it asks for a tab that does not exist.
pub fn project(path: &Path) -> Result<Project, Vec<SchemaError>> {
    let project = Project::load(path).map_err(|error| vec![error])?;
    let built: Vec<&str> = output::tab_names().collect();
    let own = project.output.own_tabs.iter().map(|tab| tab.name.as_str());
    let tabs: Vec<&str> = built.iter().copied().chain(own).collect();
    let mut faults = unknown_tabs(&project.file, &project.source, &project.output.tabs, &tabs);
    faults.extend(own_tab_faults(&project, &built, output::own_tab_titles));
    if faults.is_empty() { Ok(project) } else { Err(faults) }
}

/// The checks that a project grades and that neither this program nor a form of its library has.
#[must_use]
pub fn unknown_checks(project: &Project, library: &Library) -> Vec<SchemaError> {
    let own = library.forms.iter().flat_map(|form| &form.rules).map(|rule| rule.id.as_str());
    let codes: Vec<&str> = super::pages().into_iter().map(|page| page.code.0).chain(own).collect();
    unknown_codes(&project.file, &project.source, &codes)
}
