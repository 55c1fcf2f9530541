//! What the names of a rule hold in a submission: each cell with its place, what was written, and its value.

use std::sync::Arc;

use crate::formula::{Measure, Number, Operand, day_number};
use crate::model::number::round_points;
use crate::model::{
    Actual, ActualKind, Entry, Fact, FactValue, FieldValue, Indicator, MoneyBlock, MoneyRow, Place, Quantity, Raw,
    State, Submission, Target, TargetKind, Unit,
};
use crate::schema::Role;
use crate::schema::rules::What;
use crate::text::Text;

/// A cell behind a name.
pub struct Cell<'a> {
    /// Where it stands.
    pub place: &'a Place,
    /// What was written.
    pub raw: &'a Raw,
    /// What it is worth.
    pub operand: Operand,
}

/// A submission in which names are looked up.
#[derive(Clone, Copy)]
pub struct Leaf<'a, 'c> {
    /// The submission.
    pub submission: &'a Submission,
    /// The indicator that is judged.
    pub row: Option<&'a Indicator>,
    /// Whether an indicator adds to sums: of alternatives only the best does.
    pub counts: &'c dyn Fn(&Indicator) -> bool,
    /// Tells the money blocks of one submission from those of another.
    pub number: u32,
}

/// Blocks of one submission are numbered from here, times its own number.
const BLOCKS: u32 = 1_000;

impl<'a> Leaf<'a, '_> {
    /// The cells behind a name; none where the submission has no such cell.
    pub fn cells(self, what: &What) -> Vec<Cell<'a>> {
        match what {
            What::Column(table, role) => {
                let tables = self.submission.indicators.iter();
                let tables = tables.filter(|known| table.as_ref().is_none_or(|id| known.id == *id));
                let rows = tables.flat_map(|table| &table.rows).filter(|row| (self.counts)(row));
                rows.filter_map(|row| indicator(row, *role)).collect()
            }
            What::FactColumn(table, id) => self.fact_column(table, id),
            what => self.cell(what).into_iter().collect(),
        }
    }

    /// The cell behind a name that is no column; none where the submission has no such cell.
    pub fn cell(self, what: &What) -> Option<Cell<'a>> {
        match what {
            What::Field(id) => self.submission.field(id).map(|field| field_cell(&field.entry)),
            What::Indicator(role) => indicator(self.row?, *role),
            What::IndicatorFact(id) => fact_of(&self.row?.facts, id).map(|fact| fact_cell(&fact.entry, None, 0)),
            What::Money(table, row, role) => self.money(table.as_ref(), row.as_ref(), *role),
            What::Fact(table, row, column) => self.fact(table, row, column.as_ref()),
            What::Total(role) => {
                let total = self.submission.indicators.iter().find_map(|table| table.total.as_ref())?;
                let is_weight = *role == Role::Weight;
                let entry = if is_weight { &total.weight } else { &total.score };
                Some(cell(entry, |quantity| points(quantity, is_weight)))
            }
            What::Column(..) | What::FactColumn(..) | What::Listed(_) => None,
        }
    }

    fn money(self, table: Option<&Arc<str>>, row: Option<&Arc<str>>, role: Role) -> Option<Cell<'a>> {
        let blocks = (0..).zip(&self.submission.money);
        let mut found = blocks.filter(|(_, block)| table.is_none_or(|id| block.id == *id)).filter_map(|(at, block)| {
            let row = match row {
                Some(id) => block.rows.iter().find(|known| known.id == *id),
                None => block.total(),
            };
            Some((self.number * BLOCKS + at, block, row?))
        });
        let (number, block, row) = found.next()?;
        let amount = |entry: &'a Entry<Quantity>| cell(entry, |quantity| money(quantity, block, number));
        Some(match role {
            Role::Initial => amount(&row.initial),
            Role::Adjusted => amount(&row.adjusted),
            Role::Received => amount(&row.received),
            Role::Executed => amount(&row.executed),
            Role::Rate => cell(&row.rate, |rate| Operand::Number(Number::percentage(rate))),
            Role::Weight => cell(&row.weight, |quantity| points(quantity, true)),
            Role::Score => cell(&row.score, |quantity| points(quantity, false)),
            Role::Reason => words(&row.reason),
            _ => return None,
        })
        .filter(|_| is_the_only(block, row))
    }

    fn fact(self, table: &Arc<str>, row: &Arc<str>, column: Option<&Arc<str>>) -> Option<Cell<'a>> {
        let (at, table) = (0..).zip(&self.submission.facts).find(|(_, known)| known.id == *table)?;
        let row = table.rows.iter().find(|known| known.id == *row)?;
        let fact = match column {
            Some(id) => fact_of(&row.values, id)?,
            None => row.values.first()?,
        };
        Some(fact_cell(&fact.entry, table.unit, self.number * BLOCKS + BLOCKS / 2 + at))
    }

    fn fact_column(self, table: &Arc<str>, column: &Arc<str>) -> Vec<Cell<'a>> {
        let indicators = self.submission.indicators.iter().filter(|known| known.id == *table);
        let rows = indicators.flat_map(|table| &table.rows).filter(|row| (self.counts)(row));
        let of_indicators =
            rows.filter_map(|row| fact_of(&row.facts, column)).map(|fact| fact_cell(&fact.entry, None, 0));
        let facts = (0..).zip(&self.submission.facts).filter(|(_, known)| known.id == *table);
        let of_facts = facts.flat_map(|(at, table)| {
            let number = self.number * BLOCKS + BLOCKS / 2 + at;
            let values = table.rows.iter().filter_map(|row| fact_of(&row.values, column));
            values.map(move |fact| fact_cell(&fact.entry, table.unit, number))
        });
        of_indicators.chain(of_facts).collect()
    }
}

