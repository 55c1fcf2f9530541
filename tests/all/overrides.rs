//! One place sets limits and severities for the whole county: the project file.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use huizong::model::Severity;
use huizong::pipeline;
use huizong::schema::{Library, Project};
use jiff::civil::date;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use crate::example_form::workbook;

/// A project with one submission of the national form, and something more in its project file.
fn project(folder: &Path, more: &str, edits: &[(&str, &str, &str)]) {
    let text = format!(
        "[county]\nname = \"示范县\"\nyear = 2024\ndeadline = \"2025-03-31\"\n\n\
         [input]\nsubmissions = \"in\"\nroster = \"roster.csv\"\n\n{more}"
    );
    fs::write(folder.join("huizong.toml"), text).expect("the project file");
    fs::write(folder.join("roster.csv"), "单位代码,单位名称\n101001,示范县公路养护中心\n101002,示范县档案馆\n")
        .expect("the roster");
    fs::create_dir(folder.join("in")).expect("a folder");
    fs::write(folder.join("in/自评表.xlsx"), workbook(edits)).expect("a form");
}

/// Code and severity of every finding of a run.
fn run(more: &str, edits: &[(&str, &str, &str)]) -> Vec<(&'static str, Severity)> {
    let folder = tempfile::tempdir().expect("a folder");
    project(folder.path(), more, edits);
    let library = Library::delivered().expect("the delivered forms");
    let project = pipeline::project(folder.path()).expect("a project");
    let prepared = pipeline::prepare(&project, &library).expect("the lists");
    let county = pipeline::consolidate(prepared, &project, &library, date(2025, 4, 2).at(8, 0, 0, 0), &|| {});
    county.every_finding().map(|finding| (finding.code.0, finding.severity)).collect()
}

#[test]
fn limits_of_the_project_go_before_those_of_every_form() {
    let spent = [("G6", "190", "150"), ("G7", "170", "130"), ("I6", "95%", "75%"), ("J6", "9.5", "7.5")];
    assert!(run("", &spent).contains(&("M09", Severity::W)));
    let raised = run("[limit]\nlow_rate_percent = 75\n", &spent);
    assert!(!raised.iter().any(|(code, _)| *code == "M09"), "{raised:?}");
    assert!(run("[limit]\nmax_weight = 10\n", &[]).contains(&("Q05", Severity::W)));
}

#[test]
fn what_the_project_does_not_set_stays_as_each_form_has_it() {
    let project: Project = toml::from_str(
        "[county]\nname = \"示范县\"\nyear = 2024\ndeadline = \"2025-03-31\"\n\
         [input]\nsubmissions = \"in\"\nroster = \"r\"\n[limit]\nrate_room = 0.5\n[severity]\nV15 = \"off\"\n",
    )
    .expect("a project");
    let library = Library::delivered().expect("the delivered forms");
    let overridden = library.overridden_by(&project);
    for (before, after) in library.forms.iter().zip(&overridden.forms) {
        assert_eq!(after.limits.rate_room.0.to_string(), "0.5");
        assert_eq!(before.limits.reason_rate_percent, after.limits.reason_rate_percent);
        assert_eq!(before.limits.max_weight, after.limits.max_weight);
        assert_eq!(after.severity("V15", Severity::I), None);
        assert_eq!(before.severity("M05", Severity::E), after.severity("M05", Severity::E));
    }
    let sichuan = overridden.form("sichuan-project").expect("the form");
    assert_eq!(sichuan.limits.reason_rate_percent, Some(90));
}

#[test]
fn severities_of_the_project_hold_for_forms_and_for_the_county() {
    let blank = [("I13", "15", "")];
    assert!(run("", &blank).contains(&("S01", Severity::E)));
    assert!(run("[severity]\nS01 = \"W\"\n", &blank).contains(&("S01", Severity::W)));
    assert!(run("", &[]).contains(&("F06", Severity::E)), "a unit of the roster sent nothing");
    assert!(run("[severity]\nF06 = \"I\"\n", &[]).contains(&("F06", Severity::I)));
    assert!(!run("[severity]\nF06 = \"off\"\n", &[]).iter().any(|(code, _)| *code == "F06"));
}

