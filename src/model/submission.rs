//! What one filled form says: cover, money rows, indicator rows, totals.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cell::CellRef;
use super::drift::Drift;
use super::entry::{Entry, State};
use super::facts::{Fact, FactTable};
use super::figure::Figure;
use super::number::{Interval, product, ratio, sum};
use super::place::{Place, SourceId};
use super::quantity::{Actual, MoneyUnit, Quantity, Sign, Target, Unit};
use super::stamp::Stamp;

/// One filled form: one sheet (or part of a sheet) of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// The file.
    pub source: SourceId,
    /// The id of its form.
    pub form: Arc<str>,
    /// The sheet.
    pub sheet: Arc<str>,
    /// The hidden stamp of the form that was handed out, if this is one.
    pub stamp: Option<Stamp>,
    /// The titles found above it.
    pub titles: Vec<Entry<String>>,
    /// Fields: cover and texts, in the order of the schema.
    pub fields: Vec<Field>,
    /// Money blocks.
    pub money: Vec<MoneyBlock>,
    /// Indicator tables; a table that repeats stands here once for every time.
    pub indicators: Vec<IndicatorTable>,
    /// Tables of facts, and splits.
    pub facts: Vec<FactTable>,
    /// Sections: notes and written parts.
    pub sections: Vec<Section>,
    /// Figures in its sections and written fields, in the order of the sections, then of the fields.
    pub figures: Vec<Figure>,
    /// The cells in which the form itself speaks: labels, headers, printed notes.
    pub furniture: BTreeSet<CellRef>,
    /// Where it differs from its form.
    pub drift: Vec<Drift>,
}

/// One labelled value.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its id in the schema.
    pub id: Arc<str>,
    /// The label as written; blank for a field that has none.
    pub label: String,
    /// Where the label stands, or where the label was looked for.
    pub label_place: Place,
    /// Whether the label was found (always for a pattern that matched).
    pub found: bool,
    /// The value.
    pub entry: Entry<FieldValue>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// Text.
    Text(String),
    /// A code and a name in one cell: "219001-某镇人民政府".
    CodeName {
        /// The code, if one was written.
        code: Option<String>,
        /// The name.
        name: String,
    },
    /// A year.
    Year(i16),
    /// A date.
    Date(Date),
    /// A number with its unit.
    Amount(Quantity),
    /// One of the options of the form.
    Choice(String),
    /// Options of which none or several are ticked: nobody can tell the choice.
    Unchosen {
        /// What was written.
        text: String,
        /// The options that are ticked, or named where no box is.
        ticked: Vec<String>,
    },
    /// The form's own instruction is still there: not an answer.
    Instruction(String),
}

impl FieldValue {
    /// The value as text; for a code with a name the name.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Instruction(text) | Self::Choice(text) | Self::Unchosen { text, .. } => {
                text.clone()
            }
            Self::CodeName { name, .. } => name.clone(),
            Self::Year(year) => year.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Amount(quantity) => quantity.to_string(),
        }
    }
}

/// A weight that stands in the bracket of a label: "产出指标（50分）".
#[derive(Debug, Clone, PartialEq)]
pub struct LabelWeight {
    /// The label as written.
    pub label: String,
    /// The points.
    pub weight: Decimal,
    /// Where it stands.
    pub place: Place,
}

/// The block of budget and spending.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyBlock {
    /// Its id in the schema.
    pub id: Arc<str>,
    /// The unit of its amounts, from its label, a header or the schema.
    pub unit: Option<MoneyUnit>,
    /// The weight in its label.
    pub label_weight: Option<LabelWeight>,
    /// Its rows, in the order of the sheet.
    pub rows: Vec<MoneyRow>,
}

impl MoneyBlock {
    /// The row of the whole amount.
    #[must_use]
    pub fn total(&self) -> Option<&MoneyRow> {
        self.rows.iter().find(|row| row.parent.is_none())
    }

    /// The rows that the whole amount is made of.
    pub fn parts_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a MoneyRow> {
        self.rows.iter().filter(move |row| row.parent.as_deref() == Some(id))
    }

