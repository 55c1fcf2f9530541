//! How much was written to a sheet, counted twice: while it is written, and in the file that came of it.

use std::io;

/// How many rows and cells a sheet has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Rows with a cell or a height of their own.
    pub rows: u64,
    /// Cells, blank ones with a format included.
    pub cells: u64,
}

/// Counts the rows and cells of a sheet's XML that is written to it. A text never holds the beginning of an element, as `<` is
/// written as an entity in it.
#[derive(Debug, Default)]
pub struct Count {
    /// What was counted.
    pub written: Written,
    /// How much of `<row ` or `<c ` was seen.
    seen: &'static [u8],
    /// How many bytes came.
    pub length: u64,
}

const ROW: &[u8] = b"<row ";
const CELL: &[u8] = b"<c ";

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            self.seen = match (self.seen, byte) {
                (_, b'<') => &ROW[..1],
                (b"<", b'r') => &ROW[..2],
                (b"<r", b'o') => &ROW[..3],
                (b"<ro", b'w') => &ROW[..4],
                (b"<", b'c') => &CELL[..2],
                (b"<row", b' ') => {
                    self.written.rows += 1;
                    &[]
                }
                (b"<c", b' ') => {
                    self.written.cells += 1;
                    &[]
                }
                _ => &[],
            };
        }
        self.length += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn rows_and_cells_are_counted_across_pieces_and_nothing_else_is() {
        let xml = br#"<cols><col min="1"/></cols><sheetData><row r="1"><c r="A1"/><c r="B1"><v>1</v></c></row><row r="2"/></sheetData><rowBreaks/>"#;
        for size in 1..xml.len() {
            let mut count = Count::default();
            xml.chunks(size).for_each(|piece| count.write_all(piece).expect("counted"));
            assert_eq!(count.written, Written { rows: 2, cells: 2 }, "in pieces of {size}");
        }
    }
}
