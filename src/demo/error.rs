//! Why a demonstration county could not be made.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::text::{Lang, Message, Text};

/// Why a demonstration county could not be made.
#[derive(Debug)]
pub enum DemoError {
    /// Too few or too many units.
    Departments {
        /// How many were asked for.
        departments: usize,
        /// How many are possible.
        most: usize,
    },
    /// Years other than one or two.
    Years(u8),
    /// The folder holds something that no earlier demonstration county left there.
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The first file that is somebody else's.
        file: PathBuf,
    },
    /// A file or a folder could not be read or written.
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A workbook could not be made.
    Workbook(rust_xlsxwriter::XlsxError),
    /// A list could not be made.
    List(csv::Error),
    /// A fault found no form that has a place for it.
    Unplanted(&'static str),
    /// `LibreOffice` could not be run, or did not convert the files.
    LibreOffice {
        /// The program.
        program: PathBuf,
        /// What it said.
        reason: String,
    },
}

impl std::error::Error for DemoError {}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().get(Lang::En))
    }
}

impl From<rust_xlsxwriter::XlsxError> for DemoError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook(error)
    }
}

impl From<csv::Error> for DemoError {
    fn from(error: csv::Error) -> Self {
        Self::List(error)
    }
}

impl DemoError {
    /// An error of a file or a folder.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { path: path.to_path_buf(), source }
    }

    /// The sentence for people.
    pub fn message(&self) -> Message {
        match self {
            Self::Departments { departments, most } => Message::new(Text::new(
                "单位个数 {departments} 不行；可以是 1 到 {most}",
                "{departments} departments are not possible; choose between 1 and {most}",
            ))
            .with("departments", departments.to_string())
            .with("most", most.to_string()),
            Self::Years(years) => Message::new(Text::new(
                "年数 {years} 不行；可以是 1 或 2",
                "{years} years are not possible; choose 1 or 2",
            ))
            .with("years", years.to_string()),
            Self::Foreign { folder, file } => Message::new(Text::new(
                "{folder} 里有 {file}，不是以前生成的示范县的文件；请另选一个空文件夹，或先把它移走",
                "{folder} holds {file}, which no earlier demonstration county left there; choose an empty folder, or move it away",
            ))
            .with("folder", folder.display().to_string())
            .with("file", file.display().to_string()),
            Self::Io { path, source } => Message::new(Text::new("{path} 读写不了：{reason}", "{path} cannot be read or written: {reason}"))
                .with("path", path.display().to_string())
                .with("reason", source),
            Self::Workbook(error) => Message::new(Text::new("工作簿没有做成：{reason}", "a workbook could not be made: {reason}"))
                .with("reason", error.to_string()),
            Self::List(error) => Message::new(Text::new("清单没有做成：{reason}", "a list could not be made: {reason}"))
                .with("reason", error.to_string()),
            Self::Unplanted(code) => Message::new(Text::new(
                "没有哪份表放得下 {code} 这种差错；请换一个 seed",
                "no form had a place for {code}; try another seed",
            ))
            .with("code", (*code).to_owned()),
            Self::LibreOffice { program, reason } => Message::new(Text::new(
                "{program} 没有转换成功：{reason}；请核对路径，或不用 LibreOffice 重新生成",
                "{program} did not convert the files: {reason}; check the path, or make the county without LibreOffice",
            ))
            .with("program", program.display().to_string())
            .with("reason", reason.clone()),
        }
    }
}
