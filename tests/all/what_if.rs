//! New rules are tried on last year's files before they are sent out: who would newly fail, how scores and ranks move.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use huizong::model::WhatIf;
use huizong::pipeline;
use huizong::schema::{Library, Project};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use rust_decimal::Decimal;
use rust_xlsxwriter::Workbook;

use crate::example_form::workbook;

/// A form of two indicators whose weights stand in the schema alone.
const CARD: &str = r#"
[form]
id = "card"
title = { zh = "重点工作评分表", en = "Score card" }
years = "2018.."
identity = ["unit", "year"]
titles = ["重点工作评分表"]
anchors = ["三级指标", "完成值", "自评得分", "工程完工率", "资金支出率"]
anchors_min = 4

[field]
year = { pattern = ["{year}年度"], required = "W" }
unit = { label = ["部门名称"], value = "same-cell", type = "code-name", attributes = true, required = "E" }

[[table]]
id = "indicators"
role = "indicators"
stop = ["合计"]
total = ["合计"]
row_needs_any = ["actual", "score"]
weight_from = ["schema"]
columns = [
  { role = "level3", header = ["三级指标"] },
  { role = "actual", header = ["完成值"] },
  { role = "score", header = ["自评得分"] },
]

[[table.indicator]]
level1 = "产出"
level2 = "数量"
name = ["工程完工率"]
weight = FIRST
basis = "完工率 × 分值"
method = { kind = "ratio-cap" }
example = [{ actual = "50%", points = FIRST_HALF }]

[[table.indicator]]
level1 = "投入"
level2 = "资金"
name = ["资金支出率"]
weight = SECOND
basis = "支出率 × 分值"
method = { kind = "ratio-cap" }
example = [{ actual = "50%", points = SECOND_HALF }]
"#;

/// The schema of the card with these weights.
fn schema(weights: [u32; 2]) -> String {
    let [first, second] = weights;
    let card = CARD.replace("FIRST_HALF", &(first / 2).to_string()).replace("SECOND_HALF", &(second / 2).to_string());
    card.replace("FIRST", &first.to_string()).replace("SECOND", &second.to_string())
}

/// A filled card: both actual values in percent, and the scores.
fn card(unit: &str, year: i16, rows: [(&str, u32); 2]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = ["重点工作评分表".to_owned(), format!("（{year}年度）"), format!("部门名称：{unit}")];
    for (row, text) in (0..).zip(&head) {
        sheet.write_string(row, 0, text).expect("a cell");
    }
    sheet.write_row(3, 0, ["三级指标", "完成值", "自评得分"]).expect("a header");
    for ((row, name), (actual, score)) in (4..).zip(["工程完工率", "资金支出率"]).zip(rows) {
        sheet.write_string(row, 0, name).expect("a cell").write_string(row, 1, actual).expect("a cell");
        sheet.write_number(row, 2, score).expect("a cell");
    }
    sheet.write_string(6, 0, "合计").expect("a cell").write_number(6, 2, rows[0].1 + rows[1].1).expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

/// A project of three units in a folder of its own.
struct County(tempfile::TempDir);

impl County {
    fn new() -> Self {
        let county = Self(tempfile::tempdir().expect("a folder"));
        let project = "[county]\nname = \"示范县\"\nyear = 2025\ndeadline = \"2026-03-31\"\n\n[input]\nsubmissions = \"本年\"\nlast_year = \"上年\"\nroster = \"名录.csv\"\n";
        county.write("huizong.toml", project);
        county.write("名录.csv", "单位代码,单位名称\n101,示范县教育局\n102,示范县水利局\n103,示范县公路养护中心\n");
        for folder in ["本年", "上年"] {
            fs::create_dir(county.path().join(folder)).expect("a folder");
        }
        county
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }

    /// Cards of two units; the first leads under the weights in force.
    fn with_cards(self, folder: &str, year: i16) -> Self {
        self.write(&format!("{folder}/教育局.xlsx"), card("示范县教育局", year, [("100%", 60), ("50%", 20)]));
        self.write(&format!("{folder}/水利局.xlsx"), card("示范县水利局", year, [("50%", 30), ("100%", 40)]));
        self.write("现行/card.toml", schema([60, 40]));
        let project = fs::read_to_string(self.path().join("huizong.toml")).expect("the project");
        self.write("huizong.toml", format!("{project}schemas = \"现行\"\n"));
        self
    }

    /// The national form with an actual value of 130 % of its target.
    fn with_form(self, folder: &str) -> Self {
        self.write(&format!("{folder}/公路.xlsx"), workbook(&[("G13", "120公里", "156公里")]));
        self
    }

    /// The delivered forms, the national one with other limits.
    fn limits(&self, name: &str, limits: &str) -> PathBuf {
        let delivered = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
        let form = fs::read_to_string(delivered.join("national-project.toml")).expect("the form");
        assert!(!form.contains("[limit]"), "the form has limits of its own now");
        self.write(&format!("{name}/national-project.toml"), format!("{form}\n[limit]\n{limits}\n"));
        self.path().join(name)
    }

    fn command(&self, schemas: &Path) -> Command {
        let mut command = Command::cargo_bin("huizong").expect("the program");
        command.env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8");
        command.arg("what-if").arg(self.path()).arg("--schemas").arg(schemas);
        command
    }

    fn changes(&self, schemas: &Path) -> WhatIf {
        let project = Project::load(self.path()).expect("the project");
        let in_force = match &project.input.schemas {
            Some(folder) => Library::of_folder(&project.resolve(folder)).expect("forms"),
            None => Library::delivered().expect("forms"),
        };
        let on_trial = Library::of_folder(schemas).expect("forms");
        let libraries = [&in_force, &on_trial];
        let prepared = pipeline::prepare_what_if(&project, libraries).expect("prepared");
        assert!(prepared.files() > 0);
        pipeline::what_if(prepared, libraries, jiff::civil::date(2026, 1, 1).at(8, 0, 0, 0), &|| ())
    }

    /// Every file below the project.
    fn files(&self) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        let mut folders = vec![self.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() { folders.push(path) } else { assert!(found.insert(path)) }
            }
        }
        found
    }
}

