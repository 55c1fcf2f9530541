//! Whose submission it is, what counts, what is due, what cannot be right, and what it adds up to.

use std::sync::Arc;

use huizong::anomaly::{Year, judge, tell};
use huizong::attribute::{Attribution, attribute};
use huizong::consolidate::figures;
use huizong::model::Standing::{self, Counts, Superseded};
use huizong::model::{
    Case, Code, County, CountyEntry, MatchedBy, MoneyUnit, NewestBy, ReadFile, Roster, RuleOutcome, Scorecard,
    Severity, Status, Written,
};
use huizong::text::Lang;
use huizong::validate;
use jiff::civil::date;
use proptest::prelude::*;

use crate::county::{
    FORM, Sent, anomalies, attributed, cell, dec, due, file, forms, indicator, judged, money_row, project, roster, unit,
};

fn one(code: &str, name: &str, path: &str) -> (CountyEntry, Option<String>) {
    let read = attributed(&[file(path, "", vec![Sent::by(code, name, "校舍维修").case()])]);
    let remark = read.reporting.iter().find_map(|row| row.remark.as_ref().map(|remark| remark.get(Lang::En)));
    (read.entries[0].clone(), remark)
}

fn by(code: &str, name: &str, path: &str) -> Option<(String, MatchedBy)> {
    one(code, name, path).0.owner.map(|owner| (owner.code.to_string(), owner.by))
}

fn statuses(read: &Attribution) -> Vec<Status> {
    read.reporting.iter().map(|row| row.status).collect()
}

#[test]
fn the_cover_decides_by_code_then_name_then_alias() {
    let is = |code: &str, by| Some((code.to_owned(), by));
    assert_eq!(by("101001", "示范县教育局", "清河镇/a.xlsx"), is("101001", MatchedBy::Code));
    assert_eq!(by("１０１００１", "", "a.xlsx"), is("101001", MatchedBy::Code));
    assert_eq!(by("101001", "县教育局（本级）", "a.xlsx"), is("101001", MatchedBy::Code));
    assert_eq!(by("", "示范县 教育局", "a.xlsx"), is("101001", MatchedBy::Name));
    assert_eq!(by("999", "示范县教育局", "a.xlsx"), is("101001", MatchedBy::Name));
    assert_eq!(by("", "县教育局", "a.xlsx"), is("101001", MatchedBy::Alias));
}

#[test]
fn a_path_speaks_only_where_the_cover_is_blank() {
    assert_eq!(by("", "", "219001/a.xlsx"), Some(("219001".to_owned(), MatchedBy::Path)));
    assert_eq!(by("", "", "清河镇/县教育局.xlsx"), None);
    let (entry, remark) = one("", "示范县教育居", "219001/a.xlsx");
    assert_eq!((entry.owner, entry.standing, &*entry.unit_name), (None, Standing::Unknown, "示范县教育居"));
    assert_eq!(remark.as_deref(), Some("not in the roster; the nearest is 101001 示范县教育局"));
}

#[test]
fn a_name_without_the_county_is_the_one_unit_that_it_fits_and_the_row_says_so() {
    assert_eq!(by("", "水利局（盖章）", "a.xlsx"), Some(("102001".to_owned(), MatchedBy::Normalised)));
    assert_eq!(by("", "某市示范县水利局", "a.xlsx"), Some(("102001".to_owned(), MatchedBy::Normalised)));
    let (_, remark) = one("", "水利局", "a.xlsx");
    assert!(remark.is_some_and(|remark| remark.contains("水利局")));
    assert_eq!(by("", "水利局（水库管理所）", "a.xlsx"), None, "a bracket may name another body");
    let twins = Roster {
        units: vec![unit("1", "示范县水利局", &[]), unit("2", "某市水利局", &["县水利局"])],
        due: Vec::new(),
    };
    let read = attribute(&[file("a", "", vec![Sent::by("", "水利局", "甲").case()])], &twins, &forms(), &project(""));
    assert_eq!(read.entries[0].owner, None, "two units fit");
}

