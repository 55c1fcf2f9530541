//! The hidden mark of a form that was handed out: it makes the returned file certain to recognise, whatever its name.

use std::sync::Arc;

/// What was handed out to whom. It stands on a hidden sheet of its own, a key and a value in each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The id of the form.
    pub form: Arc<str>,
    /// The version of the form's schema.
    pub version: Arc<str>,
    /// The code of the unit.
    pub unit: Arc<str>,
    /// The project; empty if the form is for none or the unit names it.
    pub project: Arc<str>,
    /// The year.
    pub year: i16,
    /// The sheet that it belongs to.
    pub sheet: Arc<str>,
}

impl Stamp {
    /// What stands in the first cell of the hidden sheet.
    pub const MARK: &str = "huizong-form";

    /// Keys and values, in the order in which they are written below the mark.
    #[must_use]
    pub fn entries(&self) -> [(&'static str, String); 6] {
        [
            ("form", self.form.to_string()),
            ("version", self.version.to_string()),
            ("unit", self.unit.to_string()),
            ("project", self.project.to_string()),
            ("year", self.year.to_string()),
            ("sheet", self.sheet.to_string()),
        ]
    }

    /// The stamp of keys and values; nothing if one that it cannot do without is missing.
    #[must_use]
    pub fn of_entries(value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        Some(Self {
            form: value("form")?.into(),
            version: value("version")?.into(),
            unit: value("unit")?.into(),
            project: value("project").unwrap_or_default().into(),
            year: value("year")?.parse().ok()?,
            sheet: value("sheet")?.into(),
        })
    }
}
