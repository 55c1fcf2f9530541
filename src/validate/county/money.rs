//! Amounts of different forms and lists side by side: in 元, and only where the unit of both is known.

use rust_decimal::Decimal;

use crate::model::number::product;
use crate::model::{Amount, Entry, FactValue, MoneyRow, MoneyUnit, Place, Quantity, Raw, State, Submission, Unit};
use crate::schema::Role;

/// An amount in 元; nothing if neither it nor its block has a unit of money.
///
/// What is written in a larger unit is rounded to it, be it a whole number; only 元 are counted singly.
pub fn in_yuan(quantity: &Quantity, block: Option<MoneyUnit>) -> Option<Amount> {
    let unit = match &quantity.unit {
        None => block?,
        Some(Unit::Money(own)) => *own,
        Some(_) => return None,
    };
    let factor = unit.in_yuan();
    Some(Amount {
        value: product(quantity.amount, factor)?,
        reach: quantity.interval().times(factor),
        is_whole: quantity.decimals == 0 && factor == Decimal::ONE,
    })
}

/// An amount as a form writes it.
pub struct Written<'a> {
    /// Its cell.
    pub place: &'a Place,
    /// What stands there.
    pub raw: &'a Raw,
    /// What was understood; nothing if the cell is blank, unreadable or does not apply.
    pub quantity: Option<&'a Quantity>,
    /// The unit of its block.
    pub unit: Option<MoneyUnit>,
}

impl Written<'_> {
    /// The amount with the name of its unit: "1025.20 万元".
    pub fn shown(&self) -> String {
        match (self.quantity.and_then(|quantity| quantity.unit.as_ref()), self.unit) {
            (None, Some(unit)) => format!("{} {}", self.raw, unit.name()),
            _ => self.raw.to_string(),
        }
    }
}

/// The value of a form that a path names: "table.row.column", or "table.row" of a split; nothing if the form has no such cell.
pub fn at<'a>(submission: &'a Submission, path: &str) -> Option<Written<'a>> {
    let mut parts = path.split('.');
    let (table, row, column) = (parts.next()?, parts.next()?, parts.next());
    if let Some(facts) = submission.facts.iter().find(|known| &*known.id == table) {
        let row = facts.rows.iter().find(|known| &*known.id == row)?;
        let fact = match column {
            Some(id) => row.values.iter().find(|fact| &*fact.id == id)?,
            None => row.values.first()?,
        };
        let quantity = match &fact.entry.state {
            State::Absent => return None,
            State::Value(FactValue::Amount(quantity)) => Some(quantity),
            _ => None,
        };
        return Some(Written { place: &fact.entry.place, raw: &fact.entry.raw, quantity, unit: facts.unit });
    }
    let block = submission.money.iter().find(|known| &*known.id == table)?;
    let row = block.rows.iter().find(|known| &*known.id == row)?;
    let entry = of_role(row, Role::of_name(column?)?)?;
    entry.is_asked().then_some(Written {
        place: &entry.place,
        raw: &entry.raw,
        quantity: entry.value(),
        unit: block.unit,
    })
}

const fn of_role(row: &MoneyRow, role: Role) -> Option<&Entry<Quantity>> {
    Some(match role {
        Role::Initial => &row.initial,
        Role::Adjusted => &row.adjusted,
        Role::Received => &row.received,
        Role::Executed => &row.executed,
        _ => return None,
    })
}
