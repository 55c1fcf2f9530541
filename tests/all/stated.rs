//! Rules that a schema states: what they find and where, what they leave open, and how their faults are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use calamine::{Reader, Xlsx, open_workbook};
use huizong::model::{Case, County, Finding, Outcome, Severity};
use huizong::output::{self, Links};
use huizong::pipeline;
use huizong::schema::{Library, check_file, read_file};
use huizong::text::Lang;

use crate::example_form;

/// The national form with rules of its own.
fn schema(rules: &str) -> String {
    format!("[form]\nid = \"ruled\"\nextends = \"national-project\"\n{rules}")
}

/// A rule of one formula.
fn rule(extra: &str, formula: &str) -> String {
    format!(
        "[[rule]]\nid = \"R-1\"\nclass = \"必须修改\"\n{extra}\nformula = '{formula}'\nmessage = {{ zh = \"不成立\", en = \"false\" }}\n"
    )
}

fn library(rules: &str) -> Library {
    read_file("自定.toml", &schema(rules), &[]).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn case(rules: &str, edits: &[(&str, &str, &str)]) -> Case {
    let mut file = pipeline::check_bytes(example_form::workbook(edits), "自评表.xlsx", &library(rules));
    assert_eq!(file.cases.len(), 1, "{:?}", file.findings);
    file.cases.remove(0)
}

/// How the rule R-1 ended, with the cells of its findings or why it is open.
fn ended(rules: &str, edits: &[(&str, &str, &str)]) -> (Outcome, String) {
    let case = case(rules, edits);
    let outcome = case.outcomes.iter().find(|outcome| outcome.code.0 == "R-1").expect("the rule");
    let cell = |finding: &Finding| finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default();
    let cells: Vec<String> = case.findings.iter().filter(|finding| finding.code.0 == "R-1").map(cell).collect();
    let why = outcome.why.as_ref().map(|why| why.get(Lang::Zh)).unwrap_or_default();
    (outcome.outcome(), if cells.is_empty() { why } else { cells.join(" ") })
}

#[test]
fn a_rule_fires_at_the_cell_of_its_first_name_and_not_on_a_right_form() {
    for (formula, edits, cells) in [
        ("=执行率 = 全年执行数/全年预算数", &[("I6", "95%", "90%")][..], "I6"),
        ("=SUM(指标.分值)+预算执行.分值 = 100", &[("H13", "15", "25")], "H13"),
        ("=当年财政拨款.执行数 + 上年结转资金.执行数 + 其他资金.执行数 = 执行数", &[("G7", "170", "171")], "G7"),
        ("=合计.得分 <= 合计.分值", &[("I20", "99", "101")], "I20"),
        ("=总分 = SUM(指标.得分) + 预算执行.得分", &[("I20", "99", "98")], "I20"),
        ("=LEN(项目名称) > 3", &[("D3", "农村公路日常养护", "养护")], "D3"),
        ("=执行数 <= 195万元", &[("G6", "190", "196")], "G6"),
        ("=COUNTIF(指标.一级指标, \"产出*\") >= 4", &[("B17", "效益指标（30分）", "产出指标（30分）")], ""),
        (
            "=AND(YEAR(填报日期) = year + 1, 填报日期 > DATE(2025,1,1))",
            &[("G21", "填报日期：2025年2月20日", "填报日期：2023年2月20日")],
            "G21",
        ),
    ] {
        let rules = rule("", formula);
        assert_eq!(ended(&rules, &[]), (Outcome::Pass, String::new()), "{formula}");
        if !cells.is_empty() {
            assert_eq!(ended(&rules, edits), (Outcome::Fail, cells.to_owned()), "{formula}");
        }
    }
}

#[test]
fn a_rule_of_every_indicator_is_judged_row_by_row_and_the_message_tells_what_is_written() {
    let rules = "[[rule]]\nid = \"R-1\"\nclass = \"W\"\neach = \"indicators\"\nwhen = \"=分值>0\"\n\
        formula = \"=IF(AND(得分<分值, 偏差原因=“”), FALSE, TRUE)\"\nat = \"偏差原因\"\n\
        message = { zh = \"“{三级指标}”{得分}/{分值}，少 {分值-得分}\", en = \"{三级指标}: {得分} of {分值}\" }\n\
        advice = { zh = \"请在“{三级指标}”写明原因\", en = \"give a reason\" }\n";
    assert_eq!(ended(rules, &[]), (Outcome::Pass, String::new()));
    let reason = "9月强降雨致两处路段延期完工，今后提前安排汛期施工。";
    let case = case(rules, &[("J15", reason, ""), ("I14", "15", "14")]);
    let found: Vec<&Finding> = case.findings.iter().filter(|finding| finding.code.0 == "R-1").collect();
    let said: Vec<(String, String, String)> = found
        .iter()
        .map(|f| (f.place.cell().expect("a cell").to_string(), f.message(Lang::Zh), f.advice.get(Lang::Zh)))
        .collect();
    let of =
        |cell: &str, message: &str, name: &str| (cell.to_owned(), message.to_owned(), format!("请在“{name}”写明原因"));
    assert_eq!(
        said,
        [
            of("J14", "“养护工程验收合格率”14/15，少 1", "养护工程验收合格率"),
            of("J15", "“养护任务按期完成率”9.5/10，少 0.5", "养护任务按期完成率"),
        ]
    );
    assert!(found.iter().all(|finding| finding.severity == Severity::W && !finding.related.is_empty()));
    assert_eq!(found[1].message(Lang::En), "养护任务按期完成率: 9.5 of 10");
}

#[test]
fn what_is_blank_or_unreadable_leaves_a_rule_open_and_is_named() {
    let open = |rules: &str, edits: &[(&str, &str, &str)], why: &str| {
        assert_eq!(ended(rules, edits), (Outcome::NotEvaluated, why.to_owned()), "{rules}");
    };
    let rate = rule("", "=执行率 = 执行数/预算数");
    open(&rate, &[("G6", "190", "")], "“执行数”没有填写");
    open(&rate, &[("G6", "190", "一百九十几")], "“执行数”无法识别");
    open(&rate, &[("F6", "200", "0")], "除数为 0");
    open(&rule("", "=SUM(指标.分值) = 90"), &[("H13", "15", "")], "“指标.分值”没有填写");
    open(&rule("", "=执行数 > 100"), &[], "金额与没有单位的数不能比较；规则里的金额应写单位，例如 100万元");
    open(&rule("", "=执行数 >= 上年.执行数"), &[], "“上年.执行数”汇总全县时才能查");
    open(&rule("", "=名录.单位名称 = unit"), &[], "“名录.单位名称”汇总全县时才能查");
    open(&rule("", "=执行数 <= 底册.全年预算数"), &[], "“底册.全年预算数”汇总全县时才能查");
    // Where the condition is false, or the form has no such column, the rule does not apply.
    let never = (Outcome::NotApplicable, String::new());
    assert_eq!(ended(&rule("when = \"=执行数 > 1亿元\"", "=FALSE"), &[]), never);
    assert_eq!(ended(&rule("", "=到位数 >= 执行数"), &[]), never);
}

#[test]
fn within_the_precision_that_is_written_nothing_is_wrong() {
    let rate = rule("", "=执行率 = 执行数/预算数");
    let pass = (Outcome::Pass, String::new());
    // 190.4 ÷ 200 is 95.2 %, which 95 % is a rounding of.
    assert_eq!(ended(&rate, &[("G6", "190", "190.4")]), pass);
    assert_eq!(ended(&rate, &[("G6", "190", "193")]).0, Outcome::Fail);
    let score = rule("", "=ROUND(预算执行.分值*执行率, 2) = 预算执行.得分");
    assert_eq!(ended(&score, &[]), pass);
    assert_eq!(ended(&score, &[("J6", "9.5", "9")]).0, Outcome::Fail);
}

#[test]
fn a_name_that_stands_in_several_places_is_not_guessed() {
    // 其他资金 a second time, in a row of its own.
    let copy = example_form::Copy {
        row: Some((9, &[(3, "其他资金"), (4, "0"), (5, "0"), (6, "5")])),
        ..Default::default()
    };
    let library = library(&rule("", "=其他资金.执行数 = 0"));
    let file = pipeline::check_bytes(example_form::book(&[copy]), "自评表.xlsx", &library);
    let outcome = file.cases[0].outcomes.iter().find(|outcome| outcome.code.0 == "R-1").expect("the rule");
    assert_ne!(outcome.outcome(), Outcome::Fail, "{outcome:?}");
    assert_ne!(outcome.outcome(), Outcome::Pass, "{outcome:?}");
}

#[test]
fn the_page_of_rules_names_every_function() {
    let keys =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema-keys.toml")).expect("the keys");
    let keys: toml::Table = keys.parse().expect("TOML");
    let page = keys["RuleSpec"]["formula"]["zh"].as_str().expect("a text");
    let listed: Vec<&str> = page.split(|c: char| !c.is_ascii_uppercase()).collect();
    let missing: Vec<&str> = huizong::formula::Function::ALL
        .iter()
        .map(|function| function.name)
        .filter(|name| !listed.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The only fault of a rule: the text it points at, and what it says in Chinese.
fn fault(rules: &str) -> (String, String) {
    let source = schema(rules);
    let faults = check_file("自定.toml", &source, &[]);
    assert_eq!(faults.len(), 1, "{rules}\n{faults:#?}");
    let span = faults[0].span.clone().expect("a place");
    assert!(faults[0].position().is_some_and(|(line, column)| line > 3 && column > 0));
    (source[span].to_owned(), faults[0].message.get(Lang::Zh))
}

#[test]
fn a_fault_of_a_rule_is_told_at_its_characters_with_the_nearest_name() {
    for (rules, part, message) in [
        (rule("", "=全年执行书 > 0"), "全年执行书", "表样里没有“全年执行书”；最接近的是“全年执行数”"),
        (rule("", "=SUMM(指标.分值) = 100"), "SUMM", "没有函数 SUMM；最接近的是 SUM"),
        (rule("", "=SUM(指标.分直) = 100"), "指标.分直", "表样里没有“指标.分直”；最接近的是“指标.分值”"),
        (rule("", "=SUM(指标.分值 = 100"), "(", "括号没有右半边"),
        (rule("", "=（执行数 > 0"), "（", "括号没有右半边"),
        (
            rule("", "=指标.得分 <= 10"),
            "指标.得分",
            "“指标.得分”是一整列，此处要一个值；请用 SUM、COUNTIF 等函数，或写 each = \"indicators\" 逐行判断",
        ),
        (
            rule("when = \"=上年.执行书 > 0\"", "=TRUE"),
            "上年.执行书",
            "表样里没有“上年.执行书”；最接近的是“上年.执行数”",
        ),
        (rule("at = \"上年.执行数\"", "=TRUE"), "上年.执行数", "at 只能写本表的名称"),
        (rule("", "=national-department.没有 > 0"), "national-department.没有", ""),
        (rule("", "=名录.名字 = unit"), "名录.名字", ""),
        (rule("", "=TODAY() > 0"), "TODAY", ""),
    ] {
        let (pointed, said) = fault(&rules);
        assert_eq!(pointed, part, "{rules}");
        assert!(said == message || message.is_empty(), "{said}");
    }
    let twice = rule("", "=TRUE") + &rule("", "=FALSE");
    assert_eq!(check_file("自定.toml", &schema(&rule("", "=TRUE").replace("R-1", "M01")), &[]).len(), 1);
    assert!(check_file("自定.toml", &schema(&twice), &[]).len() <= 1, "of one id the later is laid over the earlier");
    let message = rule("", "=TRUE").replace("不成立", "写的是 {执行书}");
    assert_eq!(fault(&message).0, "执行书");
    let lonely = rule("good = [{ \"执行数\" = \"1\" }]", "=执行数 > 0");
    assert!(fault(&lonely).1.contains("须同时写"));
}

#[test]
fn schema_test_tries_the_examples_of_rules() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("自定.toml");
    let run = |rules: &str| {
        fs::write(&file, schema(rules)).expect("a schema");
        let mut huizong = Command::cargo_bin("huizong").expect("the program");
        huizong.args(["schema", "test", "--lang", "zh"]).arg(&file).output().expect("output")
    };
    let examples = "good = [{ \"执行率\" = \"95%\", \"执行数\" = \"190\", \"预算数\" = \"200\" }]\nbad = [{ \"执行率\" = \"90%\", \"执行数\" = \"190\", \"预算数\" = \"200\" }]";
    let right = run(&rule(examples, "=执行率 = 执行数/预算数"));
    assert!(right.status.success(), "{}", String::from_utf8_lossy(&right.stdout));
    let wrong = run(&rule(examples, "=执行率 = 预算数/执行数"));
    let said = String::from_utf8_lossy(&wrong.stdout).into_owned();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(said.contains("规则“R-1”的 good 例子") && said.contains("结果是不通过"), "{said}");
    let across = "good = [{ \"执行数\" = \"190万元\", \"上年.执行数\" = \"1800000元\" }]\nbad = [{ \"执行数\" = \"170万元\", \"上年.执行数\" = \"1800000元\" }]";
    let right = run(&rule(across, "=执行数 >= 上年.执行数"));
    assert!(right.status.success(), "{}", String::from_utf8_lossy(&right.stdout));
}

/// Due, fail, pass, not evaluated, not applicable, by unit.
type ByUnit = BTreeMap<(String, String), [usize; 5]>;

fn counted_by_hand(county: &County) -> ByUnit {
    let mut units = ByUnit::new();
    for entry in &county.entries {
        let code = entry.owner.as_ref().map(|owner| owner.code.to_string()).unwrap_or_default();
        let sums = units.entry((code, entry.unit_name.clone())).or_default();
        for outcome in &county.case(entry).outcomes {
            sums[0] += 1;
            sums[match outcome.outcome() {
                Outcome::Fail => 1,
                Outcome::Pass => 2,
                Outcome::NotEvaluated => 3,
                Outcome::NotApplicable => 4,
            }] += 1;
        }
    }
    units
}

/// The same from the tab 运行说明 of the county workbook.
fn counted_in_the_workbook(county: &County, library: &Library) -> ByUnit {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("county.xlsx");
    let links = Links::below("../submissions".to_owned());
    output::county_workbook(county, &library.forms, &output::Layout::in_language(Lang::Zh), &links, &target)
        .expect("a workbook");
    let mut book: Xlsx<_> = open_workbook(&target).expect("a workbook");
    let range = book.worksheet_range("运行说明").expect("the tab");
    let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
    let of_units = rows.skip_while(|row| !row.iter().any(|cell| cell == "应检")).skip(1);
    let of_units = of_units.take_while(|row| row.get(6).is_some_and(|cell| cell.parse::<usize>().is_ok()));
    of_units
        .map(|row| {
            let numbers = [2, 3, 4, 5, 6].map(|at: usize| row[at].parse().expect("a count"));
            ((row[0].clone(), row[1].clone()), numbers)
        })
        .collect()
}

/// The sample county with rules: what `huizong rules` prints, and the findings.
#[test]
fn a_county_judges_rules_across_forms_years_and_lists_and_every_outcome_is_counted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let rules = [
        ("R-1", "执行数 > 0 * 上年.执行数"),
        ("R-2", "名录.单位名称 = unit"),
        ("R-3", "执行数 <= 底册.全年预算数"),
        ("R-4", "TRUE"),
        ("R-5", "FALSE"),
    ];
    let stated: String = rules
        .iter()
        .map(|(id, formula)| rule("", &format!("={formula}")).replace("R-1", id).replace("必须修改", "提示"))
        .collect();
    for entry in fs::read_dir(root.join("schemas")).expect("schemas") {
        let path = entry.expect("entry").path();
        let mut text = fs::read_to_string(&path).expect("a schema");
        if path.ends_with("national-project.toml") {
            text = format!("{text}\n{stated}");
        }
        fs::write(folder.path().join(path.file_name().expect("a name")), text).expect("a schema");
    }
    let library = Library::of_folder(folder.path()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let sample = crate::sample::county();
    let project = huizong::schema::Project::load(sample.path()).expect("the sample county");
    let prepared = pipeline::prepare(&project, &library).expect("the lists");
    let as_of = jiff::civil::date(2025, 4, 1).at(8, 0, 0, 0);
    let county = pipeline::consolidate(prepared, &project, &library, as_of, &|| ());
    let of_form = |case: &&Case| &*case.submission.form == "national-project";
    let cases: Vec<&Case> = county.entries.iter().map(|entry| county.case(entry)).filter(of_form).collect();
    assert!(cases.len() > 5, "{}", cases.len());
    for used in pipeline::rules(&county, &library) {
        let all: usize = used.ended.iter().sum();
        match used.code.0 {
            id if id.starts_with("R-") => assert_eq!(all, cases.len(), "{id}: {:?}", used.ended),
            id if all > 0 => assert_eq!(all, county.entries.len(), "{id}"),
            _ => {}
        }
        let [fail, open, pass, _] = used.ended;
        match used.code.0 {
            "R-1" => assert!(pass > 0, "some units have a form of last year: {:?} {:?}", used.ended, used.why),
            "R-2" => assert!(pass > 0 && fail + open < cases.len(), "{:?}", used.ended),
            "R-3" => assert!(pass > 0, "the units stand in the ledger: {:?} {:?}", used.ended, used.why),
            "R-4" => assert!(used.never_fired() && pass == cases.len()),
            "R-5" => assert!(used.always_fired() && used.findings == cases.len()),
            _ => {}
        }
    }
    // Rules × submissions, however each ended.
    for case in county.entries.iter().map(|entry| county.case(entry)) {
        let ended = Outcome::count(&case.outcomes);
        assert_eq!(ended.iter().sum::<usize>(), case.outcomes.len());
    }
    assert_eq!(counted_in_the_workbook(&county, &library), counted_by_hand(&county));
    // What the ledger says of a whole unit is never held against one of its projects.
    let units = county.roster.units.iter().map(|unit| format!("{},10000,10000\n", unit.code));
    let ledger: String =
        std::iter::once("单位代码,全年预算数（万元）,全年执行数（万元）\n".to_owned()).chain(units).collect();
    let mut by_unit = project.clone();
    by_unit.input.ledger = Some(folder.path().join("ledger.csv"));
    fs::write(folder.path().join("ledger.csv"), ledger).expect("a ledger");
    let prepared = pipeline::prepare(&by_unit, &library).expect("the lists");
    let judged = pipeline::consolidate(prepared, &by_unit, &library, as_of, &|| ());
    let used = pipeline::rules(&judged, &library).into_iter().find(|used| used.code.0 == "R-3").expect("the rule");
    assert_eq!(used.ended, [0, cases.len(), 0, 0], "{:?}", used.why);
    let mut huizong = Command::cargo_bin("huizong").expect("the program");
    let output = huizong
        .args(["rules", "--lang", "zh", "--quiet", "--schemas"])
        .arg(folder.path())
        .arg(sample.path())
        .output()
        .expect("output");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let line = |id: &str| said.lines().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("{id}\n{said}"));
    assert!(line("R-5").contains("每份都不通过"), "{}", line("R-5"));
    assert!(line("R-4").contains("从未触发"), "{}", line("R-4"));
    assert!(line("M02").contains("不通过"), "{}", line("M02"));
}
