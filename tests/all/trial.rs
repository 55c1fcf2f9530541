//! What `schema try` shows of a sheet is what is read of it: no cell is shown twice, none is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use huizong::model::CellRef;
use huizong::pipeline::{self, Kind, Sought};
use huizong::schema::read_file;
use huizong::text::Lang;

use crate::example_form::workbook;
use crate::families::drawn;

/// Forms of the tests with the delivered schema that reads them: the sample county's and, where they are at hand, those
/// that were published.
fn forms() -> Vec<(PathBuf, &'static str)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|e| e == "xlsx"))
    };
    let sample = files(root.join("samples/shifan/submissions")).map(|path| (path, "national-project"));
    let published = files(root.join("../shared/real/workbooks"));
    let family = |path: &Path| match path.file_name()?.to_str()?.get(..2)? {
        "01" | "04" => Some("national-project"),
        "05" => Some("sichuan-project"),
        "08" => Some("hubei-project"),
        "13" => Some("hebei-project"),
        "16" => Some("hunan-facts"),
        _ => None,
    };
    let published = published.filter_map(|path| Some((path.clone(), family(&path)?)));
    sample.chain(published).collect()
}

#[test]
fn every_filled_cell_is_marked_once_and_those_marked_as_unread_are_those_that_were_not_read() {
    let forms = forms();
    assert!(forms.len() > 10, "{} forms", forms.len());
    let mut recognised = 0;
    for (path, id) in forms {
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{id}.toml"));
        let text = fs::read_to_string(schema).expect("a schema");
        let library = read_file(id, &text, &[]).expect("a schema");
        let file = pipeline::check_bytes(fs::read(&path).expect("a file"), "f.xlsx", &library);
        let trials = pipeline::try_schema(&path, &library, Lang::Zh).expect("a workbook");
        for trial in trials.iter().filter(|trial| trial.recognised) {
            recognised += 1;
            let shown: Vec<CellRef> = trial.cells.iter().map(|cell| cell.at).collect();
            assert!(shown.windows(2).all(|pair| pair[0] < pair[1]), "{}", path.display());
            let marked: BTreeSet<CellRef> =
                trial.cells.iter().filter(|cell| cell.mark.kind == Kind::Unread).map(|cell| cell.at).collect();
            let on_sheet = file.unread.iter().filter(|item| item.place.sheet() == Some(&trial.sheet));
            let unread: BTreeSet<CellRef> = on_sheet.filter_map(|item| item.place.cell()).collect();
            assert_eq!(marked, unread, "{}", path.display());
        }
    }
    assert!(recognised > 5, "{recognised} forms were recognised");
}

#[test]
fn what_the_schema_names_and_the_sheet_does_not_show_is_told_with_the_nearest_label() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.xlsx");
    let edits = [("I5", "执行率", "执行进度率"), ("D9", "其他资金", "社会捐助资金"), ("A20", "总分", "总分")];
    fs::write(&path, workbook(&edits)).expect("written");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/national-project.toml");
    let library = read_file("national", &fs::read_to_string(schema).expect("a schema"), &[]).expect("a schema");
    let trials = pipeline::try_schema(&path, &library, Lang::Zh).expect("a workbook");
    let missing = &trials[0].missing;
    let near = |part: &str| {
        let found =
            missing.iter().find(|missing| missing.part == part).unwrap_or_else(|| panic!("{part}: {missing:#?}"));
        found.near.as_ref().map(|(at, text)| format!("{at} {text}"))
    };
    assert_eq!(near("money.执行率").as_deref(), Some("I5 执行进度率"));
    assert_eq!(near("money.other"), None);
    assert!(!missing.iter().any(|missing| missing.part == "money.total"));
}

/// The worked example of the schema page, with one text of its schema replaced, tried on its filled form.
fn tried(from: &str, to: &str) -> (pipeline::Trial, BTreeSet<CellRef>) {
    let example = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked-example").join(name);
        fs::read_to_string(path).expect("the worked example")
    };
    let schema = example("schema.toml");
    assert!(schema.contains(from), "{from}");
    let library = read_file("example", &schema.replacen(from, to, 1), &[]).expect("a schema");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.xlsx");
    fs::write(&path, drawn(&example("filled.txt"))).expect("written");
    let file = pipeline::check_bytes(fs::read(&path).expect("a file"), "表.xlsx", &library);
    let unread = file.unread.iter().filter_map(|item| item.place.cell()).collect();
    let trial = pipeline::try_schema(&path, &library, Lang::Zh).expect("a workbook").remove(0);
    (trial, unread)
}

#[test]
fn a_column_of_indicators_with_an_id_is_shown_as_read() {
    let (trial, unread) = tried("{ role = \"unit\", header", "{ id = \"measure\", type = \"line\", header");
    let of_column: Vec<&str> = trial
        .cells
        .iter()
        .filter(|cell| cell.mark.part == "measure" && cell.mark.kind == Kind::Value)
        .map(|cell| &*cell.text)
        .collect();
    assert_eq!(of_column, ["部", "%", "人"]);
    assert!(unread.is_empty(), "{unread:?}");
    assert_eq!(trial.count(Kind::Unread), 0);
}

#[test]
fn a_place_below_which_a_field_is_looked_for_and_that_is_nowhere_is_told() {
    let with = |under: &str| format!("deputy = {{ label = [\"存在困难\"], under = [\"{under}\"] }}");
    let difficulties = "difficulties = { label = [\"存在困难\"], type = \"text\" }";
    let (trial, _) = tried(difficulties, &with("主要成果"));
    let missing = trial.missing.iter().find(|missing| missing.part == "deputy").expect("told");
    assert_eq!((missing.sought, missing.label.as_str()), (Sought::Under, "主要成果"));
    assert_eq!(missing.near.as_ref().map(|(_, text)| text.as_str()), Some("主要成效"));
    let (trial, _) = tried(difficulties, &with("主要成效"));
    assert!(!trial.missing.iter().any(|missing| missing.part == "deputy"));
}
