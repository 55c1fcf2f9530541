//! Values that obey the form and still cannot be right, each with its cause in words and its weight in the county's totals.
//!
//! What is impossible comes first (a negative amount, a rate above 100 %); everything else is judged by the [`ladder`], number
//! by number, and the first step that explains a value speaks. A value of which a check of the form speaks is left to it.

mod bounds;
mod explain;
mod impact;
mod information;
pub mod ladder;
mod numbers;
mod observe;
mod sign;
mod statistics;
mod unit;

use std::sync::Arc;

pub use crate::model::Year;

use crate::model::{
    Anomaly, Case, Climbed, CountyEntry, Finding, History, Impact, Page, PeerSeries, Place, Roster, Wanted,
};
use crate::schema::{Form, find_form};

use ladder::{Against, Cause, Ladder, Step, Verdict};
use observe::{Source, observe};
use unit::Slip;

/// The pages of the detectors.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    [&unit::PAGE, &sign::PAGE, &bounds::PAGE].into_iter().chain(statistics::PAGES).chain(information::PAGES)
}

/// What was found in a county, and the numbers behind it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detected {
    /// What was found: what must be corrected first, then by impact on the county's totals, then in the order of the entries.
    pub anomalies: Vec<Anomaly>,
    /// The numbers that values were held against.
    pub series: Vec<PeerSeries>,
    /// What the detectors say of the values that a person asked about.
    pub climbed: Option<Climbed>,
}

/// Every number of a county and how the [`ladder`] judges it: made while the checks of the county run, told after them.
pub struct Judged<'a> {
    this: Year<'a>,
    forms: &'a [Arc<Form>],
    history: History<'a>,
    sources: Vec<Source<'a>>,
    ladder: Ladder<'a>,
    flagged: Vec<Verdict>,
}

/// Looks at every submission that was not replaced by a newer one, is of this year and is filled in.
///
/// A submission of last year is compared with if its unit and project are the same; categories of peers are those of the
/// roster.
#[must_use]
pub fn judge<'a>(this: Year<'a>, last: Year<'a>, forms: &'a [Arc<Form>], roster: &'a Roster) -> Judged<'a> {
    let history = History::of(last);
    let (numbers, sources) = observe(this, &history, forms, roster);
    let ladder = Ladder::of(numbers);
    let flagged = ladder.flagged();
    Judged { this, forms, history, sources, ladder, flagged }
}

/// Tells what was found. `of_county` is what the checks of the county say of an entry; a value that is asked about is explained
/// step by step besides.
#[must_use]
pub fn tell<'a>(judged: &Judged<'a>, of_county: impl Fn(usize) -> &'a [Finding], wanted: Option<&Wanted>) -> Detected {
    let Judged { this, forms, history, sources, ladder, flagged } = judged;
    let mut verdicts = flagged.iter().peekable();
    let climbed = wanted.map(|wanted| explain::explain(wanted, this.entries, ladder, sources));
    let mut detected = Detected { climbed, ..Detected::default() };
    let in_force = this.entries.iter().enumerate().filter(|(_, entry)| entry.standing.is_in_force());
    let every: Vec<Seen<'_>> = in_force
        .filter_map(|(at, entry)| {
            let case = this.case(entry)?;
            let form = find_form(forms, &case.submission.form).map(AsRef::as_ref);
            Some(Seen { at, entry, case, form, of_county: of_county(at) })
        })
        .collect();
    let totals = impact::CountyTotals::of(this.entries);
    for &seen in &every {
        let at = seen.at;
        let hard = detected.anomalies.len();
        sign::detect(seen, &mut detected.anomalies);
        bounds::detect(seen, &mut detected.anomalies);
        let told: Vec<Place> = detected.anomalies[hard..].iter().map(|a| a.finding.place.clone()).collect();
        let mut slips = Vec::new();
        let mut rows = Rows::default();
        while let Some(verdict) = verdicts.next_if(|verdict| sources[verdict.at].entry == at) {
            let found = statistics::Case { ladder, sources, verdict };
            let place = found.source().place;
            match (verdict.step, verdict.cause) {
                _ if told.contains(place) => {}
                (Step::Unit, Cause::Power(power)) => slips.push(slip(&found, power, &mut detected.series)),
                _ if is_told(seen, place) => {}
                _ => {
                    if let Some(anomaly) = statistics::tell(seen, &found, &mut detected.series) {
                        rows.add(found.number().row, anomaly, &mut detected.anomalies);
                    }
                }
            }
        }
        unit::tell(seen, slips, &totals, &mut detected.anomalies);
    }
    information::detect(&every, history, &mut detected.anomalies);
    for anomaly in &mut detected.anomalies {
        anomaly.finding.impact = anomaly.impact.map(Impact::Money);
    }
    // Stable: what is equal stays in the order of the entries.
    detected.anomalies.sort_by(|a, b| {
        let weight = |anomaly: &Anomaly| (anomaly.finding.severity, std::cmp::Reverse(anomaly.impact));
        weight(a).cmp(&weight(b))
    });
    detected
}

/// The last row of which something was told: its other numbers are added to that.
#[derive(Default)]
struct Rows(Option<usize>);

impl Rows {
    /// Adds an anomaly; one of the same row and check as the last one becomes a related cell of that.
    fn add(&mut self, row: usize, anomaly: Anomaly, anomalies: &mut Vec<Anomaly>) {
        let is_same = |last: &&mut Anomaly| {
            self.0 == Some(row) && last.finding.code == anomaly.finding.code && last.subject == anomaly.subject
        };
        if let Some(last) = anomalies.last_mut().filter(is_same) {
            last.finding.related.push(anomaly.finding.place);
            last.impact = last.impact.max(anomaly.impact);
            last.finding.severity = last.finding.severity.min(anomaly.finding.severity);
        } else {
            self.0 = Some(row);
            anomalies.push(anomaly);
        }
    }
}

/// Whether a check of the form, of last year or of the ledger has spoken of a value already.
fn is_told(seen: Seen<'_>, place: &Place) -> bool {
    let speaks = |code: &str| code.starts_with(['M', 'V', 'S']);
    seen.findings().any(|finding| finding.place == *place && speaks(finding.code.0))
}

/// A value that is off by a power of ten.
fn slip(found: &statistics::Case<'_, '_>, power: i32, series: &mut Vec<PeerSeries>) -> Slip {
    let source = found.source();
    let (reference, compared_with) = found.reference();
    Slip {
        power,
        measure: found.number().measure,
        place: source.place.clone(),
        subject: source.subject(),
        value: source.raw.to_string(),
        against: match found.verdict.against {
            Against::Beside(other) => Some(found.sources[other].place.clone()),
            _ => None,
        },
        reference,
        compared_with,
        cell: source.cell,
        evidence: found.evidence(series),
    }
}

/// One submission under the eyes of a detector.
#[derive(Clone, Copy)]
struct Seen<'a> {
    /// Index of the entry.
    at: usize,
    entry: &'a CountyEntry,
    case: &'a Case,
    form: Option<&'a Form>,
    /// What the checks of the county say of it.
    of_county: &'a [Finding],
}

impl<'a> Seen<'a> {
    /// What the checks say of it: those of the form, then those of the county.
    fn findings(self) -> impl Iterator<Item = &'a Finding> {
        self.case.findings.iter().chain(self.of_county)
    }

    /// The severity of a check on the form; nothing if it is switched off.
    fn severity(&self, page: &Page) -> Option<crate::model::Severity> {
        self.form.map_or(Some(page.severity), |form| form.severity(page.code.0, page.severity))
    }
}
