//! What a rule is, and the tally it keeps of one form.

use super::subject::Subject;
use crate::model::{Code, Finding, Page, Place, RuleOutcome, Severity};
use crate::schema::Form;
use crate::text::Message;

/// A rule: its page, and what it looks at.
pub struct Rule {
    /// The page that explains it.
    pub page: Page,
    /// Judges one form.
    pub check: fn(&Subject<'_>, &mut Tally<'_>),
}

/// What one rule finds in one form, and how many rows fail, pass or cannot be judged.
pub struct Tally<'a> {
    code: Code,
    severity: Severity,
    form: &'a Form,
    findings: Vec<Finding>,
    outcome: RuleOutcome,
}

impl<'a> Tally<'a> {
    /// An empty tally.
    pub const fn new(page: &Page, form: &'a Form) -> Self {
        Self::of(page.code, page.severity, form)
    }

    /// An empty tally of a code.
    pub const fn of(code: Code, severity: Severity, form: &'a Form) -> Self {
        let outcome = RuleOutcome { code, failed: 0, not_evaluated: 0, passed: 0, why: None };
        Self { code, severity, form, findings: Vec::new(), outcome }
    }

    /// Whether the form has the rule switched on.
    pub fn is_on(&self) -> bool {
        self.form.severity(self.code.0, self.severity).is_some()
    }

    /// A row is right.
    pub const fn pass(&mut self) {
        self.outcome.passed += 1;
    }

    /// A row cannot be judged, and why.
    pub fn not_evaluated(&mut self, why: impl Into<Message>) {
        self.outcome.not_evaluated += 1;
        self.outcome.why.get_or_insert_with(|| why.into());
    }

    /// A row is wrong, as gravely as the page says.
    pub fn fail(&mut self, place: &Place, message: impl Into<Message>, advice: impl Into<Message>) -> &mut Finding {
        self.fail_as(self.severity, place, message, advice)
    }

    /// A row is wrong; the gravity is this one unless the form says otherwise.
    ///
    /// A cell gets one finding of a rule; what follows it is counted and not said again.
    pub fn fail_as(
        &mut self,
        severity: Severity,
        place: &Place,
        message: impl Into<Message>,
        advice: impl Into<Message>,
    ) -> &mut Finding {
        self.outcome.failed += 1;
        let said = self.findings.iter().position(|finding| place.cell().is_some() && finding.place == *place);
        let at = said.unwrap_or_else(|| {
            let code = self.code;
            let severity = self.form.severity(code.0, severity).unwrap_or(severity);
            self.findings.push(Finding::new(code, severity, place.clone(), message, advice));
            self.findings.len() - 1
        });
        &mut self.findings[at]
    }

    /// A row is wrong for a reason that another finding of the rule has told.
    pub const fn fail_told(&mut self) {
        self.outcome.failed += 1;
    }

    /// The findings and the outcome.
    pub fn finish(self) -> (Vec<Finding>, RuleOutcome) {
        (self.findings, self.outcome)
    }
}
