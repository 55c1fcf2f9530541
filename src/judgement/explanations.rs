//! Which findings are explained. An explanation closes one finding: the one of its key whose values it was written for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::subject::{At, Seen, findings};
use crate::model::{County, Explanation, ExplanationLine, ExplanationState, FindingKey, Severity, Treatment};
use crate::text::{Message, Text, fold};

/// Sets the treatment of every finding and tells how the rows stand, in the order in which they are to be written.
pub(super) fn settle(county: &mut County, rows: &[Explanation], notices: &mut Vec<Message>) -> Vec<ExplanationLine> {
    let today = county.as_of.date();
    let (lines, treatments) = {
        let verify = findings(county, &[Severity::W]);
        let mut matching = Matching::new(rows, &verify, today);
        matching.refuse(if rows.is_empty() { Vec::new() } else { findings(county, &[Severity::E]) }, notices);
        matching.finish()
    };
    for (at, treatment) in treatments {
        let finding = match at {
            At::Case(file, case, at) => &mut county.files[file].cases[case].findings[at],
            At::File(file, at) => &mut county.files[file].findings[at],
            At::Anomaly(at) => &mut county.anomalies[at].finding,
            At::County(at) => &mut county.findings[at],
        };
        finding.treatment = Some(Box::new(treatment));
    }
    lines
}

type Folded = [String; 5];

fn folded(key: &FindingKey) -> Folded {
    [&key.unit, &key.form, &key.project, &key.code, &key.subject].map(|text| fold(text))
}

/// Rows and findings, and who found whom.
struct Matching<'a> {
    rows: &'a [Explanation],
    seen: &'a [Seen<'a>],
    today: Date,
    by_key: BTreeMap<Folded, Vec<usize>>,
    /// How each row stands; those that nobody claims are corrected.
    states: Vec<ExplanationState>,
    /// The row that speaks of each finding, if one does.
    taken: Vec<Option<usize>>,
    /// The finding under which a row that does not hold is kept.
    under: BTreeMap<usize, Vec<usize>>,
    treatments: Vec<(At, Treatment)>,
}

impl<'a> Matching<'a> {
    fn new(rows: &'a [Explanation], seen: &'a [Seen<'a>], today: Date) -> Self {
        let mut by_key: BTreeMap<Folded, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.typed.is_blank()) {
            by_key.entry(folded(&row.key)).or_default().push(at);
        }
        let mut matching = Self {
            rows,
            seen,
            today,
            by_key,
            states: vec![ExplanationState::Corrected; rows.len()],
            taken: vec![None; seen.len()],
            under: BTreeMap::new(),
            treatments: Vec::new(),
        };
        matching.assign();
        matching
    }

    /// First every finding takes the row that holds for it, then what is begun; what is left does not hold any more.
    fn assign(&mut self) {
        let keys: Vec<Folded> = self.seen.iter().map(|seen| folded(&seen.key)).collect();
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for wanted in [ExplanationState::Explained, ExplanationState::Incomplete] {
            for (at, key) in keys.iter().enumerate() {
                let free = self.by_key.get(key).into_iter().flatten().filter(|row| !used.contains(row));
                let fits = free.copied().find(|row| self.state(*row, at) == wanted);
                if let Some(row) = fits.filter(|_| self.taken[at].is_none()) {
                    used.insert(row);
                    self.taken[at] = Some(row);
                    self.states[row] = wanted;
                }
            }
        }
        for (at, key) in keys.iter().enumerate() {
            let left: Vec<usize> = self.by_key.remove(key).unwrap_or_default();
            let left: Vec<usize> = left.into_iter().filter(|row| !used.contains(row)).collect();
            for row in &left {
                self.states[*row] = self.state(*row, at);
            }
            let is_explained = self.taken[at].is_some_and(|row| self.states[row] == ExplanationState::Explained);
            if let Some(row) = self.taken[at].filter(|_| is_explained) {
                let row = &self.rows[row];
                let treatment = Treatment::Explained {
                    reason: row.typed.reason.clone(),
                    who: row.typed.who.clone(),
                    until: row.until,
                };
                self.treatments.push((self.seen[at].at, treatment));
            } else if let Some(row) = left.iter().find(|row| self.rows[**row].typed.is_complete()) {
                self.treatments.push((self.seen[at].at, Treatment::CameBack(self.states[*row])));
            }
            self.under.insert(at, left);
        }
    }

