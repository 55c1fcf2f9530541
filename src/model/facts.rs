//! Tables of facts: staff, assets, expenses of two years, income and expenses split by kind.

use std::sync::Arc;

use super::entry::Entry;
use super::place::Place;
use super::quantity::{MoneyUnit, Quantity};

/// A table of facts, or a split of an amount.
#[derive(Debug, Clone, PartialEq)]
pub struct FactTable {
    /// Its id in the schema.
    pub id: Arc<str>,
    /// Whether it splits an amount into parts.
    pub is_split: bool,
    /// The unit of its amounts, from its label, a header or the schema.
    pub unit: Option<MoneyUnit>,
    /// Where it begins.
    pub header: Place,
    /// Its rows, in the order of the sheet.
    pub rows: Vec<FactRow>,
}

/// One row of facts.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// Its id in the schema; a row that the schema does not know has the label as its id.
    pub id: Arc<str>,
    /// Whether the schema knows it.
    pub known: bool,
    /// The id of the row it is a part of.
    pub parent: Option<Arc<str>>,
    /// Zero-based row.
    pub row: u32,
    /// The label.
    pub label: Entry<String>,
    /// Its values, by the ids of the columns.
    pub values: Vec<Fact>,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The id of its column.
    pub id: Arc<str>,
    /// The value.
    pub entry: Entry<FactValue>,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// A number with its unit.
    Amount(Quantity),
    /// Words.
    Text(String),
}

impl FactRow {
    /// A value by the id of its column; a split has only the column `value`.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&Entry<FactValue>> {
        self.values.iter().find(|fact| &*fact.id == id).map(|fact| &fact.entry)
    }
}

impl Entry<FactValue> {
    /// The number, if it is one that was understood.
    #[must_use]
    pub const fn amount(&self) -> Option<&Quantity> {
        match self.value() {
            Some(FactValue::Amount(quantity)) => Some(quantity),
            _ => None,
        }
    }
}
