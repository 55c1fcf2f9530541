//! The rules of money, weights and texts fire where something is wrong, and stay silent where it may be right.

use huizong::model::{Case, Outcome, Severity};
use huizong::pipeline;
use huizong::schema::Library;

use crate::example_form::workbook;
use crate::families::{drawn, edited, pictures};

type Edits<'a> = &'a [(&'a str, &'a str, &'a str)];

fn case(bytes: Vec<u8>, name: &str) -> Case {
    let library = Library::delivered().expect("the delivered forms");
    let mut file = pipeline::check_bytes(bytes, name, &library);
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file.cases.remove(0)
}

/// The national form with some cells changed.
fn national(edits: Edits<'_>) -> Case {
    case(workbook(edits), "自评表.xlsx")
}

/// The form of a picture with some cells changed.
fn family(name: &str, edits: Edits<'_>) -> Case {
    let (_, picture) = pictures().into_iter().find(|(other, _)| other == name).expect("the picture");
    let picture = edited(&picture, edits).unwrap_or_else(|| panic!("{name} does not show {edits:?}"));
    case(drawn(&picture), "自评表.xlsx")
}

/// The cells at which a rule fires, with the severity.
fn fired(case: &Case, code: &str) -> Vec<(String, Severity)> {
    let own = case.findings.iter().filter(|finding| finding.code.0 == code);
    own.map(|f| (f.place.cell().map(|cell| cell.to_string()).unwrap_or_default(), f.severity)).collect()
}

fn warned(cell: &str) -> Vec<(String, Severity)> {
    vec![(cell.to_owned(), Severity::W)]
}

fn outcome(case: &Case, code: &str) -> Outcome {
    case.outcomes.iter().find(|outcome| outcome.code.0 == code).expect("the rule").outcome()
}

const SICHUAN: &str = "sichuan-project.right";

#[test]
fn a_budget_that_was_changed_by_far_needs_a_reason_and_a_reason_is_enough() {
    let changed = [("D9", "50", "30"), ("D10", "50", "30")];
    assert_eq!(fired(&family(SICHUAN, &changed), "M06"), warned("E9"));
    let explained = [changed[0], changed[1], ("J9", "", "7月按实际工程量核定后调增。")];
    assert_eq!(outcome(&family(SICHUAN, &explained), "M06"), Outcome::Pass);
    let empty = [changed[0], changed[1], ("J9", "", "无")];
    assert_eq!(fired(&family(SICHUAN, &empty), "M06"), warned("E9"), "无 is no reason");
    assert_eq!(fired(&national(&[("E6", "200", "0"), ("E7", "180", "0"), ("E8", "20", "0")]), "M06"), warned("F6"));
}

#[test]
fn what_other_checks_speak_of_is_no_change_of_the_budget() {
    for (edits, why) in [
        (vec![("E6", "200", "2000000"), ("E7", "180", "1800000"), ("E8", "20", "200000")], "a slip of the unit"),
        (vec![("E6", "200", "100")], "a total that does not tie"),
        (vec![("F6", "200", "0"), ("F7", "180", "0"), ("F8", "20", "0")], "no budget"),
        (vec![("E6", "200", "-100"), ("E7", "180", "-120")], "a negative amount"),
    ] {
        let case = national(&edits);
        assert_eq!(outcome(&case, "M06"), Outcome::NotEvaluated, "{why}");
        assert_eq!(outcome(&case, "M07"), Outcome::NotEvaluated, "{why}");
    }
}

#[test]
fn a_budget_trimmed_by_little_or_not_to_the_spending_is_right() {
    let trimmed = |initial: &'static str, part: &'static str, spent: &'static str, spent_part: &'static str| {
        national(&[("E6", "200", initial), ("E7", "180", part), ("G6", "190", spent), ("G7", "170", spent_part)])
    };
    assert_eq!(fired(&trimmed("230", "210", "200", "180"), "M07"), warned("F6"));
    assert_eq!(outcome(&trimmed("210", "190", "200", "180"), "M07"), Outcome::Pass, "5% is little");
    assert_eq!(outcome(&trimmed("230", "210", "199", "179"), "M07"), Outcome::Pass);
}

#[test]
fn a_rate_that_may_still_reach_the_limit_is_not_low() {
    let spent = |adjusted: [&'static str; 2], executed: [&'static str; 2]| {
        national(&[
            ("F6", "200", adjusted[0]),
            ("F7", "180", adjusted[1]),
            ("G6", "190", executed[0]),
            ("G7", "170", executed[1]),
        ])
    };
    assert_eq!(fired(&spent(["200", "180"], ["159", "139"]), "M09"), warned("G6"));
    assert_eq!(outcome(&spent(["200", "180"], ["160", "140"]), "M09"), Outcome::Pass);
    assert_eq!(outcome(&spent(["199.9", "179.9"], ["159.9", "139.9"]), "M09"), Outcome::Pass, "79.99% may be 80%");
}

#[test]
fn sichuan_wants_a_reason_below_ninety_percent_and_others_do_not() {
    let spent = [("F9", "48", "44"), ("F10", "48", "44"), ("G9", "96%", "88%"), ("I9", "9.6", "8.8")];
    assert_eq!(fired(&family(SICHUAN, &spent), "M09"), warned("F9"));
    let explained = [spent[0], spent[1], spent[2], spent[3], ("J9", "", "部分培训改为线上，节约了场租。")];
    assert_eq!(outcome(&family(SICHUAN, &explained), "M09"), Outcome::Pass);
    assert_eq!(outcome(&national(&[("G6", "190", "176"), ("G7", "170", "156")]), "M09"), Outcome::Pass);
}

#[test]
fn little_spending_is_doubtful_only_beside_full_output() {
    let spent = [("G6", "190", "80"), ("G7", "170", "60")];
    assert_eq!(fired(&national(&spent), "M10"), warned("G6"));
    let missed = national(&[spent[0], spent[1], ("I13", "15", "12")]);
    assert_eq!(outcome(&missed, "M10"), Outcome::Pass, "46.5 of 50 points");
    let open = national(&[spent[0], spent[1], ("I13", "15", "")]);
    assert_eq!(outcome(&open, "M10"), Outcome::NotEvaluated, "a score is not known");
}

#[test]
fn a_split_must_be_one_of_the_amounts_of_the_whole() {
    let of = |edits: Edits<'_>| fired(&family("hunan-department", edits), "M12");
    let wrong = [("F6".to_owned(), Severity::E)];
    assert_eq!(of(&[]), wrong);
    assert!(of(&[("F6", "按支出性质分：1590", "按支出性质分：1600")]).is_empty(), "a part may be missing");
    let initial =
        [("F6", "按支出性质分：1590", "按支出性质分：1500"), ("F7", "其中：基本支出：900", "其中：基本支出：810")];
    assert!(of(&initial).is_empty(), "the initial budget may be what was split");
    let parts = [("F6", "按支出性质分：1590", "按支出性质分：1600"), ("F8", "项目支出：690", "项目支出：701")];
    assert_eq!(of(&parts), wrong, "the parts are more than their whole");
    let open = family(
        "hunan-department",
        &[("F6", "按支出性质分：1590", "按支出性质分：1600"), ("C6", "按收入性质分：1600", "按收入性质分：")],
    );
    assert_eq!(outcome(&open, "M12"), Outcome::NotEvaluated);
}

#[test]
fn expenses_above_their_budget_are_told_and_nothing_of_nothing_is_right() {
    let of = |edits: Edits<'_>| family("county-facts", edits);
    assert_eq!(outcome(&of(&[]), "M14"), Outcome::Pass);
    assert_eq!(fired(&of(&[("F12", "57", "60.02")]), "M14"), warned("F12"));
    assert_eq!(outcome(&of(&[("E12", "60", "0"), ("F12", "57", "0")]), "M14"), Outcome::Pass);
    assert_eq!(fired(&of(&[("E12", "60", "0")]), "M14"), warned("F12"));
    assert_eq!(outcome(&of(&[("E12", "60", "")]), "M14"), Outcome::NotEvaluated);
    assert_eq!(outcome(&national(&[]), "M14"), Outcome::NotApplicable);
}

#[test]
fn a_staff_control_rate_is_people_by_posts_however_it_is_written() {
    let of = |people: &'static str, rate: &'static str| {
        fired(&family("hunan-facts", &[("C5", "58", people), ("E5", "96.67%", rate)]), "M15")
    };
    for right in ["96.67%", "97%", "96.7", "0.9667", "0.97"] {
        assert!(of("58", right).is_empty(), "{right}");
    }
    assert_eq!(of("58", "90%"), [("E5".to_owned(), Severity::E)]);
    assert_eq!(of("63", "105%"), warned("C5"), "63 people on 60 posts, and the rate is right");
    assert_eq!(fired(&family("county-facts", &[("D7", "49", "51")]), "M15"), warned("D7"), "without a printed rate");
}

#[test]
fn weights_of_the_first_level_follow_one_of_the_sharings_of_the_schema() {
    let none = national(&[
        ("B17", "效益指标（30分）", "效益指标"),
        ("B19", "满意度指标（10分）", "效益指标"),
        ("C19", "服务对象满意度指标", "社会效益指标"),
    ]);
    assert_eq!(outcome(&none, "Q02"), Outcome::Pass, "without satisfaction the benefit weighs 40");
    let cost = national(&[
        ("B13", "产出指标（50分）", "产出指标"),
        ("H13", "15", "10"),
        ("H14", "15", "10"),
        ("H17", "15", "20"),
    ]);
    assert_eq!(fired(&cost, "Q02"), [("B13".to_owned(), Severity::W), ("B17".to_owned(), Severity::W)]);
    let strange = national(&[("B17", "效益指标（30分）", "其他指标（30分）")]);
    assert_eq!(outcome(&strange, "Q02"), Outcome::NotEvaluated);
    assert_eq!(outcome(&national(&[("H14", "15", "")]), "Q02"), Outcome::NotEvaluated);
    assert_eq!(outcome(&family(SICHUAN, &[]), "Q02"), Outcome::NotApplicable, "the form prescribes none");
}

#[test]
fn a_dimension_is_there_if_a_label_of_either_level_names_it() {
    let second = national(&[("B19", "满意度指标（10分）", "效益指标")]);
    assert_eq!(outcome(&second, "Q06"), Outcome::Pass, "服务对象满意度指标 stands on the second level");
    let benefit = national(&[
        ("B17", "效益指标（30分）", "产出指标"),
        ("C17", "社会效益指标", "数量指标"),
        ("C18", "可持续影响指标", "质量指标"),
    ]);
    assert_eq!(fired(&benefit, "Q06"), [("B13".to_owned(), Severity::E)]);
    let strange = national(&[
        ("B17", "效益指标（30分）", "其他指标"),
        ("C17", "社会效益指标", "其他一"),
        ("C18", "可持续影响指标", "其他二"),
    ]);
    assert_eq!(outcome(&strange, "Q06"), Outcome::NotEvaluated);
}

const COMPLETION: &str = "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。";

#[test]
fn texts_are_the_same_only_if_every_letter_and_figure_is() {
    let same = "完成农村公路日常养护１２０公里,改善沿线群众出行条件！";
    assert_eq!(fired(&national(&[("G11", COMPLETION, same)]), "T04"), warned("G11"));
    let other = "完成农村公路日常养护118公里，改善沿线群众出行条件。";
    assert_eq!(outcome(&national(&[("G11", COMPLETION, other)]), "T04"), Outcome::Pass);
    assert_eq!(outcome(&national(&[("G11", COMPLETION, "")]), "T04"), Outcome::NotEvaluated);
}

#[test]
fn no_problem_may_be_told_where_no_point_was_lost() {
    let none = ("B21", "资料归集用时较长，个别村统计口径不一。", "暂无。");
    assert_eq!(fired(&family(SICHUAN, &[none]), "T05"), [("B21".to_owned(), Severity::I)]);
    let full = [none, ("F9", "48", "50"), ("F10", "48", "50"), ("G9", "96%", "100%"), ("I9", "9.6", "10")];
    assert_eq!(outcome(&family(SICHUAN, &full), "T05"), Outcome::Pass);
    assert_eq!(outcome(&national(&[]), "T05"), Outcome::NotApplicable, "the form does not ask for problems");
}

#[test]
fn a_figure_of_the_text_is_held_against_the_money_only_where_it_is_certain() {
    let told = |text: &'static str| national(&[("G11", COMPLETION, text)]);
    for right in [
        "任务完成，预算执行率为95%。",
        "任务完成，预算执行率达到95.0%。",
        "任务完成，实际支出190万元。",
        "任务完成，全年执行数1900000元。",
        "任务完成，全年执行数190元。",
    ] {
        assert_eq!(outcome(&told(right), "T07"), Outcome::Pass, "{right}");
    }
    for wrong in ["任务完成，预算执行率为93%。", "任务完成，实际支出250万元。"] {
        assert_eq!(fired(&told(wrong), "T07"), warned("G11"), "{wrong}");
    }
    for open in [
        "任务完成，上半年预算执行率为40%。",
        "任务完成，实际支出约250万元。",
        "甲路段实际支出30万元，乙路段实际支出50万元。",
    ] {
        assert_ne!(outcome(&told(open), "T07"), Outcome::Fail, "{open}");
    }
    let blank = national(&[("G11", COMPLETION, "任务完成，实际支出250万元。"), ("G9", "0", "")]);
    assert_eq!(fired(&blank, "T07"), warned("G11"), "a blank part is no amount");
    let unreadable = national(&[("G11", COMPLETION, "任务完成，实际支出250万元。"), ("G9", "0", "待定")]);
    assert_eq!(outcome(&unreadable, "T07"), Outcome::NotEvaluated);
    assert_eq!(outcome(&told("任务完成，满意度93%，争取上级资金250万元。"), "T07"), Outcome::NotApplicable);
}
