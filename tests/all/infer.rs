//! A schema that is proposed from copies of a form reads that form; what it could not know it asks.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use huizong::model::CellRef;
use huizong::pipeline;
use huizong::record::FormRecord;
use huizong::schema::{Library, Role, check_file, read_file};
use huizong::text::Lang;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::families::{drawn, pictures};

fn delivered() -> Library {
    Library::delivered().expect("the delivered schemas")
}

/// The forms that were really published; they lie beside the project and are never part of it.
fn published() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/workbooks");
    if folder.is_dir() {
        return Some(folder);
    }
    let _ = writeln!(io::stderr(), "SKIPPED: the published forms are not here ({})", folder.display());
    None
}

/// The proposal for some files, which must be a schema without faults.
fn proposed(files: &[PathBuf]) -> (String, Library) {
    let proposal = pipeline::propose(files, &delivered(), None, Lang::Zh).expect("a proposal");
    let faults = check_file("proposed.toml", &proposal.text, &[]);
    assert!(faults.is_empty(), "{faults:?}\n{}", proposal.text);
    let library = read_file("proposed.toml", &proposal.text, &[]).expect("a schema");
    (proposal.text, library)
}

/// The records of the forms in a file, by sheet.
fn records(path: &Path, library: &Library) -> Vec<(String, Value)> {
    let file = pipeline::check_bytes(fs::read(path).expect("a file"), "f.xlsx", library);
    let record = |case: &huizong::model::Case| {
        let form = library.form(&case.submission.form).expect("the form");
        let record = serde_json::to_value(FormRecord::new(case, form, "f.xlsx", Lang::Zh)).expect("a record");
        (case.submission.sheet.to_string(), record)
    };
    file.cases.iter().map(record).collect()
}

/// Everything that is read of money and indicators, but for the ids that a person may give otherwise.
fn tables(record: &Value) -> Value {
    let mut tables = serde_json::json!({ "money": record["money"], "indicators": record["indicators"] });
    for row in tables["money"].as_array_mut().into_iter().flatten() {
        for key in ["id", "parent", "table"] {
            row.as_object_mut().expect("a row").remove(key);
        }
    }
    tables
}

/// The first difference between two values, as a path.
fn difference(a: &Value, b: &Value, path: &str) -> Option<String> {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys = x.keys().chain(y.keys());
            keys.into_iter().find_map(|key| difference(&a[key], &b[key], &format!("{path}.{key}")))
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            (0..x.len()).find_map(|at| difference(&x[at], &y[at], &format!("{path}[{at}]")))
        }
        _ => (a != b).then(|| format!("{path}: {a} instead of {b}")),
    }
}

fn assert_reads_like_delivered(path: &Path, library: &Library, text: &str) -> usize {
    let own = records(path, library);
    assert!(!own.is_empty(), "{} is not recognised\n{text}", path.display());
    let wanted = records(path, &delivered());
    let mut rows = 0;
    for (sheet, record) in &own {
        let (_, wanted) = wanted.iter().find(|(other, _)| other == sheet).expect("the sheet");
        let different = difference(&tables(record), &tables(wanted), "");
        assert_eq!(different, None, "{}\n{text}", path.display());
        rows += record["money"].as_array().map_or(0, Vec::len) + record["indicators"].as_array().map_or(0, Vec::len);
    }
    rows
}

#[test]
fn a_proposal_reads_the_published_forms_like_the_delivered_schema_without_a_changed_line() {
    let Some(folder) = published() else { return };
    let mut rows = 0;
    for entry in fs::read_dir(folder).expect("the forms") {
        let path = entry.expect("an entry").path();
        let (text, library) = proposed(std::slice::from_ref(&path));
        rows += assert_reads_like_delivered(&path, &library, &text);
    }
    assert!(rows > 40, "{rows} rows");
}

/// Value and cell of everything in the tables, in the order of the sheet.
fn read_cells(records: &[(String, Value)], parts: &[&str]) -> Vec<String> {
    let rows = |record: &Value| {
        let lists = [&record["money"], &record["indicators"]];
        lists.into_iter().flat_map(|rows| rows.as_array().cloned().unwrap_or_default()).collect::<Vec<Value>>()
    };
    let all = records.iter().flat_map(|(_, record)| rows(record));
    let cells = all.flat_map(|row| {
        let filled = parts.iter().filter(|part| !row[**part]["value"].is_null());
        filled.map(|part| format!("{part} {} {}", row[*part]["cell"], row[*part]["value"])).collect::<Vec<_>>()
    });
    cells.collect()
}

