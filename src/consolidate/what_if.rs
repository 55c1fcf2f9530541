//! Two consolidations of the same files, held against each other: findings that come and go, scores and ranks that move.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::model::{Code, County, CountyEntry, Finding, Move, Place, Severity, Shift, WhatIf};
use crate::text::Lang;

/// What changes from one county to the other; both were made of the same files.
#[must_use]
pub fn what_if(before: &County, after: &County, is_last_year: bool) -> WhatIf {
    WhatIf {
        year: before.year,
        is_last_year,
        submissions: [before.entries.len(), after.entries.len()],
        appear: only_in(after, before),
        vanish: only_in(before, after),
        moves: moves(before, after),
    }
}

/// What makes a finding the same in both: code, severity and cell; where it names no cell its words too.
type Key<'a> = (Code, Severity, &'a Place, String);

fn key(finding: &Finding) -> Key<'_> {
    let words = if finding.place.cell().is_none() { finding.message(Lang::Zh) } else { String::new() };
    (finding.code, finding.severity, &finding.place, words)
}

/// The findings of one county that the other lacks, the gravest first.
fn only_in(county: &County, other: &County) -> Vec<Shift> {
    let known: BTreeSet<Key<'_>> = other.every_finding().map(key).collect();
    let mut units: BTreeMap<usize, &str> = BTreeMap::new();
    for entry in &county.entries {
        units.entry(entry.file).or_insert(&entry.unit_name);
    }
    let shift = |finding: &Finding| {
        let at = finding.place.source().and_then(|id| usize::try_from(id.0).ok());
        let unit = match &finding.place {
            Place::Unit(code) => county.roster.unit(code).map(|unit| &*unit.name),
            _ => at.and_then(|at| units.get(&at).copied()),
        };
        Shift {
            finding: finding.clone(),
            unit: unit.unwrap_or_default().to_owned(),
            file: at.and_then(|at| county.files.get(at)).map(|file| file.source.name.clone()),
        }
    };
    let mut shifts: Vec<Shift> =
        county.every_finding().filter(|finding| !known.contains(&key(finding))).map(shift).collect();
    shifts.sort_by_key(|shift| shift.finding.severity); // stable
    shifts
}

/// Where a submission stands, whatever form it was taken for: file, sheet, and how many forms stand before it there.
type Spot<'a> = (usize, &'a str, usize);

/// A submission with its total and its place among those that feed the totals.
struct Ranked<'a> {
    entry: &'a CountyEntry,
    score: Option<Decimal>,
    rank: Option<usize>,
}

fn ranked(county: &County) -> BTreeMap<Spot<'_>, Ranked<'_>> {
    let score = |entry: &CountyEntry| county.case(entry).scorecard.total;
    let mut totals: Vec<Decimal> = county.entries.iter().filter(|entry| entry.in_totals).filter_map(score).collect();
    totals.sort_unstable_by(|a, b| b.cmp(a));
    let rank = |total: Decimal| totals.partition_point(|other| *other > total) + 1;
    let entry = |entry| {
        let score = score(entry);
        (spot(county, entry), Ranked { entry, score, rank: score.filter(|_| entry.in_totals).map(rank) })
    };
    county.entries.iter().map(entry).collect()
}

fn spot<'a>(county: &'a County, entry: &CountyEntry) -> Spot<'a> {
    let sheet = &*county.case(entry).submission.sheet;
    let earlier = county.files[entry.file].cases.iter().take(entry.case);
    (entry.file, sheet, earlier.filter(|case| &*case.submission.sheet == sheet).count())
}

fn moves(before: &County, after: &County) -> Vec<Move> {
    let (old, mut new) = (ranked(before), ranked(after));
    let of = |old: Option<&Ranked<'_>>, new: Option<&Ranked<'_>>| {
        let named = new.or(old)?.entry;
        let both = [old, new];
        Some(Move {
            unit: named.unit_name.clone(),
            project: named.project.clone(),
            score: both.map(|ranked| ranked?.score),
            rank: both.map(|ranked| ranked?.rank),
        })
    };
    let mut moves: Vec<Move> =
        old.iter().filter_map(|(spot, ranked)| of(Some(ranked), new.remove(spot).as_ref())).collect();
    moves.extend(new.values().filter_map(|ranked| of(None, Some(ranked))));
    moves.retain(|shift| shift.score[0] != shift.score[1] || shift.rank[0] != shift.rank[1]);
    let size = |shift: &Move| (shift.score[0] != shift.score[1], shift.change().map(|change| change.abs()));
    moves.sort_by(|a, b| size(b).cmp(&size(a)).then(a.rank[0].cmp(&b.rank[0]))); // stable
    moves
}
