//! What is wrong in a schema file is told once, at its place, in both languages, and with what is allowed there.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use huizong::schema::{SchemaError, check_file, delivered_files, is_words, unknown_codes};
use huizong::text::Lang;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked-example/schema.toml");
    fs::read_to_string(path).expect("the worked example")
}

/// The worked example with one text of it replaced.
fn edited(from: &str, to: &str) -> String {
    let text = example();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

fn faults(source: &str) -> Vec<SchemaError> {
    check_file("表.toml", source, &[example()])
}

/// The text that a fault points at, and its line.
fn pointed(fault: &SchemaError) -> (&str, &str) {
    let span = fault.span.clone().unwrap_or_else(|| panic!("no place: {fault}"));
    let line = fault.source.lines().nth(fault.position().expect("a place").0 - 1).expect("a line");
    (&fault.source[span], line)
}

/// Asserts that a file has one fault: where it points, and what it says in either language.
fn only_fault(source: &str, place: &str, line: &str, zh: &str, en: &str) {
    let faults = faults(source);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    let (text, of_line) = pointed(&faults[0]);
    assert_eq!(text, place, "{}", faults[0]);
    assert!(of_line.contains(line), "{of_line}");
    for (lang, part) in [(Lang::Zh, zh), (Lang::En, en)] {
        let told = faults[0].message.get(lang);
        assert!(told.contains(part), "{told}");
    }
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    assert!(faults[0].message.get(Lang::Zh).contains(chinese));
    assert!(!faults[0].message.get(Lang::En).contains('\u{1f}'));
}

#[test]
fn a_fault_points_at_the_part_that_is_wrong_and_not_at_the_first_place_where_its_name_stands() {
    // 未达标说明 stands among the anchors too, year in `identity`, and `from` in every grade.
    let column = edited("{ role = \"reason\", header = [\"未达标说明\"] }", "{ header = [\"未达标说明\"] }");
    only_fault(&column, "{ header = [\"未达标说明\"] }", "未达标说明", "写 role 或 id 其中之一", "either role or id");
    let year = edited("year = { pattern = [\"{year}年度\"], ", "year = { ");
    only_fault(&year, "year", "year = {", "须写 label 或 pattern", "either label or pattern");
    let identity = edited("\"project\", \"year\"]", "\"project\", \"phones\"]");
    only_fault(&identity, "\"phones\"", "identity =", "没有定义", "not defined");
    let twice = edited("{ id = \"own\", ", "{ id = \"city\", ");
    only_fault(&twice, "\"city\"", "单位自筹", "定义了两次", "defined twice");
}

#[test]
fn each_of_several_equal_faults_points_at_its_own_line_and_none_is_told_twice() {
    let source = example().replace("parent = \"total\"", "parent = \"whole\"");
    let faults = faults(&source);
    let lines: Vec<&str> =
        faults.iter().map(|fault| pointed(fault).1.trim()).filter(|line| line.contains("parent")).collect();
    assert_eq!(lines.len(), 2, "{faults:#?}");
    assert!(lines[0].contains("市级专项") && lines[1].contains("单位自筹"), "{lines:?}");
    // Without its base's line, a fault that two columns share is told once.
    let base = example().replace("\"adjusted\", header = [\"批复金额\"]", "\"target\", header = []");
    let own = "[form]\nid = \"next\"\nextends = \"example-report\"\n";
    let told: Vec<String> = check_file("表.toml", own, &[base]).iter().map(ToString::to_string).collect();
    assert!(told.iter().enumerate().all(|(at, one)| !told[..at].contains(one)), "{told:?}");
    assert!(told.len() == 2 && told.iter().all(|one| one.starts_with("表.toml: ")), "{told:?}");
}

#[test]
fn a_form_that_extends_another_is_told_the_line_of_its_own_part_and_no_line_of_its_base() {
    let head = "[form]\nid = \"next\"\nextends = \"example-report\"\n";
    let row =
        format!("{head}[[table]]\nid = \"money\"\nrow = [{{ id = \"loan\", parent = \"all\", label = [\"贷款\"] }}]\n");
    only_fault(&row, "\"all\"", "loan", "没有定义", "not defined");
    let unknown = format!("{head}[limit]\nmax_weights = 3\n");
    only_fault(&unknown, "3", "max_weights", "未知的键“max_weights”", "unknown key");
    let years = format!("{head}years = \"2024-2026\"\n");
    only_fault(&years, "\"2024-2026\"", "years", "不是年度范围", "no range of years");
    let base = example().replace("\"adjusted\"", "\"target\"");
    let faults = check_file("表.toml", head, &[base]);
    assert_eq!(faults.iter().map(|fault| fault.span.clone()).collect::<Vec<_>>(), [None]);
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_is_allowed() {
    let label =
        edited("difficulties = { label = [\"存在困难\"]", "difficulties = { label = [\"存在困难\", \"主要 成效：\"]");
    only_fault(&label, "label", "difficulties", "用 under 写明", "say with `under`");
    let apart = edited("label = [\"存在困难\"]", "under = [\"存在困难\"], label = [\"主要成效\"]");
    assert!(faults(&apart).is_empty());
    let role = edited("{ role = \"rate\", ", "{ role = \"target\", ");
    only_fault(
        &role,
        "\"target\"",
        "支出进度",
        "可用：initial, adjusted, received, executed",
        "allowed there: initial",
    );
    let id = edited("{ role = \"rate\", ", "{ id = \"rate\", ");
    only_fault(&id, "\"rate\"", "支出进度", "只有数据表和指标表的列可以写 id", "only columns of facts and indicators");
    let asked = edited("row_needs_any = [\"target\",", "row_needs_any = [\"executed\",");
    only_fault(&asked, "\"executed\"", "row_needs_any", "可用：level1", "allowed there: level1");
    let name = edited("difficulties = ", "\"存在困难\" = ");
    only_fault(&name, "\"存在困难\"", "存在困难", "小写字母", "lower-case letters");
    let year = edited("year = { pattern = [\"{year}年度\"]", "year = { label = [\"年度\"]");
    only_fault(&year, "label", "year = {", "pattern = [\"评价年度：{year}\"]", "takes a pattern only");
}

#[test]
fn a_value_that_is_refused_is_told_in_both_languages_without_a_word_of_the_other() {
    let years = edited("\"2024..\"", "\"2024-2026\"");
    only_fault(&years, "\"2024-2026\"", "years", "“2024-2026”不是年度范围，应写成", "`2024-2026` is no range of years");
    let share = edited("from = \"90%\"", "from = \"0.9\"");
    only_fault(&share, "\"0.9\"", "好", "不是比例", "no share");
    let list = edited("label = [\"存在困难\"]", "label = \"存在困难\"");
    only_fault(
        &list,
        "\"存在困难\"",
        "difficulties",
        "须是列表 [ ]，写的是带引号的文本",
        "a list [ ] is expected here",
    );
    let least = edited("anchors_min = 7", "anchors_min = -7");
    only_fault(&least, "-7", "anchors_min", "不小于 0 的整数", "a whole number from 0 on");
    let indicator = |weight: &str, full: &str| {
        let method = format!("{{ kind = \"deduct\", full = \"{full}\", points = 1 }}");
        let text =
            format!("[[table.indicator]]\nname = [\"执行率\"]\nweight = {weight}\nmethod = {method}\n\n[[section]]");
        faults(&edited("[[section]]", &text))
    };
    assert!(indicator("5", "<=100%").is_empty());
    for (found, zh, en) in [
        (indicator("\"5\"", "<=100%"), "分数须是数字", "points must be a number"),
        (indicator("5", "100%"), "“100%”不是条件", "`100%` is no condition"),
    ] {
        assert_eq!(found.len(), 1);
        assert!(found[0].message.get(Lang::Zh).starts_with(zh), "{}", found[0].message.get(Lang::Zh));
        assert!(found[0].message.get(Lang::En).starts_with(en), "{}", found[0].message.get(Lang::En));
    }
}

#[test]
fn an_unknown_code_of_a_check_is_refused_in_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.toml");
    fs::write(&path, example() + "\n[severity]\nQ05 = \"I\"\nQ99 = \"W\"\n").expect("written");
    let line = fs::read_to_string(&path).expect("text").lines().count();
    let told = contains(format!("表.toml:{line}:")).and(contains("没有代码为“Q99”的检查")).and(contains("Q05, "));
    let mut check = Command::cargo_bin("huizong").expect("the program");
    check.args(["schema", "check", "--lang", "zh"]).arg(&path).assert().code(2).stderr(told);
    assert!(unknown_codes("表.toml", "[severity]\nQ05 = \"I\"\n", &["Q05"]).is_empty());
}

#[test]
fn the_delivered_schemas_have_no_fault() {
    let codes: Vec<&str> = huizong::pipeline::pages().into_iter().map(|page| page.code.0).collect();
    for (name, text) in delivered_files() {
        let mut faults = check_file(&name, &text, &[]);
        if !is_words(Path::new(&name)) {
            faults.extend(unknown_codes(&name, &text, &codes));
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
