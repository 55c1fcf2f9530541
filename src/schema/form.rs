//! A form (表样) as its schema file describes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::labels::{LabelSet, Phrases};
use super::points::Points;
use super::rules::{Rule, RuleSpec};
use super::scoring::Scoring;
use super::table::{Role, RowSpec, TableRole, TableSpec};
use super::words::Words;
use super::years::Years;
use crate::model::Severity;
use crate::text::{Label, Lang};

/// A form: what a filled sheet of it holds and where.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "huizong form")]
pub struct Form {
    /// What the form is and how it is recognised.
    #[serde(rename = "form")]
    pub head: Head,
    /// Labelled values, by id: the cover and the written texts.
    #[serde(default, rename = "field")]
    pub fields: IndexMap<String, FieldSpec>,
    /// Tables.
    #[serde(default, rename = "table")]
    pub tables: Vec<TableSpec>,
    /// Headings with text below them.
    #[serde(default, rename = "section")]
    pub sections: Vec<SectionSpec>,
    /// Values that must be the same on another form of the same unit.
    #[serde(default, rename = "agree")]
    pub agreements: Vec<Agreement>,
    /// How scores are computed.
    #[serde(default, rename = "score")]
    pub scoring: Scoring,
    /// Limits that checks compare with.
    #[serde(default, rename = "limit")]
    pub limits: Limits,
    /// How grave a check is on this form, by its code ("Q05 = \"I\""); "off" switches it off.
    #[serde(default, rename = "severity")]
    pub severities: BTreeMap<String, Gravity>,
    /// Rules of the form's own, in Excel's formula language.
    #[serde(default, rename = "rule")]
    pub rules: Vec<RuleSpec>,
    /// The same rules, ready to be judged.
    #[serde(skip)]
    pub judged: Vec<Rule>,
    /// Word lists; shared by all forms.
    #[serde(skip)]
    pub words: Arc<Words>,
    /// The file it was read from, for messages.
    #[serde(skip)]
    pub file: String,
}

/// What a form is and how it is recognised.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// A short name of letters, digits and hyphens; used in the project file and in output.
    pub id: Arc<str>,
    /// Its title in both languages.
    pub title: Title,
    /// The years it holds for: "2019..", "2019..2023" or "2023".
    pub years: Years,
    /// The fields that tell two submissions apart, such as unit, project and year.
    pub identity: Vec<String>,
    /// Titles by which a form begins; where a sheet shows one several times, it holds several forms.
    pub titles: Phrases,
    /// Labels and headers that are printed on every copy of the form; "分值|权重" is either of two.
    pub anchors: Vec<Anchor>,
    /// How many of titles and anchors a sheet must show to be this form.
    pub anchors_min: usize,
    /// Labels and headers that no copy of the form shows: a sheet that shows one is a form that resembles it.
    #[serde(default)]
    pub without: LabelSet,
    /// The id of the form that this one differs from by what stands in its file.
    #[serde(default)]
    pub extends: Option<Arc<str>>,
    /// Parts of that form that this one does not have: "field.filler", "table.money.column.weight".
    #[serde(default)]
    pub drop: Vec<String>,
    /// Other texts that are printed on every copy, each as a whole cell: headings, notes, "附件{n}". They are recognised and are
    /// no answers; "说明{全文}" is a text that begins like this.
    #[serde(default)]
    pub printed: Phrases,
}

/// One printed label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Anchor {
    written: String,
    names: LabelSet,
}

impl From<String> for Anchor {
    fn from(written: String) -> Self {
        let names: Vec<String> = written.split('|').map(str::to_owned).collect();
        Self { names: names.into(), written }
    }
}

impl From<Anchor> for String {
    fn from(anchor: Anchor) -> Self {
        anchor.written
    }
}

impl Anchor {
    /// The label as the schema writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.written
    }

    /// The label, or each of several that do as well.
    #[must_use]
    pub const fn names(&self) -> &LabelSet {
        &self.names
    }
}

