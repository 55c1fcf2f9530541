//! Where a sum does not balance, the cell that explains it is named with what it should say; what a finding is worth is told.

use std::fs;

use assert_cmd::Command;
use calamine::{Data, DataType as _, Reader as _, open_workbook_from_rs};
use huizong::model::{Finding, Impact, ReadFile};
use huizong::pipeline;
use huizong::text::Lang;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::example_form::workbook;
use crate::library::delivered;

fn check(edits: &[(&str, &str, &str)]) -> ReadFile {
    let library = delivered();
    pipeline::check_bytes(workbook(edits), "自评表.xlsx", library)
}

fn finding<'a>(file: &'a ReadFile, code: &str, cell: &str) -> &'a Finding {
    let all = || file.every_finding().map(|f| (f.code.0, f.place.cell().map(|cell| cell.to_string())));
    file.every_finding()
        .find(|f| f.code.0 == code && f.place.cell().is_some_and(|at| at.to_string() == cell))
        .unwrap_or_else(|| panic!("{code} at {cell} among {:?}", all().collect::<Vec<_>>()))
}

/// What is said of the suspects of a finding, by cell.
fn said(edits: &[(&str, &str, &str)], code: &str, cell: &str) -> Vec<String> {
    let file = check(edits);
    let finding = finding(&file, code, cell);
    for suspect in &finding.suspects {
        assert!(!suspect.sentence.get(Lang::En).contains('{'));
        assert!(suspect.cells.iter().all(|place| place.cell().is_some()));
    }
    finding.suspects.iter().map(|suspect| suspect.sentence.get(Lang::Zh)).collect()
}

#[test]
fn the_part_of_the_money_with_the_slip_is_named() {
    for (edits, cell, wanted) in [
        (vec![("G7", "170", "107"), ("G8", "20", "")], "G6", vec![]),
        (vec![("E7", "180", "1800000")], "E6", vec!["若 E7 的 1800000 改为 180（元与万元），合计即平"]),
        (vec![("E8", "20", "-20")], "E6", vec!["若 E8 的 -20 改为 20（正负号），合计即平"]),
        (vec![("E6", "200", "180")], "E6", vec!["差额正好是 E8 的 20：合计可能漏加了它"]),
        (vec![("E6", "200", "220")], "E6", vec!["差额正好是 E8 的 20：合计可能把它加了两次"]),
        (vec![("E6", "200", "2000")], "E6", vec!["若 E6 的 2000 改为 200（小数点或末尾的 0），合计即平"]),
        (
            vec![("E7", "180", "1243.5"), ("E6", "200", "1254.5")],
            "E6",
            vec!["若 E7 的 1243.5 改为 1234.5（相邻两位颠倒），合计即平"],
        ),
        (vec![("E6", "200", "347")], "E6", vec![]),
    ] {
        assert_eq!(said(&edits, "M01", cell), wanted, "{edits:?}");
    }
}

#[test]
fn a_score_that_the_formula_confirms_is_no_suspect_of_a_wrong_total() {
    // The formula gives 15 where 1.5 is claimed.
    let said_of = said(&[("I14", "15", "1.5"), ("I20", "99", "99")], "S07", "I20");
    assert_eq!(said_of, ["若 I14 的 1.5 改为 15（小数点或末尾的 0），合计即平"]);
    // Every score is what its formula gives: the total itself is the only suspect.
    assert_eq!(said(&[("I20", "99", "9.9")], "S07", "I20"), ["若 I20 的 9.9 改为 99（小数点或末尾的 0），合计即平"]);
    assert_eq!(
        said(&[("I20", "99", "89.5")], "S07", "I20"),
        ["差额正好是 J6 的 9.5：合计可能漏加了它", "差额正好是 I15 的 9.5：合计可能漏加了它"]
    );
}

#[test]
fn a_weight_that_breaks_the_sum_is_named_where_one_keystroke_explains_it() {
    let edits = [("B13", "产出指标（50分）", "产出指标（500分）")];
    assert_eq!(said(&edits, "Q03", "B13"), ["若 B13 的 500 改为 50（小数点或末尾的 0），合计即平"]);
    assert_eq!(said(&[("H20", "100", "10")], "Q01", "H20"), ["若 H20 的 10 改为 100（小数点或末尾的 0），合计即平"]);
}

