//! Faults of a form as a whole, which leave no room for others.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::figures;
use crate::demo::filling::{ADJUSTED, EXECUTED, Field, Row, Value};

/// The fewest numbers that make a pattern.
const LEAST: usize = 5;

/// V10: every actual value repeats its target.
pub fn copied(site: &mut Site) -> Option<Vec<Mark>> {
    let rows = &mut site.filling.rows;
    let first = rows.iter().position(|row| row.numbers().is_some())?;
    if rows.iter().filter(|row| row.numbers().is_some()).count() < LEAST {
        return None;
    }
    rows.iter_mut().filter(|row| row.numbers().is_some()).for_each(reach);
    Mark::one("V10", Field::Actual(first), "所有数值指标的完成值都等于指标值")
}

/// V11: full marks in every row, and the whole budget was spent.
pub fn full(site: &mut Site) -> Option<Vec<Mark>> {
    for row in &mut site.filling.rows {
        if row.actual == Value::Partly {
            row.actual = Value::Reached;
        }
        if !row.is_full() || figures::is_budget(row) {
            reach(row);
        }
    }
    let money = &mut site.filling.money;
    for line in &mut money.lines {
        line.amounts[EXECUTED] = line.amounts[ADJUSTED];
    }
    (money.rate, money.score) = (Value::Number(Decimal::ONE_HUNDRED), Decimal::TEN);
    Mark::one("V11", Field::TotalScore, "各行全部满分")
}

/// Lets a row reach its target exactly, with full marks.
fn reach(row: &mut Row) {
    if row.numbers().is_some() {
        row.actual = row.target.clone();
    }
    row.score = Some(row.weight);
    row.reason.clear();
}