/// A name in both languages.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Title {
    /// The name in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// One labelled value.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// Its label and aliases.
    #[serde(default)]
    pub label: LabelSet,
    /// Instead of a label: a text with a capture, such as "{year}年度".
    #[serde(default)]
    pub pattern: Phrases,
    /// Where the value stands, seen from the label.
    #[serde(default)]
    pub value: Side,
    /// What kind of value it is.
    #[serde(default, rename = "type")]
    pub kind: FieldType,
    /// How grave it is if it is left blank; optional if not given.
    #[serde(default)]
    pub required: Option<Severity>,
    /// Whether it says whose submission this is.
    #[serde(default)]
    pub attributes: bool,
    /// Whether it is somebody's signature.
    #[serde(default)]
    pub signature: bool,
    /// The form's own instruction in its place; left in, the field is not answered.
    #[serde(default)]
    pub instruction: Phrases,
    /// Only below this label: tells fields with the same label apart.
    #[serde(default)]
    pub under: LabelSet,
    /// Whether several rows hold one value each, from the label down: goal1, goal2.
    #[serde(default)]
    pub repeat: bool,
    /// What a choice offers.
    #[serde(default)]
    pub options: Vec<String>,
    /// The part of a table that the value also fills: "indicators.reason" is one reason for all rows, "indicators.total" the
    /// printed total of scores; "money.total.executed" is table, row and role.
    #[serde(default)]
    pub feeds: Option<String>,
}

impl FieldSpec {
    /// What a message calls it: its usual label, or the words of its pattern; blank if it has neither.
    #[must_use]
    pub fn name(&self) -> String {
        if self.label.is_empty() { self.pattern.words() } else { self.label.name().to_owned() }
    }

    /// Whether it belongs to the written parts and not to the cover: a text, or a value below its label.
    #[must_use]
    pub fn is_written_part(&self) -> bool {
        self.kind == FieldType::Text || self.value == Side::Below
    }
}

/// Where a value stands, seen from its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// In the next cell to the right.
    #[default]
    Right,
    /// In the cell below.
    Below,
    /// In the same cell, after a colon.
    SameCell,
}

/// What kind of value a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// A short text of the cover.
    #[default]
    Line,
    /// A written text: goals, completion, problems.
    Text,
    /// A name that a code may precede: "219001-某镇人民政府".
    CodeName,
    /// A date.
    Date,
    /// A number with its unit.
    Number,
    /// A telephone number.
    Phone,
    /// One of several options, by tick boxes (☑ □) or as a word; none or several ticked is no answer and told (C01).
    Choice,
}

/// The part of a table that a field fills.
#[derive(Debug, Clone, Copy)]
pub enum Fed<'a> {
    /// One reason for all rows of a table of indicators.
    Reason(&'a TableSpec),
    /// The printed total of scores of a table of indicators.
    Total(&'a TableSpec),
    /// A value of a row of money.
    Money(&'a TableSpec, &'a RowSpec, Role),
}

/// A heading and the text below it, up to the next heading that the form names.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionSpec {
    /// Its id.
    pub id: Arc<str>,
    /// The heading and its aliases, without number: the title decides, however it is numbered.
    pub heading: LabelSet,
    /// The id of the section that it is a part of. Its title counts as a heading only below that section's, where that is
    /// there at all; where two sections have the same title, the one is meant whose parent stands above.
    #[serde(default)]
    pub parent: Option<Arc<str>>,
    /// Whether the text may follow in the heading's own paragraph: "（一）部门职能。负责……"; such a heading may also begin in the
    /// middle of a paragraph, if it is numbered.
    #[serde(default)]
    pub inline: bool,
    /// The form's own instruction below the heading; left in, the section is not answered.
    #[serde(default)]
    pub instruction: Phrases,
    /// How grave it is if the heading is missing or nothing stands below it; optional if not given.
    #[serde(default)]
    pub required: Option<Severity>,
    /// Whether this is the form's own printed text: recognised, but no answer. Below the heading only the lines of its list (1. 2、
    /// （3）①) are, and the one paragraph below a heading that stands alone; what else is printed there is named in `printed`.
    #[serde(default)]
    pub printed: bool,
}

