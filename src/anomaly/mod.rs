//! Values that obey the form and still cannot be right, each with its cause in words and its weight in the county's totals.
//!
//! The ladder is that of statistics offices: hard limits first (a negative amount, a rate above 100 %), then slips of the
//! unit of measure against the other values of the row and against last year. The first that explains a value speaks.

mod bounds;
mod history;
mod impact;
pub mod ladder;
mod sign;
mod slips;
mod unit;

use std::sync::Arc;

pub use crate::model::Year;

use crate::model::{Anomaly, Case, CountyEntry, History, Impact, Page};
use crate::schema::{Form, find_form};

/// The pages of the detectors.
pub static PAGES: [&Page; 3] = [&unit::PAGE, &sign::PAGE, &bounds::PAGE];

/// Looks at every submission that was not replaced by a newer one, is of this year and is filled in.
///
/// Sorted: what must be corrected first, then by impact on the county's totals, then in the order of the entries.
/// A submission of last year is compared with if its unit and project are the same.
#[must_use]
pub fn detect(this: Year<'_>, last: Year<'_>, forms: &[Arc<Form>]) -> Vec<Anomaly> {
    let history = History::of(last);
    let mut anomalies = Vec::new();
    for (at, entry) in this.entries.iter().enumerate().filter(|(_, entry)| entry.standing.is_in_force()) {
        let Some(case) = this.case(entry) else { continue };
        let seen = Seen { at, entry, case, form: find_form(forms, &case.submission.form).map(AsRef::as_ref) };
        let hard = anomalies.len();
        sign::detect(seen, &mut anomalies);
        bounds::detect(seen, &mut anomalies);
        let explained: Vec<_> = anomalies[hard..].iter().map(|anomaly| anomaly.finding.place.clone()).collect();
        unit::detect(seen, &history, &explained, &mut anomalies);
    }
    for anomaly in &mut anomalies {
        anomaly.finding.impact = anomaly.impact.map(Impact::Money);
    }
    // Stable: what is equal stays in the order of the entries.
    anomalies.sort_by(|a, b| {
        let weight = |anomaly: &Anomaly| (anomaly.finding.severity, std::cmp::Reverse(anomaly.impact));
        weight(a).cmp(&weight(b))
    });
    anomalies
}

/// One submission under the eyes of a detector.
#[derive(Clone, Copy)]
struct Seen<'a> {
    /// Index of the entry.
    at: usize,
    entry: &'a CountyEntry,
    case: &'a Case,
    form: Option<&'a Form>,
}

impl Seen<'_> {
    /// The severity of a check on the form; nothing if it is switched off.
    fn severity(&self, page: &Page) -> Option<crate::model::Severity> {
        self.form.map_or(Some(page.severity), |form| form.severity(page.code.0, page.severity))
    }
}
