//! Tables of a form: a block of money rows or a list of indicators.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::labels::{LabelSet, Phrases};
use crate::model::MoneyUnit;

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
    /// The unit of amounts where the sheet does not say it.
    #[serde(default)]
    pub unit: Option<MoneyUnitName>,
    /// Its columns.
    pub columns: Vec<ColumnSpec>,
    /// The rows of a money table, by their labels.
    #[serde(default, rename = "row")]
    pub rows: Vec<RowSpec>,
    /// Labels that end the table.
    #[serde(default)]
    pub stop: LabelSet,
    /// Printed lines that are no indicators while nothing else is filled in: "指标{n}", "……". Before a name they are stripped.
    #[serde(default)]
    pub placeholder: Phrases,
    /// Labels of rows that only add up the rows above: 小计. They are no indicators.
    #[serde(default)]
    pub subtotal: LabelSet,
    /// Columns of which at least one must be filled in to make a row an indicator.
    #[serde(default)]
    pub row_needs_any: Vec<Role>,
    /// Where a weight is taken from, in this order.
    #[serde(default = "from_column")]
    pub weight_from: Vec<WeightFrom>,
    /// The label of the printed total.
    #[serde(default)]
    pub total: LabelSet,
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
}

/// A column and the header cells by which it is found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// What the column means.
    pub role: Role,
    /// Its header and aliases; "上/下" names a header of two rows.
    pub header: LabelSet,
    /// The form's own printed text in this column: recognised, but no answer.
    #[serde(default)]
    pub printed: Phrases,
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
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
    /// 指标性质: the sign in a column of its own.
    Sign,
    /// 指标值.
    Target,
    /// 度量单位: the unit in a column of its own.
    Unit,
    /// 实际完成值.
    Actual,
    /// 分值, 权重.
    Weight,
    /// 得分.
    Score,
    /// 偏差原因.
    Reason,
}

/// A row of a money table.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    /// Its id.
    pub id: Arc<str>,
    /// Its label and aliases.
    pub label: LabelSet,
    /// The row it is a part of.
    #[serde(default)]
    pub parent: Option<Arc<str>>,
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
    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&ColumnSpec> {
        self.columns.iter().find(|column| column.role == role)
    }
}