    /// How a row stands against a finding of its key.
    fn state(&self, row: usize, at: usize) -> ExplanationState {
        let (row, seen) = (&self.rows[row], &self.seen[at]);
        let in_range = row.range.as_ref().and_then(|range| range.holds(&seen.value));
        let is_same = fold(&row.value) == fold(&seen.value) && fold(&row.others) == fold(&seen.others);
        if !in_range.unwrap_or(is_same) {
            ExplanationState::ValueChanged
        } else if !row.typed.is_complete() {
            ExplanationState::Incomplete
        } else if row.until.is_some_and(|until| until < self.today) {
            ExplanationState::Expired
        } else {
            ExplanationState::Explained
        }
    }

    /// Rows that speak of what must be corrected: told, and of no effect.
    fn refuse(&mut self, grave: Vec<Seen<'_>>, notices: &mut Vec<Message>) {
        for seen in grave {
            let rows = self.by_key.remove(&folded(&seen.key)).unwrap_or_default();
            if !rows.is_empty() {
                self.treatments.push((seen.at, Treatment::NotAllowed));
            }
            for row in rows {
                self.states[row] = ExplanationState::NotAllowed;
                let text = Text::new(
                    "说明表第 {row} 行（{unit} {code} {subject}）：必须修改的问题不能用说明结案，这一行不起作用；请单位改正后重新报送",
                    "explanations, row {row} ({unit} {code} {subject}): what must be corrected cannot be explained away, the row has no effect; have the unit correct it",
                );
                notices.push(
                    Message::new(text)
                        .with("row", (self.rows[row].row + 1).to_string())
                        .with("unit", seen.unit_name)
                        .with("code", seen.finding.code.0)
                        .with("subject", seen.key.subject.as_str()),
                );
            }
        }
    }

    fn finish(self) -> (Vec<ExplanationLine>, Vec<(At, Treatment)>) {
        let mut lines = Vec::new();
        let mut written = vec![false; self.rows.len()];
        let mut keep = |row: usize, lines: &mut Vec<ExplanationLine>| {
            written[row] = true;
            lines.push(kept(&self.rows[row], self.states[row]));
        };
        for (at, seen) in self.seen.iter().enumerate() {
            for row in self.under.get(&at).into_iter().flatten() {
                keep(*row, &mut lines);
            }
            match self.taken[at] {
                Some(row) => {
                    keep(row, &mut lines);
                    if let Some(line) = lines.last_mut() {
                        // Where it stands now; what was explained stays as it was.
                        seen.file.clone_into(&mut line.file);
                        line.cell.clone_from(&seen.cell);
                        line.found = seen.finding.message.clone();
                    }
                }
                None => lines.push(open(seen)),
            }
        }
        let left = self.rows.iter().zip(self.states).zip(written);
        for ((row, state), _) in left.filter(|((row, _), written)| !written && !row.typed.is_blank()) {
            lines.push(kept(row, state));
        }
        (lines, self.treatments)
    }
}

fn open(seen: &Seen<'_>) -> ExplanationLine {
    ExplanationLine {
        state: ExplanationState::Open,
        key: seen.key.clone(),
        unit_name: seen.unit_name.to_owned(),
        file: seen.file.to_owned(),
        cell: seen.cell.clone(),
        found: seen.finding.message.clone(),
        value: seen.value.clone(),
        others: seen.others.clone(),
        typed: crate::model::TypedExplanation::default(),
    }
}

fn kept(row: &Explanation, state: ExplanationState) -> ExplanationLine {
    let [unit_name, file, cell, found] = row.shown.clone();
    ExplanationLine {
        state,
        key: row.key.clone(),
        unit_name,
        file,
        cell,
        found: Message::new(Text::new("{found}", "{found}")).with("found", found),
        value: row.value.clone(),
        others: row.others.clone(),
        typed: row.typed.clone(),
    }
}
