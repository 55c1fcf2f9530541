//! Lines and tables of a document laid out as the cells of a sheet.

use std::collections::BTreeMap;

use super::story::{Merge, Table};
use crate::model::cell::{LAST_COL, LAST_ROW};
use crate::model::{Area, CellRef, Raw};
use crate::workbook::book::{Cell, Sheet};
use crate::workbook::refusal::{Reason, Refusal};
use crate::workbook::text::clean;

/// A sheet in the making: what is added goes into the next row.
#[derive(Default)]
pub(super) struct Grid {
    cells: Vec<(CellRef, Cell)>,
    merges: Vec<Area>,
    next: u32,
}

impl Grid {
    /// Adds a paragraph; a blank one is a blank row.
    pub(super) fn line(&mut self, text: &str, sheet: &str) -> Result<(), Refusal> {
        let row = self.row(sheet)?;
        self.cell(CellRef::new(row, 0), text);
        Ok(())
    }

    /// Adds a table, with its merged cells as merged areas.
    pub(super) fn table(&mut self, table: Table, sheet: &str) -> Result<(), Refusal> {
        // The areas that go on downwards, by their first column.
        let mut open: BTreeMap<u16, Area> = BTreeMap::new();
        for cells in table.rows {
            let row = self.row(sheet)?;
            let above = std::mem::take(&mut open);
            for cell in cells {
                let last = cell.col.checked_add(cell.span - 1).filter(|last| *last <= LAST_COL);
                let Some(last) = last else {
                    return Err(Refusal::at(Reason::BadReference, sheet).saying(&cell.span.to_string()));
                };
                let own = Area { first: CellRef::new(row, cell.col), last: CellRef::new(row, last) };
                let upper =
                    above.get(&cell.col).filter(|area| cell.merge == Merge::Continues && area.last.col() == last);
                let area = upper.map_or(own, |area| Area { first: area.first, last: own.last });
                if cell.merge == Merge::None {
                    self.merge(area);
                } else {
                    open.insert(cell.col, area);
                }
                self.cell(own.first, &cell.text);
            }
            for (col, area) in above {
                if open.get(&col).is_none_or(|longer| longer.first != area.first) {
                    self.merge(area);
                }
            }
        }
        for area in open.into_values() {
            self.merge(area);
        }
        Ok(())
    }

    /// The finished sheet.
    pub(super) fn sheet(self, name: &str) -> Sheet {
        Sheet::new(name, self.cells, self.merges)
    }

    fn row(&mut self, sheet: &str) -> Result<u32, Refusal> {
        let row = self.next;
        self.next += 1;
        if row > LAST_ROW { Err(Refusal::at(Reason::TooManyCells, sheet)) } else { Ok(row) }
    }

    fn cell(&mut self, at: CellRef, text: &str) {
        let raw = Raw::text(&clean(text));
        if !raw.is_blank() {
            self.cells.push((at, Cell { raw, formula: None }));
        }
    }

    fn merge(&mut self, area: Area) {
        if area.first != area.last {
            self.merges.push(area);
        }
    }
}
