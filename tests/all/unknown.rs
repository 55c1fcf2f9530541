//! Unknown stays unknown: what cannot be read, was not claimed or was not found is never taken for nothing.

use huizong::model::CountedMoney;
use huizong::pipeline;
use rust_decimal::Decimal;

use crate::example_form::workbook;
use crate::library::delivered;

fn case(edits: &[(&str, &str, &str)]) -> huizong::model::Case {
    let library = delivered();
    let mut file = pipeline::check_bytes(workbook(edits), "示范.xlsx", library);
    file.cases.remove(0)
}

fn money(edits: &[(&str, &str, &str)]) -> CountedMoney {
    CountedMoney::of_submission(&case(edits).submission).expect("money")
}

#[test]
fn a_whole_that_a_formula_adds_up_without_an_unreadable_part_is_not_known() {
    let words = "180，其中上年结转20";
    let left_out = [("F6", "200", "20"), ("F7", "180", words)];
    assert_eq!(money(&left_out).adjusted, None);
    let nothing = [("F6", "200", "0"), ("F7", "180", words), ("F8", "20", ""), ("F9", "0", "")];
    assert_eq!(money(&nothing).adjusted, None);
    let codes: Vec<&str> = case(&nothing).findings.iter().map(|finding| finding.code.0).collect();
    assert!(codes.contains(&"V03") && !codes.contains(&"M05"), "{codes:?}");
    assert_eq!(money(&[("F7", "180", words)]).adjusted, Some(Decimal::from(200)), "a typed whole stands");
}

#[test]
fn a_score_that_was_not_claimed_is_not_compared_as_zero() {
    let card = case(&[("I13", "15", "")]).scorecard;
    assert_eq!(card.self_sum, None);
    let gap = card.gap().expect("the others");
    assert!(gap.abs() < Decimal::ONE, "{gap}");
}

#[test]
fn a_form_of_which_a_table_was_not_found_has_no_total_and_no_grade() {
    let header: Vec<(&str, &str, &str)> = vec![
        ("B12", "一级指标", ""),
        ("C12", "二级指标", ""),
        ("D12", "三级指标", ""),
        ("F12", "年度指标值", ""),
        ("G12", "实际完成值", ""),
        ("H12", "分值", ""),
        ("I12", "得分", ""),
        ("J12", "偏差原因分析及改进措施", ""),
    ];
    let case = case(&header);
    assert!(case.findings.iter().any(|finding| finding.code.0 == "F04"));
    let card = &case.scorecard;
    assert!(card.lacks_table);
    assert_eq!(
        (card.total, card.self_sum, card.grade.as_deref(), card.self_grade.as_deref()),
        (None, None, None, None)
    );
}
