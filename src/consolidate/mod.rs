//! The figures of the county: what came in, how much money, which scores, how many findings.

mod common;
mod rank;
mod rules;
mod ties;
mod what_if;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::number::ratio;
use crate::model::{County, CountyEntry, Figures, Finding, Impact, Outcome, Severity, Standing, Status};
use crate::schema::Form;

pub use rank::ranks;
pub use rules::{RuleUse, rules};
pub use ties::{Untied, untied_money, untied_scores};
pub use what_if::what_if;

/// Adds up a county; its own `figures` are not looked at.
///
/// Money, scores and grades are those of the submissions that feed the totals; what is not known is left out, never taken
/// as zero. Findings are those of files, submissions, anomalies and of the county itself.
/// `forms` give the order of the grades.
#[must_use]
pub fn figures(county: &County, forms: &[Arc<Form>]) -> Figures {
    let counted: Vec<&CountyEntry> = county.entries.iter().filter(|entry| entry.in_totals).collect();
    let mut figures = Figures {
        unreadable_files: county.files.iter().filter(|file| file.cases.is_empty()).count(),
        unknown: standing(county, Standing::Unknown),
        superseded: standing(county, Standing::Superseded),
        counted: counted.len(),
        findings: findings(county),
        explained: county.every_finding().filter(|finding| Finding::is_explained(finding)).count(),
        clean: clean(county),
        common: common::common(county),
        ..Figures::default()
    };
    reporting(county, &mut figures);
    money(&counted, &mut figures);
    scores(county, &counted, forms, &mut figures);
    worth(county, &mut figures);
    for case in county.entries.iter().map(|entry| county.case(entry)) {
        for rule in &case.outcomes {
            let sums = figures.outcomes.entry(rule.code).or_default();
            sums.iter_mut().zip(Outcome::count([rule])).for_each(|(sum, one)| *sum += one);
        }
    }
    figures
}

fn standing(county: &County, standing: Standing) -> usize {
    county.entries.iter().filter(|entry| entry.standing == standing).count()
}

/// The rows of what is due come first in 报送情况, in the order of the list.
fn reporting(county: &County, figures: &mut Figures) {
    figures.due = county.roster.due.len();
    for row in county.reporting.iter().take(figures.due) {
        match row.status {
            Status::Missing => figures.missing += 1,
            Status::Late => {
                figures.late += 1;
                figures.reported += 1;
            }
            Status::Twice | Status::Reported => figures.reported += 1,
            Status::Unreadable | Status::Unknown | Status::NotDue => {}
        }
    }
}

fn money(counted: &[&CountyEntry], figures: &mut Figures) {
    for money in counted.iter().filter_map(|entry| entry.money.as_ref()) {
        for (sum, amount) in [
            (&mut figures.initial, money.initial),
            (&mut figures.adjusted, money.adjusted),
            (&mut figures.executed, money.executed),
        ] {
            *sum = sum.saturating_add(amount.unwrap_or_default());
        }
    }
    let both =
        counted.iter().filter_map(|entry| entry.money.as_ref()).filter_map(|money| money.executed.zip(money.adjusted));
    let add = |(a, b): (Decimal, Decimal), (c, d): (Decimal, Decimal)| (a.saturating_add(c), b.saturating_add(d));
    let (executed, adjusted) = both.fold((Decimal::ZERO, Decimal::ZERO), add);
    figures.rate = ratio(executed, adjusted);
}

