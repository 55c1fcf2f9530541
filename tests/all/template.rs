//! Forms that are handed out: blank they say nothing, filled in they come back with every value at its cell, and a careless
//! hand gives findings and no losses.

use std::collections::BTreeMap;

use huizong::model::{Area, CellRef, MatchedBy, ReadFile, Roster, Standing};
use huizong::pipeline;
use huizong::record::FormRecord;
use huizong::schema::{Form, Library, Role, TableRole, TableSpec};
use huizong::template::{Blank, Handed, Input, Wanted, blank};
use huizong::text::Lang;
use serde_json::Value;

use crate::county::{cell, due, project, unit};
use crate::office::recalculated;
use crate::spreadsheet::{Spreadsheet, Typed};

fn library() -> Library {
    Library::delivered().expect("the delivered forms")
}

fn handed() -> Handed {
    Handed {
        code: "101002".into(),
        name: "示范县第一小学".into(),
        parent: "示范县教育局".to_owned(),
        project: "校舍维修".to_owned(),
        year: 2023,
    }
}

fn read(bytes: Vec<u8>) -> ReadFile {
    pipeline::check_bytes(bytes, "自评表.xlsx", &library())
}

/// The delivered forms that have tables.
fn forms(library: &Library) -> impl Iterator<Item = &Form> {
    library.forms.iter().map(AsRef::as_ref).filter(|form| !form.tables.is_empty())
}

fn made(form: &Form) -> Blank {
    blank(form, &handed(), Lang::Zh).expect("a workbook")
}

/// What was found, but for the note that a form has full marks everywhere, as those have that these tests fill in, and for
/// converted scores and splits of money, into which these tests type numbers that have nothing to do with each other.
fn told(file: &ReadFile) -> Vec<String> {
    let cell = |place: &huizong::model::Place| place.cell().map(|cell| cell.to_string()).unwrap_or_default();
    let others = file.every_finding().filter(|finding| !["V11", "S11", "M12"].contains(&finding.code.0));
    others.map(|f| format!("{} {} {}", f.code.0, cell(&f.place), f.message(Lang::Zh))).collect()
}

#[test]
fn a_blank_form_is_recognised_and_says_nothing_but_that_it_is_blank() {
    let library = library();
    // Blank cover, signature, text, actual value, score, weight, and too few indicators.
    let of_blanks = ["F15", "C01", "C06", "T02", "V02", "S01", "Q04", "Q07"];
    for form in forms(&library) {
        let file = read(made(form).bytes);
        assert_eq!(file.cases.len(), 1, "{}: {:?}", form.head.id, told(&file));
        let submission = &file.cases[0].submission;
        assert_eq!(submission.form, form.head.id);
        assert_eq!(submission.stamp.as_ref().map(|stamp| &*stamp.unit), Some("101002"));
        assert!(file.unread.is_empty(), "{}: {:?}", form.head.id, file.unread);
        let other: Vec<String> =
            told(&file).into_iter().filter(|line| !of_blanks.iter().any(|code| line.starts_with(code))).collect();
        assert!(other.is_empty(), "{}: {other:#?}", form.head.id);
        assert!(
            told(&file).iter().any(|line| line.starts_with("F15 A1 空白表")),
            "{}: {:?}",
            form.head.id,
            told(&file)
        );
        let written = submission.money.iter().flat_map(|block| &block.rows).any(|row| row.executed.is_written());
        let filled = submission.all_indicators().any(|row| row.score.is_written() || row.actual.is_written());
        assert!(!written && !filled, "{}: a blank form answers something", form.head.id);
    }
}

#[test]
fn the_same_form_for_the_same_unit_is_the_same_bytes_and_the_stamp_is_no_sheet() {
    let library = library();
    let form = library.form("national-project").expect("the form");
    let (one, two) = (made(form).bytes, made(form).bytes);
    assert!(one == two);
    let book = huizong::workbook::read(&one, huizong::model::SourceId(0)).expect("a book");
    assert!(book.findings.is_empty(), "{:?}", book.findings);
    assert_eq!(book.value.sheets.len(), 1);
    let stamp = &book.value.stamps[0];
    assert_eq!((&*stamp.form, &*stamp.project, stamp.year), ("national-project", "校舍维修", 2023));
    assert_eq!(*stamp.version, *form.version());
}

