//! The rules of schemas that look at other forms of a unit, at last year, or at the bureau's lists.

use std::collections::HashMap;
use std::sync::Arc;

use super::beyond::Beyond;
use super::{booked, stated, subject::Subject};
use crate::formula::{Number, Operand};
use crate::model::{Booked, CountyEntry, Ledger, LedgerLine, ReadFile, Roster, Submission, Year};
use crate::schema::rules::LEDGER_EXECUTED as EXECUTED;
use crate::schema::{Form, Rule, find_form};
use crate::text::fold;

/// Judges them, and puts what comes of it in the place of what was open.
pub fn across(
    files: &mut [ReadFile],
    entries: &[CountyEntry],
    last_year: Year<'_>,
    roster: &Roster,
    ledger: Option<&Ledger>,
    forms: &[Arc<Form>],
) {
    let reaches = |form: &Arc<Form>| form.judged.iter().any(Rule::reaches_beyond);
    if !forms.iter().any(reaches) {
        return;
    }
    let before = by_unit(last_year);
    let now = by_unit(Year { entries, files });
    let mut judged = Vec::new();
    for entry in entries {
        let Some(case) = files.get(entry.file).and_then(|file| file.cases.get(entry.case)) else { continue };
        let Some(form) = find_form(forms, &case.submission.form).filter(|form| reaches(form)) else { continue };
        let code = entry.owner.as_ref().map(|owner| &*owner.code);
        let project = fold(&entry.project);
        let mut last = code.and_then(|code| before.get(code)).into_iter().flatten();
        let last = last.find(|sent| sent.project == project && sent.submission.form == case.submission.form);
        let others = code.and_then(|code| now.get(code)).map(Vec::as_slice).unwrap_or_default();
        // A form of the same project is meant before one of another.
        let same: Vec<&Submission> =
            others.iter().filter(|sent| sent.project == project).map(|sent| sent.submission).collect();
        let elsewhere = others.iter().map(|sent| sent.submission);
        let elsewhere = elsewhere.filter(|other| !same.iter().any(|known| known.form == other.form));
        let others: Vec<&Submission> = same.iter().copied().chain(elsewhere).collect();
        let line =
            ledger.zip(code).and_then(|(ledger, code)| booked::line(entry, &case.submission, form, code, ledger));
        let column = line.map(|line| move |column: &str| figure(line, column));
        let beyond = Beyond {
            is_county: true,
            last_year: last.map(|sent| sent.submission),
            others: &others,
            body: code.and_then(|code| roster.unit(code)),
            ledger: column.as_ref().map(|column| column as &dyn Fn(&str) -> Operand),
        };
        let subject = Subject { submission: &case.submission, scorecard: &case.scorecard, form };
        for rule in form.judged.iter().filter(|rule| rule.reaches_beyond()) {
            judged.push((entry.file, entry.case, stated::judge(rule, &subject, &beyond)));
        }
    }
    for (file, at, (found, ended)) in judged {
        if let Some(case) = files.get_mut(file).and_then(|file| file.cases.get_mut(at)) {
            case.findings.extend(found);
            case.outcomes
                .iter_mut()
                .filter(|outcome| outcome.code == ended.code)
                .for_each(|open| *open = ended.clone());
        }
    }
}

/// What a line of the ledger says in one of the columns that rules may name.
fn figure(line: &LedgerLine, column: &str) -> Operand {
    let amount: Option<&Booked> = if column == EXECUTED { line.executed.as_ref() } else { line.adjusted.as_ref() };
    amount.map_or(Operand::Blank, |booked| Operand::Number(Number::quantity(&booked.quantity)))
}

/// A submission with its project, folded.
struct OfUnit<'a> {
    project: String,
    submission: &'a Submission,
}

/// The submissions that are in force, by unit.
fn by_unit(year: Year<'_>) -> HashMap<&str, Vec<OfUnit<'_>>> {
    let mut units: HashMap<&str, Vec<OfUnit<'_>>> = HashMap::new();
    for entry in year.entries.iter().filter(|entry| entry.standing.is_in_force()) {
        let case = year.files.get(entry.file).and_then(|file| file.cases.get(entry.case));
        if let (Some(owner), Some(case)) = (&entry.owner, case) {
            let sent = OfUnit { project: fold(&entry.project), submission: &case.submission };
            units.entry(&*owner.code).or_default().push(sent);
        }
    }
    units
}