#[test]
fn a_form_whose_own_schema_is_not_at_hand_is_proposed_from_the_words_of_the_others() {
    let Some(folder) = published() else { return };
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let parts = [
        "initial",
        "adjusted",
        "received",
        "executed",
        "rate",
        "score",
        "level1",
        "level2",
        "level3",
        "target",
        "actual",
        "weight",
        "self_score",
        "reason",
    ];
    for (form, family) in [("01", "national"), ("04", "national"), ("05", "sichuan"), ("08", "hubei"), ("16", "hunan")]
    {
        let others = tempfile::tempdir().expect("a folder");
        for entry in fs::read_dir(&schemas).expect("schemas") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if !name.starts_with(family) {
                fs::copy(&path, others.path().join(&name)).expect("copied");
            }
        }
        let library = Library::of_folder(others.path()).expect("the other forms");
        let path = fs::read_dir(&folder).expect("the forms").map(|entry| entry.expect("an entry").path());
        let path =
            path.into_iter().find(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(form)));
        let path = path.expect("the form");
        let proposal = pipeline::propose(std::slice::from_ref(&path), &library, None, Lang::Zh).expect("a proposal");
        let own = read_file("proposed.toml", &proposal.text, &[]).expect("a schema");
        let got = read_cells(&records(&path, &own), &parts);
        let wanted = read_cells(&records(&path, &delivered()), &parts);
        assert_eq!(got, wanted, "{}\n{}", path.display(), proposal.text);
    }
}

/// Every workbook of the sample county that its own forms recognise.
fn sample_forms() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/shifan/submissions")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    let library = delivered();
    found.retain(|path| path.extension().is_some_and(|e| e == "xlsx") && !records(path, &library).is_empty());
    found
}

#[test]
fn a_proposal_from_a_form_of_the_sample_county_reads_that_form() {
    let forms = sample_forms();
    assert!(forms.len() > 60, "{} forms", forms.len());
    for path in forms.into_iter().step_by(5) {
        let (text, library) = proposed(std::slice::from_ref(&path));
        assert_reads_like_delivered(&path, &library, &text);
    }
}

