//! The hidden sheets that say which form was handed out to whom: taken off the book, so that nobody takes them for content.

use super::book::{Book, Sheet};
use crate::model::{CellRef, Raw, Stamp};

/// Moves the stamps of a book from its hidden sheets to where they belong. A hidden sheet that is no whole stamp stays.
pub(super) fn take(book: &mut Book) {
    let Book { sheets, stamps } = book;
    sheets.retain(|sheet| match stamp(sheet) {
        Some(stamp) => {
            stamps.push(stamp);
            false
        }
        None => true,
    });
}

fn stamp(sheet: &Sheet) -> Option<Stamp> {
    let text = |row, col| match sheet.raw(CellRef::new(row, col)) {
        Raw::Blank => None,
        raw => Some(raw.to_string()),
    };
    if !sheet.hidden || text(0, 0).as_deref() != Some(Stamp::MARK) {
        return None;
    }
    let last = sheet.last_row()?;
    Stamp::of_entries(|key| (1..=last).find(|row| text(*row, 0).as_deref() == Some(key)).and_then(|row| text(row, 1)))
}