/// A value that must be the same on another form of the same unit (M13).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The value on this form: "table.row.column" of a table of facts or money, "table.row" of a split.
    pub value: String,
    /// Where the same amount stands on other forms: the id of the form, a colon, and the value there, written alike.
    pub with: Vec<String>,
}

/// Limits that checks compare with.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// What all weights add up to.
    pub total_weight: u32,
    /// The most points that one indicator may carry (Q05).
    pub max_weight: u32,
    /// The fewest indicators (Q07).
    pub min_indicators: usize,
    /// The most indicators (Q07).
    pub max_indicators: usize,
    /// The weight from which a vague target is reported (V15).
    pub vague_weight: u32,
    /// Percent of the target from which over-achievement needs a reason (R01).
    pub over_percent: u32,
    /// Percent of the target from which over-achievement is marked (V08).
    pub mark_percent: u32,
    /// Percent of the target from which the target counts as set too low (V09).
    pub low_target_percent: u32,
    /// From how many indicators on it is conspicuous that every actual value is the target (V10).
    pub equal_rows: usize,
    /// The fewest characters of a reason (R03).
    pub reason_length: usize,
    /// From how many cells on one and the same reason is conspicuous (R03).
    pub same_reasons: usize,
    /// The shortest text that is compared with those of other units, in characters (T06).
    pub similar_chars: usize,
    /// How much two texts of different units may have in common, in percent (T06).
    pub similar_percent: u32,
    /// The shortest reason that may not be the same in several units, in characters (R03).
    pub same_reason_chars: usize,
    /// The least percent of last year's actual value that a target should ask for (V09).
    pub last_year_percent: u32,
    /// From how many changes against last year on a single one is compared with the others (V19).
    pub history_values: usize,
    /// How many robust deviations a change against last year may lie off the others (V19).
    pub history_deviations: u32,
    /// The most percent of all forms in the county that may claim full marks throughout (V11).
    pub full_marks_percent: u32,
    /// Percent of the initial budget from which on a change needs a reason (M06).
    pub adjust_percent: u32,
    /// Percent of the initial budget from which on a change that ends at the spending is reported (M07).
    pub trim_percent: u32,
    /// The execution rate in percent below which it is low (M09).
    pub low_rate_percent: u32,
    /// The execution rate in percent below which the form asks for a reason (M09); it does not ask if not given.
    pub reason_rate_percent: Option<u32>,
    /// The execution rate in percent below which full output is doubtful (M10).
    pub doubtful_rate_percent: u32,
    /// Percent of the weight of the output indicators from which on their scores are full (M10).
    pub full_output_percent: u32,
    /// How many points of a percentage a printed rate may be off (M02, M15, T07).
    pub rate_room: Points,
    /// How many points the weight of a dimension may be off (Q02).
    pub level_room: Points,
    /// The most characters of a name or a value; what is longer is a sentence (T03).
    pub name_length: usize,
}

impl Default for Limits {
    /// 100 points in all, single indicators up to 30, 4 to 40 indicators, vague from 10 points on, reasons from 130 % on, marked
    /// from 120 % on, a low target from twice the target on, five equal rows, reasons of six characters, three alike:
    /// the catalogue's values; the 130 % gate is published by Guangxi and used by reviewers in Chengdu, the 120 % mark by the
    /// provincial budget system.
    fn default() -> Self {
        Self {
            total_weight: 100,
            max_weight: 30,
            min_indicators: 4,
            max_indicators: 40,
            vague_weight: 10,
            over_percent: 130,
            mark_percent: 120,
            low_target_percent: 200,
            equal_rows: 5,
            reason_length: 6,
            same_reasons: 3,
            similar_chars: 60,
            similar_percent: 85,
            same_reason_chars: 20,
            last_year_percent: 70,
            history_values: 6,
            history_deviations: 5,
            full_marks_percent: 60,
            adjust_percent: 30,
            trim_percent: 10,
            low_rate_percent: 80,
            reason_rate_percent: None,
            doubtful_rate_percent: 50,
            full_output_percent: 95,
            rate_room: Points(Decimal::from_parts(1, 0, 0, false, 1)),
            level_room: Points(Decimal::ZERO),
            name_length: 30,
        }
    }
}

