//! Forms that departments really published, against what a correct reader gets out of them.
//!
//! They lie beside the project and are never part of it; where they are missing this test says so and passes.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use huizong::model::ReadFile;
use huizong::pipeline;
use huizong::record::FormRecord;
use huizong::schema::Library;
use huizong::text::Lang;
use serde_json::Value;

/// The forms that the delivered schemas describe.
const DESCRIBED: [&str; 3] = ["01", "04", "05"];

struct Real {
    expected: Value,
    file: ReadFile,
    form: Value,
}

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    if folder.is_dir() {
        return Some(folder);
    }
    // Written past the capture of the test runner: a skip must be seen.
    let _ = writeln!(io::stderr(), "SKIPPED: the published forms are not here ({})", folder.display());
    None
}

fn real() -> Vec<Real> {
    let Some(folder) = folder() else { return Vec::new() };
    let library = Library::delivered().expect("the delivered schemas");
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder.join("expected")).expect("expected").map(|e| e.expect("entry").path()).collect();
    names.sort();
    let described =
        |path: &Path| DESCRIBED.iter().any(|n| path.file_name().is_some_and(|f| f.to_string_lossy().starts_with(n)));
    let found: Vec<Real> = names
        .into_iter()
        .filter(|path| described(path))
        .map(|path| {
            let expected: Value = serde_json::from_str(&fs::read_to_string(path).expect("text")).expect("JSON");
            let workbook = expected["workbook"].as_str().expect("a name").to_owned();
            let bytes = fs::read(folder.join("workbooks").join(&workbook)).expect("workbook");
            let file = pipeline::check_bytes(bytes, &workbook, &library);
            assert_eq!(file.cases.len(), 1, "{workbook}");
            let case = &file.cases[0];
            let form = library.form(&case.submission.form).expect("the form");
            let record = FormRecord::new(case, form, &workbook, Lang::Zh);
            let form = serde_json::to_value(record).expect("a record");
            Real { expected, file, form }
        })
        .collect();
    assert_eq!(found.len(), DESCRIBED.len());
    found
}

/// Collects every difference, so that one run shows them all.
struct Differences(Vec<String>);

impl Differences {
    fn compare(&mut self, what: &str, got: &Value, want: &Value) {
        let same = match (got.as_f64(), want.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            _ => got == want,
        };
        if !same {
            self.0.push(format!("{what}: read {got}, expected {want}"));
        }
    }

    /// The value and cell of every labelled value of the expectation.
    fn labelled(&mut self, what: &str, got: &Value, want: &Value) {
        for (key, want) in want.as_object().expect("labelled values") {
            let got = &got[key];
            for part in ["value", "cell", "sheet"] {
                self.compare(&format!("{what}.{key}.{part}"), &got[part], &want[part]);
            }
        }
    }
}

#[test]
fn every_value_of_the_published_forms_is_read_with_its_cell() {
    for Real { expected, form, .. } in real() {
        let mut found = Differences(Vec::new());
        for key in ["unit_code", "project", "project_code", "year"] {
            found.compare(key, &form[key], &expected[key]);
        }
        let units = expected["unit_accept"].as_array().expect("units");
        assert!(units.contains(&form["unit"]), "{} is none of {units:?}", form["unit"]);
        found.labelled("cover", &form["cover"], &expected["cover"]);
        found.labelled("texts", &form["texts"], &expected["texts"]);
        for (got, want) in
            form["titles"].as_array().expect("titles").iter().zip(expected["titles"].as_array().expect("titles"))
        {
            found.compare("title", &got["value"], &want["value"]);
            found.compare("title cell", &got["cell"], &want["cell"]);
        }
        money(&mut found, &form["money"], &expected["money"]);
        indicators(&mut found, &form, &expected);
        assert!(found.0.is_empty(), "{}:\n{}", expected["workbook"], found.0.join("\n"));
    }
}

fn money(found: &mut Differences, got: &Value, want: &Value) {
    let (got, want) = (got.as_array().expect("rows"), want.as_array().expect("rows"));
    assert_eq!(got.len(), want.len(), "rows of money");
    for (got, want) in got.iter().zip(want) {
        let row = &want["row"];
        found.compare("money row", &got["row"], row);
        found.compare("level", &got["level"], &want["level"]);
        for key in ["label", "initial", "adjusted", "executed", "weight", "score"] {
            found.compare(&format!("money {row} {key}"), &got[key]["value"], &want[key]);
        }
        found.compare(&format!("money {row} rate"), &got["rate"]["value"], &want["rate_pct"]);
        for (key, cell) in want["cells"].as_object().expect("cells") {
            found.compare(&format!("money {row} cell of {key}"), &got[key]["cell"], cell);
            if let Some(raw) = want["raw"].get(key) {
                found.compare(&format!("money {row} raw {key}"), &got[key]["raw"], raw);
            }
        }
    }
}

