//! What the rules of the county look at, and the account they keep of every submission.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::CameIn;
use crate::model::{
    Before, Case, CountyEntry, Field, FieldValue, Finding, History, Ledger, Page, Place, ReadFile, Roster, RuleOutcome,
    Submission, Year,
};
use crate::schema::{FieldType, Form, find_form};
use crate::text::fold;
use crate::validate::rule::Tally;

/// What the bureau knows beside what came in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who must report what.
    pub roster: &'a Roster,
    /// The forms.
    pub forms: &'a [Arc<Form>],
    /// The name of the county.
    pub name: &'a str,
    /// The year that is evaluated.
    pub year: i16,
    /// The last day in time.
    pub deadline: Date,
    /// The day of the run.
    pub today: Date,
    /// The bureau's own figures, if it gives any.
    pub ledger: Option<&'a Ledger>,
    /// Last year's submissions, none if there are none to compare with.
    pub last_year: Year<'a>,
}

/// One submission of the county.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// Its place among the submissions of the scene.
    pub at: usize,
    /// Index of its entry.
    pub index: usize,
    /// Its entry.
    pub entry: &'a CountyEntry,
    /// Its file.
    pub file: &'a ReadFile,
    /// Its case.
    pub case: &'a Case,
    /// Its form.
    pub form: &'a Form,
}

impl<'a> Sent<'a> {
    /// What was read.
    pub const fn submission(&self) -> &'a Submission {
        &self.case.submission
    }

    /// The code of its unit in the roster, if that is known.
    pub fn unit(&self) -> Option<&'a str> {
        self.entry.owner.as_ref().map(|owner| &*owner.code)
    }

    /// By what two submissions are of one unit: its code, else what the cover calls it; nothing if the cover names none.
    pub fn sender(&self) -> Option<&'a str> {
        self.unit().or_else(|| Some(self.entry.unit_name.as_str()).filter(|name| !name.is_empty()))
    }

    /// The texts that a department writes at length, text fields and sections that were answered: each as its paragraphs
    /// with their cells.
    pub fn texts(&self) -> Vec<Vec<(&'a Place, &'a str)>> {
        let submission = self.submission();
        let is_text = |field: &&Field| self.form.field(&field.id).is_some_and(|spec| spec.kind == FieldType::Text);
        let fields = submission.fields.iter().filter(is_text).filter_map(|field| match field.entry.value()? {
            FieldValue::Text(text) => Some(vec![(&field.entry.place, text.as_str())]),
            _ => None,
        });
        let sections = submission.sections.iter().filter(|section| {
            section.instruction.is_none() && self.form.section(&section.id).is_some_and(|spec| !spec.printed)
        });
        let sections = sections.map(|section| {
            let paragraphs = section.body.iter().filter_map(|entry| Some((&entry.place, entry.value()?.as_str())));
            paragraphs.collect::<Vec<_>>()
        });
        fields.chain(sections.filter(|paragraphs| !paragraphs.is_empty())).collect()
    }

    /// The reasons that the department gives for its indicators, each with its cell. Why a budget was adjusted is said in
    /// standing phrases, and is left out.
    pub fn reasons(&self) -> impl Iterator<Item = (&'a Place, &'a str)> + use<'a> {
        let tables = self.submission().indicators.iter();
        let reasons = tables.flat_map(|table| table.rows.iter().map(|row| &row.reason).chain(&table.shared_reason));
        reasons.filter_map(|entry| Some((&entry.place, entry.value()?.as_str())))
    }
}

/// Everything that the rules look at.
pub struct Scene<'a> {
    /// What came in.
    pub came_in: CameIn<'a>,
    /// What the bureau knows.
    pub context: Context<'a>,
    /// Every submission, in the order of the entries.
    pub sent: Vec<Sent<'a>>,
    history: History<'a>,
    by_unit: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Scene<'a> {
    /// Sets the scene.
    pub fn of(came_in: CameIn<'a>, context: Context<'a>) -> Self {
        let entries = came_in.entries.iter().enumerate();
        let mut sent: Vec<Sent<'a>> = entries
            .filter_map(|(index, entry)| {
                let file = came_in.files.get(entry.file)?;
                let case = file.cases.get(entry.case)?;
                let form = find_form(context.forms, &case.submission.form)?;
                Some(Sent { at: 0, index, entry, file, case, form })
            })
            .collect();
        for (at, sent) in sent.iter_mut().enumerate() {
            sent.at = at;
        }
        let mut by_unit: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, sent) in sent.iter().enumerate().filter(|(_, sent)| sent.entry.standing.is_in_force()) {
            if let Some(unit) = sent.unit() {
                by_unit.entry(unit).or_default().push(at);
            }
        }
        Self { came_in, context, sent, history: History::of(context.last_year), by_unit }
    }

    /// The submissions whose values are looked at.
    pub fn in_force(&self) -> impl Iterator<Item = Sent<'a>> + use<'a, '_> {
        self.sent.iter().copied().filter(|sent| sent.entry.standing.is_in_force())
    }

    /// The submissions in force of a unit, its own included.
    pub fn of_unit(&self, unit: &str) -> impl Iterator<Item = Sent<'a>> + use<'a, '_> {
        self.by_unit.get(unit).into_iter().flatten().filter_map(|at| self.sent.get(*at)).copied()
    }

    /// Last year's submission of the same unit and project.
    pub fn before(&self, sent: &Sent<'a>) -> Option<Before<'a>> {
        self.history.before(sent.entry, sent.submission())
    }

    /// Whether two submissions are for a project of the same name, so that much of what they say may well be the same.
    pub fn same_project(a: &Sent<'_>, b: &Sent<'_>) -> bool {
        !a.entry.project.is_empty() && fold(&a.entry.project) == fold(&b.entry.project)
    }
}

/// What one rule says of every submission of a scene, in its order.
pub struct Account<'a>(Vec<Tally<'a>>);

impl<'a> Account<'a> {
    /// An empty account.
    pub fn new(page: &'a Page, scene: &Scene<'a>) -> Self {
        Self(scene.sent.iter().map(|sent| Tally::new(page, sent.form)).collect())
    }

    /// The tally of a submission; nothing if its form switches the rule off.
    pub fn of(&mut self, sent: &Sent<'_>) -> Option<&mut Tally<'a>> {
        self.0.get_mut(sent.at).filter(|tally| tally.is_on())
    }

    /// Findings and outcome of every submission.
    pub fn finish(self) -> impl Iterator<Item = (Vec<Finding>, RuleOutcome)> {
        self.0.into_iter().map(Tally::finish)
    }
}
