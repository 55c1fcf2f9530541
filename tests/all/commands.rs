//! The commands as a clerk and as the night shift use them: what they print, where, and how they end.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

use crate::example_form::workbook;

pub fn huizong() -> Command {
    let mut command = Command::cargo_bin("huizong").expect("the program");
    command.env_remove("COLUMNS").env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8");
    command
}

/// A small county in a folder of its own.
pub fn county(departments: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("示范县");
    huizong()
        .arg("demo")
        .arg(&path)
        .args(["--departments", &departments.to_string(), "--years", "1"])
        .assert()
        .success();
    (folder, path)
}

pub fn run(county: &Path) -> Command {
    let mut command = huizong();
    command.arg("run").arg(county).args(["--as-of", "2024-04-02T08:00"]);
    command
}

pub fn book(county: &Path) -> PathBuf {
    county.join("output/示范县2023年度绩效自评汇总.xlsx")
}

/// Changes one line of the project file.
pub fn edit(county: &Path, from: &str, to: &str) {
    let path = county.join("huizong.toml");
    let text = fs::read_to_string(&path).expect("the project file");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn help_is_golden_in_both_languages() {
    let commands = [
        "",
        "run",
        "check",
        "extract",
        "template",
        "what-if",
        "schema",
        "schema infer",
        "schema try",
        "schema test",
        "schema check",
        "schema list",
        "schema json-schema",
        "explain",
        "demo",
    ];
    for lang in ["zh", "en"] {
        let mut text = String::new();
        for command in commands {
            let mut huizong = huizong();
            let output =
                huizong.args(command.split_whitespace()).args(["--help", "--lang", lang]).output().expect("help");
            assert!(output.status.success());
            let _ = writeln!(text, "$ huizong {command} --help\n{}", String::from_utf8_lossy(&output.stdout));
        }
        insta::assert_snapshot!(format!("help_{lang}"), text);
    }
}

#[test]
fn every_wrong_input_is_told_with_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    huizong().arg("run").arg(folder.path()).assert().code(2).stderr(contains("huizong demo"));
    huizong().args(["rum"]).assert().code(2).stderr(contains("是不是 run"));
    huizong().args(["run"]).assert().code(2).stderr(contains("缺少参数"));
    huizong().args(["check", "a", "--fail-on", "X"]).assert().code(2).stderr(contains("可用：E、W、I、never"));
    huizong().args(["explain", "ZZ9"]).assert().code(2).stderr(contains("huizong explain"));
    huizong().args(["check", "--lang", "en"]).assert().code(2).stderr(contains("required arguments"));

    let cases: [(&str, &str, &str); 4] = [
        ("deadline", "deadlin", "name, year, deadline"),
        ("\"2024-03-31\"", "\"2024-13-31\"", "huizong.toml:7:"),
        ("\"submissions\"", "\"nowhere\"", "无法列出报送文件夹"),
        ("\"roster.xlsx\"", "\"nowhere.xlsx\"", "无法读取"),
    ];
    for (from, to, told) in cases {
        let (_folder, county) = county(6);
        edit(&county, from, to);
        run(&county).assert().code(2).stderr(contains(told));
    }
}

#[test]
fn whoever_types_too_little_is_shown_the_help_of_what_was_typed() {
    huizong().assert().code(2).stderr(contains("用法：").and(contains("template")).and(contains("有误").not()));
    huizong().arg("schema").assert().code(2).stderr(contains("用法：huizong schema").and(contains("有误").not()));
    huizong().arg("run").assert().code(2).stderr(contains("用 huizong run --help"));
    huizong().args(["schema", "try"]).assert().code(2).stderr(contains("用 huizong schema try --help"));
    huizong().arg("rum").assert().code(2).stderr(contains("用 huizong --help"));
}

#[test]
fn a_chinese_message_holds_no_english_of_the_system_or_of_libraries() {
    for (arguments, wanted) in [
        (["demo", "x", "--departments", "0"], "不能是 0：应是 1 到 100000 之间的整数"),
        (["demo", "x", "--years", "3"], "应是 1 到 2 之间的整数"),
        (["demo", "x", "--seed", "一"], "之间的整数"),
        (["run", "x", "--threads", "很多"], "应是 1 到 1024 之间的整数"),
    ] {
        huizong().args(arguments).assert().code(2).stderr(contains(wanted).and(contains("is not in").not()));
    }
    let (_folder, county) = county(6);
    let file = county.join("文件");
    fs::write(&file, "").expect("written");
    let told = || contains("不是文件夹").or(contains("已有同名的文件")).and(contains("os error").not());
    huizong().arg("template").arg(&county).arg("--out").arg(&file).assert().code(73).stderr(told());
    huizong().arg("demo").arg(&file).assert().code(73).stderr(told());
    edit(&county, "deadline", "deadlin");
    run(&county).assert().code(2).stderr(contains("错误：").and(contains("错误:").not()));
    huizong().arg("extract").arg(&file).assert().code(2).stderr(contains("（0 字节）。请"));
}