/// A workbook of one sheet: "A1:C1=text | D1=5", a line for every row; what reads as a number is one.
fn workbook(rows: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for part in rows.lines().flat_map(|line| line.split(" | ")) {
        let (area, text) = part.trim().split_once('=').expect("an address and a text");
        let at = |cell: &str| cell.parse::<CellRef>().map(|cell| (cell.row(), cell.col())).expect("a cell");
        let (first, last) = area.split_once(':').unwrap_or((area, area));
        let ((row, col), (last_row, last_col)) = (at(first), at(last));
        if first != last {
            sheet.merge_range(row, col, last_row, last_col, "", &Format::new()).expect("an area");
        }
        let written = match text.parse::<f64>() {
            Ok(number) => sheet.write_number(row, col, number),
            Err(_) if text.is_empty() => continue,
            Err(_) => sheet.write_string(row, col, text),
        };
        written.expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

/// A blank form of a province whose words no delivered form uses.
const BLANK: &str = "\
A1:I1=2023年度县级财政支出项目绩效运行自评报告表
A2:B2=项目主管部门（公章） | C2:E2= | F2:G2=项目承担单位 | H2:I2=
A3:A7=资金投入（元） | B3:C3=资金来源 | D3=计划安排额 | E3=调整安排额 | F3=实际支付额 | G3=支付进度 | H3=权重分 | I3=自评分
B4:C4=资金合计 | D4= | E4= | F4= | G4= | H4= | I4=
B5:C5=其中：中央及省级补助 | D5= | E5= | F5=
B6:C6=市级配套资金 | D6= | E6= | F6=
B7:C7=县本级财政安排 | D7= | E7= | F7=
A8:A9=年度工作目标 | B8:E8=计划目标内容 | F8:I8=目标实现说明
B9:E9= | F9:I9=
A10:A14=绩效评价指标 | B10=指标类别 | C10=二级指标 | D10=指标名称 | E10=计划值 | F10=完成值 | G10=权重分 | H10=自评分 | I10=未达标原因说明
B11:B12=产出类指标 | C11:C12=数量指标 | D11=指标①： | E11= | F11= | G11= | H11= | I11=
D12=指标②： | E12= | F12= | G12= | H12=
B13=效益类指标 | C13=社会效益指标 | D13=指标①： | E13= | F13= | G13= | H13=
B14=满意度类指标 | C14=服务对象满意度 | D14=指标①： | E14= | F14= | G14= | H14=
A15:F15=总得分 | G15=100 | H15=
A16:C16=填报人： | D16:F16=联系电话： | G16:I16=填报时间：";

/// The blank form with some cells filled in: address and text.
fn filled() -> String {
    [
        ("C2:E2=", "示范县水利局"),
        ("H2:I2=", "示范县河道管理所"),
        ("D4=", "1200000"),
        ("E4=", "1100000"),
        ("F4=", "1000000"),
        ("G4=", "90.91%"),
        ("H4=", "10"),
        ("I4=", "9.09"),
        ("E5=", "700000"),
        ("F5=", "700000"),
        ("B9:E9=", "完成河道清淤30公里，修复堤防2处，保障沿线群众安全度汛。"),
        ("F9:I9=", "完成河道清淤30公里，修复堤防2处。"),
        ("D11=指标①：", "河道清淤长度"),
        ("E11=", "≥30公里"),
        ("F11=", "30公里"),
        ("G11=", "40"),
        ("H11=", "40"),
        ("D13=指标①：", "受益人数"),
        ("E13=", "≥2万人"),
        ("F13=", "1.8万人"),
        ("G13=", "50"),
        ("H13=", "45"),
        ("I11=", "无"),
        ("H15=", "94.09"),
        ("A16:C16=填报人：", "李明"),
    ]
    .iter()
    .fold(BLANK.to_owned(), |form, (cell, text)| {
        assert!(form.contains(cell), "{cell}");
        form.replacen(cell, &format!("{cell}{text}"), 1)
    })
}

fn written(folder: &Path, name: &str, rows: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, workbook(rows)).expect("written");
    path
}

#[test]
fn a_form_of_unknown_words_is_proposed_from_blank_and_filled_copies_and_every_cell_of_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let blank = written(folder.path(), "空白.xlsx", BLANK);
    let full = written(folder.path(), "填好.xlsx", &filled());
    for files in [vec![blank.clone()], vec![full.clone()], vec![blank, full.clone()], vec![full.clone(), full.clone()]]
    {
        let (text, library) = proposed(&files);
        let file = pipeline::check_bytes(fs::read(&full).expect("a file"), "f.xlsx", &library);
        assert!(file.unread.is_empty(), "{:?}\n{text}", file.unread);
        let (_, record) = records(&full, &library).remove(0);
        let money = &record["money"][0];
        for (part, value) in [("initial", 1_200_000), ("adjusted", 1_100_000), ("executed", 1_000_000), ("weight", 10)]
        {
            assert_eq!(money[part]["value"].to_string(), value.to_string(), "{part}\n{text}");
        }
        assert_eq!(record["money"][1]["executed"]["cell"], "F5", "{text}");
        let indicators = record["indicators"].as_array().expect("rows");
        assert_eq!(indicators.len(), 2, "{text}");
        assert_eq!(indicators[1]["level1"]["value"], "效益类指标");
        assert_eq!(indicators[1]["target"]["cell"], "E13");
        assert_eq!(indicators[1]["self_score"]["cell"], "H13");
        // What is not known for certain is asked, with the cell.
        for asked in ["D3 写“计划安排额”", "E10 写“计划值”", "A1 写“2023年度"] {
            assert!(text.contains(&format!("# 请确认：{asked}")), "{asked}\n{text}");
        }
    }
}

