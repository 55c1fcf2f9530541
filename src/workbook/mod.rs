//! Bytes to [`Book`]: every guard against what kills or fools the libraries stands here.
//!
//! The bytes come from hundreds of offices and any program, so nothing in them is believed: the kind is told from the
//! content, the package is checked before it is unpacked, our own scan refuses every cell that readers understand
//! differently, and only then does calamine read the values. A file is used whole or refused whole, with the reason.

pub mod book;
mod cell_check;
mod covering;
mod fill;
mod format;
mod merges;
mod outline;
mod package;
mod plain;
mod refusal;
mod remarks;
mod scan;
mod sniff;
mod stamp;
mod strings;
mod text;
mod word;
mod xml;

use std::collections::BTreeSet;
use std::mem;

pub use book::{Book, Cell, Sheet};

use crate::model::{Checked, Finding, Raw, SourceId};
use format::Formats;
use outline::{Entry, Note, Outline};
use package::Package;
use refusal::{Reason, Refusal};
use scan::{Context, Scan};
use sniff::{Sniffed, sniff};
use strings::Strings;

/// The longest running text, in characters; a long report has 30,000.
const LONGEST_TEXT: usize = 500_000;

/// Reads a file: a workbook (.xlsx), a Word document (.docx) or plain text.
///
/// Running text becomes a sheet 正文 with a row for every paragraph or line.
///
/// The findings speak of the file itself: `F09` for what is hidden (sheets, rows, columns, cells under a merged area, hidden text;
/// links, macros, tracked changes and pictures too), `F10` for every cell that has no value although it should (a formula saved
/// without its result, an error), in reading order.
///
/// # Errors
/// A finding `F01` at the file, if it cannot be used: it is of another kind, damaged, dangerous, or could be understood
/// in more than one way. It names sheet and cell where they are known.
#[allow(clippy::result_large_err, reason = "once per file, and the caller keeps the finding as it is")]
pub fn read(bytes: &[u8], source: SourceId) -> Result<Checked<Book>, Finding> {
    checked(bytes, source).map_err(|refusal| refusal.into_finding(source))
}

fn checked(bytes: &[u8], source: SourceId) -> Result<Checked<Book>, Refusal> {
    let (value, notes) = match sniff(bytes) {
        Sniffed::Foreign(kind) => return Err(Refusal::new(Reason::Foreign(kind))),
        Sniffed::Text => (of_bearable_length(plain::read(bytes)?)?, Vec::new()),
        Sniffed::Zip => {
            let package = Package::open(bytes)?;
            let part = outline::main_part(&package)?;
            if outline::is_document(&part) {
                let (book, notes) = word::read(&package, &part)?;
                (of_bearable_length(book)?, notes)
            } else {
                workbook(&package, &part)?
            }
        }
    };
    if value.sheets.iter().all(|sheet| sheet.last_row().is_none()) {
        return Err(Refusal::new(Reason::NoContent));
    }
    Ok(Checked { findings: remarks::remarks(&value, &notes, source)?, value })
}

/// A running text that is no longer than any report: headings are looked for in all of it.
fn of_bearable_length(book: Book) -> Result<Book, Refusal> {
    let texts = book.sheets.iter().flat_map(Sheet::cells);
    let length: usize =
        texts.map(|(_, cell)| if let Raw::Text(text) = &cell.raw { text.chars().count() } else { 0 }).sum();
    if length > LONGEST_TEXT {
        return Err(Refusal::new(Reason::TooLong).saying(&(LONGEST_TEXT / 10_000).to_string()));
    }
    Ok(book)
}

/// Reads a workbook whose main part is given.
fn workbook(package: &Package, part: &str) -> Result<(Book, Vec<Note>), Refusal> {
    let outline = Outline::read(package, part)?;
    let formats = match &outline.styles {
        Some(part) => Formats::read(package.need(part)?, part)?,
        None => Formats::none(),
    };
    let strings = match &outline.strings {
        Some(part) => Strings::read(package.need(part)?, part)?,
        None => Strings::NONE,
    };
    let mut seen = 0;
    let mut scans: Vec<(&str, Scan)> = Vec::with_capacity(outline.sheets.len());
    for entry in &outline.sheets {
        let context = Context { sheet: &entry.name, strings: strings.count, styles: formats.count() };
        scans.push((&entry.name, scan::scan(package.need(&entry.part)?, context, &mut seen)?));
    }
    fill::fill(&mut scans, &strings, &formats, outline.epoch_1904)?;
    let sheets = outline.sheets.iter().zip(scans).map(|(entry, (_, scan))| sheet(entry, scan));
    let mut book = Book { sheets: sheets.collect(), stamps: Vec::new() };
    stamp::take(&mut book);
    Ok((book, outline.notes))
}

fn sheet(entry: &Entry, mut scan: Scan) -> Sheet {
    let cells = mem::take(&mut scan.cells);
    let holding: BTreeSet<u16> =
        if scan.hides_columns() { cells.iter().map(|(at, _)| at.col()).collect() } else { BTreeSet::new() };
    let mut sheet = Sheet::new(&entry.name, cells, mem::take(&mut scan.merges));
    sheet.hidden = entry.hidden;
    sheet.hidden_cols = holding.into_iter().filter(|col| scan.hides_column(*col)).collect();
    sheet.hidden_rows = scan.hidden_rows.into_iter().filter(|row| !sheet.row(*row).is_empty()).collect();
    sheet
}
