//! The rank of every submission by the score that ranks.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::County;

/// The rank of each entry, in the order of the entries: among the submissions of its form that feed the totals and have that
/// score. Equal scores share a rank, and the next one counts them: 1, 2, 2, 4.
#[must_use]
pub fn ranks(county: &County) -> Vec<Option<usize>> {
    let mut by_form: BTreeMap<&str, Vec<(Reverse<Decimal>, usize)>> = BTreeMap::new();
    for (at, entry) in county.entries.iter().enumerate().filter(|(_, entry)| entry.in_totals) {
        if let Some(score) = county.ranking_score(entry) {
            by_form.entry(&county.case(entry).submission.form).or_default().push((Reverse(score), at));
        }
    }
    let mut ranks = vec![None; county.entries.len()];
    for mut scores in by_form.into_values() {
        scores.sort_unstable();
        let mut first = 0;
        for (at, (score, entry)) in scores.iter().enumerate() {
            if *score != scores[first].0 {
                first = at;
            }
            ranks[*entry] = Some(first + 1);
        }
    }
    ranks
}
