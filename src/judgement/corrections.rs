//! The ledger of corrections: what is found gets a row, what is gone keeps it.

use std::collections::{BTreeMap, VecDeque};

use super::subject::{Seen, findings};
use crate::model::{Correction, CorrectionLine, CorrectionState, County, FindingKey, Severity, TypedCorrection};
use crate::text::{Message, Text, fold};

/// Every row as this run leaves it: those of the findings that are open, in their order, then those that have none.
///
/// What a person typed stays as it is. Findings that are closed by an explanation need no correction and get no new row.
pub(super) fn settle(county: &County, rows: &[Correction]) -> Vec<CorrectionLine> {
    let today = county.as_of.date().to_string();
    let mut by_key: BTreeMap<[String; 5], VecDeque<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_key.entry(folded(&row.key)).or_default().push_back(at);
    }
    let mut lines = Vec::new();
    let mut claimed = vec![false; rows.len()];
    for seen in findings(county, &[Severity::E, Severity::W]) {
        if seen.finding.is_explained() {
            continue;
        }
        // Several findings of one key take their rows in their order.
        let row = by_key.get_mut(&folded(&seen.key)).and_then(VecDeque::pop_front);
        if let Some(row) = row {
            claimed[row] = true;
        }
        lines.push(found(&seen, row.map(|row| &rows[row]), &today));
    }
    lines.extend(rows.iter().zip(claimed).filter(|(_, claimed)| !claimed).map(|(row, _)| gone(row)));
    lines
}

fn folded(key: &FindingKey) -> [String; 5] {
    [&key.unit, &key.form, &key.project, &key.code, &key.subject].map(|text| fold(text))
}

fn found(seen: &Seen<'_>, row: Option<&Correction>, today: &str) -> CorrectionLine {
    let is_back =
        row.is_some_and(|row| is(&row.state, CorrectionState::Gone) || is(&row.state, CorrectionState::CameBack));
    let first = row.map(|row| row.days[0].clone()).filter(|day| !day.is_empty());
    let severity = seen.finding.severity;
    CorrectionLine {
        state: if is_back { CorrectionState::CameBack } else { CorrectionState::Open },
        key: seen.key.clone(),
        severity: Message::new(Text::new("{letter} {name}", "{letter} {name}"))
            .with("letter", severity.letter())
            .with("name", severity.name()),
        unit_name: seen.unit_name.to_owned(),
        file: seen.file.to_owned(),
        cell: seen.cell.clone(),
        found: seen.finding.message.clone(),
        days: [first.unwrap_or_else(|| today.to_owned()), today.to_owned()],
        typed: row.map_or_else(TypedCorrection::default, |row| row.typed.clone()),
    }
}

fn gone(row: &Correction) -> CorrectionLine {
    let plain = |text: &str| Message::new(Text::new("{text}", "{text}")).with("text", text);
    let [severity, unit_name, file, cell, found] = &row.shown;
    CorrectionLine {
        state: CorrectionState::Gone,
        key: row.key.clone(),
        severity: plain(severity),
        unit_name: unit_name.clone(),
        file: file.clone(),
        cell: cell.clone(),
        found: plain(found),
        days: row.days.clone(),
        typed: row.typed.clone(),
    }
}

/// Whether a written state is this one, in either language.
fn is(written: &str, state: CorrectionState) -> bool {
    let name = state.name();
    [name.zh, name.en].iter().any(|name| fold(name) == fold(written))
}
