//! Where something stands: as precise as known, never absent.

use std::sync::Arc;

use super::cell::CellRef;

/// The number of a source file, given in sorted order before anything is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Where a value, a finding or a missing thing is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The county as a whole.
    County,
    /// One unit of the roster, by its code: somebody who should have reported.
    Unit(Arc<str>),
    /// A whole file.
    File(SourceId),
    /// A sheet of a file.
    Sheet(SourceId, Arc<str>),
    /// A cell of a sheet of a file.
    Cell(SourceId, Arc<str>, CellRef),
}

impl Place {
    /// The file, where there is one.
    #[must_use]
    pub const fn source(&self) -> Option<SourceId> {
        match self {
            Self::County | Self::Unit(_) => None,
            Self::File(id) | Self::Sheet(id, _) | Self::Cell(id, ..) => Some(*id),
        }
    }

    /// The sheet, where there is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Sheet(_, sheet) | Self::Cell(_, sheet, _) => Some(sheet),
            _ => None,
        }
    }

    /// The cell, where there is one.
    #[must_use]
    pub const fn cell(&self) -> Option<CellRef> {
        match self {
            Self::Cell(_, _, cell) => Some(*cell),
            _ => None,
        }
    }
}
