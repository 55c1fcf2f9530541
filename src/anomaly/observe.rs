//! Every number of the submissions in force, as the ladder sees it, and where each came from.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::impact::{Cell, Column};
use super::ladder::{Measure, Observation};
use super::numbers::{actual_of, target_of};
use crate::model::number::product;
use crate::model::{
    Before, History, Indicator, MoneyBlock, MoneyRow, MoneyUnit, Place, Quantity, Raw, Roster, Submission, Unit, Year,
};
use crate::schema::{Form, find_form};
use crate::text::{Text, fold};

use super::Seen;

/// Where a number stands and what it is called.
pub(super) struct Source<'a> {
    /// Index of the entry.
    pub(super) entry: usize,
    /// Its cell.
    pub(super) place: &'a Place,
    /// What was written.
    pub(super) raw: &'a Raw,
    /// What was written last year.
    pub(super) last: Option<&'a Raw>,
    /// The column.
    pub(super) column: Text,
    /// The row it stands in.
    pub(super) of: Of<'a>,
    /// Which amount it is, if it is money of the block.
    pub(super) cell: Option<Cell>,
    /// How many of the ladder's unit one of the written unit is.
    pub(super) factor: Decimal,
    /// Whether it is no number of the form but computed of two: money for one unit of output.
    pub(super) is_unit_cost: bool,
}

/// The row of a number.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// A row of money.
    Money(&'a MoneyRow),
    /// An indicator.
    Indicator(&'a Indicator),
}

impl Source<'_> {
    /// What the number belongs to.
    pub(super) fn subject(&self) -> String {
        match self.of {
            Of::Money(row) => row.label.raw.to_string().trim().to_owned(),
            Of::Indicator(indicator) => indicator.name.clone(),
        }
    }
}

/// The numbers of a county as they are gathered.
#[derive(Default)]
struct Observed<'a> {
    numbers: Vec<Observation>,
    sources: Vec<Source<'a>>,
    keys: HashMap<String, usize>,
    categories: HashMap<&'a str, usize>,
    rows: usize,
}

const INITIAL: Text = Text::new("年初预算数", "initial budget");
const ADJUSTED: Text = Text::new("全年预算数", "adjusted budget");
const EXECUTED: Text = Text::new("全年执行数", "executed amount");
const TARGET: Text = Text::new("指标值", "target");
const ACTUAL: Text = Text::new("实际完成值", "actual value");
const UNIT_COST: Text = Text::new("单位成本（元）", "cost of one (元)");
const COLUMNS: [(Column, Text); 3] =
    [(Column::Initial, INITIAL), (Column::Adjusted, ADJUSTED), (Column::Executed, EXECUTED)];

/// Every number of this year, and where each came from, position by position.
pub(super) fn observe<'a>(
    this: Year<'a>,
    history: &History<'a>,
    forms: &'a [Arc<Form>],
    roster: &'a Roster,
) -> (Vec<Observation>, Vec<Source<'a>>) {
    let mut observed = Observed::default();
    let categories: HashMap<&str, &str> =
        roster.units.iter().map(|unit| (&*unit.code, unit.category.as_str())).collect();
    for (at, entry) in this.entries.iter().enumerate().filter(|(_, entry)| entry.standing.is_in_force()) {
        let Some(case) = this.case(entry) else { continue };
        let submission = &case.submission;
        let before = history.before(entry, submission);
        let form = find_form(forms, &submission.form).map(AsRef::as_ref);
        let category = entry.owner.as_ref().and_then(|owner| categories.get(&*owner.code)).copied().unwrap_or_default();
        let next = observed.categories.len();
        let category = *observed.categories.entry(category).or_insert(next);
        let seen = Seen { at, entry, case, form, of_county: &[] };
        observed.submission(seen, submission, before.as_ref(), category);
    }
    (observed.numbers, observed.sources)
}

impl<'a> Observed<'a> {
    fn submission(&mut self, seen: Seen<'a>, submission: &'a Submission, before: Option<&Before<'a>>, category: usize) {
        for (block_at, block) in submission.money.iter().enumerate() {
            for (row_at, row) in block.rows.iter().enumerate() {
                self.money(seen, (block, block_at), (row, row_at), before, category);
            }
        }
        let spent = submission.money.iter().find_map(|block| {
            let total = block.total()?.executed.value()?;
            base(total, block.unit.map(Unit::Money).as_ref()).filter(|_| block.unit.is_some())
        });
        for indicator in submission.all_indicators() {
            self.indicator(seen, indicator, before, category, spent.map(|(amount, _)| amount));
        }
    }

