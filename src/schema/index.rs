//! Which forms a text speaks for, looked up by what it says: a library of many forms recognises a sheet as fast as one of few.

use std::collections::HashMap;
use std::sync::Arc;

use super::form::Form;
use crate::text::{Pattern, PatternSet};

/// The printed labels and titles of every form of a library.
#[derive(Debug, Clone, Default)]
pub struct Index {
    anchors: HashMap<String, Vec<AnchorAt>>,
    /// The anchors that are sections, by every name of those.
    headings: HashMap<String, Vec<AnchorAt>>,
    /// The forms that never show a label.
    strangers: HashMap<String, Vec<usize>>,
    titles: PatternSet,
    /// The form of every title.
    titled: Vec<usize>,
}

/// Where a printed label is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnchorAt {
    /// The form's place in the library.
    pub form: usize,
    /// The anchor's place in the form.
    pub anchor: usize,
}

impl Index {
    /// The index of some forms.
    pub(super) fn of(forms: &[Arc<Form>]) -> Self {
        let mut index = Self::default();
        let mut titles: Vec<Pattern> = Vec::new();
        for (number, form) in forms.iter().enumerate() {
            for (at, anchor) in form.head.anchors.iter().enumerate() {
                let at = AnchorAt { form: number, anchor: at };
                anchor.names().keys().for_each(|key| index.anchors.entry(key.to_owned()).or_default().push(at));
                form.anchor_headings(anchor).for_each(|key| index.headings.entry(key.to_owned()).or_default().push(at));
            }
            for key in form.head.without.keys() {
                index.strangers.entry(key.to_owned()).or_default().push(number);
            }
            titles.extend_from_slice(form.head.titles.patterns());
            index.titled.resize(titles.len(), number);
        }
        index.titles = PatternSet::new(titles);
        index
    }

    /// The anchors that a label of this key is.
    #[must_use]
    pub fn anchors(&self, key: &str) -> &[AnchorAt] {
        self.anchors.get(key).map_or(&[], Vec::as_slice)
    }

    /// The anchors that a heading of this key is.
    #[must_use]
    pub fn headings(&self, key: &str) -> &[AnchorAt] {
        self.headings.get(key).map_or(&[], Vec::as_slice)
    }

    /// The places of the forms that never show a label of this key.
    #[must_use]
    pub fn strangers(&self, key: &str) -> &[usize] {
        self.strangers.get(key).map_or(&[], Vec::as_slice)
    }

    /// The places of the forms of which a folded text holds a title, perhaps more than once.
    pub fn titled<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.titles.found_in(folded).map(|title| self.titled[title])
    }
}
