//! Tables of facts and splits in JSON.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::number::RawValue;
use super::value::Value;
use crate::model::{Fact, FactRow, FactTable, FactValue, Submission};

/// One row of facts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FactRecord {
    /// The id of the table in the schema; of a split its side, such as `income`.
    pub side: String,
    /// The row of the sheet, counted from 1.
    pub row: u32,
    /// The id of the row in the schema; the label of a row that the schema does not name.
    pub id: String,
    /// `total` for a row that is part of no other, else `child`.
    pub level: &'static str,
    /// The id of the row it is a part of.
    pub parent: Option<String>,
    /// The unit of the table's amounts.
    pub unit: Option<&'static str>,
    /// The label.
    pub label: Value,
    /// The values, by the ids of the columns; of a split `value`.
    pub values: IndexMap<String, Value>,
}

/// Every table of facts that is no split.
pub fn facts(submission: &Submission) -> IndexMap<String, Vec<FactRecord>> {
    let mut tables: IndexMap<String, Vec<FactRecord>> = IndexMap::new();
    for table in submission.facts.iter().filter(|table| !table.is_split) {
        tables.entry(table.id.to_string()).or_default().extend(table.rows.iter().map(|row| record(table, row)));
    }
    tables
}

/// Every row of every split.
pub fn splits(submission: &Submission) -> Vec<FactRecord> {
    let splits = submission.facts.iter().filter(|table| table.is_split);
    splits.flat_map(|table| table.rows.iter().map(move |row| record(table, row))).collect()
}

fn record(table: &FactTable, row: &FactRow) -> FactRecord {
    FactRecord {
        side: table.id.to_string(),
        row: row.row + 1,
        id: row.id.to_string(),
        level: if row.parent.is_none() { "total" } else { "child" },
        parent: row.parent.as_deref().map(str::to_owned),
        unit: table.unit.map(crate::model::MoneyUnit::name),
        label: Value::of_text(&row.label),
        values: values(&row.values),
    }
}

/// Facts by the ids of their columns.
pub fn values(facts: &[Fact]) -> IndexMap<String, Value> {
    let values = facts.iter().map(|fact| {
        let mut value = Value::of(&fact.entry, |_| RawValue::from(&fact.entry.raw));
        if let Some(FactValue::Amount(quantity)) = fact.entry.value() {
            value.set(quantity);
        }
        (fact.id.to_string(), value)
    });
    values.collect()
}
