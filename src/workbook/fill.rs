//! calamine's part: values out of cells that were checked before.
//!
//! It is given a package made here of nothing but those cells and the strings: what it reads is what was checked, and
//! none of the parts it trusts too much (dimensions, counts, styles, relations) comes from the file.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx};
use jiff::civil::{Date, DateTime, Time};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::format::{Format, Formats, date, decimal};
use super::refusal::{Reason, Refusal};
use super::scan::Scan;
use super::strings::Strings;
use super::text::clean;
use crate::model::Raw;

/// Reads the values of every sheet into its cells.
pub(super) fn fill(
    sheets: &mut [(&str, Scan)],
    strings: &Strings<'_>,
    formats: &Formats,
    epoch_1904: bool,
) -> Result<(), Refusal> {
    let failed = |error: &dyn std::fmt::Display| Refusal::at(Reason::Unreadable, "*").saying(&error.to_string());
    let package = checked_package(sheets, strings).map_err(|error| failed(&error))?;
    let mut workbook = Xlsx::new(Cursor::new(package)).map_err(|error| failed(&error))?;
    let mut shared = HashMap::new();
    for (number, (name, scan)) in sheets.iter_mut().enumerate() {
        let failed = |error: &dyn std::fmt::Display| Refusal::at(Reason::Unreadable, name).saying(&error.to_string());
        let mut reader = workbook.worksheet_cells_reader(&number.to_string()).map_err(|error| failed(&error))?;
        let waiting = scan.cells.iter_mut().filter(|(_, cell)| cell.raw.is_blank());
        for (_, cell) in waiting {
            let next = reader.next_cell_with_style_id().map_err(|error| failed(&error))?;
            let (value, style) = next.ok_or_else(|| failed(&"cells"))?;
            let format = formats.get(style).ok_or_else(|| failed(&"style"))?;
            cell.raw = match value.get_value() {
                // The check found a value here: to read none would lose it without a word.
                DataRef::Empty => return Err(failed(&"empty")),
                value => raw(value, format, epoch_1904, &mut shared),
            };
        }
        if reader.next_cell_with_style_id().map_err(|error| failed(&error))?.is_some() {
            return Err(failed(&"cells"));
        }
        scan.cells.retain(|(_, cell)| !cell.raw.is_blank());
    }
    Ok(())
}

/// Shared strings by their address in calamine's table: a long one used in many cells is kept once.
type SharedTexts = HashMap<*const u8, Raw>;

fn raw(value: &DataRef<'_>, format: &Format, epoch_1904: bool, shared: &mut SharedTexts) -> Raw {
    match value {
        // The address of an empty text is not its own.
        DataRef::SharedString("") | DataRef::Empty => Raw::Blank,
        DataRef::SharedString(text) => shared.entry(text.as_ptr()).or_insert_with(|| Raw::text(&clean(text))).clone(),
        DataRef::String(text) | DataRef::DurationIso(text) => Raw::text(&clean(text)),
        DataRef::DateTimeIso(text) => iso_date(text).map_or_else(|| Raw::text(&clean(text)), Raw::Date),
        DataRef::Float(number) => number_of(*number, format, epoch_1904),
        DataRef::DateTime(serial) => number_of(serial.as_f64(), format, epoch_1904),
        #[allow(clippy::cast_precision_loss, reason = "Excel knows no other numbers")]
        DataRef::Int(number) => number_of(*number as f64, format, epoch_1904),
        DataRef::Bool(value) => Raw::Bool(*value),
        DataRef::Error(error) => Raw::Error(Arc::from(error.to_string())),
    }
}

fn number_of(number: f64, format: &Format, epoch_1904: bool) -> Raw {
    if format.date
        && let Some(at) = date(number, epoch_1904)
    {
        return Raw::Date(at);
    }
    match decimal(number) {
        Some(value) => Raw::Number { value, format: Arc::clone(&format.code) },
        // Beyond what is calculated with: shown, but never a value.
        None => Raw::Error(Arc::from(format!("{number:e}"))),
    }
}

fn iso_date(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let day = || text.parse::<Date>().ok().map(|day| day.to_datetime(Time::midnight()));
    if text.contains('T') { text.parse().ok() } else { day() }
}

/// A workbook of the checked cells, named `0`, `1`, … and stored without compression.
fn checked_package(sheets: &[(&str, Scan)], strings: &Strings<'_>) -> zip::result::ZipResult<Vec<u8>> {
    const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut workbook = "<workbook><sheets>".to_owned();
    let mut relations = "<Relationships>".to_owned();
    for number in 0..sheets.len() {
        let _ = write!(workbook, "<sheet name=\"{number}\" r:id=\"r{number}\"/>");
        let _ =
            write!(relations, "<Relationship Id=\"r{number}\" Type=\"{DOCUMENT}/worksheet\" Target=\"{number}.xml\"/>");
    }
    workbook.push_str("</sheets></workbook>");
    relations.push_str("</Relationships>");
    let root = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{DOCUMENT}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let size = sheets.iter().map(|(_, scan)| scan.values.len()).sum::<usize>() + strings.body.len();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size + workbook.len() + relations.len() + 2048)));
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let mut part = |name: &str, pieces: [&str; 3]| {
        zip.start_file(name, options)?;
        pieces.iter().try_for_each(|piece| zip.write_all(piece.as_bytes()))?;
        zip::result::ZipResult::Ok(())
    };
    part("_rels/.rels", [&root, "", ""])?;
    part("xl/workbook.xml", [&workbook, "", ""])?;
    part("xl/_rels/workbook.xml.rels", [&relations, "", ""])?;
    part("xl/sharedStrings.xml", ["<sst>", strings.body, "</sst>"])?;
    for (number, (_, scan)) in sheets.iter().enumerate() {
        let pieces = ["<worksheet><sheetData>", scan.values.as_str(), "</sheetData></worksheet>"];
        part(&format!("xl/{number}.xml"), pieces)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iso_date_is_a_date_and_anything_else_stays_text() {
        assert_eq!(iso_date("2023-03-15").map(|at| at.to_string()).as_deref(), Some("2023-03-15T00:00:00"));
        assert_eq!(iso_date("2023-03-15T08:30:00Z").map(|at| at.to_string()).as_deref(), Some("2023-03-15T08:30:00"));
        assert_eq!(iso_date("2023年3月"), None);
    }
}
