//! The ledger of corrections: what is found gets a row, what is gone keeps it, and nothing typed gets lost.

use std::fs;

use huizong::model::{CorrectionState, Severity};
use huizong::pipeline;
use huizong::text::Lang;
use jiff::civil::date;

use crate::desk::{Desk, Ran, STATE, UNIT};

const LEDGER: &str = "ledger.xlsx";

fn states(ran: &Ran) -> Vec<(String, CorrectionState)> {
    let lines = ran.county.judgement.corrections.iter();
    lines.map(|line| (line.key.code.clone(), line.state)).collect()
}

fn run(desk: &Desk, day: i8) -> Ran {
    desk.try_run(date(2025, 4, day)).unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn every_open_finding_gets_a_row_and_a_second_run_changes_nothing() {
    let desk = Desk::new();
    let ran = run(&desk, 2);
    let open = ran.county.every_finding().filter(|finding| finding.severity != Severity::I).count();
    assert!(open > 1);
    assert_eq!(ran.county.judgement.corrections.len(), open);
    let first = desk.bytes(LEDGER);
    run(&desk, 2);
    assert!(desk.bytes(LEDGER) == first, "the same day, the same findings, the same bytes");
}

#[test]
fn what_a_person_types_survives_every_run_and_what_is_gone_says_so() {
    let desk = Desk::new();
    run(&desk, 2);
    let mut ledger = desk.sheet(LEDGER);
    let row = ledger.only("代码", "M03");
    ledger.set(row, "责任人", "张三");
    ledger.set(row, "整改情况", "已退回");
    ledger.set(row, "整改期限", "2025-04-20");
    ledger.add_column("股长意见");
    ledger.set(row, "股长意见", "=请尽快");
    ledger.save(&desk.path(LEDGER));

    // The department corrects it.
    desk.send(&[("G6", "190"), ("G7", "170"), ("I6", "95%"), ("J6", "9.5"), ("I20", "99")]);
    let ran = run(&desk, 3);
    assert!(states(&ran).contains(&("M03".to_owned(), CorrectionState::Gone)), "{:?}", states(&ran));
    let ledger = desk.sheet(LEDGER);
    let row = ledger.only("代码", "M03");
    assert_eq!(ledger.text(row, STATE), "已消除");
    assert_eq!(ledger.text(row, "单位"), UNIT);
    for (title, typed) in [
        ("责任人", "张三"),
        ("整改情况", "已退回"),
        ("整改期限", "2025-04-20"),
        ("股长意见", "=请尽快"),
        ("最近发现", "2025-04-02"),
    ] {
        assert_eq!(ledger.text(row, title), typed, "{title}");
    }

    // And makes the same mistake again.
    desk.send(&[]);
    let ran = run(&desk, 4);
    assert!(states(&ran).contains(&("M03".to_owned(), CorrectionState::CameBack)));
    let ledger = desk.sheet(LEDGER);
    let row = ledger.only("代码", "M03");
    assert_eq!((ledger.text(row, STATE).as_str(), ledger.text(row, "责任人").as_str()), ("重新出现", "张三"));
    assert_eq!(
        (ledger.text(row, "首次发现").as_str(), ledger.text(row, "最近发现").as_str()),
        ("2025-04-02", "2025-04-04")
    );
}

#[test]
fn what_is_explained_needs_no_correction() {
    let desk = Desk::new();
    let before = run(&desk, 2);
    assert!(states(&before).contains(&("R01".to_owned(), CorrectionState::Open)), "{:?}", states(&before));
    let mut explanations = desk.sheet("explanations.xlsx");
    let row = explanations.only("代码", "R01");
    explanations.set(row, "说明原因", "新增的车辆");
    explanations.set(row, "说明人", "李四");
    explanations.save(&desk.path("explanations.xlsx"));
    let after = run(&desk, 3);
    assert!(states(&after).contains(&("R01".to_owned(), CorrectionState::Gone)), "{:?}", states(&after));
}

#[test]
fn a_damaged_ledger_stops_the_run_and_is_left_alone() {
    let desk = Desk::new();
    fs::write(desk.path(LEDGER), b"PK\x03\x04 no workbook").expect("written");
    assert!(desk.refusal().contains("ledger.xlsx"), "{}", desk.refusal());
    assert_eq!(desk.bytes(LEDGER), b"PK\x03\x04 no workbook");
}

#[test]
fn the_bureau_s_own_figures_and_the_ledger_cannot_be_one_file() {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.path("huizong.toml")).expect("the project file");
    let text = text.replace("[input]\n", "[input]\nledger = \"ledger.xlsx\"\n");
    fs::write(desk.path("huizong.toml"), text).expect("written");
    let faults = pipeline::project(desk.folder.path()).expect_err("two jobs, one file");
    let told = faults[0].message.get(Lang::Zh);
    assert!(told.contains("底册") && told.contains("ledger.xlsx") && told.contains("corrections"), "{told}");
}
