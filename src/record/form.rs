//! One filled form as one line of JSON: every value with its cell.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{FactRecord, facts, splits, values};
use super::figures::FigureRecord;
use super::number::{Exact, RawValue};
use super::stamp::StampRecord;
use super::value::Value;
use crate::model::{
    ActualKind, Case, Field, FieldValue, Indicator, IndicatorTable, MoneyBlock, MoneyRow, ScoreLine, Section,
    TargetKind, TotalRow,
};
use crate::schema::{FieldSpec, Form};
use crate::text::Lang;

/// A filled form: cover, texts, money, indicators, totals, and the recomputed scores.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "huizong extract")]
pub struct FormRecord {
    /// The file, as it was named on the command line or found in the submissions folder.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The id of the form's schema.
    pub form: String,
    /// The name of the unit on the cover.
    pub unit: Option<String>,
    /// Its code on the cover.
    pub unit_code: Option<String>,
    /// The name of the project.
    pub project: Option<String>,
    /// Its code.
    pub project_code: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// The hidden stamp of a form that was handed out by `huizong template`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamp: Option<StampRecord>,
    /// The titles above the form.
    pub titles: Vec<Value>,
    /// The cover, by field id of the schema.
    pub cover: IndexMap<String, Value>,
    /// The written texts, by field id; sections by section id; printed remarks in a reason column as `reason_hint`.
    pub texts: IndexMap<String, Value>,
    /// Figures in the sections and written texts, with what they count.
    pub figures: Vec<FigureRecord>,
    /// Rows of money.
    pub money: Vec<MoneyRecord>,
    /// Indicators.
    pub indicators: Vec<IndicatorRecord>,
    /// Tables of facts, by table id: every row with its values.
    pub facts: IndexMap<String, Vec<FactRecord>>,
    /// Rows of splits of an amount.
    pub money_splits: Vec<FactRecord>,
    /// The printed total of every indicator table that has one.
    pub printed_total: Vec<TotalRecord>,
    /// Template lines that were left as printed.
    pub unfilled: Vec<Value>,
    /// The recomputed scores.
    pub score: ScoreRecord,
}

/// One row of money.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MoneyRecord {
    /// The row of the sheet, counted from 1.
    pub row: u32,
    /// The id of the block in the schema.
    pub block: String,
    /// The id of the row in the schema.
    pub id: String,
    /// `total` or `child`.
    pub level: &'static str,
    /// The unit of the block's amounts.
    pub unit: Option<&'static str>,
    /// The label.
    pub label: Value,
    /// 年初预算数.
    pub initial: Value,
    /// 全年预算数.
    pub adjusted: Value,
    /// 到位数.
    pub received: Value,
    /// 全年执行数.
    pub executed: Value,
    /// 执行率; the value is on the scale 0 to 100.
    pub rate: Value,
    /// 分值.
    pub weight: Value,
    /// 得分 as claimed.
    pub score: Value,
    /// 原因.
    pub reason: Value,
    /// The recomputed score of the budget execution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awarded: Option<AwardRecord>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IndicatorRecord {
    /// The row of the sheet, counted from 1.
    pub row: u32,
    /// The id of the table in the schema.
    pub table: String,
    /// `numeric`, `qualitative` or `time`, as the target is; `rule_card` where the form has neither target nor actual value,
    /// `execution` for the budget execution in the list; null if it is not known.
    pub kind: Option<&'static str>,
    /// 一级指标.
    pub level1: Value,
    /// 二级指标.
    pub level2: Value,
    /// 三级指标 as written.
    pub level3: Value,
    /// The name without a printed prefix.
    pub level3_clean: String,
    /// The direction of the target, with the cell it stands in.
    pub direction: Value,
    /// The unit of the target, with the cell it stands in.
    pub unit: Value,
    /// 指标值.
    pub target: Value,
    /// 评分标准, 指标说明.
    pub basis: Value,
    /// 实际完成值.
    pub actual: Value,
    /// 指标完成情况.
    pub completion: Value,
    /// 分值.
    pub weight: Value,
    /// 得分 as claimed.
    pub self_score: Value,
    /// 折算得分 as claimed.
    pub converted: Value,
    /// 财政审定评分, as it stands on the form.
    pub audited: Value,
    /// 偏差原因.
    pub reason: Value,
    /// Values of columns that have no part in scoring, by the ids of the columns.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    #[schemars(default)]
    pub facts: IndexMap<String, Value>,
    /// The recomputed score.
    pub awarded: AwardRecord,
}

/// The printed total of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TotalRecord {
    /// The id of the table in the schema.
    pub table: String,
    /// The label.
    pub label: Value,
    /// The total of weights.
    pub weight: Value,
    /// The total of scores.
    pub score: Value,
}