#[test]
fn a_code_and_a_name_of_two_units_are_nobodys() {
    let (entry, remark) = one("101001", "示范县水利局", "a.xlsx");
    assert_eq!(entry.owner, None);
    assert!(remark.is_some_and(|remark| remark.contains("two different units")));
}

#[test]
fn the_newest_of_equal_submissions_counts_and_an_unknown_time_is_the_oldest() {
    let sent = || vec![Sent::by("101001", "", "校舍维修").case()];
    let standings = |files: &[ReadFile]| -> Vec<(usize, Standing)> {
        attributed(files).entries.iter().map(|entry| (entry.file, entry.standing)).collect()
    };
    let files = [file("a", "2024-03-20T10:00", sent()), file("b", "2024-03-20T09:00", sent()), file("c", "", sent())];
    assert_eq!(standings(&files), [(0, Counts), (1, Superseded), (2, Superseded)]);
    let files = [file("a", "", sent()), file("b", "", sent())];
    assert_eq!(standings(&files), [(0, Superseded), (1, Counts)], "of the same time the later name");
}

#[test]
fn the_date_on_the_form_decides_before_the_time_of_receipt_unless_the_project_says_otherwise() {
    let sent = |day: &str| vec![Sent::by("101001", "", "校舍维修").dated(day).case()];
    let repeat = |first: &str, second: &str, rule: &str| {
        let files = [file("a", "2024-03-20T10:00", sent(first)), file("b", "2024-03-20T09:00", sent(second))];
        let read = attribute(&files, &roster(), &forms(), &project(rule));
        let repeat = read.repeats[0].clone();
        (read.entries[repeat.kept].file, repeat.by)
    };
    assert_eq!(repeat("2024-03-01", "2024-03-05", ""), (1, Some(NewestBy::ContentDate)));
    assert_eq!(repeat("2024-03-05", "2024-03-05", ""), (0, Some(NewestBy::Received)));
    assert_eq!(repeat("2024-03-01", "", ""), (0, Some(NewestBy::Received)), "a blank date decides nothing");
    assert_eq!(repeat("2024-03-01", "2042-03-05", ""), (0, Some(NewestBy::Received)), "no form is older than its date");
    let by_receipt = "[submissions]\nnewest = [\"received\"]\n";
    assert_eq!(repeat("2024-03-01", "2024-03-05", by_receipt), (0, Some(NewestBy::Received)));
    assert_eq!(repeat("2024-03-05", "2024-03-05", "[submissions]\nnewest = []\n"), (1, None), "the later name");
}

#[test]
fn two_submissions_are_compared_by_what_their_values_mean() {
    let sent = |rows, total| vec![Sent::by("101001", "", "校舍维修").total(total).indicators(rows).case()];
    let old = vec![indicator(15, "里程", "100公里", "95公里"), indicator(16, "路段", "3个", "3个")];
    let mut new = vec![indicator(15, "桥梁", "1座", "1座"), indicator(16, "里程", "100公里", "98公里")];
    new.push(indicator(17, "路段", "3个", "３ 个"));
    let files = [
        file("a", "2024-03-01T09:00", sent(old, ["10", "10", "9"])),
        file("b", "2024-03-02T09:00", sent(new, ["10", "10", "9.5"])),
    ];
    let read = attributed(&files);
    let side = |written: &Option<Written>| {
        written.as_ref().map_or(String::new(), |w| format!("{} {}", cell(&w.place), w.text))
    };
    let told: Vec<_> = read.repeats[0]
        .differences
        .iter()
        .map(|d| (&*d.subject, d.column.zh, side(&d.replaced), side(&d.kept)))
        .collect();
    let wanted = [
        ("total", "全年执行数", "F7 9", "F7 9.5"),
        ("桥梁", "整行", "", "D15 桥梁｜1座｜1座"),
        ("里程", "实际完成值", "G15 95公里", "G16 98公里"),
    ];
    assert_eq!(told, wanted.map(|(a, b, c, d)| (a, b, c.to_owned(), d.to_owned())));
}

