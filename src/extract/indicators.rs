//! The tables of indicators.

use super::grid::{Grid, Spot};
use super::number::tidy;
use super::{facts, money, percent, quantity, sign, unit, values, weights};
use crate::locate::{ColumnAt, Layout, TableAt, TotalAt};
use crate::model::{
    Actual, ActualKind, CellRef, Entry, Fact, Indicator, IndicatorTable, Quantity, Raw, Sign, State, Target,
    TargetKind, TotalRow, Unit,
};
use crate::schema::{FieldType, Form, LabelSet, Role, Scale, TableRole, TableSpec};
use crate::text::{Label, fold};
use rust_decimal::Decimal;

/// The id under which a target before its adjustment is kept.
const INITIAL_TARGET: &str = "initial_target";

/// Every table of indicators that was found.
pub fn tables(layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<IndicatorTable> {
    let tables = layout.tables.iter().map(|table| (&layout.form.tables[table.spec], table));
    tables
        .filter(|(spec, _)| spec.role == TableRole::Indicators)
        .map(|(spec, table)| Reader { form: layout.form, spec, table, grid }.read())
        .collect()
}

struct Reader<'a> {
    form: &'a Form,
    spec: &'a TableSpec,
    table: &'a TableAt,
    grid: &'a Grid<'a>,
}

/// The levels that are in force, and the cells they were taken from.
#[derive(Default, Clone, Copy)]
struct Levels {
    first: Option<CellRef>,
    second: Option<CellRef>,
}

