//! What the county workbook promises.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use huizong::model::County;
use huizong::output::{Layout, Links, OutputError, check_workbook, county_workbook};
use huizong::schema::{Form, Library};
use huizong::text::Lang;

use crate::county_by_hand::county;

type Book = Xlsx<std::io::BufReader<fs::File>>;

fn forms() -> Vec<Arc<Form>> {
    Library::delivered().expect("the delivered forms").forms
}

fn write(county: &County, lang: Lang, target: &Path) {
    county_workbook(county, &forms(), &Layout::in_language(lang), &Links::below("../submissions/"), target)
        .expect("a workbook");
}

fn written(lang: Lang) -> (tempfile::TempDir, Book) {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("汇总.xlsx");
    write(&county(6, 5), lang, &target);
    let book = open_workbook(&target).expect("a workbook that opens");
    (folder, book)
}

fn part(target: &Path, name: &str) -> String {
    let mut package = zip::ZipArchive::new(fs::File::open(target).expect("a file")).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

/// Every row of a tab as text, without the empty cells at its end.
fn rows(book: &mut Book, tab: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(tab).expect("a tab");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn column(rows: &[Vec<String>], header: usize, title: &str) -> Vec<String> {
    let col = rows[header].iter().position(|cell| cell == title).expect("the column");
    rows[header + 1..].iter().map(|row| row[col].clone()).collect()
}

#[test]
fn the_tabs_are_there_in_both_languages() {
    let (_folder, book) = written(Lang::Zh);
    let chinese = [
        "目录与说明",
        "总览",
        "单位汇总",
        "单位排名",
        "等级分布",
        "资金汇总",
        "指标明细",
        "指标矩阵",
        "指标统计",
        "得分复核",
        "异常指标",
        "异常依据",
        "问题清单",
        "单位问题",
        "整改台账",
        "报送情况",
        "重复报送差异",
        "文字材料",
        "问题说明",
        "未识别内容",
        "表样差异",
        "运行说明",
    ];
    assert_eq!(book.sheet_names(), chinese);
    let (_folder, book) = written(Lang::En);
    assert_eq!(book.sheet_names().len(), chinese.len());
    assert!(book.sheet_names().iter().all(|name| name.is_ascii()));
}

#[test]
fn of_two_forms_that_have_little_in_common_not_every_difference_is_listed_and_the_tab_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("汇总.xlsx");
    let mut county = county(6, 5);
    let difference = county.repeats[0].differences[0].clone();
    county.repeats[0].differences = vec![difference; 700];
    write(&county, Lang::Zh, &target);
    let mut book: Book = open_workbook(&target).expect("a workbook that opens");
    let listed = column(&rows(&mut book, "重复报送差异"), 2, "内容");
    assert_eq!(listed.len(), 501);
    assert_eq!(listed[500], "另有 200 处不同，没有列出");
}

#[test]
fn every_submission_has_its_row_and_the_totals_are_true() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "单位汇总");
    assert_eq!(column(&rows, 4, "单位代码"), ["001001", "001002", "001003", "001004", "", "001006"]);
    assert_eq!(column(&rows, 4, "计入合计"), ["是", "否", "是", "是", "否", "是"]);
    assert_eq!(column(&rows, 4, "是否逾期"), ["否", "否", "是", "否", "否", "否"]);
    assert_eq!(column(&rows, 4, "联系电话")[0], "+86 0000 1234567");
    let adjusted = rows[4].iter().position(|cell| cell == "全年预算数（万元）").expect("the column");
    // 4 × 1200.35 + 0 + 2 + 3 + 5 counted, and all six below the filter
    assert_eq!(rows[2][adjusted], "4811.4");
    assert_eq!(rows[3][adjusted], "7217.1");
    let formulas = book.worksheet_formula("单位汇总").expect("formulas");
    let formula = formulas.get_value((2, 7)).expect("a formula");
    assert!(formula.contains("SUMIFS(H6:H11,$AA$6:$AA$11,\"是\")"), "{formula}");
    assert!(formulas.get_value((3, 7)).expect("a formula").contains("SUBTOTAL(109,H6:H11)"));
}

