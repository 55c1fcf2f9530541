//! A tab of the bureau's own: what the project file asks for, from the rows of the long tabs.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};
use huizong::pipeline;
use huizong::schema::{Library, Project};
use huizong::text::Lang;
use jiff::civil::date;

use crate::desk::Desk;

/// A project whose file ends in some lines.
fn desk(lines: &str) -> Desk {
    let desk = Desk::new();
    let file = desk.path("huizong.toml");
    let text = fs::read_to_string(&file).expect("the project file");
    fs::write(&file, format!("{text}\n{lines}\n")).expect("written");
    desk
}

/// The tabs of the workbook of a run, with their rows as text.
fn tabs(desk: &Desk) -> Vec<(String, Vec<Vec<String>>)> {
    let project: Project = pipeline::project(desk.folder.path()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let library = Library::delivered().expect("sound schemas");
    let prepared = pipeline::prepare(&project, &library).unwrap_or_else(|error| panic!("{error:?}"));
    let county = pipeline::consolidate(prepared, &project, &library, date(2025, 4, 2).at(8, 0, 0, 0), &|| {});
    fs::create_dir_all(desk.path("output")).expect("a folder");
    let path = pipeline::write_county(&county, &project, &library).unwrap_or_else(|error| panic!("{error:?}"));
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let names = book.sheet_names();
    let rows = |name: &String| {
        let range = book.worksheet_range(name).expect("a sheet");
        let text = |cell: &Data| if *cell == Data::Empty { String::new() } else { cell.to_string() };
        (name.clone(), range.rows().map(|row| row.iter().map(text).collect()).collect())
    };
    names.iter().map(rows).collect()
}

/// What a project file is refused for, with line and column.
fn refused(lines: &str) -> Vec<String> {
    let desk = desk(lines);
    let shown = format!("{}:", desk.path("huizong.toml").display());
    let faults = pipeline::project(desk.folder.path()).expect_err("a fault");
    faults.iter().map(|fault| fault.one_line(Lang::Zh).replace(&shown, "")).collect()
}

fn rows_of<'a>(tabs: &'a [(String, Vec<Vec<String>>)], name: &str) -> &'a [Vec<String>] {
    &tabs.iter().find(|(tab, _)| tab == name).unwrap_or_else(|| panic!("no tab {name}")).1
}

#[test]
fn rows_for_which_the_condition_holds_stand_there_in_their_order_with_what_is_reckoned_of_them() {
    let tabs = tabs(&desk(
        "[[output.tab]]\nname = \"超支\"\nnote = \"供预算股参考。\"\nrows = \"submissions\"\nwhen = \"全年执行数 > 0\"\n\
         columns = [\"单位名称\", \"Executed\", \"超出 = 全年执行数 - 全年预算数\", \"文件\"]\norder = \"全年执行数\"",
    ));
    let own = rows_of(&tabs, "超支");
    assert!(own[1][0].starts_with("供预算股参考。") && own[1][0].contains("全年执行数 > 0"), "{own:?}");
    assert_eq!(own[2], ["单位名称", "全年执行数（万元）", "超出", "文件"]);
    let all = rows_of(&tabs, "单位汇总");
    let at = |title: &str| all[4].iter().position(|cell| cell == title).unwrap_or_else(|| panic!("no column {title}"));
    let number = |row: &[String], title: &str| row[at(title)].parse::<f64>().expect("a number");
    let mut meant: Vec<_> = all[5..7]
        .iter()
        .map(|row| {
            let (executed, budget) = (number(row, "全年执行数（万元）"), number(row, "全年预算数（万元）"));
            (row[at("单位名称")].clone(), executed, executed - budget)
        })
        .collect();
    meant.sort_by(|a, b| a.1.total_cmp(&b.1));
    assert!(meant[0].1 < meant[1].1, "an order is to be seen");
    let found: Vec<_> = own[3..5]
        .iter()
        .map(|row| (row[0].clone(), row[1].parse::<f64>().expect("a number"), row[2].parse::<f64>().expect("a number")))
        .collect();
    assert_eq!(found, meant);
    assert_eq!(tabs.last().expect("a tab").0, "超支", "behind the others");
}

