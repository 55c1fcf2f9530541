//! Findings with what tells them from each other, run after run, and with the values that they speak of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::line::lines;
use crate::model::names::FIELD;
use crate::model::{Case, CellRef, County, CountyEntry, Finding, FindingKey, Place, Severity, SourceId};
use crate::text::{Arg, Lang, fold};

/// Where a finding is kept in the county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// File, case, finding.
    Case(usize, usize, usize),
    /// File, finding.
    File(usize, usize),
    /// Anomaly.
    Anomaly(usize),
    /// Finding of the county.
    County(usize),
}

/// A finding of this run that concerns what is in force.
pub(super) struct Seen<'a> {
    pub(super) at: At,
    pub(super) finding: &'a Finding,
    pub(super) key: FindingKey,
    pub(super) unit_name: &'a str,
    pub(super) file: &'a str,
    pub(super) cell: String,
    /// The value in its cell; blank where nothing is written there.
    pub(super) value: String,
    /// The other values that decide whether it is the same finding.
    pub(super) others: String,
}

/// Every finding of some severities, submission by submission, then those of files and of the county.
///
/// What a newer file replaced needs no explanation and is left out.
pub(super) fn findings<'a>(county: &'a County, wanted: &[Severity]) -> Vec<Seen<'a>> {
    let is_wanted = |finding: &Finding| wanted.contains(&finding.severity);
    let mut anomalies: BTreeMap<usize, Vec<(At, &Finding)>> = BTreeMap::new();
    for (at, anomaly) in county.anomalies.iter().enumerate().filter(|(_, anomaly)| is_wanted(&anomaly.finding)) {
        if let Some(entry) = anomaly.entry {
            anomalies.entry(entry).or_default().push((At::Anomaly(at), &anomaly.finding));
        }
    }
    let mut in_force: BTreeMap<usize, &CountyEntry> = BTreeMap::new();
    for entry in county.entries.iter().filter(|entry| entry.standing.is_in_force()) {
        in_force.entry(entry.file).or_insert(entry);
    }
    let of_entries = county.entries.par_iter().enumerate().filter(|(_, entry)| entry.standing.is_in_force());
    let mut seen: Vec<Seen> = of_entries
        .flat_map_iter(|(index, entry)| {
            let case = county.case(entry);
            let own = case.findings.iter().enumerate().filter(|(_, finding)| is_wanted(finding));
            let mut found: Vec<(At, &Finding)> =
                own.map(|(at, finding)| (At::Case(entry.file, entry.case, at), finding)).collect();
            found.extend(anomalies.get(&index).into_iter().flatten());
            let spoken = found.iter().flat_map(|(_, finding)| finding.related.iter().chain([&finding.place]));
            let spoken = spoken.filter_map(Place::cell).collect();
            let cells = if found.is_empty() { Cells::new() } else { cells(case, &spoken) };
            found.into_iter().map(move |(at, finding)| of_entry(county, entry, &cells, at, finding))
        })
        .collect();
    // That a file was replaced is told of the file itself, and it is its unit's all the same.
    let mut of_file = in_force.clone();
    for entry in &county.entries {
        of_file.entry(entry.file).or_insert(entry);
    }
    for (index, file) in county.files.iter().enumerate() {
        let is_replaced = !file.cases.is_empty() && !in_force.contains_key(&index);
        let found = file.findings.iter().enumerate().filter(|(_, finding)| !is_replaced && is_wanted(finding));
        seen.extend(found.map(|(at, finding)| elsewhere(county, &of_file, At::File(index, at), finding)));
    }
    let found = county.findings.iter().enumerate().filter(|(_, finding)| is_wanted(finding));
    seen.extend(found.map(|(at, finding)| elsewhere(county, &of_file, At::County(at), finding)));
    seen
}

/// The values of a submission by their cells: what each is called, and what is written.
type Cells = BTreeMap<CellRef, (String, String)>;

/// Those of some cells.
fn cells(case: &Case, wanted: &BTreeSet<CellRef>) -> Cells {
    let mut cells = Cells::new();
    for line in lines(&case.submission) {
        for cell in &line.cells {
            let Some(at) = cell.place.cell().filter(|at| wanted.contains(at)) else { continue };
            cells.entry(at).or_insert_with(|| {
                // Always in one language: a key must not change with the language of the workbook.
                let column = cell.column.get(Lang::Zh);
                let name = line.subject.replace(['\n', '\r'], "");
                let name = if cell.column == FIELD { name } else { format!("{name} · {column}") };
                (name, bounded(cell.raw.to_string().trim()))
            });
        }
    }
    cells
}

