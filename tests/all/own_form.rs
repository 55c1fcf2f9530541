//! A form that no delivered schema knows, described by its user: nothing on it is taken for something else or passed over.

use huizong::model::{FieldValue, MoneyUnit, ReadFile};
use huizong::pipeline;
use huizong::schema::{Library, read_file};
use huizong::text::Lang;

use crate::families::drawn;
use crate::library;

const SCHEMA: &str = r#"
[form]
id = "own"
title = { zh = "专项资金自评报告表", en = "Report of a special fund" }
years = "2024.."
identity = ["unit", "project", "year"]
titles = ["专项资金自评报告表"]
anchors = ["专项名称", "用款单位", "专项类型", "下达预算", "支付金额", "考核指标", "计划值", "完成值"]
anchors_min = 6
printed = ["经股室审核后报送"]

[field]
year = { pattern = ["评价年度：{year}"], required = "W" }
project = { label = ["专项名称"], required = "E" }
unit = { label = ["用款单位", "单位"], attributes = true, required = "E" }
kind = { label = ["专项类型"], type = "choice", options = ["新设", "延续", "一次性"], required = "E" }
handler = { label = ["办人"], value = "same-cell" }
phone = { label = ["机"], value = "same-cell", type = "phone" }

[[table]]
id = "money"
role = "money"
columns = [{ role = "adjusted", header = ["下达预算"] }, { role = "received", header = ["拨付金额"] }, { role = "executed", header = ["支付金额"] }]
row = [{ id = "total", label = ["资金合计"] }]

[[table]]
id = "indicators"
role = "indicators"
row_needs_any = ["target", "actual"]
columns = [
  { role = "level1", header = ["类别"] },
  { role = "level3", header = ["考核指标"] },
  { role = "target", header = ["计划值"] },
  { role = "actual", header = ["完成值"] },
]

[[section]]
id = "problems"
heading = ["存在的主要问题"]
required = "W"

[[section]]
id = "notes"
heading = ["填表须知"]
printed = true
"#;

const PICTURE: &str = "专项资金自评报告表 | < | < | <
评价年度：2024 | | 计量单位：元 |
专项名称 | 村道养护 | 用款单位 | 示范县交通运输局
专项类型 | □新设 ☑延续 □一次性 | <| <
 | 下达预算 | 拨付金额 | 支付金额
资金合计 | 2000000 | 2000000 | 1900000
类别 | 考核指标 | 计划值 | 完成值
产出指标 | 养护里程 | ≥120公里 | 120公里
存在的主要问题 | < | < | <
汛期施工安排偏晚。 | < | < | <
经股室审核后报送 | < | < | <
经办人：李明 | | 手机：13800000000 |
填表须知：1.金额按元填写。 | < | < | <
2.指标按批复填写。 | < | < | <
（3）不得增删行。 | < | < | <
④附件另报。 | < | < | <";

fn library(schema: &str) -> Library {
    read_file("own.toml", schema, &[]).expect("a schema")
}

fn sent(picture: &str) -> ReadFile {
    let file = pipeline::check_bytes(drawn(picture), "自评表.xlsx", &library(SCHEMA));
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file
}

fn unread(file: &ReadFile) -> Vec<String> {
    file.unread.iter().map(|item| item.text.clone()).collect()
}

/// Severity, cell and message of what a check finds.
fn said(file: &ReadFile, code: &str) -> Vec<String> {
    let findings = file.cases[0].findings.iter().filter(|finding| finding.code.0 == code);
    let shown = findings.map(|finding| {
        let cell = finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default();
        format!("{:?} {cell} {}", finding.severity, finding.message.get(Lang::Zh))
    });
    shown.collect()
}

#[test]
fn a_year_that_is_asked_for_and_not_on_the_sheet_is_told_by_the_words_beside_it() {
    assert_eq!(said(&sent(PICTURE), "C01"), [""; 0]);
    let without = PICTURE.replace("评价年度：2024", "");
    assert_eq!(said(&sent(&without), "C01"), ["W  表上找不到“评价年度”"]);
}

#[test]
fn the_note_that_names_the_unit_of_the_amounts_is_read() {
    let unit = |picture: &str| sent(picture).cases[0].submission.money[0].unit;
    assert_eq!(unit(PICTURE), Some(MoneyUnit::Yuan));
    for (note, apart) in [("单位：万元 |", "单位：|万元"), ("（金额单位：万元） |", "金额单位 ：|万元")]
    {
        for note in [note, apart] {
            let picture = PICTURE.replace("计量单位：元 |", note);
            assert_eq!(unit(&picture), Some(MoneyUnit::TenThousand), "{note}");
        }
    }
}

