//! The demonstration county is complete, reproducible and honest about its faults.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, SheetVisible, Xlsx, open_workbook};
use huizong::demo::{self, DemoError, Options, Summary};
use huizong::schema::Project;

fn options(departments: usize, seed: u64) -> Options {
    Options { departments, years: 2, seed, libreoffice: None }
}

fn county(departments: usize, seed: u64) -> (tempfile::TempDir, Summary) {
    let dir = tempfile::tempdir().expect("a folder");
    let summary = demo::generate(dir.path(), &options(departments, seed)).expect("a county");
    (dir, summary)
}

/// Every file below a folder with its bytes, by its relative path.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file");
                found.insert(path.strip_prefix(dir).expect("inside").to_path_buf(), bytes);
            }
        }
    }
    found
}

/// A CSV file of the county, without its heading.
fn table(dir: &Path, name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(dir.join(name)).expect("a list");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect()
}

fn open(file: &Path) -> Xlsx<std::io::BufReader<std::fs::File>> {
    open_workbook(file).expect("a workbook")
}

/// What a cell holds.
fn cell(file: &Path, sheet: &str, cell: &str) -> Data {
    let range = open(file).worksheet_range(sheet).expect("a sheet");
    let letters = cell.chars().take_while(char::is_ascii_alphabetic);
    let column = letters.fold(0, |column, c| column * 26 + u32::from(c) - 64) - 1;
    let row: u32 = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().expect("a row");
    range.get_value((row - 1, column)).cloned().unwrap_or(Data::Empty)
}

fn number(data: &Data) -> Option<f64> {
    match data {
        Data::Float(value) => Some(*value),
        Data::Int(value) => Some(f64::from(i32::try_from(*value).expect("a small number"))),
        _ => None,
    }
}

/// Whether a cell can hold what its note says.
fn tells(code: &str, data: &Data) -> bool {
    let text = data.to_string();
    let value = number(data);
    match code {
        "C01" | "T02" | "V01" | "V02" | "S01" | "R01" => text.is_empty(),
        "C06" => text == "项目负责人：",
        "C02" => text.starts_with("000001-"),
        "C05" => text == "填报日期：2042年3月5日" || text.contains("2023年12月"),
        "C08" => text.contains('-'),
        "T06" => text.chars().count() >= 60,
        "S12" => text.contains("自评总分"),
        "R03" => text.chars().count() >= 20 || text == "延期",
        "V19" => text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)),
        "T01" => text.contains("字以内"),
        "T03" => text.contains("XX"),
        "M05" => value == Some(0.0),
        "M08" => value.is_some_and(|value| value >= 10_000.0),
        "M11" | "S03" => value.is_some_and(|value| value < 0.0),
        "Q01" => value == Some(98.0) || value == Some(102.0),
        "Q03" => text.contains("60分") || text.contains("20分"),
        "Q05" => value.is_some_and(|value| value > 30.0),
        "V03" => text == "情况较为理想",
        "V05" => text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)),
        "V07" => value.map_or_else(|| text.starts_with("10"), |value| value > 100.0 || (value > 1.0 && value < 1.1)),
        "V20" => text.parse::<f64>().is_ok_and(|share| share <= 1.0),
        "V15" => ["效果明显", "有效提升", "明显改善", "进一步加强"].contains(&text.as_str()),
        "F10" => text.contains("#REF!"),
        "F12" | "Q07" | "V13" | "C07" => !text.is_empty(),
        "C03" => text.contains("截至2022年"),
        "C04" => text.starts_with("联系电话：555") && text.chars().count() == 10,
        "V04" => "≥≤≧≦><＞＜".contains(|sign: char| text.contains(sign)) || text.contains(['不', '以']),
        "V06" => text.ends_with('人'),
        "V08" | "V09" | "V10" => text.chars().any(char::is_numeric),
        "V11" => value == Some(100.0),
        "V14" => text.ends_with("服务对象满意度"),
        "V16" => text.starts_with('2') || text.starts_with('２'),
        "V17" => text.contains('0') || text.contains('０'),
        "V18" => text == "2023年12月20日",
        "S10" | "S13" => value.is_some_and(|value| value > 0.0),
        "R02" => text.contains("尚未"),
        "M02" => value.is_some_and(|value| value < 1.0) || text.ends_with('%'),
        "T04" | "T07" => text.chars().count() > 10,
        "T05" => text == "无",
        "Q02" | "Q06" => text.starts_with('产'),
        "M12" => text == "按支出性质分：1590",
        "M15" => text == "90%",
        "M06" | "M07" | "M09" | "M10" | "M14" => value.is_some_and(|v| v > 0.0),
        "M01" | "M03" | "M04" | "M16" | "S02" | "S04" | "S05" | "S06" | "S07" | "S08" => value.is_some_and(|v| v > 0.0),
        other => panic!("{other} has no cell"),
    }
}