#[test]
fn a_version_changes_with_what_the_form_prints_and_not_with_aliases() {
    let library = library();
    let form = library.form("national-project").expect("the form");
    let with = |names: &[&str]| {
        let mut form = (**form).clone();
        form.tables[0].columns[0].header = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>().into();
        form.version()
    };
    assert_eq!(with(&["年初预算数", "年初数"]), form.version());
    assert_ne!(with(&["年初数", "年初预算数"]), form.version());
}

#[test]
fn help_and_refusals_are_there_in_both_languages() {
    let library = library();
    for form in forms(&library) {
        for (lang, wanted) in [(Lang::Zh, "填写有误"), (Lang::En, "Not accepted")] {
            let blank = blank(form, &handed(), lang).expect("a workbook");
            assert!(Spreadsheet::open(&blank.bytes).sheet().contains(wanted), "{} {wanted}", form.head.id);
        }
    }
}

#[test]
fn only_cells_that_wait_for_an_answer_are_unlocked_and_numbers_are_checked() {
    let library = library();
    for form in forms(&library) {
        let blank = made(form);
        let sheet = Spreadsheet::open(&blank.bytes).sheet();
        assert!(sheet.contains("<sheetProtection") && sheet.contains("<dataValidation "), "{}", form.head.id);
        let checked = |wanted: &str| sheet.matches(wanted).count();
        let asks = |test: fn(&Input) -> bool| blank.inputs.iter().any(|(_, input)| test(input));
        if asks(|input| matches!(input, Input::Amount(_))) {
            assert!(checked("type=\"decimal\"") > 0, "{}", form.head.id);
        }
        if asks(|input| matches!(input, Input::Sign | Input::Choice(_) | Input::Tier(_))) {
            assert!(checked("type=\"list\"") > 0, "{}", form.head.id);
        }
    }
}

/// One indicator as a department fills it in: target, actual value, and sign and unit where these have columns.
const INDICATORS: [[&str; 4]; 8] = [
    ["≥120公里", "120公里", "≥", "公里"],
    ["≥95%", "95.5%", "≥", "%"],
    ["=100%", "100%", "=", "%"],
    ["≤200万元", "190万元", "≤", "万元"],
    ["2023年12月底前", "2023年11月30日", "定性", ""],
    ["建立并落实管护制度", "达成", "定性", ""],
    ["≥1,162人次", "1,162人次", "≥", "人次"],
    ["≤0起", "0起", "≤", "起"],
];
/// Weights of a list of nine levels with three rows each.
const WEIGHTS: [(usize, f64); 9] =
    [(0, 20.0), (3, 10.0), (6, 10.0), (9, 10.0), (12, 10.0), (15, 10.0), (18, 5.0), (21, 5.0), (24, 10.0)];

/// The weights of some of so many rows; they add up to 100 with those of the budget execution.
fn weights(form: &Form, rows: usize) -> Vec<(usize, f64)> {
    if rows >= 27 {
        return WEIGHTS.to_vec();
    }
    let in_money = |table: &TableSpec| table.role == TableRole::Money && table.column(Role::Weight).is_some();
    let first = if form.tables.iter().any(in_money) || lists_execution(form) { 10.0 } else { 20.0 };
    (0..5).map(|nth| (nth * 3, if nth == 0 { first } else { 20.0 })).collect()
}

/// Whether the last row of the indicators is the budget execution.
fn lists_execution(form: &Form) -> bool {
    form.tables.iter().any(|table| !table.execution.is_empty())
}

