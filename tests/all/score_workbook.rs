//! The tab of reviewed scores holds live formulas, and no total is published that two paths give differently.

use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use huizong::model::County;
use huizong::pipeline::{self, DemoOptions, PublishError};
use huizong::schema::{Library, Project};
use huizong::text::Lang;
use jiff::civil::date;
use zip::ZipArchive;

use crate::office::recalculated;
use crate::package::Parts;
use crate::scoring::{Row, library, sent};

const TAB: &str = "得分复核";
/// The row of the first line, and the columns of this tab, counted from 0.
const FIRST: usize = 3;
const ACTUAL: usize = 8;
const RECOMPUTED: usize = 12;
const GAP: usize = 13;
const LIVE: usize = 14;

/// The report on one form with these rows.
fn report(rows: &[Row<'_>]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("检查.xlsx");
    pipeline::write_report(&[sent("", rows, "")], &library(""), Lang::Zh, &target).expect("a report");
    fs::read(target).expect("the report")
}

fn book(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The values of the lines: the tab without title and header.
fn lines(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let range: Range<Data> = book(bytes).worksheet_range(TAB).expect("the tab");
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().skip(FIRST).map(<[Data]>::to_vec).collect()
}

/// A number to two decimals.
fn cents(cell: &Data) -> String {
    match cell {
        Data::Float(number) => format!("{:.2}", (number * 100.0).round() / 100.0 + 0.0),
        Data::Int(number) => format!("{number}.00"),
        other => other.to_string(),
    }
}

/// The package with the part of the tab changed.
fn edited(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = Vec::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("a part");
        let (name, mut content) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut content).expect("the part");
        parts.push((name, content));
    }
    let holds = |content: &[u8]| String::from_utf8_lossy(content).contains("ROUND(IF(I4");
    let (name, _) = parts.iter().find(|(_, content)| holds(content)).expect("the part of the tab").clone();
    Parts(parts).edit(&name, from, to).zip()
}

#[test]
fn the_recomputed_score_is_a_formula_over_its_own_row() {
    let bytes = report(&[
        ["新建公里", "≥120", "114", "10", "10"],
        ["交付时间", "2023年11月", "2023年12月20日", "5", "5"],
        ["验收时间", "2023年6月", "2023年7月10日", "5", "5"],
        ["档次好", "明显改善", "好", "10", "7"],
    ]);
    let formulas = book(bytes.clone()).worksheet_formula(TAB).expect("the tab");
    let formula = |row: u32, col: usize| {
        formulas.get_value((row, u32::try_from(col).expect("small"))).cloned().unwrap_or_default()
    };
    assert_eq!(formula(3, RECOMPUTED), "ROUND(IF(I4>=G4,K4,IF(G4<=0,0,MAX(0,K4*I4/G4))),2)");
    assert_eq!(formula(3, GAP), "ROUND(L4-M4,6)");
    assert_eq!(formula(6, RECOMPUTED), "MAX(ROUND(K7*0.8,2),MIN(ROUND(K7*1,2),ROUND(L7,2)))");
    let rows = lines(bytes);
    let shown = |row: usize| [cents(&rows[row][RECOMPUTED]), cents(&rows[row][GAP]), rows[row][LIVE].to_string()];
    assert_eq!(shown(0), ["9.50", "0.50", "公式"]);
    assert_eq!(shown(1), ["", "", ""], "late, and nobody says what that costs");
    assert_eq!(shown(2), ["4.00", "1.00", "固定值"], "dates are no numbers of the row");
    assert_eq!(shown(3), ["8.00", "-1.00", "公式"]);
}

