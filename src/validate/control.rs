//! Control rates in tables of facts: what was used against what was granted.

use rust_decimal::Decimal;

use super::precision;
use super::rule::Tally;
use super::subject::{Subject, address};
use crate::model::{Entry, FactRow, FactTable, FactValue, Interval, Place, State};
use crate::schema::{Control, Controlled};
use crate::text::{Message, Text};

/// A row of which both numbers are known.
pub struct Grant<'a> {
    /// The row.
    pub row: &'a FactRow,
    /// What was used.
    pub used: Number<'a>,
    /// What was granted, in the same unit.
    pub limit: Number<'a>,
    /// The rate that the form prints, if it has a column for it.
    pub rate: Option<&'a Entry<FactValue>>,
}

/// A number of a row.
pub struct Number<'a> {
    /// Where it stands.
    pub place: &'a Place,
    /// The number.
    pub value: Decimal,
    /// Everything that it may stand for.
    pub reach: Interval,
    /// How it is written.
    pub written: String,
}

/// Every controlled row; one with a number that is not known is told to the tally.
pub fn rows<'a>(subject: &Subject<'a>, of: Controlled, tally: &mut Tally<'_>) -> Vec<Grant<'a>> {
    let mut found = Vec::new();
    for table in subject.submission.facts.iter().filter(|table| !table.is_split) {
        let spec = subject.form.tables.iter().find(|spec| spec.id == table.id);
        let Some(control) = spec.and_then(|spec| spec.control.as_ref()).filter(|control| control.of == of) else {
            continue;
        };
        found.extend(of_table(table, control, tally));
    }
    found
}

fn of_table<'a>(table: &'a FactTable, control: &Control, tally: &mut Tally<'_>) -> Vec<Grant<'a>> {
    let rows = table.rows.iter().filter(|row| row.known && control.rows.contains(&row.id));
    rows.filter_map(|row| {
        let (used, granted) = (row.value(&control.used)?, row.value(&control.granted)?);
        let says_nothing = |entry: &Entry<_>| !matches!(entry.state, State::Value(_) | State::Unreadable);
        if says_nothing(used) && says_nothing(granted) {
            return None;
        }
        let both = used.amount().zip(granted.amount());
        let Some(((used_value, used_number), granted_number)) =
            both.and_then(|(a, b)| Some(((a.in_unit(b.unit.as_ref())?, a), b)))
        else {
            let open = if used.amount().is_none() { used } else { granted };
            let why =
                Text::new("{cell} 未填、无法识别或单位不同", "{cell} is blank, not understood, or in another unit");
            tally.not_evaluated(Message::new(why).with("cell", address(&open.place)));
            return None;
        };
        let decimals = used_number.decimals.max(granted_number.decimals);
        let number = |entry: &'a Entry<FactValue>, value| Number {
            place: &entry.place,
            value,
            reach: precision::written(value, decimals),
            written: entry.raw.to_string(),
        };
        Some(Grant {
            row,
            used: number(used, used_value),
            limit: number(granted, granted_number.amount),
            rate: control.rate.as_ref().and_then(|id| row.value(id)),
        })
    })
    .collect()
}