impl Reader<'_> {
    fn read(&self) -> IndicatorTable {
        let mut in_force = Levels::default();
        let (mut rows, mut unfilled, mut subtotals) = (Vec::new(), Vec::new(), Vec::new());
        for row in self.table.body.clone() {
            if self.grid.sheet().row(row).is_empty() {
                continue;
            }
            self.step(row, &mut in_force);
            let level3 = self.level3(row);
            let name = level3.value().map_or("", String::as_str);
            if self.repeats_header(name) {
                continue;
            }
            if let Some(label) = self.labelled(row, &self.spec.subtotal) {
                subtotals.push(self.total(TotalAt { label }));
                continue;
            }
            let own_name = self.name(name);
            if self.is_filled(row) || !own_name.is_empty() {
                rows.push(self.indicator(row, in_force, level3, own_name));
            } else if level3.value().is_some() {
                unfilled.push(level3);
            }
        }
        let header = self
            .table
            .columns
            .iter()
            .map(|column| column.header)
            .min()
            .unwrap_or(CellRef::new(self.table.body.start, 0));
        let mut table = IndicatorTable {
            id: self.spec.id.clone(),
            label_weight: money::label_weight(self.table, self.grid),
            header: self.grid.place(header),
            is_converted: self.form.scoring.scale == Scale::WeightPercent && !holds_points(&rows),
            rows,
            unfilled,
            subtotals,
            shared_reason: None,
            total: self.table.total.map(|total| self.total(total)),
        };
        weights::fill(&mut table, self.spec, self.table, self.grid);
        table
    }

    fn column(&self, role: Role) -> Option<&ColumnAt> {
        self.table.column(role)
    }

    /// Moves the levels on: a new first level ends the second.
    fn step(&self, row: u32, levels: &mut Levels) {
        let cell = |role| {
            let anchor = match self.grid.spot(row, self.column(role)?) {
                Spot::At(at) | Spot::Covered(at) => at,
            };
            let own = self.column(role).is_some_and(|column| (column.cols.0..=column.cols.1).contains(&anchor.col()));
            (own && !self.grid.raw(anchor).is_blank()).then_some(anchor)
        };
        if let Some(first) = cell(Role::Level1)
            && levels.first != Some(first)
        {
            *levels = Levels { first: Some(first), second: None };
        }
        if let Some(second) = cell(Role::Level2) {
            levels.second = Some(second);
        }
    }

    fn level3(&self, row: u32) -> Entry<String> {
        match self.column(Role::Level3).map(|column| self.grid.spot(row, column)) {
            Some(Spot::At(at)) => self.grid.words(at),
            Some(Spot::Covered(anchor)) => Entry::absent(self.grid.place(anchor)),
            None => Entry::absent(self.grid.place(CellRef::new(row, 0))),
        }
    }

    /// The name without the printed prefix; blank if nothing but the prefix stands there.
    fn name(&self, written: &str) -> String {
        let folded = fold(written);
        if folded.is_empty() || self.spec.placeholder.equal_to(&folded).is_some() {
            return String::new();
        }
        // The prefix is measured on the folded text and taken off the written one, blanks and all.
        let kept = self.spec.placeholder.strip(&folded).unwrap_or(&folded);
        let kept = kept.trim_start_matches([':', '.', '、']);
        let wanted = kept.chars().count();
        if wanted == folded.chars().count() {
            return without_number(written.trim()).to_owned();
        }
        let tail =
            written.char_indices().map(|(at, _)| &written[at..]).find(|tail| fold(tail).chars().count() <= wanted);
        without_number(tail.unwrap_or(written).trim()).to_owned()
    }

    fn is_filled(&self, row: u32) -> bool {
        self.spec.row_needs_any.iter().any(|role| {
            self.column(*role).is_some_and(|column| match self.grid.spot(row, column) {
                Spot::At(at) => !self.grid.raw(at).is_blank(),
                Spot::Covered(_) => false,
            })
        })
    }

    /// A header that is printed again on the next page.
    fn repeats_header(&self, name: &str) -> bool {
        !name.is_empty() && self.spec.column(Role::Level3).is_some_and(|column| column.header.matches(&Label::of(name)))
    }

    /// The cell of a row's level columns that says one of these.
    fn labelled(&self, row: u32, labels: &LabelSet) -> Option<CellRef> {
        if labels.is_empty() {
            return None;
        }
        [Role::Level1, Role::Level2, Role::Level3].into_iter().find_map(|role| {
            match self.grid.spot(row, self.column(role)?) {
                Spot::At(at) => labels.matches(&self.grid.label(at)).then_some(at),
                Spot::Covered(_) => None,
            }
        })
    }

    fn indicator(&self, row: u32, in_force: Levels, mut level3: Entry<String>, name: String) -> Indicator {
        let level = |at: Option<CellRef>| match at {
            Some(at) => self.grid.words(at),
            None => Entry::absent(self.grid.place(CellRef::new(row, 0))),
        };
        if name.is_empty() && level3.value().is_some() {
            level3.state = State::Blank; // "指标2" beside values names nothing
        }
        let points = |role| self.grid.value(row, self.column(role), quantity::points);
        let sign = self.sign(row);
        let unit = self.grid.value(row, self.column(Role::Unit), |raw| unit::of(&tidy(&raw.to_string())).flatten());
        let (mut target, mut actual) = (self.target(row, &sign, &unit), self.actual(row));
        percent::settle(&mut target, &mut actual);
        let label_weight = |at: Option<CellRef>, beside| at.and_then(|at| self.level_weight(at, beside));
        // Where the third level's cell is merged into the second's, that text is the name.
        let name = if name.is_empty() && !level3.is_asked() {
            in_force.second.map(|at| self.grid.raw(at).to_string()).unwrap_or_default()
        } else {
            name
        };
        let words = |role| self.grid.value(row, self.column(role), |raw| Some(raw.to_string()));
        Indicator {
            row,
            prescribed: self.spec.prescribed(&Label::of(&name)),
            is_execution: self.labelled(row, &self.spec.execution).is_some(),
            level1: level(in_force.first),
            level2: level(in_force.second),
            level3,
            name,
            sign,
            unit,
            target,
            basis: words(Role::Basis),
            actual,
            completion: words(Role::Completion),
            weight: points(Role::Weight),
            score: points(Role::Score),
            converted: points(Role::Converted),
            audited: points(Role::Audited),
            reason: self.grid.reason(row, self.column(Role::Reason), self.spec, CellRef::new(row, 0)),
            level1_weight: label_weight(in_force.first, Role::Level1Weight),
            level2_weight: label_weight(in_force.second, Role::Level2Weight),
            facts: self.facts(row),
        }
    }

    /// The weight of a level: in the bracket of its label, else in the column beside it.
    fn level_weight(&self, label: CellRef, beside: Role) -> Option<Decimal> {
        let column = || self.grid.value(label.row(), self.column(beside), quantity::points);
        self.grid.label(label).weight.or_else(|| column().value().map(|weight| weight.amount))
    }

    /// What stands in the columns that have no role in scoring.
    fn facts(&self, row: u32) -> Vec<Fact> {
        let columns = self.spec.columns.iter().enumerate().filter_map(|(at, column)| match column.role {
            Role::InitialTarget => Some((at, INITIAL_TARGET.into(), FieldType::Text)),
            _ => Some((at, column.id.clone()?, column.kind)),
        });
        let facts = columns.filter_map(|(at, id, kind)| {
            let found = self.table.columns.iter().find(|column| column.spec == at)?;
            Some(Fact { id, entry: self.grid.value(row, Some(found), |raw| facts::fact(raw, kind)) })
        });
        facts.collect()
    }

    /// The column 指标性质; 定性 says that no direction applies.
    fn sign(&self, row: u32) -> Entry<Sign> {
        let mut entry = self.grid.value(row, self.column(Role::Sign), |raw| sign::whole(&tidy(&raw.to_string())));
        if matches!(entry.state, State::Unreadable) && tidy(&entry.raw.to_string()).starts_with("定性") {
            entry.state = State::NotApplicable;
        }
        entry
    }

    /// The target, that of the beginning of the year where it was not adjusted, with direction and unit from their own columns
    /// where the form has such.
    fn target(&self, row: u32, sign: &Entry<Sign>, unit: &Entry<Unit>) -> Entry<Target> {
        let stated = |role| self.grid.value(row, self.column(role), values::target);
        let mut entry = stated(Role::Target);
        if !entry.is_written() && self.column(Role::InitialTarget).is_some() {
            entry = stated(Role::InitialTarget);
        }
        if let State::Value(target) = &mut entry.state {
            if !matches!(target.kind, TargetKind::Words) {
                target.sign = sign.value().copied().or(target.sign);
            }
            let wanted = unit.value();
            let take = |quantity: &mut Quantity| {
                if quantity.unit.is_none() {
                    quantity.unit = wanted.cloned();
                }
                percent::headed(quantity, self.column(Role::Target));
            };
            match &mut target.kind {
                TargetKind::Amount(quantity) => take(quantity),
                TargetKind::Between(low, high) => {
                    take(low);
                    take(high);
                }
                TargetKind::By(_) | TargetKind::Words => {}
            }
        }
        entry
    }

    fn actual(&self, row: u32) -> Entry<Actual> {
        let column = self.column(Role::Actual);
        let mut entry = self.grid.value(row, column, |raw| values::actual(raw, &self.form.scoring));
        if let State::Value(Actual { kind: ActualKind::Amount(quantity), .. }) = &mut entry.state {
            percent::headed(quantity, column);
        }
        entry
    }

    /// The printed total; where neither column holds one, the number to the right of the label is the score.
    fn total(&self, total: TotalAt) -> TotalRow {
        let row = total.label.row();
        let points = |role| self.grid.value(row, self.column(role), quantity::points);
        let (weight, mut score) = (points(Role::Weight), points(Role::Score));
        if !score.is_written() && self.column(Role::Converted).is_some() {
            score = points(Role::Converted);
        }
        if !weight.is_written() && !score.is_written() {
            let right = self
                .grid
                .sheet()
                .row(row)
                .iter()
                .find(|(at, cell)| at.col() > total.label.col() && matches!(cell.raw, Raw::Number { .. }));
            if let Some((at, _)) = right {
                score = self.grid.cell(*at, quantity::points);
            }
        }
        TotalRow { label: self.grid.words(total.label), weight, score }
    }
}

/// Whether the scores of a table are points out of their weights, although the form wants them out of 100.
fn holds_points(rows: &[Indicator]) -> bool {
    let pairs = || rows.iter().filter_map(|row| Some((row.score.value()?.amount, row.weight.value()?.amount)));
    pairs().next().is_some() && pairs().all(|(score, weight)| score <= weight)
}

/// Takes "1、", "①", "(1)", "★" off the front of a name.
fn without_number(name: &str) -> &str {
    let bare = name.trim_start_matches(['★', '☆', '●', '■', '▲', '※']);
    let bare = bare.strip_prefix(|c: char| ('①'..='⑳').contains(&c)).unwrap_or(bare);
    let open = bare.strip_prefix(['(', '（']);
    let digits = open.unwrap_or(bare);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() != digits.len();
    let tail = if open.is_some() { rest.strip_prefix([')', '）']) } else { rest.strip_prefix(['.', '、', '．']) };
    match tail {
        Some(tail) if numbered && !tail.trim().is_empty() && !tail.starts_with(|c: char| c.is_ascii_digit()) => {
            tail.trim()
        }
        _ => bare.trim(),
    }
}