#[test]
fn a_row_that_lacks_what_the_condition_needs_is_counted_and_not_guessed() {
    let tabs = tabs(&desk(
        "[[output.tab]]\nname = \"大数\"\nrows = \"indicators\"\nwhen = \"实际数值 >= 0\"\ncolumns = [\"三级指标\", \"实际数值\"]",
    ));
    let all = rows_of(&tabs, "指标明细");
    let at = all[2].iter().position(|cell| cell == "实际数值").expect("the column");
    let known = all[3..].iter().filter(|row| row[at].parse::<f64>().is_ok()).count();
    let unknown = all[3..].iter().filter(|row| !row[0].is_empty() && row[at].parse::<f64>().is_err()).count();
    let own = rows_of(&tabs, "大数");
    assert!(unknown > 0 && own[1][0].contains(&format!("另有 {unknown} 行缺少条件所需的数")), "{:?}", own[1]);
    assert_eq!(own[3..].iter().filter(|row| !row[1].is_empty()).count(), known);
}

#[test]
fn findings_are_chosen_too_links_stay_links_and_the_place_of_the_tab_is_chosen() {
    let desk = desk(
        "[output]\ntabs = [\"问题清单\", \"待核实\", \"总览\"]\n[[output.tab]]\nname = \"待核实\"\nrows = \"findings\"\n\
         when = \"LEFT(级别, 1) = \\\"W\\\"\"\ncolumns = [\"代码\", \"单元格\"]",
    );
    let tabs = tabs(&desk);
    assert_eq!(tabs.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["问题清单", "待核实", "总览"]);
    let all = rows_of(&tabs, "问题清单");
    let meant: Vec<_> = all.iter().filter(|row| row[1].starts_with('W')).map(|row| row[3].clone()).collect();
    let own = rows_of(&tabs, "待核实");
    assert!(!meant.is_empty());
    assert_eq!(own[3..3 + meant.len()].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), meant);
    let mut book: Xlsx<_> = open_workbook(desk.path("output/示范县2024年度绩效自评汇总.xlsx")).expect("a workbook");
    let formulas = book.worksheet_formula("待核实").expect("formulas");
    assert!(formulas.cells().any(|(_, _, formula)| formula.starts_with("HYPERLINK(\"../in/")), "links to the forms");
}

#[test]
fn a_column_that_does_not_exist_is_refused_with_its_line_its_character_and_the_nearest() {
    let told = refused(
        "[[output.tab]]\nname = \"甲\"\nrows = \"submissions\"\nwhen = '执行律 < 0.9'\ncolumns = ['单位名称', '差 = 全年预算数 - 执行数额']",
    );
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("13:9: 没有叫“执行律”的栏，是不是“执行率”"), "{told:?}");
    assert!(told[1].starts_with("14:33: 没有叫“执行数额”的栏"), "{told:?}");
}

#[test]
fn a_name_that_excel_or_the_workbook_does_not_allow_is_refused() {
    let tab = |name: &str| format!("[[output.tab]]\nname = \"{name}\"\nrows = \"findings\"\ncolumns = [\"代码\"]");
    let long = "长".repeat(32);
    for name in ["", "甲/乙", "'甲", long.as_str()] {
        let told = refused(&tab(name));
        assert!(told[0].starts_with("11:8: 工作表名") && told.len() == 1, "{name}: {told:?}");
    }
    for taken in ["总览", "overview"] {
        assert!(refused(&tab(taken))[0].contains("已有叫"), "{taken}");
    }
    assert!(refused(&format!("{}\n{}", tab("甲"), tab("甲")))[0].starts_with("15:8: 已有叫“甲”"));
}