#[test]
fn quiet_says_nothing_of_what_is_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("表.xlsx");
    fs::write(&file, workbook(&[])).expect("written");
    huizong().arg("check").arg(&file).arg("--quiet").assert().code(0).stdout("").stderr("");
}

#[test]
fn a_file_of_another_kind_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.xlsx"), "单位,分值\n唐溪镇,95").expect("written");
    fs::write(folder.path().join("b.xlsx"), workbook(&[])).expect("written");
    fs::write(folder.path().join("~$b.xlsx"), "lock").expect("written");
    let told = contains("F01").and(contains("另存为")).and(contains("复算 99.00 分"));
    huizong().arg("check").arg(folder.path()).assert().code(1).stdout(told).stderr(contains("~$b.xlsx"));
}

#[test]
fn extract_prints_one_object_per_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("表.xlsx");
    fs::write(&file, workbook(&[])).expect("written");
    let output = huizong().arg("extract").arg(&file).args(["--quiet"]).output().expect("a line");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.lines().count(), 1);
    let form: Value = serde_json::from_str(&text).expect("JSON");
    assert!(form["file"].as_str().is_some_and(|name| name.ends_with("表.xlsx")));
    assert_eq!(form["indicators"][0]["target"]["cell"], "F13");
}

#[test]
fn dropped_files_are_checked_and_a_report_is_laid_beside_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("表.xlsx");
    fs::write(&file, workbook(&[("G13", "120公里", "")])).expect("written");
    for _ in 0..2 {
        huizong().arg(&file).assert().code(0).stdout(contains("表-检查报告.xlsx"));
    }
    huizong().arg(&file).args(["--lang", "en"]).assert().code(0).stdout(contains("表-report.xlsx"));
    huizong().arg(folder.path().join("表-检查报告.xlsx")).assert().code(2);
    assert!(!folder.path().join("表-检查报告-检查报告.xlsx").exists(), "a report is no form");
    assert!(fs::read(folder.path().join("表-检查报告.xlsx")).expect("a report").starts_with(b"PK"));
    huizong()
        .arg("check")
        .arg(folder.path())
        .assert()
        .code(1)
        .stdout(contains("共 1 个文件"))
        .stderr(contains("检查报告"));
}

#[test]
fn schema_files_are_checked_listed_and_described() {
    let folder = tempfile::tempdir().expect("a folder");
    let delivered = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    huizong()
        .args(["schema", "list"])
        .assert()
        .code(0)
        .stdout(contains("national-project").and(contains("sichuan-project")));
    huizong()
        .args(["schema", "list", "--schemas"])
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(contains("没有表样文件"));
    let good = delivered.join("national-project.toml");
    huizong().args(["schema", "check"]).arg(&good).assert().code(0).stdout(contains("没有错误"));
    let bad = folder.path().join("bad.toml");
    fs::write(&bad, fs::read_to_string(&good).expect("text").replacen("anchors_min", "anchor_min", 1))
        .expect("written");
    huizong()
        .args(["schema", "check"])
        .arg(&bad)
        .assert()
        .code(2)
        .stderr(contains("bad.toml:11:1").and(contains("anchors_min")));
    let missing = folder.path().join("missing.toml");
    let both = contains("missing.toml").and(contains("bad.toml:11:1"));
    huizong().args(["schema", "check"]).arg(&missing).arg(&bad).assert().code(2).stderr(both);
    for kind in ["form", "project", "words", "finding", "extract"] {
        let output = huizong().args(["schema", "json-schema", kind]).output().expect("a schema");
        assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok(), "{kind}");
    }
}

#[test]
fn a_schema_is_proposed_written_once_and_tried_on_its_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let form = folder.path().join("表.xlsx");
    fs::write(&form, workbook(&[("M3", "", "已与股室核对")])).expect("written");
    let schema = folder.path().join("我的表样.toml");
    let mut infer = huizong();
    infer.args(["schema", "infer"]).arg(&form).arg("--out").arg(&schema);
    infer.assert().code(0).stdout("").stderr(contains("处请确认").and(contains("schema try")));
    infer.assert().code(73).stderr(contains("没有覆盖"));
    huizong().args(["schema", "check"]).arg(&schema).assert().code(0);

    let mut trial = huizong();
    trial.args(["schema", "try"]).arg(&schema).arg(&form).env("COLUMNS", "110");
    let output = trial.output().expect("a picture");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(!text.contains('\u{1b}'), "no colour where no terminal is");
    for shown in ["?已与股", "=农村公路日常养护", "^得分", "未读：M3", "未读 1 格", "= 值"] {
        assert!(text.contains(shown), "{shown}\n{text}");
    }
    let delivered = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/sichuan-project.toml");
    let foreign = contains("not this form").and(contains("not found: anchor form.anchors"));
    huizong().args(["schema", "try", "--lang", "en"]).arg(delivered).arg(&form).assert().code(2).stdout(foreign);
    huizong()
        .args(["schema", "infer"])
        .arg(folder.path().join("没有.xlsx"))
        .assert()
        .code(2)
        .stderr(contains("打不开"));
}