fn of_entry<'a>(county: &'a County, entry: &'a CountyEntry, cells: &Cells, at: At, finding: &'a Finding) -> Seen<'a> {
    let file = county.files.get(entry.file).map_or("", |file| &*file.source.name);
    let place = finding.place.cell().and_then(|cell| cells.get(&cell));
    let written = |place: &Place| Some(cells.get(&place.cell()?)?.1.clone());
    let cell = address(&finding.place);
    let subject = place.map_or_else(|| cell.clone(), |(name, _)| name.clone());
    let value = place.map(|(_, written)| written.clone()).unwrap_or_default();
    // What an anomaly is compared with may be other units, which come and go; its own values are what is explained.
    let others = match at {
        At::Anomaly(_) => finding.related.iter().filter_map(written).collect::<Vec<_>>().join("；"),
        _ => values(finding, &[&value, &subject]),
    };
    let key = key(entry, county, finding, subject);
    Seen { at, finding, key, unit_name: &entry.unit_name, file, cell, value, others }
}

/// A finding of a file, of a unit that sent nothing, or of the county.
fn elsewhere<'a>(
    county: &'a County,
    of_file: &BTreeMap<usize, &'a CountyEntry>,
    at: At,
    finding: &'a Finding,
) -> Seen<'a> {
    let file = finding.place.source().and_then(|id| file_at(county, id));
    let name = file.and_then(|file| county.files.get(file)).map_or("", |file| &*file.source.name);
    let cell = address(&finding.place);
    let entry = file.and_then(|file| of_file.get(&file)).copied();
    let (key, unit_name) = match (&finding.place, entry) {
        (_, Some(entry)) => (key(entry, county, finding, cell.clone()), entry.unit_name.as_str()),
        (Place::Unit(code), None) => {
            let named = |name: &str| finding.message.value(name).to_owned();
            let key = FindingKey {
                unit: code.to_string(),
                form: named("form"),
                project: named("project"),
                code: finding.code.to_string(),
                subject: String::new(),
            };
            (key, county.roster.unit(code).map_or("", |unit| &*unit.name))
        }
        _ => {
            let subject = if cell.is_empty() { name.to_owned() } else { format!("{name} {cell}") };
            (FindingKey { code: finding.code.to_string(), subject, ..FindingKey::default() }, "")
        }
    };
    Seen { at, finding, key, unit_name, file: name, cell, value: String::new(), others: values(finding, &[]) }
}

fn key(entry: &CountyEntry, county: &County, finding: &Finding, subject: String) -> FindingKey {
    FindingKey {
        unit: entry.owner.as_ref().map_or_else(|| entry.unit_name.clone(), |owner| owner.code.to_string()),
        form: county.case(entry).submission.form.to_string(),
        project: entry.project.clone(),
        code: finding.code.to_string(),
        subject,
    }
}

fn file_at(county: &County, id: SourceId) -> Option<usize> {
    let at = usize::try_from(id.0).ok();
    at.filter(|at| county.files.get(*at).is_some_and(|file| file.source.id == id))
        .or_else(|| county.files.iter().position(|file| file.source.id == id))
}

/// "自评表!F12"; the sheet alone, or nothing, where there is no cell.
fn address(place: &Place) -> String {
    match (place.sheet(), place.cell()) {
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        (Some(sheet), None) => sheet.to_owned(),
        _ => String::new(),
    }
}

/// The values that a finding names, but for those that are told already. Addresses are left out: an inserted row moves them
/// and changes nothing.
fn values(finding: &Finding, told: &[&String]) -> String {
    let is_told = |text: &str| told.iter().any(|told| told.split(" · ").any(|part| part.trim() == text.trim()));
    let is_address = |text: &str| text.split(['、', ',', '，', ' ']).all(|part| part.parse::<CellRef>().is_ok());
    let plain = finding.message.args.iter().filter_map(|(_, arg)| match arg {
        Arg::Plain(text) if !text.trim().is_empty() && !is_address(text) && !is_told(text) => {
            Some(text.replace(['\n', '\r'], ""))
        }
        _ => None,
    });
    bounded(&plain.collect::<Vec<_>>().join("；"))
}

/// The most characters of a value that are shown; a longer one is told apart by its fingerprint.
const SHOWN: usize = 160;

/// A text that fits into a cell and still differs from every other.
fn bounded(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    // FNV-1a: the same on every machine and in every version.
    let fingerprint = fold(text)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let shown: String = text.chars().take(SHOWN).collect();
    format!("{shown}…〔{fingerprint:016x}〕")
}
