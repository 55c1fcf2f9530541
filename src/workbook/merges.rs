//! Passing over a sheet's merged areas row by row: do two of them overlap, and which one covers a cell.
//!
//! One pass, because a lookup for every cell costs a hostile sheet's cells times its areas.

use std::collections::BTreeMap;

use crate::model::{Area, CellRef};

/// The areas that are open at the row reached, by their first column. Areas and cells must come in reading order.
#[derive(Default)]
pub(super) struct Sweep {
    open: BTreeMap<u16, Area>,
}

impl Sweep {
    /// Opens an area; if it overlaps one that is open, that one is given back.
    pub(super) fn enter(&mut self, area: Area) -> Option<Area> {
        while let Some((&col, other)) = self.open.range(..=area.last.col()).next_back() {
            if other.last.col() < area.first.col() {
                break;
            }
            if other.last.row() >= area.first.row() {
                return Some(*other);
            }
            self.open.remove(&col);
        }
        self.open.insert(area.first.col(), area);
        None
    }

    /// The open area that a cell lies in.
    pub(super) fn covering(&self, at: CellRef) -> Option<Area> {
        let (_, area) = self.open.range(..=at.col()).next_back()?;
        area.contains(at).then_some(*area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(first: &str, last: &str) -> Area {
        Area::spanning(first.parse().expect("a cell"), last.parse().expect("a cell"))
    }

    #[test]
    fn an_overlap_is_found_and_neighbours_are_none() {
        let mut sweep = Sweep::default();
        for (first, last) in [("A1", "C1"), ("D1", "D9"), ("A2", "B3"), ("C2", "C3"), ("A4", "C5")] {
            assert_eq!(sweep.enter(area(first, last)), None, "{first}:{last}");
        }
        assert_eq!(sweep.enter(area("B5", "E6")), Some(area("D1", "D9")));
        assert_eq!(sweep.enter(area("C5", "C7")), Some(area("A4", "C5")));
        assert_eq!(sweep.covering("D7".parse().expect("a cell")), Some(area("D1", "D9")));
        assert_eq!(sweep.covering("C7".parse().expect("a cell")), None);
    }
}
