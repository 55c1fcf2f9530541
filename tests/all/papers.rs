//! The bureau's own workbooks: explanations close findings, reviews stand beside the scores, and nothing typed gets lost.

use std::fs;

use assert_cmd::Command;
use calamine::{Data, Reader, Xlsx, open_workbook};
use huizong::model::{County, ExplanationState, Outdated, RanksBy, Severity, Treatment};
use huizong::pipeline::{self};
use huizong::text::Lang;
use jiff::civil::date;
use predicates::str::contains;

use crate::desk::*;

#[test]
fn the_first_run_writes_one_row_for_every_finding_to_be_verified_and_a_second_changes_nothing() {
    let desk = Desk::new();
    let ran = desk.run();
    let sheet = desk.sheet("explanations.xlsx");
    let verify = ran.county.every_finding().filter(|finding| finding.severity == Severity::W).count();
    assert!(verify >= 2, "{verify}");
    assert_eq!(sheet.rows_of(STATE, "待说明").len(), verify);
    assert_eq!(sheet.rows.len(), sheet.header + 1 + verify);
    let row = sheet.only("代码", "M03");
    assert_eq!(sheet.text(row, "指标或栏目"), "年度资金总额 · 全年执行数");
    assert_eq!(sheet.text(row, "单元格"), "自评表!G6");
    assert_eq!((sheet.text(row, "原表的值").as_str(), ran.county.figures.findings[1]), ("210", verify));
    let before = (desk.bytes("explanations.xlsx"), desk.bytes("review.xlsx"));
    desk.run();
    assert_eq!(before, (desk.bytes("explanations.xlsx"), desk.bytes("review.xlsx")));
}

#[test]
fn an_explanation_closes_its_finding_until_the_value_changes_and_again_when_it_is_as_before() {
    let desk = Desk::new();
    let open = desk.run().county.figures.findings[1];
    let typed = explain(&desk, "M03", &plainly());

    let ran = desk.run();
    let expected = Treatment::Explained { reason: REASON.to_owned(), who: "预算股 王敏".to_owned(), until: None };
    assert_eq!(ran.finding("M03").treatment.as_deref(), Some(&expected));
    assert_eq!((ran.county.figures.findings[1], ran.county.figures.explained), (open - 1, 1));
    let book = pipeline::write_county(&ran.county, &desk.project, &desk.library).expect("a workbook");
    let mut book: Xlsx<_> = open_workbook(book).expect("a workbook");
    let range = book.worksheet_range("问题清单").expect("a tab");
    let shown = range.rows().find(|row| row.iter().any(|cell| *cell == "已说明")).expect("the finding");
    assert!(shown.iter().any(|cell| cell.to_string() == format!("{REASON}（预算股 王敏）")), "{shown:?}");

    desk.send(&[("G6", "220.5")]);
    let ran = desk.run();
    let changed = Treatment::CameBack(ExplanationState::ValueChanged);
    assert_eq!(ran.finding("M03").treatment.as_deref(), Some(&changed));
    assert_eq!((ran.county.figures.findings[1], ran.county.figures.explained), (open, 0));
    let sheet = desk.sheet("explanations.xlsx");
    let rows = sheet.rows_of("代码", "M03");
    assert_eq!(rows.iter().map(|row| sheet.text(*row, STATE)).collect::<Vec<_>>(), ["数值已变", "待说明"]);
    let kept = ["原表的值", "相关的值", "可接受范围", "说明原因", "说明人"].map(|title| sheet.text(rows[0], title));
    assert_eq!(kept.to_vec(), typed, "what was typed, and what it was typed for, stays");
    assert_eq!(sheet.text(rows[1], "原表的值"), "220.5");

    desk.send(&[]);
    assert!(desk.run().finding("M03").is_explained());
    assert_eq!(
        desk.sheet("explanations.xlsx").rows_of("代码", "M03").len(),
        1,
        "the row that nobody filled in is gone"
    );
}

#[test]
fn another_value_that_takes_part_brings_an_explanation_back_too() {
    let desk = Desk::new();
    desk.run();
    explain(&desk, "M03", &plainly());
    assert!(desk.run().finding("M03").is_explained());
    desk.send(&[("F6", "195")]);
    assert!(!desk.run().finding("M03").is_explained(), "the budget is another one");
}

