//! A form that was changed on its way: what is safe is read and noted, what is not is told with what to do.

use huizong::attribute::attribute;
use huizong::model::{Case, Drift, DriftKind, Finding, Place, ReadFile, Roster, Severity, SourceId, Standing};
use huizong::pipeline;
use huizong::text::Lang;
use huizong::validate::CameIn;

use crate::example_form::{Copy, book, workbook};
use crate::families::drawn;
use crate::library::delivered;

fn read(bytes: Vec<u8>) -> ReadFile {
    let library = delivered();
    pipeline::check_bytes(bytes, "自评表.xlsx", library)
}

fn changed(copy: Copy<'_>) -> Case {
    let mut file = read(book(&[copy]));
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file.cases.remove(0)
}

fn edited(edits: &[(&str, &str, &str)]) -> Case {
    changed(Copy { edits, ..Copy::default() })
}

/// Code, severity and cell of what is found about the form itself.
fn about_form(case: &Case) -> Vec<(&'static str, Severity, String)> {
    let of_form = |finding: &&Finding| ["F04", "F13"].contains(&finding.code.0);
    let shown = |finding: &Finding| {
        let cell = finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default();
        (finding.code.0, finding.severity, cell)
    };
    case.findings.iter().filter(of_form).map(shown).collect()
}

fn told(code: &'static str, severity: Severity, cell: &str) -> Vec<(&'static str, Severity, String)> {
    vec![(code, severity, cell.to_owned())]
}

fn kinds(case: &Case) -> Vec<(DriftKind, &str, &str)> {
    case.submission.drift.iter().map(|drift: &Drift| (drift.kind, &*drift.found, &*drift.expected)).collect()
}

/// Everything that was written into rows, without where it stands.
fn values(case: &Case) -> Vec<String> {
    let money = case.submission.money.iter().flat_map(|block| &block.rows);
    let money = money.flat_map(|row| [&row.initial, &row.adjusted, &row.executed, &row.rate, &row.weight, &row.score]);
    let mut values: Vec<String> = money.map(|entry| entry.raw.to_string()).collect();
    for row in case.submission.all_indicators() {
        values.extend([row.name.clone(), row.target.raw.to_string(), row.actual.raw.to_string()]);
        values.extend([row.weight.raw.to_string(), row.score.raw.to_string(), row.reason.raw.to_string()]);
    }
    values
}

#[test]
fn a_title_row_more_and_another_sheet_name_change_nothing() {
    let right = edited(&[]);
    let row = Some((0, &[(0, "附件2"), (5, "示范县财政局印制")][..]));
    let case = changed(Copy { row, sheet: "Sheet1 (2)", ..Copy::default() });
    assert_eq!((values(&case), about_form(&case)), (values(&right), vec![]));
}

#[test]
fn a_column_between_is_told_with_what_was_not_read_and_the_others_are_read() {
    let right = edited(&[]);
    let column = Some((6, &[(11, "上年完成值说明"), (12, "118公里"), (13, "97%")][..]));
    let case = changed(Copy { column, ..Copy::default() });
    assert_eq!(values(&case), values(&right));
    assert_eq!(about_form(&case), told("F13", Severity::W, "G12"));
    let finding = case.findings.iter().find(|finding| finding.code.0 == "F13").expect("F13");
    assert!(finding.message(Lang::Zh).contains("本列 2 格没有读取"), "{}", finding.message(Lang::Zh));
    let blank = changed(Copy { column: Some((6, &[(11, "上年完成值说明")])), ..Copy::default() });
    assert_eq!(about_form(&blank), told("F13", Severity::I, "G12"), "nothing is lost");
}

#[test]
fn a_column_that_moved_is_read_and_listed_and_is_no_finding() {
    let right = edited(&[]);
    let swapped: Vec<(&str, &str, &str)> =
        vec![("H5", "分值", "执行率"), ("I5", "执行率", "分值"), ("H6", "10", "95%"), ("I6", "95%", "10")];
    let case = edited(&swapped);
    assert_eq!(values(&case), values(&right));
    assert_eq!(about_form(&case), []);
    assert_eq!(kinds(&case), [(DriftKind::ColumnMoved, "分值", "分值")]);
}

