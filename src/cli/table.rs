//! A table on the terminal: columns as wide as what stands in them, wide characters counted as two.
//!
//! A long text does not push the others away: beyond a limit its row runs on and the columns behind it shift.

use unicode_width::UnicodeWidthStr;

/// No column is wider, in columns of the terminal; a longer text is still shown whole.
const WIDEST: usize = 60;

/// The lines of a table. The last column is as long as it is; every row has as many cells as the header.
pub fn table<const N: usize>(header: [&str; N], rows: &[[String; N]]) -> Vec<String> {
    let mut widths = header.map(UnicodeWidthStr::width);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width().min(WIDEST));
        }
    }
    let line = |cells: [&str; N]| {
        let padded = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(header)];
    lines.extend(rows.iter().map(|row| line(std::array::from_fn(|at| row[at].as_str()))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_in_both_scripts() {
        let rows = [["交通局".to_owned(), "1".to_owned()], ["ab".to_owned(), "长的一句".to_owned()]];
        assert_eq!(table(["单位", "No."], &rows), ["单位    No.", "交通局  1", "ab      长的一句"]);
    }
}