/// Everything that a department types into a form: by what a cell waits for, in the order of the rows.
fn answers(form: &Form, blank: &Blank) -> BTreeMap<CellRef, Typed> {
    let text = |text: &str| Typed::Text(text.to_owned());
    let rows_of = |wanted: fn(&Input) -> bool| -> Vec<u32> {
        let mut rows: Vec<u32> =
            blank.inputs.iter().filter(|(_, input)| wanted(input)).map(|(area, _)| area.first.row()).collect();
        rows.dedup();
        rows
    };
    let targets = rows_of(|input| matches!(input, Input::Target | Input::TargetValue));
    let named = rows_of(|input| *input == Input::Name);
    let scored = rows_of(|input| matches!(input, Input::Score(_)));
    let free: Vec<u32> = scored.into_iter().filter(|row| named.contains(row)).collect();
    let rows = if targets.is_empty() { free } else { targets };
    let weights = weights(form, rows.len());
    let prescribed = rows.is_empty();
    let mut blocks = [50.0, 30.0].into_iter();
    let mut typed = BTreeMap::new();
    let mut amounts: BTreeMap<u16, u32> = BTreeMap::new();
    for (Area { first, .. }, input) in &blank.inputs {
        let nth = rows.iter().position(|row| *row == first.row());
        let execution = lists_execution(form) && nth.is_some_and(|nth| nth + 1 == rows.len());
        let weight = nth.and_then(|nth| weights.iter().find(|(at, _)| *at == nth)).map(|(_, weight)| *weight);
        let weight = if execution { Some(10.0) } else { weight };
        let is_indicator = nth.is_some();
        let repeats = form.head.id.contains("hubei");
        if is_indicator && weight.is_none() && !(repeats && nth.is_some_and(|nth| nth % 4 == 0)) {
            continue; // rows that are not needed stay blank
        }
        let [target, actual, sign, unit] = INDICATORS[nth.unwrap_or(0) / 3 % INDICATORS.len()];
        let separate = blank.inputs.iter().any(|(_, input)| *input == Input::Sign);
        let split = separate && sign != "定性";
        let value = match input {
            Input::Line => text("示范填写一行"),
            Input::Prose(_) if is_indicator => text("按时完成，没有偏差；<今后>继续 & 加强"),
            // The same reason in every row would be told.
            Input::Prose(_) => {
                Typed::Text(format!("第{first}项：全年完成校舍维修三处，\n验收合格；师生满意，没有遗留问题。"))
            }
            Input::Name if is_indicator => Typed::Text(format!("校舍维修完成情况之{}", nth.unwrap_or(0) + 1)),
            Input::Name => Typed::Text(format!("专项{}", first.row())),
            Input::Block => Typed::Text(format!("年度绩效目标（{}分）", blocks.next().unwrap_or(0.0))),
            Input::Date => Typed::Number(45_366.0),
            Input::Phone => text("0751-1234567"),
            Input::Amount(_) => {
                let nth = amounts.entry(first.col()).or_default();
                *nth += 1;
                Typed::Number(if *nth == 3 { 0.0 } else { f64::from(*nth) * 10.0 + 0.25 })
            }
            Input::Number => Typed::Percent(100.0),
            Input::Weight => Typed::Number(weight.unwrap_or(10.0)),
            Input::Score(_) if prescribed => Typed::Number(0.0),
            Input::Score(_) => Typed::Number(weight.unwrap_or(2.5)),
            Input::Sign => text(sign),
            Input::Unit if unit.is_empty() => continue,
            Input::Unit => text(unit),
            Input::Tier(tiers) | Input::Choice(tiers) => text(&tiers[0]),
            Input::TargetValue if split => text(&target.chars().filter(char::is_ascii_digit).collect::<String>()),
            Input::Target | Input::TargetValue => text(target),
            Input::Actual(_) if prescribed => text("/"),
            Input::Actual(_) => text(actual),
        };
        typed.insert(*first, value);
    }
    typed
}