#[test]
fn a_schema_that_extends_a_delivered_one_is_tried_with_it_and_a_renamed_column_is_suggested() {
    let folder = tempfile::tempdir().expect("a folder");
    let form = folder.path().join("表.xlsx");
    fs::write(&form, workbook(&[("E5", "年初预算数", "年初安排预算数")])).expect("written");
    let schema = folder.path().join("本县.toml");
    let text = "[form]\nid = \"local\"\nextends = \"national-project\"\ntitle = { zh = \"本县\", en = \"Local\" }\n";
    fs::write(&schema, text).expect("written");
    let told = contains("money.年初预算数").and(contains("E5 的“年初安排预算数”相近"));
    huizong().args(["schema", "try"]).arg(&schema).arg(&form).assert().code(0).stdout(told);
}

#[test]
fn the_examples_of_schemas_are_tested_and_a_broken_promise_is_shown_in_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    huizong()
        .args(["schema", "test"])
        .assert()
        .code(0)
        .stdout(contains("county-scores.toml").and(contains("全部通过")));
    let delivered = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/county-scores.toml");
    let text = fs::read_to_string(&delivered).expect("the schema");
    let wrong = folder.path().join("评分表.toml");
    let broken = text.replacen("actual = \"85%\", points = 6.8", "actual = \"85%\", points = 6.7", 1);
    assert_ne!(broken, text);
    let line = broken.lines().position(|line| line.contains("points = 6.7")).expect("the line") + 1;
    fs::write(&wrong, &broken).expect("written");
    let told = contains(format!("评分表.toml:{line}:14")).and(contains("8 × 85% = 6.80")).and(contains("1 个不对"));
    huizong().args(["schema", "test"]).arg(&wrong).assert().code(1).stdout(told);
    let of_folder = huizong().args(["schema", "test", "--schemas"]).arg(folder.path()).assert();
    of_folder.code(1);
    fs::write(&wrong, "[form").expect("written");
    huizong().args(["schema", "test"]).arg(&wrong).assert().code(2);
}

#[test]
fn a_check_is_explained_however_its_code_is_typed() {
    for code in ["M01", "m-01", "M-01"] {
        huizong().args(["explain", code]).assert().code(0).stdout(contains("M01").and(contains("怎样改正")));
    }
    huizong().args(["explain", "M01", "--lang", "en"]).assert().code(0).stdout(contains("How to correct it"));
}

#[test]
fn demo_touches_nobody_s_files_and_may_be_made_again() {
    let (_folder, county) = county(6);
    run(&county).assert().code(0);
    let mut again = huizong();
    again.arg("demo").arg(&county).args(["--departments", "6", "--years", "1"]).assert().code(0);
    assert!(book(&county).exists(), "the output of a run stays");
    fs::write(county.join("我的.txt"), "mine").expect("written");
    again.assert().code(73).stderr(contains("我的.txt"));
    assert!(county.join("huizong.toml").exists());
}

#[test]
fn blank_forms_are_made_for_what_is_due_and_no_file_is_replaced() {
    let (_folder, county) = county(6);
    let template = || {
        let mut command = huizong();
        command.arg("template").arg(&county);
        command
    };
    template().assert().code(0).stdout(contains("生成 9 份空白表").and(contains("huizong run")));
    template().assert().code(0).stdout(contains("生成 0 份空白表，另有 9 份已在那里"));
    let forms = forms_below(&county.join("templates"));
    assert_eq!(forms.len(), 9, "{forms:?}");
    for form in &forms {
        let (folder, file) = (form.parent().expect("a folder"), form.file_stem().expect("a name").to_string_lossy());
        assert!(file.starts_with(&*folder.file_name().expect("a name").to_string_lossy()), "{file}");
    }
    huizong().arg("check").args(&forms).args(["--fail-on", "never"]).assert().code(0).stdout(contains("9 张表"));
    fs::write(&forms[0], "已填写").expect("written");
    fs::remove_file(&forms[1]).expect("removed");
    template().assert().code(73).stdout(contains("生成 1 份")).stderr(contains("没有覆盖").and(contains("--out")));
    assert_eq!(fs::read_to_string(&forms[0]).expect("the file"), "已填写");

    let out = county.join("下发");
    template().args(["--department", "102001", "--out"]).arg(&out).arg("--quiet").assert().code(0).stdout("");
    assert_eq!(forms_below(&out).len(), 2);
    for (arguments, wanted) in [
        (["--department", "999999"], "没有“999999”"),
        (["--department", "教育"], "是不是 101001 示范县教育局"),
        (["--form", "no-form"], "没有表样“no-form”；应报的是“项目支出绩效自评表"),
        (["--form", "county-facts"], "没有单位应报“"),
    ] {
        template().args(arguments).assert().code(2).stderr(contains(wanted).and(contains("hubei-project").not()));
    }
}