/// A value of an indicator.
fn indicator(row: &Indicator, role: Role) -> Option<Cell<'_>> {
    let score = |quantity: &Quantity| points(quantity, false);
    match role {
        Role::Level1 => Some(words(&row.level1)),
        Role::Level2 => Some(words(&row.level2)),
        Role::Level3 => Some(words(&row.level3)),
        Role::Sign => Some(cell(&row.sign, |sign| Operand::Text(sign.glyph().to_owned()))),
        Role::Unit => Some(cell(&row.unit, |unit| Operand::Text(unit.to_string()))),
        Role::Target => Some(target(&row.target)),
        Role::Basis => Some(words(&row.basis)),
        Role::Actual => Some(actual(&row.actual)),
        Role::Completion => Some(words(&row.completion)),
        Role::Weight => Some(cell(&row.weight, |quantity| points(quantity, true))),
        Role::Score => Some(cell(&row.score, score)),
        Role::Converted => Some(cell(&row.converted, score)),
        Role::Audited => Some(cell(&row.audited, score)),
        Role::Reason => Some(words(&row.reason)),
        _ => None,
    }
}

/// A row may stand twice in a block that lists projects; then nobody knows which one a rule means.
fn is_the_only(block: &MoneyBlock, row: &MoneyRow) -> bool {
    block.rows.iter().filter(|known| known.id == row.id).count() == 1
}

fn fact_of<'a>(facts: &'a [Fact], id: &Arc<str>) -> Option<&'a Fact> {
    facts.iter().find(|fact| fact.id == *id)
}

/// A cell whose understood value is worth what a function says.
fn cell<T>(entry: &Entry<T>, worth: impl FnOnce(&T) -> Operand) -> Cell<'_> {
    let operand = match &entry.state {
        State::Absent => Operand::Absent,
        State::Blank => Operand::Blank,
        // What somebody wrote in the place of a value: "/", 无.
        State::NotApplicable => Operand::Text(entry.raw.to_string()),
        State::Value(value) => worth(value),
        State::Unreadable => Operand::Unknown(Text::new("无法识别", "cannot be understood").into()),
    };
    Cell { place: &entry.place, raw: &entry.raw, operand }
}

