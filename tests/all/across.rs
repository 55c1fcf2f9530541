//! What only several files show: every rule of the county finds its fault at the cell, and says nothing of what is right.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use huizong::model::{County, Outcome};
use huizong::pipeline;
use huizong::schema::{Library, Project};
use huizong::text::Lang;
use jiff::civil::date;

use crate::document::of_lines;
use crate::example_form::workbook;
use crate::families::drawn;

/// Files by their paths below the submissions.
type Files<'a> = &'a [(&'a str, Vec<u8>)];
/// Changed cells of the example form.
type Edits<'a> = &'a [(&'a str, &'a str, &'a str)];

const OURS: &str = "示范县公路养护中心";
const THEIRS: &str = "示范县水利工程中心";

/// A county in a folder, evaluated for 2024 on 2 April 2025; the roster is made of lines of code and name.
fn county(roster: &[(&str, &str)], year: i16, now: Files<'_>, last: Files<'_>, ledger: Option<&str>) -> County {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |path: &Path, bytes: &[u8]| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    let mut receipts = "文件,收到时间\n".to_owned();
    for (name, bytes) in now {
        write(&root.join("in").join(name), bytes);
        let _ = writeln!(receipts, "{name},{}-03-20", year + 1);
    }
    write(&root.join("receipts.csv"), receipts.as_bytes());
    fs::create_dir_all(root.join("before")).expect("a folder");
    for (name, bytes) in last {
        write(&root.join("before").join(name), bytes);
    }
    let mut units = "单位代码,单位名称\n".to_owned();
    for (code, name) in roster {
        let _ = writeln!(units, "{code},{name}");
    }
    write(&root.join("roster.csv"), units.as_bytes());
    let mut project = format!(
        "[county]\nname = \"示范县\"\nyear = {year}\ndeadline = \"{}-03-31\"\n\
         [input]\nsubmissions = \"in\"\nlast_year = \"before\"\nroster = \"roster.csv\"\nreceipts = \"receipts.csv\"\n",
        year + 1
    );
    if let Some(ledger) = ledger {
        write(&root.join("ledger.csv"), ledger.as_bytes());
        project.push_str("ledger = \"ledger.csv\"\n");
    }
    write(&root.join("huizong.toml"), project.as_bytes());
    let project = Project::load(root).expect("a project");
    let library = Library::delivered().expect("the delivered schemas");
    let prepared = pipeline::prepare(&project, &library).unwrap_or_else(|error| panic!("{error:?}"));
    pipeline::consolidate(prepared, &project, &library, date(year + 1, 4, 2).at(8, 0, 0, 0), &|| {})
}

const ROSTER: &[(&str, &str)] = &[("301", OURS), ("302", THEIRS)];

/// Two units with a form each.
fn two(ours: Edits<'_>, theirs: Edits<'_>) -> County {
    let mut other = vec![
        ("H4", OURS, THEIRS),
        ("D3", "农村公路日常养护", "灌溉渠道清淤"),
        ("J15", RAIN, "渠道施工期间停水协调用时较长，下年提前两个月与灌区商定。"),
    ];
    other.retain(|(cell, ..)| theirs.iter().all(|(changed, ..)| changed != cell));
    other.extend(theirs);
    county(ROSTER, 2024, &[("a.xlsx", workbook(ours)), ("b.xlsx", workbook(&other))], &[], None)
}

const RAIN: &str = "9月强降雨致两处路段延期完工，今后提前安排汛期施工。";

/// File and cell of every finding of a code.
fn told(county: &County, code: &str) -> Vec<String> {
    let of = |finding: &huizong::model::Finding| {
        let file = finding.place.source().map(|id| &*county.files[usize::try_from(id.0).expect("small")].source.name);
        let cell = finding.place.cell().map(|cell| cell.to_string());
        format!("{} {}", file.unwrap_or_default(), cell.unwrap_or_default())
    };
    for finding in county.every_finding().filter(|finding| finding.code.0 == code) {
        for lang in [Lang::Zh, Lang::En] {
            for text in [finding.message(lang), finding.advice.get(lang)] {
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{code}: {text}");
            }
        }
    }
    county.every_finding().filter(|finding| finding.code.0 == code).map(of).collect()
}

/// How a rule ended for a file's first form.
fn outcome(county: &County, file: &str, code: &str) -> Outcome {
    let file = county.files.iter().find(|read| &*read.source.name == file).expect("the file");
    file.cases[0].outcomes.iter().find(|outcome| outcome.code.0 == code).expect("the rule").outcome()
}

fn message(county: &County, code: &str) -> String {
    county.every_finding().find(|finding| finding.code.0 == code).expect(code).message(Lang::Zh)
}

#[test]
fn two_right_forms_of_two_units_have_nothing_to_say_to_each_other() {
    let county = two(&[], &[]);
    let found: Vec<String> = county.every_finding().map(|f| format!("{} {}", f.code, f.message(Lang::Zh))).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_rule_of_the_county_ends_once_for_every_submission() {
    let county = two(&[], &[("H4", OURS, "301-示范县水利工程中心")]);
    let codes = [
        "F03", "F05", "F07", "F11", "F12", "F14", "C02", "C05", "C08", "T06", "M13", "M16", "V09", "V19", "S12", "R03",
    ];
    for code in codes {
        let ends = county.figures.outcomes.iter().find(|(known, _)| known.0 == code).expect(code).1;
        assert_eq!(ends.iter().sum::<usize>(), county.entries.len(), "{code}");
    }
    for ends in county.figures.outcomes.values() {
        assert_eq!(ends.iter().sum::<usize>(), county.entries.len());
    }
    assert_eq!(outcome(&county, "a.xlsx", "M16"), Outcome::NotApplicable);
    assert_eq!(outcome(&county, "a.xlsx", "F12"), Outcome::Pass);
    assert_eq!(outcome(&county, "b.xlsx", "F12"), Outcome::Fail, "code and name of two units");
    assert_eq!(outcome(&county, "b.xlsx", "C02"), Outcome::NotEvaluated);
}

#[test]
fn c02_a_code_or_a_name_that_is_not_the_unit_s() {
    let of = |cover: &str| {
        let county = two(&[("H4", OURS, cover)], &[]);
        (told(&county, "C02"), outcome(&county, "a.xlsx", "C02"))
    };
    for wrong in ["399-示范县公路养护中心", "301-示范县档案馆"] {
        assert_eq!(of(wrong), (vec!["a.xlsx H4".to_owned()], Outcome::Fail), "{wrong}");
    }
    for right in ["301-示范县公路养护中心", "[301]公路养护中心（本级）", "301001-示范县公路养护中心"]
    {
        assert_eq!(of(right), (Vec::new(), Outcome::Pass), "{right}");
    }
    assert_eq!(of(OURS).1, Outcome::NotApplicable);
}

#[test]
fn c05_a_date_after_the_day_of_the_run() {
    let of = |date: &str| told(&two(&[("G21", "填报日期：2025年2月20日", date)], &[]), "C05");
    assert_eq!(of("填报日期：2042年2月20日"), ["a.xlsx G21"]);
    assert_eq!(of("填报日期：2025年4月2日"), [""; 0]);
}

#[test]
fn c08_a_project_code_of_two_projects_and_two_codes_of_one_project() {
    const NAME: &str = "农村公路日常养护";
    let of = |ours: &str, theirs: &str| told(&two(&[("D3", NAME, ours)], &[("D3", NAME, theirs)]), "C08");
    let both = ["a.xlsx D3", "b.xlsx D3"];
    assert_eq!(of("510923T000010-农村公路日常养护", "510923T000010-灌溉渠道清淤"), both);
    assert_eq!(of("510923T000010-农村公路日常养护", "510923T000011-农村公路日常养护"), [""; 0]);
    let twice = |second: &str| {
        let form = |project: &str| workbook(&[("D3", NAME, project)]);
        let files = [("a.xlsx", form("510923T000010-农村公路日常养护")), ("b.xlsx", form(second))];
        told(&county(ROSTER, 2024, &files, &[], None), "C08")
    };
    assert_eq!(twice("510923T000012-农村公路日常养护"), both, "one of them does not count, and nobody would know why");
    assert_eq!(twice("510923T000010-农村公路日常养护"), [""; 0], "sent again");
}

#[test]
fn f11_two_forms_on_one_sheet() {
    let form = include_str!("../families/national-project.txt");
    let roster = [("219001", "示范县石桥镇人民政府")];
    let second = form.replace("村级公益事业奖补", "村道维修");
    let run = |picture: String| county(&roster, 2023, &[("a.xlsx", drawn(&picture))], &[], None);
    let rows = form.lines().filter(|line| !line.starts_with('#')).count();
    let both = run(format!("{form}\n{second}"));
    assert_eq!(told(&both, "F11"), [format!("a.xlsx A{}", rows + 3)], "at the title of the second");
    assert!(message(&both, "F11").contains("2 份表，这是第 2 份"), "{}", message(&both, "F11"));
    assert_eq!(told(&run(form.to_owned()), "F11"), [""; 0]);
}

#[test]
fn m13_the_basic_data_and_the_form_of_one_department() {
    let facts = include_str!("../families/hunan-facts.txt");
    let form = include_str!("../families/hunan-department.txt");
    let roster = [("219001", "示范县石桥镇人民政府")];
    let of = |facts: &str| {
        let files = [("a.xlsx", drawn(facts)), ("b.xlsx", drawn(form))];
        let county = county(&roster, 2022, &files, &[], None);
        (told(&county, "M13"), outcome(&county, "a.xlsx", "M13"), county)
    };
    let (found, ended, _) = of(facts);
    assert_eq!((found, ended), (Vec::new(), Outcome::Pass), "690 in both");
    let (found, ended, county) = of(&facts.replace("600 | 650 | 690", "600 | 650 | 609"));
    assert_eq!((found, ended), (vec!["a.xlsx E13".to_owned()], Outcome::Fail));
    let told = message(&county, "M13");
    for part in ["609 万元", "690", "b.xlsx"] {
        assert!(told.contains(part), "{told}");
    }
    let (found, ended, _) = of(&facts.replace("600 | 650 | 690", "600 | 650 |"));
    assert_eq!((found, ended), (Vec::new(), Outcome::NotEvaluated), "blank");
    let alone = self::county(&roster, 2022, &[("a.xlsx", drawn(facts))], &[], None);
    assert_eq!(outcome(&alone, "a.xlsx", "M13"), Outcome::NotApplicable, "there is no other form");
}

#[test]
fn m16_what_the_ledger_says_is_held_against_the_form_in_yuan() {
    let of = |ledger: &str| {
        let county = county(ROSTER, 2024, &[("a.xlsx", workbook(&[]))], &[], Some(ledger));
        (told(&county, "M16"), outcome(&county, "a.xlsx", "M16"))
    };
    let head = "单位代码,项目,全年预算数（元）,全年执行数（元）\n";
    assert_eq!(of(&format!("{head}301,农村公路日常养护,2000000,1900000\n")), (Vec::new(), Outcome::Pass));
    let rounded = of(&format!("{head}301,农村公路日常养护,2003000.55,1897000\n"));
    assert_eq!(rounded, (Vec::new(), Outcome::Pass), "200 and 190 万元 are rounded");
    let wrong = of(&format!("{head}301,农村公路日常养护,2200000,1900000\n"));
    assert_eq!(wrong, (vec!["a.xlsx F6".to_owned()], Outcome::Fail));
    let unit_alone = of(&format!("{head}301,,2200000,1900000\n"));
    assert_eq!(unit_alone, (Vec::new(), Outcome::NotEvaluated), "the unit's whole is no project");
    let blank = of(&format!("{head}301,农村公路日常养护,,\n"));
    assert_eq!(blank, (Vec::new(), Outcome::NotApplicable), "the ledger says nothing");
}

#[test]
fn s12_the_report_names_another_score_than_the_form() {
    let form = include_str!("../families/national-department.txt")
        .replace("示范县民政局", OURS)
        .replace("2023年度", "2024年度");
    let of = |sentence: &str, with_form: bool| {
        let report = include_str!("report.txt").replace("绩效自评等级为优。", sentence);
        let mut files = vec![("报告.docx", of_lines(&report).zip())];
        if with_form {
            files.push(("评分表.xlsx", drawn(&form)));
        }
        let county = county(ROSTER, 2024, &files, &[], None);
        let cells = told(&county, "S12").len();
        (cells, outcome(&county, "报告.docx", "S12"))
    };
    assert_eq!(of("绩效自评得分为80分，等级为良。", true), (0, Outcome::Pass));
    assert_eq!(of("绩效自评得分为 98 分，等级为优。", true), (1, Outcome::Fail));
    assert_eq!(of("绩效自评等级为优。", true), (0, Outcome::NotApplicable));
    assert_eq!(of("绩效自评得分为98分。", false), (0, Outcome::NotEvaluated), "nothing to compare with");
}

#[test]
fn s12_the_conclusion_of_a_form_is_held_against_that_form() {
    let form = include_str!("../families/sichuan-project.txt");
    let instruction = "结合自评情况，说明项目自评总分（100字以内）";
    let roster = [("104", "示范县价格监测中心")];
    let of = |text: &str| {
        told(&county(&roster, 2023, &[("a.xlsx", drawn(&form.replace(instruction, text)))], &[], None), "S12")
    };
    assert_eq!(of("项目自评总分96分，资金使用规范。"), ["a.xlsx B19"]);
    assert_eq!(of("项目自评总分98分，资金使用规范。"), [""; 0]);
}

const LONG: &str = "全年组织养护人员对管护范围内的设施逐段巡查，修复损毁部位，按月通报进度，完工后请群众代表参加验收，材料统一采购，工程量由三方共同签认后结算，资料已经归档。";
const DONE: &str = "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。";

#[test]
fn t06_a_long_text_of_two_units_and_a_text_about_another_unit() {
    let of = |ours: &str, theirs: &str| told(&two(&[("G11", DONE, ours)], &[("G11", DONE, theirs)]), "T06");
    let near = LONG.replace("按月通报", "按周通报");
    assert_eq!(of(LONG, &near), ["a.xlsx G11", "b.xlsx G11"]);
    let other = "清理渠道淤泥并加固险段，灌溉期前全部通水，用水户协会按片轮值，水价按计量收取，没有发生用水纠纷，末级渠系完好，来年继续实施续建配套工程，受益农户三千余户。";
    assert_eq!(of(LONG, other), [""; 0]);
    assert_eq!(of(DONE, DONE), [""; 0], "too short to be told from chance");
    let same_project =
        two(&[("G11", DONE, LONG)], &[("G11", DONE, LONG), ("D3", "农村公路日常养护", "农村公路日常养护")]);
    assert_eq!(told(&same_project, "T06"), [""; 0], "one project, one wording");

    let towns = [("219001", "示范县石桥镇人民政府"), ("219002", "示范县青坝镇人民政府"), ("101", "示范县财政局")];
    let speaks = |text: &str| {
        let form = workbook(&[("H4", OURS, "示范县石桥镇人民政府"), ("G11", DONE, &format!("{LONG}{text}"))]);
        told(&county(&towns, 2024, &[("a.xlsx", form)], &[], None), "T06")
    };
    assert_eq!(speaks("青坝镇人民政府组织实施。"), ["a.xlsx G11"]);
    assert_eq!(speaks("石桥镇人民政府与青坝镇人民政府共同实施。"), [""; 0]);
    assert_eq!(speaks("资金由示范县财政局拨付。"), [""; 0]);
}

#[test]
fn r03_the_same_reason_in_two_units() {
    assert_eq!(told(&two(&[], &[("J15", RAIN, RAIN)]), "R03"), ["a.xlsx J15", "b.xlsx J15"]);
    let short = "受汛期影响，明年补齐。";
    assert_eq!(told(&two(&[("J15", RAIN, short)], &[("J15", RAIN, short)]), "R03"), [""; 0]);
}

/// This year's form beside last year's of the same project.
fn years(now: Edits<'_>, then: Edits<'_>) -> County {
    let mut before =
        vec![("A2", "（2024年度）", "（2023年度）"), ("G21", "填报日期：2025年2月20日", "填报日期：2024年2月20日")];
    before.extend(then);
    let second = |edits: Edits<'_>| {
        let mut edits = edits.to_vec();
        edits.retain(|(cell, ..)| ["A2", "G21"].contains(cell));
        edits.push(("D3", "农村公路日常养护", "桥梁维修加固"));
        workbook(&edits)
    };
    let files = [("a.xlsx", workbook(now)), ("b.xlsx", second(now))];
    let last = [("a.xlsx", workbook(&before)), ("b.xlsx", second(&before))];
    county(ROSTER, 2024, &files, &last, None)
}

#[test]
fn v09_a_target_far_below_what_was_reached_last_year() {
    let of = |target: &str, then: Edits<'_>| told(&years(&[("F13", "≥120公里", target)], then), "V09");
    assert_eq!(of("≥83公里", &[]), ["a.xlsx F13"]);
    assert_eq!(of("≥84公里", &[]), [""; 0], "70 % of 120");
    assert_eq!(of("≤83公里", &[]), [""; 0], "less is better");
    assert_eq!(of("83公里", &[]), [""; 0], "no direction");
    let bare: Edits<'_> = &[("F13", "≥120公里", "≥83"), ("G13", "120公里", "120")];
    assert_eq!(told(&years(bare, &[]), "V09"), [""; 0], "no unit");
    assert_eq!(of("≥83", &[]), ["a.xlsx F13"], "the unit of its row");
    let richer: Edits<'_> = &[("F6", "200", "400"), ("F7", "180", "380")];
    assert_eq!(of("≥83公里", richer), [""; 0], "half the money, half the work");
    assert_eq!(outcome(&years(&[("F13", "≥120公里", "83公里")], &[]), "a.xlsx", "V09"), Outcome::NotEvaluated);
}

#[test]
fn v19_a_target_that_breaks_with_last_year_s() {
    let of = |target: &str| told(&years(&[("F13", "≥120公里", target)], &[]), "V19");
    assert_eq!(of("≥360公里"), ["a.xlsx F13"]);
    assert_eq!(of("≥360里"), [""; 0], "another unit");
    assert_eq!(of("≥130公里"), [""; 0]);
    let few = county(
        ROSTER,
        2024,
        &[("a.xlsx", workbook(&[("F13", "≥120公里", "≥360公里"), ("F17", "≥3万人", "明显改善")]))],
        &[("a.xlsx", workbook(&[("A2", "（2024年度）", "（2023年度）")]))],
        None,
    );
    assert_eq!((told(&few, "V19"), outcome(&few, "a.xlsx", "V19")), (Vec::new(), Outcome::NotEvaluated), "too few");
}

#[test]
fn v11_a_county_of_full_marks_is_told_once() {
    let full: Edits<'_> = &[("J6", "9.5", "10"), ("I15", "9.5", "10"), ("I20", "99", "100")];
    let of = |honest: usize| {
        let codes: Vec<String> = (0..10).map(|n| format!("{}", 310 + n)).collect();
        let names: Vec<String> = (0..10).map(|n| format!("示范县第{n}养护站")).collect();
        let roster: Vec<(&str, &str)> = codes.iter().zip(&names).map(|(code, name)| (&**code, &**name)).collect();
        let paths: Vec<String> = (0..10).map(|n| format!("{n}.xlsx")).collect();
        let forms = paths.iter().zip(&names).enumerate().map(|(n, (path, name))| {
            let mut edits = if n < honest { Vec::new() } else { full.to_vec() };
            edits.push(("H4", OURS, name));
            (path.as_str(), workbook(&edits))
        });
        let county = county(&roster, 2024, &forms.collect::<Vec<_>>(), &[], None);
        county
            .findings
            .iter()
            .filter(|finding| finding.code.0 == "V11")
            .map(|f| f.message(Lang::Zh))
            .collect::<Vec<_>>()
    };
    let found = of(3);
    assert!(found.len() == 1 && found[0].contains("10 份") && found[0].contains("7 份"), "{found:?}");
    assert_eq!(of(4), [""; 0], "six of ten are not more than 60 %");
}
