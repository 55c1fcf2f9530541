//! Where two submissions of the same form differ, value by value: by what the values mean, not by where they stand.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::line::{Cell, Line, lines};
use crate::model::names::WHOLE_ROW;
use crate::model::{Difference, Place, Submission, Written};
use crate::text::{Text, fold};

/// Every difference, in the order of the form; rows that only the replaced submission has stand last.
pub(super) fn differences(replaced: &Submission, kept: &Submission) -> Vec<Difference> {
    let (old, new) = (lines(replaced), lines(kept));
    let partners = partners(&old, &new);
    let mut found = Vec::new();
    for (line, partner) in new.iter().zip(&partners) {
        match partner.and_then(|at| old.get(at)) {
            Some(before) => found.extend(changed(before, line)),
            None => found.extend(line.whole().map(|written| line.difference(WHOLE_ROW, None, Some(written)))),
        }
    }
    let paired: HashSet<usize> = partners.into_iter().flatten().collect();
    let gone = old.iter().enumerate().filter(|(at, _)| !paired.contains(at));
    found.extend(gone.filter_map(|(_, line)| Some(line.difference(WHOLE_ROW, Some(line.whole()?), None))));
    // A merged cell serves several rows, and is told once.
    let mut told: BTreeSet<(Option<Place>, Option<Place>)> = BTreeSet::new();
    let place = |written: &Option<Written>| written.as_ref().map(|written| written.place.clone());
    found.retain(|difference| told.insert((place(&difference.replaced), place(&difference.kept))));
    found
}

impl Cell<'_> {
    fn written(&self) -> Written {
        Written { place: self.place.clone(), text: self.raw.to_string() }
    }
}

impl Line<'_> {
    fn difference(&self, column: Text, replaced: Option<Written>, kept: Option<Written>) -> Difference {
        Difference { subject: self.subject.clone(), column, replaced, kept }
    }

    /// Everything that is written in it, at its first filled cell; nothing if it is blank.
    fn whole(&self) -> Option<Written> {
        let filled: Vec<&Cell<'_>> = self.cells.iter().filter(|cell| !cell.raw.is_blank()).collect();
        let texts: Vec<String> = filled.iter().map(|cell| cell.raw.to_string()).collect();
        Some(Written { place: filled.first()?.place.clone(), text: texts.join("｜") })
    }
}

/// The values that two lines of the same meaning state differently. Blanks and width do not count.
fn changed<'a>(before: &'a Line<'a>, after: &'a Line<'a>) -> impl Iterator<Item = Difference> + 'a {
    before.cells.iter().zip(&after.cells).filter_map(|(old, new)| {
        let (replaced, kept) = (old.written(), new.written());
        let differ = fold(&replaced.text) != fold(&kept.text);
        differ.then(|| after.difference(new.column, Some(replaced), Some(kept)))
    })
}

/// For every new line the old one of the same meaning: by its key, and what is left by its row, as a name may be what changed.
fn partners(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut by_key: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, line) in old.iter().enumerate().rev() {
        by_key.entry((&line.table, &line.key)).or_default().push(at);
    }
    let mut partners: Vec<Option<usize>> =
        new.iter().map(|line| by_key.get_mut(&(line.table.as_str(), line.key.as_str()))?.pop()).collect();
    let paired: HashSet<usize> = partners.iter().copied().flatten().collect();
    let mut by_row: HashMap<(&str, u32), usize> = HashMap::new();
    for (at, line) in old.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        by_row.insert((&line.table, line.row), at);
    }
    for (line, partner) in new.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
        *partner = by_row.remove(&(line.table.as_str(), line.row));
    }
    partners
}
