//! Which indicators are about what: cost, output, benefit, satisfaction.

use super::subject::{Row, Subject};
use crate::model::{Entry, State};
use crate::schema::{ByDimension, Dimension, Phrases};
use crate::text::fold;

/// The indicators under one label of the first level that follow each other.
pub struct Group<'a> {
    /// The label.
    pub level1: &'a Entry<String>,
    /// What it names; two for "效益指标/满意度", nothing for a label that is not known.
    pub named: Vec<Dimension>,
    /// The indicators that add to the sums.
    pub rows: Vec<Row<'a>>,
}

impl Group<'_> {
    /// The one dimension that it is about.
    pub fn dimension(&self) -> Option<Dimension> {
        match self.named[..] {
            [dimension] => Some(dimension),
            _ => None,
        }
    }
}

/// The indicators by their first level, without the budget execution; nothing if the form has no first level.
pub fn groups<'a>(subject: &Subject<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for row in subject.rows().filter(|row| row.counts() && !row.indicator.is_execution) {
        let level1 = &row.indicator.level1;
        if !level1.is_asked() {
            continue;
        }
        match groups.last_mut().filter(|group| group.level1.place == level1.place) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { level1, named: named(level1, subject), rows: vec![row] }),
        }
    }
    groups
}

/// The dimensions that a label names.
pub fn named(label: &Entry<String>, subject: &Subject<'_>) -> Vec<Dimension> {
    let words: &ByDimension<Phrases> = &subject.form.words.dimensions;
    let State::Value(text) = &label.state else { return Vec::new() };
    let folded = fold(text);
    let is_named = |dimension: &Dimension| words.get(*dimension).is_some_and(|words| words.found_in(&folded).is_some());
    Dimension::ALL.into_iter().filter(is_named).collect()
}
