//! Tables of indicators: prescribed ones printed, free rows under every level, the total.

use std::collections::BTreeMap;

use super::input::{Input, Limit};
use super::live::Live;
use super::page::{Page, width_of};
use super::plan::{Look, Span};
use crate::model::CellRef;
use crate::schema::scoring::Scale;
use crate::schema::{ColumnSpec, IndicatorSpec, Role, TableSpec};

/// Free rows under each second level; fewer where the table stands there several times.
const FREE: usize = 3;
const FREE_OF_MANY: usize = 2;
/// Free rows of a table whose levels the form does not print.
const UNLEVELLED: usize = 15;
/// How often a table that repeats is printed.
const REPEATS: usize = 2;

/// One row.
#[derive(Clone)]
struct Line<'a> {
    levels: [Option<String>; 2],
    kind: Kind<'a>,
}

#[derive(Clone)]
enum Kind<'a> {
    Free,
    Prescribed(&'a IndicatorSpec),
    Execution(&'a str),
}

/// The columns that are printed: those that every copy has, and those that the prescribed indicators fill.
pub fn columns(table: &TableSpec) -> Vec<&ColumnSpec> {
    let fills = |column: &ColumnSpec| {
        table.indicators.iter().any(|indicator| match column.role {
            Role::Weight => indicator.weight.is_some(),
            Role::Target => indicator.target.is_some(),
            Role::Basis => !indicator.basis.is_empty(),
            _ => false,
        })
    };
    table.columns.iter().filter(|column| !column.optional || fills(column)).collect()
}

/// Lays a table of indicators.
pub fn lay(page: &mut Page<'_>, table: &TableSpec) {
    let kept = columns(table);
    let widths: Vec<f64> = kept.iter().map(|column| width_of(column.role)).collect();
    let has_side = !table.block.is_empty();
    let spans = page.spread(has_side, &widths);
    let first = page.plan.next;
    let places: Spans = kept.iter().zip(&spans).map(|(column, span)| (column.role, *span)).collect();
    page.header(&kept, &spans);
    page.plan.header = Some((first, page.plan.next - 1));
    let mut cells: BTreeMap<Role, Vec<CellRef>> = BTreeMap::new();
    let mut groups: BTreeMap<&str, BTreeMap<Role, Vec<CellRef>>> = BTreeMap::new();
    let instances = if table.repeat { REPEATS } else { 1 };
    for instance in 1..=instances {
        let start = if instance == 1 { first } else { page.plan.next };
        // The header stays with the first block.
        page.plan.blocks.push(start);
        let lines = lines(table);
        for line in &lines {
            let row = page.plan.next;
            for (column, span) in kept.iter().zip(&spans) {
                cell(page, line, column.role, (row, *span), &places);
                let filled = match &line.kind {
                    Kind::Prescribed(IndicatorSpec { best_of: Some(group), .. }) => groups.entry(group).or_default(),
                    _ => &mut cells,
                };
                filled.entry(column.role).or_default().push(CellRef::new(row, span.0));
            }
            page.plan.next += 1;
        }
        let rows = page.plan.next - u32::try_from(lines.len()).unwrap_or(0);
        levels(page, &lines, rows, &places);
        if has_side {
            let text = page.block(table, instance);
            let side = (0, 0);
            if table.repeat {
                page.plan.suggest(start..=page.plan.next - 1, side, text, Input::Block);
            } else {
                page.plan.print(start..=page.plan.next - 1, side, text, Look::Label);
            }
        }
    }
    if !table.total.is_empty() && page.form.scoring.scale == Scale::Points {
        total(page, table, &places, &cells, &groups);
    }
    page.plan.blocks.push(page.plan.next);
}

type Spans = BTreeMap<Role, Span>;

/// The rows of a table, as the schema prints them.
fn lines(table: &TableSpec) -> Vec<Line<'_>> {
    let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut lines: Vec<Line<'_>> = Vec::new();
    for indicator in &table.indicators {
        lines.push(Line {
            levels: [named(&indicator.level1), named(&indicator.level2)],
            kind: Kind::Prescribed(indicator),
        });
    }
    let free = if table.repeat { FREE_OF_MANY } else { FREE };
    for path in &table.outline {
        let (first, second) = path.split_once('/').unwrap_or((path, ""));
        let line = Line { levels: [named(first.trim()), named(second.trim())], kind: Kind::Free };
        lines.extend(std::iter::repeat_n(line, free));
    }
    if lines.is_empty() {
        lines.extend(std::iter::repeat_n(Line { levels: [None, None], kind: Kind::Free }, UNLEVELLED));
    }
    if !table.execution.is_empty() {
        let name = table.execution.name();
        lines.push(Line { levels: [Some(name.to_owned()), Some(name.to_owned())], kind: Kind::Execution(name) });
    }
    lines
}

