//! Every scoring method is data of the schema, and every score that numbers decide is given twice: by `score`, and by the formula
//! that the county workbook holds.

use huizong::formula::{Formula, Number, Operand, Value};
use huizong::model::{Outcome, ReadFile, ScoreLine, ScoreOperand, Scorecard};
use huizong::pipeline;
use huizong::schema::{Library, check_file, read_file};
use huizong::text::Lang;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::families::drawn;

const FORM: &str = r#"
[form]
id = "card"
title = { zh = "计分办法试用评分表", en = "Card of methods" }
years = "2020.."
identity = ["unit", "year"]
titles = ["计分办法试用评分表"]
anchors = ["单位名称", "类别", "评价指标", "指标值", "完成值", "分值", "自评得分", "偏差原因"]
anchors_min = 6

[field]
year = { pattern = ["{year}年度"], required = "W" }
unit = { label = ["单位名称"], attributes = true, required = "E" }
"#;

const TABLE: &str = r#"
[[table]]
id = "indicators"
role = "indicators"
stop = ["合计"]
total = ["合计"]
row_needs_any = ["target", "actual", "weight", "score"]
columns = [
  { role = "level1", header = ["类别"] },
  { role = "level3", header = ["评价指标"] },
  { role = "target", header = ["指标值"] },
  { role = "actual", header = ["完成值"] },
  { role = "weight", header = ["分值"] },
  { role = "score", header = ["自评得分"] },
  { role = "reason", header = ["偏差原因"] },
]
"#;

const METHODS: &str = r#"
[[table.indicator]]
name = ["支出率"]
method = { kind = "ratio-cap" }
[[table.indicator]]
name = ["办结时长"]
method = { kind = "reverse-linear" }
[[table.indicator]]
name = ["平均等候"]
method = { kind = "reverse-ratio" }
[[table.indicator]]
name = ["满意度"]
method = { kind = "linear", zero = "60%", full = "90%" }
[[table.indicator]]
name = ["投诉率"]
method = { kind = "linear", zero = "10%", full = "0%" }
[[table.indicator]]
name = ["利用率"]
weight = 5
method = { kind = "steps", steps = [{ when = ">=90%", points = 5 }, { when = ">=75%", points = 3 }, { points = 0 }] }
[[table.indicator]]
name = ["控制率"]
weight = 5
method = { kind = "deduct", full = "<=100%", per = 1, points = 0.5, floor = 1 }
[[table.indicator]]
name = ["合规性"]
weight = 8
method = { kind = "checklist", points = 2, floor = 2 }
[[table.indicator]]
name = ["制度健全性"]
weight = 8
method = { kind = "count", points = 2 }
[[table.indicator]]
name = ["验收时间"]
weight = 5
method = { kind = "by-date", points = 0.1, floor = 2 }
[[table.indicator]]
name = ["任务完成"]
method = { kind = "formula", formula = "IF(完成值>=指标值，分值，分值×（完成值－指标值÷2）÷（指标值÷2））" }
[[table.indicator]]
name = ["人工评定"]
method = { kind = "manual" }
"#;

const SCORE: &str = r#"
[score]
tiers = [{ words = ["好"], from = "80%", to = "100%", to_included = true }, { words = ["一般"], from = "60%", to = "80%" }]
grades = [{ name = "优", from = 90 }, { name = "良", from = 80 }, { name = "差", from = 0 }]
"#;

/// Name, target, actual value, weight, claimed score.
pub type Row<'a> = [&'a str; 5];

fn schema(score: &str) -> String {
    format!("{FORM}{TABLE}{METHODS}{SCORE}{score}")
}

