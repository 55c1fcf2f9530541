//! Our own reading of a worksheet, before any library sees it: everything that could be misread is refused here.
//!
//! What comes out is the frame (addresses, formulas, errors, merges, hidden rows) and the bare cells that hold a value,
//! which are all that calamine is given; so there is nothing left for it to wrap, skip or reserve.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::book::Cell;
use super::cell_check::{Content, Value, checked};
use super::merges::Sweep;
use super::refusal::{Reason, Refusal};
use super::strings::check_text;
use super::xml::{Walker, is_true};
use crate::model::cell::{LAST_COL, LAST_ROW};
use crate::model::{Area, CellRef};

/// Cells of a whole workbook.
const MOST_CELLS: usize = 5_000_000;
const MOST_MERGES: usize = 100_000;
const LAST_SHARED_FORMULA: u32 = 100_000;

/// What the scan of one sheet found.
#[derive(Default)]
pub(super) struct Scan {
    /// The cells that hold something, in the order of the file; blank where the value is still to be read.
    pub(super) cells: Vec<(CellRef, Cell)>,
    /// The elements of those still to be read, in the same order.
    pub(super) values: String,
    /// The merged areas.
    pub(super) merges: Vec<Area>,
    /// Hidden rows.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, as first and last, in the order of the file.
    hidden_cols: Vec<(u16, u16)>,
    /// The address of every cell, empty ones too.
    places: Vec<CellRef>,
}

impl Scan {
    /// Whether any column is hidden.
    pub(super) const fn hides_columns(&self) -> bool {
        !self.hidden_cols.is_empty()
    }

    /// Whether a column is hidden.
    pub(super) fn hides_column(&self, col: u16) -> bool {
        self.hidden_cols.iter().any(|&(first, last)| first <= col && col <= last)
    }

    /// A cell that occurs twice is refused even if one of the two is empty: readers differ on which one counts.
    fn refuse_twins(&self, sheet: &str) -> Result<(), Refusal> {
        let in_order = |places: &[CellRef]| places.is_sorted_by(|a, b| a < b);
        if in_order(&self.places) {
            return Ok(());
        }
        let mut places = self.places.clone();
        places.sort_unstable();
        let twin = places.windows(2).find(|pair| pair.first() == pair.last());
        match twin.and_then(<[CellRef]>::first) {
            Some(&at) => Err(Refusal::at_cell(Reason::CellTwice, sheet, at)),
            None => Ok(()),
        }
    }
}

/// What the cells of a sheet refer to.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The name of the sheet.
    pub(super) sheet: &'a str,
    /// How many shared strings there are.
    pub(super) strings: usize,
    /// How many styles there are.
    pub(super) styles: usize,
}

/// Scans one worksheet. `seen` counts the cells of the workbook so far.
pub(super) fn scan<'a>(text: &'a str, context: Context<'a>, seen: &mut usize) -> Result<Scan, Refusal> {
    let mut scanner = Scanner {
        text,
        context,
        walker: Walker::new(text, context.sheet),
        seen,
        scan: Scan::default(),
        empty: Arc::from(""),
    };
    scanner.worksheet()?;
    let mut scan = scanner.scan;
    scan.refuse_twins(context.sheet)?;
    scan.hidden_rows.sort_unstable();
    scan.hidden_rows.dedup();
    scan.hidden_cols.sort_unstable();
    scan.hidden_cols.dedup_by(|next, kept| {
        let joined = next.0 <= kept.1;
        kept.1 = if joined { kept.1.max(next.1) } else { kept.1 };
        joined
    });
    scan.merges.sort_unstable();
    scan.merges.dedup();
    let mut sweep = Sweep::default();
    match scan.merges.iter().find_map(|&area| sweep.enter(area).map(|other| (area, other))) {
        Some((area, other)) => {
            let pair = format!("{}:{} / {}:{}", other.first, other.last, area.first, area.last);
            Err(Refusal::at(Reason::MergesOverlap, context.sheet).saying(&pair))
        }
        None => Ok(scan),
    }
}

struct Scanner<'a, 'n> {
    text: &'a str,
    context: Context<'a>,
    walker: Walker<'a>,
    seen: &'n mut usize,
    scan: Scan,
    /// The formula of the followers of a shared formula.
    empty: Arc<str>,
}

