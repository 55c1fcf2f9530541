//! Whether a submission can count at all, and which of several of the same form does.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};

use crate::model::{FieldValue, NewestBy, ReadFile, Standing, Submission};
use crate::schema::{FieldType, Form};
use crate::text::{Message, Text, fold};

/// Why a submission cannot count, if so: it says that it is for another year than the one evaluated, or nothing is filled in.
pub(super) fn void(submission: &Submission, form: Option<&Form>, year: i16) -> Option<(Standing, Message)> {
    if let Some(other) = submission.year().filter(|stated| *stated != year) {
        let text = Text::new(
            "报来一份 {other} 年度的表，不是本次评价的 {year} 年度，不计入",
            "a form of {other} came in, not of {year} which is evaluated; it does not count",
        );
        let why = Message::new(text).with("other", other.to_string()).with("year", year.to_string());
        return Some((Standing::OtherYear, why));
    }
    let why = Text::new("报来一份空白表，不计入", "a blank form came in; it does not count");
    form?.is_unfilled(submission).then(|| (Standing::Unfilled, why.into()))
}

/// What is the same about two submissions of which only one counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Sent {
    unit: usize,
    form: String,
    identity: Identity,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Identity {
    /// The fields that tell two submissions apart, beside the unit.
    Fields(Vec<String>),
    /// One of them is blank: two unknown projects are not known to be the same. Only a copy of the file is.
    Copy(String),
}

/// The field of the year, as every form has it.
const YEAR: &str = "year";

impl Sent {
    /// What identifies a submission. A form that names no year is for the year that is evaluated.
    pub(super) fn of(unit: usize, submission: &Submission, form: Option<&Form>, read: &ReadFile, year: i16) -> Self {
        let attributing = form.and_then(Form::attributing_field);
        let mut fields = Vec::new();
        let mut known = form.is_some();
        for id in form.map_or(&[][..], |form| &form.head.identity) {
            if Some(id.as_str()) == attributing {
                continue;
            }
            let answer = fold(&submission.answer(id).unwrap_or_default());
            let answer = if answer.is_empty() && id == YEAR { year.to_string() } else { answer };
            known &= !answer.is_empty();
            fields.push(answer);
        }
        let identity = if known { Identity::Fields(fields) } else { Identity::Copy(copy_of(submission, read)) };
        Self { unit, form: submission.form.to_string(), identity }
    }
}

/// The bytes of the file and the sheet in it: two copies of one file say the same on the same sheet.
fn copy_of(submission: &Submission, read: &ReadFile) -> String {
    let first_cell = submission.titles.first().and_then(|title| title.place.cell()).map(|cell| cell.to_string());
    let bytes = if read.source.sha256.is_empty() { &*read.source.name } else { &read.source.sha256 };
    format!("{bytes}\n{}\n{}", submission.sheet, first_cell.unwrap_or_default())
}

/// What tells the age of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Age {
    date: Option<Date>,
    received: Option<DateTime>,
    /// File and case, which are in the order of names.
    at: (usize, usize),
}

impl Age {
    /// The age of a submission; its own date is the first field of type date. A date after the day of receipt is a slip of
    /// the pen and tells nothing.
    pub(super) fn of(submission: &Submission, form: Option<&Form>, read: &ReadFile, at: (usize, usize)) -> Self {
        let received = read.source.received.map(|received| received.at);
        let fields = form.into_iter().flat_map(|form| &form.fields);
        let dated = fields.filter(|(_, spec)| spec.kind == FieldType::Date).find_map(|(id, _)| {
            match submission.field(id)?.entry.value()? {
                FieldValue::Date(date) => Some(*date),
                _ => None,
            }
        });
        let date = dated.filter(|date| received.is_none_or(|received| *date <= received.date()));
        Self { date, received, at }
    }
}

/// How a submission stands to the others of its identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It counts.
    Counts,
    /// This one counts instead, and by what that is newer; nothing if only its name decided.
    ReplacedBy(usize, Option<NewestBy>),
}

/// Which submissions count, by the first of these that tells the newest.
///
/// A date decides only where every one of them states it; an unknown time of receipt is the oldest. Where nothing tells them
/// apart the last by name counts.
pub(super) fn counting(sent: &[Option<Sent>], ages: &[Age], order: &[NewestBy]) -> Vec<Option<Verdict>> {
    let mut groups: HashMap<&Sent, Vec<usize>> = HashMap::new();
    for (at, key) in sent.iter().enumerate().filter_map(|(at, key)| key.as_ref().map(|key| (at, key))) {
        groups.entry(key).or_default().push(at);
    }
    let mut verdicts = vec![None; sent.len()];
    for group in groups.into_values() {
        let (kept, replaced) = newest(group, ages, order);
        verdicts[kept] = Some(Verdict::Counts);
        for (at, by) in replaced {
            verdicts[at] = Some(Verdict::ReplacedBy(kept, by));
        }
    }
    verdicts
}

/// The newest of some submissions, and the others with what tells them to be older.
fn newest(mut left: Vec<usize>, ages: &[Age], order: &[NewestBy]) -> (usize, Vec<(usize, Option<NewestBy>)>) {
    left.sort_by_key(|at| ages[*at].at);
    let mut replaced = Vec::new();
    for by in order {
        let age = |at: &usize| match by {
            NewestBy::ContentDate => ages[*at].date.map(|date| date.at(0, 0, 0, 0)),
            NewestBy::Received => ages[*at].received,
        };
        if *by == NewestBy::ContentDate && left.iter().any(|at| age(at).is_none()) {
            continue;
        }
        let newest = left.iter().map(age).max().flatten();
        replaced.extend(left.iter().filter(|at| age(at) < newest).map(|at| (*at, Some(*by))));
        left.retain(|at| age(at) == newest);
    }
    let kept = left.pop().unwrap_or_default();
    replaced.extend(left.into_iter().map(|at| (at, None)));
    (kept, replaced)
}