#[test]
fn two_projects_of_one_unit_are_no_duplicates_and_blank_ones_are_not_known_to_be() {
    let sent = |project: &str| vec![Sent::by("101001", "", project).case()];
    let files =
        [file("a", "", sent("甲")), file("b", "", sent("乙")), file("c", "", sent("")), file("d", "", sent(""))];
    assert!(attributed(&files).entries.iter().all(|entry| entry.standing == Counts));
    let mut copies = [file("c", "", sent("")), file("d", "", sent(""))];
    for copy in &mut copies {
        copy.source.sha256 = "the same".to_owned();
    }
    let counting = attributed(&copies).entries.iter().filter(|entry| entry.in_totals).count();
    assert_eq!(counting, 1, "a copy of a file counts once");
}

#[test]
fn entries_stand_in_the_order_of_the_roster_and_the_unknown_behind() {
    let sent = |code: &str, name: &str, project: &str| vec![Sent::by(code, name, project).case()];
    let files = [
        file("a", "", sent("", "无名单位", "丙")),
        file("b", "", sent("219001", "", "乙")),
        file("c", "", sent("219001", "", "丙")),
        file("d", "", sent("101001", "", "甲")),
    ];
    let order: Vec<usize> = attributed(&files).entries.iter().map(|entry| entry.file).collect();
    assert_eq!(order, [3, 2, 1, 0]);
}

/// The findings of the county pass, as code, severity, cell and words.
fn told(read: &Attribution, files: &[ReadFile]) -> Vec<String> {
    let came_in =
        validate::CameIn { entries: &read.entries, reporting: &read.reporting, repeats: &read.repeats, files };
    let judged = judged(&came_in, &roster(), 2023, date(2024, 3, 31));
    let line = |f: &huizong::model::Finding| {
        format!("{} {:?} {} {}", f.code.0, f.severity, cell(&f.place), f.message(Lang::Zh))
    };
    judged.every_finding().map(line).collect()
}

#[test]
fn a_form_of_another_year_is_told_at_its_year_and_neither_counts_nor_is_reported() {
    let sent = |year| Sent::by("101001", "", "甲").of_year(year).total(["1", "1", "1"]);
    let files = [file("a", "2024-04-20T08:00", vec![sent(Some(2022)).case()])];
    let read = attributed(&files);
    assert_eq!((read.entries[0].standing, read.entries[0].in_totals), (Standing::OtherYear, false));
    assert_eq!(statuses(&read), [Status::Missing; 3]);
    let remark = read.reporting[0].remark.as_ref().expect("a remark").get(Lang::Zh);
    assert!(remark.contains("2022") && remark.contains("2023") && read.reporting[0].files == [0], "{remark}");
    let lines = told(&read, &files);
    assert_eq!(lines[0], "F03 E A2 表上年度 2022，本次评价 2023；不计入，不算已报");
    assert!(lines.iter().any(|line| line.starts_with("F06") && line.contains("2022 年度的表")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("F07")), "what does not count is not late");
    let stamped = [file("a", "", vec![sent(None).stamped(2022).case()])];
    assert_eq!(told(&attributed(&stamped), &stamped)[0], "F03 E A2 下发标识年度 2022，本次评价 2023；不计入，不算已报");
    for form in [sent(None), sent(None).stamped(2023), sent(Some(2023)).stamped(2022)] {
        assert_eq!(attributed(&[file("a", "", vec![form.case()])]).entries[0].standing, Counts);
    }
}

