//! The set of a county's departments: annex 1, the score table with prescribed indicators in both frames, and annex 2, the
//! basic data table.

use huizong::model::{CellRef, FactValue, ReadFile};
use huizong::pipeline;
use huizong::schema::{Form, Library};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook};

fn library() -> Library {
    Library::delivered().expect("the delivered schemas")
}

/// A sheet of rows; what reads as a number is stored as one, what ends with % as a percentage.
fn sheet(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0.##%");
    for (row, cells) in (0..).zip(rows) {
        for (col, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            let ratio = text.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
            let written = match (ratio, text.parse::<f64>()) {
                (Some(ratio), _) => sheet.write_number_with_format(row, col, ratio / 100.0, &percent),
                (None, Ok(number)) => sheet.write_number(row, col, number),
                _ => sheet.write_string(row, col, text),
            };
            written.expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Annex 1 with the actual value of the first example of every indicator and the points that it earns; without examples words and the
/// whole weight.
fn score_table(form: &Form, year: i16) -> (Vec<Vec<String>>, Decimal) {
    let indicators = &form.tables[0].indicators;
    let mut rows = vec![
        row(&["附件1"]),
        row(&["部门整体支出绩效自评评分表"]),
        row(&[&format!("（{year}年度）")]),
        row(&["部门名称：示范县档案馆", "", "填报人：李明", "联系电话：0751-1234567", "填报日期：2025年2月20日"]),
        row(&["一级指标", "二级指标", "三级指标", "分值", "评分标准", "完成值", "自评得分", "扣分原因"]),
    ];
    let (mut total, mut best): (Decimal, Option<(String, Decimal)>) = (Decimal::ZERO, None);
    for spec in indicators {
        let weight = spec.weight.expect("a weight").0;
        let (actual, points) = match spec.examples.first() {
            Some(example) => (example.actual.clone(), example.points.0),
            None => ("按职能分工落实，群众反映良好".to_owned(), weight),
        };
        match (&spec.best_of, &mut best) {
            (Some(group), Some((name, other))) if **group == **name => {
                total += points.max(*other) - *other;
                *other = points.max(*other);
            }
            (group, best) => {
                total += points;
                *best = group.as_ref().map(|group| (group.to_string(), points));
            }
        }
        let reason = format!("{}按完成情况计分，下年加快进度", spec.name.name());
        let reason = if points < weight { reason } else { String::new() };
        rows.push(vec![
            spec.level1.clone(),
            spec.level2.clone(),
            spec.name.name().to_owned(),
            weight.to_string(),
            spec.basis.clone(),
            actual,
            points.to_string(),
            reason,
        ]);
    }
    rows.push(row(&["合计", "", "", "100", "", "", &total.to_string()]));
    (rows, total)
}

fn check(rows: &[Vec<String>]) -> ReadFile {
    pipeline::check_bytes(sheet(rows), "附件.xlsx", &library())
}

fn told(file: &ReadFile) -> Vec<String> {
    file.every_finding().map(|finding| format!("{} {:?}", finding.code, finding.place.cell())).collect()
}

#[test]
fn annex_1_is_recognised_in_both_frames_and_every_prescribed_indicator_is_scored_by_its_own_method() {
    let library = library();
    for id in ["county-scores", "county-scores-2021"] {
        let form = library.form(id).expect("the form");
        let (rows, total) = score_table(form, 2024);
        let file = check(&rows);
        let case = file.cases.first().expect("a form");
        assert_eq!(&*case.submission.form, id);
        assert_eq!(case.submission.all_indicators().count(), form.tables[0].indicators.len());
        let examples = form.tables[0].indicators.iter().filter(|spec| !spec.examples.is_empty()).count();
        let recomputed = case.scorecard.lines.iter().filter(|line| line.recomputed.is_some()).count();
        assert_eq!(recomputed, examples, "{id}");
        for line in case.scorecard.lines.iter().filter(|line| line.recomputed.is_some()) {
            assert_eq!(line.recomputed, line.self_score, "{id}: {:?}", line.name);
        }
        assert_eq!(case.scorecard.self_sum, Some(total), "{id}");
        assert_eq!(told(&file), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn a_score_that_the_method_does_not_give_is_told_at_its_cell() {
    let library = library();
    let (mut rows, _) = score_table(library.form("county-scores").expect("the form"), 2024);
    let at = rows.iter().position(|row| row.get(2).is_some_and(|name| name == "部门预算资金支出率")).expect("the row");
    rows[at][6] = "8".to_owned(); // 8 × 85 % is 6.8
    let file = check(&rows);
    let cell = CellRef::new(u32::try_from(at).expect("a row"), 6);
    let wrong = file.every_finding().find(|finding| finding.place.cell() == Some(cell)).expect("a finding");
    assert!(["S04", "S06"].contains(&wrong.code.0), "{}", wrong.code);
}

#[test]
fn steps_are_not_applied_to_a_weight_that_they_were_not_made_for() {
    let library = library();
    let (mut rows, _) = score_table(library.form("county-scores").expect("the form"), 2024);
    let named = |name: &str| rows.iter().position(|row| row.get(2).is_some_and(|at| at == name)).expect("the row");
    let (steps, share) = (named("固定资产利用率"), named("部门预算资金支出率"));
    rows[steps][3] = "6".to_owned();
    rows[steps][6] = "6".to_owned();
    rows[share][3] = "6".to_owned();
    rows[share][6] = "5.1".to_owned(); // 6 × 85 %
    let file = check(&rows);
    let line = |name: &str| file.cases[0].scorecard.lines.iter().find(|line| &*line.name == name).expect("the line");
    assert_eq!(line("固定资产利用率").recomputed, None);
    assert_eq!(line("部门预算资金支出率").recomputed, Some(Decimal::new(51, 1)));
    let scores = file.every_finding().filter(|finding| ["S04", "S05", "S06"].contains(&finding.code.0));
    assert_eq!(scores.count(), 0, "{:?}", told(&file));
}

#[test]
fn annex_2_is_read_in_all_its_tables() {
    let rows = [
        row(&["附件2"]),
        row(&["部门整体支出绩效自评基础数据表"]),
        row(&["（2024年度）"]),
        row(&["部门名称：示范县档案馆", "", "填报人：李明", "联系电话：0751-1234567", "填报日期：2025年2月20日"]),
        row(&["一、人员编制情况", "编制数", "年末在职人数", "离退休人数"]),
        row(&["合计", "12", "11", "4"]),
        row(&["行政编制", "8", "8", "3"]),
        row(&["事业编制", "4", "3", "1"]),
        row(&["二、经费情况（万元）", "2023年决算数", "2024年年初预算数", "2024年全年预算数", "2024年决算数"]),
        row(&["支出合计", "310.5", "320", "325", "318.2"]),
        row(&["基本支出", "250.5", "260", "260", "255"]),
        row(&["人员经费", "210.5", "220", "220", "216"]),
        row(&["公用经费", "40", "40", "40", "39"]),
        row(&["项目支出", "60", "60", "65", "63.2"]),
        row(&["档案数字化", "60", "60", "65", "63.2"]),
        row(&["三公经费", "3.1", "3", "3", "2.4"]),
        row(&["公务接待费", "1.1", "1", "1", "0.9"]),
        row(&["政府采购", "20", "25", "25", "24.6"]),
        row(&["三、资产情况（万元）", "资产总额", "在用固定资产", "闲置资产"]),
        row(&["固定资产", "560", "540", "20"]),
    ];
    let file = check(&rows);
    let case = file.cases.first().expect("a form");
    assert_eq!(&*case.submission.form, "county-facts");
    let value = |table: &str, row: &str, column: &str| {
        let table = case.submission.facts.iter().find(|at| &*at.id == table).expect("the table");
        let row = table.rows.iter().find(|at| &*at.id == row).expect("the row");
        let fact = row.values.iter().find(|at| &*at.id == column).expect("the column");
        let Some(FactValue::Amount(amount)) = fact.entry.value() else { return "nothing".to_owned() };
        format!("{} {}", amount.amount, fact.entry.place.cell().expect("a cell"))
    };
    for (table, row, column, wanted) in [
        ("staff", "administrative", "actual", "8 C7"),
        ("staff", "total", "retired", "4 D6"),
        ("funds", "spending", "last_final", "310.5 B10"),
        ("funds", "running", "final", "39 E13"),
        ("funds", "档案数字化", "budget", "65 D15"),
        ("funds", "procurement", "initial", "25 C18"),
        ("assets", "assets", "idle", "20 D20"),
    ] {
        assert_eq!(value(table, row, column), wanted, "{table} {row} {column}");
    }
    assert_eq!(told(&file), Vec::<String>::new());
}