#[test]
fn the_findings_of_a_unit_stand_together_below_their_count_and_the_unit_leads_there() {
    let (_folder, mut book) = written(Lang::Zh);
    let listed = rows(&mut book, "问题清单");
    let grouped = rows(&mut book, "单位问题");
    let of = |rows: &[Vec<String>], header: usize, unit: &str| {
        let (units, facts) = (column(rows, header, "单位代码"), column(rows, header, "判定与事实"));
        let mut facts: Vec<String> =
            units.into_iter().zip(facts).filter(|(code, _)| code == unit).map(|(_, fact)| fact).collect();
        facts.sort();
        facts
    };
    let units = rows(&mut book, "单位汇总");
    let at = units[4].iter().position(|cell| cell == "看问题").expect("the column");
    let formulas = book.worksheet_formula("单位汇总").expect("formulas");
    let mut seen = 0;
    for (row, code) in (5_u32..).zip(column(&units, 4, "单位代码")) {
        let meant = of(&listed, 2, &code);
        let mut found = of(&grouped, 2, &code);
        let head = found.iter().position(|fact| fact.starts_with("必须修改 ")).expect("a count");
        found.remove(head);
        assert_eq!(found, meant, "{code}");
        let formula = formulas.get_value((row, u32::try_from(at).expect("a column"))).expect("a link");
        let target = formula.split("!A").nth(1).and_then(|rest| rest.split('"').next()).expect("a row");
        let target: usize = target.parse().expect("a number");
        assert!(grouped[target - 1][1] == code && grouped[target - 1][6].starts_with("必须修改 "), "{formula}");
        seen += found.len();
    }
    assert!(seen > 6, "{seen}");
}

#[test]
fn every_submission_leads_to_its_indicators() {
    let (_folder, mut book) = written(Lang::Zh);
    let (units, indicators) = (rows(&mut book, "单位汇总"), rows(&mut book, "指标明细"));
    let at = units[4].iter().position(|cell| cell == "看指标").expect("the column");
    let formulas = book.worksheet_formula("单位汇总").expect("formulas");
    for (row, file) in (5_u32..).zip(column(&units, 4, "文件")) {
        let formula = formulas.get_value((row, u32::try_from(at).expect("a column"))).expect("a link");
        let target = formula.split("!A").nth(1).and_then(|rest| rest.split('"').next()).expect("a row");
        let target: usize = target.parse().expect("a number");
        assert!(indicators[target - 1].contains(&file) && !indicators[target - 2].contains(&file), "{formula}");
    }
}

#[test]
fn every_indicator_leads_to_its_cell() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "指标明细");
    assert_eq!(rows.len(), 3 + 6 * 5);
    assert_eq!(column(&rows, 2, "单元格")[1], "C16");
    let link = rows[2].iter().position(|cell| cell == "单元格").expect("the column");
    let formulas = book.worksheet_formula("指标明细").expect("formulas");
    let formula = formulas.get_value((4, u32::try_from(link).expect("a column"))).expect("a formula");
    let address = "../submissions/示范县教育局/项目支出绩效自评表0.xlsx#'自评表'!C16";
    assert_eq!(formula, &format!("HYPERLINK(\"{address}\",\"C16\")"));
    // What cannot be read is blank and no zero.
    let actual = column(&rows, 2, "实际数值");
    assert_eq!((actual[3].as_str(), actual[4].as_str()), ("90", ""));
}

#[test]
fn text_that_begins_like_a_formula_stays_text() {
    let (_folder, mut book) = written(Lang::Zh);
    let range = book.worksheet_range("指标明细").expect("a tab");
    let col = range.rows().nth(2).expect("a header").iter().position(|c| c.as_string().as_deref() == Some("三级指标"));
    let cell = range.get((4, col.expect("the column"))).expect("a cell");
    assert_eq!(cell, &Data::String("=完成率（公式样的文字）".to_owned()));
    let formulas = book.worksheet_formula("指标明细").expect("formulas");
    let score = range.rows().nth(2).expect("a header").iter().position(|cell| *cell == "复算得分").expect("the column");
    // Links to cells and recomputed scores are the only formulas.
    let first = usize::try_from(formulas.start().expect("formulas").1).expect("small");
    let is_own = |col: usize, formula: &str| formula.starts_with("HYPERLINK(") || first + col == score;
    assert!(formulas.used_cells().all(|(_, col, formula)| is_own(col, formula)));
}