#[test]
fn a_value_may_move_inside_the_range_that_is_allowed() {
    let desk = Desk::new();
    desk.run();
    explain(&desk, "M03", &[plainly().as_slice(), &[("可接受范围", text("≤220"))]].concat());
    for (amount, holds) in [("219.99", true), ("220", true), ("220.01", false)] {
        desk.send(&[("G6", amount)]);
        assert_eq!(desk.run().finding("M03").is_explained(), holds, "{amount}");
    }
}

#[test]
fn an_explanation_ends_with_its_day_and_holds_again_when_the_day_is_moved() {
    let desk = Desk::new();
    desk.run();
    let until = Data::DateTimeIso("2025-04-30".to_owned());
    explain(&desk, "M03", &[plainly().as_slice(), &[("有效期至", until)]].concat());
    let on = |day| desk.try_run(day).unwrap_or_else(|error| panic!("{error:?}"));
    assert!(on(date(2025, 4, 30)).finding("M03").is_explained(), "the last day counts");
    let ran = on(date(2025, 5, 1));
    assert_eq!(ran.finding("M03").treatment.as_deref(), Some(&Treatment::CameBack(ExplanationState::Expired)));
    let mut sheet = desk.sheet("explanations.xlsx");
    let row = sheet.only(STATE, "已过期");
    assert_eq!((sheet.text(row, "说明原因").as_str(), sheet.text(row, "有效期至").as_str()), (REASON, "2025-04-30"));
    sheet.set(row, "有效期至", text("2025年12月31日"));
    sheet.save(&desk.path("explanations.xlsx"));
    assert!(on(date(2025, 5, 1)).finding("M03").is_explained());
    assert_eq!(desk.sheet("explanations.xlsx").rows_of("代码", "M03").len(), 1);
}

#[test]
fn a_reason_without_a_name_closes_nothing_and_what_was_corrected_keeps_its_row() {
    let desk = Desk::new();
    desk.run();
    explain(&desk, "M03", &plainly()[..1]);
    let ran = desk.run();
    assert!(!ran.finding("M03").is_explained());
    let sheet = desk.sheet("explanations.xlsx");
    assert_eq!(sheet.text(sheet.only("代码", "M03"), STATE), "缺原因或说明人");

    desk.send(&[("G6", "190")]);
    let ran = desk.run();
    assert!(ran.county.every_finding().all(|finding| finding.code.0 != "M03"));
    let sheet = desk.sheet("explanations.xlsx");
    let row = sheet.only("代码", "M03");
    assert_eq!((sheet.text(row, STATE).as_str(), sheet.text(row, "说明原因").as_str()), ("已整改", REASON));
}

#[test]
fn what_must_be_corrected_cannot_be_explained_away() {
    let desk = Desk::new();
    // The score of the execution is above its weight.
    desk.send(&[("J6", "12")]);
    let ran = desk.run();
    let error = ran
        .county
        .every_finding()
        .find(|finding| finding.code.0 == "S02" && finding.severity == Severity::E)
        .expect("a score above its weight");
    assert_eq!(error.place.cell().map(|cell| cell.to_string()).as_deref(), Some("J6"));
    let count = ran.county.figures.findings[0];
    let mut sheet = desk.sheet("explanations.xlsx");
    let from = sheet.rows_of("代码", "M03")[0];
    let row = sheet.copy(from);
    for (title, value) in
        [("代码", "S02"), ("指标或栏目", "年度资金总额 · 得分"), ("说明原因", "同意"), ("说明人", "某某")]
    {
        sheet.set(row, title, text(value));
    }
    sheet.save(&desk.path("explanations.xlsx"));
    let ran = desk.run();
    assert_eq!(ran.finding("S02").treatment.as_deref(), Some(&Treatment::NotAllowed));
    assert_eq!(ran.county.figures.findings[0], count, "it counts as before");
    let notice = ran.notices().join("\n");
    assert!(notice.contains(&format!("第 {} 行", row + 1)) && notice.contains("不能用说明结案"), "{notice}");
    let sheet = desk.sheet("explanations.xlsx");
    let row = sheet.only("代码", "S02");
    assert_eq!((sheet.text(row, STATE).as_str(), sheet.text(row, "说明原因").as_str()), ("必须修改，不能说明", "同意"));
}

