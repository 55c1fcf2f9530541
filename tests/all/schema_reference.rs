//! `docs/schema.md` names every key of the schema language, and everything it shows is real.
//!
//! The tables of keys are made from the doc comments of the program and from `docs/schema-keys.toml`; `UPDATE_DOCS=1` writes them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use huizong::model::MoneyUnit;
use huizong::pipeline;
use huizong::schema::{Form, Library, Project, TableRole, Words, check_file, read_file};
use rust_decimal::Decimal;
use serde_json::Value;
use toml::Table;

use crate::families::{drawn, told};

const PAGE: &str = "docs/schema.md";
const WORKED_EXAMPLE: &str = "tests/worked-example/schema.toml";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The three languages of the rule book: the form, the word lists, the project file.
fn languages() -> [(&'static str, Value); 3] {
    [
        ("Form", schemars::schema_for!(Form).to_value()),
        ("Words", schemars::schema_for!(Words).to_value()),
        ("Project", schemars::schema_for!(Project).to_value()),
    ]
}

/// What people wrote about the keys.
struct Notes(Table);

impl Notes {
    fn load() -> Self {
        Self(text("docs/schema-keys.toml").parse().expect("TOML"))
    }

    fn find(&self, group: &str, key: &str, what: &str) -> &str {
        let entry = self.0.get(group).and_then(|group| group.get(key)).and_then(|entry| entry.get(what));
        entry
            .and_then(toml::Value::as_str)
            .unwrap_or_else(|| panic!("docs/schema-keys.toml lacks [{group}.{key}] {what}"))
    }

    fn line(&self, table: &str, group: &str, key: &str) -> &str {
        let table = self.0.get(table).expect("a table");
        let table = if group.is_empty() { Some(table) } else { table.get(group) };
        let line = table.and_then(|table| table.get(key)).and_then(toml::Value::as_str);
        line.unwrap_or_else(|| panic!("docs/schema-keys.toml lacks `{key}` in [{group}]"))
    }
}

/// The definition that a schema refers to, itself or by what it holds.
fn named(schema: &Value) -> Option<&str> {
    let own = schema.get("$ref").and_then(Value::as_str);
    let any = || schema.get("anyOf")?.get(0)?.get("$ref")?.as_str();
    let items = || schema.get("items")?.get("$ref")?.as_str();
    let values = || schema.get("additionalProperties")?.get("$ref")?.as_str();
    own.or_else(any).or_else(items).or_else(values)?.rsplit('/').next()
}

/// The type of a key in both languages.
fn kind(schema: &Value) -> String {
    let plain = |name: &str| match name {
        "string" => "文本 text",
        "boolean" => "true / false",
        "integer" => "整数 whole number",
        "number" => "数 number",
        _ => "表 table",
    };
    let simple = schema.get("type").and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str()));
    match (named(schema), simple) {
        (None, Some("array")) if schema["items"]["type"] == "object" => "表的列表 list of tables".to_owned(),
        (Some("LabelSet" | "Phrases" | "Anchor"), _) | (None, Some("array")) => "文本列表 list of texts".to_owned(),
        (Some("Years" | "Condition" | "Share"), _) | (None, None) => "文本 text".to_owned(),
        (Some("Points"), _) => "数 number".to_owned(),
        (Some(name), Some("array")) => format!("[`{name}`](#{name}) 的列表 list of such"),
        (Some(name), Some("object")) => format!("[`{name}`](#{name})，按名字 by name"),
        (Some(name), _) => format!("[`{name}`](#{name})"),
        (None, Some(simple)) => plain(simple).to_owned(),
    }
}

/// The entries of one language, as Markdown.
fn reference(root: &str, language: &Value, notes: &Notes) -> String {
    let mut page = String::new();
    let defs = language["$defs"].as_object().expect("definitions");
    structure(root, language, notes, &mut page);
    for (name, schema) in defs {
        if schema.get("properties").is_some() {
            structure(name, schema, notes, &mut page);
        } else if let Some(variants) = schema.get("oneOf").and_then(Value::as_array) {
            if variants.iter().all(|variant| variant.get("properties").is_some()) {
                methods(name, variants, notes, &mut page);
            } else {
                values(name, variants, notes, &mut page);
            }
        }
    }
    page
}

