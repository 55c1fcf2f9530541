//! Cell addresses: the only ones in the code.

use std::fmt;
use std::str::FromStr;

/// The last row of a sheet, zero-based (Excel's limit is 1,048,576 rows).
pub const LAST_ROW: u32 = 1_048_575;
/// The last column of a sheet, zero-based (Excel's limit is XFD, 16,384 columns).
pub const LAST_COL: u16 = 16_383;

/// One cell of a sheet; row and column are zero-based inside, shown as `F12` outside.
///
/// Ordered in reading order: by row, then by column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    row: u32,
    col: u16,
}

impl CellRef {
    /// The cell at a zero-based row and column.
    #[must_use]
    pub const fn new(row: u32, col: u16) -> Self {
        Self { row, col }
    }

    /// Zero-based row.
    #[must_use]
    pub const fn row(self) -> u32 {
        self.row
    }

    /// Zero-based column.
    #[must_use]
    pub const fn col(self) -> u16 {
        self.col
    }
}

/// The letters of a zero-based column: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_letters(col: u16) -> String {
    let mut letters = Vec::new();
    let mut n = u32::from(col) + 1;
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), self.row + 1)
    }
}

/// A text that is not the address of a cell inside Excel's grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a cell of a sheet (A1 to XFD1048576)")]
pub struct NotACell(pub String);

impl FromStr for CellRef {
    type Err = NotACell;

    /// Reads `F12` (letters, then digits without leading zero).
    ///
    /// # Errors
    /// Anything outside `A1:XFD1048576` is refused: some readers wrap such references onto another cell.
    fn from_str(text: &str) -> Result<Self, NotACell> {
        let refuse = || NotACell(text.to_owned());
        let split = text.find(|c: char| c.is_ascii_digit()).ok_or_else(refuse)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 || digits.len() > 7 || digits.starts_with('0') {
            return Err(refuse());
        }
        let mut col: u32 = 0;
        for c in letters.bytes() {
            if !c.is_ascii_alphabetic() {
                return Err(refuse());
            }
            col = col * 26 + u32::from(c.to_ascii_uppercase() - b'A') + 1;
        }
        let row: u32 = digits.parse().map_err(|_| refuse())?;
        let col = u16::try_from(col - 1).map_err(|_| refuse())?;
        if row - 1 > LAST_ROW || col > LAST_COL {
            return Err(refuse());
        }
        Ok(Self::new(row - 1, col))
    }
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// The top left cell: the anchor of a merged area, which holds its value.
    pub first: CellRef,
    /// The bottom right cell.
    pub last: CellRef,
}

impl Area {
    /// The area of two opposite corners, in whatever order they are given.
    #[must_use]
    pub fn spanning(a: CellRef, b: CellRef) -> Self {
        Self {
            first: CellRef::new(a.row().min(b.row()), a.col().min(b.col())),
            last: CellRef::new(a.row().max(b.row()), a.col().max(b.col())),
        }
    }

    /// The area of one cell.
    #[must_use]
    pub const fn single(cell: CellRef) -> Self {
        Self { first: cell, last: cell }
    }

    /// Whether the cell lies inside.
    #[must_use]
    pub const fn contains(&self, cell: CellRef) -> bool {
        cell.row() >= self.first.row()
            && cell.row() <= self.last.row()
            && cell.col() >= self.first.col()
            && cell.col() <= self.last.col()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_is_shown() {
        for (row, col, shown) in
            [(0, 0, "A1"), (11, 5, "F12"), (0, 25, "Z1"), (0, 26, "AA1"), (LAST_ROW, LAST_COL, "XFD1048576")]
        {
            let cell = CellRef::new(row, col);
            assert_eq!(cell.to_string(), shown);
            assert_eq!(shown.parse(), Ok(cell));
        }
    }

    #[test]
    fn a_reference_outside_the_grid_is_refused_not_wrapped() {
        for bad in ["A4294967297", "XFE1", "A1048577", "A0", "A01", "1A", "", "A", "ABCDEFGHIJKLMN1", "A1B", "Ａ1"] {
            assert!(bad.parse::<CellRef>().is_err(), "{bad}");
        }
    }
}
