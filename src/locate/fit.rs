//! Which form a sheet is: the one of which it shows the greatest share of titles and printed labels.

use std::ops::Range;
use std::sync::Arc;

use super::fields::FieldAt;
use super::scan::{Scan, TextCell};
use super::{Nearest, year};
use crate::model::{CellRef, Stamp};
use crate::schema::form::Anchor;
use crate::schema::{Form, Library};

/// The form of a sheet. Of forms that fit alike the one that holds for the sheet's year is taken.
///
/// A stamp says which form it is, as long as half of what makes that form certain is still there.
///
/// # Errors
/// The form that comes nearest, if any does.
pub fn choose<'a>(
    library: &'a Library,
    scan: &Scan<'_>,
    stamp: Option<&Stamp>,
) -> Result<&'a Arc<Form>, Option<Nearest<'a>>> {
    let stamped = |form: &Form| stamp.is_some_and(|stamp| stamp.form == form.head.id);
    let fits = |(found, form): &&(Match<'_>, &Arc<Form>)| {
        let needed = form.head.anchors_min;
        found.found >= if stamped(form) { needed.div_ceil(2) } else { needed }
    };
    let last = scan.texts.last().map_or(0, |text| text.at.row());
    let holds = |form: &Form| year(form, scan, &(0..last + 1)).is_none_or(|year| form.head.years.contains(year));
    let matches: Vec<(Match<'_>, &Arc<Form>)> = Match::of_each(library, scan).into_iter().zip(&library.forms).collect();
    let best = matches.iter().filter(fits).max_by(|(a, form), (b, other)| {
        let by_stamp = stamped(form).cmp(&stamped(other));
        let by_share = by_stamp.then_with(|| a.cmp_share(b));
        by_share.then_with(|| holds(form).cmp(&holds(other))).then(a.found.cmp(&b.found))
    });
    if let Some((_, form)) = best {
        return Ok(form);
    }
    let nearest = matches.into_iter().max_by(|(a, _), (b, _)| a.cmp_share(b).then(a.found.cmp(&b.found)));
    Err(nearest.filter(|(best, _)| best.found > 0).map(|(best, form)| Nearest {
        form,
        missing: best.missing,
        found: best.found,
    }))
}

/// How well some rows fit a form.
struct Match<'a> {
    found: usize,
    missing: Vec<&'a str>,
    /// How many labels a copy shows, its title one of them.
    all: usize,
}

impl<'a> Match<'a> {
    /// How well a whole sheet fits each form of a library, in its order.
    fn of_each(library: &'a Library, scan: &Scan<'_>) -> Vec<Self> {
        let anchors = library.forms.iter().map(|form| vec![false; form.head.anchors.len()]);
        let mut shown: Vec<Vec<bool>> = anchors.collect();
        let mut titled = vec![false; library.forms.len()];
        let mut other = vec![false; library.forms.len()];
        for text in &scan.texts {
            for key in text.says() {
                library.index.anchors(key).iter().for_each(|at| shown[at.form][at.anchor] = true);
                library.index.strangers(key).iter().for_each(|form| other[*form] = true);
            }
            for key in text.opens_with() {
                library.index.headings(key).iter().for_each(|at| shown[at.form][at.anchor] = true);
            }
            if may_be_title(text) {
                library.index.titled(&text.folded).for_each(|form| titled[form] = true);
            }
        }
        let forms = library.forms.iter().zip(shown).zip(titled.into_iter().zip(other));
        forms.map(|((form, shown), (titled, other))| Self::new(form, |at| shown[at], titled, other)).collect()
    }

    /// A sheet that shows what no copy of the form shows is another form.
    fn new(form: &'a Form, shown: impl Fn(usize) -> bool, titled: bool, other: bool) -> Self {
        let anchors = &form.head.anchors;
        let missing: Vec<&str> = (0..anchors.len()).filter(|at| !shown(*at)).map(|at| anchors[at].name()).collect();
        let found = if other { 0 } else { anchors.len() - missing.len() + usize::from(titled) };
        Self { found, missing, all: anchors.len() + 1 }
    }

    /// The better fit is the one that shows the greater share of its labels.
    fn cmp_share(&self, other: &Self) -> std::cmp::Ordering {
        let share = |m: &Self, n: &Self| m.found * n.all;
        share(self, other).cmp(&share(other, self))
    }
}

/// What some texts show of one form, gathered text by text.
struct Shown<'a> {
    form: &'a Form,
    /// Of each anchor whether it was shown.
    anchors: Vec<bool>,
    titled: bool,
    /// Whether a label was shown that no copy of the form shows.
    other: bool,
}

impl<'a> Shown<'a> {
    fn of(form: &'a Form) -> Self {
        Self { form, anchors: vec![false; form.head.anchors.len()], titled: false, other: false }
    }

