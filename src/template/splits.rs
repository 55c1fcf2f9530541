//! Splits of an amount: label and amount side by side, the splits of one amount beside each other.

use super::input::Input;
use super::live::Live;
use super::page::{Page, unit_name};
use super::plan::{Look, Span};
use crate::model::CellRef;
use crate::schema::TableSpec;

const LABEL: f64 = 30.0;
const AMOUNT: f64 = 16.0;

/// Lays splits that follow each other.
pub fn lay(page: &mut Page<'_>, tables: &[TableSpec]) {
    let per_row = (page.plan.widths.len() / 2).max(1);
    for beside in tables.chunks(per_row) {
        let spans = page.spread(false, &[LABEL, AMOUNT].repeat(beside.len()));
        let first = page.plan.next;
        let rows = beside.iter().map(|table| table.rows.len()).max().unwrap_or(0);
        for (table, spans) in beside.iter().zip(spans.chunks(2)) {
            if let [label, amount] = spans {
                split(page, table, rows, *label, *amount);
            }
        }
        page.plan.next = first + u32::try_from(rows).unwrap_or(0);
    }
}

fn split(page: &mut Page<'_>, table: &TableSpec, rows: usize, label: Span, amount: Span) {
    let unit = unit_name(table);
    let first = page.plan.next;
    let at = |index: usize| first + u32::try_from(index).unwrap_or(0);
    for index in 0..rows {
        let row = at(index);
        let Some(spec) = table.rows.get(index) else {
            page.plan.print(row..=row, label, "", Look::Row(0));
            page.plan.print(row..=row, amount, "", Look::Value);
            continue;
        };
        let parts: Vec<CellRef> = (table.rows.iter().enumerate())
            .filter(|(_, part)| part.parent.as_ref() == Some(&spec.id))
            .map(|(index, _)| CellRef::new(at(index), amount.0))
            .collect();
        // The colon says that a label ends here, also where its amount is still blank.
        let bracket = unit.filter(|_| spec.parent.is_none()).map_or_else(String::new, |unit| format!("（{unit}）"));
        let text = format!("{}{bracket}：", spec.label.name());
        page.plan.print(row..=row, label, text, Look::Row(u8::from(spec.parent.is_some())));
        if parts.is_empty() {
            page.plan.ask(row..=row, amount, Input::Amount(unit));
        } else {
            page.plan.live(row, amount, Live::Sum { awaited: parts.clone(), cells: parts, best: Vec::new() });
        }
    }
}
