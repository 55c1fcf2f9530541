//! The hidden sheets that say which form was handed out to whom: taken off the book, so that nobody takes them for content.
//! A sheet on which anything else stands is no stamp: nothing that somebody wrote disappears with it.

use std::collections::BTreeSet;

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
    let row_of = |key: &str| (1..=last).find(|row| text(*row, 0).as_deref() == Some(key));
    let stamp = Stamp::of_entries(|key| text(row_of(key)?, 1))?;
    let keys = stamp.entries().into_iter().filter_map(|(key, _)| row_of(key));
    let own: BTreeSet<CellRef> = keys.flat_map(|row| [CellRef::new(row, 0), CellRef::new(row, 1)]).collect();
    let mark = CellRef::new(0, 0);
    sheet.cells().all(|(at, _)| at == mark || own.contains(&at)).then_some(stamp)
}