impl<'a> Scanner<'a, '_> {
    fn refuse(&self, reason: Reason) -> Refusal {
        Refusal::at(reason, self.context.sheet)
    }

    fn worksheet(&mut self) -> Result<(), Refusal> {
        let mut has_data = false;
        loop {
            let event = self.walker.next()?;
            let open = matches!(event, Event::Start(_));
            let depth = self.walker.depth() + usize::from(!open);
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof if has_data => return Ok(()),
                Event::Eof => return Err(self.refuse(Reason::NotASheet)),
                _ => continue,
            };
            match (depth, element.local_name().as_ref()) {
                (1, "worksheet") => {}
                (1, _) => return Err(self.refuse(Reason::NotASheet)),
                (2, "sheetData") if has_data => return Err(self.refuse(Reason::SheetDataTwice)),
                (2, "sheetData") => {
                    has_data = true;
                    if open {
                        self.rows()?;
                    }
                }
                (_, name @ ("sheetData" | "row" | "c")) => return Err(self.refuse(Reason::StrayContent).saying(name)),
                (3, "mergeCell") => self.merge(&element)?,
                (3, "col") => self.column(&element)?,
                _ => {}
            }
        }
    }

    fn column(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if !is_true(self.walker.attribute(element, "hidden")?) {
            return Ok(());
        }
        let bound = |value: Option<&str>| value.and_then(|text| text.parse::<u16>().ok());
        let first = bound(self.walker.attribute(element, "min")?);
        let last = bound(self.walker.attribute(element, "max")?);
        if let (Some(first @ 1..), Some(last @ 1..)) = (first, last) {
            self.scan.hidden_cols.push((first - 1, last - 1));
        }
        Ok(())
    }

    fn merge(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let written = self.walker.attribute(element, "ref")?.unwrap_or_default();
        let (first, last) = written.split_once(':').unwrap_or((written, written));
        let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else {
            return Err(self.refuse(Reason::BadMerge).saying(written));
        };
        if self.scan.merges.len() >= MOST_MERGES {
            return Err(self.refuse(Reason::TooManyMerges));
        }
        if first != last {
            self.scan.merges.push(Area::spanning(first, last));
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<(), Refusal> {
        let mut next = 0;
        loop {
            match self.walker.next()? {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    let row = self.row(&element, next)?;
                    next = row + 1;
                    self.cells(row)?;
                }
                Event::Empty(element) if element.local_name().as_ref() == "row" => next = self.row(&element, next)? + 1,
                Event::End(_) => return Ok(()),
                event => self.nothing(&event)?,
            }
        }
    }

    /// The zero-based number of a row, which is the next one if none is written.
    fn row(&mut self, element: &BytesStart<'_>, next: u32) -> Result<u32, Refusal> {
        let [written, hidden] = self.walker.attributes(element, ["r", "hidden"])?;
        let row = match written {
            Some(text) => digits(text).and_then(|number| number.checked_sub(1)),
            None => Some(next),
        };
        let row = row.filter(|&row| row <= LAST_ROW);
        let row = row.ok_or_else(|| self.refuse(Reason::BadReference).saying(written.unwrap_or("row")))?;
        if is_true(hidden) {
            self.scan.hidden_rows.push(row);
        }
        Ok(row)
    }

    fn cells(&mut self, row: u32) -> Result<(), Refusal> {
        let mut next = 0;
        loop {
            let start = self.walker.position();
            match self.walker.next()? {
                Event::Start(element) if element.local_name().as_ref() == "c" => {
                    let head = self.head(&element, row, next)?;
                    next = head.at.col() + 1;
                    self.cell(&head, start)?;
                }
                Event::Empty(element) if element.local_name().as_ref() == "c" => {
                    next = self.head(&element, row, next)?.at.col() + 1;
                }
                Event::End(_) => return Ok(()),
                event => self.nothing(&event)?,
            }
        }
    }

    /// Address, style and type of a cell.
    fn head<'e>(&mut self, element: &'e BytesStart<'_>, row: u32, next: u16) -> Result<Head<'e>, Refusal> {
        *self.seen += 1;
        if *self.seen > MOST_CELLS {
            return Err(self.refuse(Reason::TooManyCells));
        }
        let [address, style, kind] = self.walker.attributes(element, ["r", "s", "t"])?;
        let at = match address {
            Some(text) => text.parse().map_err(|_| self.refuse(Reason::BadReference).saying(text))?,
            None if next <= LAST_COL => CellRef::new(row, next),
            None => return Err(self.refuse(Reason::BadReference).saying(&format!("{}", row + 1))),
        };
        if at.row() != row {
            return Err(self.refuse_cell(Reason::RowDisagrees, at).saying(&(row + 1).to_string()));
        }
        self.scan.places.push(at);
        Ok(Head { at, style, kind })
    }

    fn refuse_cell(&self, reason: Reason, at: CellRef) -> Refusal {
        Refusal::at_cell(reason, self.context.sheet, at)
    }

    fn cell(&mut self, head: &Head<'_>, start: usize) -> Result<(), Refusal> {
        let at = head.at;
        let mut content = Content::default();
        loop {
            let event = self.walker.next()?;
            let open = matches!(event, Event::Start(_));
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(_) => break,
                event => {
                    self.nothing(&event)?;
                    continue;
                }
            };
            let name = element.local_name();
            match name.as_ref() {
                // In this order and once each: a later element would overwrite what an earlier one gave.
                "f" if content.formula.is_none() && content.value.is_none() && !content.inline => {
                    content.formula = Some(self.formula(&element, at, open)?);
                }
                "v" if content.value.is_none() && !content.inline => {
                    content.value = Some(if open { self.value(at)? } else { Value::Empty });
                }
                "is" if !content.inline => {
                    content.inline = true;
                    if open {
                        check_text(&mut self.walker)?;
                    }
                }
                other => return Err(self.refuse_cell(Reason::StrayContent, at).saying(other)),
            }
        }
        let raw = checked(&content, head.kind, self.context.strings)
            .map_err(|(reason, what)| self.refuse_cell(reason, at).saying(&what))?;
        let Some(raw) = raw else { return Ok(()) };
        if raw.is_blank() {
            if let Some(style) = head.style
                && digits(style)
                    .is_none_or(|style| usize::try_from(style).is_ok_and(|style| style >= self.context.styles))
            {
                return Err(self.refuse_cell(Reason::BadStyle, at).saying(style));
            }
            let element = self.text.get(start..self.walker.position()).unwrap_or_default();
            self.scan.values.push_str(element);
        }
        self.scan.cells.push((at, Cell { raw, formula: content.formula }));
        Ok(())
    }

    fn formula(&mut self, element: &BytesStart<'_>, at: CellRef, open: bool) -> Result<Arc<str>, Refusal> {
        if let Some(index) = self.walker.attribute(element, "si")?
            && digits(index).is_none_or(|index| index > LAST_SHARED_FORMULA)
        {
            return Err(self.refuse_cell(Reason::BadSharedFormula, at).saying(index));
        }
        if !open {
            return Ok(Arc::clone(&self.empty));
        }
        let mut text = String::new();
        loop {
            match self.walker.next()? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => text.push(self.walker.resolve(&reference)?),
                Event::End(_) => break,
                event => self.nothing(&event)?,
            }
        }
        Ok(if text.is_empty() { Arc::clone(&self.empty) } else { Arc::from(text) })
    }

    fn value(&mut self, at: CellRef) -> Result<Value<'a>, Refusal> {
        let mut value = Value::Empty;
        loop {
            value = match (self.walker.next()?, value) {
                (Event::End(_), value) => return Ok(value),
                (Event::Text(text), Value::Empty) => match text.into_inner() {
                    std::borrow::Cow::Borrowed(text) => Value::Plain(text),
                    std::borrow::Cow::Owned(_) => Value::Mixed,
                },
                (Event::Text(_) | Event::GeneralRef(_) | Event::Comment(_), _) => Value::Mixed,
                // Readers differ on whether this is a value at all.
                (Event::CData(_), _) => return Err(self.refuse_cell(Reason::StrayContent, at).saying("CDATA")),
                (event, value) => {
                    self.nothing(&event)?;
                    value
                }
            };
        }
    }

    /// Accepts blanks and comments between elements, and nothing else: what is not understood may be a value.
    fn nothing(&self, event: &Event<'_>) -> Result<(), Refusal> {
        let stray = |what: &str| Err(self.refuse(Reason::StrayContent).saying(what));
        match event {
            Event::Comment(_) => Ok(()),
            Event::Text(text) if text.trim().is_empty() => Ok(()),
            Event::Text(text) => stray(text),
            Event::CData(text) => stray(text),
            Event::GeneralRef(name) => stray(name),
            Event::Start(element) | Event::Empty(element) => stray(element.local_name().as_ref()),
            _ => Err(self.walker.malformed("EOF")),
        }
    }
}

/// What the opening of a cell says.
struct Head<'e> {
    at: CellRef,
    style: Option<&'e str>,
    kind: Option<&'e str>,
}

/// A number of ASCII digits alone.
fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
