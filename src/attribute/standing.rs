//! Which of several submissions of the same form counts.

use std::collections::HashMap;

use jiff::civil::DateTime;

use crate::model::{ReadFile, Submission};
use crate::schema::Form;
use crate::text::fold;

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

/// Which submissions count: of equal ones the newest, an unknown time being the oldest, and of the same time the last.
pub(super) fn counting(sent: &[Option<Sent>], age: impl Fn(usize) -> (Option<DateTime>, usize, usize)) -> Vec<bool> {
    let mut newest: HashMap<&Sent, usize> = HashMap::new();
    for (at, key) in sent.iter().enumerate().filter_map(|(at, key)| key.as_ref().map(|key| (at, key))) {
        newest.entry(key).and_modify(|best| *best = if age(at) > age(*best) { at } else { *best }).or_insert(at);
    }
    sent.iter().enumerate().map(|(at, key)| key.as_ref().is_some_and(|key| newest.get(key) == Some(&at))).collect()
}
