//! Nothing that a department wrote disappears: what was read and what is reported as unread are all filled cells.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use huizong::model::{CellRef, Place, ReadFile, SourceId};
use huizong::pipeline;
use huizong::workbook as reader;

use crate::example_form::workbook;
use crate::library::delivered;
use crate::sample::WRITTEN;

/// Every workbook of the tests: the sample county's but for what a run writes, and the published forms where they are at hand.
pub fn workbooks() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("samples/shifan"), root.join("../shared/real/workbooks")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            let is = |name: &str| path.file_name().is_some_and(|own| own == name);
            if is("output") || WRITTEN.into_iter().any(is) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "xlsx") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The filled cells of a sheet that were read, that are reported, and all there are.
pub fn account(bytes: &[u8], file: &ReadFile) -> Vec<String> {
    let Ok(book) = reader::read(bytes, SourceId(0)) else { return Vec::new() };
    let mut differences = Vec::new();
    for sheet in &book.value.sheets {
        let all: BTreeSet<CellRef> = sheet.cells().filter(|(_, cell)| !cell.raw.is_blank()).map(|(at, _)| at).collect();
        let cases = file.cases.iter().filter(|case| case.submission.sheet == sheet.name);
        let read: BTreeSet<CellRef> = cases.flat_map(|case| case.submission.cells_read()).collect();
        let mut reported = BTreeSet::new();
        let mut whole = 0;
        for item in file.unread.iter().filter(|item| item.place.sheet() == Some(&sheet.name)) {
            match &item.place {
                Place::Cell(_, _, at) => assert!(reported.insert(*at), "{at} is reported twice"),
                _ => whole += item.cells,
            }
        }
        let twice: Vec<_> = read.intersection(&reported).collect();
        let known = |at: &&CellRef| !all.contains(*at);
        let invented: Vec<_> = read.iter().chain(&reported).filter(known).collect();
        let sum = read.len() + reported.len() + whole;
        if sum != all.len() || !twice.is_empty() || !invented.is_empty() {
            let (read, reported, all) = (read.len(), reported.len() + whole, all.len());
            differences.push(format!("{}: {read} + {reported} ≠ {all}, {twice:?}, {invented:?}", sheet.name));
        }
    }
    differences
}

#[test]
fn the_cells_read_and_the_cells_reported_are_all_filled_cells_of_every_workbook() {
    let library = delivered();
    let workbooks = workbooks();
    assert!(workbooks.len() > 100, "{} workbooks", workbooks.len());
    let mut wrong = Vec::new();
    for path in workbooks {
        let bytes = fs::read(&path).expect("a file");
        let file = pipeline::check_bytes(bytes.clone(), &path.display().to_string(), library);
        wrong.extend(account(&bytes, &file).into_iter().map(|text| format!("{}: {text}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_remark_beside_the_form_is_reported_with_its_cell() {
    let library = delivered();
    let sent = workbook(&[("M3", "", "已与股室核对")]);
    let file = pipeline::check_bytes(sent, "示范.xlsx", library);
    let cells: Vec<String> = file.unread.iter().filter_map(|item| item.place.cell().map(|at| at.to_string())).collect();
    assert_eq!(cells, ["M3"]);
    let finding = file.findings.iter().find(|finding| finding.code.0 == "F08").expect("F08");
    assert_eq!(finding.place.cell().map(|at| at.to_string()).as_deref(), Some("M3"));
}