fn structure(name: &str, schema: &Value, notes: &Notes, page: &mut String) {
    let _ =
        writeln!(page, "\n### {}\n\n<a id=\"{name}\"></a>`{name}` — {}", notes.line("structs", "", name), says(schema));
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, property) in schema["properties"].as_object().expect("properties") {
        let _ = writeln!(page, "\n#### `{key}` ({name})\n\n{}", notes.find(name, key, "zh"));
        let _ = writeln!(page, "> {}\n", says(property));
        let _ = write!(page, "类型 type: {}", kind(property));
        if required.contains(key.as_str()) {
            let _ = writeln!(page, "；必填 required");
        } else {
            let default = property.get("default").filter(|default| !default.is_null());
            let default = default.map_or_else(|| "无 none".to_owned(), |default| format!("`{default}`"));
            let _ = writeln!(page, "；缺省 default: {default}");
        }
        example(notes.find(name, key, "example"), page);
    }
}

/// The kinds of a tagged table: each has keys of its own.
fn methods(name: &str, variants: &[Value], notes: &Notes, page: &mut String) {
    let _ = writeln!(page, "\n### {}\n\n<a id=\"{name}\"></a>`{name}`", notes.line("structs", "", name));
    for variant in variants {
        let kind_name = variant["properties"]["kind"]["const"].as_str().expect("a kind");
        let _ = writeln!(page, "\n#### `kind = \"{kind_name}\"`\n\n{}", notes.find(name, kind_name, "zh"));
        let _ = writeln!(page, "> {}\n", says(variant));
        for (key, property) in
            variant["properties"].as_object().expect("properties").iter().filter(|(key, _)| *key != "kind")
        {
            let _ = writeln!(page, "- `{key}`: {} — {}", kind(property), says(property));
        }
        example(notes.find(name, kind_name, "example"), page);
    }
}

fn values(name: &str, variants: &[Value], notes: &Notes, page: &mut String) {
    let _ =
        writeln!(page, "\n### 取值 values: `{name}`\n\n<a id=\"{name}\"></a>| 写法 | 含义 | meaning |\n|---|---|---|");
    for variant in variants {
        let value = variant["const"].as_str().expect("a value");
        let _ = writeln!(
            page,
            "| `{value}` | {} | {} |",
            notes.line("values", name, value).replace('|', "\\|"),
            says(variant).replace('|', "\\|")
        );
    }
}

fn says(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ")
}

fn example(example: &str, page: &mut String) {
    let _ = writeln!(page, "\n```toml\n{}\n```", example.trim());
}

/// The delivered forms.
fn delivered() -> String {
    let mut list = String::from("\n| 编号 id | 名称 | title | 年度 years |\n|---|---|---|---|\n");
    for form in Library::delivered().expect("the delivered forms").forms {
        let years: String = form.head.years.into();
        let _ = writeln!(list, "| `{}` | {} | {} | {years} |", form.head.id, form.head.title.zh, form.head.title.en);
    }
    list
}

/// What stands between the marks of a generated part.
fn generated(what: &str) -> String {
    let notes = Notes::load();
    match what.split_once(' ').expect("two words") {
        ("keys", root) => {
            let language = languages().into_iter().find(|(name, _)| *name == root).expect("a language").1;
            reference(root, &language, &notes)
        }
        ("forms", _) => delivered(),
        ("file", name) => {
            let kind = name.rsplit('.').next().unwrap_or_default();
            format!("\n```{kind}\n{}\n```\n", text(name).trim())
        }
        _ => panic!("nothing makes {what}"),
    }
}

/// The page with its generated parts made anew.
fn renewed(page: &str) -> String {
    let mut made = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!-- begin ") {
        let (what, inside) = after.split_once(" -->").expect("the end of a mark");
        let (_, after) = inside.split_once("<!-- end -->").expect("the end of a part");
        let _ = write!(made, "{before}<!-- begin {what} -->\n{}\n<!-- end -->", generated(what));
        rest = after;
    }
    made + rest
}

#[test]
fn the_schema_page_names_every_key_and_is_current() {
    let page = text(PAGE);
    let current = renewed(&page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path(PAGE), &current).expect("the page");
    }
    assert!(
        text(PAGE) == current,
        "{PAGE} is out of date; write it again with `UPDATE_DOCS=1 cargo test --test all schema_reference`"
    );
}

/// A snippet as a whole file: laid over the worked example where it is part of a form.
fn whole(snippet: &str) -> String {
    let mut own: Table = snippet.parse().unwrap_or_else(|error| panic!("{snippet}\n{error}"));
    let stands_alone = ["form", "field", "table", "score"].iter().all(|part| own.contains_key(*part));
    let head = own.entry("form").or_insert_with(|| Table::new().into()).as_table_mut().expect("a table");
    if !stands_alone {
        head.entry("extends").or_insert_with(|| "example-report".into());
    }
    own.to_string()
}