#[test]
fn a_workbook_that_is_open_is_left_alone_and_what_is_typed_in_either_is_brought_together() {
    let desk = Desk::new();
    desk.run();
    explain(&desk, "M03", &plainly());
    let (mine, lock) = (desk.bytes("explanations.xlsx"), desk.path(".~lock.explanations.xlsx#"));
    fs::write(&lock, "王敏").expect("a mark");
    let ran = desk.run();
    let told = ran.told.iter().map(|message| message.get(Lang::Zh)).collect::<Vec<_>>().join("\n");
    assert!(told.contains("explanations.new.xlsx") && told.contains("正在被打开"), "{told}");
    assert_eq!(desk.bytes("explanations.xlsx"), mine, "not a byte of it changed");

    let copy = desk.path("explanations.new.xlsx");
    let mut sheet = Typist::open(&copy);
    let row = sheet.rows_of("代码", "R01")[0];
    sheet.set(row, "说明原因", text("当年新通三条公路，受益人数大增"));
    sheet.set(row, "说明人", text("李强"));
    sheet.save(&copy);
    let typed = fs::read(&copy).expect("the copy");
    desk.run();
    assert!(Typist::open(&copy).rows_of("说明人", "李强").len() == 1 || fs::read(&copy).expect("the copy") == typed);

    fs::remove_file(lock).expect("closed");
    let ran = desk.run();
    assert!(ran.told.is_empty());
    assert!(ran.finding("M03").is_explained() && ran.finding("R01").is_explained());
    assert!(!copy.exists(), "everything in it stands in the workbook");
    assert_eq!(desk.sheet("explanations.xlsx").rows_of(STATE, "已说明").len(), 2);
}

#[test]
fn a_changed_header_stops_the_run_and_the_workbook_stays_as_it_is() {
    let desk = Desk::new();
    desk.run();
    let mut sheet = desk.sheet("explanations.xlsx");
    let header = sheet.header;
    sheet.set(header, "说明原因", text("备注一下"));
    sheet.save(&desk.path("explanations.xlsx"));
    let before = desk.bytes("explanations.xlsx");
    let why = desk.refusal();
    assert!(why.contains("explanations.xlsx") && why.contains("说明原因"), "{why}");
    assert_eq!(desk.bytes("explanations.xlsx"), before);
}

#[test]
fn a_range_or_a_day_that_nobody_understands_stops_the_run_with_its_cell() {
    let desk = Desk::new();
    desk.run();
    let cells = [("可接受范围", text("差不多")), ("有效期至", text("明年"))];
    explain(&desk, "M03", &[plainly().as_slice(), &cells].concat());
    let why = desk.refusal();
    assert!(why.contains("差不多") && why.contains("明年") && why.lines().count() == 2, "{why}");
    assert!(why.lines().all(|line| line.contains("!N") || line.contains("!Q")), "{why}");
}

#[test]
fn columns_that_somebody_added_are_kept_and_another_sheet_is_never_lost() {
    let desk = Desk::new();
    desk.run();
    let mut sheet = desk.sheet("explanations.xlsx");
    sheet.add_column("局领导意见");
    let row = sheet.only("代码", "M03");
    sheet.set(row, "局领导意见", text("同意"));
    sheet.set(row, "说明原因", text(REASON));
    sheet.set(row, "说明人", text("王敏"));
    sheet.save(&desk.path("explanations.xlsx"));
    for _ in 0..2 {
        assert!(desk.run().finding("M03").is_explained());
        let sheet = desk.sheet("explanations.xlsx");
        assert_eq!(sheet.text(sheet.only("代码", "M03"), "局领导意见"), "同意");
    }
    let mut sheet = desk.sheet("explanations.xlsx");
    sheet.others.push("笔记");
    sheet.save(&desk.path("explanations.xlsx"));
    let before = desk.bytes("explanations.xlsx");
    let ran = desk.run();
    assert!(ran.told.iter().any(|message| message.get(Lang::Zh).contains("别的工作表")));
    assert_eq!(desk.bytes("explanations.xlsx"), before);
}

/// Types a score into the row of a unit's total.
fn review(desk: &Desk, unit: &str, cells: &[(&str, Data)]) -> usize {
    let mut sheet = desk.sheet("review.xlsx");
    let row = sheet.rows_of("单位名称", unit)[0];
    for (title, value) in cells {
        sheet.set(row, title, value.clone());
    }
    sheet.save(&desk.path("review.xlsx"));
    row
}