    fn money(
        &mut self,
        seen: Seen<'a>,
        (block, block_at): (&'a MoneyBlock, usize),
        (row, row_at): (&'a MoneyRow, usize),
        before: Option<&Before<'a>>,
        category: usize,
    ) {
        // A source of money that is not used is no zero to be told.
        let is_used = |column: Column| column.of(row).value().is_some_and(|quantity| !quantity.amount.is_zero());
        if row.parent.is_some() && !COLUMNS.iter().any(|(column, _)| is_used(*column)) {
            return;
        }
        let last = |column: Column| {
            let blocks = before?.submission.money.iter();
            blocks.filter(|block| block.unit.is_some()).find_map(|block| {
                let entry = column.of(block.rows.iter().find(|known| known.id == row.id)?);
                Some((base(entry.value()?, block.unit.map(Unit::Money).as_ref())?.0, &entry.raw))
            })
        };
        for (position, (column, name)) in COLUMNS.into_iter().enumerate() {
            let entry = column.of(row);
            let unit = block.unit.map(Unit::Money);
            let Some((value, factor)) = entry.value().and_then(|quantity| base(quantity, unit.as_ref())) else {
                continue;
            };
            // Without a declared unit the amounts of a block still share one, but no other form does.
            let known = block.unit.is_some();
            let last = last(column).filter(|_| known);
            let form = if &*row.id == "total" { "" } else { &*seen.case.submission.form };
            let key = known.then(|| self.key(format!("{form}/{}/{position}", row.id)));
            self.numbers.push(Observation {
                submission: seen.at,
                row: self.rows,
                // The parts of a budget are another kind of number than the whole.
                column: if row.parent.is_none() { position } else { COLUMNS.len() + position },
                key,
                category,
                measure: Measure::Money,
                value,
                decimals: entry.value().map_or(0, |quantity| quantity.decimals),
                last: last.map(|(value, _)| value),
                limits: (Some(Decimal::ZERO), None),
            });
            self.sources.push(Source {
                entry: seen.at,
                place: &entry.place,
                raw: &entry.raw,
                last: last.map(|(_, raw)| raw),
                column: name,
                of: Of::Money(row),
                cell: Some(Cell { block: block_at, row: row_at, column }),
                factor,
                is_unit_cost: false,
            });
        }
        self.rows += 1;
    }

    /// Target and actual value of an indicator, where both are plain numbers, and what one of its output cost.
    fn indicator(
        &mut self,
        seen: Seen<'a>,
        indicator: &'a Indicator,
        before: Option<&Before<'a>>,
        category: usize,
        spent: Option<Decimal>,
    ) {
        let then = before.and_then(|before| before.indicator(&indicator.name));
        let (target, actual) = (single(target_of(indicator)), actual_of(indicator));
        let own = indicator.unit.value();
        let unit_of = |quantity: &'a Quantity| quantity.unit.as_ref().or(own);
        let shared = target.and_then(unit_of).or_else(|| actual.and_then(unit_of));
        let is_percent =
            [target, actual].into_iter().flatten().any(|quantity| unit_of(quantity) == Some(&Unit::Percent));
        let measure = match shared {
            _ if is_percent => Measure::Percent,
            Some(Unit::Money(_)) => Measure::Money,
            _ => Measure::Count,
        };
        let name = fold(&indicator.name);
        let is_bounded = seen.form.is_some_and(|form| {
            let words = &form.words;
            words.bounded_rates.found_in(&name).is_some() && words.unbounded_rates.found_in(&name).is_none()
        });
        let limits = match measure {
            Measure::Percent if is_bounded => (Some(Decimal::ZERO), Some(Decimal::ONE_HUNDRED)),
            _ => (None, None),
        };
        let unit = shared.filter(|_| !name.is_empty()).map(unit_name);
        let level = fold(&indicator.level2.raw.to_string());
        let key = |observed: &mut Self, column: usize| {
            unit.as_ref().map(|unit| observed.key(format!("{level}/{name}/{unit}/{column}")))
        };
        let columns = [
            (
                target,
                &indicator.target.place,
                &indicator.target.raw,
                TARGET,
                then.map(|then| (single(target_of(then)), &then.target.raw)),
            ),
            (
                actual,
                &indicator.actual.place,
                &indicator.actual.raw,
                ACTUAL,
                then.map(|then| (actual_of(then), &then.actual.raw)),
            ),
        ];
        for (column, (quantity, place, raw, name, then)) in columns.into_iter().enumerate() {
            let Some(quantity) = quantity else { continue };
            let Some((value, factor)) = base(quantity, shared) else { continue };
            if column == 1 && unlike(quantity, target) {
                self.rows += 1; // of another unit than the target: not to be compared with it
            }
            let last = then.and_then(|(then, raw)| Some((last_year(quantity, then?, shared, factor)?, raw)));
            let key = key(self, column);
            self.numbers.push(Observation {
                submission: seen.at,
                row: self.rows,
                column,
                key,
                category,
                measure,
                value,
                decimals: quantity.decimals,
                last: last.map(|(value, _)| value),
                limits,
            });
            self.sources.push(Source {
                entry: seen.at,
                place,
                raw,
                last: last.map(|(_, raw)| raw),
                column: name,
                of: Of::Indicator(indicator),
                cell: None,
                factor,
                is_unit_cost: false,
            });
        }
        self.rows += 1;
        if let (Some(spent), Some(actual), Some(unit), Measure::Count) = (spent, actual, &unit, measure) {
            self.unit_cost(seen, indicator, (spent, actual), &format!("{level}/{name}/{unit}"), category);
        }
    }

    /// Money for one unit of output: what the project spent, divided by what it reached.
    fn unit_cost(
        &mut self,
        seen: Seen<'a>,
        indicator: &'a Indicator,
        (spent, reached): (Decimal, &Quantity),
        output: &str,
        category: usize,
    ) {
        let positive = |number: Decimal| number > Decimal::ZERO;
        let cost = positive(reached.amount).then(|| crate::model::number::ratio(spent, reached.amount)).flatten();
        let Some(cost) = cost.filter(|cost| positive(*cost)) else { return };
        let key = Some(self.key(format!("{output}/cost")));
        self.numbers.push(Observation {
            submission: seen.at,
            row: self.rows,
            column: 0,
            key,
            category,
            measure: Measure::Money,
            value: cost,
            decimals: 2,
            last: None,
            limits: (None, None),
        });
        self.sources.push(Source {
            entry: seen.at,
            place: &indicator.actual.place,
            raw: &indicator.actual.raw,
            last: None,
            column: UNIT_COST,
            of: Of::Indicator(indicator),
            cell: None,
            factor: Decimal::ONE,
            is_unit_cost: true,
        });
        self.rows += 1;
    }

    fn key(&mut self, name: String) -> usize {
        let next = self.keys.len();
        *self.keys.entry(name).or_insert(next)
    }
}

/// The number of a target that asks for one.
fn single(both: [Option<&Quantity>; 2]) -> Option<&Quantity> {
    match both {
        [only, None] => only,
        _ => None,
    }
}

/// Whether two quantities name units of which neither can be led to the other.
fn unlike(one: &Quantity, other: Option<&Quantity>) -> bool {
    let Some(other) = other else { return false };
    match (&one.unit, &other.unit) {
        (Some(Unit::Money(_)), Some(Unit::Money(_))) | (None, _) | (_, None) => false,
        (a, b) => a != b,
    }
}

/// A quantity in 元 if it is money, else as it is written, and how many of that unit one of its own is. A quantity without
/// a unit has that of its row; nothing if its own is of another kind.
fn base(quantity: &Quantity, shared: Option<&Unit>) -> Option<(Decimal, Decimal)> {
    let factor = match (quantity.unit.as_ref().or(shared), shared) {
        (Some(Unit::Money(unit)), Some(Unit::Money(_)) | None) => unit.in_yuan(),
        (Some(Unit::Money(_)), Some(_)) => return None,
        _ => Decimal::ONE,
    };
    Some((product(quantity.amount, factor)?, factor))
}

/// Last year's number in the ladder's unit; where one year names a unit and the other does not, it is taken over.
fn last_year(now: &Quantity, then: &Quantity, shared: Option<&Unit>, factor: Decimal) -> Option<Decimal> {
    match (now.unit.as_ref().or(shared), &then.unit) {
        (Some(Unit::Money(_)), Some(Unit::Money(unit))) => product(then.amount, unit.in_yuan()),
        (Some(own), Some(unit)) if own != unit => None,
        _ => product(then.amount, factor),
    }
}

/// A unit as the key of an indicator has it: every unit of money is one.
fn unit_name(unit: &Unit) -> String {
    match unit {
        Unit::Money(_) => MoneyUnit::Yuan.name().to_owned(),
        other => other.to_string(),
    }
}