#[test]
fn nothing_but_what_a_department_wrote_is_the_text_of_a_section() {
    let file = sent(PICTURE);
    let section = &file.cases[0].submission.sections[0];
    let body: Vec<String> = section.body.iter().filter_map(|entry| entry.value().cloned()).collect();
    assert_eq!(body.first().map(String::as_str), Some("汛期施工安排偏晚。"));
    assert!(!body.iter().any(|text| text == "经股室审核后报送"), "{body:?}");
    let unanswered =
        sent(&PICTURE.replace("汛期施工安排偏晚。", "").replace("经办人：李明", "").replace("手机：13800000000", ""));
    assert_eq!(said(&unanswered, "T02"), ["W A9 “存在的主要问题”没有填写"]);
}

#[test]
fn a_remark_below_the_notes_of_a_form_is_reported_and_the_lines_of_the_notes_are_not() {
    assert_eq!(unread(&sent(PICTURE)), [""; 0]);
    let remark = format!("{PICTURE}\n已与股室核对 | < | < | <");
    assert_eq!(unread(&sent(&remark)), ["已与股室核对"]);
    let behind_it = format!("{remark}\n5.另有说明 | < | < | <");
    assert_eq!(unread(&sent(&behind_it)), ["已与股室核对", "5.另有说明"]);
    let alone =
        PICTURE.replace("填表须知：1.金额按元填写。", "填表须知：").replace("2.指标按批复填写。", "金额按元填写。");
    assert_eq!(unread(&sent(&alone)), [""; 0]);
    let then = format!("{alone}\n已与股室核对 | < | < | <");
    assert_eq!(unread(&sent(&then)), ["已与股室核对"]);
}

#[test]
fn a_label_before_a_colon_is_never_the_end_of_another_label() {
    let file = sent(PICTURE);
    let fields = &file.cases[0].submission.fields;
    let value = |id: &str| {
        fields.iter().find(|field| &*field.id == id).and_then(|field| field.entry.value().map(FieldValue::text))
    };
    assert_eq!(value("unit").as_deref(), Some("示范县交通运输局"));
    assert_eq!((value("handler"), value("phone")), (None, None));
}

#[test]
fn a_choice_of_none_or_several_options_is_told_at_its_cell_with_the_options() {
    let none = sent(&PICTURE.replace("☑延续", "□延续"));
    let wanted = "E B4 “专项类型”没有选定一项（写的是“□新设 □延续 □一次性”）；选项有：新设、延续、一次性";
    assert_eq!(said(&none, "C01"), [wanted]);
    let two = sent(&PICTURE.replace("□新设", "☑新设"));
    assert_eq!(said(&two, "C01"), ["E B4 “专项类型”选了 2 项：新设、延续；选项有：新设、延续、一次性"]);
    let optional = SCHEMA.replace(r#""一次性"], required = "E""#, r#""一次性"]"#);
    let severity = |picture: &str| {
        let file = pipeline::check_bytes(drawn(picture), "自评表.xlsx", &library(&optional));
        said(&file, "C01").first().map(|text| text[..1].to_owned())
    };
    assert_eq!(severity(&PICTURE.replace("☑延续", "□延续")).as_deref(), Some("I"));
    assert_eq!(severity(&PICTURE.replace("□新设", "☑新设")).as_deref(), Some("W"));
}

#[test]
fn the_rows_of_a_table_whose_header_is_not_recognised_are_none_of_the_table_above() {
    let picture = include_str!("../families/transfer-goals.txt");
    let renamed = picture.replace("情况说明", "甲").replace("存在问题和改进措施", "乙");
    let delivered = library::delivered();
    let file = pipeline::check_bytes(drawn(&renamed), "自评表.xlsx", delivered);
    let rows = file.cases[0].submission.money[0].rows.len();
    let right = pipeline::check_bytes(drawn(picture), "自评表.xlsx", delivered);
    assert_eq!(rows, right.cases[0].submission.money[0].rows.len());
    assert_eq!(said(&file, "F13").len(), 1, "{:?}", said(&file, "F13"));
    assert!(unread(&file).iter().any(|text| text == "按危房存量分配"), "{:?}", unread(&file));
}