#[test]
fn a_limit_names_who_would_newly_fail_with_rule_unit_and_cell() {
    let county = County::new().with_form("上年");
    let lenient = county.limits("宽", "over_percent = 131");
    let strict = county.limits("严", "over_percent = 125");
    assert!(county.changes(&strict).appear.is_empty());
    // In force are 130 %: a raised limit lets the finding go.
    let changes = county.changes(&lenient);
    assert_eq!((changes.year, changes.is_last_year, changes.submissions), (2024, true, [1, 1]));
    let gone: Vec<_> = changes.vanish.iter().map(|shift| (shift.finding.code.0, shift.unit.as_str())).collect();
    assert_eq!(gone, [("R01", "示范县公路养护中心")]);
    // What needs no reason any more is still marked.
    let new: Vec<_> = changes.appear.iter().map(|shift| shift.finding.code.0).collect();
    assert_eq!((new, changes.moves.len()), (vec!["V08"], 0));
    // The other way round it comes.
    let project = fs::read_to_string(county.path().join("huizong.toml")).expect("the project");
    county.write("huizong.toml", format!("{project}schemas = \"宽\"\n"));
    let before = county.files();
    let told = contains("需核实").and(contains("R01")).and(contains("示范县公路养护中心")).and(contains("J13"));
    let told = told.and(contains("156公里")).and(contains("上年（2024 年度）")).and(contains("新增问题 1 个"));
    county.command(&strict).assert().code(0).stdout(told);
    let told =
        contains("last year's submissions (2024)").and(contains("1 new findings")).and(contains("to be verified"));
    county.command(&strict).args(["--lang", "en"]).assert().code(0).stdout(told);
    assert_eq!(county.files(), before, "nothing is written");
}

#[test]
fn a_changed_weight_moves_scores_and_ranks() {
    let county = County::new().with_cards("上年", 2024);
    county.write("新/card.toml", schema([40, 60]));
    let changes = county.changes(&county.path().join("新"));
    let points = |points: u32| Some(Decimal::from(points));
    let moves: Vec<_> = changes.moves.iter().map(|shift| (shift.unit.as_str(), shift.score, shift.rank)).collect();
    assert_eq!(
        moves,
        [
            ("示范县教育局", [points(80), points(70)], [Some(1), Some(2)]),
            ("示范县水利局", [points(70), points(80)], [Some(2), Some(1)]),
        ]
    );
    let told = contains("80.00 → 70.00").and(contains("-10.00")).and(contains("1 → 2")).and(contains("+10.00"));
    county.command(&county.path().join("新")).assert().code(0).stdout(told);
    // The scores that were right are no longer.
    let failing: BTreeSet<_> = changes.appear.iter().map(|shift| shift.unit.as_str()).collect();
    assert_eq!(failing, BTreeSet::from(["示范县教育局", "示范县水利局"]));
}

#[test]
fn the_same_rules_change_nothing() {
    let county = County::new().with_cards("上年", 2024);
    let changes = county.changes(&county.path().join("现行"));
    assert_eq!((changes.appear.len(), changes.vanish.len(), changes.moves.len()), (0, 0, 0));
    let told = contains("新增问题 0 个").and(contains("得分与名次").not());
    county.command(&county.path().join("现行")).assert().code(0).stdout(told);
}

#[test]
fn without_last_year_those_of_the_year_are_tried_and_it_says_so() {
    let county = County::new().with_cards("本年", 2025);
    county.write("新/card.toml", schema([40, 60]));
    let changes = county.changes(&county.path().join("新"));
    assert_eq!((changes.year, changes.is_last_year, changes.moves.len()), (2025, false, 2));
    let told = contains("没有上年的报送").and(contains("本年（2025 年度）"));
    county.command(&county.path().join("新")).assert().code(0).stdout(told);
}

#[test]
fn what_cannot_be_tried_is_told_and_not_done() {
    let county = County::new().with_cards("上年", 2024);
    county.command(&county.path().join("没有")).assert().code(2).stdout("").stderr(contains("无法读取"));
    county.write("坏/card.toml", schema([60, 40]).replace("anchors_min", "anchor_min"));
    county.command(&county.path().join("坏")).assert().code(2).stdout("").stderr(contains("anchors_min"));
    let empty = County::new();
    empty.write("新/card.toml", schema([60, 40]));
    empty.command(&empty.path().join("新")).assert().code(2).stderr(contains("没有读到任何自评表"));
}