#[test]
fn a_void_form_replaces_nothing_and_the_row_tells_of_it() {
    let sent = || Sent::by("101001", "", "甲");
    let files = [
        file("a", "2024-03-01T08:00", vec![sent().total(["1", "1", "1"]).case()]),
        file("b", "2024-03-02T08:00", vec![sent().total(["", "", ""]).case()]),
        file("c", "2024-03-03T08:00", vec![sent().total(["1", "1", "1"]).of_year(Some(2022)).case()]),
    ];
    let read = attributed(&files);
    let standings: Vec<Standing> = read.entries.iter().map(|entry| entry.standing).collect();
    assert_eq!(standings, [Counts, Standing::Unfilled, Standing::OtherYear]);
    assert_eq!((read.reporting[0].status, read.reporting[0].files.as_slice()), (Status::Reported, &[0, 1, 2][..]));
    let remark = read.reporting[0].remark.as_ref().expect("a remark").get(Lang::En);
    assert!(remark.contains("a blank form came in") && remark.contains("a form of 2022 came in"), "{remark}");
    let figures = figures(&county(files.into(), roster()), &forms());
    assert_eq!((figures.reported, figures.missing, figures.counted, figures.adjusted), (1, 2, 1, dec("1")));
}

#[test]
fn a_form_is_unfilled_if_nothing_but_what_is_printed_or_computed_stands_in_it() {
    let standing = |sent: Sent| attributed(&[file("a", "", vec![sent.case()])]).entries[0].standing;
    let sent = || Sent::by("101001", "", "甲");
    let rows = |total: &str, part: &str| {
        let part = money_row("fiscal", Some("total"), 8, ["", part, ""]);
        sent().money(Some(MoneyUnit::TenThousand), vec![money_row("total", None, 7, ["", total, ""]), part])
    };
    assert_eq!(standing(rows("", "").indicators(vec![indicator(15, "里程", "100公里", "")])), Standing::Unfilled);
    assert_eq!(standing(rows("0", "")), Standing::Unfilled, "a formula makes 0 of nothing");
    assert_eq!(standing(rows("0", "0")), Counts, "somebody wrote the part");
    assert_eq!(standing(rows("5", "")), Counts);
    assert_eq!(standing(rows("", "").indicators(vec![indicator(15, "里程", "100公里", "0公里")])), Counts);
    assert_eq!(standing(sent()), Counts, "where nothing is asked nothing is missing");
}

#[test]
fn late_is_after_the_last_day_and_unknown_without_a_time() {
    let late =
        |received: &str| attributed(&[file("a", received, vec![Sent::by("101001", "", "甲").case()])]).entries[0].late;
    assert_eq!(late("2024-03-31T23:59"), Some(false));
    assert_eq!(late("2024-04-01T00:00"), Some(true));
    assert_eq!(late(""), None);
}

#[test]
fn everything_due_has_one_row_and_nothing_is_missing_that_came_in_unreadable() {
    let mut damaged = file("219001/损坏.xlsx", "", Vec::new());
    damaged.readable = false;
    let files = [
        damaged,
        file("a", "2024-04-02T08:00", vec![Sent::by("101001", "", "甲").case()]),
        file("z.pdf", "", Vec::new()),
    ];
    let read = attributed(&files);
    assert_eq!(statuses(&read), [Status::Late, Status::Missing, Status::Unreadable, Status::Unreadable]);
    assert_eq!((&*read.reporting[2].code, read.reporting[2].files.as_slice()), ("219001", &[0][..]));
    assert_eq!((&*read.reporting[3].code, read.reporting[3].files.as_slice()), ("", &[2][..]));
}

#[test]
fn a_due_project_is_answered_by_that_project_and_the_rest_is_not_due() {
    let list = Roster { due: vec![due("101001", FORM, "校舍 维修"), due("101001", FORM, "图书")], ..roster() };
    let sent = |project: &str| vec![Sent::by("101001", "", project).case()];
    let files = [file("a", "", sent("校舍维修")), file("b", "", sent("校舍维修")), file("c", "", sent("操场"))];
    let read = attribute(&files, &list, &forms(), &project(""));
    assert_eq!(statuses(&read), [Status::Twice, Status::Missing, Status::NotDue]);
    assert_eq!(read.reporting[0].files, [1, 0], "the one that counts first");
    assert_eq!(read.reporting[2].project, "操场");
}