#[test]
fn no_score_changes_by_a_cent_when_another_program_recalculates() {
    let mut rows: Vec<[String; 5]> = Vec::new();
    let mut add = |name: &str, target: String, actual: String, weight: String| {
        let name = if name.is_empty() { format!("指标甲{}", rows.len()) } else { name.to_owned() };
        rows.push([name, target, actual, weight, "0.01".to_owned()]);
    };
    // Every tie at half a cent: weight × actual ÷ 100 with three decimals that end in 5.
    for (at, half) in (5..10_000).step_by(30).enumerate() {
        let sign = ["≥", "", "="][at % 3];
        add("", format!("{sign}100"), format!("{}.{}", half / 100, half % 100), "10".to_owned());
        add("", format!("{sign}10"), format!("{}.5", half % 10), format!("{}.{}", half % 30, 1 + half % 9));
    }
    for at in 1..400_u32 {
        let (target, actual, weight) = (at * 7 % 313 + 1, at * 131 % 419, at * 17 % 29 + 1);
        let sign = ["≥", "≤", "=", "＜", ""][at as usize % 5];
        add("", format!("{sign}{target}.{}", at % 10), format!("{actual}.{}", at * 3 % 100), format!("{weight}.5"));
        add("", format!("{actual}-{}", actual + 9), format!("{}.7", at * 5 % 431), weight.to_string());
    }
    for at in 0..60_u32 {
        let percent = format!("{}.{}%", at * 3, at % 10);
        for (name, weight) in [("支出率", "7.5"), ("满意度", "10"), ("投诉率", "9.9"), ("利用率", "5"), ("控制率", "5")]
        {
            add(name, String::new(), percent.clone(), weight.to_owned());
        }
        add("合规性", String::new(), (at % 7).to_string(), "8".to_owned());
        add("制度健全性", String::new(), (at % 7).to_string(), "8".to_owned());
        add("任务完成", "100".to_owned(), (at * 3).to_string(), "10".to_owned());
        add("", "改善".to_owned(), ["好", "一般"][at as usize % 2].to_owned(), format!("{}.3", at + 1));
    }
    let rows: Vec<Row<'_>> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    let bytes = report(&rows);
    let ours = lines(bytes.clone());
    let Some(theirs) = recalculated(&bytes).map(lines) else { return };
    let live = ours.iter().filter(|row| matches!(&row[LIVE], Data::String(text) if text == "公式")).count();
    assert!(live > 1_500, "{live} of {}", ours.len());
    for (row, (ours, theirs)) in ours.iter().zip(&theirs).enumerate().filter(|(_, (row, _))| row.len() > LIVE) {
        for col in [RECOMPUTED, GAP] {
            assert_eq!(cents(&ours[col]), cents(&theirs[col]), "row {}: {ours:?}", row + FIRST + 1);
        }
    }
}

#[test]
fn a_reviewer_changes_an_actual_value_and_the_score_follows() {
    let bytes = report(&[["新建公里", "≥120", "114", "10", "10"]]);
    let Some(unchanged) = recalculated(&bytes) else { return };
    assert_eq!(cents(&lines(unchanged)[0][RECOMPUTED]), "9.50");
    let changed = edited(&bytes, "<v>114.0</v>", "<v>60</v>");
    let row = lines(recalculated(&changed).expect("recalculated")).remove(0);
    let shown = [ACTUAL, RECOMPUTED, GAP].map(|col| cents(&row[col]));
    assert_eq!(shown, ["60.00", "5.00", "5.00"]);
}

#[test]
fn in_the_list_of_indicators_too_the_score_is_a_formula_over_the_numbers_beside_it() {
    let rows: [Row<'_>; 3] = [
        ["新建公里", "≥120", "114", "10", "10"],
        ["交付时间", "2023年11月", "2023年12月20日", "5", "5"],
        ["覆盖村数", "60-80", "70", "5", "5"],
    ];
    let mut book = book(report(&rows));
    let range = book.worksheet_range("指标明细").expect("the tab");
    let header: Vec<String> = range.rows().nth(2).expect("a header").iter().map(ToString::to_string).collect();
    let at = |title: &str| header.iter().position(|cell| cell == title).unwrap_or_else(|| panic!("no {title}"));
    let letter = |title: &str| char::from(b'A' + u8::try_from(at(title)).expect("small"));
    let formulas = book.worksheet_formula("指标明细").expect("formulas");
    let formula = |row: u32| {
        formulas.get_value((row, u32::try_from(at("复算得分")).expect("small"))).cloned().unwrap_or_default()
    };
    let (target, actual, weight) = (letter("目标数值"), letter("实际数值"), letter("分值"));
    assert_eq!(
        formula(3),
        format!("ROUND(IF({actual}4>={target}4,{weight}4,IF({target}4<=0,0,MAX(0,{weight}4*{actual}4/{target}4))),2)")
    );
    // A date is no number of the row, and a range has no cell for its upper end.
    assert_eq!([formula(4), formula(5)], ["", ""]);
    assert_eq!(range.get((3, at("复算得分"))).map(cents).expect("a score"), "9.50");
}