/// Why a snippet is refused; nothing if it loads.
fn refused(snippet: &str, language: &str) -> Option<String> {
    let over = |base: &str| {
        let mut table: Table = base.parse().expect("TOML");
        for (key, value) in snippet.parse::<Table>().expect("TOML") {
            match (table.get_mut(&key), value) {
                (Some(toml::Value::Table(under)), toml::Value::Table(own)) => under.extend(own),
                (_, value) => drop(table.insert(key, value)),
            }
        }
        table
    };
    match language {
        "Form" => {
            let faults = check_file("snippet.toml", &whole(snippet), &[text(WORKED_EXAMPLE)]);
            faults.first().map(ToString::to_string)
        }
        "Words" => over(&text("schemas/words.toml")).try_into::<Words>().err().map(|error| error.to_string()),
        _ => over(&text("samples/shifan/huizong.toml")).try_into::<Project>().err().map(|error| error.to_string()),
    }
}

/// The language a snippet is written in, by its keys.
fn language_of(snippet: &str) -> &'static str {
    let table: Table = snippet.parse().unwrap_or_else(|error| panic!("{snippet}\n{error}"));
    let belongs = |schema: &Value| table.keys().all(|key| schema["properties"].get(key).is_some());
    languages().into_iter().find(|(_, schema)| belongs(schema)).unwrap_or_else(|| panic!("no language of {snippet}")).0
}

#[test]
fn every_snippet_of_the_schema_page_loads() {
    let page = text(PAGE);
    let snippets: Vec<&str> =
        page.split("```toml\n").skip(1).map(|rest| rest.split("\n```").next().expect("an end")).collect();
    assert!(snippets.len() > 100, "{} snippets", snippets.len());
    for snippet in snippets {
        let fault = refused(snippet, language_of(snippet));
        assert!(fault.is_none(), "{snippet}\n{}", fault.unwrap_or_default());
    }
}

/// Notes which keys a value of a schema uses: "Head.id", of tagged tables "PointsMethod.steps".
fn used(value: &Value, schema: &Value, name: &str, root: &Value, found: &mut BTreeSet<String>) {
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        return items.iter().for_each(|item| used(item, schema, name, root, found));
    }
    let (schema, name) = match named(schema) {
        Some(name) if schema.get("additionalProperties").is_none() => (&root["$defs"][name], name),
        _ => (schema, name),
    };
    let Some(map) = value.as_object() else { return };
    if let Some(variants) = schema.get("oneOf").and_then(Value::as_array) {
        let variant =
            variants.iter().find(|variant| variant["properties"]["kind"]["const"] == value["kind"]).expect("a kind");
        found.insert(format!("{name}.{}", value["kind"].as_str().expect("a kind")));
        map.iter().for_each(|(key, value)| used(value, &variant["properties"][key], name, root, found));
        return;
    }
    for (key, value) in map {
        match schema.get("properties").and_then(|properties| properties.get(key)) {
            Some(property) => {
                found.insert(format!("{name}.{key}"));
                used(value, property, name, root, found);
            }
            None => used(value, &schema["additionalProperties"], name, root, found),
        }
    }
}

#[test]
fn every_example_shows_the_key_it_stands_for() {
    let notes = Notes::load();
    for (group, entries) in notes.0.iter().filter(|(group, _)| !matches!(group.as_str(), "structs" | "values")) {
        let (root, language) = languages()
            .into_iter()
            .find(|(root, language)| root == group || language["$defs"].get(group).is_some())
            .unwrap_or_else(|| panic!("[{group}] is no part of the language"));
        for (key, entry) in entries.as_table().expect("a table") {
            let example = entry["example"].as_str().expect("an example");
            let table: Table = example.parse().unwrap_or_else(|error| panic!("[{group}.{key}] {error}"));
            let mut found = BTreeSet::new();
            used(&serde_json::to_value(table).expect("JSON"), &language, root, &language, &mut found);
            assert!(
                found.contains(&format!("{group}.{key}")),
                "the example of [{group}.{key}] does not show it: {found:?}"
            );
        }
    }
}

