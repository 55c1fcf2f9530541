//! Indicators that a delivered form prescribes earn the points that its own examples promise.

use crate::library::delivered;
use huizong::model::{DriftKind, Outcome, ReadFile};
use huizong::pipeline;
use huizong::schema::PointsMethod;
use rust_xlsxwriter::Workbook;

#[test]
fn every_example_of_a_delivered_form_earns_its_points() {
    let library = delivered();
    let tried: Vec<_> = library.forms.iter().flat_map(|form| pipeline::examples(form)).collect();
    assert!(tried.len() > 20, "{} examples", tried.len());
    let wrong: Vec<_> = tried.iter().filter(|example| !example.passes()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_prescribed_indicator_that_is_computed_carries_an_example() {
    let library = delivered();
    let indicators = library.forms.iter().flat_map(|form| &form.tables).flat_map(|table| &table.indicators);
    let computed = indicators.filter(|indicator| !matches!(indicator.method, PointsMethod::Manual));
    let bare: Vec<&str> =
        computed.filter(|indicator| indicator.examples.is_empty()).map(|indicator| indicator.name.name()).collect();
    assert!(bare.is_empty(), "{bare:?}");
}

/// The county's score table with every indicator at its best but the two alternatives: 结转结余率 with the first actual value
/// and score, 结转结余变动率 with the second.
///
/// `names` are the names under which some indicators are written; under an empty one they are left out.
fn score_table(alternatives: [(&str, &str); 2], total: u32, names: &[(&str, &str)]) -> ReadFile {
    let library = delivered();
    let form = library.form("county-scores").expect("the form");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in
        ["部门整体支出绩效自评评分表", "（2023年度）", "部门名称：101001 示范县水利局"].iter().enumerate()
    {
        sheet.write_string(u32::try_from(row).expect("small"), 0, *text).expect("a cell");
    }
    let header = ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "完成值", "自评得分", "扣分原因"];
    sheet.write_row(3, 0, header).expect("a header");
    let mut row = 4;
    for indicator in &form.tables[0].indicators {
        let weight = indicator.weight.expect("a weight").0.to_string();
        let (actual, score) = match (indicator.name.name(), &indicator.method) {
            ("结转结余率", _) => alternatives[0],
            ("结转结余变动率", _) => alternatives[1],
            (_, PointsMethod::Checklist { .. }) => ("0", weight.as_str()),
            (_, PointsMethod::Manual) => ("群众认可", weight.as_str()),
            _ => ("100%", weight.as_str()),
        };
        let own = indicator.name.name();
        let name = names.iter().find(|(name, _)| *name == own).map_or(own, |(_, written)| *written);
        if name.is_empty() {
            continue;
        }
        let texts = [&*indicator.level1, &*indicator.level2, name, &weight, &*indicator.basis];
        for (col, text) in (0..).zip(texts.into_iter().chain([actual, score])).filter(|(_, text)| !text.is_empty()) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, col, number).expect("a cell"),
                Err(_) => sheet.write_string(row, col, text).expect("a cell"),
            };
        }
        row += 1;
    }
    sheet.write_string(row, 0, "合计").expect("a cell").write_number(row, 3, 100).expect("a cell");
    sheet.write_number(row, 6, total).expect("a cell");
    let signed = ["填报人：李明", "联系电话：0751-1234567", "填报日期：2024年2月20日"];
    sheet.write_row(row + 1, 0, signed).expect("the last line");
    pipeline::check_bytes(book.save_to_buffer().expect("a workbook"), "评分表.xlsx", library)
}

/// What is found about sums and blanks.
fn codes(file: &ReadFile) -> Vec<&'static str> {
    let codes = file.cases[0].findings.iter().map(|finding| finding.code.0);
    codes.filter(|code| ["Q01", "Q03", "S01", "S07", "V02"].contains(code)).collect()
}

#[test]
fn only_the_best_alternative_adds_to_weights_and_total() {
    let file = score_table([("25%", "2"), ("-30%", "5")], 100, &[]);
    assert_eq!(codes(&file), Vec::<&str>::new());
    assert_eq!(file.cases[0].scorecard.self_sum, Some(100.into()));
    let passed = |code: &str| file.cases[0].outcomes.iter().find(|o| o.code.0 == code).expect("the rule").outcome();
    assert_eq!((passed("Q01"), passed("S07")), (Outcome::Pass, Outcome::Pass));
    assert_eq!(codes(&score_table([("25%", "2"), ("-30%", "5")], 102, &[])), ["S07"], "both added up");
}

#[test]
fn an_alternative_that_was_not_chosen_may_be_blank() {
    let file = score_table([("25%", "2"), ("", "")], 97, &[]);
    assert_eq!(codes(&file), Vec::<&str>::new());
}

/// What differs from the form: kind, found, expected.
fn drift(names: &[(&str, &str)]) -> Vec<(DriftKind, String, String)> {
    let file = score_table([("25%", "2"), ("-30%", "5")], 100, names);
    let drift = file.cases[0].submission.drift.iter();
    drift.map(|drift| (drift.kind, drift.found.clone(), drift.expected.clone())).collect()
}

#[test]
fn prescribed_indicators_that_are_missing_renamed_or_added_are_told() {
    let told = |kind, found: &str, expected: &str| vec![(kind, found.to_owned(), expected.to_owned())];
    assert_eq!(drift(&[]), []);
    assert_eq!(drift(&[("政府采购执行率", "")]), told(DriftKind::IndicatorMissing, "", "政府采购执行率"));
    let renamed = told(DriftKind::IndicatorRenamed, "政府采购完成率", "政府采购执行率");
    assert_eq!(drift(&[("政府采购执行率", "政府采购完成率")]), renamed);
    assert_eq!(drift(&[("结转结余率", "")]), [], "the other alternative is there");
    assert_eq!(drift(&[("财政供养人员控制率", "在职人员控制率")]), [], "an alias is no change");
}