#[test]
fn a_finding_tells_what_it_is_worth() {
    let points = |text: &str| Some(Impact::Points(text.parse().expect("points")));
    let money = |text: &str| Some(Impact::Money(text.parse().expect("money")));
    for (edits, code, cell, worth) in [
        (vec![("I15", "9.5", "9.8")], "S04", "I15", points("0.3")),
        (vec![("I15", "9.5", "10")], "S06", "I15", points("0.5")),
        (vec![("I13", "15", "14")], "S05", "I13", points("-1")),
        (vec![("I13", "15", "16")], "S02", "I13", points("1")),
        (vec![("I19", "10", "-1")], "S03", "I19", points("-11")),
        (vec![("J6", "9.5", "10")], "M04", "J6", points("0.5")),
        (vec![("I20", "99", "100")], "S07", "I20", points("1")),
        (vec![("E6", "200", "210")], "M01", "E6", money("10")),
        (vec![("A5", "项目资金\n（万元）", "项目资金\n（元）"), ("G6", "190", "180")], "M01", "G6", money("-0.001")),
        (vec![("J15", REASON, "")], "R01", "J15", None),
    ] {
        let file = check(&edits);
        let found = finding(&file, code, cell).impact.map(|impact| match impact {
            Impact::Points(points) => Impact::Points(points.normalize()),
            Impact::Money(amount) => Impact::Money(amount.normalize()),
        });
        assert_eq!(found, worth, "{code}");
    }
}

const REASON: &str = "9月强降雨致两处路段延期完工，今后提前安排汛期施工。";

#[test]
fn what_the_findings_of_a_form_are_worth_is_its_total_minus_the_recomputed_one() {
    let edits = [("I15", "9.5", "9.8"), ("I13", "15", "16"), ("J6", "9.5", "10"), ("I20", "99", "103")];
    let file = check(&edits);
    let worth: Decimal = file.every_finding().filter_map(|f| f.impact.and_then(Impact::points)).sum();
    let total = file.cases[0].scorecard.total.expect("a total");
    assert_eq!(worth, Decimal::from(103) - total);
}

#[test]
fn suspects_and_worth_are_told_by_check_in_json_and_in_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("表.xlsx");
    fs::write(&file, workbook(&[("E7", "180", "1800000"), ("I15", "9.5", "9.8")])).expect("written");
    let huizong = || {
        let mut command = Command::cargo_bin("huizong").expect("the program");
        command.env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8");
        command
    };
    let told = contains("? 若 E7 的 1800000 改为 180")
        .and(contains("得分多计 0.30 分"))
        .and(contains("影响合计 1799820.00 万元"));
    huizong().arg("check").arg(&file).assert().code(1).stdout(told);
    let told = contains("? if E7 said 180 instead of 1800000").and(contains("0.30 points too many are claimed"));
    huizong().arg("check").arg(&file).args(["--lang", "en"]).assert().code(1).stdout(told);

    let output = huizong().arg("check").arg(&file).arg("--json").output().expect("findings");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let records: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |code: &str| records.iter().find(|record| record["code"] == code).expect("a finding");
    let suspect = &of("M01")["suspects"][0];
    assert_eq!((&suspect["cells"][0]["cell"], &suspect["proposed"]), (&Value::from("E7"), &Value::from(180)));
    assert_eq!(of("M01")["impact_money"], Value::from(-1_799_820));
    assert!(of("S04").get("suspects").is_none() && of("S04")["impact_points"].as_f64() == Some(0.3));

    huizong().arg(&file).assert().code(0);
    let report = fs::read(folder.path().join("表-检查报告.xlsx")).expect("a report");
    let mut book: calamine::Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(report)).expect("a workbook");
    let rows: Vec<Vec<Data>> =
        book.worksheet_range("问题清单").expect("the tab").rows().map(<[Data]>::to_vec).collect();
    let header = rows.iter().find(|row| row[0] == "序号").expect("a header");
    let column = |name: &str| header.iter().position(|cell| *cell == *name).expect("the column");
    let row = |code: &str| rows.iter().find(|row| row[column("代码")] == *code).expect("a finding");
    assert_eq!(row("M01")[column("疑点")], "E7");
    assert!(row("M01")[column("建议")].to_string().contains("若 E7 的 1800000 改为 180"));
    assert_eq!(row("M01")[column("影响（万元）")].as_f64(), Some(-1_799_820.0));
    assert_eq!(row("S04")[column("影响（分）")].as_f64(), Some(0.3));
    assert!(row("S04")[column("疑点")].is_empty());
    let range = book.worksheet_formula("问题清单").expect("formulas");
    assert!(range.rows().flatten().any(|formula| formula.contains("'!E7\"")), "a link to the suspect");
}
