//! The checks: of one form after scoring, and of the county after attribution.

mod county;
mod elsewhere;
mod entries;
mod rule;
mod rules;

pub use county::county;

use crate::model::{Finding, Page, RuleOutcome, Scorecard, Submission};
use crate::schema::Form;
use rule::{Subject, Tally};
use rules::RULES;

/// Judges one submission by every rule. The outcomes are one for each rule, in the order of the table.
#[must_use]
pub fn submission(submission: &Submission, scorecard: &Scorecard, form: &Form) -> (Vec<Finding>, Vec<RuleOutcome>) {
    let subject = Subject { submission, scorecard, form };
    let mut findings = Vec::new();
    let mut outcomes = Vec::with_capacity(RULES.len());
    for rule in RULES {
        let mut tally = Tally::new(rule.page, form);
        if form.severity(rule.page.code.0, rule.page.severity).is_some() {
            (rule.check)(&subject, &mut tally);
        }
        let (found, outcome) = tally.end();
        findings.extend(found);
        outcomes.push(outcome);
    }
    findings.sort_by(|a, b| a.place.cmp(&b.place).then(a.code.cmp(&b.code)));
    (findings, outcomes)
}

/// The page of every check of the program, by code.
#[must_use]
pub fn pages() -> Vec<&'static Page> {
    let mut pages: Vec<&Page> =
        RULES.iter().map(|rule| rule.page).chain(county::PAGES).chain(elsewhere::PAGES).collect();
    pages.sort_by_key(|page| page.code);
    pages
}