/// A small county, and where its workbook goes.
fn county() -> (tempfile::TempDir, Project, Library, County) {
    let library = Library::delivered().expect("the delivered schemas");
    let folder = tempfile::tempdir().expect("a folder");
    let options = DemoOptions { departments: 6, years: 1, seed: 3, libreoffice: None };
    pipeline::demo(folder.path(), &options).expect("a county");
    let project = Project::load(folder.path()).expect("the project");
    let prepared = pipeline::prepare(&project, &library).expect("the lists");
    let county = pipeline::consolidate(prepared, &project, &library, date(2024, 4, 2).at(8, 0, 0, 0), &|| {});
    (folder, project, library, county)
}

#[test]
fn a_total_that_two_paths_give_differently_is_not_published() {
    let (_folder, project, library, mut county) = county();
    let target = pipeline::write_county(&county, &project, &library).expect("a workbook");
    let good = fs::read(&target).expect("the workbook");

    let entry = county.entries.iter().find(|entry| county.case(entry).scorecard.total.is_some()).expect("a total");
    let (file, case, unit) = (entry.file, entry.case, entry.unit_name.clone());
    let card = &mut county.files[file].cases[case].scorecard;
    let right = card.total.expect("a total");
    card.total = Some(right + rust_decimal::Decimal::new(1, 2));
    let shown = format!("{right:.2}");
    let wrong = format!("{:.2}", right + rust_decimal::Decimal::new(1, 2));
    let refused = pipeline::write_county(&county, &project, &library).expect_err("refused");
    let PublishError::Untied(totals) = refused else { panic!("{refused:?}") };
    let said = totals[0].message();
    for lang in [Lang::Zh, Lang::En] {
        let said = said.get(lang);
        assert!([&unit, &shown, &wrong].into_iter().all(|part| said.contains(part.as_str())), "{said}");
    }
    assert_eq!((totals.len(), fs::read(&target).expect("the workbook") == good), (1, true));
}

#[test]
fn money_of_the_county_that_does_not_tie_is_not_published() {
    let (_folder, project, library, mut county) = county();
    county.figures.executed += rust_decimal::Decimal::ONE;
    let refused = pipeline::write_county(&county, &project, &library).expect_err("refused");
    let PublishError::Untied(totals) = refused else { panic!("{refused:?}") };
    assert_eq!(totals.len(), 1);
    assert_eq!((totals[0].of.as_str(), totals[0].what.get(Lang::Zh)), (county.name.as_str(), "全年执行数"));
}

#[test]
fn a_changed_line_shows_in_its_total() {
    let (_folder, project, library, mut county) = county();
    let entry = county.entries.iter().find(|entry| county.case(entry).scorecard.total.is_some()).expect("a total");
    let (file, case) = (entry.file, entry.case);
    let lines = &mut county.files[file].cases[case].scorecard.lines;
    let formula = lines.iter_mut().find_map(|line| line.formula.as_mut().filter(|formula| formula.actual.is_some()));
    formula.expect("a formula").actual = Some(rust_decimal::Decimal::ZERO);
    assert!(matches!(pipeline::write_county(&county, &project, &library), Err(PublishError::Untied(_))));
}
