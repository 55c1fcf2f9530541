//! What may be typed into a cell: its number format, its check, and the words that help and that refuse.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use super::plan::Look;
use crate::model::cell::column_letters;
use crate::output::value::binary;
use crate::text::{Lang, Text};

/// What a cell waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A short text.
    Line,
    /// A text of several lines; what the form says must be in it.
    Prose(String),
    /// The name of a row: an indicator, an item.
    Name,
    /// The label of a block; its bracket waits for points.
    Block,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// An amount of money; its unit, where the schema knows it.
    Amount(Option<&'static str>),
    /// Any number.
    Number,
    /// Points of an indicator.
    Weight,
    /// A score.
    Score(Limit),
    /// A direction: ≥, ≤.
    Sign,
    /// A unit of measure.
    Unit,
    /// A tier in a column of its own.
    Tier(Vec<String>),
    /// One of several options.
    Choice(Vec<String>),
    /// A target with its direction and unit.
    Target,
    /// A target whose direction and unit stand in columns of their own.
    TargetValue,
    /// An actual value; the tiers that answer a target in words.
    Actual(Vec<String>),
}

/// The most points a score may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// The weight in this column of the same row.
    Column(u16),
    /// So many points.
    Points(Decimal),
}

const SIGNS: [&str; 6] = ["≥", "≤", "=", ">", "<", "定性"];
/// Suggestions only: any other unit may be typed.
const UNITS: [&str; 14] = ["%", "个", "项", "次", "人", "人次", "户", "件", "天", "月", "公里", "平方米", "万元", "元"];

const CHOOSE: Text = Text::new("从列表中选择", "Choose from the list");

impl Input {
    /// How the cell looks.
    pub const fn look(&self) -> Look {
        match self {
            Self::Prose(_) => Look::Prose,
            Self::Block => Look::Label,
            _ => Look::Value,
        }
    }

