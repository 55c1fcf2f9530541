//! Two years side by side: last year's submission of the same unit and project.

use std::collections::HashMap;

use super::case::{Case, ReadFile};
use super::county::{CountyEntry, Standing};
use super::submission::{Indicator, Submission};
use crate::text::fold;

/// The submissions of one year, as they were attributed.
#[derive(Debug, Clone, Copy)]
pub struct Year<'a> {
    /// The submissions.
    pub entries: &'a [CountyEntry],
    /// The files they are in.
    pub files: &'a [ReadFile],
}

impl<'a> Year<'a> {
    /// The case of an entry.
    #[must_use]
    pub fn case(self, entry: &CountyEntry) -> Option<&'a Case> {
        self.files.get(entry.file)?.cases.get(entry.case)
    }
}

/// Last year, by unit and project.
pub struct History<'a> {
    by_project: HashMap<(&'a str, String), Vec<&'a Case>>,
}

impl<'a> History<'a> {
    /// The submissions of last year that counted.
    #[must_use]
    pub fn of(last: Year<'a>) -> Self {
        let mut by_project: HashMap<_, Vec<&Case>> = HashMap::new();
        for entry in last.entries.iter().filter(|entry| entry.standing == Standing::Counts) {
            let Some(case) = last.case(entry) else { continue };
            if let Some(key) = key(entry, &case.submission) {
                by_project.entry(key).or_default().push(case);
            }
        }
        Self { by_project }
    }

    /// The submission of last year: on the same form if there is one, else the first of the same project.
    #[must_use]
    pub fn before(&self, entry: &CountyEntry, now: &Submission) -> Option<Before<'a>> {
        if self.by_project.is_empty() {
            return None;
        }
        let key = key(entry, now)?;
        let cases = self.by_project.get(&key)?;
        let same_form = cases.iter().find(|case| case.submission.form == now.form);
        // A form of the whole department is compared with the same form only: others speak of something else.
        let other_form = || cases.first().filter(|_| !key.1.is_empty());
        same_form.or_else(other_form).map(|case| Before::of(&case.submission))
    }
}

/// Unit and project; nothing if the unit is unknown, or the project is although the form asks for one.
fn key<'a>(entry: &'a CountyEntry, submission: &Submission) -> Option<(&'a str, String)> {
    let project = fold(&entry.project);
    let is_known = !project.is_empty() || submission.field("project").is_none();
    is_known.then_some((&*entry.owner.as_ref()?.code, project))
}

/// One submission of last year.
pub struct Before<'a> {
    /// What was read.
    pub submission: &'a Submission,
    /// Indicators by name as written; nothing where a name occurs twice.
    indicators: HashMap<&'a str, Option<&'a Indicator>>,
}

impl<'a> Before<'a> {
    fn of(submission: &'a Submission) -> Self {
        let mut indicators = HashMap::new();
        for indicator in submission.all_indicators() {
            let twin = |known: &mut Option<&Indicator>| *known = None;
            indicators.entry(indicator.name.as_str()).and_modify(twin).or_insert(Some(indicator));
        }
        Self { submission, indicators }
    }

    /// The indicator of the same name, blanks and width aside; nothing if several have it.
    #[must_use]
    pub fn indicator(&self, name: &str) -> Option<&'a Indicator> {
        if let Some(known) = self.indicators.get(name) {
            return *known;
        }
        // Folding every name is slow, and most names are the same to the letter.
        let folded = fold(name);
        let mut same = self.submission.all_indicators().filter(|known| fold(&known.name) == folded);
        let first = same.next();
        first.filter(|_| same.next().is_none())
    }
}
