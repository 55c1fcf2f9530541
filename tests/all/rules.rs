//! Every check holds what its page promises: the wrong example fires it at its cell, the right form fires nothing.

use std::collections::BTreeSet;

use huizong::model::{Finding, Outcome, Page, ReadFile, Severity};
use huizong::text::Lang;
use huizong::{pipeline, validate};

use crate::example_form::{RIGHT, workbook};
use crate::families::{drawn, edited, pictures};
use crate::library::delivered;

fn check(edits: &[(&str, &str, &str)]) -> ReadFile {
    read(workbook(edits))
}

fn read(sent: Vec<u8>) -> ReadFile {
    let library = delivered();
    let file = pipeline::check_bytes(sent, "自评表.xlsx", library);
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file
}

fn findings(file: &ReadFile) -> &[Finding] {
    &file.cases[0].findings
}

fn cell(finding: &Finding) -> String {
    finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default()
}

/// Code and cell of every finding.
fn fired(edits: &[(&str, &str, &str)]) -> Vec<(&'static str, String)> {
    findings(&check(edits)).iter().map(|finding| (finding.code.0, cell(finding))).collect()
}

fn pairs(wanted: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    wanted.iter().map(|(code, cell)| (*code, (*cell).to_owned())).collect()
}

#[test]
fn a_right_form_has_no_finding() {
    let file = check(&[]);
    let shown: Vec<_> = findings(&file).iter().map(|f| (f.code.0, cell(f), f.message(Lang::Zh))).collect();
    assert!(shown.is_empty() && file.findings.is_empty(), "{shown:?} {:?}", file.findings);
    let blind: Vec<_> =
        file.cases[0].outcomes.iter().filter(|o| o.outcome() == Outcome::NotEvaluated).map(|o| o.code.0).collect();
    assert!(blind.is_empty(), "not evaluated on a complete form: {blind:?}");
}

/// The form that an example changes, before and after, with a name: the national one, else the first picture of a family that
/// shows what the example changes.
pub fn example(page: &Page) -> [(String, Vec<u8>); 2] {
    let edits: Vec<_> = page.example.iter().map(|edit| (edit.cell, edit.from, edit.to)).collect();
    let national = |cell: &str| RIGHT.iter().find(|(right, _)| *right == cell).map_or("", |(_, text)| text);
    if edits.iter().all(|(cell, from, _)| national(cell) == *from) {
        return [workbook(&[]), workbook(&edits)].map(|sent| ("自评表.xlsx".to_owned(), sent));
    }
    let changed = pictures().into_iter().find_map(|(name, picture)| Some((name, edited(&picture, &edits)?, picture)));
    let (name, after, before) = changed.unwrap_or_else(|| panic!("{}: no form shows {edits:?}", page.code));
    [before, after].map(|picture| (format!("{name}.xlsx"), drawn(&picture)))
}

fn tried(page: &Page) -> [ReadFile; 2] {
    example(page).map(|(name, sent)| pipeline::check_bytes(sent, &name, delivered()))
}

#[test]
fn every_page_s_example_fires_its_rule_at_its_cell() {
    let mut seen = BTreeSet::new();
    for page in validate::pages().into_iter().filter(|page| !page.example.is_empty()) {
        let [before, file] = tried(page);
        let fires = |finding: &&Finding| finding.code == page.code && cell(finding) == page.fires_at;
        assert!(!findings(&before).iter().any(|finding| fires(&finding)), "{} fires on a right form", page.code);
        let own = findings(&file).iter().find(fires);
        let all: Vec<_> = findings(&file).iter().map(|f| (f.code.0, cell(f))).collect();
        let finding = own.unwrap_or_else(|| panic!("{} does not fire at {}: {all:?}", page.code, page.fires_at));
        for lang in [Lang::Zh, Lang::En] {
            for text in [finding.message(lang), finding.advice.get(lang)] {
                assert!(!text.is_empty() && !text.contains('{'), "{}: {text}", page.code);
            }
        }
        seen.insert(page.code);
    }
    // A form on which everything is blank is more than an example; the forms handed out are.
    seen.insert(huizong::model::Code("F15"));
    let rules = check(&[]).cases[0].outcomes.iter().map(|outcome| outcome.code).collect::<BTreeSet<_>>();
    assert_eq!(seen, rules, "every rule of a form has an example");
}

#[test]
fn every_rule_ends_once_and_a_blank_cell_never_passes() {
    let file = check(&[("I13", "15", ""), ("H14", "15", ""), ("G17", "3.2万人", "")]);
    let outcomes = &file.cases[0].outcomes;
    let codes: BTreeSet<_> = outcomes.iter().map(|outcome| outcome.code).collect();
    assert_eq!(codes.len(), outcomes.len());
    let of = |code: &str| outcomes.iter().find(|outcome| outcome.code.0 == code).expect("the rule").outcome();
    for code in ["S01", "Q04", "V02"] {
        assert_eq!(of(code), Outcome::Fail, "{code}");
    }
    for code in ["Q01", "Q03", "S07"] {
        assert_eq!(of(code), Outcome::NotEvaluated, "{code}");
    }
}