    /// The whole amount of one column in the unit of the block, and whether its parts were added up for it.
    ///
    /// The printed whole stands if no part is filled, or if it ties with the parts, with or without those that the schema does
    /// not know (they may be parts of parts). Otherwise the sum of the parts stands. A blank part beside a filled one adds
    /// nothing. Where a part cannot be read, the printed whole stands unless it only adds the others up, as a formula does.
    #[must_use]
    pub fn tied_total(&self, column: fn(&MoneyRow) -> &Entry<Quantity>) -> Option<(Decimal, bool)> {
        let total = self.total()?;
        let printed = column(total).value().and_then(|quantity| self.amount(quantity));
        let parts = || self.parts_of(&total.id);
        let known = self.added(parts().filter(|part| part.known), column);
        let every = self.added(parts(), column);
        if parts().any(|part| matches!(column(part).state, State::Unreadable)) {
            let adds_the_rest = |whole: &Amount| [known, every].into_iter().flatten().any(|rest| whole.ties(rest));
            let whole = printed.filter(|whole| !whole.value.is_zero() && !adds_the_rest(whole));
            return whole.map(|amount| (amount.value, false));
        }
        match printed {
            Some(printed) if every.is_none() => Some((printed.value, false)),
            Some(printed) if [known, every].into_iter().flatten().any(|parts| printed.ties(parts)) => {
                Some((printed.value, false))
            }
            _ => known.or(every).map(|parts| (parts.value, true)),
        }
    }

    /// The sum of some rows in one column, in the unit of the block; nothing if none of them is filled.
    pub fn added<'a>(
        &self,
        rows: impl Iterator<Item = &'a MoneyRow>,
        column: fn(&MoneyRow) -> &Entry<Quantity>,
    ) -> Option<Amount> {
        let amounts: Option<Vec<Amount>> =
            rows.filter_map(|row| column(row).value()).map(|quantity| self.amount(quantity)).collect();
        let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
        Some(Amount {
            value: sum(amounts.iter().map(|amount| amount.value))?,
            reach: amounts.iter().map(|a| a.reach).fold(Interval::exact(Decimal::ZERO), Interval::plus),
            is_whole: amounts.iter().all(|amount| amount.is_whole),
        })
    }

    /// An amount in the unit of the block; nothing if its own unit cannot be led to that of the block.
    #[must_use]
    pub fn amount(&self, quantity: &Quantity) -> Option<Amount> {
        let factor = match (&quantity.unit, self.unit) {
            (None, _) => Decimal::ONE,
            (Some(Unit::Money(own)), Some(block)) => ratio(own.in_yuan(), block.in_yuan())?,
            _ => return None,
        };
        Some(Amount {
            value: product(quantity.amount, factor)?,
            // Nothing is no rounding: beside decimals a whole number may stand for a little more or less, 0 may not.
            reach: if quantity.amount.is_zero() {
                Interval::exact(Decimal::ZERO)
            } else {
                quantity.interval().times(factor)
            },
            is_whole: quantity.decimals == 0,
        })
    }
}

/// An amount or a sum of amounts, and what it may be given the precision in which it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The amount in the unit of its block.
    pub value: Decimal,
    /// Everything it may stand for.
    pub reach: Interval,
    /// Whether it is written in whole numbers only.
    pub is_whole: bool,
}

impl Amount {
    /// Whether two amounts agree: whole numbers exactly, others within the precision in which they are written.
    #[must_use]
    pub fn ties(self, other: Self) -> bool {
        if self.is_whole && other.is_whole { self.value == other.value } else { self.reach.meets(other.reach) }
    }
}

/// One row of money.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyRow {
    /// Its id in the schema; a row that the schema does not know has the label as its id.
    pub id: Arc<str>,
    /// Whether the schema knows it.
    pub known: bool,
    /// The id of the row it is a part of; none for the whole amount.
    pub parent: Option<Arc<str>>,
    /// Zero-based row.
    pub row: u32,
    /// The label.
    pub label: Entry<String>,
    /// 年初预算数.
    pub initial: Entry<Quantity>,
    /// 全年预算数 (after adjustment).
    pub adjusted: Entry<Quantity>,
    /// 到位数.
    pub received: Entry<Quantity>,
    /// 全年执行数.
    pub executed: Entry<Quantity>,
    /// 执行率, on the scale 0 to 100.
    pub rate: Entry<Quantity>,
    /// 分值.
    pub weight: Entry<Quantity>,
    /// 得分 as the department claims it.
    pub score: Entry<Quantity>,
    /// 原因.
    pub reason: Entry<String>,
}