fn words(entry: &Entry<String>) -> Cell<'_> {
    cell(entry, |text| Operand::Text(text.clone()))
}

/// About 500 is no number to reckon with.
fn reckoned(quantity: &Quantity, worth: impl FnOnce() -> Operand) -> Operand {
    if quantity.approximate { Operand::Unknown(Text::new("是约数", "is only approximate").into()) } else { worth() }
}

/// Weights are exact; a score with one decimal is a rounding, with two or more it is claimed to two decimals.
fn points(quantity: &Quantity, is_weight: bool) -> Operand {
    reckoned(quantity, || {
        Operand::Number(match quantity.decimals {
            _ if is_weight => Number::exact(quantity.amount),
            0 => Number::exact(quantity.amount),
            1 => Number::written(quantity.amount, 1),
            _ => Number::exact(round_points(quantity.amount)),
        })
    })
}

fn money(quantity: &Quantity, block: &MoneyBlock, number: u32) -> Operand {
    let unit = match &quantity.unit {
        None => block.unit,
        Some(Unit::Money(own)) => Some(*own),
        Some(_) => {
            return Operand::Unknown(
                Text::new("单位不是金额单位", "is written with a unit that is none of money").into(),
            );
        }
    };
    // An amount with a unit of its own stands beside the block.
    let block = if unit == block.unit { number } else { u32::MAX };
    reckoned(quantity, || {
        let number = Number::written(quantity.amount, quantity.decimals);
        Operand::Number(number.measuring(Measure::Money { unit, block }))
    })
}

fn target(entry: &Entry<Target>) -> Cell<'_> {
    cell(entry, |target| match &target.kind {
        TargetKind::Amount(quantity) => reckoned(quantity, || Operand::Number(Number::quantity(quantity))),
        TargetKind::Between(..) | TargetKind::By(_) | TargetKind::Words => Operand::Text(entry.raw.to_string()),
    })
}

fn actual(entry: &Entry<Actual>) -> Cell<'_> {
    cell(entry, |actual| match &actual.kind {
        ActualKind::Amount(_) if actual.sign.is_some() => {
            Operand::Unknown(Text::new("带有比较符号，不是完成的数", "has a sign and is no measured value").into())
        }
        ActualKind::Amount(quantity) => reckoned(quantity, || Operand::Number(Number::quantity(quantity))),
        ActualKind::Tier(_) | ActualKind::On(_) | ActualKind::Words => Operand::Text(entry.raw.to_string()),
    })
}

fn field_cell(entry: &Entry<FieldValue>) -> Cell<'_> {
    cell(entry, |value| match value {
        FieldValue::Instruction(_) => Operand::Blank,
        FieldValue::Unchosen { .. } => Operand::Unknown(Text::new("没有选定", "has no option chosen").into()),
        FieldValue::Year(year) => Operand::Number(Number::exact((*year).into())),
        FieldValue::Date(date) => {
            day_number(*date).map_or_else(|| Operand::Text(date.to_string()), |day| Operand::Number(Number::exact(day)))
        }
        FieldValue::Amount(quantity) => reckoned(quantity, || Operand::Number(Number::quantity(quantity))),
        FieldValue::Text(_) | FieldValue::Choice(_) | FieldValue::CodeName { .. } => Operand::Text(value.text()),
    })
}

/// Amounts of a table whose unit is declared are money in that unit; without it they are plain numbers.
fn fact_cell(entry: &Entry<FactValue>, unit: Option<crate::model::MoneyUnit>, block: u32) -> Cell<'_> {
    cell(entry, |value| match value {
        FactValue::Text(text) => Operand::Text(text.clone()),
        FactValue::Amount(quantity) => reckoned(quantity, || {
            Operand::Number(match (&quantity.unit, unit) {
                (None, Some(_)) => {
                    Number::written(quantity.amount, quantity.decimals).measuring(Measure::Money { unit, block })
                }
                _ => Number::quantity(quantity),
            })
        }),
    })
}
