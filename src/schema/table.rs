//! Tables of a form: money, indicators, facts, splits.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::form::FieldType;
use super::indicator::IndicatorSpec;
use super::labels::{LabelSet, Phrases};
use crate::model::MoneyUnit;
use crate::text::Label;

/// A table: where it is, what its columns mean, which rows it has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// Its id.
    pub id: Arc<str>,
    /// What it is.
    pub role: TableRole,
    /// The label beside or above it; its brackets may hold unit and weight.
    #[serde(default)]
    pub block: LabelSet,
    /// Whether every further block label (年度绩效目标2) begins the table anew, under the same header or one of its own.
    #[serde(default)]
    pub repeat: bool,
    /// Whether copies of the form without this table are as good.
    #[serde(default)]
    pub optional: bool,
    /// The unit of amounts where the sheet does not say it.
    #[serde(default)]
    pub unit: Option<MoneyUnitName>,
    /// Its columns; a split has none.
    #[serde(default)]
    pub columns: Vec<ColumnSpec>,
    /// The rows of a table of money, facts or a split, by their labels.
    #[serde(default, rename = "row")]
    pub rows: Vec<RowSpec>,
    /// The indicators that the form itself prescribes.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<IndicatorSpec>,
    /// The levels of the blank form, first and second: "产出指标（50分）/数量指标". `huizong template` prints them with free rows
    /// under each; what their weights leave of the whole is the weight of the budget execution.
    #[serde(default)]
    pub outline: Vec<String>,
    /// Labels that end the table.
    #[serde(default)]
    pub stop: LabelSet,
    /// Printed lines that are no indicators while nothing else is filled in: "指标{n}", "……". Before a name they are stripped.
    #[serde(default)]
    pub placeholder: Phrases,
    /// Labels of rows that only add up the rows above: 小计. They are no indicators.
    #[serde(default)]
    pub subtotal: LabelSet,
    /// Labels of the row in a list of indicators that is the budget execution: 预算执行率.
    #[serde(default)]
    pub execution: LabelSet,
    /// Columns of which at least one must be filled in to make a row an indicator.
    #[serde(default)]
    pub row_needs_any: Vec<Role>,
    /// Where a weight is taken from, in this order.
    #[serde(default = "from_column")]
    pub weight_from: Vec<WeightFrom>,
    /// The label of the printed total.
    #[serde(default)]
    pub total: LabelSet,
    /// In a table of facts: what must not be more than what was granted.
    #[serde(default)]
    pub control: Option<Control>,
}

/// A control rate (控制率): what was used ÷ what was granted, which should not exceed 100 %.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// What is controlled.
    pub of: Controlled,
    /// The id of the column of what was used: final accounts, people in post.
    pub used: Arc<str>,
    /// The id of the column of what was granted: budget, posts.
    pub granted: Arc<str>,
    /// The id of the column that prints the rate.
    #[serde(default)]
    pub rate: Option<Arc<str>>,
    /// The ids of the rows that are controlled.
    pub rows: Vec<Arc<str>>,
}

/// What a control rate controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Controlled {
    /// Expenses against their budget (M14): 三公经费, 公用经费.
    Expenses,
    /// People in post against posts (M15).
    Staff,
}

fn from_column() -> Vec<WeightFrom> {
    vec![WeightFrom::Column]
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableRole {
    /// Budget and spending.
    Money,
    /// Indicators.
    Indicators,
    /// Anything else in rows and columns: staff, assets, expenses of two years.
    Facts,
    /// Label and amount in one cell or side by side, without a header: "按收入性质分：2030.12".
    Split,
}

impl TableRole {
    /// The kind as schemas write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Indicators => "indicators",
            Self::Facts => "facts",
            Self::Split => "split",
        }
    }

    /// The roles that columns of such a table may have; columns of facts have ids of their own, a split has no columns.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Money => &[
                Role::Initial,
                Role::Adjusted,
                Role::Received,
                Role::Executed,
                Role::Rate,
                Role::Weight,
                Role::Score,
                Role::Reason,
            ],
            Self::Indicators => &[
                Role::Level1,
                Role::Level2,
                Role::Level3,
                Role::Level1Weight,
                Role::Level2Weight,
                Role::Sign,
                Role::InitialTarget,
                Role::Target,
                Role::Unit,
                Role::Basis,
                Role::Actual,
                Role::Completion,
                Role::Weight,
                Role::Score,
                Role::Converted,
                Role::Audited,
                Role::Reason,
            ],
            Self::Facts | Self::Split => &[],
        }
    }
}

/// A column and the header cells by which it is found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// What the column means; a column that only collects what stands in it has none.
    #[serde(default)]
    pub role: Role,
    /// The id of a column without a role, in a table of facts or of indicators.
    #[serde(default)]
    pub id: Option<Arc<str>>,
    /// What a column with an id holds.
    #[serde(default = "number", rename = "type")]
    pub kind: FieldType,
    /// Its header and aliases; "上/下" names a header of two rows; {year} and {year-1} are the form's year and the one before.
    /// Columns that share a header are told apart by their order, from left to right.
    pub header: LabelSet,
    /// Whether copies of the form without this column are as good.
    #[serde(default)]
    pub optional: bool,
    /// The form's own printed text in this column: recognised, but no answer.
    #[serde(default)]
    pub printed: Phrases,
}

