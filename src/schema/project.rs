//! The project file of a county: who, which year, where things are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::SchemaError;
use super::form::{Gravity, Limits};
use super::overrides::check_limits;
use super::query::OwnTab;
use crate::model::{NewestBy, RanksBy};
use crate::text::{Lang, Message, Text};

/// The name of the project file inside a project folder.
pub const PROJECT_FILE: &str = "huizong.toml";

/// A county's project.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "huizong project")]
pub struct Project {
    /// The county and the year.
    pub county: County,
    /// Where the input is.
    pub input: Input,
    /// Where the output goes.
    #[serde(default)]
    pub output: Output,
    /// Which of several submissions counts.
    #[serde(default)]
    pub submissions: Submissions,
    /// What feeds the county totals.
    #[serde(default)]
    pub totals: Totals,
    /// Which score ranks and grades.
    #[serde(default)]
    pub scores: Scores,
    /// Limits that checks compare with, for every form of the county; what is written here goes before what a form says.
    #[serde(default, rename = "limit")]
    #[schemars(with = "Limits")]
    pub limits: toml::Table,
    /// How grave a check is in the whole county, by its code; it goes before what a form says.
    #[serde(default, rename = "severity")]
    pub severities: BTreeMap<String, Gravity>,
    /// The folder of the project file; every other path is relative to it.
    #[serde(skip)]
    pub folder: PathBuf,
    /// The project file as it is shown in messages.
    #[serde(skip)]
    pub file: String,
    /// The text of the project file, to show the line of a fault.
    #[serde(skip)]
    pub source: String,
}

/// The county and the year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// Its name, for titles.
    pub name: String,
    /// The year that is evaluated.
    pub year: i16,
    /// The last day on which a submission is in time: "2024-03-31".
    #[schemars(with = "String")]
    pub deadline: Date,
}

/// Where the input is, relative to the project file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The folder of submissions.
    pub submissions: PathBuf,
    /// Last year's submissions, for comparing: their folder, or the folder of last year's project. `previous` is the same.
    #[serde(default, alias = "previous")]
    pub last_year: Option<PathBuf>,
    /// The roster of units, .xlsx or .csv.
    pub roster: PathBuf,
    /// The list of times at which files were received, .csv.
    #[serde(default)]
    pub receipts: Option<PathBuf>,
    /// The bureau's own figures by unit and project (底册), .xlsx or .csv; the unit of money stands in its header.
    #[serde(default)]
    pub ledger: Option<PathBuf>,
    /// A folder of schema files to use instead of the delivered ones.
    #[serde(default)]
    pub schemas: Option<PathBuf>,
    /// The workbook in which findings are explained; every run writes it, and reads it back.
    #[serde(default = "explanations")]
    pub explanations: PathBuf,
    /// The workbook of the bureau's own scores; every run writes it, and reads it back.
    #[serde(default = "review")]
    pub review: PathBuf,
    /// The ledger of corrections (整改台账); every run writes it, and keeps what people type there.
    #[serde(default = "corrections")]
    pub corrections: PathBuf,
}

fn explanations() -> PathBuf {
    PathBuf::from("explanations.xlsx")
}

fn review() -> PathBuf {
    PathBuf::from("review.xlsx")
}

fn corrections() -> PathBuf {
    PathBuf::from("ledger.xlsx")
}

/// Where the output goes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Output {
    /// The folder, relative to the project file.
    pub folder: PathBuf,
    /// The language of the workbook.
    pub language: Lang,
    /// The tabs of the workbook by their names, in this order; every tab in the usual order if none is named.
    pub tabs: Vec<String>,
    /// A line above the title of the first page and of every printed one: the name of the bureau.
    pub headline: String,
    /// What the long lists are ordered by first.
    pub group_by: GroupBy,
    /// Tabs of the bureau's own, behind the others unless `tabs` says where.
    #[serde(rename = "tab")]
    pub own_tabs: Vec<OwnTab>,
}

/// What the long lists are ordered by first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupBy {
    /// The order of the roster.
    #[default]
    Roster,
    /// The section of the bureau in charge, then the order of the roster.
    Section,
}

impl Default for Output {
    fn default() -> Self {
        Self {
            folder: PathBuf::from("output"),
            language: Lang::Zh,
            tabs: Vec::new(),
            headline: String::new(),
            group_by: GroupBy::default(),
            own_tabs: Vec::new(),
        }
    }
}

/// Which of several submissions of one unit, form, project and year counts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Submissions {
    /// By what the newest is told, the first that can tell it deciding: "content-date" is the date that the form states
    /// (填报日期), "received" the time at which the file came in. Where none can, the later file name counts.
    pub newest: Vec<NewestBy>,
}

impl Default for Submissions {
    fn default() -> Self {
        Self { newest: vec![NewestBy::ContentDate, NewestBy::Received] }
    }
}

/// What feeds the county totals.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Totals {
    /// The ids of the forms whose money and scores are added up; every form if none is listed.
    pub forms: Vec<String>,
}

/// Which score ranks and grades.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scores {
    /// "recomputed" (the default), "self", or "reviewed": the bureau's own score.
    pub ranks_by: RanksBy,
}

impl Project {
    /// Reads the project file of a folder, or a project file itself.
    ///
    /// # Errors
    /// If there is no such file, or something in it is wrong.
    pub fn load(path: &Path) -> Result<Self, SchemaError> {
        let file = if path.is_dir() { path.join(PROJECT_FILE) } else { path.to_path_buf() };
        let shown = file.display().to_string();
        let source = std::fs::read_to_string(&file).map_err(|error| {
            let advice = Text::new(
                "读不到项目文件（{error}）；请指明含有 huizong.toml 的文件夹，或先用 huizong demo 生成一个示例",
                "the project file cannot be read ({error}); name the folder that holds huizong.toml, or make an example with `huizong demo`",
            );
            SchemaError::of_file(&shown, Message::new(advice).with("error", &error))
        })?;
        let mut project: Self =
            toml::from_str(&source).map_err(|error| SchemaError::of_toml(&shown, &source, &error))?;
        check_limits(&shown, &source)?;
        (project.file, project.source) = (shown.clone(), source);
        if project.input.ledger.as_ref() == Some(&project.input.corrections) {
            let text = Text::new(
                "[input] ledger（底册）和整改台账不能是同一个文件“{name}”：程序每次运行都要重写整改台账。请把底册改个文件名，或者用 corrections = \"…\" 给整改台账另取名字",
                "[input] ledger and the ledger of corrections cannot both be `{name}`, which every run writes anew; rename the former, or name the latter by corrections = \"…\"",
            );
            let name = project.input.corrections.display().to_string();
            return Err(SchemaError::of_file(&shown, Message::new(text).with("name", name)));
        }
        project.folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(project)
    }

    /// A path of the project file, made absolute or relative to the working folder.
    #[must_use]
    pub fn resolve(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// Whether a form feeds the county totals.
    #[must_use]
    pub fn counts(&self, form: &str) -> bool {
        self.totals.forms.is_empty() || self.totals.forms.iter().any(|id| id == form)
    }
}
