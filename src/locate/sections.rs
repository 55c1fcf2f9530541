//! Where the sections of a form stand: their headings, found by their titles, and where the text below each ends.

use std::ops::Range;

use super::scan::{Scan, TextCell};
use crate::model::{CellRef, Raw};
use crate::schema::{Form, SectionSpec};
use crate::text::{Label, heading};

/// Where a section stands. Its text is what follows the heading in its own cell, and every cell up to where the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionAt {
    /// Its index in the form.
    pub spec: usize,
    /// The cell of the heading.
    pub heading: CellRef,
    /// The heading in the text of that cell, in bytes.
    pub words: Range<usize>,
    /// The cell in which its text ends, and how many bytes of that cell still belong to it.
    pub until: (CellRef, usize),
}

/// The longest text before the colon of a printed note, in bytes: "2.备注(填表说明):".
const LONGEST_NOTE_LABEL: usize = 24;

/// Finds every section of the form, in the order of the sheet.
pub fn sections(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<SectionAt> {
    let mut found: Vec<SectionAt> = Vec::new();
    let end = (CellRef::new(rows.end, 0), 0);
    for text in scan.within(rows) {
        // A heading has its row to itself; the same word beside other values is a label or a column header.
        let alone = || scan.sheet.row(text.at.row()).iter().filter(|(_, cell)| !cell.raw.is_blank()).count() <= 1;
        let Raw::Text(written) = scan.sheet.raw(text.at) else { continue };
        if let Some(spec) = whole_cell(form, text, &found).filter(|_| alone()) {
            found.push(SectionAt { spec, heading: text.at, words: 0..written.len(), until: end });
        } else if form.sections.iter().any(|section| section.inline) && alone() {
            in_text(form, text.at, written, end, &mut found);
        }
    }
    for at in 1..found.len() {
        found[at - 1].until = (found[at].heading, found[at].words.start);
    }
    found
}

/// The section of which a whole cell is the heading.
fn whole_cell(form: &Form, text: &TextCell, found: &[SectionAt]) -> Option<usize> {
    choose(form, found, |spec| {
        let behind = || spec.heading.value_behind(&text.folded);
        (text.is_short() && spec.heading.matches(&text.label))
            || (!spec.inline && behind().is_some_and(|rest| text.folded.len() - rest.len() <= LONGEST_NOTE_LABEL))
    })
}

/// The headings that begin inside a text.
///
/// What stands before the first heading of a form belongs to no section, so that heading must begin its cell.
fn in_text(form: &Form, at: CellRef, written: &str, end: (CellRef, usize), found: &mut Vec<SectionAt>) {
    let mut done = 0;
    for (start, begins_line) in heading::starts(written) {
        let rest = &written[start..];
        let number = heading::number(rest);
        if start < done
            || (number.is_none() && !begins_line)
            || (found.is_empty() && !written[..start].trim().is_empty())
        {
            continue;
        }
        let title = &rest[number.unwrap_or(0)..];
        let heading = heading::ends(title).find_map(|(ends, behind)| {
            let label = Label::of(&title[..ends]);
            let spec = choose(form, found, |spec| spec.inline && spec.heading.matches(&label))?;
            Some((spec, written.len() - title.len() + behind))
        });
        if let Some((spec, behind)) = heading {
            found.push(SectionAt { spec, heading: at, words: start..behind, until: end });
            done = behind;
        }
    }
}

/// The section that a heading means: one that was not met yet, if possible a part of what the heading stands under.
fn choose(form: &Form, found: &[SectionAt], is_heading: impl Fn(&SectionSpec) -> bool) -> Option<usize> {
    let fits = |at: &usize| is_heading(&form.sections[*at]) && !found.iter().any(|section| section.spec == *at);
    let mut fitting = (0..form.sections.len()).filter(fits);
    let first = fitting.next()?;
    let last = found.last().map(|section| &form.sections[section.spec]);
    let chain = std::iter::successors(last, |section| form.section(section.parent.as_deref()?));
    let above: Vec<&str> = chain.take(form.sections.len()).map(|section| &*section.id).collect();
    let is_below = |at: &usize| form.sections[*at].parent.as_deref().is_some_and(|parent| above.contains(&parent));
    Some(std::iter::once(first).chain(fitting).find(is_below).unwrap_or(first))
}
