//! Every check has a page, and the page's example is its test.

use std::collections::BTreeSet;

use huizong::model::{Outcome, ReadFile};
use huizong::pipeline;
use huizong::schema::Library;
use huizong::text::Lang;

use crate::example_form::workbook;

fn check(edits: &[(&str, &str, &str)]) -> ReadFile {
    let library = Library::delivered().expect("the delivered schemas");
    let file = pipeline::check_bytes(workbook(edits), "例.xlsx", &library);
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file
}

fn found(file: &ReadFile) -> Vec<(String, String)> {
    let case = &file.cases[0];
    let cell = |place: &huizong::model::Place| place.cell().map(|cell| cell.to_string()).unwrap_or_default();
    case.findings.iter().map(|finding| (finding.code.to_string(), cell(&finding.place))).collect()
}

#[test]
fn a_form_that_is_right_has_no_finding() {
    let file = check(&[]);
    let messages: Vec<String> = file.cases[0].findings.iter().map(|finding| finding.message(Lang::Zh)).collect();
    assert!(messages.is_empty() && file.findings.is_empty(), "{messages:?} {:?}", file.findings);
    assert_eq!(file.cases[0].scorecard.total.map(|total| total.to_string()).as_deref(), Some("98.10"));
}

#[test]
fn every_page_s_example_fires_its_check_at_its_cell() {
    let mut tried = 0;
    for page in pipeline::pages().into_iter().filter(|page| !page.example.is_empty()) {
        let edits: Vec<_> = page.example.iter().map(|edit| (edit.cell, edit.from, edit.to)).collect();
        let file = check(&edits);
        let found = found(&file);
        assert!(
            found.contains(&(page.code.to_string(), page.fires_at.to_owned())),
            "{} at {}: {found:?}",
            page.code,
            page.fires_at
        );
        let finding = file.cases[0].findings.iter().find(|finding| finding.code == page.code).expect("the finding");
        for lang in [Lang::Zh, Lang::En] {
            let (message, advice) = (finding.message(lang), finding.advice.get(lang));
            assert!(!message.contains('{') && !advice.is_empty(), "{}: {message}", page.code);
        }
        tried += 1;
    }
    assert!(tried >= 28, "only {tried} pages have an example");
}

#[test]
fn every_code_has_one_page_in_two_languages() {
    let pages = pipeline::pages();
    let codes: BTreeSet<&str> = pages.iter().map(|page| page.code.0).collect();
    assert_eq!(codes.len(), pages.len(), "a code has two pages");
    let asked = "C01 C06 F01 F02 F05 F06 F07 F09 F10 F12 M01 M02 M03 M04 M05 M08 M11 Q01 Q03 Q04 Q05 Q07 R01 S01 S02 S03 S04 S05 S06 \
                 S07 S08 T01 T02 T03 V01 V02 V03 V05 V07 V15";
    for code in asked.split_whitespace() {
        assert!(codes.contains(code), "{code} has no page");
    }
    for page in pages {
        for text in [page.title, page.what, page.why, page.wrong, page.correct] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", page.code);
        }
    }
}

#[test]
fn the_outcomes_add_up_and_a_blank_cell_does_not_pass() {
    let right = check(&[]);
    let rules = right.cases[0].outcomes.len();
    let blank = check(&[("H13", "15", ""), ("G14", "15", "")]);
    let outcomes = &blank.cases[0].outcomes;
    assert_eq!(outcomes.len(), rules);
    let of = |code: &str| outcomes.iter().find(|outcome| outcome.code.0 == code).expect("the rule").outcome();
    assert_eq!(of("S01"), Outcome::Fail);
    assert_eq!(of("Q01"), Outcome::NotEvaluated, "a weight is blank");
    assert_eq!(of("S07"), Outcome::NotEvaluated, "a score is blank");
}

#[test]
fn too_few_indicators_are_found_at_the_first_of_them() {
    let rows = [13, 14, 15, 16];
    let cells: Vec<String> =
        rows.iter().flat_map(|row| ["D", "E", "F", "G", "H"].map(|col| format!("{col}{row}"))).collect();
    let right = |cell: &str| crate::example_form::RIGHT.iter().find(|(place, _)| *place == cell).expect("a cell").1;
    let edits: Vec<_> = cells.iter().map(|cell| (cell.as_str(), right(cell), "")).collect();
    assert!(found(&check(&edits)).contains(&("Q07".to_owned(), "D17".to_owned())));
}

#[test]
fn what_cannot_be_understood_is_a_finding_and_never_zero() {
    let file = check(&[("E6", "96", "约九十六"), ("H14", "15", "十五分")]);
    let found = found(&file);
    for cell in ["E6", "H14"] {
        assert!(found.contains(&("V03".to_owned(), cell.to_owned())), "{found:?}");
    }
    let execution = &file.cases[0].scorecard.lines[0];
    assert_eq!(execution.recomputed.map(|points| points.to_string()).as_deref(), Some("9.60"), "from the parts");
    assert!(execution.working.get(Lang::Zh).contains("分项之和"), "and the working says so");
}

#[test]
fn full_points_for_a_target_that_was_reached_need_no_reason() {
    let file = check(&[("I13", "", "0"), ("I14", "", "无")]);
    assert!(!found(&file).iter().any(|(code, _)| code == "R01"), "{:?}", found(&file));
}
