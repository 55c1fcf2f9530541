//! Why blank forms were not made.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rust_xlsxwriter::XlsxError;

use crate::text::{Lang, Message, Text};

/// Why blank forms were not made.
#[derive(Debug)]
pub enum TemplateError {
    /// The roster has no such unit.
    Unit {
        /// What was asked for.
        named: String,
        /// How many units the roster has.
        units: usize,
    },
    /// There is no such form.
    Form {
        /// What was asked for.
        form: String,
        /// The forms at hand.
        allowed: Vec<String>,
    },
    /// A form does not hold for the year of the project.
    Year {
        /// The form.
        form: String,
        /// The years it holds for.
        years: String,
        /// The year of the project.
        year: i16,
    },
    /// The due list names no form for what was asked for.
    NothingDue {
        /// Units that owe a form without saying which.
        without_form: Vec<String>,
        /// The forms at hand.
        allowed: Vec<String>,
    },
    /// A file cannot be written.
    Write {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A form exceeds what a workbook can hold.
    Workbook {
        /// The form.
        form: String,
        /// Why.
        source: XlsxError,
    },
}

impl TemplateError {
    /// What happened and what to do about it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unit { named, units } => Message::new(Text::new(
                "单位名录（{units} 个单位）里没有“{named}”；请写名录中的单位代码或名称",
                "the roster ({units} units) has no `{named}`; write a code or name of the roster",
            ))
            .with("named", named.as_str())
            .with("units", units.to_string()),
            Self::Form { form, allowed } => Message::new(Text::new(
                "没有表样“{form}”；可用：{allowed}",
                "there is no form `{form}`; allowed: {allowed}",
            ))
            .with("form", form.as_str())
            .with("allowed", allowed.join(", ")),
            Self::Year { form, years, year } => Message::new(Text::new(
                "表样 {form} 适用于 {years} 年度，项目是 {year} 年度；请改应报，或在表样文件里改 years",
                "the form {form} holds for {years}, the project is of {year}; correct the due list, or `years` in the schema",
            ))
            .with("form", form.as_str())
            .with("years", years.as_str())
            .with("year", year.to_string()),
            Self::NothingDue { without_form, allowed } if without_form.is_empty() => Message::new(Text::new(
                "应报里没有这样的表；请在单位名录工作簿的“应报”表写上单位代码和表样（可用：{allowed}）",
                "nothing like that is due; list unit and form on the sheet 应报 of the roster (allowed: {allowed})",
            ))
            .with("allowed", allowed.join(", ")),
            Self::NothingDue { without_form, allowed } => Message::new(Text::new(
                "应报没有写明这 {count} 个单位填哪种表样（{first} 等）；请在单位名录工作簿的“应报”表写上表样，或用 --form 指定（可用：{allowed}）",
                "the due list does not say which form {count} units fill in ({first} and others); write it on the sheet 应报 of the roster, or name it with --form (allowed: {allowed})",
            ))
            .with("count", without_form.len().to_string())
            .with("first", without_form.first().map_or("", String::as_str))
            .with("allowed", allowed.join(", ")),
            Self::Write { path, source } => Message::new(Text::new(
                "无法写出 {path}（{detail}）；请检查文件夹是否存在、磁盘是否已满、是否有写入权限",
                "{path} cannot be written ({detail}); check that the folder exists, the disk has room and you may write there",
            ))
            .with("path", path.display().to_string())
            .with("detail", source),
            Self::Workbook { form, source } => Message::new(Text::new(
                "表样 {form} 排不成工作簿（{detail}）；请检查表样文件",
                "the form {form} cannot be laid out as a workbook ({detail}); check its schema",
            ))
            .with("form", form.as_str())
            .with("detail", source.to_string()),
        }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().get(Lang::En))
    }
}

impl std::error::Error for TemplateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write { source, .. } => Some(source),
            Self::Workbook { source, .. } => Some(source),
            _ => None,
        }
    }
}