fn scores(county: &County, counted: &[&CountyEntry], forms: &[Arc<Form>], figures: &mut Figures) {
    let cards = || counted.iter().map(|entry| &county.case(entry).scorecard).filter(|card| card.is_scored);
    let claimed: Vec<Decimal> = cards().filter_map(|card| card.self_sum).collect();
    let recomputed: Vec<Decimal> = cards().filter_map(|card| card.total).collect();
    figures.mean_self = mean(&claimed);
    figures.mean_recomputed = mean(&recomputed);
    figures.recomputed = recomputed.len();
    figures.median_self = median(claimed);
    figures.median_recomputed = median(recomputed);
    let reviews = || counted.iter().filter_map(|entry| entry.review.as_deref());
    let reviewed: Vec<Decimal> = reviews().filter_map(|review| review.score).collect();
    figures.mean_reviewed = mean(&reviewed);
    figures.reviewed = reviewed.len();

    let mut by_claim: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_recomputed: BTreeMap<&str, usize> = BTreeMap::new();
    for card in cards() {
        for (counts, grade) in [(&mut by_claim, &card.self_grade), (&mut by_recomputed, &card.grade)] {
            if let Some(grade) = grade {
                *counts.entry(grade).or_default() += 1;
            }
        }
    }
    let mut by_review: BTreeMap<&str, usize> = BTreeMap::new();
    for grade in reviews().filter_map(|review| review.grade.as_deref()) {
        *by_review.entry(grade).or_default() += 1;
    }
    let mut grades: Vec<(u32, &Arc<str>)> = Vec::new();
    for grade in forms.iter().flat_map(|form| &form.scoring.grades) {
        if !grades.iter().any(|(_, name)| **name == grade.name) {
            grades.push((grade.from, &grade.name));
        }
    }
    grades.sort_by(|(a, _), (b, _)| b.cmp(a));
    let count = |counts: &BTreeMap<&str, usize>, name: &str| counts.get(name).copied().unwrap_or_default();
    figures.grades = grades
        .into_iter()
        .map(|(_, name)| {
            (Arc::clone(name), count(&by_claim, name), count(&by_recomputed, name), count(&by_review, name))
        })
        .collect();
}

/// What the findings of the submissions that feed the totals are worth.
///
/// Points add up, as a wrong sum and the wrong scores in it do. Findings about money may speak of the same amount, so that of
/// each submission the weightiest is taken.
fn worth(county: &County, figures: &mut Figures) {
    let mut money = vec![Decimal::ZERO; county.entries.len()];
    let mut note = |at: usize, finding: &Finding| {
        if let Some((amount, most)) = finding.impact.and_then(Impact::money).zip(money.get_mut(at)) {
            *most = amount.abs().max(*most);
        }
    };
    for (at, entry) in county.entries.iter().enumerate().filter(|(_, entry)| entry.in_totals) {
        for finding in &county.case(entry).findings {
            note(at, finding);
            let points = finding.impact.and_then(Impact::points).unwrap_or_default();
            figures.overclaimed = figures.overclaimed.saturating_add(points.max(Decimal::ZERO));
        }
    }
    for (entry, anomaly) in county.anomalies.iter().filter_map(|anomaly| Some((anomaly.entry?, anomaly))) {
        note(entry, &anomaly.finding);
    }
    figures.in_question = money.into_iter().fold(Decimal::ZERO, Decimal::saturating_add);
}

/// The arithmetic mean, to the 28 digits of a decimal.
fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = crate::model::number::sum(values.iter().copied())?;
    ratio(sum, Decimal::from(values.len()))
}

/// The middle value; of an even count the mean of the two in the middle. Exact.
fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    ratio(lower.checked_add(upper)?, Decimal::TWO)
}

fn findings(county: &County) -> [usize; 3] {
    let mut by_severity = [0; 3];
    let [grave, verify, note] = &mut by_severity;
    for finding in county.every_finding().filter(|finding| !finding.is_explained()) {
        *match finding.severity {
            Severity::E => &mut *grave,
            Severity::W => &mut *verify,
            Severity::I => &mut *note,
        } += 1;
    }
    by_severity
}

/// Submissions in which nothing must be corrected, neither by the checks nor by the detectors.
fn clean(county: &County) -> usize {
    let mut clean: Vec<bool> = county
        .entries
        .iter()
        .map(|entry| county.case(entry).findings.iter().all(|finding| finding.severity != Severity::E))
        .collect();
    for anomaly in county.anomalies.iter().filter(|anomaly| anomaly.finding.severity == Severity::E) {
        if let Some(flag) = anomaly.entry.and_then(|entry| clean.get_mut(entry)) {
            *flag = false;
        }
    }
    clean.into_iter().filter(|clean| *clean).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_exact_and_never_made_up() {
        let of = |values: &[&str]| median(values.iter().map(|v| v.parse().expect("a decimal")).collect());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["91.5"]), Some(Decimal::new(915, 1)));
        assert_eq!(of(&["90.01", "99", "80.02", "90.02"]), Some(Decimal::new(90_015, 3)));
        assert_eq!(mean(&[]), None);
    }
}