/// One cell of a row; the levels are laid for all rows together.
fn cell(page: &mut Page<'_>, line: &Line<'_>, role: Role, (row, span): (u32, Span), spans: &Spans) {
    let rows = row..=row;
    let prescribed = match line.kind {
        Kind::Prescribed(indicator) => Some(indicator),
        _ => None,
    };
    let input = match role {
        Role::Level1 | Role::Level2 => return,
        Role::Level3 => match line.kind {
            Kind::Free => Input::Name,
            Kind::Prescribed(indicator) => return page.plan.print(rows, span, indicator.name.name(), Look::Row(0)),
            Kind::Execution(name) => return page.plan.print(rows, span, name, Look::Row(0)),
        },
        Role::Weight => match prescribed.and_then(|indicator| indicator.weight) {
            Some(weight) => return page.plan.number(row, span, weight.0),
            None => Input::Weight,
        },
        Role::Target => match prescribed.and_then(|indicator| indicator.target.as_ref()) {
            Some(target) => return page.plan.print(rows, span, target, Look::Value),
            None if spans.contains_key(&Role::Sign) => Input::TargetValue,
            None => Input::Target,
        },
        Role::Basis => match prescribed {
            Some(indicator) => return page.plan.print(rows, span, &indicator.basis, Look::Row(0)),
            None => Input::Prose(String::new()),
        },
        Role::Score => Input::Score(match spans.get(&Role::Weight) {
            Some((col, _)) if page.form.scoring.scale == Scale::Points => Limit::Column(*col),
            _ => Limit::Points(page.form.limits.total_weight.into()),
        }),
        Role::Converted => {
            let at = |role| spans.get(&role).map(|(col, _)| CellRef::new(row, *col));
            return match (at(Role::Score), at(Role::Weight)) {
                (Some(score), Some(weight)) => page.plan.live(row, span, Live::Converted { score, weight }),
                _ => page.plan.ask(rows, span, Input::Number),
            };
        }
        // What the bureau awards is not the department's to write.
        Role::Audited => return page.plan.print(rows, span, "", Look::Value),
        Role::Sign => Input::Sign,
        Role::Unit => Input::Unit,
        Role::Actual => Input::Actual(page.tiers()),
        Role::Completion if !page.form.scoring.tiers.is_empty() => Input::Tier(page.tiers()),
        Role::Reason => Input::Prose(String::new()),
        _ => Input::Line,
    };
    page.plan.ask(rows, span, input);
}

/// The levels: a name that several rows share is printed once, merged down over them.
fn levels(page: &mut Page<'_>, lines: &[Line<'_>], first: u32, spans: &Spans) {
    for (depth, role) in [Role::Level1, Role::Level2].into_iter().enumerate() {
        let Some(&span) = spans.get(&role) else { continue };
        let mut row = first;
        for run in lines.chunk_by(|a, b| a.levels[..=depth] == b.levels[..=depth]) {
            let count = u32::try_from(run.len()).unwrap_or(1);
            if depth == 0 && row > first {
                page.plan.blocks.push(row);
            }
            match run.first().and_then(|line| line.levels[depth].clone()) {
                Some(name) => page.plan.print(row..=row + count - 1, span, name, Look::Label),
                None if run.iter().any(|line| matches!(line.kind, Kind::Prescribed(_))) => {
                    page.plan.print(row..=row + count - 1, span, "", Look::Label);
                }
                None => (row..row + count).for_each(|row| page.plan.ask(row..=row, span, Input::Name)),
            }
            row += count;
        }
    }
}

/// The printed total: points and scores of all rows, and those of the budget execution.
fn total(
    page: &mut Page<'_>,
    table: &TableSpec,
    spans: &Spans,
    cells: &BTreeMap<Role, Vec<CellRef>>,
    groups: &BTreeMap<&str, BTreeMap<Role, Vec<CellRef>>>,
) {
    let row = page.plan.next;
    let sums: Vec<(Role, Span)> =
        [Role::Weight, Role::Score].into_iter().filter_map(|role| Some((role, *spans.get(&role)?))).collect();
    let Some(first) = sums.iter().map(|(_, span)| span.0).min().filter(|first| *first > 0) else { return };
    page.plan.print(row..=row, (0, first - 1), table.total.name(), Look::Label);
    let mut next = first;
    for (role, span) in &sums {
        if next < span.0 {
            page.plan.print(row..=row, (next, span.0 - 1), "", Look::Value);
        }
        let of = |cells: &BTreeMap<Role, Vec<CellRef>>| cells.get(role).cloned().unwrap_or_default();
        let mut added = page.execution.get(role).copied().into_iter().collect::<Vec<_>>();
        added.extend(of(cells));
        page.sum(row, *span, added, groups.values().map(of).collect());
        next = span.1 + 1;
    }
    if next <= page.plan.last_col() {
        page.plan.print(row..=row, (next, page.plan.last_col()), "", Look::Value);
    }
    page.plan.next += 1;
}
