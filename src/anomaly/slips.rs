//! Which value of a row is of the wrong size: against last year, then against its siblings.

use super::bounds::{actual_of, target_of};
use super::history::{money, size_in_yuan, yuan_power};
use super::impact::{Cell, Column};
use super::unit::{Measure, agree, power, size};
use crate::model::{Before, Indicator, MoneyBlock, MoneyRow, Place, Quantity, Raw, Unit};
use crate::text::Text;

/// One value that is off by a power of ten.
pub(super) struct Slip {
    /// The power: above zero if the value is too large.
    pub(super) power: i32,
    pub(super) measure: Measure,
    pub(super) place: Place,
    /// The label of the money row or the name of the indicator.
    pub(super) subject: String,
    pub(super) value: String,
    /// The cell it was compared with; none if that stands in a file of last year.
    pub(super) against: Option<Place>,
    pub(super) reference: String,
    pub(super) compared_with: Text,
    /// Which amount of the submission it is, if it is money.
    pub(super) cell: Option<Cell>,
}

const LAST_YEAR: Text = Text::new("上年同项目数", "last year's value");
const COLUMNS: [(Column, Text); 3] = [
    (Column::Initial, Text::new("年初预算数", "initial budget")),
    (Column::Adjusted, Text::new("全年预算数", "adjusted budget")),
    (Column::Executed, Text::new("全年执行数", "executed amount")),
];
/// The usual pairs first: executed with adjusted, adjusted with initial, then executed with initial.
const MONEY_PAIRS: [(usize, usize); 3] = [(2, 1), (1, 0), (2, 0)];
const TARGET: Text = Text::new("指标值", "target");
const ACTUAL: Text = Text::new("实际完成值", "actual value");

/// A value among those it is compared with.
struct Value<'a> {
    /// Its size, in the unit that the values of the row share; nothing if it cannot be compared with them.
    size: Option<f64>,
    place: &'a Place,
    raw: &'a Raw,
    name: Text,
    last: Option<Last<'a>>,
    cell: Option<Cell>,
}

/// The sizes of the value now and last year, in the same unit, and what was written last year.
struct Last<'a> {
    now: f64,
    then: f64,
    raw: &'a Raw,
}

/// The values of one row.
struct Row<'a, const N: usize> {
    measure: Measure,
    subject: &'a dyn Fn() -> String,
    values: [Option<Value<'a>>; N],
    /// Which of the two of a pair is taken for wrong where nothing else tells: the first, given its power?
    first_is_wrong: &'a dyn Fn(i32) -> bool,
}

/// Amounts of one row of a money block.
pub(super) fn of_money(
    block: &MoneyBlock,
    row: &MoneyRow,
    (block_at, row_at): (usize, usize),
    before: Option<&Before<'_>>,
    slips: &mut Vec<Slip>,
) {
    let values = COLUMNS.map(|(column, name)| {
        let entry = column.of(row);
        let quantity = entry.value()?;
        let in_yuan = size_in_yuan(block, quantity);
        let last = before
            .and_then(|before| money(before, &row.id, column))
            .and_then(|(then, raw)| Some(Last { now: in_yuan?, then, raw }));
        Some(Value {
            // Without a declared unit the amounts of a block still share one.
            size: if block.unit.is_some() { in_yuan } else { size(quantity.amount) },
            place: &entry.place,
            raw: &entry.raw,
            name,
            last,
            cell: Some(Cell { block: block_at, row: row_at, column }),
        })
    });
    let subject = || row.label.raw.to_string().trim().to_owned();
    // 元 in a form in 万元 is the usual slip: the larger value is the wrong one.
    let row = Row { measure: Measure::Money, subject: &subject, values, first_is_wrong: &|power| power > 0 };
    row.judge(&MONEY_PAIRS, slips);
}