const CODES: &str = "C01 C02 C03 C04 C05 C06 C07 C08 T01 T02 T03 T04 T05 T06 T07 M01 M02 M03 M04 M05 M06 M07 M08 M09 M10 M11 M12 M14 M15 M16 Q01 Q02 Q03 Q05 Q06 Q07 V01 V02 V03 V04 \
                     V05 V06 V07 V08 V09 V10 V11 V13 V14 V15 V16 V17 V18 V19 V20 S01 S02 S03 S04 S05 S06 S07 S08 S10 S12 S13 R01 \
                     R02 R03 F10 F09 F01 F02 F05 F06 F07 F12";

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (first, summary) = county(30, 5);
    let (second, again) = county(30, 5);
    assert_eq!(summary, again);
    assert!(files(first.path()) == files(second.path()));
    let (third, _) = county(30, 6);
    assert!(files(first.path()) != files(third.path()));
}

#[test]
fn every_kind_of_fault_is_planted() {
    for (departments, seed) in [(60, 1), (60, 7), (60, 42), (40, 1), (40, 2), (40, 3)] {
        let (dir, summary) = county(departments, seed);
        let codes: BTreeSet<&str> = CODES.split_whitespace().collect();
        assert_eq!(summary.planted.keys().copied().collect::<BTreeSet<_>>(), codes, "seed {seed}");
        assert_eq!(summary.planted.get("F06"), Some(&2));
        let units: BTreeSet<String> = table(dir.path(), "planted.csv")
            .iter()
            .filter(|line| line[0] != "F12")
            .map(|line| if line[1].is_empty() { line[4].clone() } else { unit(&line[1]) })
            .collect();
        assert!(units.len() * 2 <= departments, "at least half of the units are clean: {}", units.len());
    }
}

/// The unit part of a path.
fn unit(path: &str) -> String {
    let first = path.split('/').next().unwrap_or_default();
    first.split("-绩效自评表").next().unwrap_or_default().replace("-联系人表.xlsx", "")
}

#[test]
fn every_planted_cell_holds_what_its_note_says() {
    for seed in [1, 7, 42] {
        let (dir, _) = county(60, seed);
        for line in table(dir.path(), "planted.csv") {
            let [code, file, sheet, place, note] = &line[..] else { panic!("five columns") };
            assert!(!note.is_empty());
            let path = dir.path().join("submissions").join(file);
            match (code.as_str(), place.is_empty()) {
                ("F06", _) => assert!(file.is_empty()),
                ("F01", _) => assert!(open_workbook::<Xlsx<_>, _>(&path).is_err()),
                ("F09", _) => {
                    let hidden = open(&path)
                        .sheets_metadata()
                        .iter()
                        .any(|s| s.name == *sheet && s.visible == SheetVisible::Hidden);
                    assert!(hidden, "{file}");
                }
                (_, true) => assert!(path.is_file(), "{file}"),
                (code, false) => {
                    let held = cell(&path, sheet, place);
                    assert!(tells(code, &held), "{code} {file} {sheet}!{place}: {held:?}");
                }
            }
        }
    }
}

