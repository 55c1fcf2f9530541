//! A bureau at work: a project with two submissions, and a person who types into its workbooks.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use huizong::model::{County, Finding};
use huizong::pipeline::{self, RunError};
use huizong::schema::{Library, Project};
use huizong::text::{Lang, Message};
use jiff::civil::Date;
use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::example_form::{RIGHT, workbook};

pub const STATE: &str = "状态";
/// The unit whose submission has two things to verify.
pub const UNIT: &str = "示范县公路养护中心";
/// More was spent than the budget: M03 at G6. A target is exceeded by far, without a reason: R01 at J17.
pub const DOUBTFUL: [(&str, &str, &str); 6] = [
    ("G6", "190", "210"),
    ("G7", "170", "190"),
    ("I6", "95%", "105%"),
    ("J6", "9.5", "10"),
    ("G17", "3.2万人", "4.2万人"),
    ("I20", "99", "99.5"),
];

/// A project folder with two submissions.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub project: Project,
    pub library: Library,
}

/// What a run left.
pub struct Ran {
    pub county: County,
    pub told: Vec<Message>,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write(
            "huizong.toml",
            "[county]\nname = \"示范县\"\nyear = 2024\ndeadline = \"2025-03-31\"\n\
             [input]\nsubmissions = \"in\"\nroster = \"roster.csv\"\nreceipts = \"receipts.csv\"\n",
        );
        write("roster.csv", "单位代码,单位名称\n101001,示范县公路养护中心\n102001,示范县水利站\n");
        write("receipts.csv", "文件,收到时间\n公路养护中心.xlsx,2025-03-10\n水利站.xlsx,2025-03-11\n");
        fs::create_dir(folder.path().join("in")).expect("a folder");
        let project = Project::load(folder.path()).expect("the project");
        let desk = Self { folder, project, library: Library::delivered().expect("sound schemas") };
        desk.send(&[]);
        let other = [("H4", "示范县公路养护中心", "示范县水利站"), ("D3", "农村公路日常养护", "河道保洁")];
        fs::write(desk.path("in/水利站.xlsx"), workbook(&other)).expect("written");
        desk
    }

    /// Sends the doubtful form, with some cells changed once more.
    pub fn send(&self, changed: &[(&str, &str)]) {
        let mut edits = DOUBTFUL.to_vec();
        for (cell, to) in changed {
            if let Some(edit) = edits.iter_mut().find(|(edited, ..)| edited == cell) {
                edit.2 = to;
            } else {
                let (cell, from) = RIGHT.iter().find(|(right, _)| right == cell).expect("a cell of the form");
                edits.push((cell, from, to));
            }
        }
        fs::write(self.path("in/公路养护中心.xlsx"), workbook(&edits)).expect("written");
    }

    pub fn try_run(&self, day: Date) -> Result<Ran, RunError> {
        let prepared = pipeline::prepare(&self.project, &self.library)?;
        let papers = prepared.papers();
        let county = pipeline::consolidate(prepared, &self.project, &self.library, day.at(8, 0, 0, 0), &|| {});
        fs::create_dir_all(self.project.resolve(&self.project.output.folder)).expect("a folder");
        let (_, told) = pipeline::publish(&county, &papers, &self.project, &self.library).expect("written");
        let told = told.expect("written");
        Ok(Ran { county, told })
    }

    pub fn run(&self) -> Ran {
        self.try_run(date(2025, 4, 2)).unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// What stops a run.
    pub fn refusal(&self) -> String {
        match self.try_run(date(2025, 4, 2)) {
            Err(RunError::Reference(error)) => error.lines(Lang::Zh).join("\n"),
            other => panic!("{:?}", other.map(|ran| ran.told)),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("the workbook")
    }

    pub fn sheet(&self, name: &str) -> Typist {
        Typist::open(&self.path(name))
    }
}

impl Ran {
    pub fn finding(&self, code: &str) -> &Finding {
        self.county.every_finding().find(|finding| finding.code.0 == code).unwrap_or_else(|| panic!("no {code}"))
    }

    pub fn notices(&self) -> Vec<String> {
        self.county.judgement.notices.iter().map(|notice| notice.get(Lang::Zh)).collect()
    }
}

/// A person at a spreadsheet: opens a workbook, types, saves it as a workbook of their own program.
pub struct Typist {
    pub rows: Vec<Vec<Data>>,
    pub header: usize,
    pub others: Vec<&'static str>,
}

impl Typist {
    pub fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
        let name = book.sheet_names().first().expect("a sheet").clone();
        let rows: Vec<Vec<Data>> = book.worksheet_range(&name).expect("a sheet").rows().map(<[Data]>::to_vec).collect();
        let is_header = |row: &Vec<Data>| row.iter().any(|cell| *cell == STATE);
        let header = rows.iter().position(is_header).expect("a header");
        // The last row is an empty one of the program.
        let rows = rows.into_iter().filter(|row| row.iter().any(|cell| *cell != Data::Empty)).collect();
        Self { rows, header, others: Vec::new() }
    }

    pub fn col(&self, title: &str) -> usize {
        self.rows[self.header].iter().position(|cell| *cell == title).unwrap_or_else(|| panic!("no column {title}"))
    }

    pub fn text(&self, row: usize, title: &str) -> String {
        self.rows[row][self.col(title)].to_string()
    }

    /// The rows below the header in which a column holds a text.
    pub fn rows_of(&self, title: &str, text: &str) -> Vec<usize> {
        (self.header + 1..self.rows.len()).filter(|row| self.text(*row, title) == text).collect()
    }

    pub fn only(&self, title: &str, text: &str) -> usize {
        let rows = self.rows_of(title, text);
        assert_eq!(rows.len(), 1, "{title} {text}: {rows:?}");
        rows[0]
    }

    pub fn set(&mut self, row: usize, title: &str, value: impl Into<Data>) {
        let col = self.col(title);
        self.rows[row][col] = value.into();
    }

    /// Appends a row like another.
    pub fn copy(&mut self, row: usize) -> usize {
        self.rows.push(self.rows[row].clone());
        self.rows.len() - 1
    }

    /// Appends a column.
    pub fn add_column(&mut self, title: &str) {
        for row in &mut self.rows {
            row.push(Data::Empty);
        }
        let last = self.rows[self.header].len() - 1;
        self.rows[self.header][last] = Data::String(title.to_owned());
    }

    pub fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        let day = Format::new().set_num_format("yyyy/m/d");
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(&self.rows) {
            for (col, cell) in (0..).zip(cells) {
                match cell {
                    Data::Empty => continue,
                    Data::Float(number) => sheet.write_number(row, col, *number),
                    Data::DateTimeIso(text) => {
                        let date = ExcelDateTime::parse_from_str(text).expect("a date");
                        sheet.write_datetime_with_format(row, col, &date, &day)
                    }
                    other => sheet.write_string(row, col, other.to_string()),
                }
                .expect("written");
            }
        }
        for name in &self.others {
            book.add_worksheet().set_name(*name).expect("a name").write_string(0, 0, "我的笔记").expect("written");
        }
        book.save(path).expect("saved");
    }
}

pub fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// Explains the finding of a check and saves.
pub fn explain(desk: &Desk, code: &str, cells: &[(&str, Data)]) -> Vec<String> {
    let mut sheet = desk.sheet("explanations.xlsx");
    let row = sheet.rows_of("代码", code)[0];
    for (title, value) in cells {
        sheet.set(row, title, value.clone());
    }
    sheet.save(&desk.path("explanations.xlsx"));
    ["原表的值", "相关的值", "可接受范围", "说明原因", "说明人"].map(|title| sheet.text(row, title)).to_vec()
}

pub const REASON: &str = "上级追加指标 12 月下达，决算口径已核对";

pub fn plainly() -> [(&'static str, Data); 2] {
    [("说明原因", text(REASON)), ("说明人", text("预算股 王敏"))]
}
