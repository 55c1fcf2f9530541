//! The sample county: it is what `demo` makes, and its county workbook is golden.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::library::delivered;
use calamine::{Data, Reader, Xlsx, open_workbook};
use huizong::pipeline::{self, DemoOptions};
use huizong::schema::Project;
use huizong::text::Lang;
use jiff::civil::date;
use tempfile::TempDir;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/shifan")
}

/// Workbooks that a run writes beside the project file; the county's own goes into the folder `output`.
pub const WRITTEN: [&str; 3] = ["explanations.xlsx", "review.xlsx", "ledger.xlsx"];

/// Every file below a folder but what a run writes: name and bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if path != folder.join("output") {
                    folders.push(path);
                }
                continue;
            }
            let name = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
            if !WRITTEN.contains(&name.as_str()) {
                found.insert(name, fs::read(&path).expect("bytes"));
            }
        }
    }
    found
}

/// The sample county in a folder of its own: what earlier runs wrote into the sample, and what a person typed there, has no
/// part in it.
pub fn county() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files(&sample()) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    folder
}

/// The county workbook of the sample in a language.
pub fn county_workbook(lang: Lang) -> (TempDir, PathBuf) {
    let folder = county();
    let library = delivered();
    let mut project = Project::load(folder.path()).expect("the project");
    project.output.language = lang;
    let prepared = pipeline::prepare(&project, library).expect("the lists");
    let as_of = date(2024, 4, 2).at(8, 0, 0, 0);
    let county = pipeline::consolidate(prepared, &project, library, as_of, &|| {});
    let book = pipeline::write_county(&county, &project, library).expect("a workbook");
    (folder, book)
}

#[test]
fn the_sample_is_what_demo_makes() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = DemoOptions { departments: 60, years: 2, seed: 1, libreoffice: None };
    pipeline::demo(folder.path(), &options).expect("a county");
    let (made, kept) = (files(folder.path()), files(&sample()));
    assert_eq!(made.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    for (name, bytes) in &made {
        assert!(kept[name] == *bytes, "{name} differs; write the sample again with `huizong demo samples/shifan`");
    }
}

/// A tab as text: its set-up from the package, then every row.
fn tab(book: &Path, index: usize, name: &str) -> String {
    let mut text = String::new();
    let mut package = zip::ZipArchive::new(fs::File::open(book).expect("a file")).expect("a package");
    let mut xml = String::new();
    let part = format!("xl/worksheets/sheet{}.xml", index + 1);
    package.by_name(&part).expect("the sheet").read_to_string(&mut xml).expect("text");
    for element in ["<pane ", "<col ", "<autoFilter ", "<mergeCell ", "<pageSetup ", "<printOptions "] {
        for found in xml.match_indices(element).take(40) {
            let rest = &xml[found.0..];
            let _ = writeln!(text, "{}", &rest[..=rest.find('>').expect("an end")]);
        }
    }
    let mut workbook: Xlsx<_> = open_workbook(book).expect("a workbook");
    let range = workbook.worksheet_range(name).expect("a tab");
    // The list of indicators is long, and every kind of row comes early.
    for row in range.rows().take(80) {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                Data::Empty => String::new(),
                // The version of the program is not what is golden here.
                other => other.to_string().replace(env!("CARGO_PKG_VERSION"), "VERSION").replace('\n', "⏎"),
            })
            .collect();
        let _ = writeln!(text, "{}", cells.join(" | ").trim_end_matches([' ', '|']));
    }
    text
}

#[test]
fn the_county_workbook_of_the_sample_is_golden() {
    let (_folder, book) = county_workbook(Lang::Zh);
    let names = open_workbook::<Xlsx<_>, _>(&book).expect("a workbook").sheet_names();
    assert_eq!(
        names,
        [
            "目录与说明",
            "总览",
            "单位汇总",
            "单位排名",
            "等级分布",
            "资金汇总",
            "指标明细",
            "指标矩阵",
            "指标统计",
            "得分复核",
            "异常指标",
            "异常依据",
            "问题清单",
            "单位问题",
            "整改台账",
            "报送情况",
            "重复报送差异",
            "文字材料",
            "问题说明",
            "未识别内容",
            "表样差异",
            "运行说明"
        ]
    );
    for (index, name) in names.iter().enumerate() {
        insta::assert_snapshot!(format!("sample_{:02}_{name}", index + 1), tab(&book, index, name));
    }
}

#[test]
fn every_planted_fault_is_found_and_nothing_else_must_be_corrected() {
    let library = delivered();
    for seed in [1, 7, 42] {
        let folder = tempfile::tempdir().expect("a folder");
        let options = DemoOptions { departments: 40, years: 2, seed, libreoffice: None };
        pipeline::demo(folder.path(), &options).expect("a county");
        let project = Project::load(folder.path()).expect("the project");
        let prepared = pipeline::prepare(&project, library).expect("the lists");
        let county = pipeline::consolidate(prepared, &project, library, date(2024, 4, 2).at(8, 0, 0, 0), &|| {});
        let files = county
            .files
            .iter()
            .flat_map(|file| file.findings.iter().chain(file.cases.iter().flat_map(|c| &c.findings)));
        let every = files.chain(&county.findings).chain(county.anomalies.iter().map(|anomaly| &anomaly.finding));
        let found: Vec<[String; 4]> = every
            .map(|finding| {
                let file =
                    finding.place.source().map(|id| &county.files[usize::try_from(id.0).expect("small")].source.name);
                let cell = finding.place.cell().map(|cell| cell.to_string());
                let file = file.map(ToString::to_string).unwrap_or_default();
                [
                    finding.code.to_string(),
                    file,
                    finding.place.sheet().unwrap_or_default().to_owned(),
                    cell.unwrap_or_default(),
                ]
            })
            .collect();
        let mut reader = csv::ReaderBuilder::new().from_path(folder.path().join("planted.csv")).expect("planted.csv");
        let planted: Vec<Vec<String>> =
            reader.records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect();
        assert!(planted.len() >= 38, "{} faults are planted", planted.len());
        for line in &planted {
            let hit = found.iter().any(|finding| finding[0] == line[0] && finding[1..] == line[1..4]);
            assert!(hit, "seed {seed}: {line:?} was not found");
        }
        let spoilt: Vec<&String> = planted.iter().map(|line| &line[1]).collect();
        let clean = county.files.iter().filter(|file| !spoilt.contains(&&file.source.name.to_string()));
        for file in clean {
            let grave =
                file.cases.iter().flat_map(|case| &case.findings).find(|f| f.severity == huizong::model::Severity::E);
            assert!(grave.is_none(), "seed {seed}: {} is clean, but {grave:?}", file.source.name);
        }
    }
}
