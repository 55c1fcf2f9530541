//! A project file with the codes of checks that it names.

use std::path::Path;

use crate::schema::{Project, SchemaError, unknown_codes};

/// Reads the project file of a folder, or a project file itself.
///
/// # Errors
/// If there is no such file, something in it is wrong, or it names a check that does not exist.
pub fn project(path: &Path) -> Result<Project, Vec<SchemaError>> {
    let project = Project::load(path).map_err(|error| vec![error])?;
    let codes: Vec<&str> = super::pages().into_iter().map(|page| page.code.0).collect();
    let faults = unknown_codes(&project.file, &project.source, &codes);
    if faults.is_empty() { Ok(project) } else { Err(faults) }
}