#[test]
fn an_unknown_limit_or_code_stops_the_run_at_its_line_with_the_nearest_name() {
    for (more, line, wanted) in [
        ("[limit]\nadjust_percents = 20\n", 11, "是不是“adjust_percent”"),
        ("[severity]\nM09 = \"W\"\nM9 = \"W\"\n", 12, "是不是“M09”"),
        ("[severity]\nM09 = \"X\"\n", 11, "不认识的取值“X”"),
        ("[limit]\nmax_weight = \"30\"\n", 11, "值的类型不对"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        project(folder.path(), more, &[]);
        let mut run = Command::cargo_bin("huizong").expect("the program");
        let told = contains(format!("huizong.toml:{line}:")).and(contains(wanted));
        run.args(["run", "--lang", "zh"]).arg(folder.path()).assert().code(2).stderr(told);
        assert!(!folder.path().join("output").exists(), "nothing was written");
    }
}

#[test]
fn a_rule_of_a_form_is_graded_by_the_project_and_explained_like_any_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let more = "[severity]\n\"自-01\" = \"off\"\n";
    project(folder.path(), more, &[]);
    let forms = folder.path().join("forms");
    fs::create_dir(&forms).expect("a folder");
    let delivered = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    fs::copy(delivered.join("words.toml"), forms.join("words.toml")).expect("the words");
    let form = fs::read_to_string(delivered.join("national-project.toml")).expect("the form");
    let rule = "\n[[rule]]\nid = \"自-01\"\nclass = \"必须修改\"\ntitle = { zh = \"分值合计为零\", en = \"No weights\" }\n\
                formula = \"=SUM(指标.分值) = 0\"\nmessage = { zh = \"合计不是零\", en = \"not nothing\" }\n";
    fs::write(forms.join("national-project.toml"), form + rule).expect("the form");
    let huizong = || Command::cargo_bin("huizong").expect("the program");
    let in_zh = |command: &str| {
        let mut job = huizong();
        job.args([command, "--lang", "zh"]);
        job
    };
    let fires = |more: &str| {
        let text = fs::read_to_string(folder.path().join("huizong.toml")).expect("the project file");
        let told = text.split("[severity]").next().expect("a beginning").to_owned() + more;
        fs::write(folder.path().join("huizong.toml"), told).expect("the project file");
        let out = in_zh("rules").arg(folder.path()).arg("--schemas").arg(&forms).assert().code(0).get_output().clone();
        String::from_utf8(out.stdout)
            .expect("UTF-8")
            .lines()
            .any(|line| line.starts_with("自-01") && line.contains("不通过 1 份"))
    };
    assert!(fires(""), "the rule speaks by itself");
    assert!(!fires(more), "the project switched it off");
    // Without the folder of forms the project names a check that nobody knows.
    in_zh("rules").arg(folder.path()).assert().code(2).stderr(contains("没有代码为“自-01”的检查"));
    in_zh("explain").arg("自-01").arg("--schemas").arg(&forms).assert().code(0).stdout(
        contains("自-01  分值合计为零（必须修改）")
            .and(contains("=SUM(指标.分值) = 0"))
            .and(contains("national-project.toml")),
    );
    in_zh("explain").arg("自-01").assert().code(2).stderr(contains("--schemas"));
    let graded = fs::read_to_string(forms.join("national-project.toml")).expect("the form");
    fs::write(forms.join("national-project.toml"), graded + "\n[severity]\n\"自-01\" = \"I\"\n").expect("the form");
    in_zh("schema").arg("check").arg(forms.join("national-project.toml")).assert().code(0);
}
