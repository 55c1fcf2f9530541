//! What a sheet holds, told twice: while it is written, and from the file that came of it.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use rayon::prelude::*;

use crate::model::CellRef;

/// What the cells of a sheet hold: of every row a sum over addresses and contents, whatever their order. Two sheets of which a
/// cell was lost, moved or changed do not have the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    rows: Vec<u64>,
}

impl Written {
    /// A text; an empty one is no content.
    pub fn text(&mut self, row: u32, col: u16, text: &str) {
        if !text.is_empty() {
            self.add(row, col, ('t', text));
        }
    }

    /// A number.
    pub fn number(&mut self, row: u32, col: u16, number: f64) {
        self.add(row, col, ('n', number.to_bits()));
    }

    /// A formula, without its equals sign, and its result as it is shown.
    pub fn formula(&mut self, row: u32, col: u16, formula: &str, result: &str) {
        self.add(row, col, ('f', formula.strip_prefix('=').unwrap_or(formula), result));
    }

    /// The first row that holds something else than in another sheet, as formulas call a row: `12:12`.
    #[must_use]
    pub fn first_difference(&self, other: &Self) -> Option<String> {
        let sum = |written: &Self, row: usize| written.rows.get(row).copied().unwrap_or_default();
        let row = (0..self.rows.len().max(other.rows.len())).find(|row| sum(self, *row) != sum(other, *row))?;
        Some(format!("{0}:{0}", row + 1))
    }

    /// What both hold together.
    fn and(mut self, other: Self) -> Self {
        if self.rows.len() < other.rows.len() {
            return other.and(self);
        }
        for (sum, more) in self.rows.iter_mut().zip(other.rows) {
            *sum = sum.wrapping_add(more);
        }
        self
    }

    fn add(&mut self, row: u32, col: u16, content: impl Hash) {
        let mut hasher = DefaultHasher::new();
        (row, col, content).hash(&mut hasher);
        let row = row as usize;
        if row >= self.rows.len() {
            self.rows.resize(row + 1, 0);
        }
        self.rows[row] = self.rows[row].wrapping_add(hasher.finish());
    }
}

/// Reads what a sheet holds from its part of the package, all of it; long ones in pieces at once. `shared` are the texts that
/// cells hold by their numbers.
///
/// # Errors
/// If it is no sheet as this program writes them.
pub fn read_back(part: &str, shared: &[String]) -> Result<Written, String> {
    // Neither stands in a text: its angle brackets are written as entities.
    let begin = part.find("<row ").unwrap_or(part.len());
    let end = part.rfind("</row>").map_or(begin, |at| at + "</row>".len());
    let around = [&part[..begin], &part[end..]].concat();
    let pieces: Vec<&str> = std::iter::once(around.as_str()).chain(whole_rows(&part[begin..end])).collect();
    let held = pieces.into_par_iter().map(|piece| cells(piece, shared));
    held.try_reduce(Written::default, |a, b| Ok(a.and(b)))
}

/// Rows in pieces of about so many bytes.
const PIECE: usize = 1 << 20;

