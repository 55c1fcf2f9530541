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
    let mut search =
        Search { form, to_come: parents(form, scan, rows), found: Vec::new(), end: CellRef::new(rows.end, 0) };
    let has_inline = form.sections.iter().any(|section| section.inline);
    for text in scan.within(rows) {
        // A heading has its row to itself; the same word beside other values is a label or a column header.
        let alone = || scan.sheet.row(text.at.row()).iter().filter(|(_, cell)| !cell.raw.is_blank()).count() <= 1;
        let Raw::Text(written) = scan.sheet.raw(text.at) else { continue };
        if let Some(spec) = search.whole_cell(text).filter(|_| alone()) {
            search.take(spec, text.at, 0..written.len());
        } else if has_inline && alone() {
            search.in_text(text.at, written);
        }
    }
    let mut found = search.found;
    for at in 1..found.len() {
        found[at - 1].until = (found[at].heading, found[at].words.start);
    }
    found
}

/// The sections that others are parts of, where their headings stand somewhere among the rows.
fn parents(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<usize> {
    let is_parent =
        |section: &SectionSpec| form.sections.iter().any(|other| other.parent.as_ref() == Some(&section.id));
    let is_there = |section: &SectionSpec| {
        let label = |text: &TextCell| text.is_short() && section.heading.matches(&text.label);
        let opening = |text: &TextCell| text.opening.as_ref().is_some_and(|label| section.heading.matches(label));
        scan.within(rows).any(|text| label(text) || opening(text))
    };
    let sections = form.sections.iter().enumerate();
    sections.filter(|(_, section)| is_parent(section) && is_there(section)).map(|(at, _)| at).collect()
}

struct Search<'a> {
    form: &'a Form,
    /// Sections with parts whose headings are still to come.
    to_come: Vec<usize>,
    found: Vec<SectionAt>,
    end: CellRef,
}

impl Search<'_> {
    fn take(&mut self, spec: usize, heading: CellRef, words: Range<usize>) {
        self.to_come.retain(|parent| *parent != spec);
        self.found.push(SectionAt { spec, heading, words, until: (self.end, 0) });
    }

    /// The section of which a whole cell is the heading.
    fn whole_cell(&self, text: &TextCell) -> Option<usize> {
        self.choose(|spec| {
            let behind = || text.value_behind(&spec.heading);
            (text.is_short() && spec.heading.matches(&text.label))
                || (!spec.inline && behind().is_some_and(|rest| text.folded.len() - rest.len() <= LONGEST_NOTE_LABEL))
        })
    }

    /// Takes the headings that begin inside a text.
    ///
    /// What stands before the first heading of a form belongs to no section, so that heading must begin its cell.
    fn in_text(&mut self, at: CellRef, written: &str) {
        let mut done = 0;
        for (start, begins_line) in heading::starts(written) {
            let rest = &written[start..];
            let number = heading::number(rest);
            let is_first = self.found.is_empty() && !written[..start].trim().is_empty();
            if start < done || is_first || (number.is_none() && !begins_line) {
                continue;
            }
            let title = &rest[number.unwrap_or(0)..];
            let heading = heading::ends(title).find_map(|(end, behind)| {
                let label = Label::of(&title[..end]);
                let spec = self.choose(|spec| spec.inline && spec.heading.matches(&label))?;
                Some((spec, written.len() - title.len() + behind))
            });
            if let Some((spec, behind)) = heading {
                self.take(spec, at, start..behind);
                done = behind;
            }
        }
    }

    /// The section that a heading means: one that was not met yet, whose parent is not still to come (the same title inside an
    /// earlier section is no heading of the form), and if possible a part of what the heading stands under.
    fn choose(&self, is_heading: impl Fn(&SectionSpec) -> bool) -> Option<usize> {
        let sections = &self.form.sections;
        let is_early =
            |spec: &SectionSpec| self.to_come.iter().any(|parent| spec.parent.as_ref() == Some(&sections[*parent].id));
        let is_met = |at: usize| self.found.iter().any(|section| section.spec == at);
        let fits = |at: &usize| is_heading(&sections[*at]) && !is_met(*at) && !is_early(&sections[*at]);
        let mut fitting = (0..sections.len()).filter(fits);
        let first = fitting.next()?;
        let last = self.found.last().map(|section| &sections[section.spec]);
        let chain = std::iter::successors(last, |section| self.form.section(section.parent.as_deref()?));
        let above: Vec<&str> = chain.take(sections.len()).map(|section| &*section.id).collect();
        let is_below = |at: &usize| sections[*at].parent.as_deref().is_some_and(|parent| above.contains(&parent));
        Some(std::iter::once(first).chain(fitting).find(is_below).unwrap_or(first))
    }
}
