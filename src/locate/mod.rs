//! Which form a sheet is, and where its parts stand: labels are found by what they say, wherever the form begins.

mod drift;
mod fields;
mod fit;
mod headers;
mod headless;
mod scan;
mod sections;
mod splits;
mod tables;

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

pub use drift::DriftAt;
pub use fields::{FieldAt, ValueAt};
pub use fit::{anchors_shown, titles};
pub use headers::ColumnAt;
pub use scan::{Scan, TextCell};
pub use sections::SectionAt;
pub use splits::SplitAt;
pub use tables::{RowAt, TableAt, TotalAt};

use crate::model::{CellRef, Stamp};
use crate::schema::{Form, Library};
use crate::text::pattern::year_of;
use crate::workbook::{Book, Sheet};

/// One filled form: a sheet, or some rows of a sheet, and where everything stands in it.
pub struct Layout<'a> {
    /// The form.
    pub form: &'a Arc<Form>,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its texts.
    pub scan: Rc<Scan<'a>>,
    /// The hidden stamp that belongs to the sheet.
    pub stamp: Option<&'a Stamp>,
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
        let scan = Rc::new(Scan::of(sheet));
        let stamp = stamp(book, sheet);
        match fit::choose(library, &scan, stamp) {
            Ok(form) => {
                let parts = fit::parts(form, &scan, &(0..last + 1));
                located.layouts.extend(parts.iter().map(|rows| Layout { stamp, ..Layout::of(form, &scan, rows) }));
            }
            Err(nearest) => {
                let found = |nearest: &Option<Nearest<'_>>| nearest.as_ref().map_or(0, |nearest| nearest.found);
                if found(&nearest) > found(&located.nearest) {
                    located.nearest = nearest;
                }
            }
        }
    }
    located
}

/// The stamp of a sheet: the one that names it, unless another one does too; of a renamed sheet the only one, if no other
/// sheet holds anything.
fn stamp<'a>(book: &'a Book, sheet: &Sheet) -> Option<&'a Stamp> {
    let named = book.stamps.iter().filter(|stamp| stamp.sheet == sheet.name).collect::<Vec<_>>();
    let only = || match book.stamps.as_slice() {
        [stamp] if book.sheets.iter().filter(|sheet| sheet.last_row().is_some()).count() == 1 => Some(stamp),
        _ => None,
    };
    match named.as_slice() {
        [] => only(),
        [first, others @ ..] => others.iter().all(|other| other == first).then_some(*first),
    }
}

impl<'a> Layout<'a> {
    fn of(form: &'a Arc<Form>, scan: &Rc<Scan<'a>>, rows: &Range<u32>) -> Self {
        let sections = sections::sections(form, scan, rows);
        let year = year(form, scan, rows);
        let headers = headers::headers(form, scan, rows, year);
        let headless = headless::headless(form, scan, rows, year, &headers);
        let search = fields::Search::of(form, scan, &headers, rows);
        let fields = fields::fields(&search);
        let splits = splits::splits(form, &search, rows);
        let beside = tables::Beside { fields: &fields, sections: &sections, splits: &splits, headless: &headless };
        let tables = tables::tables(form, scan, rows, headers.clone(), &beside);
        let mut titles = titles(form, scan, rows);
        titles.extend(fit::year_lines(form, scan, &titles, &fields));
        let found =
            drift::Found { form, scan, rows, headers: &headers, headless: &headless, tables: &tables, fields: &fields };
        let drift = found.drift();
        let (sheet, scan) = (scan.sheet, Rc::clone(scan));
        Self { form, sheet, scan, stamp: None, rows: rows.clone(), titles, fields, tables, splits, sections, drift }
    }
}

/// The year that a form of some rows says it is for.
fn year(form: &Form, scan: &Scan<'_>, rows: &Range<u32>) -> Option<i16> {
    let field = form.fields.get("year")?;
    let captures =
        scan.within(rows).filter(|text| text.is_short()).find_map(|text| field.pattern.captures(&text.folded));
    year_of(&captures?.first()?.1)
}