    /// The number format. What could be taken for a date or a formula is kept as it was typed.
    pub const fn number_format(&self) -> &'static str {
        match self {
            Self::Amount(_) => "#,##0.00",
            Self::Date => "yyyy\"年\"m\"月\"d\"日\"",
            Self::Line
            | Self::Name
            | Self::Phone
            | Self::Sign
            | Self::Unit
            | Self::Target
            | Self::TargetValue
            | Self::Actual(_) => "@",
            _ => "General",
        }
    }

    /// The check of a cell, `row` being its row counted from 1; nothing where anything may be typed and nothing needs saying.
    ///
    /// # Errors
    /// Options that are longer than a list may be.
    pub fn check(&self, row: u32, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
        let rule = DataValidation::new();
        let (check, help, refusal) = match self {
            Self::Line | Self::Name => return Ok(None),
            Self::Prose(instruction) if instruction.is_empty() => return Ok(None),
            Self::Prose(instruction) => {
                return rule.allow_any_value().set_input_message(shortened(instruction)).map(Some);
            }
            Self::Block => (
                rule.allow_any_value(),
                Text::new(
                    "请在括号里填写本目标的分值，如（50分）",
                    "Write the points of this goal into the bracket: （50分）",
                ),
                Text::new("", ""),
            ),
            Self::Date => (
                rule.allow_date(DataValidationRule::Between(
                    ExcelDateTime::from_ymd(2000, 1, 1)?,
                    ExcelDateTime::from_ymd(2099, 12, 31)?,
                )),
                Text::new("填写日期，如 2024-3-15", "A date, such as 2024-3-15"),
                Text::new("这里要填日期，如 2024-3-15", "A date belongs here, such as 2024-3-15"),
            ),
            Self::Phone => (
                rule.allow_text_length(DataValidationRule::Between(7, 30)),
                Text::new("填写电话号码，带区号", "A telephone number with its area code"),
                Text::new("电话号码至少 7 位", "A telephone number has at least 7 digits"),
            ),
            Self::Amount(unit) => return amount(rule, *unit, lang).map(Some),
            Self::Number => (
                rule.allow_decimal_number(DataValidationRule::Between(-1e12, 1e12)),
                Text::new("只填数字，不带单位", "A number without a unit"),
                Text::new("这里只能填数字，不带单位和文字", "Only a number belongs here, without unit or words"),
            ),
            Self::Weight => (
                rule.allow_decimal_number(DataValidationRule::Between(0.01, 100.0)),
                Text::new("填写分值：大于 0、不超过 100 的数字", "Points: a number above 0, at most 100"),
                Text::new("分值要大于 0、不超过 100", "Points are above 0 and at most 100"),
            ),
            Self::Score(limit) => {
                let (low, high) = (Formula::new("0"), limit.formula(row));
                (
                    rule.allow_decimal_number_formula(DataValidationRule::Between(low, high)),
                    Text::new("填写得分：0 到分值之间的数字", "The score: from 0 to the points"),
                    Text::new(
                        "得分要在 0 和分值之间；请先填分值",
                        "A score lies between 0 and the points; write the points first",
                    ),
                )
            }
            Self::Sign => (
                rule.allow_list_strings(&SIGNS)?,
                Text::new("选择方向；不能用数字衡量的选“定性”", "The direction; 定性 for a target in words"),
                CHOOSE,
            ),
            Self::Unit => (
                rule.allow_list_strings(&UNITS)?.show_error_message(false),
                Text::new("选择或填写计量单位", "Choose a unit of measure or type one"),
                Text::new("", ""),
            ),
            Self::Tier(options) | Self::Choice(options) => (rule.allow_list_strings(options)?, CHOOSE, CHOOSE),
            Self::Target => (
                rule.allow_any_value(),
                Text::new(
                    "定量写方向、数值和单位，如 ≥95%、≤200万元；定性写要达到的状态",
                    "Direction, number and unit (≥95%), or in words what is to be reached",
                ),
                Text::new("", ""),
            ),
            Self::TargetValue => (
                rule.allow_any_value(),
                Text::new(
                    "只填数值，方向和单位另有一栏；定性写要达到的状态",
                    "The number alone; direction and unit have columns of their own. In words: what is to be reached",
                ),
                Text::new("", ""),
            ),
            Self::Actual(tiers) => {
                let text = Text::new(
                    "定量写数值和单位，与指标值一致；定性写{tiers}",
                    "Number and unit as in the target; for a target in words write {tiers}",
                );
                let message = text.fill(lang, &[("tiers", &tiers.join("、"))]);
                return rule.allow_any_value().set_input_message(shortened(&message)).map(Some);
            }
        };
        finished(check, help.get(lang), refusal.get(lang), lang).map(Some)
    }

    /// Whether an answer is a number that is stored as text, which Excel would mark on every cell.
    pub const fn is_number_as_text(&self) -> bool {
        matches!(self, Self::Target | Self::TargetValue | Self::Actual(_) | Self::Phone | Self::Line)
    }
}

impl Limit {
    fn formula(self, row: u32) -> Formula {
        match self {
            Self::Column(col) => Formula::new(format!("{}{row}", column_letters(col))),
            Self::Points(points) => Formula::new(binary(points).to_string()),
        }
    }
}

fn amount(rule: DataValidation, unit: Option<&str>, lang: Lang) -> Result<DataValidation, XlsxError> {
    let help =
        Text::new("填写金额（{unit}）：只填数字，没有的填 0", "An amount in {unit}: a number only, 0 if there is none");
    let refusal = Text::new(
        "金额要填大于等于 0 的数字（{unit}），不带单位和文字",
        "An amount is a number of 0 or more ({unit}), without unit or words",
    );
    let rule = rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
    let own = Text::new("按表上写明的金额单位", "the unit that the form names");
    let unit = [("unit", unit.unwrap_or_else(|| own.get(lang)))];
    finished(rule, &help.fill(lang, &unit), &refusal.fill(lang, &unit), lang)
}

/// A check with its words.
fn finished(rule: DataValidation, help: &str, refusal: &str, lang: Lang) -> Result<DataValidation, XlsxError> {
    let rule = rule.set_input_message(help)?;
    if refusal.is_empty() {
        return Ok(rule);
    }
    let title = Text::new("填写有误", "Not accepted").get(lang);
    rule.set_error_style(DataValidationErrorStyle::Stop).set_error_title(title)?.set_error_message(refusal)
}

/// A message holds 255 characters.
fn shortened(text: &str) -> String {
    text.chars().take(250).collect()
}
