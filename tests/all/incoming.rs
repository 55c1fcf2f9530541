//! What came in, and the bureau's own lists.

use std::fs;
use std::path::{Path, PathBuf};

use huizong::intake;
use huizong::reference;
use huizong::text::Lang;
use jiff::civil::date;
use rust_xlsxwriter::Workbook;

use crate::county::forms;

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}

fn names(intake: &intake::Intake) -> Vec<&str> {
    intake.sources.iter().map(|source| &*source.name).collect()
}

#[test]
fn a_folder_is_listed_in_the_order_of_bytes_and_what_is_passed_over_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["b/乙.xlsx", "b.xlsx", "a.xlsx", "~$a.xlsx", "b/.DS_Store", "c.crdownload", ".git/config", "读我.txt"]
    {
        write(folder.path(), name, b"x");
    }
    let found = intake::list(folder.path()).expect("listed");
    assert_eq!(names(&found), ["a.xlsx", "b.xlsx", "b/乙.xlsx", "读我.txt"]);
    assert_eq!(found.sources.iter().map(|s| s.id.0).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert!(found.sources.iter().all(|s| s.sha256.is_empty() && s.received.is_none() && s.length == 1));
    let skipped: Vec<&str> = found.skipped.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(skipped, [".git", "b/.DS_Store", "c.crdownload", "~$a.xlsx"]);
}

#[test]
fn a_file_beyond_the_limit_is_listed_with_the_reason_and_never_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = fs::File::create(folder.path().join("big.xlsx")).expect("made");
    file.set_len(intake::LARGEST + 1).expect("sparse");
    let found = intake::list(folder.path()).expect("listed");
    assert!(found.sources.is_empty());
    assert!(found.skipped[0].1.get(Lang::Zh).contains("100 MB"));
    assert!(intake::read(&folder.path().join("big.xlsx")).is_err());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_names_that_are_no_text_stay_readable() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.xlsx", b"x");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link");
    let odd = folder.path().join(OsStr::from_bytes(b"\xd7\xd4\xc6\xc0.xlsx"));
    fs::write(&odd, b"gbk name").expect("written");
    let found = intake::list(folder.path()).expect("listed");
    assert_eq!(found.skipped.len(), 1);
    assert_eq!(found.skipped[0].0, "loop");
    let source = found.sources.iter().find(|source| source.path == odd).expect("listed");
    assert!(source.name.ends_with(".xlsx") && source.name.contains('\u{fffd}'));
    assert_eq!(intake::read(&source.path).expect("read").bytes, b"gbk name");
}

#[test]
fn the_fingerprint_is_that_of_the_bytes_read() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a", b"abc");
    let read = intake::read(&folder.path().join("a")).expect("read");
    assert_eq!(read.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert!(intake::read(folder.path()).is_err(), "a folder is no file");
}

#[test]
fn named_files_are_taken_once_and_a_missing_one_is_left_to_the_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.xlsx", b"x");
    write(folder.path(), "in/.hidden", b"x");
    write(folder.path(), "in/b.xlsx", b"x");
    let path = |name: &str| folder.path().join(name);
    let found = intake::of_files(&[path("in"), path("a.xlsx"), path("none.xlsx"), path("a.xlsx")]);
    let ends: Vec<_> =
        found.sources.iter().map(|s| s.path.file_name().and_then(|n| n.to_str()).unwrap_or_default()).collect();
    assert_eq!(ends, ["a.xlsx", "b.xlsx", "none.xlsx"]);
    assert!(intake::list(&PathBuf::from("no such folder")).is_err());
}

#[test]
fn a_roster_is_read_from_a_workbook_with_what_is_due() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("roster.xlsx");
    let mut book = Workbook::new();
    let units = book.add_worksheet().set_name("单位名录").expect("a name");
    for (col, text) in (0..).zip(["单位代码", "单位名称", "别名"]) {
        units.write_string(0, col, text).expect("written");
    }
    units.write_number(1, 0, 1001.0).expect("written");
    units.write_string(1, 1, "示范县教育局").expect("written");
    units.write_string(2, 0, "01002").expect("written");
    units.write_string(2, 1, "示范县水利局").expect("written");
    let due = book.add_worksheet().set_name("应报").expect("a name");
    for (row, texts) in (0..).zip([["单位代码", "表样", "项目名称"], ["01002", "项目支出绩效自评表", "水渠"]])
    {
        for (col, text) in (0..).zip(texts) {
            due.write_string(row, col, text).expect("written");
        }
    }
    book.save(&path).expect("saved");
    let roster = reference::roster(&path, &forms()).expect("a roster");
    assert_eq!(roster.units.iter().map(|unit| &*unit.code).collect::<Vec<_>>(), ["1001", "01002"]);
    assert_eq!(roster.due.len(), 1);
    assert_eq!((&*roster.due[0].form, &*roster.due[0].project), ("national-project", "水渠"));
}

#[test]
fn a_roster_is_read_from_a_csv_and_every_unit_owes_one_submission() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("roster.csv");
    let (gbk, _, _) = encoding_rs::GBK.encode("代码,名称\n0101,示范县教育局\n");
    fs::write(&path, &gbk).expect("written");
    let roster = reference::roster(&path, &forms()).expect("a roster");
    assert_eq!((&*roster.units[0].code, &*roster.units[0].name), ("0101", "示范县教育局"));
    assert_eq!((roster.due.len(), &*roster.due[0].form), (1, ""));
}

#[test]
fn a_fault_of_a_list_names_file_and_cell_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("roster.csv");
    fs::write(&path, "\n代码,名称\n01,甲局\n\n01,乙局\n").expect("written");
    let error = reference::roster(&path, &forms()).expect_err("a duplicate");
    let (zh, en) = (error.lines(Lang::Zh), error.lines(Lang::En));
    assert!(zh[0].contains("[A5]") && zh[0].contains("第 3 行重复"), "{zh:?}");
    assert!(en[0].contains("roster.csv [A5]") && en[0].contains("row 3"), "{en:?}");
    let missing = reference::roster(Path::new("none.xlsx"), &forms()).expect_err("no file");
    assert!(missing.lines(Lang::Zh)[0].starts_with("none.xlsx: 无法读取"));
    fs::write(&path, b"\x00\x01not a list").expect("written");
    assert!(reference::roster(&path, &forms()).is_err());
}

#[test]
fn receipts_are_found_by_the_name_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("receipts.csv");
    fs::write(&path, "\u{feff}文件,收到时间\r\n教育局\\a.xlsx,2024/3/20 9:15\r\n").expect("written");
    let receipts = reference::receipts(&path).expect("receipts");
    assert_eq!(receipts.at("教育局/a.xlsx"), Some(date(2024, 3, 20).at(9, 15, 0, 0)));
    assert_eq!(receipts.at("a.xlsx"), None);
}
