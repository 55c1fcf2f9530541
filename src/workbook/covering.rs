//! Which merged area covers a cell, for any cell and at once, however many areas a sheet has.
//!
//! The rows of every area are cut into the blocks of 1, 2, 4, … rows that begin at a multiple of their length. A row lies in one
//! block of each length, and as areas do not overlap, those that fill a block are told apart by their columns.

use crate::model::{Area, CellRef};

/// Merged areas that do not overlap.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Covering {
    /// Sorted by block and first column.
    parts: Vec<(Block, u16, Area)>,
    /// Bit by bit, whether there is a block of this length.
    lengths: u32,
}

/// The binary logarithm of a block's length, and its number among the blocks of this length.
type Block = (u32, u32);

impl Covering {
    /// The areas of a sheet.
    pub(super) fn of(areas: &[Area]) -> Self {
        let mut covering = Self::default();
        for area in areas {
            let (mut row, end) = (area.first.row(), area.last.row() + 1);
            while row < end {
                let length = row.trailing_zeros().min((end - row).ilog2());
                covering.parts.push(((length, row >> length), area.first.col(), *area));
                covering.lengths |= 1 << length;
                row += 1 << length;
            }
        }
        covering.parts.sort_unstable();
        covering
    }

    /// The area that a cell lies in.
    pub(super) fn area(&self, at: CellRef) -> Option<Area> {
        let mut lengths = (0..u32::BITS).filter(|length| self.lengths >> length & 1 == 1);
        lengths.find_map(|length| self.in_block((length, at.row() >> length), at))
    }

    fn in_block(&self, block: Block, at: CellRef) -> Option<Area> {
        let next = self.parts.partition_point(|(other, col, _)| (*other, *col) <= (block, at.col()));
        let (_, _, area) = self.parts[..next].last()?;
        area.contains(at).then_some(*area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_covering_area_is_the_one_that_holds_the_cell() {
        let cell = |row, col| CellRef::new(row, col);
        let areas: Vec<Area> =
            [(0, 0, 0, 7), (1, 0, 6, 0), (1, 1, 2, 3), (3, 1, 9, 2), (3, 4, 3, 5), (7, 0, 1_000_000, 0)]
                .map(|(top, left, bottom, right)| Area::spanning(cell(top, left), cell(bottom, right)))
                .to_vec();
        let covering = Covering::of(&areas);
        for at in (0..12).flat_map(|row| (0..9).map(move |col| cell(row, col))) {
            assert_eq!(covering.area(at), areas.iter().copied().find(|area| area.contains(at)), "{at}");
        }
        assert_eq!(covering.area(cell(1_000_000, 0)), Some(areas[5]));
        assert_eq!(covering.area(cell(1_000_001, 0)), None);
    }
}
