//! A list as rows of texts, whether it comes from a workbook or a CSV file.

use std::path::Path;

use encoding_rs::{Encoding, GB18030};
use rust_decimal::Decimal;

use crate::model::number::{plain, product};
use crate::model::{Raw, SourceId};
use crate::text::{Message, Text};
use crate::workbook::{self, Sheet};

/// A sheet, or a whole CSV file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Grid {
    /// The name of the sheet; none for a CSV file.
    pub(super) sheet: Option<String>,
    /// The rows that hold something.
    pub(super) rows: Vec<Row>,
}

/// The cells of one row that hold something, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Zero-based row.
    pub(super) row: u32,
    /// Column and content.
    pub(super) cells: Vec<(u16, Content)>,
}

/// What a cell of a list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Text; a number is written out.
    Text(String),
    /// A formula without its result, or an error: nobody knows what it says.
    Unknown,
}

impl Row {
    /// The content of a column, if anything is there.
    pub(super) fn get(&self, col: u16) -> Option<&Content> {
        self.cells.iter().find(|(at, _)| *at == col).map(|(_, content)| content)
    }
}

/// The sheets of a workbook, or the one grid of a CSV file.
///
/// # Errors
/// Why the file cannot be used, and what to do.
pub(super) fn of_file(path: &Path, bytes: &[u8]) -> Result<Vec<Grid>, Message> {
    let is_csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("txt"));
    if is_csv && !bytes.starts_with(b"PK\x03\x04") {
        return of_csv(bytes).map(|grid| vec![grid]);
    }
    match workbook::read(bytes, SourceId(0)) {
        Ok(book) => Ok(book.value.sheets.iter().filter(|sheet| !sheet.hidden).map(of_sheet).collect()),
        Err(finding) => Err(finding.message),
    }
}

fn of_sheet(sheet: &Sheet) -> Grid {
    let mut grid = Grid { sheet: Some(sheet.name.to_string()), rows: Vec::new() };
    for (at, cell) in sheet.cells() {
        let content = match &cell.raw {
            Raw::Blank => continue,
            Raw::NoResult | Raw::Error(_) => Content::Unknown,
            raw => Content::Text(text_of(raw)),
        };
        match grid.rows.last_mut() {
            Some(last) if last.row == at.row() => last.cells.push((at.col(), content)),
            _ => grid.rows.push(Row { row: at.row(), cells: vec![(at.col(), content)] }),
        }
    }
    grid
}

/// A number is written without decimals it does not have, and with the leading zeros that its format shows: codes are text.
/// A percentage is written as one, with every digit it has.
fn text_of(raw: &Raw) -> String {
    match raw {
        Raw::Number { value, format } if Raw::shown_as(format).1 => {
            product(*value, Decimal::ONE_HUNDRED).map_or_else(|| plain(*value), |shown| format!("{}%", plain(shown)))
        }
        Raw::Number { value, format } if !format.is_empty() && format.bytes().all(|b| b == b'0') => {
            format!("{:0>width$}", plain(*value), width = format.len())
        }
        Raw::Number { value, .. } => plain(*value),
        other => other.to_string().trim().to_owned(),
    }
}

fn of_csv(bytes: &[u8]) -> Result<Grid, Message> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let (mut row, mut seen) = (0_u32, 0);
    for record in reader.records() {
        let record = record.map_err(|error| {
            let text = Text::new("不是可用的 CSV（{error}）", "no usable CSV ({error})");
            Message::new(text).with("error", error.to_string())
        })?;
        // The reader passes over blank lines; they count as rows all the same.
        let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(seen);
        let blank = text.bytes().skip(start).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let passed = text.get(seen..start + blank).unwrap_or_default().matches('\n').count();
        row = row.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        seen = start + blank;
        let cells = (0_u16..).zip(&record).filter(|(_, field)| !field.trim().is_empty());
        let cells: Vec<_> = cells.map(|(col, field)| (col, Content::Text(field.trim().to_owned()))).collect();
        if !cells.is_empty() {
            grid.rows.push(Row { row, cells });
        }
    }
    Ok(grid)
}

/// UTF-8, or what the byte order mark says, or GBK (as its superset GB 18030): what Excel and WPS save as CSV.
fn decode(bytes: &[u8]) -> Result<String, Message> {
    let refuse = Text::new(
        "不是 UTF-8 也不是 GBK 编码；请在 Excel 或 WPS 中另存为“CSV UTF-8”",
        "neither UTF-8 nor GBK; save it in Excel or WPS as \"CSV UTF-8\"",
    );
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some(marked) => marked,
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, 0),
        None => (GB18030, 0),
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    if faulty { Err(refuse.into()) } else { Ok(text.into_owned()) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::CellRef;
    use crate::workbook::Cell;
    use std::sync::Arc;

    /// A sheet of texts.
    pub(in crate::reference) fn grid(name: &str, rows: &[&[&str]]) -> Grid {
        let rows = (0..).zip(rows).map(|(row, cells)| Row {
            row,
            cells: (0..)
                .zip(*cells)
                .filter(|(_, text)| !text.is_empty())
                .map(|(col, text)| (col, Content::Text((*text).to_owned())))
                .collect(),
        });
        Grid { sheet: Some(name.to_owned()), rows: rows.collect() }
    }

    #[test]
    fn a_code_is_text_however_it_is_stored() {
        let number = |format: &str| Raw::Number { value: 1001.into(), format: Arc::from(format) };
        let raws = [number("General"), number("000000"), Raw::text(" 001001 "), Raw::NoResult, number("0%")];
        let cells = (0..).zip(raws).map(|(col, raw)| (CellRef::new(0, col), Cell { raw, formula: None })).collect();
        let grid = of_sheet(&Sheet::new("a", cells, Vec::new()));
        let texts: Vec<_> = grid.rows[0].cells.iter().map(|(_, content)| content.clone()).collect();
        let text = |t: &str| Content::Text(t.to_owned());
        assert_eq!(texts, [text("1001"), text("001001"), text("001001"), Content::Unknown, text("100100%")]);
    }

    #[test]
    fn a_csv_is_read_in_utf8_and_gbk() {
        let (gbk, _, _) = encoding_rs::GBK.encode("单位,时间\n教育局,1\n");
        for bytes in ["单位,时间\n教育局,1\n".as_bytes(), "\u{feff}单位,时间\r\n教育局,1".as_bytes(), &gbk]
        {
            let grid = of_csv(bytes).expect("a CSV");
            assert_eq!(grid.rows[1].get(0), Some(&Content::Text("教育局".to_owned())));
            assert_eq!(grid.rows[1].row, 1);
        }
        assert!(of_csv(&[0x81, 0x20, 0xff]).is_err());
    }
}
