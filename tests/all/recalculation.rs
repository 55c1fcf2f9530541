//! The county workbook in another program that computes every formula anew.

use std::fs;
use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
use huizong::text::Lang;

use crate::office::recalculated;
use crate::sample::county_workbook;

/// A number, and no text that looks like one.
fn number(cell: &Data) -> Option<f64> {
    if cell.is_string() { None } else { cell.as_f64() }
}

#[test]
fn no_number_of_the_county_workbook_changes_at_two_decimals_and_no_text_at_all() {
    for lang in [Lang::Zh, Lang::En] {
        let (_folder, book) = county_workbook(lang);
        let bytes = fs::read(book).expect("a file");
        let Some(theirs) = recalculated(&bytes) else { return };
        let open = |bytes: Vec<u8>| open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)).expect("a workbook");
        let (mut ours, mut theirs) = (open(bytes), open(theirs));
        let (mut numbers, mut formulas) = (0, 0);
        for name in ours.sheet_names() {
            let (a, b) = (ours.worksheet_range(&name), theirs.worksheet_range(&name));
            let (a, b) = (a.expect("a sheet"), b.expect("the same sheet"));
            formulas += ours.worksheet_formula(&name).expect("formulas").used_cells().count();
            let start = a.start().unwrap_or_default();
            let counted = |n: usize| u32::try_from(n).expect("inside a sheet");
            for (row, col, ours) in a.cells() {
                let at = (start.0 + counted(row), start.1 + counted(col));
                let theirs = b.get_value(at).unwrap_or(&Data::Empty);
                match (number(ours), number(theirs)) {
                    (Some(ours), Some(theirs)) => {
                        assert!((ours - theirs).abs() < 0.005, "{name} {at:?}: {ours} → {theirs}");
                        numbers += 1;
                    }
                    _ => assert_eq!(ours.to_string(), theirs.to_string(), "{name} {at:?}"),
                }
            }
        }
        assert!(numbers > 5_000 && formulas > 1_000, "{numbers} numbers, {formulas} formulas");
    }
}
