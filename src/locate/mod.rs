//! Which form a sheet is, and where its parts stand: labels are found by what they say, wherever the form begins.

mod fields;
mod headers;
mod scan;
mod splits;
mod tables;

use std::ops::Range;
use std::sync::Arc;

pub use fields::{FieldAt, SectionAt, ValueAt};
pub use headers::ColumnAt;
pub use scan::{Scan, TextCell};
pub use splits::SplitAt;
pub use tables::{RowAt, TableAt, TotalAt};

use crate::model::CellRef;
use crate::schema::{Form, Library};
use crate::text::pattern::year_of;
use crate::workbook::{Book, Sheet};

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
        let scored = library.forms.iter().map(|form| (Match::of(form, &scan, &whole), form));
        let Some((best, form)) = scored.max_by(|(a, _), (b, _)| a.cmp_fit(b)) else { continue };
        if best.found < form.head.anchors_min {
            if best.found > 0 && located.nearest.as_ref().is_none_or(|nearest| nearest.found < best.found) {
                located.nearest = Some(Nearest { form, missing: best.missing, found: best.found });
            }
            continue;
        }
        for rows in parts(form, &scan, &whole) {
            located.layouts.push(Layout::of(form, &scan, &rows));
        }
    }
    located
}

/// How well some rows fit a form.
struct Match<'a> {
    found: usize,
    missing: Vec<&'a str>,
}

impl<'a> Match<'a> {
    fn of(form: &'a Form, scan: &Scan<'_>, rows: &Range<u32>) -> Self {
        let (found, missing): (Vec<_>, Vec<_>) =
            form.head.anchors.iter().partition(|anchor| scan.within(rows).any(|text| text.label.key == anchor.key()));
        let title = usize::from(!titles(form, scan, rows).is_empty());
        Self {
            found: found.len() + title,
            missing: missing.into_iter().map(super::schema::form::Anchor::name).collect(),
        }
    }

    /// The better fit is the one that shows the greater share of its labels; among equals the one that shows more.
    fn cmp_fit(&self, other: &Self) -> std::cmp::Ordering {
        let share = |m: &Self, n: &Self| m.found * (n.found + n.missing.len());
        share(self, other).cmp(&share(other, self)).then(self.found.cmp(&other.found))
    }
}

/// The cells that show a title of the form. A title is short and stands before the tables.
fn titles(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Vec<CellRef> {
    scan.within(rows)
        .filter(|text| {
            text.is_short() && !text.folded.contains(':') && form.head.titles.found_in(&text.folded).is_some()
        })
        .map(|text| text.at)
        .collect()
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
        let sections = fields::sections(form, scan, rows);
        let headers = headers::headers(form, scan, rows, year(form, scan, rows));
        let search = fields::Search { form, scan, headers: &headers };
        let fields = fields::fields(&search, rows);
        let splits = splits::splits(form, &search, rows);
        let beside = tables::Beside { fields: &fields, sections: &sections, splits: &splits };
        let tables = tables::tables(form, scan, rows, headers.clone(), &beside);
        let titles = titles(form, scan, rows);
        Self { form, sheet: scan.sheet, rows: rows.clone(), titles, fields, tables, splits, sections }
    }
}

/// The year that a form of some rows says it is for.
fn year(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Option<i16> {
    let field = form.fields.get("year")?;
    let captures =
        scan.within(rows).filter(|text| text.is_short()).find_map(|text| field.pattern.captures(&text.folded));
    year_of(&captures?.first()?.1)
}
