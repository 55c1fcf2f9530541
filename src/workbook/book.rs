//! A workbook as everything after this room sees it: sheets of cells at absolute addresses.

use std::sync::Arc;

use super::covering::Covering;
use crate::model::{Area, CellRef, Raw, Stamp};

/// A workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
    /// The stamps of forms that were handed out; their hidden sheets are not among the sheets.
    pub stamps: Vec<Stamp>,
}

/// One cell: what it holds and the formula beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds; for a formula its saved result.
    pub raw: Raw,
    /// The formula text, without `=`; a follower of a shared formula has an empty one.
    pub formula: Option<Arc<str>>,
}

/// A sheet: only the cells that hold something, and the merged areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: Arc<str>,
    /// Whether it is hidden from the person who looks at the workbook.
    pub hidden: bool,
    /// Rows (zero-based) that are hidden and hold something.
    pub hidden_rows: Vec<u32>,
    /// Columns (zero-based) that are hidden and hold something.
    pub hidden_cols: Vec<u16>,
    cells: Vec<(CellRef, Cell)>,
    merges: Vec<Area>,
    covering: Covering,
}

impl Sheet {
    /// A sheet of the given cells and of merged areas that do not overlap; later rooms rely on reading order, so it is made here.
    #[must_use]
    pub fn new(name: &str, mut cells: Vec<(CellRef, Cell)>, mut merges: Vec<Area>) -> Self {
        cells.sort_by_key(|(at, _)| *at);
        merges.sort();
        Self {
            name: Arc::from(name),
            hidden: false,
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
            cells,
            covering: Covering::of(&merges),
            merges,
        }
    }

    /// Every cell that holds something, in reading order.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &Cell)> {
        self.cells.iter().map(|(at, cell)| (*at, cell))
    }

    /// The cells of one row, from left to right.
    #[must_use]
    pub fn row(&self, row: u32) -> &[(CellRef, Cell)] {
        let start = self.cells.partition_point(|(at, _)| at.row() < row);
        let end = self.cells.partition_point(|(at, _)| at.row() <= row);
        &self.cells[start..end]
    }

    /// The cell at exactly this address.
    #[must_use]
    pub fn get(&self, at: CellRef) -> Option<&Cell> {
        self.cells.binary_search_by_key(&at, |(at, _)| *at).ok().map(|i| &self.cells[i].1)
    }

    /// What stands at exactly this address.
    #[must_use]
    pub fn raw(&self, at: CellRef) -> &Raw {
        self.get(at).map_or(&Raw::Blank, |cell| &cell.raw)
    }

    /// The merged areas, sorted by their anchor.
    #[must_use]
    pub fn merges(&self) -> &[Area] {
        &self.merges
    }

    /// The merged area that a cell lies in, or the cell alone.
    #[must_use]
    pub fn area(&self, at: CellRef) -> Area {
        self.covering.area(at).unwrap_or(Area::single(at))
    }

    /// The last row that holds something.
    #[must_use]
    pub fn last_row(&self) -> Option<u32> {
        self.cells.last().map(|(at, _)| at.row())
    }
}