/// How grave a check is on one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Gravity {
    /// 必须修改.
    E,
    /// 需核实.
    W,
    /// 提示.
    I,
    /// Not checked.
    #[serde(rename = "off")]
    Off,
}

impl Gravity {
    /// The severity; nothing if the check is switched off.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::E => Some(Severity::E),
            Self::W => Some(Severity::W),
            Self::I => Some(Severity::I),
            Self::Off => None,
        }
    }
}

/// The id of the field that holds the project, as every form has it.
pub const PROJECT: &str = "project";

impl Form {
    /// Whether it is a form of a project, not of a whole department.
    #[must_use]
    pub fn is_of_project(&self) -> bool {
        self.head.identity.iter().any(|field| field == PROJECT)
    }

    /// The severity of a check on this form; nothing if it is switched off.
    #[must_use]
    pub fn severity(&self, code: &str, default: Severity) -> Option<Severity> {
        self.severities.get(code).map_or(Some(default), |gravity| gravity.severity())
    }

    /// By what headings an anchor is known that is a section: every name of that section.
    pub fn anchor_headings(&self, anchor: &Anchor) -> impl Iterator<Item = &str> {
        let heads =
            |section: &&SectionSpec| section.heading.keys().any(|key| anchor.names().keys().any(|name| name == key));
        self.sections.iter().filter(heads).flat_map(|section| section.heading.keys())
    }

    /// The field of an id; goal2 is the second value of the field goal, which repeats.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&FieldSpec> {
        let numbered = || self.fields.get(id.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|spec| spec.repeat);
        self.fields.get(id).or_else(numbered)
    }

    /// Whether a folded text is one that is printed on every copy, numbering and a colon aside.
    #[must_use]
    pub fn is_printed(&self, folded: &str) -> bool {
        let printed = &self.head.printed;
        !printed.is_empty()
            && (printed.equal_to(folded).is_some() || printed.equal_to(&Label::of_folded(folded).full).is_some())
    }

    /// What a field feeds.
    #[must_use]
    pub fn fed(&self, path: &str) -> Option<Fed<'_>> {
        let mut parts = path.split('.');
        let table = parts.next().and_then(|id| self.tables.iter().find(|table| &*table.id == id))?;
        match (table.role, parts.next()?, parts.next(), parts.next()) {
            (TableRole::Indicators, "reason", None, None) => Some(Fed::Reason(table)),
            (TableRole::Indicators, "total", None, None) => Some(Fed::Total(table)),
            (TableRole::Money, row, Some(role), None) => {
                let row = table.rows.iter().find(|spec| &*spec.id == row)?;
                let role = Role::of_name(role)?;
                Some(Fed::Money(table, row, role))
            }
            _ => None,
        }
    }

    /// Whether the form has the value of an [`Agreement`].
    #[must_use]
    pub fn has_value(&self, path: &str) -> bool {
        let mut parts = path.split('.');
        let (table, row, column) = (parts.next(), parts.next(), parts.next());
        let Some(table) = self.tables.iter().find(|known| table == Some(&*known.id)) else { return false };
        let has_row = table.rows.iter().any(|known| row == Some(&*known.id));
        let is_whole = match table.role {
            TableRole::Split => column.is_none(),
            TableRole::Facts => column.is_some_and(|id| table.columns.iter().any(|c| c.id.as_deref() == Some(id))),
            TableRole::Money => column.and_then(Role::of_name).is_some_and(|role| table.column(role).is_some()),
            TableRole::Indicators => false,
        };
        has_row && is_whole && parts.next().is_none()
    }

    /// A section by its id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&SectionSpec> {
        self.sections.iter().find(|section| &*section.id == id)
    }

    /// The field that says whose submission this is.
    #[must_use]
    pub fn attributing_field(&self) -> Option<&str> {
        self.fields.iter().find(|(_, spec)| spec.attributes).map(|(id, _)| id.as_str())
    }
}