#[test]
fn a_row_more_is_read_under_its_own_name_and_noted() {
    let row = Some((8, &[(3, "地方政府债券"), (4, "0"), (5, "0"), (6, "0")][..]));
    let case = changed(Copy { row, ..Copy::default() });
    assert_eq!(about_form(&case), told("F13", Severity::I, "D9"));
    assert_eq!(kinds(&case), [(DriftKind::RowAdded, "地方政府债券", "")]);
    assert!(case.submission.money[0].rows.iter().any(|row| &*row.id == "地方政府债券"));
}

#[test]
fn a_renamed_column_is_never_read_by_guess_and_the_alias_is_proposed() {
    let case = edited(&[("G12", "实际完成值", "实际完成比例")]);
    assert_eq!(about_form(&case), told("F04", Severity::E, "G12"));
    assert_eq!(kinds(&case), [(DriftKind::ColumnRenamed, "实际完成比例", "实际完成值")]);
    assert!(case.submission.all_indicators().all(|row| !row.actual.is_asked()), "nothing is read as the actual value");
    let advice = case.findings.iter().find(|finding| finding.code.0 == "F04").expect("F04").advice.get(Lang::Zh);
    assert!(advice.contains("加别名“实际完成比例”"), "{advice}");
    let unlike = edited(&[("H12", "分值", "考核标准")]);
    assert_eq!(kinds(&unlike), [(DriftKind::ColumnRenamed, "考核标准", "分值")], "it stands where the weight should");
}

#[test]
fn a_column_that_was_taken_out_must_be_put_back() {
    let mut edits: Vec<(&str, &str, &str)> = vec![("H12", "分值", "")];
    let weights =
        [("H13", "15"), ("H14", "15"), ("H15", "10"), ("H16", "10"), ("H17", "15"), ("H18", "15"), ("H19", "10")];
    edits.extend(weights.map(|(cell, text)| (cell, text, "")));
    let case = edited(&edits);
    assert_eq!(about_form(&case), told("F04", Severity::E, "B12"));
    assert_eq!(kinds(&case), [(DriftKind::ColumnMissing, "", "分值")]);
}

#[test]
fn a_table_without_its_header_is_not_passed_over() {
    let case = edited(&[("D12", "三级指标", "考核内容")]);
    assert_eq!(about_form(&case), told("F04", Severity::E, "D12"));
    assert_eq!(kinds(&case), [(DriftKind::TableRenamed, "考核内容", "三级指标")]);
    let spending = edited(&[("G5", "全年执行数", "全年花费数")]);
    assert_eq!(about_form(&spending), told("F04", Severity::E, "G5"));
    let headers = [("D12", "三级指标", ""), ("F12", "年度指标值", ""), ("G12", "实际完成值", "")];
    let case = edited(&headers);
    assert_eq!(about_form(&case), told("F04", Severity::E, "B12"));
    assert_eq!(kinds(&case), [(DriftKind::TableMissing, "", "三级指标、年度指标值、实际完成值")]);
}

#[test]
fn a_table_that_the_form_calls_optional_may_be_lacking_but_not_without_its_header() {
    let library = delivered();
    let of = |picture: &str| {
        let file = pipeline::check_bytes(drawn(picture), "自评表.xlsx", library);
        about_form(&file.cases[0])
    };
    let without = include_str!("../families/transfer-goals.county.txt");
    assert_eq!(of(without), []);
    let with = include_str!("../families/transfer-goals.txt");
    assert_eq!(of(with), []);
    let renamed = with.replace("情况说明", "有关情况").replace("存在问题和改进措施", "有关问题");
    let told = of(&renamed);
    assert_eq!(told.first(), Some(&("F13", Severity::W, "A12".to_owned())), "{told:?}");
}