    /// One text more.
    fn add(&mut self, text: &TextCell) {
        let names = |anchor: &Anchor, said: &str| anchor.names().keys().any(|key| key == said);
        let heads = |anchor: &Anchor, opens: &str| self.form.anchor_headings(anchor).any(|key| key == opens);
        for (anchor, shown) in self.form.head.anchors.iter().zip(&mut self.anchors) {
            *shown = *shown
                || text.says().any(|said| names(anchor, said))
                || text.opens_with().any(|opens| heads(anchor, opens));
        }
        self.other = self.other || text.says().any(|said| self.form.head.without.keys().any(|key| key == said));
    }

    fn fit(&self) -> Match<'a> {
        Match::new(self.form, |at| self.anchors[at], self.titled, self.other)
    }
}

/// Of each anchor of a form whether some rows show it: as a printed label, or as the heading of the section that it names.
#[must_use]
pub fn anchors_shown(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<bool> {
    let mut shown = Shown::of(form);
    scan.within(rows).for_each(|text| shown.add(text));
    shown.anchors
}

/// The cells that show a title of the form. None of them is an answer: a project may be named like its form.
pub fn titles(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<CellRef> {
    let shows_title = |text: &&TextCell| form.head.titles.found_in(&text.folded).is_some();
    scan.within(rows)
        .filter(|text| may_be_title(text))
        .filter(shows_title)
        .filter(|text| !is_answer(form, scan, text))
        .map(|text| text.at)
        .collect()
}

/// The lines close below a title that say nothing but a year, where the title names one as well: "（2023年度）".
pub fn year_lines(form: &Form, scan: &Scan<'_>, titles: &[CellRef], fields: &[FieldAt]) -> Vec<CellRef> {
    const CLOSE: u32 = 2;
    let Some((at, _, spec)) = form.fields.get_full("year") else { return Vec::new() };
    let stated = fields.get(at).and_then(|field| field.label);
    let says_a_year = |text: &&TextCell| {
        let bare = text.folded.trim_matches(['(', ')']);
        spec.pattern.patterns().iter().any(|pattern| pattern.matches(bare).is_some())
    };
    let Some(title) = stated.filter(|stated| titles.contains(stated)) else { return Vec::new() };
    let below = title.row() + 1..title.row() + 1 + CLOSE;
    scan.within(&below).filter(says_a_year).map(|text| text.at).collect()
}

/// A title is short and stands before the tables.
fn may_be_title(text: &TextCell) -> bool {
    text.is_short() && !text.has_colon
}

/// Whether a label of the form stands before a text in its row.
fn is_answer(form: &Form, scan: &Scan<'_>, text: &TextCell) -> bool {
    let row = text.at.row();
    let mut before = scan.within(&(row..row + 1)).take_while(|other| other.at < text.at);
    before.any(|other| form.fields.values().any(|field| field.label.matches(&other.label)))
}

/// The rows of every copy of the form on a sheet: a new copy begins with each title that is followed by a whole form.
///
/// The rows are walked once, from the last to the first: a long list in which every row names the form is no copy after another.
pub fn parts(form: &Form, scan: &Scan<'_>, whole: &Range<u32>) -> Vec<Range<u32>> {
    let mut starts: Vec<u32> = titles(form, scan, whole).iter().map(|at| at.row()).collect();
    starts.dedup();
    let mut parts: Vec<Range<u32>> = Vec::new();
    let (mut end, mut walked) = (whole.end, whole.end);
    let mut shown = Shown::of(form);
    for &start in starts.iter().skip(1).rev() {
        scan.within(&(start..walked)).for_each(|text| shown.add(text));
        shown.titled = true;
        walked = start;
        if shown.fit().found >= form.head.anchors_min {
            parts.push(start..end);
            end = start;
            shown = Shown::of(form);
        }
    }
    parts.push(whole.start..end);
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Raw;
    use crate::workbook::{Cell, Sheet};

    #[test]
    fn the_index_shows_of_every_form_what_its_own_labels_show() {
        let library = Library::delivered().expect("delivered schemas");
        let cell = |row, text: &str| (CellRef::new(row, 0), Cell { raw: Raw::text(text), formula: None });
        for form in &library.forms {
            let titles: Vec<String> = form.head.titles.clone().into();
            let anchors = form.head.anchors.iter().map(|anchor| format!("其中：{}（盖章）：", anchor.name()));
            let texts: Vec<String> =
                titles.into_iter().map(|title| format!("2023年度 {title}")).chain(anchors).collect();
            // Every second text, so that something is missing of every form.
            let cells = (0..).zip(texts.iter().step_by(2)).map(|(row, text)| cell(row, text)).collect();
            let sheet = Sheet::new("表", cells, Vec::new());
            let scan = Scan::of(&sheet);
            let whole = 0..sheet.last_row().map_or(0, |last| last + 1);
            for (shown, other) in Match::of_each(&library, &scan).iter().zip(&library.forms) {
                let mut own = Shown::of(other);
                own.titled = !super::titles(other, &scan, &whole).is_empty();
                scan.within(&whole).for_each(|text| own.add(text));
                let own = own.fit();
                assert_eq!(
                    (shown.found, &shown.missing),
                    (own.found, &own.missing),
                    "{} on {}",
                    other.head.id,
                    form.head.id
                );
            }
        }
    }
}