const fn number() -> FieldType {
    FieldType::Number
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A fact with an id of its own.
    #[default]
    Fact,
    /// 年初预算数.
    Initial,
    /// 全年预算数, 调整后预算数.
    Adjusted,
    /// 到位数.
    Received,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Level3,
    /// 分值 right beside 一级指标: the weight of that level.
    Level1Weight,
    /// 分值 right beside 二级指标: the weight of that level.
    Level2Weight,
    /// 指标性质: the sign in a column of its own.
    Sign,
    /// 年初指标值 on a form that also has 调整指标值: the target before it was adjusted; it holds where the target is blank.
    InitialTarget,
    /// 指标值.
    Target,
    /// 度量单位: the unit in a column of its own.
    Unit,
    /// 评分标准, 指标说明: how the form says the indicator is scored.
    Basis,
    /// 实际完成值.
    Actual,
    /// 单项指标完成情况: the tier in a column of its own.
    Completion,
    /// 分值, 权重.
    Weight,
    /// 得分.
    Score,
    /// 折算得分: score × weight percent.
    Converted,
    /// 财政审定评分: what the finance bureau awarded on the form.
    Audited,
    /// 偏差原因.
    Reason,
}

impl Role {
    /// The role as schemas write it.
    #[must_use]
    pub fn name(self) -> String {
        toml::Value::try_from(self).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The role of a name as schemas write it, if amounts, rates and points of money rows have it.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        [
            ("initial", Self::Initial),
            ("adjusted", Self::Adjusted),
            ("received", Self::Received),
            ("executed", Self::Executed),
            ("rate", Self::Rate),
            ("weight", Self::Weight),
            ("score", Self::Score),
        ]
        .into_iter()
        .find_map(|(known, role)| (known == name).then_some(role))
    }
}

/// A row of a table of money, facts or a split.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    /// Its id.
    pub id: Arc<str>,
    /// Its label and aliases; a table whose only row has no label gives none.
    #[serde(default)]
    pub label: LabelSet,
    /// The row it is a part of.
    #[serde(default)]
    pub parent: Option<Arc<str>>,
    /// Whether the rows below it that the schema does not name are its parts, until the next row it names.
    #[serde(default)]
    pub open: bool,
}

/// Where a weight is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WeightFrom {
    /// A column of weights.
    Column,
    /// The bracket of the score column's header: "得分(20分*执行率)".
    Header,
    /// The bracket of the block's label: "预算执行情况(20分)".
    Block,
    /// The bracket of the level's label, where a single row stands under it: "数量指标(10分)".
    Level,
    /// The schema: the weight of an indicator that the form prescribes.
    Schema,
}

/// A unit of money, as a schema writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MoneyUnitName {
    /// 元.
    #[serde(rename = "元")]
    Yuan,
    /// 千元.
    #[serde(rename = "千元")]
    Thousand,
    /// 万元.
    #[serde(rename = "万元")]
    TenThousand,
    /// 百万元.
    #[serde(rename = "百万元")]
    Million,
    /// 亿元.
    #[serde(rename = "亿元")]
    HundredMillion,
}

impl From<MoneyUnitName> for MoneyUnit {
    fn from(name: MoneyUnitName) -> Self {
        match name {
            MoneyUnitName::Yuan => Self::Yuan,
            MoneyUnitName::Thousand => Self::Thousand,
            MoneyUnitName::TenThousand => Self::TenThousand,
            MoneyUnitName::Million => Self::Million,
            MoneyUnitName::HundredMillion => Self::HundredMillion,
        }
    }
}

impl TableSpec {
    /// The position of the row that no other row contains: the whole amount.
    #[must_use]
    pub fn whole(&self) -> Option<&RowSpec> {
        self.rows.iter().find(|row| row.parent.is_none())
    }

    /// Whether a copy of the form without a column cannot be judged: what was wanted, done and claimed, and every fact. A weight
    /// may stand elsewhere.
    #[must_use]
    pub fn is_needed(&self, column: &ColumnSpec) -> bool {
        !column.optional
            && match column.role {
                Role::Executed | Role::Adjusted | Role::Level3 | Role::Target | Role::Actual | Role::Score => true,
                Role::Weight => self.role == TableRole::Indicators && self.weight_from == [WeightFrom::Column],
                Role::Fact => self.role == TableRole::Facts,
                _ => false,
            }
    }

    /// The prescribed indicator of a name.
    #[must_use]
    pub fn prescribed(&self, name: &Label) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.name.matches(name))
    }

    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&ColumnSpec> {
        self.columns.iter().find(|column| column.role == role)
    }
}
