//! 0.95, 95 and 95% are told apart by format, header, unit and the value beside them; where it had to be decided, it is said.

use huizong::model::{Finding, ReadFile, Severity};
use huizong::pipeline;
use huizong::text::Lang;
use rust_decimal::Decimal;

use crate::example_form::workbook;
use crate::library::delivered;

fn check(edits: &[(&str, &str, &str)]) -> ReadFile {
    let library = delivered();
    pipeline::check_bytes(workbook(edits), "自评表.xlsx", library)
}

fn told(file: &ReadFile) -> Vec<(&'static str, String, Severity)> {
    let told = |f: &Finding| (f.code.0, f.place.cell().map(|cell| cell.to_string()).unwrap_or_default(), f.severity);
    file.every_finding().map(told).collect()
}

/// All of 20 was spent, and beside a part without amounts stands a rate.
const BARE_RATE: &[(&str, &str, &str)] = &[
    ("I7", "—", "0.95"),
    ("E6", "200", "20"),
    ("E7", "180", ""),
    ("E8", "20", ""),
    ("E9", "0", ""),
    ("F6", "200", "20"),
    ("F7", "180", ""),
    ("G6", "190", "20"),
    ("G7", "170", ""),
    ("J6", "9.5", "10"),
    ("I20", "99", "99.5"),
];

#[test]
fn a_share_beside_a_percentage_is_read_as_one_and_said() {
    for (edits, cell, says) in [
        (vec![("G15", "95%", "0.95")], "G15", "0.95 没有百分号，对照 100% 按 95% 理解"),
        (vec![("F19", "≥90%", "≥0.9")], "F19", "0.9 没有百分号，对照 92% 按 90% 理解"),
        (vec![("G14", "98.5%", "0.985")], "G14", "0.985 没有百分号，对照 98% 按 98.5% 理解"),
    ] {
        let file = check(&edits);
        assert_eq!(told(&file), [("V20", cell.to_owned(), Severity::I)], "{edits:?}");
        let message = file.every_finding().next().expect("a finding").message(Lang::Zh);
        assert!(message.contains(says), "{message}");
        // The score is the one of the percentage.
        assert_eq!(file.cases[0].scorecard.total, Some(Decimal::from(99)), "{edits:?}");
    }
}

#[test]
fn a_reading_that_nothing_supports_is_to_be_verified() {
    // Beside a target of at most 5 % the actual value 0.4 is 0.4 %, which is far from it.
    let file = check(&[
        ("D15", "养护任务按期完成率", "养护工程返工率"),
        ("F15", "≥100%", "≤5%"),
        ("G15", "95%", "0.4"),
        ("I15", "9.5", "10"),
        ("I20", "99", "99.5"),
    ]);
    assert_eq!(told(&file), [("V20", "G15".to_owned(), Severity::W)]);
    // A rate without amounts.
    let file = check(&[&[("I6", "95%", "100%")], BARE_RATE].concat());
    assert_eq!(told(&file), [("V20", "I7".to_owned(), Severity::W)]);
}

#[test]
fn a_header_in_percent_decides_where_nothing_else_does() {
    let header = ("I5", "执行率", "执行率（%）");
    let file = check(&[&[header, ("I6", "95%", "100")], BARE_RATE].concat());
    assert_eq!(told(&file), [("V20", "I7".to_owned(), Severity::W)]);
    let message = file.every_finding().next().expect("a finding").message(Lang::Zh);
    assert!(message.contains("按 0.95% 理解"), "{message}");
    // The amounts say that 0.95 is 95 % whatever the header says.
    assert_eq!(told(&check(&[header, ("I6", "95%", "0.95")])), Vec::new());
    // The header of the actual values, beside a percentage.
    assert_eq!(told(&check(&[("G12", "实际完成值", "实际完成值（%）"), ("G15", "95%", "95")])), Vec::new());
}

#[test]
fn what_the_cell_or_its_neighbours_say_needs_no_word() {
    for edits in [
        // 95 beside 100 % cannot be 9500 %.
        vec![("G15", "95%", "95")],
        // Executed ÷ adjusted is 0.95.
        vec![("I6", "95%", "0.95")],
        vec![("I6", "95%", "95")],
        // Nothing is a share of nothing.
        vec![
            ("D15", "养护任务按期完成率", "养护工程返工率"),
            ("F15", "≥100%", "≤5%"),
            ("G15", "95%", "0"),
            ("I15", "9.5", "10"),
            ("I20", "99", "99.5"),
        ],
    ] {
        assert_eq!(told(&check(&edits)), Vec::new(), "{edits:?}");
    }
}

#[test]
fn a_wrong_rate_says_how_it_was_read() {
    let file = check(&[("I6", "95%", "0.9")]);
    assert_eq!(told(&file), [("M02", "I6".to_owned(), Severity::E)]);
    let message = file.every_finding().next().expect("a finding").message(Lang::Zh);
    assert!(message.contains("0.9 = 90%"), "{message}");
}
