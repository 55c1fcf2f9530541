//! Tables of amounts by labelled rows: money, facts.

use rust_decimal::Decimal;

use super::input::{Input, Limit};
use super::live::{Live, Weight};
use super::page::{Page, unit_name, width_of};
use super::plan::{Look, Span};
use crate::model::CellRef;
use crate::schema::{ColumnSpec, Role, RowSpec, TableRole, TableSpec};
use crate::text::Label;

/// The column of the rows' labels.
const LABEL: f64 = 26.0;
/// Free rows below a row whose parts the department names.
const FREE: u32 = 4;

fn columns(table: &TableSpec) -> Vec<&ColumnSpec> {
    table.columns.iter().filter(|column| !column.optional).collect()
}

fn has_labels(table: &TableSpec) -> bool {
    table.rows.iter().any(|row| !row.label.is_empty())
}

/// The widths of the cells of a row.
pub fn widths(table: &TableSpec) -> Vec<f64> {
    let label = has_labels(table).then_some(LABEL);
    label.into_iter().chain(columns(table).iter().map(|column| width_of(column.role))).collect()
}

/// Lays a table of amounts.
pub fn lay(page: &mut Page<'_>, table: &TableSpec) {
    let kept = columns(table);
    let has_side = !table.block.is_empty();
    let mut spans = page.spread(has_side, &widths(table));
    let label = has_labels(table).then(|| spans.remove(0));
    let first = page.plan.next;
    page.header(&kept, &spans);
    if let Some(span) = label {
        page.plan.print(first..=page.plan.next - 1, span, "", Look::Label);
    }
    let body = Body { table, first: page.plan.next, kept: &kept, spans: &spans };
    for row in &table.rows {
        let at = page.plan.next;
        if let Some(span) = label {
            page.plan.print(at..=at, span, body.label(row), Look::Row(body.depth(row)));
        }
        for (column, span) in kept.iter().zip(&spans) {
            body.cell(page, row, column, *span);
        }
        page.plan.next += 1;
        for _ in 0..if row.open { FREE } else { 0 } {
            let at = page.plan.next;
            if let Some(span) = label {
                page.plan.ask(at..=at, span, Input::Name);
            }
            for span in &spans {
                page.plan.ask(at..=at, *span, body.amount(None));
            }
            page.plan.next += 1;
        }
    }
    if has_side {
        let text = page.block(table, 1);
        page.plan.print(first..=page.plan.next - 1, (0, 0), text, Look::Label);
    }
}

struct Body<'a> {
    table: &'a TableSpec,
    first: u32,
    kept: &'a [&'a ColumnSpec],
    spans: &'a [Span],
}

impl Body<'_> {
    /// The label of a row; the first part of a whole says so.
    fn label(&self, row: &RowSpec) -> String {
        let name = row.label.name();
        let first = |parent| self.table.rows.iter().find(|other| other.parent.as_ref() == Some(parent));
        match &row.parent {
            Some(parent) if first(parent).is_some_and(|other| other.id == row.id) => format!("其中：{name}"),
            _ => name.to_owned(),
        }
    }

    fn depth(&self, row: &RowSpec) -> u8 {
        let parent = row.parent.as_ref().and_then(|id| self.table.rows.iter().find(|other| other.id == *id));
        parent.map_or(0, |parent| self.depth(parent) + 1)
    }

    /// The row of the sheet on which a row of the schema stands.
    fn row(&self, index: usize) -> u32 {
        let open = self.table.rows.iter().take(index).filter(|row| row.open).count();
        self.first + u32::try_from(index).unwrap_or(0) + u32::try_from(open).unwrap_or(0) * FREE
    }

    fn amount(&self, column: Option<&ColumnSpec>) -> Input {
        let is_money = self.table.role == TableRole::Money;
        match (column.map(|column| column.kind), unit_name(self.table)) {
            (Some(kind), _) if kind != crate::schema::FieldType::Number => Input::Line,
            (_, unit @ Some(_)) => Input::Amount(unit),
            (_, None) if is_money => Input::Amount(None),
            (_, None) => Input::Number,
        }
    }

    fn at(&self, role: Role, row: u32) -> Option<CellRef> {
        let column = self.kept.iter().position(|column| column.role == role)?;
        Some(CellRef::new(row, self.spans[column].0))
    }

    fn cell(&self, page: &mut Page<'_>, row: &RowSpec, column: &ColumnSpec, span: Span) {
        let at = page.plan.next;
        if self.table.role == TableRole::Facts {
            return page.plan.ask(at..=at, span, self.amount(Some(column)));
        }
        match column.role {
            Role::Rate | Role::Weight | Role::Score if row.parent.is_some() => {
                page.plan.print(at..=at, span, "—", Look::Value);
            }
            Role::Rate => match self.execution(at) {
                Some((budget, executed)) => page.plan.live(at, span, Live::Rate { budget, executed }),
                None => page.plan.ask(at..=at, span, Input::Number),
            },
            Role::Weight => {
                page.execution.insert(Role::Weight, CellRef::new(at, span.0));
                match weight(page, self.table) {
                    Some(points) => page.plan.number(at, span, points),
                    None => page.plan.ask(at..=at, span, Input::Weight),
                }
            }
            Role::Score => {
                page.execution.insert(Role::Score, CellRef::new(at, span.0));
                let printed = weight(page, self.table).map(Weight::Printed);
                let weight = self.at(Role::Weight, at).map(Weight::Cell).or(printed);
                match self.execution(at).zip(weight) {
                    Some(((budget, executed), weight)) => {
                        page.plan.live(at, span, Live::Points { budget, executed, weight });
                    }
                    None => {
                        page.plan.ask(at..=at, span, Input::Score(Limit::Points(page.form.limits.total_weight.into())));
                    }
                }
            }
            Role::Reason => page.plan.ask(at..=at, span, Input::Prose(String::new())),
            role => {
                let parts: Vec<CellRef> = (self.table.rows.iter().enumerate())
                    .filter(|(_, part)| part.parent.as_ref() == Some(&row.id))
                    .filter_map(|(index, _)| self.at(role, self.row(index)))
                    .collect();
                if parts.is_empty() {
                    page.plan.ask(at..=at, span, self.amount(Some(column)));
                } else {
                    page.plan.live(at, span, Live::Sum { awaited: parts.clone(), cells: parts, best: Vec::new() });
                }
            }
        }
    }

    /// The cells of budget and spending in a row.
    fn execution(&self, row: u32) -> Option<(CellRef, CellRef)> {
        let budget = self.at(Role::Adjusted, row).or_else(|| self.at(Role::Initial, row));
        budget.zip(self.at(Role::Executed, row))
    }
}

/// The points of the budget execution: from the bracket of the block or of the score's header, else what the levels of the
/// indicators leave of the whole.
fn weight(page: &Page<'_>, table: &TableSpec) -> Option<Decimal> {
    let score = table.column(Role::Score).and_then(|column| Label::of(column.header.name()).weight);
    Label::of(table.block.name()).weight.or(score).or_else(|| {
        let outlines = page.form.tables.iter().flat_map(|table| &table.outline);
        let mut levels: Vec<&str> = outlines.map(|path| path.split('/').next().unwrap_or(path)).collect();
        levels.dedup();
        let weights: Option<Vec<Decimal>> = levels.iter().map(|level| Label::of(level).weight).collect();
        let taken: Decimal = weights.filter(|weights| !weights.is_empty())?.iter().sum();
        Some(Decimal::from(page.form.limits.total_weight) - taken).filter(|rest| *rest > Decimal::ZERO)
    })
}
