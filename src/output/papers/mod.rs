//! The bureau's own workbooks, written again by every run: what people typed stays as it is, the rest is made new.

mod corrections;
mod explanations;
mod keep;
mod reviews;

use rust_xlsxwriter::{DataValidation, Workbook, Worksheet, XlsxError};

pub use corrections::{corrections, tone as tone_of_correction};
pub use explanations::explanations;
pub use keep::{Kept, Packed, beside, keep, packed};
pub use reviews::reviews;

use super::sheet::{Column, Sheet, workbook};
use super::style::{ACCENT, Look, Styles, Tone};
use super::value::Value;
use crate::model::Paper;
use crate::text::{Lang, Text};

/// How wide a column is that somebody added.
const ADDED_WIDTH: f64 = 20.0;
/// Rows below the last one that are ready to be filled in.
const FREE_ROWS: u32 = 500;

/// What a workbook of the bureau looks like.
struct Form {
    /// Its name.
    name: Text,
    /// What it is for and how to fill it in, a line each.
    notes: &'static [Text],
    /// Its columns.
    columns: &'static [Column],
    /// How many of them stay in sight.
    fixed: u16,
}

impl Form {
    /// The workbook of some rows. Equal input gives equal bytes. `checks` are given the first row and the last free one.
    fn compose<T>(
        &self,
        paper: &Paper<T>,
        rows: impl Iterator<Item = Vec<Value<'static>>>,
        lang: Lang,
        checks: impl FnOnce(&mut Worksheet, u32, u32) -> Result<(), XlsxError>,
    ) -> Result<Workbook, XlsxError> {
        let styles = Styles::new(lang);
        let mut sheet = Sheet::new(Worksheet::new(), self.name.get(lang), self.name.get(lang), &styles, lang)?;
        sheet.color(ACCENT);
        let added = paper.added.iter().map(|_| ADDED_WIDTH);
        sheet.widths(self.columns.iter().map(|column| column.width).chain(added))?;
        let mut notes = self.notes.iter();
        sheet.title(self.name.get(lang), notes.next().map_or("", |note| note.get(lang)))?;
        for note in notes {
            sheet.note(note.get(lang))?;
        }
        for text in paper.above.iter().filter(|text| !self.is_own(text)) {
            sheet.note(text)?;
        }
        let header = sheet.next_row();
        let mut titles: Vec<Value> =
            self.columns.iter().map(|column| Value::shown(Look::Header, column.title.get(lang))).collect();
        titles.extend(paper.added.iter().map(|title| Value::shown(Look::Header, title.as_str())));
        sheet.row(&titles)?;
        sheet.keep_in_sight(header, self.fixed)?;
        for row in rows {
            sheet.row(&row)?;
        }
        let last = sheet.next_row() + FREE_ROWS;
        checks(&mut sheet.inner, header + 1, last)?;
        // Without rows nothing stands below the header: whatever stood there would be read back as a row.
        if sheet.next_row() > header + 1 {
            sheet.table_end(header, titles.len(), self.name)?;
        }
        let mut book = workbook()?;
        book.push_worksheet(sheet.finish()?.0);
        Ok(book)
    }

    /// Whether a text above the header is the program's own, in either language.
    fn is_own(&self, text: &str) -> bool {
        let own = self.notes.iter().chain([&self.name]);
        own.flat_map(|own| [own.zh, own.en]).any(|own| own == text)
    }
}

/// What a person types.
fn input(text: &str) -> Value<'static> {
    Value::shown(Look::Input, text.to_owned()).tone(Tone::Note)
}

/// What stands in the columns that somebody added; a row that is new has nothing there.
fn added<T>(paper: &Paper<T>, texts: &[String]) -> impl Iterator<Item = Value<'static>> {
    let texts = texts.to_vec();
    (0..paper.added.len()).map(move |at| input(texts.get(at).map_or("", String::as_str)))
}

/// Words that help while a cell is filled in.
fn help(text: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new().allow_any_value().set_input_message(text)
}