/// Every value of a record by its cell, as it was written.
fn values(record: &Value, found: &mut BTreeMap<String, Value>) {
    match record {
        Value::Object(map) => {
            if let (Some(Value::String(cell)), Some(raw)) = (map.get("cell"), map.get("raw"))
                && !raw.is_null()
            {
                found.entry(cell.clone()).or_insert_with(|| raw.clone());
            }
            map.values().for_each(|inner| values(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| values(inner, found)),
        _ => {}
    }
}

fn same(typed: &Typed, raw: &Value) -> bool {
    match typed {
        Typed::Text(text) => raw.as_str() == Some(text),
        Typed::Number(number) => {
            raw.as_f64().is_some_and(|raw| (raw - number).abs() < 1e-12)
                || raw.as_str().is_some_and(|raw| raw.contains("2024-03-15"))
        }
        Typed::Percent(number) => raw.as_f64().is_some_and(|raw| (raw - number / 100.0).abs() < 1e-12),
        Typed::Blank => raw.is_null(),
    }
}

#[test]
fn a_form_that_is_filled_in_comes_back_with_every_value_at_its_cell() {
    let library = library();
    let mut kinds = 0;
    for form in forms(&library) {
        let blank = made(form);
        let typed = answers(form, &blank);
        kinds += typed.len();
        let mut sheet = Spreadsheet::open(&blank.bytes);
        for (at, value) in &typed {
            sheet.type_in(*at, value);
        }
        let file = read(sheet.save());
        assert_eq!(file.cases.len(), 1, "{}: {:?}", form.head.id, told(&file));
        assert!(file.unread.is_empty(), "{}: {:?}", form.head.id, file.unread);
        let record = FormRecord::new(&file.cases[0], form, "自评表.xlsx", Lang::Zh);
        let mut found = BTreeMap::new();
        values(&serde_json::to_value(record).expect("JSON"), &mut found);
        // The label of a block is no value; its bracket is a weight.
        let blocks = file.cases[0].submission.indicators.iter().filter_map(|table| table.label_weight.as_ref());
        let of_blocks: Vec<String> = blocks.map(|label| label.label.clone()).collect();
        let is_block = |typed: &Typed| matches!(typed, Typed::Text(text) if of_blocks.contains(text));
        let lost: Vec<_> = (typed.iter())
            .filter(|(_, value)| !is_block(value))
            .filter(|(at, value)| !found.get(&at.to_string()).is_some_and(|raw| same(value, raw)))
            .map(|(at, value)| (at.to_string(), value, found.get(&at.to_string())))
            .collect();
        assert!(lost.is_empty(), "{}: {lost:#?}", form.head.id);
        assert!(told(&file).is_empty(), "{}: {:#?}", form.head.id, told(&file));
        for total in file.cases[0].submission.indicators.iter().filter_map(|table| table.total.as_ref()) {
            assert!(total.score.value().is_some(), "{}: the total is computed", form.head.id);
        }
    }
    assert!(kinds > 500, "{kinds} values");
}

/// A form of the nation that is filled in, ready to be spoilt.
fn filled() -> (Blank, BTreeMap<CellRef, Typed>, Spreadsheet) {
    let library = library();
    let form = library.form("national-project").expect("the form");
    let blank = made(form);
    let typed = answers(form, &blank);
    let mut sheet = Spreadsheet::open(&blank.bytes);
    for (at, value) in &typed {
        sheet.type_in(*at, value);
    }
    (blank, typed, sheet)
}

/// Every typed value is read, or reported as unread.
fn accounted(file: &ReadFile, typed: &BTreeMap<CellRef, Typed>, moved: impl Fn(CellRef) -> CellRef) {
    let read = file.cases.iter().flat_map(|case| case.submission.cells_read()).collect::<Vec<_>>();
    let whole = file.unread.iter().any(|item| item.place.cell().is_none());
    for at in typed.keys().map(|at| moved(*at)) {
        let reported = whole || file.unread.iter().any(|item| item.place.cell() == Some(at));
        assert!(read.contains(&at) || reported, "{at} is lost: {:?}", told(file));
    }
}

/// The cell of the cover that names the unit.
fn of_unit(sheet: &Spreadsheet) -> CellRef {
    let file = read(sheet.bytes());
    let field = file.cases[0].submission.field("unit").expect("the unit");
    field.entry.place.cell().expect("a cell")
}

fn asked(blank: &Blank, input: &Input) -> CellRef {
    blank.inputs.iter().find(|(_, known)| known == input).expect("such a cell").0.first
}

#[test]
fn words_in_cells_of_numbers_are_told_at_their_cells_and_never_a_number() {
    let (blank, typed, mut sheet) = filled();
    let (amount, weight) = (asked(&blank, &Input::Amount(Some("万元"))), asked(&blank, &Input::Weight));
    sheet.type_in(amount, &Typed::Text("约十来万".to_owned()));
    sheet.type_in(weight, &Typed::Text("满分".to_owned()));
    let file = read(sheet.save());
    accounted(&file, &typed, |at| at);
    for at in [amount, weight] {
        let wanted = [format!("V03 {at} "), format!("Q04 {at} ")];
        let is_told = told(&file).iter().any(|line| wanted.iter().any(|wanted| line.starts_with(wanted)));
        assert!(is_told, "{at}: {:#?}", told(&file));
    }
    let money = &file.cases[0].submission.money[0];
    assert!(
        money
            .rows
            .iter()
            .flat_map(|row| [&row.initial])
            .any(|entry| matches!(entry.state, huizong::model::State::Unreadable))
    );
}

#[test]
fn inserted_rows_are_read_where_they_are_now() {
    let (_, typed, whole) = filled();
    for before in [5, 13, 20, 33] {
        let mut sheet = Spreadsheet::open(&whole.bytes());
        sheet.insert_row(before);
        let file = read(sheet.bytes());
        assert_eq!(file.cases.len(), 1, "row {before}: {:?}", told(&file));
        let moved = |at: CellRef| if at.row() >= before { CellRef::new(at.row() + 1, at.col()) } else { at };
        accounted(&file, &typed, moved);
        assert!(file.unread.is_empty(), "row {before}: {:?}", file.unread);
        assert_eq!(file.cases[0].submission.all_indicators().count(), WEIGHTS.len(), "row {before}");
    }
}

#[test]
fn what_is_pasted_over_the_structure_is_read_or_reported() {
    let (blank, mut typed, mut sheet) = filled();
    let first = asked(&blank, &Input::Name);
    // A block of another workbook, laid over the levels, the names and the numbers.
    for row in 0..4 {
        for col in 1..5 {
            let at = CellRef::new(first.row() + row, col);
            if sheet.sheet().contains(&format!("<c r=\"{at}\"")) {
                let pasted = Typed::Text(format!("粘贴{row}{col}"));
                sheet.type_in(at, &pasted);
                typed.insert(at, pasted);
            }
        }
    }
    let file = read(sheet.save());
    accounted(&file, &typed, |at| at);
    assert!(file.every_finding().next().is_some());
}

#[test]
fn a_cleared_header_is_told_and_nothing_below_it_is_lost() {
    let (blank, typed, mut sheet) = filled();
    let header = asked(&blank, &Input::Name).row() - 1;
    for col in 0..9 {
        let at = CellRef::new(header, col);
        if sheet.sheet().contains(&format!("<c r=\"{at}\"")) {
            sheet.type_in(at, &Typed::Blank);
        }
    }
    let file = read(sheet.save());
    accounted(&file, &typed, |at| at);
    assert!(file.every_finding().any(|finding| ["F02", "F04", "F08"].contains(&finding.code.0)), "{:#?}", told(&file));
}

/// The attribution of one file among these units.
fn attributed(file: ReadFile) -> (huizong::model::CountyEntry, Vec<String>) {
    let units = [("101002", "示范县第一小学"), ("101003", "示范县第二小学")];
    let roster = Roster {
        units: units.iter().map(|(code, name)| unit(code, name, &[])).collect(),
        due: units.iter().map(|(code, _)| due(code, "", "")).collect(),
    };
    let library = library();
    let files = [file];
    let read = huizong::attribute::attribute(&files, &roster, &library.forms, &project(""));
    let came_in = huizong::validate::CameIn {
        entries: &read.entries,
        reporting: &read.reporting,
        repeats: &read.repeats,
        files: &files,
    };
    let judged = crate::county::judged(&came_in, &roster, 2023, jiff::civil::date(2024, 3, 31));
    let of_stamp = judged.every_finding().filter(|finding| finding.code.0 == "F14");
    let told = of_stamp
        .map(|finding| format!("{:?} {} {}", finding.severity, cell(&finding.place), finding.message(Lang::Zh)))
        .collect();
    (read.entries[0].clone(), told)
}

#[test]
fn a_renamed_file_and_sheet_with_a_spoilt_cover_is_still_recognised() {
    let (_, typed, mut sheet) = filled();
    let workbook = sheet.text("xl/workbook.xml").replacen("项目支出绩效自评表", "Sheet1", 1);
    sheet.put("xl/workbook.xml", &workbook);
    let unit = of_unit(&sheet);
    sheet.type_in(unit, &Typed::Text("一小".to_owned()));
    let file = read(sheet.save());
    accounted(&file, &typed, |at| at);
    assert!(file.cases[0].submission.stamp.is_some());
    let (entry, told) = attributed(file);
    let owner = entry.owner.expect("an owner");
    assert_eq!((&*owner.code, owner.by, entry.standing), ("101002", MatchedBy::Stamp, Standing::Counts));
    assert_eq!(told, [format!("I {unit} 封面上的“一小”不在名录中，按下发标识认定为 101002 示范县第一小学")]);
}

#[test]
fn a_form_that_was_passed_on_is_told_and_the_cover_holds() {
    let (_, _, mut sheet) = filled();
    let (entry, told) = attributed(read(sheet.save()));
    assert_eq!(entry.owner.map(|owner| owner.by), Some(MatchedBy::Stamp));
    assert!(told.is_empty(), "{told:?}");
    let unit = of_unit(&sheet);
    sheet.type_in(unit, &Typed::Text("示范县第二小学".to_owned()));
    let (entry, told) = attributed(read(sheet.save()));
    let owner = entry.owner.expect("an owner");
    assert_eq!((&*owner.code, owner.by), ("101003", MatchedBy::Name));
    assert_eq!(
        told,
        [format!("E {unit} 本文件是发给 101002 示范县第一小学 的，封面写的是“示范县第二小学”；按封面认定")]
    );
}

#[test]
fn a_sheet_that_was_copied_without_its_stamp_is_known_by_its_labels_and_cover() {
    let (_, typed, mut sheet) = filled();
    let workbook = sheet.text("xl/workbook.xml");
    let start = workbook.rfind("<sheet ").expect("the sheet of the stamp");
    let end = start + workbook[start..].find("/>").expect("its end") + 2;
    sheet.put("xl/workbook.xml", &format!("{}{}", &workbook[..start], &workbook[end..]));
    let file = read(sheet.save());
    accounted(&file, &typed, |at| at);
    assert!(file.cases[0].submission.stamp.is_none() && told(&file).is_empty(), "{:?}", told(&file));
    let (entry, _) = attributed(file);
    assert_eq!(entry.owner.map(|owner| owner.by), Some(MatchedBy::Code));
}

#[test]
fn a_stamp_of_another_version_form_or_year_is_told() {
    let library = library();
    let version = library.form("national-project").expect("the form").version();
    for (from, to, wanted) in [
        (version.as_str(), "00000000", "F03 A1 下发的是表样的 00000000 版"),
        (">national-project<", ">nowhere-project<", "F03 A1 隐藏标识是表样 nowhere-project"),
        (">2023<", ">2022<", "F03 A2 年度不一致：下发标识是 2022 年度，封面写的是 2023 年度"),
    ] {
        let (_, _, mut sheet) = filled();
        let strings = sheet.text("xl/sharedStrings.xml");
        assert!(strings.contains(from), "{from}");
        sheet.put("xl/sharedStrings.xml", &strings.replace(from, to));
        let file = read(sheet.save());
        assert!(told(&file).iter().any(|line| line.starts_with(wanted)), "{wanted}: {:#?}", told(&file));
    }
}

#[test]
fn a_stamp_sheet_on_which_somebody_wrote_is_no_stamp_and_is_told() {
    let library = library();
    let blank = made(library.form("county-facts").expect("the form"));
    let mut sheet = Spreadsheet::open(&blank.bytes);
    let part = "xl/worksheets/sheet2.xml";
    let extra = "<row r=\"40\"><c r=\"D40\" t=\"inlineStr\"><is><t>另有三万元</t></is></c></row></sheetData>";
    let stamp = sheet.text(part).replace("</sheetData>", extra);
    sheet.put(part, &stamp);
    let file = read(sheet.bytes());
    assert!(file.cases[0].submission.stamp.is_none());
    assert!(file.unread.iter().any(|item| item.place.sheet() == Some("huizong")), "{:?}", file.unread);
    assert!(told(&file).iter().any(|line| line.starts_with("F09")), "{:?}", told(&file));
}

#[test]
fn a_form_of_written_sections_is_laid_out_and_read_back_too() {
    let schema = r#"
[form]
id = "report"
title = { zh = "自评报告", en = "Report" }
years = "2020.."
identity = ["unit", "year"]
titles = ["部门整体支出绩效自评报告"]
anchors = ["单位名称", "主要绩效", "存在的问题"]
anchors_min = 3
[field]
year = { pattern = ["{year}年度"] }
unit = { label = ["单位名称"], type = "code-name", attributes = true }
[[section]]
id = "results"
heading = ["主要绩效"]
[[section]]
id = "problems"
heading = ["存在的问题"]
"#;
    let form: Form = toml::from_str(schema).expect("a schema");
    let blank = made(&form);
    let mut sheet = Spreadsheet::open(&blank.bytes);
    let long = "全年完成各项任务。".repeat(200);
    let asked: Vec<CellRef> = blank.inputs.iter().map(|(area, _)| area.first).collect();
    for at in &asked {
        sheet.type_in(*at, &Typed::Text(long.clone()));
    }
    let library = Library::of_forms(vec![std::sync::Arc::new(form)]);
    let file = pipeline::check_bytes(sheet.save(), "报告.xlsx", &library);
    let sections = &file.cases[0].submission.sections;
    let read: Vec<_> = sections.iter().map(|section| (&*section.id, section.body[0].value() == Some(&long))).collect();
    assert_eq!(read, [("results", true), ("problems", true)]);
    assert!(file.unread.is_empty(), "{:?}", file.unread);
}

#[test]
fn libreoffice_keeps_stamp_and_values_and_computes_the_same() {
    let (_, typed, mut sheet) = filled();
    let Some(saved) = recalculated(&sheet.bytes()) else { return };
    let (theirs, ours) = (read(saved), read(sheet.save()));
    accounted(&theirs, &typed, |at| at);
    let (a, b) = (&theirs.cases[0].submission, &ours.cases[0].submission);
    assert_eq!(a.stamp, b.stamp);
    assert_eq!(a.money[0].rows[0].score.value(), b.money[0].rows[0].score.value());
    assert_eq!(
        a.indicators[0].total.as_ref().map(|t| t.score.value()),
        b.indicators[0].total.as_ref().map(|t| t.score.value())
    );
    assert_eq!(told(&theirs), told(&ours));
}

#[test]
fn a_total_with_words_among_its_parts_stays_blank_and_so_does_what_rests_on_it() {
    let (blank, _, mut sheet) = filled();
    let file = read(sheet.bytes());
    let submission = &file.cases[0].submission;
    let executed = submission.money[0].rows[1].executed.place.cell().expect("a part");
    sheet.type_in(executed, &Typed::Text("120，其中上年结转20".to_owned()));
    sheet.type_in(asked(&blank, &Input::Weight), &Typed::Text("满分".to_owned()));
    let Some(saved) = recalculated(&sheet.bytes()) else { return };
    let file = read(saved);
    let submission = &file.cases[0].submission;
    let (whole, total) = (&submission.money[0].rows[0], submission.indicators[0].total.as_ref().expect("the total"));
    assert!(whole.adjusted.is_written(), "the other columns are added up");
    for (name, written) in [
        ("executed", whole.executed.is_written()),
        ("rate", whole.rate.is_written()),
        ("score", whole.score.is_written()),
        ("total of scores", total.score.is_written()),
        ("total of weights", total.weight.is_written()),
    ] {
        assert!(!written, "{name} is given: {submission:#?}");
    }
}

#[test]
fn of_forms_that_are_due_a_written_report_is_named_and_not_made() {
    let library = library();
    let roster = Roster {
        units: vec![unit("101001", "示范县教育局", &[]), unit("101002", "示范县第一小学", &[])],
        due: vec![due("101001", "county-report", ""), due("101002", "county-scores", "")],
    };
    let asked = |wanted| huizong::template::handouts(&roster, &library.forms, 2023, wanted, Lang::Zh);
    let handouts = asked(Wanted::default()).expect("the others");
    let ids = |forms: Vec<&Form>| forms.iter().map(|form| form.head.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(handouts.list.iter().map(|handout| &*handout.form).collect()), ["county-scores"]);
    assert_eq!(ids(handouts.written.iter().map(AsRef::as_ref).collect()), ["county-report"]);
    let refused = |wanted| asked(wanted).expect_err("nothing to make").message();
    let only = refused(Wanted { form: Some("county-report"), ..Wanted::default() });
    assert!(only.get(Lang::Zh).contains("是文字报告") && only.get(Lang::En).contains("a written report"), "{only:?}");
    // What a unit owes is named with its titles, and nothing that it does not owe.
    let wanted = Wanted { department: Some("示范县第一小学"), form: Some("national-project") };
    let other = refused(wanted).get(Lang::Zh);
    assert!(other.contains("示范县第一小学不用报“项目支出绩效自评表”（national-project），应报的是“"), "{other}");
    assert!(other.contains("（county-scores）") && !other.contains("county-report"), "{other}");
}
