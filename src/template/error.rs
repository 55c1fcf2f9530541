//! Why blank forms were not made.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rust_xlsxwriter::XlsxError;

use crate::schema::Form;
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
        /// Units that may be meant, each with code and name.
        near: Vec<String>,
    },
    /// There is no such form.
    Form {
        /// What was asked for.
        form: String,
        /// The forms that are due from those who were asked for.
        owed: Vec<FormName>,
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
    /// Nothing is due of what was asked for.
    NothingDue {
        /// The unit, if one was asked for.
        unit: Option<String>,
        /// The form, if one was asked for.
        form: Option<FormName>,
        /// The forms that are due from this unit, or from anybody.
        owed: Vec<FormName>,
    },
    /// Units owe a form without the due list saying which.
    FormNotNamed {
        /// Their names.
        units: Vec<String>,
    },
    /// What is due are written reports, which have no tables to be filled in.
    WrittenOnly(Vec<FormName>),
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
            Self::Unit { named, units, near } => Message::new(if near.is_empty() {
                Text::new(
                    "单位名录（{units} 个单位）里没有“{named}”；请写名录中的单位代码或名称",
                    "the roster ({units} units) has no `{named}`; write a code or name of the roster",
                )
            } else {
                Text::new(
                    "单位名录（{units} 个单位）里没有“{named}”；是不是 {near}？请写名录中的单位代码或名称",
                    "the roster ({units} units) has no `{named}`; did you mean {near}? Write a code or name of the roster",
                )
            })
            .with("named", named.as_str())
            .with("units", units.to_string())
            .with("near", first_of(near)),
            Self::Form { form, owed } => names(
                Message::new(if owed.is_empty() {
                    Text::new(
                        "没有表样“{form}”；运行 huizong schema list 查看全部表样",
                        "there is no form `{form}`; `huizong schema list` shows them all",
                    )
                } else {
                    Text::new(
                        "没有表样“{form}”；应报的是{owed}，--form 写括号里的编号",
                        "there is no form `{form}`; due are {owed_en}: write the id in brackets after --form",
                    )
                })
                .with("form", form.as_str()),
                owed,
            ),
            Self::Year { form, years, year } => Message::new(Text::new(
                "表样 {form} 适用于 {years} 年度，项目是 {year} 年度；请改应报，或在表样文件里改 years",
                "the form {form} holds for {years}, the project is of {year}; correct the due list, or `years` in the schema",
            ))
            .with("form", form.as_str())
            .with("years", years.as_str())
            .with("year", year.to_string()),
            Self::NothingDue { unit, form, owed } => {
                let text = match (unit, form, owed.is_empty()) {
                    (None, _, true) => Text::new(
                        "应报里一份也没有；请在单位名录工作簿的“应报”表写上单位代码和表样",
                        "nothing is due; list units and forms on the sheet 应报 of the roster",
                    ),
                    (Some(_), _, true) => Text::new(
                        "{unit}没有应报的表；请在单位名录工作簿的“应报”表写上单位代码和表样",
                        "nothing is due from {unit}; list unit and form on the sheet 应报 of the roster",
                    ),
                    (Some(_), Some(_), false) => Text::new(
                        "{unit}不用报{form}，应报的是{owed}；确实要报的，请写进单位名录工作簿的“应报”表",
                        "{form_en} is not due from {unit}; due are {owed_en}. If it is, add it to the sheet 应报 of the roster",
                    ),
                    _ => Text::new(
                        "没有单位应报{form}，应报的是{owed}；确实要报的，请写进单位名录工作簿的“应报”表",
                        "{form_en} is due from nobody; due are {owed_en}. If it is, add it to the sheet 应报 of the roster",
                    ),
                };
                let shown = |lang| form.as_ref().map(|form| form.shown(lang)).unwrap_or_default();
                let message = Message::new(text).with("unit", unit.clone().unwrap_or_default());
                names(message.with("form", shown(Lang::Zh)).with("form_en", shown(Lang::En)), owed)
            }
            Self::FormNotNamed { units } => Message::new(Text::new(
                "应报没有写明这 {count} 个单位填哪种表样（{first}）；请在单位名录工作簿的“应报”表写上表样，或用 --form 指定（huizong schema list 列出全部表样）",
                "the due list does not say which form {count} units fill in ({first}); write it on the sheet 应报 of the roster, or name it with --form (`huizong schema list` shows them all)",
            ))
            .with("count", units.len().to_string())
            .with("first", first_of(units)),
            Self::WrittenOnly(forms) => names(
                Message::new(Text::new(
                    "{owed}是文字报告，没有空白表；请各单位自行撰写，报送 .docx",
                    "{owed_en}: a written report has no blank workbook; units write it themselves and submit a .docx",
                )),
                forms,
            ),
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

/// The form's title and id, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormName {
    id: String,
    zh: String,
    en: String,
}

impl FormName {
    /// The name of a form.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let title = &form.head.title;
        Self { id: form.head.id.to_string(), zh: title.zh.clone(), en: title.en.clone() }
    }

    fn shown(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("“{}”（{}）", self.zh, self.id),
            Lang::En => format!("\u{201c}{}\u{201d} ({})", self.en, self.id),
        }
    }
}

/// Fills in names of forms, in both languages.
fn names(message: Message, forms: &[FormName]) -> Message {
    let listed = |lang, between| forms.iter().map(|form| form.shown(lang)).collect::<Vec<_>>().join(between);
    message.with("owed", listed(Lang::Zh, "、")).with("owed_en", listed(Lang::En, ", "))
}

/// The first of some names, and that there are more.
fn first_of(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > SHOWN { format!("{shown} …") } else { shown }
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