#[test]
fn only_the_forms_that_the_project_names_feed_the_totals() {
    let files = [file("a", "", vec![Sent::by("101001", "", "甲").case()])];
    let read = attribute(&files, &roster(), &forms(), &project("[totals]\nforms = [\"sichuan-project\"]\n"));
    assert_eq!((read.entries[0].standing, read.entries[0].in_totals), (Counts, false));
}

#[test]
fn money_is_counted_in_ten_thousand_and_from_its_parts_where_the_total_does_not_tie() {
    let money = |unit, rows| {
        attributed(&[file("a", "", vec![Sent::by("101001", "", "甲").money(unit, rows).case()])]).entries[0]
            .money
            .clone()
    };
    let rows = |total: &str, other: &str| {
        vec![
            money_row("total", None, 7, ["", total, "0"]),
            money_row("fiscal", Some("total"), 8, ["", "400000", "0"]),
            money_row("other", Some("total"), 9, ["", other, "0"]),
        ]
    };
    let counted = money(Some(MoneyUnit::Yuan), rows("500000", "100000")).expect("money");
    assert_eq!((counted.adjusted, counted.initial, counted.from_parts), (Some(dec("50")), None, false));
    let counted = money(Some(MoneyUnit::Yuan), rows("700000", "100000")).expect("money");
    assert_eq!((counted.adjusted, counted.from_parts), (Some(dec("50")), true));
    let counted = money(Some(MoneyUnit::Yuan), rows("700000", "")).expect("money");
    assert_eq!(
        (counted.adjusted, counted.from_parts),
        (Some(dec("40")), true),
        "a blank part beside a filled one adds nothing"
    );
    assert_eq!(money(None, rows("500000", "100000")), None, "no unit, no money");
}

