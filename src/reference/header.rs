//! Columns of a list by what their header says.

use std::collections::BTreeSet;

use super::error::Faults;
use super::grid::{Content, Grid, Row};
use crate::model::CellRef;
use crate::text::{Label, Message, Text};

/// How many rows from the top a header is looked for; titles and notes stand above it.
const HEADER_WITHIN: usize = 10;

/// A column: its usual name first, then its aliases.
pub(super) type Names = &'static [&'static str];

/// A list whose columns are known.
pub(super) struct Listed<'a, const N: usize> {
    grid: &'a Grid,
    header: CellRef,
    columns: [Option<u16>; N],
    first: usize,
}

impl<'a, const N: usize> Listed<'a, N> {
    /// Finds the header row: the one that names the most columns. The first `needed` columns must be there.
    pub(super) fn find(grid: &'a Grid, names: [Names; N], needed: usize, faults: &mut Faults) -> Option<Self> {
        let columns = |row: &Row| {
            names.map(|aliases| {
                let is_called = |alias: &&str, content: &Content| match content {
                    Content::Text(text) => Label::of(text).key == Label::of(alias).key,
                    Content::Unknown => false,
                };
                let hit = |alias| row.cells.iter().find(|(_, content)| is_called(alias, content)).map(|(col, _)| *col);
                aliases.iter().find_map(hit)
            })
        };
        let rows = grid.rows.iter().take(HEADER_WITHIN).enumerate();
        let best = rows.map(|(at, row)| (columns(row), at, row)).min_by_key(|(found, at, _)| {
            (N - found.iter().flatten().count(), *at) // the first of the best
        });
        let Some((columns, at, row)) = best else {
            faults.add_sheet(grid.sheet.as_deref(), Text::new("是空的", "is empty"));
            return None;
        };
        let header = CellRef::new(row.row, row.cells.first().map_or(0, |(col, _)| *col));
        let missing: Vec<Names> =
            names.iter().zip(columns).take(needed).filter(|(_, col)| col.is_none()).map(|(names, _)| *names).collect();
        for names in &missing {
            let text = Text::new(
                "前 10 行里找不到“{name}”这一列；请加上这一列，表头写：{aliases}",
                "no column {name} in the first 10 rows; add it with one of these headers: {aliases}",
            );
            let name = names.first().copied().unwrap_or_default();
            faults.add_sheet(
                grid.sheet.as_deref(),
                Message::new(text).with("name", name).with("aliases", names.join(" / ")),
            );
        }
        missing.is_empty().then_some(Self { grid, header, columns, first: at + 1 })
    }

    /// The sheet, for messages.
    pub(super) fn sheet(&self) -> Option<&'a str> {
        self.grid.sheet.as_deref()
    }

    /// Whether a column was found.
    pub(super) fn has(&self, column: usize) -> bool {
        self.columns.get(column).copied().flatten().is_some()
    }

    /// What the header of a column says; nothing if there is no such column.
    pub(super) fn header(&self, column: usize) -> Option<&'a str> {
        let row = self.grid.rows.get(self.first.checked_sub(1)?)?;
        match row.get(self.columns.get(column).copied().flatten()?)? {
            Content::Text(text) => Some(text),
            Content::Unknown => None,
        }
    }

    /// The cell of a column's header.
    pub(super) fn header_at(&self, column: usize) -> CellRef {
        self.at(self.header.row(), column)
    }

    /// What stands above the header.
    pub(super) fn above(&self) -> impl Iterator<Item = &'a str> + use<'a, N> {
        let rows = self.grid.rows.iter().take(self.first.saturating_sub(1));
        rows.flat_map(|row| &row.cells).filter_map(|(_, content)| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Unknown => None,
        })
    }

    /// What stands in a column below the header.
    pub(super) fn texts(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a, N> {
        let col = self.columns.get(column).copied().flatten();
        self.grid.rows.iter().skip(self.first).filter_map(move |row| match row.get(col?)? {
            Content::Text(text) => Some(text.as_str()),
            Content::Unknown => None,
        })
    }

    /// The texts of every row below the header that holds something in a known column; `None` where a cell is blank.
    ///
    /// A cell whose value nobody knows is a fault.
    pub(super) fn rows(&self, faults: &mut Faults) -> Vec<(u32, [Option<&'a str>; N])> {
        let mut rows = Vec::new();
        for row in self.grid.rows.iter().skip(self.first) {
            let mut unknown = None;
            let texts = self.columns.map(|col| match row.get(col?)? {
                Content::Text(text) => Some(text.as_str()),
                Content::Unknown => {
                    unknown = unknown.or(col);
                    None
                }
            });
            if let Some(col) = unknown {
                let text = Text::new(
                    "公式没有结果或结果是错误；请在 Excel 中打开、重新计算并保存，或直接写入值",
                    "a formula without a result, or with an error; open it in Excel, recalculate and save, or write the value itself",
                );
                faults.add(self.sheet(), CellRef::new(row.row, col), text);
            } else if texts.iter().any(Option::is_some) {
                rows.push((row.row, texts));
            }
        }
        rows
    }

    /// The columns that hold something from the header down and are not among the known ones, with their titles.
    pub(super) fn unnamed(&self) -> Vec<(u16, String)> {
        let cells = self.grid.rows.iter().skip(self.first - 1).flat_map(|row| &row.cells);
        let columns: BTreeSet<u16> =
            cells.map(|(col, _)| *col).filter(|col| !self.columns.contains(&Some(*col))).collect();
        columns.into_iter().map(|col| (col, self.text(self.header.row(), col).unwrap_or_default().to_owned())).collect()
    }

    /// The text of a cell, whether or not its column is known.
    pub(super) fn text(&self, row: u32, col: u16) -> Option<&'a str> {
        let at = self.grid.rows.binary_search_by_key(&row, |row| row.row).ok()?;
        match self.grid.rows[at].get(col)? {
            Content::Text(text) => Some(text),
            Content::Unknown => None,
        }
    }

    /// The rows above the header, and those below it.
    pub(super) fn parts(&self) -> (&'a [Row], &'a [Row]) {
        (&self.grid.rows[..self.first - 1], &self.grid.rows[self.first..])
    }

    /// The cell of a column in a row; the header's where there is no such column.
    pub(super) fn at(&self, row: u32, column: usize) -> CellRef {
        self.columns.get(column).copied().flatten().map_or(self.header, |col| CellRef::new(row, col))
    }
}