/// A recomputed score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AwardRecord {
    /// The points; null if they cannot be computed.
    pub value: Option<Exact>,
    /// The method.
    pub method: &'static str,
    /// The working, or why there is none.
    pub working: String,
    /// The points it can carry.
    pub weight: Option<Exact>,
    /// The claimed score.
    pub self_score: Option<Exact>,
    /// Whether the target was reached, where that can be told.
    pub reached: Option<bool>,
    /// The cell of the claimed score.
    pub cell: Option<String>,
}

/// The totals.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScoreRecord {
    /// The sum of the claimed scores; null if one of them is blank or unreadable.
    pub self_sum: Option<Exact>,
    /// The recomputed total; null unless every line could be recomputed.
    pub total: Option<Exact>,
    /// The sum of the lines that could be recomputed.
    pub subtotal: Exact,
    /// Lines that could not be recomputed.
    pub open_lines: usize,
    /// The grade of the claimed total.
    pub self_grade: Option<String>,
    /// The grade of the recomputed total.
    pub grade: Option<String>,
}

impl FormRecord {
    /// The record of a case.
    #[must_use]
    pub fn new(case: &Case, form: &Form, file: &str, lang: Lang) -> Self {
        let submission = &case.submission;
        let coded =
            |id: Option<&str>| match id.and_then(|id| submission.field(id)).and_then(|field| field.entry.value()) {
                Some(FieldValue::CodeName { code, name }) => (Some(name.clone()), code.clone()),
                Some(FieldValue::Text(text)) => (Some(text.clone()), None),
                _ => (None, None),
            };
        let (unit, unit_code) = coded(form.attributing_field());
        let (project, project_code) = coded(Some("project"));
        let year = submission.fields.iter().find_map(|field| match field.entry.value() {
            Some(FieldValue::Year(year)) => Some(*year),
            _ => None,
        });
        let is_text = |field: &Field| form.field(&field.id).is_some_and(FieldSpec::is_written_part);
        let fields = |texts: bool| submission.fields.iter().filter(move |field| is_text(field) == texts);
        let mut texts: IndexMap<String, Value> =
            fields(true).map(|field| (field.id.to_string(), Value::of_field(field))).collect();
        for section in &submission.sections {
            let is_printed = form.section(&section.id).is_some_and(|spec| spec.printed);
            if is_printed {
                notes(section, &mut texts);
            } else {
                texts.entry(section.id.to_string()).or_insert_with(|| Value::of_section(section));
            }
        }
        let rows = || submission.money.iter().flat_map(|block| &block.rows);
        if let Some(hint) = rows().map(|row| &row.reason).find(|reason| reason.is_blank() && !reason.raw.is_blank()) {
            texts.insert(
                "reason_hint".to_owned(),
                Value { value: RawValue::from(&hint.raw), state: "instruction", ..Value::of(hint, |_| RawValue::Null) },
            );
        }
        Self {
            file: file.to_owned(),
            sheet: submission.sheet.to_string(),
            form: submission.form.to_string(),
            unit,
            unit_code,
            project,
            project_code,
            year,
            stamp: submission.stamp.as_ref().map(StampRecord::new),
            titles: submission.titles.iter().map(Value::of_text).collect(),
            cover: fields(false).map(|field| (field.id.to_string(), Value::of_field(field))).collect(),
            texts,
            figures: submission.figures.iter().map(FigureRecord::from).collect(),
            money: submission
                .money
                .iter()
                .flat_map(|block| block.rows.iter().map(move |row| (block, row)))
                .map(|(block, row)| MoneyRecord::new(block, row, case.scorecard.of_money(row), lang))
                .collect(),
            indicators: submission
                .indicators
                .iter()
                .flat_map(|table| table.rows.iter().map(move |row| (table, row)))
                .zip(case.scorecard.of_indicators(submission))
                .map(|((table, row), line)| IndicatorRecord::new(table, row, line, lang))
                .collect(),
            facts: facts(submission),
            money_splits: splits(submission),
            printed_total: submission
                .indicators
                .iter()
                .filter_map(|table| table.total.as_ref().map(|total| TotalRecord::new(table, total)))
                .collect(),
            unfilled: submission.indicators.iter().flat_map(|table| &table.unfilled).map(Value::of_text).collect(),
            score: ScoreRecord {
                self_sum: case.scorecard.self_sum.map(Into::into),
                total: case.scorecard.total.map(Into::into),
                subtotal: case.scorecard.subtotal.into(),
                open_lines: case.scorecard.open_lines,
                self_grade: case.scorecard.self_grade.as_deref().map(str::to_owned),
                grade: case.scorecard.grade.as_deref().map(str::to_owned),
            },
        }
    }
}

/// The form's printed notes, paragraph by paragraph: note1, note2.
fn notes(section: &Section, texts: &mut IndexMap<String, Value>) {
    let whole = std::slice::from_ref(&section.heading);
    let paragraphs = if section.body.is_empty() { whole } else { &section.body };
    for paragraph in paragraphs {
        let number = texts.keys().filter(|key| key.starts_with("note")).count() + 1;
        texts.insert(format!("note{number}"), Value::of_text(paragraph));
    }
}