#[test]
fn every_file_has_a_receipt_and_what_is_late_is_planted() {
    let (dir, summary) = county(60, 7);
    let receipts = table(dir.path(), "receipts.csv");
    let sent = files(&dir.path().join("submissions"));
    assert_eq!(receipts.len(), summary.files);
    assert_eq!(sent.len(), summary.files);
    assert_eq!(files(&dir.path().join("submissions-2022")).len(), summary.last_year);
    let planted = table(dir.path(), "planted.csv");
    for line in &receipts {
        assert!(sent.contains_key(Path::new(&line[0])), "{}", line[0]);
        let late = line[1].as_str() > "2024-03-31 23:59";
        assert_eq!(late, planted.iter().any(|p| p[0] == "F07" && p[1] == line[0]), "{}", line[0]);
    }
}

#[test]
fn the_project_file_can_be_read() {
    let (dir, _) = county(4, 1);
    let project = Project::load(dir.path()).expect("a project");
    assert_eq!(project.county.year, 2023);
    assert_eq!(project.county.deadline.to_string(), "2024-03-31");
    assert!(project.resolve(&project.input.submissions).is_dir());
    assert!(project.input.last_year.as_ref().is_some_and(|last| project.resolve(last).is_dir()));
    let mut roster = open(&project.resolve(&project.input.roster));
    assert_eq!(roster.sheet_names(), ["单位名录", "应报"]);
    let units = roster.worksheet_range("单位名录").expect("a sheet");
    assert_eq!(units.rows().count(), 5);
    assert_eq!(units.get_value((1, 0)), Some(&Data::String("101001".to_owned())));
}

#[test]
fn the_service_centre_has_the_published_figures() {
    let (dir, _) = county(30, 9);
    let submissions = dir.path().join("submissions");
    let sent = files(&submissions);
    let path = sent.keys().find(|path| path.to_string_lossy().contains("政务大厅运行保障")).expect("the centre");
    let mut workbook = open(&submissions.join(path));
    let range = workbook.worksheet_range_at(0).expect("a sheet").expect("cells");
    let actual = |name: &str| {
        let row = range.rows().find(|row| row.iter().any(|cell| cell.to_string().ends_with(name))).expect(name);
        row.iter().map(|cell| cell.to_string().replace(',', "")).collect::<Vec<_>>()
    };
    let figures = [
        ("进驻大厅部门数", "47"),
        ("进驻依申请政务服务事项数", "1550"),
        ("进驻便民服务事项数", "127"),
        ("跨域通办业务受理量", "7945"),
        ("疑难事项专窗受理量", "22"),
        ("大厅管理人员编制数", "9"),
    ];
    for (name, figure) in figures {
        assert!(actual(name).iter().any(|text| text.starts_with(figure)), "{name}: {:?}", actual(name));
    }
    let planted = table(dir.path(), "planted.csv");
    assert!(planted.iter().all(|line| Path::new(&line[1]) != path));
}

#[test]
fn files_of_somebody_else_are_never_touched() {
    let dir = tempfile::tempdir().expect("a folder");
    demo::generate(dir.path(), &options(5, 1)).expect("a county");
    // An earlier county may be replaced …
    demo::generate(dir.path(), &options(3, 2)).expect("another county");
    // … but not with a file of one's own in it.
    let own = dir.path().join("submissions").join("我的.xlsx");
    std::fs::write(&own, "mine").expect("a file");
    let before = files(dir.path());
    let error = demo::generate(dir.path(), &options(3, 2)).expect_err("a foreign file");
    assert!(matches!(&error, DemoError::Foreign { file, .. } if file.ends_with("我的.xlsx")), "{error}");
    assert!(files(dir.path()) == before);
}

#[test]
fn impossible_options_are_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    for wrong in [
        options(0, 1),
        options(demo::MOST + 1, 1),
        Options { years: 3, ..options(5, 1) },
        Options { libreoffice: Some(PathBuf::from("/nowhere/soffice")), ..options(5, 1) },
    ] {
        let place = dir.path().join("county");
        assert!(demo::generate(&place, &wrong).is_err(), "{wrong:?}");
    }
}
