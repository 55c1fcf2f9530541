//! Which form a sheet is, and where its parts stand: labels are found by what they say, wherever the form begins.

mod drift;
mod fields;
mod headers;
mod headless;
mod scan;
mod sections;
mod splits;
mod tables;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

pub use drift::DriftAt;
pub use fields::{FieldAt, ValueAt};
pub use headers::ColumnAt;
pub use sections::SectionAt;
pub use splits::SplitAt;
pub use tables::{RowAt, TableAt, TotalAt};

use crate::model::CellRef;
use crate::schema::{Form, Library};
use crate::text::pattern::year_of;
use crate::workbook::{Book, Sheet};
use scan::{Scan, TextCell};

/// One filled form: a sheet, or some rows of a sheet, and where everything stands in it.
pub struct Layout<'a> {
    /// The form.
    pub form: &'a Arc<Form>,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The rows of the sheet that this form takes.
    pub rows: Range<u32>,
    /// The title cells.
    pub titles: Vec<CellRef>,
    /// One for every field of the form, in its order.
    pub fields: Vec<FieldAt>,
    /// The tables that were found.
    pub tables: Vec<TableAt>,
    /// The splits that were found.
    pub splits: Vec<SplitAt>,
    /// The sections that were found.
    pub sections: Vec<SectionAt>,
    /// How the headers differ from those of the form.
    pub drift: Vec<DriftAt>,
}

/// What was found in a book.
pub struct Located<'a> {
    /// The filled forms, in the order of sheets and rows.
    pub layouts: Vec<Layout<'a>>,
    /// Where nothing was found: the form that came nearest, with the printed labels it has and those it lacks.
    pub nearest: Option<Nearest<'a>>,
}

/// A form that a book nearly is.
pub struct Nearest<'a> {
    /// The form.
    pub form: &'a Arc<Form>,
    /// The printed labels that are missing.
    pub missing: Vec<&'a str>,
    /// How many were found.
    pub found: usize,
}

/// Finds every filled form in a book. Hidden sheets are searched too: what a department sent is not passed over.
#[must_use]
pub fn locate<'a>(book: &'a Book, library: &'a Library) -> Located<'a> {
    let mut located = Located { layouts: Vec::new(), nearest: None };
    for sheet in &book.sheets {
        let Some(last) = sheet.last_row() else { continue };
        let scan = Scan::of(sheet);
        let whole = 0..last + 1;
        let matches: Vec<(Match<'_>, &Arc<Form>)> =
            Match::of_each(library, &scan).into_iter().zip(&library.forms).collect();
        let fitting = matches.iter().filter(|(found, form)| found.found >= form.head.anchors_min);
        let holds = |form: &Form| year(form, &scan, &whole).is_none_or(|year| form.head.years.contains(year));
        let best = fitting.max_by(|(a, form), (b, other)| {
            a.cmp_share(b).then_with(|| holds(form).cmp(&holds(other))).then(a.found.cmp(&b.found))
        });
        if let Some((_, form)) = best {
            located.layouts.extend(parts(form, &scan, &whole).iter().map(|rows| Layout::of(form, &scan, rows)));
            continue;
        }
        let nearest = matches.into_iter().max_by(|(a, _), (b, _)| a.cmp_share(b).then(a.found.cmp(&b.found)));
        if let Some((best, form)) = nearest
            && best.found > 0
            && located.nearest.as_ref().is_none_or(|nearest| nearest.found < best.found)
        {
            located.nearest = Some(Nearest { form, missing: best.missing, found: best.found });
        }
    }
    located
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

    /// How well some rows fit a form.
    fn of(form: &'a Form, scan: &Scan<'_>, rows: &Range<u32>) -> Self {
        let said: BTreeSet<&str> = scan.within(rows).flat_map(TextCell::says).collect();
        let headings: BTreeSet<&str> = scan.within(rows).flat_map(TextCell::opens_with).collect();
        let shown = |anchor: usize| {
            let anchor = &form.head.anchors[anchor];
            anchor.names().keys().any(|key| said.contains(key))
                || form.anchor_headings(anchor).any(|key| headings.contains(key))
        };
        let other = form.head.without.keys().any(|key| said.contains(key));
        Self::new(form, shown, !titles(form, scan, rows).is_empty(), other)
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

/// The cells that show a title of the form. None of them is an answer: a project may be named like its form.
fn titles(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<CellRef> {
    let shows_title = |text: &&TextCell| form.head.titles.found_in(&text.folded).is_some();
    scan.within(rows)
        .filter(|text| may_be_title(text))
        .filter(shows_title)
        .filter(|text| !is_answer(form, scan, text))
        .map(|text| text.at)
        .collect()
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
fn parts(form: &Form, scan: &Scan<'_>, whole: &Range<u32>) -> Vec<Range<u32>> {
    let mut starts: Vec<u32> = titles(form, scan, whole).iter().map(|at| at.row()).collect();
    starts.dedup();
    let mut parts: Vec<Range<u32>> = Vec::new();
    let mut end = whole.end;
    for &start in starts.iter().skip(1).rev() {
        let rows = start..end;
        if Match::of(form, scan, &rows).found >= form.head.anchors_min {
            end = start;
            parts.push(rows);
        }
    }
    parts.push(whole.start..end);
    parts.reverse();
    parts
}

impl<'a> Layout<'a> {
    fn of(form: &'a Arc<Form>, scan: &Scan<'a>, rows: &Range<u32>) -> Self {
        let sections = sections::sections(form, scan, rows);
        let year = year(form, scan, rows);
        let headers = headers::headers(form, scan, rows, year);
        let headless = headless::headless(form, scan, rows, year, &headers);
        let search = fields::Search { form, scan, headers: &headers };
        let fields = fields::fields(&search, rows);
        let splits = splits::splits(form, &search, rows);
        let beside = tables::Beside { fields: &fields, sections: &sections, splits: &splits, headless: &headless };
        let tables = tables::tables(form, scan, rows, headers.clone(), &beside);
        let titles = titles(form, scan, rows);
        let found =
            drift::Found { form, scan, rows, headers: &headers, headless: &headless, tables: &tables, fields: &fields };
        let drift = found.drift();
        Self { form, sheet: scan.sheet, rows: rows.clone(), titles, fields, tables, splits, sections, drift }
    }
}

/// The year that a form of some rows says it is for.
fn year(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Option<i16> {
    let field = form.fields.get("year")?;
    let captures =
        scan.within(rows).filter(|text| text.is_short()).find_map(|text| field.pattern.captures(&text.folded));
    year_of(&captures?.first()?.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Raw;
    use crate::workbook::Cell;

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
                let own = Match::of(other, &scan, &whole);
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
