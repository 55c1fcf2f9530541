//! A schema that is proposed from copies of a form reads that form.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use huizong::pipeline;
use huizong::record::FormRecord;
use huizong::schema::{Library, check_file, read_file};
use huizong::text::Lang;
use serde_json::Value;

fn delivered() -> Library {
    Library::delivered().expect("the delivered schemas")
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/workbooks");
    if !folder.is_dir() {
        let _ = writeln!(io::stderr(), "SKIPPED: the published forms are not here ({})", folder.display());
        return;
    }
    let mut rows = 0;
    for entry in fs::read_dir(folder).expect("the forms") {
        let path = entry.expect("an entry").path();
        let (text, library) = proposed(std::slice::from_ref(&path));
        rows += assert_reads_like_delivered(&path, &library, &text);
    }
    assert!(rows > 40, "{rows} rows");
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
fn a_proposal_from_one_form_of_the_sample_county_reads_that_form() {
    let forms = sample_forms();
    assert!(forms.len() > 60, "{} forms", forms.len());
    for path in forms {
        let (text, library) = proposed(std::slice::from_ref(&path));
        assert_reads_like_delivered(&path, &library, &text);
    }
}
