//! A blank form while it is laid out: areas of cells with what they print, compute, or wait for.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::input::Input;
use super::live::Live;
use crate::model::{Area, CellRef};
use crate::output::height::lines_in;

/// First and last column of an area.
pub type Span = (u16, u16);

/// A form on its sheet.
#[derive(Debug, Default)]
pub struct Plan {
    /// The widths of the columns, in Latin characters.
    pub widths: Vec<f64>,
    /// The areas, in the order they were laid.
    pub cells: Vec<PlanCell>,
    /// Rows that need more than one line, with their lines.
    pub lines: BTreeMap<u32, u32>,
    /// The rows that are printed again on every further page.
    pub header: Option<(u32, u32)>,
    /// The rows on which a block begins that is best kept on one page.
    pub blocks: Vec<u32>,
    /// The row that comes next.
    pub next: u32,
}

/// One area: a cell, or several that are merged.
#[derive(Debug)]
pub struct PlanCell {
    /// The cells.
    pub area: Area,
    /// What stands there.
    pub content: Content,
    /// How it looks.
    pub look: Look,
    /// What may be typed; nothing if it is locked.
    pub input: Option<Input>,
}

/// What stands in an area.
#[derive(Debug, Clone)]
pub enum Content {
    /// Nothing yet.
    Blank,
    /// A text.
    Text(String),
    /// A number of the form itself.
    Number(Decimal),
    /// A formula.
    Live(Live),
}

/// How an area looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The title.
    Title,
    /// The line below the title.
    Subtitle,
    /// A label or a header.
    Label,
    /// The label of a row, at its depth among the parts.
    Row(u8),
    /// A short value in the middle.
    Value,
    /// A text of several lines.
    Prose,
    /// Printed text without a border.
    Note,
}

impl Plan {
    /// Lays an area over some rows and columns.
    fn lay(&mut self, rows: RangeInclusive<u32>, span: Span, content: Content, look: Look, input: Option<Input>) {
        let area = Area::spanning(CellRef::new(*rows.start(), span.0), CellRef::new(*rows.end(), span.1));
        if let Content::Text(text) = &content
            && rows.start() == rows.end()
        {
            let width: f64 = (span.0..=span.1).filter_map(|col| self.widths.get(usize::from(col))).sum();
            let lines = lines_in(text, width);
            self.at_least(*rows.start(), lines);
        }
        self.cells.push(PlanCell { area, content, look, input });
    }

    /// Makes a row at least so many lines high.
    pub fn at_least(&mut self, row: u32, lines: u32) {
        let known = self.lines.entry(row).or_insert(1);
        *known = lines.max(*known);
    }

    /// Prints a text.
    pub fn print(&mut self, rows: RangeInclusive<u32>, span: Span, text: impl Into<String>, look: Look) {
        let text = text.into();
        let content = if text.is_empty() { Content::Blank } else { Content::Text(text) };
        self.lay(rows, span, content, look, None);
    }

    /// Prints a number.
    pub fn number(&mut self, row: u32, span: Span, number: Decimal) {
        self.lay(row..=row, span, Content::Number(number), Look::Value, None);
    }

    /// Computes a value.
    pub fn live(&mut self, row: u32, span: Span, live: Live) {
        self.lay(row..=row, span, Content::Live(live), Look::Value, None);
    }

    /// Waits for a value.
    pub fn ask(&mut self, rows: RangeInclusive<u32>, span: Span, input: Input) {
        let look = input.look();
        self.lay(rows, span, Content::Blank, look, Some(input));
    }

    /// Waits for a value, and suggests one.
    pub fn suggest(&mut self, rows: RangeInclusive<u32>, span: Span, text: String, input: Input) {
        let look = input.look();
        let content = if text.is_empty() { Content::Blank } else { Content::Text(text) };
        self.lay(rows, span, content, look, Some(input));
    }

    /// The area that begins at a cell.
    pub fn at(&self, cell: CellRef) -> Option<&PlanCell> {
        self.cells.iter().find(|known| known.area.first == cell)
    }

    /// The cells that a person fills in for a cell to have its value: itself, or what its formula rests on.
    pub fn typed(&self, cell: CellRef) -> Vec<CellRef> {
        match self.at(cell) {
            Some(PlanCell { content: Content::Live(live), .. }) => {
                live.operands().into_iter().flat_map(|operand| self.typed(operand)).collect()
            }
            Some(PlanCell { input: Some(_), .. }) => vec![cell],
            _ => Vec::new(),
        }
    }

    /// The last column.
    pub fn last_col(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// All columns.
    pub fn whole(&self) -> Span {
        (0, self.last_col())
    }
}
