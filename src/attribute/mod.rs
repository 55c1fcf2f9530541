//! Whose submission it is, which one counts, which are late, sent twice, missing or unknown.
//!
//! Stamp, cover, path, in this order. The hidden stamp of a form that was handed out decides unless the cover names another
//! unit of the roster: what a person sees and signs then holds, and F14 tells of it. A folder or file name is only asked where
//! the cover is blank: a cover that names somebody we do not know is never overruled by the name of a file.

mod differences;
mod nearest;
mod normal;
mod owner;
mod reporting;
mod standing;
mod units;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{CountedMoney, CountyEntry, Owner, ReadFile, Repeat, ReportingRow, Roster, Standing};
use crate::schema::{Form, PROJECT, Project, find_form};
use crate::text::Message;
use owner::Recognised;
use standing::{Age, Sent, Verdict};
use units::Units;

/// Every submission with its owner and standing, and how everything that is due stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attribution {
    /// Every submission: in the order of the roster, then the unknown ones by name; within a unit by form, project, file.
    pub entries: Vec<CountyEntry>,
    /// One row for everything that is due, in the order of the list; then what came in without being due, from units
    /// outside the roster, and unreadable.
    pub reporting: Vec<ReportingRow>,
    /// Every submission that another one replaced, in the order of the entries.
    pub repeats: Vec<Repeat>,
}

/// A submission on its way: the entry, where its unit stands in the roster, its form, a remark on its unit, and why it cannot
/// count whatever else came in.
struct Item<'a> {
    entry: CountyEntry,
    unit: Option<usize>,
    form: &'a str,
    remark: Option<Message>,
    void: Option<Message>,
}

/// Attributes every submission to a unit of the roster and tells which count.
///
/// `files` are in sorted order, as intake gave them. A form that is not among `forms` has no attributing field: its
/// submissions are attributed by path.
#[must_use]
pub fn attribute(files: &[ReadFile], roster: &Roster, forms: &[Arc<Form>], project: &Project) -> Attribution {
    let units = Units::of(roster, &project.county.name);
    let mut nearest = nearest::Nearest::of(roster);
    let mut items = Vec::new();
    let (mut sent, mut ages) = (Vec::new(), Vec::new());
    for (file, read) in files.iter().enumerate() {
        let on_path = || units.on_path(&read.source.name);
        for (case, found) in read.cases.iter().enumerate() {
            let submission = &found.submission;
            let form = find_form(forms, &submission.form).map(AsRef::as_ref);
            let cover = owner::cover(submission, form);
            let stamp = submission.stamp.as_ref();
            let Recognised { unit, by, remark } = owner::recognise(&cover, stamp, &units, on_path, &mut nearest);
            let body = unit.and_then(|at| roster.units.get(at));
            let void = standing::void(submission, form, project.county.year);
            let entry = CountyEntry {
                file,
                case,
                owner: body.zip(by).map(|(body, by)| Owner { code: Arc::clone(&body.code), by }),
                unit_name: body.map_or_else(|| cover.shown(), |body| body.name.to_string()),
                cover: cover.shown(),
                project: submission
                    .answer(PROJECT)
                    .or_else(|| stamp.map(|stamp| stamp.project.to_string()))
                    .unwrap_or_default(),
                standing: void.as_ref().filter(|_| unit.is_some()).map_or(Standing::Unknown, |void| void.0),
                late: read.source.received.map(|received| received.at.date() > project.county.deadline),
                in_totals: false,
                money: CountedMoney::of_submission(submission),
                money_before: None,
                review: None,
                rank: None,
            };
            ages.push(Age::of(submission, form, read, (file, case)));
            let rival = unit.filter(|_| void.is_none());
            sent.push(rival.map(|unit| Sent::of(unit, submission, form, read, project.county.year)));
            items.push(Item { entry, unit, form: &submission.form, remark, void: void.map(|(_, why)| why) });
        }
    }
    let verdicts = standing::counting(&sent, &ages, &project.submissions.newest);
    for (item, verdict) in items.iter_mut().zip(&verdicts) {
        match verdict {
            None => {}
            Some(Verdict::Counts) => item.entry.standing = Standing::Counts,
            Some(Verdict::ReplacedBy(..)) => item.entry.standing = Standing::Superseded,
        }
        item.entry.in_totals = item.entry.standing == Standing::Counts && project.counts(item.form);
    }
    let found_in: Vec<(usize, usize)> = items.iter().map(|item| (item.entry.file, item.entry.case)).collect();
    items.sort_by(|a, b| order(a).cmp(&order(b)));
    let reporting = reporting::rows(&items, files, roster, &units);
    let entries: Vec<CountyEntry> = items.into_iter().map(|item| item.entry).collect();
    let repeats = repeats(&entries, &found_in, &verdicts, files);
    Attribution { entries, reporting, repeats }
}

/// Who replaced whom, in the order of the entries. `verdicts` are in the order in which submissions were `found_in` files.
fn repeats(
    entries: &[CountyEntry],
    found_in: &[(usize, usize)],
    verdicts: &[Option<Verdict>],
    files: &[ReadFile],
) -> Vec<Repeat> {
    let at: HashMap<(usize, usize), usize> =
        entries.iter().enumerate().map(|(at, entry)| ((entry.file, entry.case), at)).collect();
    let submission = |(file, case): (usize, usize)| &files[file].cases[case].submission;
    let mut repeats: Vec<Repeat> = found_in
        .iter()
        .zip(verdicts)
        .filter_map(|(replaced, verdict)| {
            let Some(Verdict::ReplacedBy(newer, by)) = verdict else { return None };
            let kept = found_in.get(*newer)?;
            let differences = differences::differences(submission(*replaced), submission(*kept));
            Some(Repeat { kept: *at.get(kept)?, replaced: *at.get(replaced)?, by: *by, differences })
        })
        .collect();
    repeats.sort_by_key(|repeat| repeat.replaced);
    repeats
}

/// The place of a submission among all: by roster, unknown units behind it by name.
fn order<'a>(item: &'a Item<'_>) -> (usize, &'a str, &'a str, &'a str, usize, usize) {
    let entry = &item.entry;
    let name = if item.unit.is_some() { "" } else { entry.unit_name.as_str() };
    (item.unit.unwrap_or(usize::MAX), name, item.form, &entry.project, entry.file, entry.case)
}