#[test]
fn a_written_report_has_no_blank_workbook_and_it_is_said() {
    let (_folder, county) = county(6);
    edit(&county, "roster = \"roster.xlsx\"", "roster = \"roster.csv\"");
    fs::write(county.join("roster.csv"), "单位代码,单位名称\n101001,示范县教育局\n").expect("written");
    let template = huizong().arg("template").arg(&county).args(["--form", "county-report"]).assert();
    template.code(2).stderr(contains("是文字报告，没有空白表").and(contains("county-report")));
    assert!(!county.join("templates").exists());
}

#[test]
fn forms_that_come_back_under_any_name_are_known_by_their_stamps() {
    let (_folder, county) = county(6);
    huizong().arg("template").arg(&county).arg("--quiet").assert().code(0);
    let submissions = county.join("submissions");
    fs::remove_dir_all(&submissions).expect("removed");
    fs::create_dir(&submissions).expect("made");
    for (at, form) in forms_below(&county.join("templates")).iter().enumerate() {
        fs::copy(form, submissions.join(format!("{at}.xlsx"))).expect("copied");
    }
    run(&county).assert().code(0).stdout(contains("应报 9，已报 0，未报 9").and(contains("名册外 0")));
    let output = run(&county).arg("--json").output().expect("findings");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.matches("\"code\":\"F15\"").count(), 9, "nothing was filled in, so nothing is reported");
    for code in ["F02", "F03", "F08", "F09", "F12", "F14"] {
        assert!(!text.contains(&format!("\"code\":\"{code}\"")), "{code}");
    }
}

#[test]
fn a_due_list_without_forms_says_what_to_do_and_a_form_may_be_named() {
    let (_folder, county) = county(6);
    edit(&county, "roster = \"roster.xlsx\"", "roster = \"roster.csv\"");
    fs::write(county.join("roster.csv"), "单位代码,单位名称\n101001,示范县教育局\n").expect("written");
    let template = || {
        let mut command = huizong();
        command.arg("template").arg(&county);
        command
    };
    template().assert().code(2).stderr(contains("应报没有写明").and(contains("--form")).and(contains("示范县教育局")));
    template().args(["--form", "county-scores"]).assert().code(0).stdout(contains("生成 1 份"));
    edit(&county, "year = 2023", "year = 2003");
    template().args(["--form", "county-scores"]).assert().code(2).stderr(contains("2018..").and(contains("2003")));
}

/// The workbooks below a folder, by name.
fn forms_below(folder: &Path) -> Vec<PathBuf> {
    let below = |folder: &Path| fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut forms: Vec<PathBuf> = below(folder).flat_map(|unit| below(&unit).collect::<Vec<_>>()).collect();
    forms.sort();
    forms
}

#[test]
fn to_check_a_project_is_to_check_its_submissions_and_not_its_lists_and_results() {
    let (_folder, county) = county(5);
    let told = |path: &Path| {
        let output = huizong().args(["check", "--json"]).arg(path).output().expect("runs");
        String::from_utf8(output.stdout).expect("text")
    };
    let submissions = told(&county.join("submissions"));
    assert!(!submissions.is_empty());
    run(&county).assert().success();
    assert_eq!(told(&county), submissions);
    edit(&county, "submissions = \"submissions\"", "submissions = \"收到的表\"");
    fs::rename(county.join("submissions"), county.join("收到的表")).expect("moved");
    assert_eq!(told(&county).lines().count(), submissions.lines().count());
}

#[test]
fn a_folder_without_a_file_to_read_is_named_with_what_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("空的");
    fs::create_dir(&empty).expect("a folder");
    huizong()
        .arg("check")
        .arg(&empty)
        .assert()
        .code(2)
        .stderr(contains("空的 里没有可以读取的文件").and(contains(".xlsx、.docx、.txt")));
}
