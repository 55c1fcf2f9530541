//! A workbook that a schema is learned from, and a sheet of it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::locate::{Scan, TextCell};
use crate::model::{CellRef, Raw};
use crate::text::fold;
use crate::text::pattern::{Pattern, year_of};
use crate::workbook::{Book, Sheet};

/// A form is a page or two; a longer sheet is a list, and its first rows show what its columns are.
const MOST_ROWS: u32 = 500;

/// A blank or filled copy of the form.
pub struct Sample<'a> {
    /// The file, as the user named it.
    pub name: &'a str,
    /// What is in it.
    pub book: &'a Book,
}

/// The rows of a sheet that hold one copy of the form.
pub struct Page<'a> {
    /// The texts of the sheet.
    pub scan: Scan<'a>,
    /// The rows.
    pub rows: Range<u32>,
    /// The columns that hold something, merged areas included.
    pub cols: Range<u16>,
    /// With several copies: the folded texts that stand on every one of them. What stands on one alone is an answer.
    pub common: Option<BTreeSet<String>>,
}

impl<'a> Page<'a> {
    /// The first copy of the form on a sheet; nothing if the sheet is blank.
    pub fn of(sheet: &'a Sheet) -> Option<Self> {
        let last = sheet.last_row()?;
        let scan = Scan::of(sheet);
        let title = scan.texts.iter().find(|text| text.is_short() && text.label.key.ends_with('表'));
        let again = scan.texts.iter().filter(|text| title.is_some_and(|title| title.folded == text.folded)).nth(1);
        let end = again.map_or(last + 1, |text| text.at.row()).min(MOST_ROWS);
        let areas = || sheet.cells().map(|(at, _)| sheet.area(at));
        let left = areas().map(|area| area.first.col()).min()?;
        let right = areas().map(|area| area.last.col()).max()?;
        let cols = left..right.saturating_add(1);
        Some(Self { scan, rows: 0..end, cols, common: None })
    }

    /// The sheet.
    pub const fn sheet(&self) -> &'a Sheet {
        self.scan.sheet
    }

    /// The texts of the copy.
    pub fn texts(&self) -> impl Iterator<Item = &TextCell> {
        self.scan.within(&self.rows)
    }

    /// The texts of one row.
    pub fn row(&self, row: u32) -> impl Iterator<Item = &TextCell> {
        self.scan.within(&(row..row + 1))
    }

    /// The texts that begin in or reach into one row, from left to right.
    pub fn beside(&self, row: u32) -> Vec<&TextCell> {
        let mut found: Vec<&TextCell> =
            self.texts().filter(|text| (text.area.first.row()..=text.area.last.row()).contains(&row)).collect();
        found.sort_by_key(|text| text.at.col());
        found
    }

    /// Whether a text may be the form's own: with several copies it stands on each.
    pub fn may_be_printed(&self, text: &TextCell) -> bool {
        self.common.as_ref().is_none_or(|common| common.contains(&text.folded))
    }

    /// The folded texts of the copy.
    pub fn folded(&self) -> BTreeSet<String> {
        self.texts().map(|text| text.folded.clone()).collect()
    }

    /// Whether some cell of a row holds a number.
    pub fn has_number(&self, row: u32) -> bool {
        self.sheet().row(row).iter().any(|(_, cell)| matches!(cell.raw, Raw::Number { .. } | Raw::Date(_)))
    }

    /// Whether nothing stands in a row.
    pub fn is_blank(&self, row: u32) -> bool {
        self.sheet().row(row).iter().all(|(_, cell)| cell.raw.is_blank())
    }

    /// Whether a text has its row to itself and runs over most of the sheet's width.
    pub fn is_heading(&self, text: &TextCell) -> bool {
        let alone = self.sheet().row(text.at.row()).iter().filter(|(_, cell)| !cell.raw.is_blank()).count() == 1;
        let width = u32::from(text.area.last.col() - text.area.first.col()) + 1;
        alone
            && text.area.first.row() == text.area.last.row()
            && width * 5 >= u32::from(self.cols.end - self.cols.start) * 3
    }

    /// The year that the form says it is for.
    pub fn year(&self) -> Option<i16> {
        let patterns = ["年度:{year}", "{year}年度", "{year}年"].map(Pattern::new);
        let found = |pattern: &Pattern| {
            let captures = self.texts().filter(|text| text.is_short()).find_map(|text| pattern.find(&text.folded))?;
            year_of(&captures.first()?.1)
        };
        patterns.iter().find_map(found)
    }

    /// What stands at a cell, as a merged area shows it.
    pub fn raw(&self, at: CellRef) -> &'a Raw {
        self.sheet().raw(self.sheet().area(at).first)
    }
}

/// A header or label with the form's year and its neighbours written as `{year}`, `{year-1}`.
pub fn any_year(text: &str, year: Option<i16>) -> String {
    let Some(year) = year else { return text.to_owned() };
    let names = [(0, "{year}"), (-1, "{year-1}"), (1, "{year+1}")];
    names.iter().fold(fold(text), |text, (offset, name)| match year.checked_add(*offset) {
        Some(year) => text.replace(&format!("{year}年"), &format!("{name}年")),
        None => text,
    })
}
