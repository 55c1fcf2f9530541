//! What is wrong with a form, and with what the county sent: findings, and how every rule ended.
//!
//! One file per rule, which opens with the rule's page; `rules::RULES` is the table of those that look at one form,
//! `county` holds those that only the county shows, `elsewhere` the pages of codes that the reading rooms emit.

mod across;
mod beyond;
mod booked;
mod budget;
mod control;
mod county;
mod dimension;
mod elsewhere;
mod entries;
mod example;
mod goals;
mod operand;
mod precision;
mod repair;
mod rule;
mod rules;
mod stated;
mod subject;

pub use across::across;
pub use county::{CameIn, Context, Judged, Verdict, county};
pub use example::example;

use crate::model::{Finding, Page, RuleOutcome, Scorecard, Submission};
use crate::schema::Form;
use beyond::Beyond;
use rule::Tally;
use subject::Subject;

/// Checks one form against every rule.
///
/// There is one outcome for every rule, in the order of the table; a rule that the form switches off does not apply. The
/// findings stand in the same order, within a rule in the order of the form.
#[must_use]
pub fn submission(submission: &Submission, scorecard: &Scorecard, form: &Form) -> (Vec<Finding>, Vec<RuleOutcome>) {
    let subject = Subject { submission, scorecard, form };
    let mut findings = Vec::new();
    let mut outcomes = Vec::with_capacity(rules::RULES.len());
    for rule in rules::RULES {
        let mut tally = Tally::new(&rule.page, form);
        if tally.is_on() {
            (rule.check)(&subject, &mut tally);
        }
        let (found, outcome) = tally.finish();
        findings.extend(found);
        outcomes.push(outcome);
    }
    for rule in &form.judged {
        let (found, outcome) = stated::judge(rule, &subject, &Beyond::default());
        findings.extend(found);
        outcomes.push(outcome);
    }
    (findings, outcomes)
}

/// The page of every check of this room, and of the codes that the reading rooms emit, by code.
///
/// The detectors of anomalies keep their own pages.
#[must_use]
pub fn pages() -> Vec<&'static Page> {
    let rules = rules::RULES.iter().map(|rule| &rule.page);
    let mut pages: Vec<&'static Page> = rules.chain(county::PAGES).chain(elsewhere::PAGES).collect();
    pages.sort_by_key(|page| page.code);
    // A check may have a part that looks at one form and a part that looks at the county; its page is that of the first.
    pages.dedup_by_key(|page| page.code);
    pages
}