/// Target and actual value of an indicator, where both are plain numbers.
pub(super) fn of_indicator(indicator: &Indicator, before: Option<&Before<'_>>, slips: &mut Vec<Slip>) {
    let (target, actual) = (target(indicator), actual_of(indicator));
    let then = before.and_then(|before| before.indicator(&indicator.name));
    let last = |now: &Quantity, then: Option<&Quantity>, raw| {
        let (now, then) = sizes(now, then?)?;
        Some(Last { now, then, raw })
    };
    let (target_size, actual_size) = target.zip(actual).and_then(|(target, actual)| sizes(target, actual)).unzip();
    let target_value = target.map(|quantity| Value {
        size: target_size,
        place: &indicator.target.place,
        raw: &indicator.target.raw,
        name: TARGET,
        last: then.and_then(|then| last(quantity, self::target(then), &then.target.raw)),
        cell: None,
    });
    let actual_value = actual.map(|quantity| Value {
        size: actual_size,
        place: &indicator.actual.place,
        raw: &indicator.actual.raw,
        name: ACTUAL,
        last: then.and_then(|then| last(quantity, actual_of(then), &then.actual.raw)),
        cell: None,
    });
    let is_percent = |quantity: Option<&Quantity>| quantity.is_some_and(|q| q.unit == Some(Unit::Percent));
    let is_money = |quantity: Option<&Quantity>| quantity.is_some_and(|q| matches!(q.unit, Some(Unit::Money(_))));
    let measure = if is_percent(target) || is_percent(actual) {
        Measure::Percent
    } else if is_money(target) || is_money(actual) {
        Measure::Money
    } else {
        Measure::Other
    };
    // A fraction without a percent sign beside a percentage is the wrong one; else the actual value is in doubt.
    let target_lacks_sign = is_percent(actual) && !is_percent(target);
    let row = Row {
        measure,
        subject: &|| indicator.name.clone(),
        values: [target_value, actual_value],
        first_is_wrong: &|_| !target_lacks_sign,
    };
    row.judge(&[(1, 0)], slips);
}

/// The number of a target that asks for one.
fn target(indicator: &Indicator) -> Option<&Quantity> {
    match target_of(indicator) {
        [only, None] => only,
        _ => None,
    }
}

/// The sizes of two values in a common unit; where one has none, that of the other is taken over.
fn sizes(a: &Quantity, b: &Quantity) -> Option<(f64, f64)> {
    let (one, other) = (size(a.amount)?, size(b.amount)?);
    match (&a.unit, &b.unit) {
        (Some(Unit::Money(x)), Some(Unit::Money(y))) => Some((one + yuan_power(*x), other + yuan_power(*y))),
        (Some(x), Some(y)) if x != y => None,
        _ => Some((one, other)),
    }
}

impl<const N: usize> Row<'_, N> {
    /// Finds the values that slipped: first those that do not fit last year's, then of every pair that does not fit the
    /// one that its other sibling or last year's value speaks against.
    fn judge(&self, pairs: &[(usize, usize)], slips: &mut Vec<Slip>) {
        let start = slips.len();
        for value in self.values.iter().flatten() {
            let Some(last) = &value.last else { continue };
            if let Some(power) = power(last.now, last.then) {
                slips.push(self.slip(power, value, None, last.raw, LAST_YEAR));
            }
        }
        for &(a, b) in pairs {
            let (Some(one), Some(other)) = (self.value(a), self.value(b)) else { continue };
            let (Some(first), Some(second)) = (one.size, other.size) else { continue };
            let Some(power) = power(first, second).filter(|power| self.is_of_units(*power)) else { continue };
            let told = |value: &Value<'_>| slips[start..].iter().any(|slip| slip.place == *value.place);
            if told(one) || told(other) {
                continue;
            }
            let third = (0..N).filter(|at| *at != a && *at != b).find_map(|at| self.value(at)?.size);
            let first_is_wrong = match third {
                Some(third) if agree(third, second) => true,
                Some(third) if agree(third, first) => false,
                _ => match (one.is_as_last_year(), other.is_as_last_year()) {
                    (true, false) => false,
                    (false, true) => true,
                    _ => (self.first_is_wrong)(power),
                },
            };
            let (wrong, right, power) = if first_is_wrong { (one, other, power) } else { (other, one, -power) };
            slips.push(self.slip(power, wrong, Some(right.place.clone()), right.raw, right.name));
        }
    }

    /// Whether two units of the measure differ by this power. One percent of a budget may well be all that was spent, and
    /// one complaint where a hundred were allowed is no slip.
    const fn is_of_units(&self, power: i32) -> bool {
        match self.measure {
            Measure::Money => power.abs() >= 3,
            Measure::Percent => power.abs() == 2,
            Measure::Other => matches!(power.abs(), 4 | 8),
        }
    }

    fn value(&self, at: usize) -> Option<&Value<'_>> {
        self.values.get(at)?.as_ref()
    }

    fn slip(&self, power: i32, value: &Value<'_>, against: Option<Place>, reference: &Raw, name: Text) -> Slip {
        Slip {
            power,
            measure: self.measure,
            place: value.place.clone(),
            subject: (self.subject)(),
            value: value.raw.to_string(),
            against,
            reference: reference.to_string(),
            compared_with: name,
            cell: value.cell,
        }
    }
}

impl Value<'_> {
    /// Whether last year's value is known and of the same size.
    fn is_as_last_year(&self) -> bool {
        self.last.as_ref().is_some_and(|last| agree(last.now, last.then))
    }
}
