//! Plain text: one sheet, every line a row.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::book::{Book, Cell, Sheet};
use super::refusal::{Reason, Refusal};
use super::sniff::Kind;
use super::text::clean;
use crate::model::cell::LAST_ROW;
use crate::model::{CellRef, Raw};

/// The sheet that holds the running text of a file without sheets.
pub(super) const BODY: &str = "正文";

/// Reads a text: UTF-8, UTF-16 with its mark, or GB18030 (GBK).
pub(super) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    if ends_inside_a_character(bytes) {
        return Err(Refusal::new(Reason::CutText));
    }
    let text = decoded(bytes).ok_or_else(|| Refusal::new(Reason::Foreign(Kind::Unknown)))?;
    if is_table(&text) {
        return Err(Refusal::new(Reason::Foreign(Kind::Csv)));
    }
    let text = clean(&text);
    Ok(Book { sheets: vec![sheet(BODY, text.lines().map(str::to_owned))?], ..Book::default() })
}

/// A sheet with one text in the first cell of every row.
pub(super) fn sheet(name: &str, lines: impl Iterator<Item = String>) -> Result<Sheet, Refusal> {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(lines) {
        if row > LAST_ROW {
            return Err(Refusal::at(Reason::TooManyCells, name));
        }
        let raw = Raw::text(&line);
        if !raw.is_blank() {
            cells.push((CellRef::new(row, 0), Cell { raw, formula: None }));
        }
    }
    Ok(Sheet::new(name, cells, Vec::new()))
}

/// The beginning of a file as text, although the cut may go through its last character; nothing if it is no text.
pub(super) fn beginning(head: &[u8]) -> Option<String> {
    const LONGEST_CHARACTER: usize = 4;
    (0..LONGEST_CHARACTER).find_map(|cut| decoded(head.get(..head.len().checked_sub(cut)?)?))
}

/// Whether a text in UTF-8 stops before its last character is whole: what went with it nobody can tell. Read as GB18030 such
/// a text would be gibberish.
fn ends_inside_a_character(bytes: &[u8]) -> bool {
    // Fewer could be GB18030 by chance.
    const SURELY_UTF8: usize = 2;
    std::str::from_utf8(bytes).is_err_and(|error| {
        let whole = bytes.get(..error.valid_up_to()).and_then(|whole| std::str::from_utf8(whole).ok());
        let wide = whole.map_or(0, |text| text.chars().filter(|c| c.len_utf8() > 2).count());
        error.error_len().is_none() && wide >= SURELY_UTF8
    })
}

/// The whole as text; nothing if it is in none of the encodings, or holds what no text holds.
fn decoded(bytes: &[u8]) -> Option<String> {
    let strict = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\r' | '\n' | '\u{c}' | '\u{1a}');
        text.chars().all(is_text).then(|| text.into_owned())
    };
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) => {
            strict(encoding, bytes.get(mark..)?)
        }
        _ => strict(UTF_8, bytes).or_else(|| strict(GB18030, bytes)),
    }
}

/// Whether every line has the same number of commas or tabs: a table whose columns would be lost here.
fn is_table(text: &str) -> bool {
    [',', '\t'].iter().any(|mark| {
        let mut counts = text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.matches(*mark).count());
        let first = counts.next().unwrap_or_default();
        let mut rest = counts.peekable();
        first > 0 && rest.peek().is_some() && rest.all(|count| count == first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_every_encoding_that_offices_use() {
        let text = "一、部门职能\r\n负责１２个镇的养护。";
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            utf16([0xff, 0xfe], u16::to_le_bytes),
            utf16([0xfe, 0xff], u16::to_be_bytes),
            GB18030.encode(text).0.into_owned(),
        ] {
            let book = read(&bytes).expect("a text");
            let sheet = &book.sheets[0];
            let shown: Vec<String> = sheet.cells().map(|(at, cell)| format!("{at} {}", cell.raw)).collect();
            assert_eq!(shown, ["A1 一、部门职能", "A2 负责１２个镇的养护。"]);
            assert!(beginning(&bytes[..bytes.len() - 1]).is_some());
        }
        assert_eq!(decoded(b"\x01\x02\x03\xff\xfe\x80"), None);
        assert_eq!(decoded(&[0xff, 0xfe, 0x00, 0xd8]), None, "half a character");
    }

    #[test]
    fn a_table_in_plain_text_is_told_from_sentences() {
        assert!(is_table("单位名称,分值\n唐溪镇,95\n"));
        assert!(is_table("单位名称\t分值\n唐溪镇\t95"));
        assert!(!is_table("一、职能,任务\n负责养护。"));
        assert!(!is_table("负责养护,保洁。"));
    }
}