#[test]
fn indicators_that_every_copy_prints_are_prescribed_and_those_that_differ_are_answers() {
    let rows = |name: &str, done: &str| {
        format!(
            "A1:G1=部门整体支出绩效自评评分表\nA2=部门名称：{name} | E2=2023年度\n\
             A3=一级指标 | B3=二级指标 | C3=三级指标 | D3=权重 | E3=评分标准 | F3=完成值 | G3=自评得分\n\
             A4=投入 | B4=预算 | C4=编制完整性 | D4=20 | E4=每少一项扣1分 | F4={done} | G4=\n\
             A5=投入 | B5=人员 | C5=人员控制率 | D5=30 | E5=不超过100%得满分 | F5={done} | G5=\n\
             A6=产出 | B6=履职 | C6=重点工作办结率 | D6=50 | E6=按比例计分 | F6={done} | G6=\n\
             A7:C7=合计 | D7=100 | E7= | F7= | G7="
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    let one = written(folder.path(), "1.xlsx", &rows("示范县民政局", "95%"));
    let two = written(folder.path(), "2.xlsx", &rows("示范县水务局", "98%"));
    let (text, library) = proposed(&[one.clone(), two]);
    let table = &library.forms[0].tables[0];
    let names: Vec<&str> = table.indicators.iter().map(|indicator| indicator.name.name()).collect();
    assert_eq!(names, ["编制完整性", "人员控制率", "重点工作办结率"], "{text}");
    assert_eq!(table.indicators[1].weight.map(|points| points.0.to_string()).as_deref(), Some("30"));
    let (alone, _) = proposed(&[one]);
    assert!(!alone.contains("[[table.indicator]]"), "one filled copy does not say who wrote its indicators\n{alone}");
}

#[test]
fn a_table_of_unknown_words_is_proposed_with_its_role_left_to_a_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "A1:F1=专项补助资金台账\nA2=镇街 | B2=石桥镇\nA3=类别 | B3=一季度 | C3=二季度 | D3=三季度 | E3=四季度\n\
                A4=种粮补贴 | B4=12 | C4=13 | D4=14 | E4=15\nA5=农机补贴 | B5=2 | C5=3 | D5=4 | E5=5";
    let path = written(folder.path(), "台账.xlsx", rows);
    let (text, library) = proposed(std::slice::from_ref(&path));
    assert!(text.contains("请确认：B3 起的表没有认出"), "{text}");
    let (_, record) = records(&path, &library).remove(0);
    assert_eq!(record["facts"]["facts"][1]["values"]["column4"]["value"].to_string(), "5", "{text}");
}

#[test]
fn what_cannot_be_learned_from_is_told_with_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let form = written(folder.path(), "表.xlsx", BLANK);
    let other = written(
        folder.path(),
        "别的.xlsx",
        "A1:E1=补助台账\nA2=类别 | B2=一季度 | C2=二季度 | D2=三季度\nA3=种粮 | B3=1 | C3=2 | D3=3",
    );
    let list = written(folder.path(), "名单.xlsx", "A1=姓名 | B1=电话\nA2=李明 | B2=某村");
    let text = folder.path().join("文本.xlsx");
    fs::write(&text, "不是工作簿").expect("written");
    let told = |files: &[&PathBuf], sheet: Option<&str>| {
        let files: Vec<PathBuf> = files.iter().map(|path| (*path).clone()).collect();
        pipeline::propose(&files, &delivered(), sheet, Lang::Zh).expect_err("no proposal").get(Lang::Zh)
    };
    assert!(told(&[&form, &other], None).contains("不像同一种表"));
    assert!(told(&[&list], None).contains("没有找到表格"));
    assert!(told(&[&text], None).contains("文本.xlsx"));
    assert!(told(&[&form], Some("附件")).contains("有：Sheet1"));
    assert!(told(&[&folder.path().to_path_buf()], None).contains("是文件夹或链接"));
}

