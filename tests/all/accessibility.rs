//! The county workbook by the essentials of accessible spreadsheets (UK Government Analysis Function): tables marked up as
//! tables with headers of their own, nothing merged or blank inside them, no blank sheet, information about the document.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use huizong::text::Lang;

use crate::sample::county_workbook;

fn part(book: &Path, name: &str) -> Option<String> {
    let mut package = zip::ZipArchive::new(std::fs::File::open(book).expect("a file")).expect("a package");
    let mut text = String::new();
    package.by_name(name).ok()?.read_to_string(&mut text).expect("text");
    Some(text)
}

/// What stands between quotes behind a word, wherever it occurs.
fn quoted(xml: &str, word: &str) -> Vec<String> {
    let begin = format!("{word}=\"");
    xml.split(&begin).skip(1).map(|rest| rest.split('"').next().expect("an end").to_owned()).collect()
}

/// Column and row of the corners of an area such as A3:AC50, counted from 0.
fn corners(area: &str) -> [(u32, u32); 2] {
    let cell = |text: &str| {
        let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
        let column = letters.chars().fold(0, |column, c| column * 26 + u32::from(c) - 64) - 1;
        (column, text[letters.len()..].parse::<u32>().expect("a row") - 1)
    };
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    [cell(first), cell(last)]
}

/// The areas of the tables of a sheet, by its number.
fn tables(book: &Path, sheet: usize) -> Vec<[(u32, u32); 2]> {
    let relations = part(book, &format!("xl/worksheets/_rels/sheet{sheet}.xml.rels")).unwrap_or_default();
    let named = quoted(&relations, "Target").into_iter().filter(|target| target.contains("tables/"));
    named
        .map(|target| {
            let xml = part(book, &format!("xl/{}", target.trim_start_matches("../"))).expect("a table");
            corners(&quoted(&xml, " ref")[0])
        })
        .collect()
}

#[test]
fn tables_are_marked_up_and_nothing_in_them_is_merged_or_blank() {
    for lang in [Lang::Zh, Lang::En] {
        let (_folder, path) = county_workbook(lang);
        let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names = book.sheet_names();
        let mut marked = 0;
        for (at, name) in names.iter().enumerate() {
            let rows = book.worksheet_range(name).expect("a sheet");
            let xml = part(&path, &format!("xl/worksheets/sheet{}.xml", at + 1)).expect("a sheet");
            let merged: Vec<_> = quoted(&xml, "mergeCell ref").iter().map(|area| corners(area)).collect();
            for [(left, top), (right, bottom)] in tables(&path, at + 1) {
                marked += 1;
                let texts: Vec<String> = (left..=right)
                    .map(|col| rows.get_value((top, col)).map(ToString::to_string).unwrap_or_default())
                    .collect();
                let unique: BTreeSet<String> = texts.iter().map(|text| text.to_lowercase()).collect();
                assert_eq!(unique.len(), texts.len(), "{name}: {texts:?}");
                assert!(texts.iter().all(|text| !text.trim().is_empty()), "{name}: {texts:?}");
                for row in top..=bottom {
                    let is_blank = |col| rows.get_value((row, col)).is_none_or(|cell| *cell == Data::Empty);
                    assert!(!(left..=right).all(is_blank), "{name}: row {} is blank", row + 1);
                }
                let inside = |[(_, first), (_, last)]: &[(u32, u32); 2]| *first <= bottom && *last >= top;
                assert!(!merged.iter().any(inside), "{name}: merged inside the table");
            }
        }
        assert!(marked >= 12, "{marked} tables");
    }
}

#[test]
fn no_sheet_is_blank_and_every_one_leads_back_to_the_contents() {
    for (lang, home) in [(Lang::Zh, "目录与说明"), (Lang::En, "Contents")] {
        let (_folder, path) = county_workbook(lang);
        let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names = book.sheet_names();
        let unique: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(unique.len(), names.len());
        for (at, name) in names.iter().enumerate() {
            let rows = book.worksheet_range(name).expect("a sheet");
            let filled = rows.used_cells().count();
            assert!(filled > 2, "{name} is blank");
            assert!(
                name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']),
                "{name}"
            );
            let xml = part(&path, &format!("xl/worksheets/sheet{}.xml", at + 1)).expect("a sheet");
            assert!(name == home || xml.contains(&format!("#'{home}'!A1")), "{name} has no way back");
        }
        // Every tab is listed there.
        let listed = part(&path, "xl/worksheets/sheet1.xml").expect("the contents");
        for name in names.iter().filter(|name| *name != home) {
            assert!(listed.contains(&format!("#'{name}'!A1")), "{name} is not in the contents");
        }
    }
}

#[test]
fn the_document_says_what_it_is_and_severities_are_written_out() {
    let (_folder, path) = county_workbook(Lang::Zh);
    let core = part(&path, "docProps/core.xml").expect("properties");
    assert!(
        core.contains("<dc:title>示范县 2023年度绩效自评汇总</dc:title>")
            && core.contains("<dc:creator>")
            && core.contains("<dc:subject>部门和项目支出绩效自评</dc:subject>")
            && core.contains("<cp:keywords>绩效自评, 示范县, 2023</cp:keywords>"),
        "{core}"
    );
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let rows = book.worksheet_range("问题清单").expect("findings");
    let header = rows.rows().position(|row| row[1] == "级别").expect("a header");
    let severities: BTreeSet<String> = rows.rows().skip(header + 1).map(|row| row[1].to_string()).collect();
    let known = ["", "E 必须修改", "W 需核实", "I 提示"].map(str::to_owned);
    assert!(severities.iter().all(|severity| known.contains(severity)), "{severities:?}");
    // The first view is the overview.
    let workbook = part(&path, "xl/workbook.xml").expect("the workbook");
    assert_eq!(quoted(&workbook, "activeTab"), ["1"]);
}