#[test]
fn yuan_in_a_form_in_ten_thousand_is_one_finding_with_its_impact() {
    let found = anomalies(
        Sent::by("101001", "", "甲").money(
            Some(MoneyUnit::TenThousand),
            vec![
                money_row("total", None, 7, ["43.20", "43.20", "372400"]),
                money_row("fiscal", Some("total"), 8, ["43.20", "43.20", "372400"]),
            ],
        ),
        None,
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    let anomaly = &found[0];
    assert_eq!((anomaly.finding.code, anomaly.finding.severity), (Code("M08"), Severity::W));
    assert_eq!(cell(&anomaly.finding.place), "F7");
    assert!(anomaly.finding.related.iter().any(|place| cell(place) == "F8"));
    assert_eq!(anomaly.impact, Some(dec("372362.76")));
    assert!(anomaly.cause.get(Lang::Zh).contains("元/万元"));
}

#[test]
fn the_cell_that_deviates_is_named_not_the_one_it_deviates_from() {
    let at = |amounts, last: Option<[&str; 3]>| {
        let before = last.map(|amounts| Sent::by("101001", "", "甲").total(amounts));
        let found = anomalies(Sent::by("101001", "", "甲").total(amounts), before);
        found.iter().map(|anomaly| cell(&anomaly.finding.place)).collect::<Vec<_>>()
    };
    assert_eq!(at(["0.0043", "43.20", "40"], None), ["D7"]);
    assert_eq!(at(["43", "0.0043", "40"], None), ["E7"]);
    assert_eq!(at(["", "43.20", "0.0040"], None), ["E7"], "undecided: the larger");
    assert_eq!(at(["", "43.20", "0.0040"], Some(["", "44", "41"])), ["F7"], "last year decides");
    assert_eq!(at(["43", "43", "40"], Some(["430000", "430000", "400000"])), ["D7"], "one verdict for the form");
    assert_eq!(at(["43", "43", "10"], Some(["20", "21", "20"])), [""; 0]);
}

#[test]
fn last_year_is_compared_only_within_unit_and_project() {
    let this = || Sent::by("101001", "", "甲 项目").total(["430000", "430000", "400000"]);
    let last = |code: &str, project: &str| Some(Sent::by(code, "", project).total(["43", "43", "40"]));
    assert_eq!(anomalies(this(), last("101001", "甲项目")).len(), 1);
    assert_eq!(anomalies(this(), last("102001", "甲项目")).len(), 0);
    assert_eq!(anomalies(this(), last("101001", "乙项目")).len(), 0);
}

#[test]
fn a_fraction_beside_a_percentage_is_named_as_such() {
    let rows = |actual: &str| Sent::by("101001", "", "甲").indicators(vec![indicator(15, "工程完工率", "95%", actual)]);
    let found = anomalies(rows("0.95"), None);
    assert_eq!(found.iter().map(|a| cell(&a.finding.place)).collect::<Vec<_>>(), ["G15"]);
    assert!(found[0].cause.get(Lang::En).contains("fraction/percent"));
    assert_eq!(found[0].impact, None);
    assert_eq!(anomalies(rows("90%"), None).len(), 0);
    assert_eq!(anomalies(rows("0.95个"), None).len(), 0, "different units are not compared");
}

#[test]
fn a_negative_amount_must_be_corrected_and_stands_first() {
    let found = anomalies(
        Sent::by("101001", "", "甲").total(["43", "43", "-40"]).indicators(vec![indicator(
            15,
            "完工数量",
            "1000个",
            "0.1个",
        )]),
        None,
    );
    let codes: Vec<_> = found.iter().map(|a| (a.finding.code.0, a.finding.severity)).collect();
    assert_eq!(codes, [("M11", Severity::E), ("M08", Severity::W)]);
    assert_eq!(found[0].impact, Some(dec("80")));
}

#[test]
fn a_bounded_rate_above_a_hundred_percent_must_be_corrected_but_growth_may_exceed_it() {
    let of = |name: &str, target: &str, actual: &str| {
        let found = anomalies(Sent::by("101001", "", "甲").indicators(vec![indicator(15, name, target, actual)]), None);
        found.iter().map(|a| format!("{} {}", a.finding.code, cell(&a.finding.place))).collect::<Vec<_>>()
    };
    assert_eq!(of("群众满意度", "95%", "105%"), ["V07 G15"]);
    assert_eq!(of("群众满意度", "101%", "-5%"), ["V07 F15", "V07 G15"]);
    assert_eq!(of("群众满意度", "95%", "9500"), ["V07 G15"], "the first that explains a value speaks");
    assert_eq!(of("覆盖率增长", "95%", "105%"), [""; 0]);
    assert_eq!(of("群众满意度", "100%", "100%"), [""; 0]);
    assert_eq!(of("工程完工率", "95%", "105%"), [""; 0]);
}

fn county(files: Vec<ReadFile>, list: Roster) -> County {
    let project = project("");
    let read = attribute(&files, &list, &forms(), &project);
    let none = Year { entries: &[], files: &[] };
    let this = Year { entries: &read.entries, files: &files };
    let anomalies = tell(&judge(this, none, &forms(), &list), |_| &[], None).anomalies;
    County {
        name: project.county.name,
        year: 2023,
        deadline: project.county.deadline,
        as_of: date(2024, 4, 1).at(8, 0, 0, 0),
        total_forms: Vec::new(),
        roster: list,
        files,
        skipped: Vec::new(),
        entries: read.entries,
        reporting: read.reporting,
        repeats: read.repeats,
        findings: Vec::new(),
        anomalies,
        series: Vec::new(),
        climbed: None,
        figures: huizong::model::Figures::default(),
        pages: Vec::new(),
        last_year: 0,
        ranks_by: huizong::model::RanksBy::default(),
        judgement: huizong::model::Judgement::default(),
    }
}

fn scored(mut case: Case, claimed: &str, total: Option<&str>) -> Case {
    case.scorecard = Scorecard {
        is_scored: true,
        self_sum: Some(dec(claimed)),
        total: total.map(dec),
        self_grade: Some(Arc::from("优")),
        grade: total.map(|_| Arc::from("良")),
        ..Scorecard::default()
    };
    let rule =
        |failed, not_evaluated, passed| RuleOutcome { code: Code("M01"), failed, not_evaluated, passed, why: None };
    case.outcomes = vec![if total.is_some() { rule(0, 0, 3) } else { rule(0, 1, 2) }];
    case
}

#[test]
fn the_figures_add_up_what_counts_and_leave_out_what_is_unknown() {
    let sent = |code: &str, amounts| Sent::by(code, "", "甲").total(amounts).case();
    let files = vec![
        file("a", "2024-04-02T08:00", vec![scored(sent("101001", ["1", "2.50", "1"]), "95", Some("85.5"))]),
        file("b", "2024-03-02T08:00", vec![scored(sent("101001", ["9", "9", "9"]), "99", Some("99"))]),
        file("c", "", vec![scored(sent("102001", ["", "7.5", "-1"]), "98", None)]),
        file("d", "", vec![scored(sent("777", ["100", "100", "100"]), "98", Some("98"))]),
        file("e.pdf", "", Vec::new()),
    ];
    let county = county(files, roster());
    let figures = figures(&county, &forms());
    assert_eq!((figures.due, figures.reported, figures.missing, figures.late), (3, 2, 1, 1));
    assert_eq!((figures.unreadable_files, figures.unknown, figures.superseded, figures.counted), (1, 1, 1, 2));
    assert_eq!((figures.initial, figures.adjusted, figures.executed), (dec("1"), dec("10.00"), dec("0")));
    assert_eq!((figures.mean_self, figures.median_self), (Some(dec("96.5")), Some(dec("96.5"))));
    assert_eq!(
        (figures.recomputed, figures.mean_recomputed, figures.median_recomputed),
        (1, Some(dec("85.5")), Some(dec("85.5")))
    );
    let grades: Vec<_> = figures.grades.iter().map(|(name, claimed, own, _)| (&**name, *claimed, *own)).collect();
    assert_eq!(grades, [("优", 2, 0), ("良", 0, 1), ("中", 0, 0), ("差", 0, 0)]);
    assert_eq!(figures.outcomes[&Code("M01")], [0, 1, 3, 0], "over all submissions");
    assert_eq!((figures.findings, figures.clean), ([1, 0, 0], 3), "the negative amount");
}

proptest! {
    /// Whatever comes in, every due form has exactly one row, every submission is listed once, and the order in which
    /// equal files are named does not change the sums.
    #[test]
    fn nothing_is_lost_and_nothing_counts_twice(sent in prop::collection::vec((0_usize..5, 0_usize..3, any::<bool>()), 0..12)) {
        let codes = ["101001", "102001", "219001", "777", ""];
        let files: Vec<ReadFile> = sent.iter().enumerate().map(|(n, (code, project, timed))| {
            let received = if *timed { format!("2024-03-{:02}T08:00", n + 1) } else { String::new() };
            let case = Sent::by(codes[*code], "", ["甲", "乙", "丙"][*project]).total(["1", "1", "1"]).case();
            file(&format!("{n:02}.xlsx"), &received, vec![case])
        }).collect();
        let read = attributed(&files);
        let mut seen: Vec<usize> = read.entries.iter().map(|entry| entry.file).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..files.len()).collect::<Vec<_>>());
        let distinct: std::collections::BTreeSet<_> = sent.iter().filter(|s| s.0 < 3).map(|s| (s.0, s.1)).collect();
        prop_assert_eq!(read.entries.iter().filter(|entry| entry.in_totals).count(), distinct.len());
        let mut listed: Vec<usize> = read.reporting.iter().flat_map(|row| row.files.clone()).collect();
        listed.sort_unstable();
        prop_assert_eq!(listed, (0..files.len()).collect::<Vec<_>>());
    }
}
