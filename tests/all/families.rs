//! Every delivered form reads a copy of itself whole: what stands in which cell, what is wrong with it, nothing unread.
//!
//! A file in `tests/families` is a test: a picture of a filled form, one line for a row of the sheet, cells between bars. `<` is
//! merged with the cell to its left, `^` with the cell above. Lines that begin with `#` say what the form is and what is odd in it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use huizong::model::{CellRef, ReadFile};
use huizong::pipeline;
use huizong::record::FormRecord;
use huizong::schema::Library;
use huizong::text::Lang;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::library::delivered;
use crate::nothing_lost::account;

/// Forms without a grid that a picture could show: written reports, which `reports.rs` tests.
const WRITTEN: [&str; 1] = ["county-report"];

/// The pictures, by the id of the form they show; a second picture of a form has a word behind a dot.
pub fn pictures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/families");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("the folder").map(|e| e.expect("entry").path()).collect();
    paths.sort();
    let named = |path: PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("text"))
    };
    paths.into_iter().map(named).collect()
}

/// The workbook that a picture shows; what reads as a number is stored as one, `\n` is a line break.
pub fn drawn(picture: &str) -> Vec<u8> {
    let lines = picture.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('|').map(str::trim).collect()).collect();
    let is = |row: usize, col: usize, mark: &str| rows.get(row).and_then(|cells| cells.get(col)) == Some(&mark);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate().filter(|(_, text)| !matches!(**text, "<" | "^")) {
            let right = (col + 1..cells.len()).take_while(|col| is(row, *col, "<")).last().unwrap_or(col);
            let down = (row + 1..rows.len()).take_while(|row| is(*row, col, "^")).last().unwrap_or(row);
            let (first, left) = (u32::try_from(row).expect("a row"), u16::try_from(col).expect("a column"));
            if (right, down) != (col, row) {
                let (last, end) = (u32::try_from(down).expect("a row"), u16::try_from(right).expect("a column"));
                sheet.merge_range(first, left, last, end, "", &Format::new()).expect("an area");
            }
            let written = match text.parse::<f64>() {
                _ if text.is_empty() => continue,
                Ok(number) => sheet.write_number(first, left, number),
                Err(_) => sheet.write_string(first, left, text.replace("\\n", "\n")),
            };
            written.expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A picture with some cells changed: cell, what stands there, what is written instead. Nothing if something else stands there.
pub fn edited(picture: &str, edits: &[(&str, &str, &str)]) -> Option<String> {
    let lines = picture.lines().filter(|line| !line.starts_with('#'));
    let mut rows: Vec<Vec<&str>> = lines.map(|line| line.split('|').map(str::trim).collect()).collect();
    for (cell, from, to) in edits {
        let at: CellRef = cell.parse().expect("an address");
        let row = rows.get_mut(usize::try_from(at.row()).expect("a row"))?;
        let stands = row.get_mut(usize::from(at.col())).filter(|text| *text == from)?;
        *stands = to;
    }
    Some(rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"))
}

/// Everything that was read of a file, as lines: path, cell, what was written and what was understood.
pub fn told(file: &ReadFile, library: &Library) -> String {
    let mut text = String::new();
    for case in &file.cases {
        let form = library.form(&case.submission.form).expect("the form");
        let record = serde_json::to_value(FormRecord::new(case, form, "", Lang::Zh)).expect("a record");
        tell("", &record, &mut text);
        for finding in &case.findings {
            let cell = finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default();
            let _ = writeln!(text, "{} {:?} {cell} {}", finding.code, finding.severity, finding.message.get(Lang::Zh));
        }
    }
    text
}

fn tell(path: &str, value: &Value, text: &mut String) {
    match value {
        Value::Object(map) if map.contains_key("state") => {
            let shown = |key: &str| map.get(key).filter(|v| !v.is_null()).map(ToString::to_string);
            let state = map["state"].as_str().expect("a state");
            if state == "absent" {
                return;
            }
            let cell = map["cell"].as_str().unwrap_or_default();
            let state = if state == "value" { "" } else { state };
            let _ = write!(text, "{path} {cell} {}", shown("raw").unwrap_or_default());
            if map["value"] != map["raw"] {
                let _ = write!(text, " = {}", shown("value").unwrap_or_default());
            }
            let more = ["unit", "direction", "kind", "tier", "code", "name", "origin"].map(shown);
            let more = more.into_iter().flatten().map(|text| text.replace('"', ""));
            let _ = writeln!(
                text,
                "{}",
                more.chain([state.to_owned()]).fold(String::new(), |all, one| all + " " + &one).trim_end()
            );
        }
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| *key != "file") {
                tell(format!("{path}.{key}").trim_start_matches('.'), inner, text);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                tell(&format!("{path}.{at}"), item, text);
            }
        }
        Value::Null => {}
        plain => {
            let _ = writeln!(text, "{path} = {plain}");
        }
    }
}

#[test]
fn every_form_reads_its_own_copy_whole_and_finds_what_is_wrong_with_it() {
    let library = delivered();
    let mut wrong = Vec::new();
    for (name, picture) in pictures() {
        let sent = drawn(&picture);
        let file = pipeline::check_bytes(sent.clone(), &format!("{name}.xlsx"), library);
        wrong.extend(account(&sent, &file).into_iter().map(|text| format!("{name}: {text}")));
        let forms: BTreeSet<&str> = file.cases.iter().map(|case| &*case.submission.form).collect();
        let wanted = name.split('.').next().expect("an id");
        if forms != BTreeSet::from([wanted]) {
            wrong.push(format!("{name} was read as {forms:?}: {:?}", file.findings));
        }
        wrong.extend(file.unread.iter().map(|item| format!("{name} {:?} {} was not read", item.place, item.text)));
        insta::assert_snapshot!(name, told(&file, library));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_delivered_form_has_a_copy_here_or_among_the_other_tests() {
    let library = delivered();
    let shown: BTreeSet<String> =
        pictures().into_iter().map(|(name, _)| name.split('.').next().expect("an id").to_owned()).collect();
    let ids = library.forms.iter().map(|form| &*form.head.id);
    let missing: Vec<&str> = ids.filter(|id| !shown.contains(*id) && !WRITTEN.contains(id)).collect();
    assert!(missing.is_empty(), "no picture of {missing:?} in tests/families");
}

#[test]
fn the_year_beside_a_blank_label_is_the_year_and_not_the_value_of_the_label() {
    let library = delivered();
    let (_, picture) = pictures().into_iter().find(|(name, _)| name == "county-scores").expect("the picture");
    let picture = picture.replace("评分表（2020年度）", "评分表");
    let named = "部门名称：示范县教育局 | < | < | < | < | < | < | <";
    assert!(picture.contains(named));
    let blank = picture.replace(named, "部门名称： | < | < | < | < | （2023年度） | < | <");
    let told = told(&pipeline::check_bytes(drawn(&blank), "f.xlsx", library), library);
    assert!(told.lines().any(|line| line.contains("cover.year F3") && line.ends_with("= 2023")), "{told}");
    assert!(!told.lines().any(|line| line.contains("cover.unit") && line.contains("2023")), "{told}");
}