impl MoneyRecord {
    fn new(block: &MoneyBlock, row: &MoneyRow, line: Option<&ScoreLine>, lang: Lang) -> Self {
        Self {
            row: row.row + 1,
            block: block.id.to_string(),
            id: row.id.to_string(),
            level: if row.parent.is_none() { "total" } else { "child" },
            unit: block.unit.map(crate::model::MoneyUnit::name),
            label: Value::of_text(&row.label),
            initial: Value::of_quantity(&row.initial),
            adjusted: Value::of_quantity(&row.adjusted),
            received: Value::of_quantity(&row.received),
            executed: Value::of_quantity(&row.executed),
            rate: Value::of_quantity(&row.rate),
            weight: Value::of_quantity(&row.weight),
            score: Value::of_quantity(&row.score),
            reason: Value::of_words(&row.reason),
            awarded: line.filter(|_| row.parent.is_none()).map(|line| AwardRecord::new(line, lang)),
        }
    }
}

impl IndicatorRecord {
    fn new(table: &IndicatorTable, row: &Indicator, line: &ScoreLine, lang: Lang) -> Self {
        let mut target = Value::of(&row.target, |_| RawValue::from(&row.target.raw));
        let mut direction = Value::of(&row.sign, |sign| RawValue::Text(sign.code().to_owned()));
        let mut unit = Value::of(&row.unit, |unit| RawValue::Text(unit.to_string()));
        if let Some(stated) = row.target.value() {
            match &stated.kind {
                TargetKind::Amount(quantity) => {
                    target.set(quantity);
                    target.kind = Some("numeric");
                }
                TargetKind::Between(low, high) => {
                    target.set(low);
                    target.to = Some(high.amount.into());
                    target.kind = Some("range");
                }
                TargetKind::By(deadline) => target.set_deadline(*deadline),
                TargetKind::Words => target.kind = Some("qualitative"),
            }
            target.direction = stated.sign.map(crate::model::Sign::code);
            // Where direction or unit have no column of their own, they stand in the target's cell.
            if !row.sign.is_asked() {
                direction = Value::of(&row.target, |_| {
                    stated.sign.map_or(RawValue::Null, |s| RawValue::Text(s.code().to_owned()))
                });
            }
            if !row.unit.is_asked() {
                unit = Value::of(&row.target, |_| target.unit.clone().map_or(RawValue::Null, RawValue::Text));
            }
        }
        let mut actual = Value::of(&row.actual, |_| RawValue::from(&row.actual.raw));
        if let Some(stated) = row.actual.value() {
            match &stated.kind {
                ActualKind::Amount(quantity) => {
                    actual.set(quantity);
                    actual.kind = Some("numeric");
                }
                ActualKind::Tier(tier) => {
                    actual.kind = Some("tier");
                    actual.tier = Some(tier + 1);
                }
                ActualKind::On(deadline) => actual.set_deadline(*deadline),
                ActualKind::Words => actual.kind = Some("text"),
            }
            actual.direction = stated.sign.map(crate::model::Sign::code);
        }
        Self {
            row: row.row + 1,
            table: table.id.to_string(),
            kind: match target.kind {
                _ if row.is_execution => Some("execution"),
                _ if !row.target.is_asked() && !row.actual.is_asked() => Some("rule_card"),
                Some("range") => Some("numeric"),
                kind => kind,
            },
            level1: Value::of_words(&row.level1),
            level2: Value::of_words(&row.level2),
            level3: Value::of_words(&row.level3),
            level3_clean: row.name.clone(),
            direction,
            unit,
            target,
            basis: Value::of_words(&row.basis),
            actual,
            completion: Value::of_words(&row.completion),
            weight: Value::of_quantity(&row.weight),
            self_score: Value::of_quantity(&row.score),
            converted: Value::of_quantity(&row.converted),
            audited: Value::of_quantity(&row.audited),
            reason: Value::of_words(&row.reason),
            facts: values(&row.facts),
            awarded: AwardRecord::new(line, lang),
        }
    }
}

impl TotalRecord {
    fn new(table: &IndicatorTable, total: &TotalRow) -> Self {
        Self {
            table: table.id.to_string(),
            label: Value::of_text(&total.label),
            weight: Value::of_quantity(&total.weight),
            score: Value::of_quantity(&total.score),
        }
    }
}

impl AwardRecord {
    fn new(line: &ScoreLine, lang: Lang) -> Self {
        Self {
            value: line.recomputed.map(Into::into),
            method: line.method.code(),
            working: line.working.get(lang),
            weight: line.weight.map(Into::into),
            self_score: line.self_score.map(Into::into),
            reached: line.reached,
            cell: line.place.cell().map(|cell| cell.to_string()),
        }
    }
}
