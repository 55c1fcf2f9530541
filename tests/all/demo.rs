//! The demonstration county is complete, reproducible and honest about its faults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use huizong::demo::{self, DemoError, Options, Summary};

fn options(departments: usize, seed: u64) -> Options {
    Options { departments, years: 2, seed, libreoffice: None }
}

fn county(departments: usize, seed: u64) -> (tempfile::TempDir, Summary) {
    let dir = tempfile::tempdir().expect("a folder");
    let summary = demo::generate(dir.path(), &options(departments, seed)).expect("a county");
    (dir, summary)
}

fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file");
                found.insert(path.strip_prefix(dir).expect("inside").to_path_buf(), bytes);
            }
        }
    }
    found
}

/// A CSV file of the county, without its heading.
fn table(dir: &Path, name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(dir.join(name)).expect("a list");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect()
}

/// What a cell shows, and whether it is a formula.
fn cell(file: &Path, sheet: &str, cell: &str) -> Data {
    let mut workbook: Xlsx<_> = open_workbook(file).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("a sheet");
    let letters = cell.chars().take_while(char::is_ascii_alphabetic);
    let column = letters.fold(0, |column, c| column * 26 + u32::from(c) - 64) - 1;
    let row: u32 = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().expect("a row");
    range.get_value((row - 1, column)).cloned().unwrap_or(Data::Empty)
}

const CODES: &str = "C01 C06 T01 T02 T03 M01 M02 M03 M04 M05 M08 M11 Q01 Q03 Q05 Q07 V01 V02 V03 V05 V07 V15 \
                     S01 S02 S03 S04 S05 S06 S07 S08 R01 F10 F09 F01 F02 F05 F06 F07 F12";

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (first, summary) = county(30, 5);
    let (second, again) = county(30, 5);
    assert_eq!(summary, again);
    assert!(files(first.path()) == files(second.path()));
}

#[test]
fn every_kind_of_fault_is_planted() {
    for (departments, seed) in [(60, 1), (60, 7), (60, 42), (30, 1), (30, 2), (30, 3), (30, 4)] {
        let (_dir, summary) = county(departments, seed);
        for code in CODES.split_whitespace() {
            assert!(summary.planted.contains_key(code), "{code} with seed {seed}");
        }
        assert_eq!(summary.planted.get("F06"), Some(&2));
        assert_eq!(summary.planted.len(), CODES.split_whitespace().count());
    }
}