#[test]
fn one_fault_is_told_once() {
    for (edits, wanted) in [
        (vec![("I13", "15", "16"), ("I20", "99", "100")], vec![("S02", "I13")]),
        (vec![("I15", "9.5", "10"), ("I20", "99", "99.5")], vec![("S06", "I15")]),
        (vec![("I15", "9.5", "9.8"), ("I20", "99", "99.3")], vec![("S04", "I15")]),
        (vec![("J6", "9.5", "12"), ("I20", "99", "101.5")], vec![("S02", "J6")]),
        (vec![("G11", RIGHT_COMPLETION, "对照年度目标说明完成情况（100字以内）")], vec![("T01", "G11")]),
        (vec![("H16", "10", "十分"), ("B13", "产出指标（50分）", "产出指标")], vec![("Q04", "H16")]),
    ] {
        assert_eq!(fired(&edits), pairs(&wanted), "{edits:?}");
    }
}

const RIGHT_COMPLETION: &str = "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。";

#[test]
fn what_is_written_with_less_precision_is_not_wrong() {
    for edits in [
        // 43.2 stands for 43.20: 37.24 ÷ 43.2 = 86.20 %, shown as 86 %, and 8.6 is 8.62 to one decimal.
        vec![
            ("E6", "200", "43.2"),
            ("E7", "180", "43.2"),
            ("E8", "20", ""),
            ("E9", "0", ""),
            ("F6", "200", "43.2"),
            ("F7", "180", "43.2"),
            ("F8", "20", ""),
            ("F9", "0", ""),
            ("G6", "190", "37.24"),
            ("G7", "170", "37.24"),
            ("G8", "20", ""),
            ("G9", "0", ""),
            ("I6", "95%", "86%"),
            ("J6", "9.5", "8.6"),
            ("I20", "99", "98.1"),
        ],
        // 9.5 is 9.47 to one decimal.
        vec![("G15", "95%", "94.7%")],
        // The total of money is written with one decimal, its parts with three.
        vec![("G6", "190", "189.9"), ("G7", "170", "169.949"), ("I6", "95%", "94.97%"), ("J6", "9.5", "9.5")],
    ] {
        assert_eq!(fired(&edits), [], "{edits:?}");
    }
    // A whole number is no rounding: 9 points are claimed where 9.50 are earned.
    assert_eq!(fired(&[("J6", "9.5", "9"), ("I20", "99", "98.5")]), pairs(&[("M04", "J6")]));
}

#[test]
fn whole_numbers_are_exact_however_small() {
    let small = [
        ("E6", "200", "6"),
        ("E7", "180", "6"),
        ("E8", "20", ""),
        ("E9", "0", ""),
        ("F6", "200", "6"),
        ("F7", "180", "6"),
        ("F8", "20", ""),
        ("F9", "0", ""),
        ("G6", "190", "5"),
        ("G7", "170", "5"),
        ("G8", "20", ""),
        ("G9", "0", ""),
    ];
    let with = |more: &[(&'static str, &'static str, &'static str)]| fired(&[&small[..], more].concat());
    assert_eq!(with(&[("I6", "95%", "83.33%"), ("J6", "9.5", "8.33"), ("I20", "99", "97.83")]), []);
    let claimed = with(&[("I6", "95%", "100%"), ("J6", "9.5", "10"), ("I20", "99", "99.5")]);
    assert_eq!(claimed, pairs(&[("M02", "I6"), ("M04", "J6")]), "5 of 6 is not 100 %");
}

#[test]
fn what_is_not_known_makes_no_sum_wrong() {
    for (edits, wanted) in [
        (vec![("H14", "15", "")], vec![("Q04", "H14")]),
        (vec![("H6", "10", "十分")], vec![("V03", "H6")]),
        (vec![("I13", "15", "—")], vec![("S01", "I13")]),
        (vec![("I13", "15", "")], vec![("S01", "I13")]),
        (vec![("I20", "99", "")], vec![]),
        (vec![("I20", "99", "89.5")], vec![("S07", "I20")]),
    ] {
        assert_eq!(fired(&edits), pairs(&wanted), "{edits:?}");
    }
}

#[test]
fn an_ellipsis_is_a_placeholder_in_a_name_and_punctuation_in_a_sentence() {
    assert_eq!(fired(&[("D13", "农村公路养护里程", "……里程")]), pairs(&[("T03", "D13")]));
    assert_eq!(fired(&[("J15", RIGHT_REASON, "9月强降雨致延期……")]), []);
    assert_eq!(fired(&[("J15", RIGHT_REASON, "因XX原因延期")]), pairs(&[("T03", "J15")]));
}

const RIGHT_REASON: &str = "9月强降雨致两处路段延期完工，今后提前安排汛期施工。";

#[test]
fn full_marks_need_no_reason_and_a_far_higher_value_is_to_be_verified() {
    assert_eq!(fired(&[("J13", "", "0"), ("J18", "", "无")]), []);
    let file = check(&[("G13", "120公里", "156公里")]);
    let shown: Vec<_> = findings(&file).iter().map(|f| (f.code.0, cell(f), f.severity)).collect();
    assert_eq!(shown, [("R01", "J13".to_owned(), Severity::W)]);
    assert_eq!(fired(&[("G13", "120公里", "143公里")]), []);
}

#[test]
fn a_value_that_cannot_be_understood_is_told_at_its_cell_and_never_zero() {
    let found = fired(&[("G7", "170", "约170-180"), ("I14", "15", "满分"), ("G17", "3.2万人", "3.2.1万人")]);
    for cell in ["G7", "I14", "G17"] {
        assert!(found.contains(&("V03", cell.to_owned())), "{cell}: {found:?}");
    }
    assert!(!found.iter().any(|(code, _)| *code == "M01"), "{found:?}");
}

#[test]
fn a_dash_is_no_actual_value_for_a_numeric_target_that_counts() {
    let found = fired(&[("G13", "120公里", "无")]);
    assert!(found.contains(&("V03", "G13".to_owned())), "{found:?}");
}