fn entry_of<'a>(county: &'a County, unit: &str) -> &'a huizong::model::CountyEntry {
    county.entries.iter().find(|entry| entry.unit_name.contains(unit)).expect("an entry")
}

fn scored(score: f64) -> [(&'static str, Data); 4] {
    [
        ("复核得分", Data::Float(score)),
        ("复核原因", text("产出佐证不足")),
        ("复核人", text("绩效股 陈静")),
        ("复核日期", Data::DateTimeIso("2025-04-10".to_owned())),
    ]
}

#[test]
fn a_reviewed_total_stands_beside_the_others_and_ranks_where_the_project_says_so() {
    let mut desk = Desk::new();
    desk.run();
    review(&desk, UNIT, &scored(61.5));
    let ran = desk.run();
    let entry = entry_of(&ran.county, UNIT);
    let judged = entry.review.as_ref().expect("a review");
    assert_eq!(judged.score.map(|score| score.to_string()).as_deref(), Some("61.5"));
    assert_eq!(judged.grade.as_deref(), Some("中"));
    assert_eq!((ran.county.figures.reviewed, ran.county.ranks_by), (1, RanksBy::Recomputed));
    assert_eq!(ran.county.figures.mean_reviewed, judged.score);
    let sheet = desk.sheet("review.xlsx");
    let row = sheet.only(STATE, "已复核");
    assert_eq!((sheet.text(row, "复核得分").as_str(), sheet.text(row, "复核日期").as_str()), ("61.5", "2025-04-10"));

    let book = pipeline::write_county(&ran.county, &desk.project, &desk.library).expect("a workbook");
    let mut book: Xlsx<_> = open_workbook(book).expect("a workbook");
    let range = book.worksheet_range("单位汇总").expect("a tab");
    let header: Vec<String> = range.rows().nth(4).expect("a header").iter().map(ToString::to_string).collect();
    let at = |title: &str| header.iter().position(|found| found == title).expect("a column");
    let shown = range.rows().find(|row| row[at("单位名称")].to_string().contains(UNIT)).expect("its row");
    assert_eq!(shown[at("复核得分")], Data::Float(61.5));
    assert!(matches!(shown[at("自评总分")], Data::Float(_)));
    assert_eq!((shown[at("复核等级")].to_string(), shown[at("复核情况")].to_string()), ("中".into(), "已复核".into()));

    let ranked = |ran: &Ran| ran.county.entries.iter().filter(|entry| entry.rank.is_some()).count();
    assert!(ranked(&ran) > 1);
    desk.project.scores.ranks_by = RanksBy::Reviewed;
    let ran = desk.run();
    assert_eq!((ranked(&ran), entry_of(&ran.county, UNIT).rank), (1, Some(1)), "who is not reviewed has no rank");
    desk.project.scores.ranks_by = RanksBy::Claimed;
    assert!(ranked(&desk.run()) > 1);
}

#[test]
fn a_review_of_an_earlier_file_is_marked_and_counts_for_nothing_until_it_is_confirmed() {
    let desk = Desk::new();
    desk.run();
    review(&desk, UNIT, &scored(61.5));
    assert_eq!(desk.run().county.figures.reviewed, 1);
    desk.send(&[("G6", "208")]);
    let ran = desk.run();
    let judged = entry_of(&ran.county, UNIT).review.clone().expect("a review");
    assert_eq!((judged.score, judged.total.and_then(|total| total.outdated)), (None, Some(Outdated::Content)));
    assert_eq!(ran.county.figures.reviewed, 0);
    let mut sheet = desk.sheet("review.xlsx");
    let states: Vec<String> = sheet.rows_of("单位名称", UNIT).iter().map(|row| sheet.text(*row, STATE)).collect();
    assert_eq!(states, ["待复核", "复核后文件已变"]);
    let old = sheet.only(STATE, "复核后文件已变");
    assert_eq!(sheet.text(old, "复核得分"), "61.5");
    sheet.set(old, "所评文件", Data::Empty);
    sheet.save(&desk.path("review.xlsx"));
    assert_eq!(desk.run().county.figures.reviewed, 1, "confirmed for the new file");
    assert_eq!(desk.sheet("review.xlsx").rows_of("单位名称", UNIT).len(), 1);
}

#[test]
fn a_review_dated_before_the_file_came_in_is_marked() {
    let desk = Desk::new();
    desk.run();
    let early = [scored(61.5).as_slice(), &[("复核日期", text("2025-03-09"))]].concat();
    review(&desk, UNIT, &early);
    let ran = desk.run();
    let judged = entry_of(&ran.county, UNIT).review.clone().expect("a review");
    assert_eq!((judged.score, judged.total.and_then(|total| total.outdated)), (None, Some(Outdated::Date)));
    let sheet = desk.sheet("review.xlsx");
    sheet.only(STATE, "复核早于收到文件");
}

#[test]
fn a_review_that_cannot_be_right_is_told_with_its_row_and_counts_for_nothing() {
    let desk = Desk::new();
    let ran = desk.run();
    let entry = entry_of(&ran.county, UNIT);
    let line = ran.county.case(entry).scorecard.lines.last().expect("an indicator").clone();
    let mut sheet = desk.sheet("review.xlsx");
    let total = sheet.rows_of("单位名称", UNIT)[0];
    let mut wrong = |cells: &[(&str, Data)]| {
        let row = sheet.copy(total);
        for (title, value) in scored(1.0).iter().chain(cells) {
            sheet.set(row, title, value.clone());
        }
        row + 1
    };
    let rows = [
        (wrong(&[("单位代码", text("999999"))]), "不在名录里"),
        (wrong(&[("项目", text("另一个项目"))]), "没有报这份表"),
        (wrong(&[("指标或总分", text(&format!("{}了", line.name)))]), "最接近的是"),
        (wrong(&[("指标或总分", text(&line.name)), ("复核得分", Data::Float(99.0))]), "大于分值"),
        (wrong(&[("复核人", Data::Empty)]), "复核人"),
    ];
    sheet.save(&desk.path("review.xlsx"));
    let ran = desk.run();
    let notices = ran.notices();
    for (row, what) in rows {
        let told = |notice: &&String| notice.contains(&format!("复核表第 {row} 行")) && notice.contains(what);
        assert!(notices.iter().any(|notice| told(&notice)), "row {row}, {what}: {notices:#?}");
    }
    assert_eq!(ran.county.figures.reviewed, 0);
    let sheet = desk.sheet("review.xlsx");
    assert_eq!(sheet.rows_of("复核原因", "产出佐证不足").len(), 5, "every row is still there");

    let mut sheet = desk.sheet("review.xlsx");
    let row = sheet.rows_of("复核原因", "产出佐证不足")[0];
    sheet.set(row, "复核得分", text("约 80"));
    sheet.save(&desk.path("review.xlsx"));
    let why = desk.refusal();
    assert!(why.contains("约 80") && why.contains("!J"), "{why}");
}

#[test]
fn the_total_is_the_sum_where_every_line_is_reviewed() {
    let desk = Desk::new();
    let ran = desk.run();
    let lines = ran.county.case(entry_of(&ran.county, UNIT)).scorecard.lines.clone();
    let mut sheet = desk.sheet("review.xlsx");
    let total = sheet.rows_of("单位名称", UNIT)[0];
    for line in &lines {
        let row = sheet.copy(total);
        sheet.set(row, "指标或总分", text(&line.name));
        for (title, value) in scored(1.0) {
            sheet.set(row, title, value);
        }
    }
    sheet.save(&desk.path("review.xlsx"));
    let ran = desk.run();
    let judged = entry_of(&ran.county, UNIT).review.clone().expect("a review");
    assert_eq!(judged.score, Some(lines.len().into()), "{:?}", ran.notices());
    assert_eq!(judged.lines.len(), lines.len());
    let sheet = desk.sheet("review.xlsx");
    assert_eq!(sheet.rows_of(STATE, "已复核").len(), lines.len());
}

#[test]
fn the_terminal_says_how_many_are_explained_and_how_many_are_open() {
    let desk = Desk::new();
    let run = || {
        let mut command = Command::cargo_bin("huizong").expect("the program");
        command.arg("run").arg(desk.folder.path()).args(["--as-of", "2025-04-02T08:00", "--lang", "zh"]);
        command
    };
    run().assert().success().stdout(contains("说明：已说明 0 项"));
    let sheet = desk.sheet("explanations.xlsx");
    let all = sheet.rows_of(STATE, "待说明").len();
    explain(&desk, "M03", &plainly());
    run().assert().success().stdout(contains(format!("说明：已说明 1 项，待说明 {} 项", all - 1)));
}
