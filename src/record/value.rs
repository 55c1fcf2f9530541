//! One value of a form in JSON: what was written, what was understood, and where it stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::number::{Exact, RawValue};
use crate::model::{CellRef, Deadline, Entry, Field, FieldValue, Origin, Quantity, Raw, Section, State};

/// One value and where it stands.
#[expect(clippy::struct_field_names, reason = "the contract calls it so")]
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Value {
    /// What was written, in the type in which it is stored.
    pub raw: RawValue,
    /// What was understood; null if blank, not applicable or unreadable.
    pub value: RawValue,
    /// `value`, `blank`, `na` (not applicable), `unreadable`, `absent` (the form has no such cell), `instruction` (the form's own text).
    pub state: &'static str,
    /// The unit of the value: `%` (the value is on the scale 0 to 100), 万元, 个.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// The label as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The cell of the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_cell: Option<String>,
    /// The code, where a code and a name stand in one cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The name without that code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The number format, where it is not General.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_format: Option<String>,
    /// `header` or `schema` where the value was not taken from a cell of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<&'static str>,
    /// `ge`, `le`, `eq`, `gt`, `lt`, where a direction was written with the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// For targets `numeric`, `range`, `time`, `qualitative`; for actual values `numeric`, `time`, `tier`, `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The upper bound of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Exact>,
    /// The tier, counted from 1, the best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<usize>,
    /// Decimals that were written or shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u32>,
    /// Whether the number was called approximate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub approximate: bool,
}

impl Value {
    pub fn of<T>(entry: &Entry<T>, value: impl Fn(&T) -> RawValue) -> Self {
        let number_format = match &entry.raw {
            Raw::Number { format, .. } if !format.eq_ignore_ascii_case("general") => Some(format.to_string()),
            _ => None,
        };
        Self {
            raw: RawValue::from(&entry.raw),
            value: entry.value().map_or(RawValue::Null, value),
            state: match &entry.state {
                State::Value(_) => "value",
                State::Blank => "blank",
                State::NotApplicable => "na",
                State::Unreadable => "unreadable",
                State::Absent => "absent",
            },
            unit: None,
            sheet: entry.place.sheet().map(str::to_owned),
            cell: entry.place.cell().map(|cell: CellRef| cell.to_string()),
            label: None,
            label_cell: None,
            code: None,
            name: None,
            number_format,
            origin: match entry.origin {
                Origin::Cell => None,
                Origin::Header => Some("header"),
                Origin::Schema => Some("schema"),
            },
            direction: None,
            kind: None,
            to: None,
            tier: None,
            decimals: None,
            approximate: false,
        }
    }

    pub fn of_text(entry: &Entry<String>) -> Self {
        Self::of(entry, |text| RawValue::Text(text.clone()))
    }

    /// A reason or level: the value keeps the type of the cell.
    pub fn of_words(entry: &Entry<String>) -> Self {
        Self::of(entry, |_| RawValue::from(&entry.raw))
    }

    pub fn of_quantity(entry: &Entry<Quantity>) -> Self {
        let mut value = Self::of(entry, |_| RawValue::Null);
        if let Some(quantity) = entry.value() {
            value.set(quantity);
        }
        value
    }

    pub fn set(&mut self, quantity: &Quantity) {
        self.value = RawValue::Number(quantity.amount.into());
        self.unit = quantity.unit.as_ref().map(ToString::to_string);
        self.decimals = Some(quantity.decimals);
        self.approximate = quantity.approximate;
    }

    pub fn set_deadline(&mut self, deadline: Deadline) {
        self.value = RawValue::Text(deadline.to_string());
        self.kind = Some("time");
    }

    pub fn of_field(field: &Field) -> Self {
        let mut value = Self::of(&field.entry, |value| match value {
            FieldValue::Year(year) => RawValue::Number(rust_decimal::Decimal::from(*year).into()),
            FieldValue::Text(_)
            | FieldValue::CodeName { .. }
            | FieldValue::Instruction(_)
            | FieldValue::Amount(_)
            | FieldValue::Choice(_)
            | FieldValue::Unchosen { .. } => RawValue::from(&field.entry.raw),
            FieldValue::Date(date) => RawValue::Text(date.to_string()),
        });
        if let Some(FieldValue::Instruction(_)) = field.entry.value() {
            value.state = "instruction";
        }
        if let Some(FieldValue::Amount(quantity)) = field.entry.value() {
            value.set(quantity);
        }
        if let Some(FieldValue::Choice(option)) = field.entry.value() {
            value.name = Some(option.clone());
        }
        if let Some(FieldValue::CodeName { code, name }) = field.entry.value() {
            value.code.clone_from(code);
            value.name = Some(name.clone());
        }
        value.label = (!field.label.is_empty()).then(|| field.label.clone());
        value.label_cell = field.label_place.cell().filter(|_| field.found).map(|cell| cell.to_string());
        value
    }

    /// A section: its paragraphs as one text, at its first paragraph; a blank one at its heading.
    pub fn of_section(section: &Section) -> Self {
        let mut value = section.body.first().map_or_else(
            || Self { raw: RawValue::Null, value: RawValue::Null, state: "blank", ..Self::of_text(&section.heading) },
            Self::of_text,
        );
        let paragraphs: Vec<&str> = section.body.iter().filter_map(|entry| entry.value()).map(String::as_str).collect();
        if !paragraphs.is_empty() {
            value.value = RawValue::Text(paragraphs.join("\n"));
        }
        if section.instruction.is_some() {
            value.state = "instruction";
        }
        value.label = section.heading.value().cloned();
        value.label_cell = section.heading.place.cell().map(|cell| cell.to_string());
        value
    }
}