#[test]
fn blocks_that_repeat_under_headers_of_their_own_become_one_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "\
A1:G1=2021年度示范点建设项目绩效自评表
A2=项目名称 | B2:D2=示范点建设 | E2=项目实施单位 | F2:G2=示范县农技中心
A3=项目类别 | B3:G3=☑部门预算项目 □市直专项
A4:A5=预算执行情况（万元）（20分） | D4=预算数（A） | E4=执行数（B） | F4=执行率（B/A） | G4=得分（20分*执行率）
B5:C5=年度财政资金总额 | D5=100 | E5=90 | F5=90% | G5=18
A6:A8=年度绩效目标1（40分） | B6=一级指标 | C6=二级指标 | D6=三级指标 | E6=年初目标值 | F6=实际完成值 | G6=得分
B7:B8=产出指标 | C7=数量指标（20分） | D7=示范点数量 | E7=≥5个 | F7=5个 | G7=20
C8=质量指标（20分） | D8=验收合格率 | E8=100% | F8=100% | G8=20
A9:A10=年度绩效目标2（40分） | B9=一级指标 | C9=二级指标 | D9=三级指标 | E9=年初目标值 | F9=实际完成值 | G9=得分
B10=满意度 | C10=服务对象满意度（40分） | D10=农户满意度 | E10=≥90% | F10=95% | G10=40
A11=总分 | B11:G11=98
A12=偏差大或目标未完成原因分析 | B12:G12=雨季停工";
    let path = written(folder.path(), "两个目标.xlsx", rows);
    let (text, library) = proposed(std::slice::from_ref(&path));
    let file = pipeline::check_bytes(fs::read(&path).expect("a file"), "f.xlsx", &library);
    assert!(file.unread.is_empty(), "{:?}\n{text}", file.unread);
    let read = records(&path, &library);
    let cells = read_cells(&read, &["level3", "weight", "self_score"]);
    for cell in ["level3 \"D10\" \"农户满意度\"", "weight \"G4\" 20", "weight \"C10\" 40"] {
        assert!(cells.iter().any(|own| own == cell), "{cell}: {cells:#?}\n{text}");
    }
    for part in ["options = [\"部门预算项目\", \"市直专项\"]", "feeds = \"indicators.reason\"", "repeat = true"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_proposal_from_a_picture_of_every_delivered_form_reads_it_like_the_delivered_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, picture) in pictures() {
        let path = folder.path().join(format!("{name}.xlsx"));
        fs::write(&path, drawn(&picture)).expect("written");
        let (text, library) = proposed(std::slice::from_ref(&path));
        let file = pipeline::check_bytes(fs::read(&path).expect("a file"), "f.xlsx", &library);
        assert!(file.unread.is_empty(), "{name}: {:?}\n{text}", file.unread);
        // How the indicators of these lists are scored a copy does not say.
        if !name.starts_with("county-scores") {
            assert_reads_like_delivered(&path, &library, &text);
        }
    }
}

#[test]
fn weights_beside_levels_and_targets_before_their_adjustment_are_proposed_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    for (wanted, roles) in [
        ("hunan-card", &[Role::Level1Weight, Role::Level2Weight, Role::Weight][..]),
        ("guangdong-card", &[Role::Level1Weight, Role::Level2Weight, Role::Weight]),
        ("chongqing-project", &[Role::InitialTarget, Role::Target, Role::Weight]),
    ] {
        let (_, picture) = pictures().into_iter().find(|(name, _)| name == wanted).expect("the picture");
        let path = folder.path().join(format!("{wanted}.xlsx"));
        fs::write(&path, drawn(&picture)).expect("written");
        let (text, library) = proposed(std::slice::from_ref(&path));
        let tables = &library.forms[0].tables;
        for role in roles {
            assert!(tables.iter().any(|table| table.column(*role).is_some()), "{wanted}: {role:?}\n{text}");
        }
        // What stands in columns that are not scored is shown as read too.
        let trials = pipeline::try_schema(&path, &library, Lang::Zh).expect("trials");
        assert_eq!(trials.iter().map(|trial| trial.count(pipeline::Kind::Unread)).sum::<usize>(), 0, "{wanted}");
    }
}

#[test]
fn a_proposal_from_the_blank_form_of_the_schema_page_leaves_nothing_of_the_filled_one_unread() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked-example");
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| {
        let path = folder.path().join(format!("{name}.xlsx"));
        let picture = fs::read_to_string(example.join(format!("{name}.txt"))).expect("the picture");
        fs::write(&path, drawn(&picture)).expect("written");
        path
    };
    let (blank, filled) = (file("blank"), file("filled"));
    let (text, library) = proposed(&[blank]);
    let read = pipeline::check_bytes(fs::read(&filled).expect("a file"), "f.xlsx", &library);
    assert!(read.unread.is_empty(), "{:?}\n{text}", read.unread);
    let (_, record) = records(&filled, &library).remove(0);
    assert_eq!(record["money"][0]["executed"]["cell"], "G6", "{text}");
    assert_eq!(record["indicators"][0]["level3"]["cell"], "C13", "{text}");
    // Guesses by place are asked.
    assert!(text.contains("# 请确认：F5 写“到账金额”，按所在位置猜测"), "{text}");
}