#[test]
fn hostile_texts_neither_break_the_file_nor_vanish() {
    let mut hostile = county(5, 2);
    let case = &mut hostile.files[0].cases[0];
    case.submission.indicators[0].rows[0].name = "长".repeat(40_000);
    case.submission.indicators[0].rows[1].name = "a\u{0}b\u{1b}\u{ffff}<&>\"]]>".to_owned();
    case.submission.sheet = Arc::from("表\u{1}'\"");
    hostile.files[0].source.name = Arc::from("坏\u{7}名\"字'#%.xlsx");
    hostile.entries[0].project = "@SUM(1+1)*cmd|'/c calc'!A1".to_owned();
    hostile.name = "甲&乙县".repeat(40);
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("汇总.xlsx");
    write(&hostile, Lang::Zh, &target);
    let mut book: Book = open_workbook(&target).expect("a workbook that opens");
    let indicators = rows(&mut book, "指标明细");
    let names = column(&indicators, 2, "三级指标");
    assert!(names[0].starts_with("长长") && names[0].ends_with("cut〕"));
    assert_eq!(names[1], "a␀b␛\u{fffd}<&>\"]]>");
    assert_eq!(column(&indicators, 2, "项目")[0], "@SUM(1+1)*cmd|'/c calc'!A1");
    let units = rows(&mut book, "单位汇总");
    assert_eq!(column(&units, 4, "文件")[0], "坏␇名\"字'#%.xlsx");
}

#[test]
fn the_gravest_findings_come_first_and_the_list_is_whole() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "问题清单");
    let severities = column(&rows, 2, "级别");
    // Three files exceed the budget, one is damaged, one is missing; six give no reason, one value is odd.
    assert_eq!(severities, [vec!["E 必须修改"; 5], vec!["W 需核实"; 7]].concat());
    let superseded = column(&rows, 2, "单位代码").iter().position(|code| code == "001002").expect("a superseded file");
    assert_eq!(column(&rows, 2, "状态")[superseded], "已被新文件取代");
    assert_eq!(column(&rows, 2, "发现")[0], "执行数不大于预算数");
    assert_eq!(column(&rows, 2, "单元格")[0], "E9");
}

#[test]
fn only_scores_that_differ_or_are_open_are_reviewed() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "得分复核");
    // Two of five lines in each of the five submissions that count or are unknown.
    assert_eq!(rows.len(), 3 + 5 * 2);
    assert_eq!(column(&rows, 2, "差异（自评－复算）")[..2], ["0.75", ""]);
    assert_eq!(column(&rows, 2, "复算方法")[1], "未复算");
}

#[test]
fn what_two_submissions_say_differently_stands_side_by_side_with_both_cells() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "重复报送差异");
    assert_eq!(column(&rows, 2, "栏目"), ["实际完成值", "整行"]);
    assert_eq!(column(&rows, 2, "未计入的值"), ["≥95%", ""]);
    assert_eq!(column(&rows, 2, "计入的值"), ["98%", "受益人口｜98%"]);
    assert_eq!(column(&rows, 2, "未计入的单元格"), ["G15", ""]);
}

#[test]
fn a_difference_from_the_form_is_listed_with_how_many_have_it_and_what_to_do() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "表样差异");
    let row = |title| column(&rows, 2, title).remove(0);
    let told = ["差异", "实际写法", "是否读取", "同样情况"].map(row);
    assert_eq!(told, ["增加列", "上年完成值", "没有读取", "1/6"]);
    // First what the department does, then what the administrator may do.
    let advice = row("处理建议");
    assert!(advice.starts_with("请删去") && advice.contains("（这一列需要汇总的，请管理员"), "{advice}");
}

#[test]
fn who_is_missing_comes_first() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "报送情况");
    let states = column(&rows, 2, "状态");
    assert_eq!(states, ["未报", "未报", "无法读取", "逾期", "重复报送", "名册外", "已报", "已报"]);
}

