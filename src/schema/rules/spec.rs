//! A rule as its schema file states it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Severity;
use crate::schema::form::Title;
use crate::text::Lang;

/// A rule of one form, judged on every submission of it: the formula must be true.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// Its code in findings and lists: "专-01", "FUND-1". The letter-and-two-digits codes belong to the built-in checks.
    pub id: String,
    /// Its name, for lists; the formula if not given.
    #[serde(default)]
    pub title: Option<Title>,
    /// How grave it is if the formula is false.
    pub class: RuleClass,
    /// Whether it is judged on every row of a table: a name such as 得分 is then that of the row.
    #[serde(default)]
    pub each: Option<Each>,
    /// The rule is judged only where this formula is true.
    #[serde(default)]
    pub when: Option<String>,
    /// What must be true, as in Excel, over names of fields, columns and rows: "=执行率 = 执行数/预算数".
    pub formula: String,
    /// What is said where it is false. {name} is what was written there, {formula} a computed value.
    pub message: Title,
    /// What to do then.
    #[serde(default)]
    pub advice: Option<Title>,
    /// The name whose cell the finding points at; that of the first name in the formula that stands on the form if not given.
    #[serde(default)]
    pub at: Option<String>,
    /// Values for which the rule holds, by name; a column is written "10; 20". `huizong schema test` tries them.
    #[serde(default)]
    pub good: Vec<IndexMap<String, String>>,
    /// Values for which it does not.
    #[serde(default)]
    pub bad: Vec<IndexMap<String, String>>,
}

/// How grave it is if a rule does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum RuleClass {
    /// Must be corrected; "E" is the same.
    #[serde(rename = "必须修改", alias = "E")]
    Correct,
    /// To be verified; "W" is the same.
    #[serde(rename = "需核实", alias = "W")]
    Verify,
    /// A note; "I" is the same.
    #[serde(rename = "提示", alias = "I")]
    Note,
}

impl RuleSpec {
    /// What lists call it: its title, else its formula.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        self.title.as_ref().map_or(&self.formula, |title| title.get(lang))
    }
}

impl RuleClass {
    /// The severity of its findings.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Correct => Severity::E,
            Self::Verify => Severity::W,
            Self::Note => Severity::I,
        }
    }
}

/// On what a rule is judged, if not once for the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// Every indicator.
    Indicators,
}
