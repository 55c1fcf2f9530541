//! The hidden stamp of a form that was handed out.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Stamp;

/// What was handed out to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StampRecord {
    /// The id of the form.
    pub form: String,
    /// The version of its schema.
    pub version: String,
    /// The code of the unit.
    pub unit: String,
    /// The project; null if the unit names it.
    pub project: Option<String>,
    /// The year.
    pub year: i16,
}

impl StampRecord {
    pub fn new(stamp: &Stamp) -> Self {
        Self {
            form: stamp.form.to_string(),
            version: stamp.version.to_string(),
            unit: stamp.unit.to_string(),
            project: (!stamp.project.is_empty()).then(|| stamp.project.to_string()),
            year: stamp.year,
        }
    }
}