#[test]
fn headers_are_frozen_filtered_and_repeated() {
    let (folder, mut book) = written(Lang::Zh);
    let target = folder.path().join("汇总.xlsx");
    let names: Vec<String> = book.sheet_names();
    for tab in
        ["单位汇总", "单位排名", "指标明细", "指标统计", "得分复核", "异常指标", "问题清单", "报送情况", "未识别内容"]
    {
        let sheet = names.iter().position(|name| name == tab).expect("the tab") + 1;
        let xml = part(&target, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(xml.contains("state=\"frozen\""), "{tab}");
        // A tab without rows has no table.
        let is_empty = rows(&mut book, tab).len() <= 4;
        assert!(is_empty || xml.contains("<tablePart "), "{tab}");
        assert!(xml.contains("fitToHeight=\"0\"") && xml.contains("orientation=\"landscape\""), "{tab}");
    }
    assert!(part(&target, "xl/tables/table1.xml").contains("<autoFilter"));
    assert!(part(&target, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn every_row_is_written_once_and_in_order() {
    let (folder, _book) = written(Lang::Zh);
    let target = folder.path().join("汇总.xlsx");
    for sheet in 1..=10 {
        let xml = part(&target, &format!("xl/worksheets/sheet{sheet}.xml"));
        let number = |text: &str| text.split('"').next().and_then(|n| n.parse::<u32>().ok()).expect("a row number");
        let rows: Vec<u32> = xml.split("<row r=\"").skip(1).map(number).collect();
        assert!(rows.is_sorted_by(|a, b| a < b), "sheet {sheet}: {rows:?}");
    }
}

#[test]
fn the_first_tab_says_where_to_look() {
    let (folder, mut book) = written(Lang::Zh);
    let text = rows(&mut book, "总览").concat().join("\n");
    for said in ["示范县2023年度绩效自评汇总", "应报未报 2 份", "报来但无法读取 1 份", "像是把元填成了万元", "等级分布"]
    {
        assert!(text.contains(said), "{said}");
    }
    let target = folder.path().join("汇总.xlsx");
    assert!(part(&target, "xl/charts/chart1.xml").contains("总览"));
}

#[test]
fn equal_input_gives_equal_bytes_at_any_thread_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let county = county(40, 12);
    let bytes = [1, 2, 4, 4].map(|threads| {
        let target = folder.path().join("汇总.xlsx");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| write(&county, Lang::Zh, &target));
        fs::read(&target).expect("a file")
    });
    assert!(bytes.iter().all(|other| *other == bytes[0]));
}

#[test]
fn a_county_without_submissions_still_has_its_workbook() {
    let mut empty = county(5, 1);
    empty.files.clear();
    empty.entries.clear();
    empty.anomalies.clear();
    empty.reporting.clear();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("deep/er/汇总.xlsx");
    write(&empty, Lang::Zh, &target);
    let mut book: Book = open_workbook(&target).expect("a workbook that opens");
    assert_eq!(rows(&mut book, "异常指标").last().expect("a row")[0], "没有发现异常值。");
}

#[test]
fn files_are_checked_on_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("检查.xlsx");
    check_workbook(&county(3, 4).files, &forms(), &[], Lang::Zh, &target).expect("a report");
    let mut book: Book = open_workbook(&target).expect("a workbook that opens");
    assert_eq!(book.sheet_names(), ["问题清单", "得分复核", "指标明细", "表样差异"]);
    let rows = rows(&mut book, "指标明细");
    assert_eq!(column(&rows, 2, "单位")[0], "示范县教育局");
    assert!(!rows[2].contains(&"状态".to_owned()), "only a county knows who counts");
}

#[test]
fn a_failed_save_leaves_the_earlier_file_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let county = county(5, 1);
    let links = Links::below("");

    // A folder stands where the file should be.
    let taken = folder.path().join("taken.xlsx");
    fs::create_dir(&taken).expect("a folder");
    let error = county_workbook(&county, &forms(), &Layout::in_language(Lang::Zh), &links, &taken)
        .expect_err("a folder is there");
    assert!(matches!(error, OutputError::CannotCreate { .. }), "{error}");

    // A file stands where the folder should be; it is the earlier output of somebody.
    let earlier = folder.path().join("earlier.xlsx");
    fs::write(&earlier, "as it was").expect("a file");
    let error = county_workbook(&county, &forms(), &Layout::in_language(Lang::Zh), &links, &earlier.join("汇总.xlsx"))
        .expect_err("no folder");
    assert_eq!(error.exit_code(), 73);
    assert!(error.message().get(Lang::Zh).contains("无法创建"));
    assert_eq!(fs::read(&earlier).expect("a file"), b"as it was");

    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_workbook_replaces_its_forerunner_whole_and_is_readable_by_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("汇总.xlsx");
    fs::write(&target, "yesterday").expect("a file");
    write(&county(5, 1), Lang::Zh, &target);
    assert!(fs::read(&target).expect("a file").starts_with(b"PK"));
    assert_eq!(fs::metadata(&target).expect("a file").permissions().mode() & 0o600, 0o600);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn without_last_year_its_money_is_blank_and_never_zero() {
    let (_folder, mut book) = written(Lang::Zh);
    let rows = rows(&mut book, "资金汇总");
    let header = rows.iter().rposition(|row| row.iter().any(|cell| cell == "上年预算数（万元）")).expect("a header");
    let at = |title: &str| rows[header].iter().position(|cell| cell == title).expect("the column");
    let county = rows.iter().position(|row| row.iter().any(|cell| cell == "全县合计")).expect("the total");
    for title in ["上年预算数（万元）", "上年执行数（万元）", "上年执行率", "执行数比上年"]
    {
        assert_eq!(rows[county][at(title)], "", "{title}");
    }
    assert_ne!(rows[county][at("全年预算数（万元）")], "");
}
