//! The rules of values, scores, reasons and cover stop where the matter stops being certain.

use huizong::model::{Outcome, Severity};
use huizong::pipeline;

use crate::example_form::workbook;
use crate::families;
use crate::library::delivered;

type Edits<'a> = &'a [(&'a str, &'a str, &'a str)];

/// Where one rule fires on the right form with some changes, and how gravely.
fn fired(code: &str, edits: Edits<'_>) -> Vec<(String, Severity)> {
    found(code, workbook(edits)).0
}

/// The same of a workbook, and how the rule ended.
fn found(code: &str, sent: Vec<u8>) -> (Vec<(String, Severity)>, Outcome) {
    let library = delivered();
    let file = pipeline::check_bytes(sent, "自评表.xlsx", library);
    let case = &file.cases[0];
    let own = case.findings.iter().filter(|finding| finding.code.0 == code);
    let cells =
        own.map(|finding| (finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default(), finding.severity));
    let outcome = case.outcomes.iter().find(|outcome| outcome.code.0 == code).expect("the rule");
    (cells.collect(), outcome.outcome())
}

fn cells(code: &str, edits: Edits<'_>) -> Vec<String> {
    fired(code, edits).into_iter().map(|(cell, _)| cell).collect()
}

/// Every case fires a rule at these cells and nowhere else.
fn holds(code: &str, table: &[(Edits<'_>, &[&str])]) {
    for (edits, wanted) in table {
        assert_eq!(cells(code, edits), *wanted, "{code} {edits:?}");
    }
}

const REASON: &str = "9月强降雨致两处路段延期完工，今后提前安排汛期施工。";
const GOAL: &str = "完成农村公路日常养护120公里，改善沿线群众出行条件。";
const COMPLETION: &str = "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。";

#[test]
fn a_direction_is_doubted_only_where_the_name_tells_it() {
    holds(
        "V04",
        &[
            (&[("D16", "养护总成本", "成本节约率"), ("F16", "≤200万元", "≥5%"), ("G16", "190万元", "6%")], &[]),
            (&[("D13", "农村公路养护里程", "投诉办结率"), ("F13", "≥120公里", "≥95%"), ("G13", "120公里", "96%")], &[]),
            (&[("F19", "≥90%", "≤90%")], &["F19"]),
            (&[("F19", "≥90%", "=90%")], &[]),
            (&[("D19", "沿线群众满意度", "沿线群众不满意率"), ("F19", "≥90%", "≤5%"), ("G19", "92%", "3%")], &[]),
        ],
    );
}

#[test]
fn units_that_measure_alike_or_are_not_known_are_not_told() {
    holds(
        "V06",
        &[
            (&[("G13", "120公里", "120千米")], &[]),
            (&[("G17", "3.2万人", "32000名")], &[]),
            (&[("G17", "3.2万人", "3.2万户")], &["G17"]),
            (&[("G13", "120公里", "120")], &[]),
            (&[("G13", "120公里", "120格")], &[]),
            (&[("G16", "190万元", "1900000元")], &[]),
            (&[("G14", "98.5%", "98.5个")], &["G14"]),
            (&[("D16", "养护总成本", "养护总成本（公里）")], &["F16"]),
            (&[("D16", "养护总成本", "养护总成本（万元）")], &[]),
        ],
    );
    let bare = fired("V06", &[("F13", "≥120公里", "≥120"), ("G13", "120公里", "120")]);
    assert_eq!(bare, [("F13".to_owned(), Severity::I)]);
    let unknown = found("V06", workbook(&[("G13", "120公里", "120格")]));
    assert_eq!(unknown.1, Outcome::NotEvaluated);
}

#[test]
fn what_was_exceeded_is_told_once_by_the_rule_whose_matter_it_is() {
    let told = |actual: &str, reason: &str| {
        ["V08", "V09", "R01"].map(|code| fired(code, &[("G13", "120公里", actual), ("J13", "", reason)]))
    };
    let none = Vec::new;
    let at = |cell: &str, severity| vec![(cell.to_owned(), severity)];
    let reason = "年中上级追加养护任务。";
    assert_eq!(told("143公里", ""), [none(), none(), none()]);
    assert_eq!(told("144公里", ""), [at("G13", Severity::I), none(), none()]);
    assert_eq!(told("156公里", ""), [none(), none(), at("J13", Severity::W)]);
    assert_eq!(told("156公里", reason), [at("G13", Severity::I), none(), none()]);
    assert_eq!(told("240公里", reason), [none(), at("F13", Severity::W), none()]);
    holds("V08", &[(&[("G16", "190万元", "20万元"), ("J16", "", reason)], &[])]);
}

#[test]
fn copied_values_and_full_marks_are_told_only_where_no_row_differs() {
    let copied = [
        ("G14", "98.5%", "98%"),
        ("G15", "95%", "100%"),
        ("G16", "190万元", "2000000元"),
        ("G17", "3.2万人", "3万人"),
        ("G19", "92%", "90%"),
    ];
    holds("V10", &[(&copied, &["G13"]), (&copied[1..], &[]), (&[], &[])]);
    let full = [("J6", "9.5", "10"), ("I15", "9.5", "10"), ("I20", "99", "100")];
    holds("V11", &[(&full, &["I20"]), (&full[..2], &["J6"]), (&full[1..], &[])]);
}

#[test]
fn a_name_is_repeated_or_misplaced_only_as_a_whole() {
    holds(
        "V13",
        &[
            (&[("D14", "养护工程验收合格率", "农村 公路养护里程。")], &["D14"]),
            (&[("D14", "养护工程验收合格率", "农村公路养护里程合格率")], &[]),
        ],
    );
    holds(
        "V14",
        &[
            (&[("D13", "农村公路养护里程", "满意度问卷份数")], &[]),
            (&[("D13", "农村公路养护里程", "资金支付率")], &["D13"]),
            (&[("D15", "养护任务按期完成率", "资金支付及时率")], &[]),
            (&[("D15", "养护任务按期完成率", "工程验收合格率")], &["D15"]),
        ],
    );
}

#[test]
fn a_scanned_sign_is_told_once_and_growth_is_left_alone() {
    let misread = [("F19", "≥90%", "290%")];
    assert_eq!(fired("V16", &misread), [("F19".to_owned(), Severity::E)]);
    for other in ["S06", "R01"] {
        assert_eq!(cells(other, &misread), [] as [&str; 0], "{other}");
    }
    holds(
        "V16",
        &[
            (&[("D19", "沿线群众满意度", "村集体收入增长率"), ("F19", "≥90%", "290%"), ("G19", "92%", "292%")], &[]),
            (&[("F19", "≥90%", "≥290%")], &[]),
            (&[("F19", "≥90%", "220%")], &[]),
        ],
    );
}

#[test]
fn zero_and_dates_are_told_only_where_they_make_no_sense() {
    holds(
        "V17",
        &[
            (
                &[("D13", "农村公路养护里程", "安全事故起数"), ("F13", "≥120公里", "≤0起"), ("G13", "120公里", "0起")],
                &[],
            ),
            (&[("F13", "≥120公里", "0公里")], &["F13"]),
        ],
    );
    let date = |target: &'static str, actual: &'static str, reason: &'static str| {
        cells("V18", &[("F18", "建立并落实养护管理制度", target), ("G18", "达成预期指标", actual), ("J18", "", reason)])
    };
    let nothing = [] as [&str; 0];
    assert_eq!(date("2024年10月底前", "2024年10月31日", ""), nothing);
    assert_eq!(date("10月底前", "2024年10月", ""), nothing);
    assert_eq!(date("2024年10月底前", "2024年11月1日", "汛期停工一个月。"), nothing);
    assert_eq!(date("2024年10月底前", "2024年11月1日", ""), ["G18"]);
    assert_eq!(date("2023年10月底前", "2024年9月1日", "汛期停工一个月。"), ["F18"]);
    assert_eq!(date("12月底前", "2023年12月1日", ""), ["G18"]);
}

#[test]
fn a_part_of_the_money_and_decimals_are_told_as_they_are_seen() {
    holds("S10", &[(&[("J7", "—", "0")], &[]), (&[("J8", "", "0.5")], &["J8"])]);
    holds(
        "S13",
        &[(&[("I15", "9.5", "9.50")], &[]), (&[("I15", "9.5", "9.505")], &["I15"]), (&[("J6", "9.5", "9.500")], &[])],
    );
}

#[test]
fn a_reason_contradicts_full_marks_only_where_it_says_so_of_this_row() {
    holds(
        "R02",
        &[
            (&[("J13", "", "无未完成事项")], &[]),
            (&[("J13", "", "上年未完成的两处已补齐")], &[]),
            (&[("J13", "", "提前完成")], &[]),
            (&[("J15", REASON, "尚未完成两处路段的验收。")], &[]),
            (&[("J14", "", "两处路段未验收")], &["J14"]),
        ],
    );
    holds(
        "R03",
        &[
            (&[("J13", "", "好")], &[]),
            (&[("J15", REASON, "降雨延期完工")], &[]),
            (&[("J15", REASON, "雨。")], &["J15"]),
            (&[("I13", "15", "14"), ("I14", "15", "14"), ("J13", "", REASON), ("J14", "", REASON)], &["J13"]),
            (&[("I13", "15", "14"), ("J13", "", REASON)], &[]),
        ],
    );
}

#[test]
fn years_dates_and_numbers_of_the_cover_are_doubted_only_where_they_cannot_be() {
    holds(
        "C03",
        &[
            (&[("A1", "项目支出绩效自评表", "2024年度项目支出绩效自评表")], &[]),
            (&[("B11", GOAL, "按2022年印发的方案完成养护120公里，较2023年增加10公里。")], &[]),
            (&[("G11", COMPLETION, "截至2023年12月底，完成养护120公里。")], &["G11"]),
            (&[("G11", COMPLETION, "截至2023年12月底完成100公里，2024年完成120公里。")], &[]),
            (&[("G11", COMPLETION, "截至2025年1月底，完成养护120公里。")], &[]),
        ],
    );
    let phone = |text: &str| cells("C04", &[("D21", "联系电话：0751-1234567", text)]).len();
    for (text, told) in [
        ("联系电话：13800138000", 0),
        ("联系电话：李明 1234567转8", 0),
        ("联系电话：1380013800", 1),
        ("联系电话：见封面", 1),
    ] {
        assert_eq!(phone(text), told, "{text}");
    }
    let date = |text: &str| cells("C05", &[("G21", "填报日期：2025年2月20日", text)]).len();
    for (text, told) in [
        ("填报日期：2024年12月31日", 0),
        ("填报日期：2025.2", 0),
        ("填报日期：二〇二五年二月", 0),
        ("填报日期：2024年12月1日", 1),
        ("填报日期：2025年2月30日", 1),
        ("填报日期：2月20日", 1),
    ] {
        assert_eq!(date(text), told, "{text}");
    }
    // Whose supervising department a unit is, only the roster knows.
    holds("C07", &[(&[("H4", "示范县公路养护中心", "示范县 交通运输局")], &[]), (&[], &[])]);
}

#[test]
fn a_grade_and_converted_scores_are_held_against_what_the_form_itself_says() {
    let picture = |name: &str| families::pictures().into_iter().find(|(known, _)| known == name).expect("a picture").1;
    let of = |code: &str, form: &str, edits: Edits<'_>| {
        let changed = families::edited(&picture(form), edits).expect("what stands there");
        found(code, families::drawn(&changed)).0.into_iter().map(|(cell, _)| cell).collect::<Vec<_>>()
    };
    let nothing = [] as [&str; 0];
    assert_eq!(of("S09", "yunnan-project", &[("C22", "优", "优秀")]), nothing);
    assert_eq!(of("S09", "yunnan-project", &[("C22", "优", "良")]), ["C22"]);
    assert_eq!(of("S09", "yunnan-project", &[("C22", "优", "优/良")]), nothing);
    // One converted score of the picture is wrong: 100 × 20% is not 18.
    assert_eq!(of("S11", "hebei-project", &[]), ["K19"]);
    assert_eq!(of("S11", "hebei-project", &[("K19", "18", "20")]), nothing);
    let points = [("I17", "100", "40"), ("I18", "100", "30"), ("I19", "100", "20"), ("I20", "100", "10")];
    let kept = [&points[..], &[("K19", "18", "20")]].concat();
    assert_eq!(of("S11", "hebei-project", &kept), nothing);
    let twice =
        [&points[..], &[("K17", "40", "16"), ("K18", "30", "9"), ("K19", "18", "4"), ("K20", "10", "1")]].concat();
    assert_eq!(of("S11", "hebei-project", &twice), ["K17"]);
}