pub fn library(score: &str) -> Library {
    read_file("card.toml", &schema(score), &[]).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn picture(rows: &[Row<'_>], total: &str) -> String {
    let head = "计分办法试用评分表 | < | < | < | < | < | <\n2023年度 | | | | | |\n单位名称 | 示范县水利局 | < | < | < | < | <\n";
    let header = "类别 | 评价指标 | 指标值 | 完成值 | 分值 | 自评得分 | 偏差原因\n";
    let rows = rows.iter().fold(String::new(), |all, row| all + "产出 | " + &row.join(" | ") + " | 按进度\n");
    format!("{head}{header}{rows}合计 | | | | | {total} |")
}

pub fn sent(score: &str, rows: &[Row<'_>], total: &str) -> ReadFile {
    let file = pipeline::check_bytes(drawn(&picture(rows, total)), "评分表.xlsx", &library(score));
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file
}

fn card(score: &str, rows: &[Row<'_>]) -> Scorecard {
    sent(score, rows, "").cases.remove(0).scorecard
}

fn points(line: &ScoreLine) -> Option<String> {
    line.recomputed.map(|points| points.normalize().to_string())
}

/// What the formula of a line gives; nothing if it has none.
fn by_formula(line: &ScoreLine) -> Option<Decimal> {
    let formula = Formula::parse(&line.formula.as_ref()?.text).expect("a formula");
    let known = |at: usize| {
        let operand = ScoreOperand::of_name(&formula.names()[at].text).expect("an operand");
        Operand::Number(Number::exact(line.operand(operand).expect("a number")))
    };
    match formula.evaluate(&known).expect("a value") {
        Value::Number(number) => Some(number.value),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_method_is_data_and_says_how_and_by_what_source() {
    // Row, points, method, and whether a formula gives the points again.
    let expected: [(Row<'_>, Option<&str>, &str, bool); 27] = [
        (["新建公里", "≥120", "114", "10", "10"], Some("9.5"), "positive", true),
        (["受益户数", "300", "310", "10", "10"], Some("10"), "positive_assumed", true),
        (["场次", "=4", "3", "10", "10"], Some("7.5"), "equal", true),
        (["事故起数", "=0", "1", "10", "10"], Some("0"), "zero_target", true),
        (["成本", "≤5300", "5830", "10", "10"], Some("9.09"), "reverse_ratio", true),
        (["时长", "3-5", "6", "6", "6"], Some("5"), "between", true),
        (["档次好", "明显改善", "好", "10", "7"], Some("8"), "tier", true),
        (["档次一般", "明显改善", "一般", "10", "9"], Some("7.99"), "tier", true),
        (["完工时间", "2023年12月", "2023年11月", "5", "5"], Some("5"), "deadline", false),
        (["交付时间", "2023年11月", "2023年12月", "5", "5"], None, "deadline", false),
        (["支出率", "", "85%", "6", "6"], Some("5.1"), "ratio_cap", true),
        (["办结时长", "10", "12", "5", "5"], Some("4"), "reverse_linear", true),
        (["平均等候", "10", "12.5", "5", "5"], Some("4"), "reverse_ratio", true),
        (["满意度", "", "75%", "10", "10"], Some("5"), "linear", true),
        (["投诉率", "", "2.5%", "10", "10"], Some("7.5"), "linear", true),
        (["利用率", "", "80%", "5", "5"], Some("3"), "steps", true),
        (["控制率", "", "103%", "5", "5"], Some("3.5"), "deduction", true),
        (["合规性", "", "1", "8", "8"], Some("6"), "checklist", true),
        (["制度健全性", "", "3", "8", "8"], Some("6"), "count", true),
        (["验收时间", "2023年6月", "2023年7月10日", "5", "5"], Some("4"), "deadline", false),
        (["任务完成", "100", "80", "10", "10"], Some("6"), "formula", true),
        (["人工评定", "", "80", "10", "10"], None, "none", false),
        (["零下", "≥0", "-1", "10", "10"], Some("0"), "zero_target", true),
        (["零上限", "0-5", "-2", "6", "6"], Some("0"), "between", true),
        (["占比", "≥95%", "0.9", "10", "10"], Some("9.47"), "positive", true),
        (["资金", "≥1万元", "9000元", "10", "10"], Some("9"), "positive", true),
        (["文字", "改善", "有改善", "10", "10"], None, "none", false),
    ];
    let card = card("", &expected.map(|(row, ..)| row));
    assert_eq!(card.lines.len(), expected.len());
    for (line, (row, wanted, method, is_live)) in card.lines.iter().zip(expected) {
        let shown = (points(line), line.method.code(), line.formula.is_some());
        assert_eq!(shown, (wanted.map(str::to_owned), method, is_live), "{row:?}: {}", line.working.get(Lang::Zh));
        assert!(!line.working.get(Lang::Zh).is_empty() && !line.working.get(Lang::En).is_empty(), "{row:?}");
        assert!(!line.working.get(Lang::Zh).contains('{') && !line.working.get(Lang::En).contains('{'), "{row:?}");
        assert_eq!(line.method.source().get(Lang::Zh).is_empty(), method == "none", "{row:?}");
        if is_live {
            assert_eq!(by_formula(line), line.recomputed, "{row:?}: {:?}", line.formula);
        }
    }
}

#[test]
fn floors_hold_and_nothing_exceeds_the_weight() {
    let rows: [(Row<'_>, &str); 7] = [
        (["控制率", "", "140%", "5", "5"], "1"),
        (["合规性", "", "9", "8", "8"], "2"),
        (["制度健全性", "", "9", "8", "8"], "8"),
        (["验收时间", "2023年6月", "2024年7月10日", "5", "5"], "2"),
        (["任务完成", "100", "20", "10", "10"], "0"),
        (["满意度", "", "40%", "10", "10"], "0"),
        (["满意度", "", "99%", "10", "10"], "10"),
    ];
    for (row, wanted) in rows {
        let card = card("", &[row]);
        assert_eq!(points(&card.lines[0]).as_deref(), Some(wanted), "{row:?}");
        assert!(card.lines[0].formula.is_none() || by_formula(&card.lines[0]) == card.lines[0].recomputed, "{row:?}");
    }
}

#[test]
fn a_direction_that_contradicts_the_form_is_not_scored() {
    assert_eq!(points(&card("", &[["办结时长", "≥10", "12", "5", "5"]]).lines[0]), None);
    assert_eq!(points(&card("", &[["办结时长", "≤10", "12", "5", "5"]]).lines[0]).as_deref(), Some("4"));
}

#[test]
fn what_does_not_apply_is_left_out_and_the_rest_is_led_to_the_whole_where_the_schema_says_so() {
    let rows: [Row<'_>; 3] = [
        ["新建公里", "≥100", "90", "60", "54"],
        ["受益户数", "≥100", "100", "20", "20"],
        ["宣传场次", "≥4", "/", "20", ""],
    ];
    let plain = card("", &rows);
    assert_eq!((plain.total, plain.rescale, plain.open_lines), (None, None, 1));
    let led = card("rescale = true", &rows);
    assert_eq!(led.total, Some("92.5".parse().expect("points")), "74 of 80");
    assert_eq!(led.self_sum, led.total);
    assert_eq!((led.grade.as_deref(), led.self_grade.as_deref()), (Some("优"), Some("优")));
    assert!(!led.lines[2].counts && led.open_lines == 0);
    // Whoever claims points says that it applies.
    let claimed = card("rescale = true", &[rows[0], rows[1], ["宣传场次", "≥4", "/", "20", "20"]]);
    assert_eq!((claimed.total, claimed.rescale, claimed.open_lines), (None, None, 1));
}

#[test]
fn the_printed_total_is_right_before_and_after_it_is_led_to_the_whole() {
    let rows: [Row<'_>; 2] = [["新建公里", "≥100", "90", "80", "72"], ["宣传场次", "≥4", "/", "20", "/"]];
    let outcome = |score: &str, total: &str| {
        let file = sent(score, &rows, total);
        file.cases[0].outcomes.iter().find(|rule| rule.code.0 == "S07").expect("the rule").outcome()
    };
    assert_eq!(outcome("rescale = true", "72"), Outcome::Pass);
    assert_eq!(outcome("rescale = true", "90"), Outcome::Pass);
    assert_eq!(outcome("rescale = true", "95"), Outcome::Fail);
    assert_ne!(outcome("", "90"), Outcome::Pass);
}

#[test]
fn what_does_not_apply_is_no_fault_where_the_schema_leaves_it_out() {
    let found = |score: &str, weight: &str| {
        let rows: [Row<'_>; 2] = [["新建公里", "≥100", "90", "80", "72"], ["宣传场次", "≥4", "/", weight, ""]];
        let file = sent(score, &rows, "90");
        let codes = file.cases[0].findings.iter().map(|finding| finding.code.0.to_string());
        codes.filter(|code| !code.starts_with(['C', 'T', 'F'])).collect::<Vec<_>>()
    };
    for weight in ["20", "/", ""] {
        let codes = found("rescale = true", weight);
        let unfair = ["Q01", "Q03", "Q04", "S01", "S07", "V02", "V03"];
        assert!(!codes.iter().any(|code| unfair.contains(&code.as_str())), "{weight}: {codes:?}");
    }
    assert!(found("", "20").contains(&"S01".to_owned()), "elsewhere a score is missing");
}

#[test]
fn an_alternative_that_does_not_apply_takes_nothing_from_the_whole() {
    let text = format!(
        "{FORM}{TABLE}[[table.indicator]]\nname = [\"结余率\"]\nbest_of = \"a\"\n[[table.indicator]]\nname = [\"变动率\"]\nbest_of = \"a\"\n{SCORE}rescale = true"
    );
    let library = read_file("card.toml", &text, &[]).expect("a schema");
    let rows: [Row<'_>; 3] =
        [["结余率", "≤10", "/", "20", ""], ["变动率", "≤10", "10", "20", "20"], ["新建公里", "≥100", "90", "80", "72"]];
    let file = pipeline::check_bytes(drawn(&picture(&rows, "92")), "评分表.xlsx", &library);
    let card = &file.cases[0].scorecard;
    let counts: Vec<(bool, bool)> = card.lines.iter().map(|line| (line.counts, line.left_out)).collect();
    assert_eq!(counts, [(false, false), (true, false), (true, false)]);
    assert_eq!((card.total, card.rescale), (Some(92.into()), None));
}

#[test]
fn far_too_much_is_reduced_by_the_deviation_where_the_schema_says_so() {
    let over = r#"excess = { from_percent = 130, floor = "60%" }"#;
    let earned = |score: &str, actual: &str, sign: &str| {
        let card = card(score, &[["新建公里", &format!("{sign}100"), actual, "10", "10"]]);
        let line = &card.lines[0];
        assert_eq!(by_formula(line), line.recomputed, "{actual}");
        points(line).expect("points")
    };
    assert_eq!(earned("", "150", "≥"), "10");
    for (actual, points) in [("90", "9"), ("130", "10"), ("130.5", "9.95"), ("150", "8"), ("500", "6")] {
        assert_eq!(earned(over, actual, "≥"), points, "{actual}");
    }
    assert_eq!(earned(over, "150", ""), "10", "a direction that was assumed accuses nobody");
    assert_eq!(earned(over, "150", "≤"), "6.67");
}

#[test]
fn being_late_costs_what_the_schema_says() {
    let row: Row<'_> = ["交付时间", "2023年11月", "2023年12月", "5", "5"];
    assert_eq!(points(&card("", &[row]).lines[0]), None);
    assert_eq!(points(&card(r#"late = "zero""#, &[row]).lines[0]).as_deref(), Some("0"));
    let vague: Row<'_> = ["验收时间", "2023年6月", "2023年7月", "5", "5"];
    assert_eq!(points(&card("", &[vague]).lines[0]), None, "nobody knows by how many days");
}

#[test]
fn a_method_that_contradicts_itself_is_refused_at_its_line() {
    let refused = |method: &str, place: &str| {
        let text = format!("{FORM}{TABLE}[[table.indicator]]\nname = [\"一项\"]\nmethod = {method}\n{SCORE}");
        let faults = check_file("card.toml", &text, &[]);
        let [fault] = &faults[..] else { panic!("{faults:?}") };
        assert_eq!(&text[fault.span.clone().expect("a place")], place, "{}", fault.message.get(Lang::Zh));
        fault.message.get(Lang::Zh)
    };
    refused(r#"{ kind = "linear", zero = "60%", full = "60%" }"#, "method");
    refused(r#"{ kind = "linear", zero = "60", full = "90%" }"#, "method");
    refused(r#"{ kind = "deduct", full = "<=100%", per = 0, points = 1 }"#, "method");
    refused(r#"{ kind = "steps", steps = [] }"#, "method");
    let unknown = refused(r#"{ kind = "formula", formula = "分值*实际值/指标值" }"#, r#""分值*实际值/指标值""#);
    assert!(unknown.contains("实际值") && unknown.contains("完成值"), "{unknown}");
    refused(r#"{ kind = "formula", formula = "分值*(完成值" }"#, r#""分值*(完成值""#);
}

/// A decimal of so many hundredths.
fn hundredths(number: i64) -> String {
    Decimal::new(number, 2).normalize().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever numbers are written, `score` and the formula of the line give the same points.
    #[test]
    fn two_independent_paths_give_the_same_points(
        rows in prop::collection::vec(
            (prop::sample::select(vec!["≥", "≤", "=", "＞", "＜", "", "range"]), 0..200_000_i64, -5_000..300_000_i64, 1..3_000_i64),
            60,
        ),
        reverse in prop::sample::select(vec!["ratio", "linear"]),
        excess in prop::sample::select(vec!["", r#"excess = { from_percent = 120, floor = "50%" }"#]),
    ) {
        let rows: Vec<[String; 5]> = rows
            .into_iter()
            .enumerate()
            .map(|(at, (sign, target, actual, weight))| {
                let target = match sign {
                    "range" => format!("{}-{}", hundredths(target), hundredths(target + weight)),
                    sign => format!("{sign}{}", hundredths(target)),
                };
                [format!("指标甲{at}"), target, hundredths(actual), hundredths(weight), "1".to_owned()]
            })
            .collect();
        let rows: Vec<Row<'_>> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        let card = card(&format!("reverse = \"{reverse}\"\n{excess}"), &rows);
        prop_assert_eq!(card.lines.len(), rows.len());
        let known: Vec<&ScoreLine> = card.lines.iter().filter(|line| line.recomputed.is_some()).collect();
        prop_assert!(known.len() > 40, "{} of {}", known.len(), rows.len());
        for line in known {
            prop_assert_eq!(by_formula(line), line.recomputed, "{} {:?}", line.working.get(Lang::Zh), line.formula);
        }
    }
}

#[test]
fn half_a_cent_is_rounded_up_on_both_paths() {
    // weight × actual ÷ target ends in exactly half a cent.
    let rows: [(Row<'_>, &str); 6] = [
        (["一", "≥100", "58.25", "10", "1"], "5.83"),
        (["二", "≥100", "0.05", "10", "1"], "0.01"),
        (["三", "≥10", "1.5", "7.3", "1"], "1.1"),
        (["四", "≥200", "199.9", "10", "1"], "10"),
        (["五", "≤1", "16", "10", "1"], "0.63"),
        (["六", "≥100", "2.5", "15.8", "1"], "0.4"),
    ];
    for (row, wanted) in rows {
        let card = card("", &[row]);
        assert_eq!(points(&card.lines[0]).as_deref(), Some(wanted), "{row:?}");
        assert_eq!(by_formula(&card.lines[0]), card.lines[0].recomputed, "{row:?}");
    }
}
