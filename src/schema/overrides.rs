//! What a project changes in every form: limits, and how grave a check is.

use std::sync::Arc;

use serde::Deserialize;
use toml::Table;

use super::error::SchemaError;
use super::form::{Form, Limits};
use super::library::Library;
use super::project::Project;
use crate::model::Severity;

/// The part of a project file whose keys are those of a form's `[limit]`.
#[derive(Deserialize)]
struct OfLimits {
    /// Read only to be checked; what is not written keeps the value of each form.
    #[serde(default, rename = "limit")]
    _limits: Limits,
}

/// Refuses limits of a project file that no form knows, or that are of another kind.
pub fn check_limits(file: &str, source: &str) -> Result<(), SchemaError> {
    toml::from_str::<OfLimits>(source).map(drop).map_err(|error| SchemaError::of_toml(file, source, &error))
}

impl Project {
    /// How grave a finding is in this county; nothing if the project switches its check off.
    #[must_use]
    pub fn severity(&self, code: &str, otherwise: Severity) -> Option<Severity> {
        self.severities.get(code).map_or(Some(otherwise), |gravity| gravity.severity())
    }

    /// The limits of a form with those that the project sets laid over them.
    fn limits_over(&self, limits: &Limits) -> Limits {
        let mut whole = Table::try_from(limits).unwrap_or_default();
        whole.extend(self.limits.clone());
        // What the project sets was checked when it was read.
        whole.try_into().unwrap_or_else(|_| limits.clone())
    }
}

impl Library {
    /// The same forms, with what the project sets for the whole county.
    #[must_use]
    pub fn overridden_by(&self, project: &Project) -> Self {
        if project.limits.is_empty() && project.severities.is_empty() {
            return self.clone();
        }
        let overridden = |form: &Arc<Form>| {
            let mut form = Form::clone(form);
            form.limits = project.limits_over(&form.limits);
            form.severities.extend(project.severities.iter().map(|(code, gravity)| (code.clone(), *gravity)));
            Arc::new(form)
        };
        Self { forms: self.forms.iter().map(overridden).collect(), index: self.index.clone() }
    }
}
