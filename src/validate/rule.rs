//! What a rule is, what it looks at, and how it counts.

use rust_decimal::Decimal;

use crate::model::number::half_unit;
use crate::model::{
    Entry, Finding, Indicator, MoneyBlock, MoneyRow, Page, Place, Quantity, RuleOutcome, ScoreLine, Scorecard,
    Severity, State, Submission,
};
use crate::schema::{Form, Phrases};
use crate::text::{Message, Text, fold};

/// A rule: its page, and the check itself.
pub struct Rule {
    /// What it is and on what authority.
    pub page: &'static Page,
    /// Looks at a submission and counts what fails, passes, and cannot be judged.
    pub check: fn(&Subject<'_>, &mut Tally<'_>),
}

/// What a rule looks at.
pub struct Subject<'a> {
    /// What was read.
    pub submission: &'a Submission,
    /// What was recomputed.
    pub scorecard: &'a Scorecard,
    /// The form.
    pub form: &'a Form,
}

impl<'a> Subject<'a> {
    /// Every indicator with its score line.
    pub fn rows(&self) -> impl Iterator<Item = (&'a Indicator, &'a ScoreLine)> {
        let indicators = self.submission.all_indicators();
        let first = self.scorecard.lines.len().saturating_sub(self.submission.all_indicators().count());
        indicators.zip(self.scorecard.lines.iter().skip(first))
    }

    /// Every money block with its row of the whole amount and its score line.
    pub fn executions(&self) -> impl Iterator<Item = (&'a MoneyBlock, &'a MoneyRow, Option<&'a ScoreLine>)> {
        let lines = &self.scorecard.lines;
        self.submission.money.iter().filter_map(move |block| {
            let total = block.total()?;
            let line = lines.iter().find(|line| line.place == total.score.place || line.place == total.label.place);
            Some((block, total, line))
        })
    }

    /// The score lines that the form gives points to: budget execution and indicators.
    pub fn lines(&self) -> &'a [ScoreLine] {
        &self.scorecard.lines
    }
}

/// What a rule counts on one submission.
pub struct Tally<'a> {
    page: &'static Page,
    form: &'a Form,
    findings: Vec<Finding>,
    outcome: RuleOutcome,
}

impl<'a> Tally<'a> {
    /// An empty count.
    pub fn new(page: &'static Page, form: &'a Form) -> Self {
        let outcome = RuleOutcome { code: page.code, failed: 0, not_evaluated: 0, passed: 0, why: None };
        Self { page, form, findings: Vec::new(), outcome }
    }

    /// A row that fails, as gravely as the page says.
    pub fn fail(&mut self, place: &Place, message: impl Into<Message>) -> &mut Self {
        self.fail_as(self.page.severity, place, message)
    }

    /// A row that fails, with a severity of its own; what the form says goes before it.
    pub fn fail_as(&mut self, severity: Severity, place: &Place, message: impl Into<Message>) -> &mut Self {
        self.outcome.failed += 1;
        let severity = self.form.severity(self.page.code.0, severity).unwrap_or(severity);
        self.findings.push(Finding::new(self.page.code, severity, place.clone(), message, self.page.correct));
        self
    }

    /// Names the other cells of the finding just made.
    pub fn related(&mut self, places: impl IntoIterator<Item = Place>) {
        if let Some(finding) = self.findings.last_mut() {
            finding.related.extend(places);
        }
    }

    /// A row that is right.
    pub const fn pass(&mut self) {
        self.outcome.passed += 1;
    }

    /// A row that is right, or fails with a message.
    pub fn judge(&mut self, right: bool, place: &Place, message: impl Into<Message>) {
        if right {
            self.pass();
        } else {
            self.fail(place, message);
        }
    }

    /// A row that cannot be judged, and why.
    pub fn skip(&mut self, why: impl Into<Message>) {
        self.outcome.not_evaluated += 1;
        self.outcome.why.get_or_insert_with(|| why.into());
    }

    /// The findings and the outcome.
    pub fn end(self) -> (Vec<Finding>, RuleOutcome) {
        (self.findings, self.outcome)
    }
}

/// Why a rule could not judge: a value it needs is blank or cannot be understood.
pub const UNKNOWN_VALUE: Text =
    Text::new("所需的值未填或无法识别", "a value that is needed is blank or cannot be understood");

/// Whether a reason is missing: blank, or one of the words that give none. A form without reasons, or a cell that another
/// row answers for, lacks nothing.
pub fn lacks_reason(reason: &Entry<String>, no_reason: &Phrases) -> bool {
    match &reason.state {
        State::Absent => false,
        State::Blank | State::NotApplicable | State::Unreadable => true,
        State::Value(text) => no_reason.equal_to(&fold(text)).is_some(),
    }
}

/// Whether a claimed score is the right one in the precision in which it is written: 8.6 is 8.62 to one decimal. A whole
/// number claims to be exact.
pub fn agree(claimed: &Quantity, right: Decimal) -> bool {
    let decimals = if claimed.decimals == 1 { 1 } else { 2 };
    (claimed.amount - right).abs() <= half_unit(decimals)
}

/// A message with the working of the right score behind it.
pub fn with_working(message: Message, line: &ScoreLine) -> Message {
    let dash = Message::new(Text::new("：", ": "));
    message.behind(dash.behind(line.working.clone()))
}