#[test]
fn the_worked_example_of_the_schema_page_reads_its_form() {
    let library = Library::of_folder(&path("tests/worked-example")).expect("the worked example");
    let file = pipeline::check_bytes(drawn(&text("tests/worked-example/filled.txt")), "示例.xlsx", &library);
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    assert!(file.unread.is_empty(), "{:?}", file.unread);
    insta::assert_snapshot!(told(&file, &library));
    let blank = pipeline::check_bytes(drawn(&text("tests/worked-example/blank.txt")), "空白.xlsx", &library);
    assert_eq!(blank.cases.len(), 1, "{:?}", blank.findings);
    assert!(blank.unread.is_empty(), "{:?}", blank.unread);
}

#[test]
fn amounts_beside_their_labels_fill_the_table_of_money() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = r#"
        [form]
        id = "short-report"
        extends = "example-report"
        titles = ["专项资金简表"]
        anchors = ["承担单位", "批准金额", "支出金额", "完成数", "满分"]
        anchors_min = 4
        [field]
        approved = { label = ["批准金额"], type = "number", feeds = "money.total.adjusted" }
        spent = { label = ["支出金额"], type = "number", feeds = "money.total.executed" }
    "#;
    fs::write(folder.path().join("own.toml"), own).expect("a file");
    fs::write(folder.path().join("base.toml"), text(WORKED_EXAMPLE)).expect("a file");
    let library = Library::of_folder(folder.path()).expect("two forms");
    let sheet = "专项资金简表
        （2024年度）
        项目名称 | 加装电梯 | 承担单位 | 示范市住房保障中心
        批准金额（万元） | 120 | 支出金额（万元） | 114
        类别 | 指标 | 计划 | < | 完成数 | 满分 | 自评 | 未达标说明
        ^ | ^ | 数值 | 单位 | ^ | ^ | ^ | ^
        产出 | 加装电梯数量 | ≥12 | 部 | 12 | 100 | 100 |";
    let file = pipeline::check_bytes(drawn(sheet), "示例.xlsx", &library);
    let money = &file.cases[0].submission.money[0];
    let total = money.total().expect("the whole amount");
    assert_eq!(money.unit, Some(MoneyUnit::TenThousand));
    for (entry, value, cell) in [(&total.adjusted, 120, "B4"), (&total.executed, 114, "D4")] {
        assert_eq!(entry.value().map(|quantity| quantity.amount), Some(Decimal::from(value)));
        assert_eq!(entry.place.cell().map(|at| at.to_string()).as_deref(), Some(cell));
    }
}

#[test]
fn of_two_forms_that_look_alike_the_one_that_holds_for_the_year_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = text(WORKED_EXAMPLE).replace("years = \"2024..\"", "years = \"2024\"");
    let next =
        "[form]\nid = \"next-report\"\nextends = \"example-report\"\nyears = \"2025..\"\n[limit]\nmax_weight = 40\n";
    fs::write(folder.path().join("a.toml"), next).expect("a file");
    fs::write(folder.path().join("b.toml"), base).expect("a file");
    let library = Library::of_folder(folder.path()).expect("two forms");
    let filled = text("tests/worked-example/filled.txt");
    for (year, form) in [("2024", "example-report"), ("2025", "next-report")] {
        let sent = drawn(&filled.replace("（2024年度）", &format!("（{year}年度）")));
        let file = pipeline::check_bytes(sent, "示例.xlsx", &library);
        assert_eq!(&*file.cases[0].submission.form, form);
    }
}

#[test]
fn the_number_of_a_printed_heading_may_be_left_out_and_one_that_is_written_must_be_the_sheets() {
    let printed = |written: &str| {
        let schema = text(WORKED_EXAMPLE).replacen("printed = [", &format!("printed = [\"{written}\", "), 1);
        let library = read_file("a.toml", &schema, &[]).expect("a schema");
        library.forms[0].is_printed("一、项目概况")
    };
    assert!(printed("项目概况") && printed("一、项目概况"));
    assert!(!printed("二、项目概况"));
}

#[test]
fn the_roles_that_the_page_lists_for_a_kind_of_table_are_those_that_are_accepted() {
    let page = text(PAGE);
    for kind in [TableRole::Money, TableRole::Indicators] {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{}` | `", kind.name()))).expect("a line");
        let listed: Vec<&str> = line.split('|').nth(2).expect("a cell").split('`').skip(1).step_by(2).collect();
        let accepted: Vec<String> = kind.roles().iter().map(|role| role.name()).collect();
        assert_eq!(listed, accepted);
    }
}
