//! What a column probably means whose header no form at hand uses: by the words in its header, by its place between others.
//!
//! A guess is always told as such: a person confirms it.

use super::headers::{Column, How};
use super::lexicon::Lexicon;
use crate::schema::{Role, TableRole};

/// Gives every column that has no meaning yet the one that its words or its place suggest.
pub fn guess(columns: &mut [Column], lexicon: &Lexicon<'_>, role: TableRole) {
    for at in 0..columns.len() {
        if columns[at].role.is_none()
            && let Some(meaning) = lexicon.by_words(role, &columns[at].head.label.key)
            && !columns.iter().any(|column| column.role == Some(meaning))
        {
            columns[at].role = Some(meaning);
            columns[at].how = How::Words;
        }
    }
    fill_gaps(columns, lexicon, role);
}

/// Fills every run of unknown columns with the usual roles that belong between its neighbours, if there are enough of them.
fn fill_gaps(columns: &mut [Column], lexicon: &Lexicon<'_>, role: TableRole) {
    let orders = lexicon.orders(role);
    let mut start = 0;
    while start < columns.len() {
        let end = (start..columns.len()).find(|at| columns[*at].role.is_some()).unwrap_or(columns.len());
        let is_inner = end < columns.len() || start > 0;
        if end > start && is_inner {
            let known: Vec<Role> = columns.iter().filter_map(|column| column.role).collect();
            let left = start.checked_sub(1).and_then(|at| columns[at].role);
            let right = columns.get(end).and_then(|column| column.role);
            let fits = |role: &Role| {
                is_usual(*role)
                    && !known.contains(role)
                    && orders.iter().any(|order| lies_between(order, *role, left, right))
            };
            let mut usual: Vec<(usize, Role)> = Vec::new();
            for role in orders.iter().flatten().filter(|role| fits(role)) {
                match usual.iter_mut().find(|(_, known)| known == role) {
                    Some((count, _)) => *count += 1,
                    None => usual.push((1, *role)),
                }
            }
            usual.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            let mut chosen: Vec<Role> = usual.into_iter().take(end - start).map(|(_, role)| role).collect();
            if chosen.len() == end - start {
                let place = |role: &Role| orders.iter().find_map(|order| order.iter().position(|known| known == role));
                chosen.sort_by_key(place);
                for (column, role) in columns[start..end].iter_mut().zip(chosen) {
                    column.role = Some(role);
                    column.how = How::Place;
                }
            }
        }
        start = end + 1;
    }
}

/// Whether a column of this role may stand on any form; the others only a header of their own shows.
const fn is_usual(role: Role) -> bool {
    !matches!(role, Role::Fact | Role::Level1Weight | Role::Level2Weight | Role::InitialTarget)
}

/// Whether a form has a column of this role between two others.
fn lies_between(order: &[Role], role: Role, left: Option<Role>, right: Option<Role>) -> bool {
    let place = |wanted: Role| order.iter().position(|known| *known == wanted);
    let Some(own) = place(role) else { return false };
    let after = left.is_none_or(|left| place(left).is_some_and(|left| left < own));
    let before = right.is_none_or(|right| place(right).is_some_and(|right| own < right));
    after && before
}