fn whole_rows(mut rows: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let beyond = rows.as_bytes().get(PIECE..).and_then(|rest| rest.windows(5).position(|bytes| bytes == b"<row "));
        let (piece, rest) = rows.split_at_checked(beyond.map_or(rows.len(), |at| PIECE + at))?;
        rows = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

fn cells(part: &str, shared: &[String]) -> Result<Written, String> {
    let mut written = Written::default();
    let mut cell = Cell::default();
    walk(part, |event| {
        match event {
            Step::Open(element) if element.name().as_ref() == "c" => cell = Cell::begin(element)?,
            Step::Open(_) => cell.text.clear(),
            Step::Text(text) => cell.text.push_str(text),
            Step::Close("f") => cell.formula = Some(std::mem::take(&mut cell.text)),
            Step::Close("c") => cell.end(shared, &mut written)?,
            Step::Close(_) => {}
        }
        Ok(())
    })?;
    Ok(written)
}

/// Reads the texts that cells hold by their numbers.
///
/// # Errors
/// If it is no list of texts as this program writes them.
pub fn shared_texts(part: &str) -> Result<Vec<String>, String> {
    let (mut texts, mut text) = (Vec::new(), String::new());
    walk(part, |event| {
        match event {
            Step::Open(_) => text.clear(),
            Step::Text(piece) => text.push_str(piece),
            Step::Close("si") => texts.push(unescaped(&text).into_owned()),
            Step::Close(_) => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    at: Option<CellRef>,
    kind: String,
    formula: Option<String>,
    text: String,
}

impl Cell {
    fn begin(element: &BytesStart<'_>) -> Result<Self, String> {
        let mut cell = Self::default();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            match attribute.key.as_ref() {
                "r" => {
                    cell.at = Some(attribute.value.parse().map_err(|_| attribute.value.to_string())?);
                }
                "t" => cell.kind = attribute.value.into_owned(),
                _ => {}
            }
        }
        Ok(cell)
    }

    fn end(&mut self, shared: &[String], written: &mut Written) -> Result<(), String> {
        let at = self.at.take().ok_or("<c>")?;
        let (row, col) = (at.row(), at.col());
        let wrong = |text: &str| format!("{at}: {text}");
        match (&self.formula, self.kind.as_str()) {
            (Some(formula), _) => written.formula(row, col, formula, &self.text),
            (None, "inlineStr") => written.text(row, col, &unescaped(&self.text)),
            (None, "s") => {
                let text = self.text.parse().ok().and_then(|number: usize| shared.get(number));
                written.text(row, col, text.ok_or_else(|| wrong(&self.text))?);
            }
            (None, _) if self.text.is_empty() => {}
            (None, _) => written.number(row, col, self.text.parse().map_err(|_| wrong(&self.text))?),
        }
        Ok(())
    }
}

/// An underscore that would begin the code of a character is written as one itself.
fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains("_x005F_") { Cow::Owned(text.replace("_x005F_", "_")) } else { Cow::Borrowed(text) }
}

/// A step through a part.
enum Step<'a> {
    Open(&'a BytesStart<'a>),
    Text(&'a str),
    Close(&'a str),
}

fn walk(part: &str, mut see: impl FnMut(Step<'_>) -> Result<(), String>) -> Result<(), String> {
    let mut reader = Reader::from_str(part);
    let (mut depth, mut is_empty) = (0_usize, true);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                depth += 1;
                see(Step::Open(&element))?;
            }
            Event::Empty(element) => {
                see(Step::Open(&element))?;
                see(Step::Close(element.name().as_ref()))?;
            }
            Event::Text(text) => see(Step::Text(&text))?,
            Event::GeneralRef(reference) => see(Step::Text(&resolved(&reference)?))?,
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                see(Step::Close(element.name().as_ref()))?;
            }
            Event::Eof if depth > 0 || is_empty => return Err("EOF".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        is_empty = false;
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    if let Some(c) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(c.to_string());
    }
    resolve_xml_entity(reference).map(str::to_owned).ok_or_else(|| format!("&{};", &**reference))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    const SHEET: &str = r##"<worksheet><cols><col min="1"/></cols><sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve"> a&lt;b&#xA;_x005F_x0041_</t></is></c><c r="B1" s="2"/></row><row r="3"><c r="B3"><v>0.1</v></c><c r="AA3" t="str"><f>HYPERLINK("#A1","甲")</f><v>甲</v></c><c r="AB3"><f>B3*2</f><v>0.2</v></c><c r="AC3" t="s"><v>1</v></c></row></sheetData><tableParts count="1"/></worksheet>"##;

    fn meant() -> Written {
        let mut meant = Written::default();
        meant.formula(2, 27, "=B3*2", "0.2");
        meant.text(0, 0, " a<b\n_x0041_");
        meant.text(0, 1, "");
        meant.number(2, 1, 0.1);
        meant.formula(2, 26, "HYPERLINK(\"#A1\",\"甲\")", "甲");
        meant.text(2, 28, "乙");
        meant
    }

    #[test]
    fn what_is_read_back_is_what_was_written_whatever_the_order() {
        let shared = shared_texts("<sst><si><t>x</t></si><si><t>乙</t></si></sst>").expect("texts");
        assert_eq!(read_back(SHEET, &shared), Ok(meant()));
    }

    #[test]
    fn a_cell_that_is_lost_moved_or_changed_is_noticed() {
        let shared = [String::new(), "乙".to_owned()];
        for (was, is) in [
            (r#"<c r="B3"><v>0.1</v></c>"#, ""),
            (r#"<c r="B3">"#, r#"<c r="B4">"#),
            ("<v>0.1</v>", "<v>0.10000000000000002</v>"),
            ("a&lt;b", "a&gt;b"),
            ("B3*2", "B3*3"),
            ("<v>0.2</v>", "<v>0.3</v>"),
            ("\"AA3\"", "\"AD3\""),
            ("<v>1</v>", "<v>0</v>"),
        ] {
            let changed = SHEET.replace(was, is);
            assert_ne!(changed, SHEET);
            let held = read_back(&changed, &shared).expect("a sheet");
            let row = if was.contains("a&lt;b") { "1:1" } else { "3:3" };
            assert_eq!(held.first_difference(&meant()).as_deref(), Some(row), "{was} → {is}");
        }
    }

    #[test]
    fn a_long_sheet_is_read_whole_in_pieces() {
        let (mut meant, mut rows) = (Written::default(), String::new());
        for row in 0..40_000 {
            meant.text(row, 0, "预算执行率");
            meant.number(row, 1, f64::from(row));
            let at = row + 1;
            let text = format!(r#"<c r="A{at}" t="inlineStr"><is><t>预算执行率</t></is></c>"#);
            write!(rows, r#"<row r="{at}">{text}<c r="B{at}"><v>{row}</v></c></row>"#).expect("a text");
        }
        assert!(whole_rows(&rows).count() > 2 && whole_rows(&rows).collect::<String>() == rows);
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        assert_eq!(read_back(&sheet, &[]), Ok(meant));
        assert!(read_back(&sheet.replace("</sheetData>", ""), &[]).is_err());
    }

    #[test]
    fn a_part_that_is_cut_off_is_refused() {
        for end in [0, 40, SHEET.len() - 5] {
            assert!(read_back(&SHEET[..end], &[String::new(), "乙".to_owned()]).is_err(), "at {end}");
        }
    }
}
