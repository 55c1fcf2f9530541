//! The page of a form: its parts in the order in which offices know them, and what the parts share.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Handed;
use super::columns::spread;
use super::live::Live;
use super::plan::{Content, Look, Plan, Span};
use super::{cover, figures, indicators, splits, written};
use crate::model::number::sum;
use crate::model::{CellRef, MoneyUnit};
use crate::schema::{ColumnSpec, Form, Role, TableRole, TableSpec};
use crate::text::Lang;

/// The column of the labels beside the tables.
const SIDE: f64 = 9.0;

/// A form while its parts are laid.
pub struct Page<'a> {
    /// The form.
    pub form: &'a Form,
    /// What is known before it is filled in.
    pub handed: &'a Handed,
    /// The language of help and refusals.
    pub lang: Lang,
    /// What was laid.
    pub plan: Plan,
    /// Weight and score of the budget execution, once they are laid.
    pub execution: BTreeMap<Role, CellRef>,
}

/// Lays a form: title, cover, amounts, goals, indicators, written parts, signatures, notes.
pub fn lay(form: &Form, handed: &Handed, lang: Lang) -> Plan {
    let plan = Plan { widths: widths(form), ..Plan::default() };
    let mut page = Page { form, handed, lang, plan, execution: BTreeMap::new() };
    cover::title(&mut page);
    cover::head(&mut page);
    cover::pairs(&mut page);
    written::texts_above(&mut page);
    let is_split = |table: &&TableSpec| table.role == TableRole::Split;
    for run in form.tables.chunk_by(|a, b| is_split(&a) && is_split(&b)) {
        match run {
            [table] if matches!(table.role, TableRole::Money | TableRole::Facts) => figures::lay(&mut page, table),
            [table, ..] if is_split(&table) => splits::lay(&mut page, run),
            _ => {}
        }
    }
    written::goals(&mut page);
    for table in form.tables.iter().filter(|table| table.role == TableRole::Indicators) {
        indicators::lay(&mut page, table);
    }
    written::texts(&mut page);
    written::sections(&mut page);
    cover::foot(&mut page);
    written::notes(&mut page);
    page.plan
}

/// The columns of the sheet: the label beside the tables, then the cells of the table that has most of them.
fn widths(form: &Form) -> Vec<f64> {
    let has_side = form.tables.iter().any(|table| !table.block.is_empty());
    let widest = form.tables.iter().map(cells).max_by_key(Vec::len).unwrap_or_default();
    let mut widths: Vec<f64> = if has_side { vec![SIDE] } else { Vec::new() };
    widths.extend(widest);
    // Signatures and short tables need something to spread over.
    while widths.len() < 8 {
        let Some(at) = (0..widths.len()).max_by(|a, b| widths[*a].total_cmp(&widths[*b])) else { return vec![12.0; 8] };
        let half = widths[at] / 2.0;
        widths[at] = half;
        widths.insert(at, half);
    }
    widths
}

/// The widths of the cells of a table's rows.
fn cells(table: &TableSpec) -> Vec<f64> {
    match table.role {
        TableRole::Indicators => indicators::columns(table).iter().map(|column| width_of(column.role)).collect(),
        TableRole::Money | TableRole::Facts => figures::widths(table),
        TableRole::Split => Vec::new(),
    }
}

/// How wide a column of a role is, in Latin characters.
pub const fn width_of(role: Role) -> f64 {
    match role {
        Role::Sign | Role::Unit | Role::Weight | Role::Score => 9.0,
        Role::Rate | Role::Completion | Role::Converted | Role::Audited => 11.0,
        Role::Level2 | Role::Target | Role::Actual => 15.0,
        Role::Level3 | Role::Basis | Role::Reason => 26.0,
        _ => 14.0,
    }
}

impl Page<'_> {
    /// Spreads the cells of a row over the columns, beside the label of its table or over the whole width.
    pub fn spread(&self, beside: bool, wanted: &[f64]) -> Vec<Span> {
        let first = usize::from(beside);
        spread(self.plan.widths.get(first..).unwrap_or_default(), u16::from(beside), wanted)
    }

    /// The header of a table: one row, or two where names stand under a common one ("预期指标值/符号").
    pub fn header(&mut self, columns: &[&ColumnSpec], spans: &[Span]) {
        let names: Vec<String> = columns.iter().map(|column| column.header.printed(self.handed.year, 1)).collect();
        let row = self.plan.next;
        let parted: Vec<Option<(&str, &str)>> = names.iter().map(|name| two_rows(name)).collect();
        let last = if parted.iter().any(Option::is_some) { row + 1 } else { row };
        for (at, (name, span)) in names.iter().zip(spans).enumerate() {
            let Some((upper, lower)) = parted[at] else {
                self.plan.print(row..=last, *span, name, Look::Label);
                continue;
            };
            self.plan.print(last..=last, *span, lower, Look::Label);
            let same = |other: &Option<(&str, &str)>| other.is_some_and(|(name, _)| name == upper);
            if at == 0 || !same(&parted[at - 1]) {
                let run = parted[at..].iter().take_while(|other| same(other)).count();
                self.plan.print(row..=row, (span.0, spans[at + run - 1].1), upper, Look::Label);
            }
        }
        self.plan.next = last + 1;
    }

    /// The label beside a table, with the unit of its amounts.
    pub fn block(&self, table: &TableSpec, number: usize) -> String {
        let mut text = table.block.printed(self.handed.year, number);
        if let Some(unit) = unit_name(table)
            && !text.contains(unit)
        {
            text = format!("{text}（{unit}）");
        }
        text
    }

    /// The words that answer a target in words, one for each tier.
    pub fn tiers(&self) -> Vec<String> {
        let tiers = self.form.scoring.tiers.iter();
        tiers.filter_map(|tier| tier.words.names().next().map(str::to_owned)).collect()
    }

    /// Adds cells up: printed numbers alone are a printed number, anything else a formula.
    pub fn sum(&mut self, row: u32, span: Span, cells: Vec<CellRef>, mut best: Vec<Vec<CellRef>>) {
        best.retain(|group| !group.is_empty());
        let printed = |at: &CellRef| match self.plan.at(*at).map(|cell| &cell.content) {
            Some(Content::Number(number)) => Some(*number),
            _ => None,
        };
        let all = || cells.iter().chain(best.iter().flatten());
        if all().all(|at| printed(at).is_some()) {
            let greatest = best.iter().filter_map(|group| group.iter().filter_map(printed).max());
            let whole: Option<Decimal> = sum(cells.iter().filter_map(printed).chain(greatest));
            return self.plan.number(row, span, whole.unwrap_or_default());
        }
        let awaited = all().filter(|at| printed(at).is_none()).copied().collect();
        self.plan.live(row, span, Live::Sum { cells, best, awaited });
    }
}

/// Upper and lower name of a header of two rows; a stroke inside a bracket ("执行率（B/A）") parts nothing.
fn two_rows(name: &str) -> Option<(&str, &str)> {
    name.split_once('/').filter(|(upper, _)| !upper.contains(['(', '（']))
}

/// The name of the unit of a table's amounts, where the schema knows it.
pub fn unit_name(table: &TableSpec) -> Option<&'static str> {
    let unit = MoneyUnit::from(table.unit?);
    MoneyUnit::ALL.iter().find(|(known, _)| *known == unit).map(|(_, name)| *name)
}
