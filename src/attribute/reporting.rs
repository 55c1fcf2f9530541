//! 报送情况: how everything that is due stands, and what came in besides.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Body, ReadFile, ReportingRow, Roster, Standing, Status};
use crate::text::{Message, Text, fold};

use super::Item;
use super::units::Units;

/// Unit, form and folded project: what a due form is found by. An empty form or project means any.
type Key<'a> = (usize, &'a str, String);

/// The rows: everything that is due in the order of the list, then what is not due, unknown and unreadable.
///
/// A submission answers the most specific due form that it fits: one for its form and project before one for its project,
/// for its form, for anything. A due form for anything takes all that is left of its unit.
pub(super) fn rows(items: &[Item<'_>], files: &[ReadFile], roster: &Roster, units: &Units) -> Vec<ReportingRow> {
    let unit_of = |code: &str| units.by_code(&fold(code));
    let mut due_at: HashMap<Key<'_>, usize> = HashMap::new();
    for (at, due) in roster.due.iter().enumerate() {
        if let Some(unit) = unit_of(&due.unit) {
            due_at.entry((unit, due.form.as_str(), fold(&due.project))).or_insert(at);
        }
    }
    let mut claimed: Vec<Vec<&Item<'_>>> = vec![Vec::new(); roster.due.len()];
    let mut not_due: BTreeMap<Key<'_>, Vec<&Item<'_>>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for item in items {
        let Some(unit) = item.unit else {
            unknown.push(unknown_row(item));
            continue;
        };
        let project = fold(&item.entry.project);
        let fits = [(item.form, project.as_str()), ("", project.as_str()), (item.form, ""), ("", "")];
        let due = fits.into_iter().find_map(|(form, project)| due_at.get(&(unit, form, project.to_owned())));
        match due.and_then(|at| claimed.get_mut(*at)) {
            Some(claims) => claims.push(item),
            None => not_due.entry((unit, item.form, project)).or_default().push(item),
        }
    }
    let mut rows: Vec<ReportingRow> = roster
        .due
        .iter()
        .zip(&claimed)
        .map(|(due, claims)| {
            let body = unit_of(&due.unit).and_then(|at| roster.units.get(at));
            let row = ReportingRow { form: due.form.clone(), project: due.project.clone(), ..row_of(body, &due.unit) };
            answered(row, claims)
        })
        .collect();
    let unreadable = unreadable_rows(&mut rows, files, roster, units);
    rows.extend(not_due.iter().map(|((unit, ..), claims)| ReportingRow {
        status: Status::NotDue,
        ..answered(row_of(roster.units.get(*unit), ""), claims)
    }));
    rows.extend(unknown);
    rows.extend(unreadable);
    rows
}

/// A row of a unit to which nothing has come in.
fn row_of(body: Option<&Body>, code: &str) -> ReportingRow {
    let text = |field: fn(&Body) -> &str| body.map(field).unwrap_or_default().to_owned();
    ReportingRow {
        code: body.map_or(code, |body| &body.code).to_owned(),
        name: text(|body| &body.name),
        section: text(|body| &body.section),
        phone: text(|body| &body.phone),
        form: String::new(),
        project: String::new(),
        status: Status::Missing,
        files: Vec::new(),
        remark: None,
    }
}

/// Fills in what came in for a row. It is late if anything that counts in it is late, and missing if nothing counts.
fn answered(mut row: ReportingRow, claims: &[&Item<'_>]) -> ReportingRow {
    let (void, valid): (Vec<&Item<'_>>, Vec<&Item<'_>>) = claims.iter().partition(|item| item.void.is_some());
    let (counting, replaced): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        valid.into_iter().partition(|item| item.entry.standing == Standing::Counts);
    for item in counting.iter().chain(&replaced).chain(&void) {
        if !row.files.contains(&item.entry.file) {
            row.files.push(item.entry.file);
        }
    }
    if row.form.is_empty() {
        row.form = common(claims.iter().map(|item| item.form));
    }
    if row.project.is_empty() {
        row.project = common(claims.iter().map(|item| item.entry.project.as_str()));
    }
    let late = counting.iter().any(|item| item.entry.late == Some(true));
    row.status = match (counting.is_empty(), late, replaced.is_empty()) {
        (true, ..) => Status::Missing,
        (_, true, _) => Status::Late,
        (_, _, false) => Status::Twice,
        _ => Status::Reported,
    };
    let again = (late && replaced.iter().any(|item| item.entry.late == Some(false)))
        .then(|| Text::new("首次报送在期限内，逾期的是重报", "first sent in time; what is late was sent again").into());
    let mut remarks: Vec<Message> = again.into_iter().collect();
    remarks.extend(counting.iter().find_map(|item| item.remark.clone()));
    for why in void.iter().filter_map(|item| item.void.as_ref()) {
        if !remarks.contains(why) {
            remarks.push(why.clone());
        }
    }
    row.remark = in_one(remarks);
    row
}

/// Remarks one behind the other.
fn in_one(remarks: Vec<Message>) -> Option<Message> {
    let one_by_one = remarks.into_iter().rev();
    one_by_one.reduce(|rest, first| first.behind(Message::new(Text::new("；", "; ")).behind(rest)))
}

/// The text that all have in common, or nothing.
fn common<'a>(mut texts: impl Iterator<Item = &'a str>) -> String {
    let first = texts.next().unwrap_or_default();
    if texts.all(|text| text == first) { first.to_owned() } else { String::new() }
}

fn unknown_row(item: &Item<'_>) -> ReportingRow {
    ReportingRow {
        name: item.entry.unit_name.clone(),
        form: item.form.to_owned(),
        project: item.entry.project.clone(),
        status: Status::Unknown,
        files: vec![item.entry.file],
        remark: item.remark.clone(),
        ..row_of(None, "")
    }
}

/// Gives files without any form to what is missing of the unit that their path names; the others get rows of their own.
///
/// One file answers one row: the one whose project the path names, else the first that nothing answers yet.
fn unreadable_rows(rows: &mut [ReportingRow], files: &[ReadFile], roster: &Roster, units: &Units) -> Vec<ReportingRow> {
    let mut missing: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.status == Status::Missing) {
        missing.entry(row.code.clone()).or_default().push(at);
    }
    let mut own = Vec::new();
    for (file, read) in files.iter().enumerate().filter(|(_, read)| read.cases.is_empty()) {
        let body = units.on_path(&read.source.name).and_then(|at| roster.units.get(at));
        let path = fold(&read.source.name);
        let open = body.and_then(|body| missing.get_mut(&*body.code)).filter(|open| !open.is_empty());
        let row = open.and_then(|open| {
            let named = |at: &usize| {
                rows.get(*at).is_some_and(|row| !row.project.is_empty() && path.contains(&fold(&row.project)))
            };
            let at = open.remove(open.iter().position(named).unwrap_or(0));
            rows.get_mut(at)
        });
        let unreadable = |row: &mut ReportingRow| {
            row.status = Status::Unreadable;
            row.files.push(file);
            row.remark = in_one(row.remark.take().into_iter().chain(read.readable.then(no_known_form)).collect());
        };
        if let Some(row) = row {
            unreadable(row);
        } else {
            let mut row = row_of(body, "");
            unreadable(&mut row);
            own.push(row);
        }
    }
    own
}

fn no_known_form() -> Message {
    Text::new("文件能打开，但里面没有认识的表样", "the file can be read, but holds no form that is known").into()
}