fn indicators(found: &mut Differences, form: &Value, expected: &Value) {
    let (got, want) = (form["indicators"].as_array().expect("rows"), expected["indicators"].as_array().expect("rows"));
    assert_eq!(got.len(), want.len(), "indicators");
    for (got, want) in got.iter().zip(want) {
        let row = &want["row"];
        let mut same = |what: &str, got: &Value, want: &Value| found.compare(&format!("row {row} {what}"), got, want);
        same("row", &got["row"], row);
        for key in ["level1", "level2", "level3", "weight", "self_score", "reason"] {
            same(key, &got[key]["value"], &want[key]);
        }
        same("name", &got["level3_clean"], &want["level3_clean"]);
        same("kind", &got["kind"], &want["kind"]);
        same("direction", &got["target"]["direction"], &want["direction"]);
        same("unit of target", &got["target"]["unit"], &want["target_unit"]);
        same("unit of actual", &got["actual"]["unit"], &want["actual_unit"]);
        same("tier", &got["actual"]["tier"], &want["tier"]);
        for key in ["target", "actual"] {
            let value = &want[format!("{key}_value")];
            if !value.is_null() {
                same(key, &got[key]["value"], value);
            }
        }
        for (key, cell) in want["cells"].as_object().expect("cells") {
            let own = if key == "score" { "self_score" } else { key.as_str() };
            same(&format!("cell of {key}"), &got[own]["cell"], cell);
            if let Some(raw) = want["raw"].get(key) {
                same(&format!("raw {key}"), &got[own]["raw"], raw);
            }
        }
    }
}

#[test]
fn the_recomputed_scores_of_the_published_forms_are_those_of_the_national_rule() {
    for Real { expected, form, .. } in real() {
        let mut found = Differences(Vec::new());
        let wanted = expected["recomputed"]["indicators"].as_array().expect("scores");
        for (got, want) in form["indicators"].as_array().expect("rows").iter().zip(wanted) {
            found.compare(
                &format!("score of row {}", want["row"]),
                &got["awarded"]["value"],
                &want["score_reverse_ratio"],
            );
        }
        let total =
            form["money"].as_array().expect("rows").iter().find(|row| row["level"] == "total").expect("a total");
        let want = &expected["recomputed"]["money"]["score"];
        if !want.is_null() {
            found.compare("score of the execution", &total["awarded"]["value"], want);
        }
        assert!(found.0.is_empty(), "{}:\n{}", expected["workbook"], found.0.join("\n"));
    }
}

/// Code, sheet, row of every finding with a cell.
fn findings(file: &ReadFile) -> Vec<(String, String, String, u64)> {
    file.cases
        .iter()
        .flat_map(|case| &case.findings)
        .filter_map(|finding| {
            let cell = finding.place.cell()?;
            let sheet = finding.place.sheet()?.to_owned();
            Some((finding.code.to_string(), sheet, cell.to_string(), u64::from(cell.row()) + 1))
        })
        .collect()
}

#[test]
fn every_certain_fault_of_the_published_forms_is_found_at_its_cell() {
    for Real { expected, file, .. } in real() {
        let found = findings(&file);
        let mut missed = Vec::new();
        for fault in
            expected["faults"].as_array().expect("faults").iter().filter(|fault| fault["certainty"] == "certain")
        {
            let mut codes = vec![fault["check"].as_str().expect("a check")];
            codes.extend(fault["accept"].as_array().into_iter().flatten().filter_map(Value::as_str));
            let codes: Vec<String> = codes.into_iter().map(|code| code.replace('-', "")).collect();
            let hit = found.iter().any(|(code, sheet, _, row)| {
                codes.contains(code)
                    && Some(sheet.as_str()) == fault["sheet"].as_str()
                    && Some(*row) == fault["row"].as_u64()
            });
            if !hit {
                missed.push(format!("{} at {}", fault["check"], fault["cell"]));
            }
        }
        assert!(missed.is_empty(), "{}: missed {}\nfound {found:#?}", expected["workbook"], missed.join(", "));
    }
}

#[test]
fn no_false_finding_is_raised_on_the_published_forms() {
    for Real { expected, file, .. } in real() {
        let found = findings(&file);
        for trap in expected["traps"].as_array().expect("traps") {
            let code = trap["check"].as_str().expect("a check").replace('-', "");
            let stepped = found.iter().find(|(found, _, cell, _)| {
                *found == code && trap["cell"].as_str().is_none_or(|wanted| wanted == cell)
            });
            // Where the published copy was cut, a finding that is true of the cut copy is neither right nor wrong.
            let cut =
                expected["cut_artefacts"].as_array().into_iter().flatten().any(|cut| cut["check"] == trap["check"]);
            assert!(stepped.is_none() || cut, "{}: {stepped:?}", expected["workbook"]);
        }
    }
}