/// A table of indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorTable {
    /// Its id in the schema.
    pub id: Arc<str>,
    /// The weight in its block label: "绩效指标（90分）".
    pub label_weight: Option<LabelWeight>,
    /// Where its header begins.
    pub header: Place,
    /// Its rows, in the order of the sheet.
    pub rows: Vec<Indicator>,
    /// Whether its scores stand out of 100 and the points are claimed in the column of converted scores.
    pub is_converted: bool,
    /// Template lines left as they were printed: "指标2", "……".
    pub unfilled: Vec<Entry<String>>,
    /// Rows that add up the rows above them: 小计.
    pub subtotals: Vec<TotalRow>,
    /// The one reason that the form asks for all rows.
    pub shared_reason: Option<Entry<String>>,
    /// The printed total, if there is one.
    pub total: Option<TotalRow>,
}

impl IndicatorTable {
    /// The entry of a row in which the department claims points out of the weight.
    #[must_use]
    pub const fn claimed<'a>(&self, row: &'a Indicator) -> &'a Entry<Quantity> {
        if self.is_converted { &row.converted } else { &row.score }
    }
}

/// One indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Zero-based row.
    pub row: u32,
    /// 一级指标; its place is the merged area's anchor or the filled cell above.
    pub level1: Entry<String>,
    /// 二级指标.
    pub level2: Entry<String>,
    /// 三级指标 as written.
    pub level3: Entry<String>,
    /// The name without the printed prefix: 指标1工程完工率 is 工程完工率.
    pub name: String,
    /// 指标性质, where it has a column of its own.
    pub sign: Entry<Sign>,
    /// 度量单位, where it has a column of its own.
    pub unit: Entry<Unit>,
    /// 指标值, with direction and unit from wherever they stand.
    pub target: Entry<Target>,
    /// 评分标准, 指标说明.
    pub basis: Entry<String>,
    /// 实际完成值.
    pub actual: Entry<Actual>,
    /// 指标完成情况: the tier in a column of its own.
    pub completion: Entry<String>,
    /// 分值.
    pub weight: Entry<Quantity>,
    /// 得分 as the department claims it.
    pub score: Entry<Quantity>,
    /// 折算得分: score × weight percent, as the department claims it.
    pub converted: Entry<Quantity>,
    /// 财政审定评分: what the bureau awarded on the form.
    pub audited: Entry<Quantity>,
    /// 偏差原因分析及改进措施.
    pub reason: Entry<String>,
    /// Its index among the indicators that the table's schema prescribes.
    pub prescribed: Option<usize>,
    /// Whether it is the budget execution, standing in the list of indicators.
    pub is_execution: bool,
    /// The weight of its first level, in its label ("产出指标（50分）") or beside it.
    pub level1_weight: Option<Decimal>,
    /// The weight of its second level.
    pub level2_weight: Option<Decimal>,
    /// What stands in columns that have no part in scoring, by the ids of the columns.
    pub facts: Vec<Fact>,
}

/// The printed total of an indicator table.
#[derive(Debug, Clone, PartialEq)]
pub struct TotalRow {
    /// The label.
    pub label: Entry<String>,
    /// The total of weights.
    pub weight: Entry<Quantity>,
    /// The total of scores.
    pub score: Entry<Quantity>,
}

/// A heading and the text below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its id in the schema.
    pub id: Arc<str>,
    /// The heading.
    pub heading: Entry<String>,
    /// The paragraphs; one that shares its cell with a heading holds its own part of the cell.
    pub body: Vec<Entry<String>>,
    /// The paragraph in which the form's own instruction begins, if that is left in: then the section is not answered.
    pub instruction: Option<usize>,
}

impl Submission {
    /// A field by its id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| &*field.id == id)
    }

    /// The text of a field, if it was answered.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<String> {
        match self.field(id)?.entry.value()? {
            FieldValue::Instruction(_) => None,
            value => Some(value.text()),
        }
    }

    /// The year that the cover states, and its cell.
    #[must_use]
    pub fn cover_year(&self) -> Option<(i16, &Place)> {
        let entry = &self.field("year")?.entry;
        match entry.value()? {
            FieldValue::Year(year) => Some((*year, &entry.place)),
            _ => None,
        }
    }

    /// The year that it is for: by the cover, else by the stamp; nothing if neither states one.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.cover_year().map(|(year, _)| year).or_else(|| self.stamp.as_ref().map(|stamp| stamp.year))
    }

    /// Where the form says what it is: its title, else its sheet.
    #[must_use]
    pub fn title_place(&self) -> Place {
        let title = self.titles.first().map(|title| title.place.clone());
        title.unwrap_or_else(|| Place::Sheet(self.source, self.sheet.clone()))
    }

    /// Every indicator of every table.
    pub fn all_indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().flat_map(|table| &table.rows)
    }
}