#[test]
fn the_row_of_the_whole_amount_must_be_there() {
    let case = edited(&[("D6", "年度资金总额：", "本级安排")]);
    assert_eq!(about_form(&case).first().map(|found| (found.0, found.1)), Some(("F04", Severity::E)));
}

#[test]
fn a_renamed_label_is_told_with_the_field_it_is_likely_to_be() {
    let case = edited(&[("G4", "实施单位", "执行单位")]);
    assert_eq!(about_form(&case), told("F13", Severity::W, "G4"));
    assert_eq!(kinds(&case), [(DriftKind::LabelRenamed, "执行单位", "实施单位")]);
}

#[test]
fn a_label_that_must_be_there_and_is_not_is_listed() {
    let case = edited(&[("B10", "预期目标", ""), ("B11", GOAL, "")]);
    assert_eq!(kinds(&case), [(DriftKind::LabelMissing, "", "预期目标")]);
    assert_eq!(about_form(&case), told("F13", Severity::I, ""));
}

const GOAL: &str = "完成农村公路日常养护120公里，改善沿线群众出行条件。";

#[test]
fn an_alias_of_the_schema_is_no_change() {
    let case =
        edited(&[("G12", "实际完成值", "全年实际值"), ("G4", "实施单位", "项目单位"), ("D9", "其他资金", "其它资金")]);
    assert_eq!(about_form(&case), []);
}

#[test]
fn a_remark_beside_the_form_is_no_column() {
    for cell in ["L12", "M3"] {
        assert_eq!(about_form(&edited(&[(cell, "", "已与股室核对")])), [], "{cell}");
    }
    assert!(read(workbook(&[("L12", "", "已与股室核对")])).unread.len() == 1);
}

#[test]
fn a_column_that_numbers_the_rows_is_no_change() {
    let right = edited(&[]);
    let numbers = [(11, "序号"), (12, "1"), (13, "2"), (14, "3"), (15, "4"), (16, "5"), (17, "6"), (18, "7")];
    let case = changed(Copy { column: Some((1, &numbers)), ..Copy::default() });
    assert_eq!((values(&case), about_form(&case)), (values(&right), vec![]));
}

#[test]
fn a_form_copied_to_another_sheet_is_read_twice_counts_once_and_is_told_with_what_differs() {
    let (severity, message) = twice(("G13", "120公里", "121公里"));
    assert_eq!(severity, Severity::W);
    for part in ["计入的是工作表“Sheet1 (2)”", "分不出先后，取排在后面的", "有 1 处不同：G13“120公里”→“121公里”"]
    {
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(twice(("G7", "170", "169.974")).0, Severity::E, "the money that counts is not left to chance");
}

/// What F05 says of a form that was copied to another sheet, where one cell was changed.
fn twice(edit: (&str, &str, &str)) -> (Severity, String) {
    let unit = |code: &str| crate::county::unit(code, "示范县公路养护中心", &[]);
    let roster = Roster { units: vec![unit("301")], due: Vec::new() };
    let second = [edit];
    let file = read(book(&[
        Copy { sheet: "Sheet1", ..Copy::default() },
        Copy { sheet: "Sheet1 (2)", edits: &second, ..Copy::default() },
    ]));
    assert_eq!(file.cases.len(), 2);
    let library = delivered();
    let files = [file];
    let mut project = crate::county::project("");
    project.county.year = 2024;
    let read = attribute(&files, &roster, &library.forms, &project);
    let standings: Vec<Standing> = read.entries.iter().map(|entry| entry.standing).collect();
    assert_eq!(standings, [Standing::Superseded, Standing::Counts]);
    let came_in = CameIn { entries: &read.entries, reporting: &read.reporting, repeats: &read.repeats, files: &files };
    let judged = crate::county::judged(&came_in, &roster, 2024, jiff::civil::date(2025, 3, 31));
    let twice = judged.every_finding().find(|finding| finding.code.0 == "F05").expect("F05");
    assert_eq!(twice.place, Place::Sheet(SourceId(0), "Sheet1".into()));
    (twice.severity, twice.message(Lang::Zh))
}
