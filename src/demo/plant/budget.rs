//! Faults of a budget that was changed, or hardly spent; every sum and every rate is right.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::figures;
use crate::demo::filling::{ADJUSTED, EXECUTED, Field, Filling, INITIAL, Level1, Value};
use crate::model::number::{plain, round, round_points};

/// M06: the budget grew by half during the year, and nobody says why.
pub fn adjusted(site: &mut Site) -> Option<Vec<Mark>> {
    let parts = site.rng.u32(600..=700);
    let initial = share(site.filling.money.total(ADJUSTED), parts, 0);
    put(site.filling, INITIAL, initial)?;
    site.filling.money.reason.clear();
    Mark::one("M06", Field::Amount(0, ADJUSTED), format!("年初预算只有 {}，未说明调整原因", plain(initial)))
}

/// M07: the budget was cut down to what was spent.
pub fn trimmed(site: &mut Site) -> Option<Vec<Mark>> {
    let parts = site.rng.u32(1150..=1250);
    let adjusted = site.filling.money.total(ADJUSTED);
    put(site.filling, INITIAL, share(adjusted, parts, 0))?;
    spend(site.filling, adjusted)?;
    "11月经批准按实际需要调减预算。".clone_into(&mut site.filling.money.reason);
    Mark::one("M07", Field::Amount(0, ADJUSTED), "调整后的预算恰等于执行数，调减超过一成")
}

/// M09: less than four fifths were spent.
pub fn unspent(site: &mut Site) -> Option<Vec<Mark>> {
    let parts = site.rng.u32(600..=780);
    let executed = share(site.filling.money.total(ADJUSTED), parts, 2);
    spend(site.filling, executed)?;
    Mark::one("M09", Field::Amount(0, EXECUTED), "执行率低于 80%")
}

/// M10: less than half was spent, yet all of the output is claimed.
pub fn doubtful(site: &mut Site) -> Option<Vec<Mark>> {
    let parts = site.rng.u32(350..=470);
    let executed = share(site.filling.money.total(ADJUSTED), parts, 2);
    spend(site.filling, executed)?;
    for (at, row) in site.filling.rows.iter_mut().enumerate().filter(|(_, row)| row.level2.above() == Level1::Output) {
        if !row.is_full() {
            row.actual = if row.numbers().is_some() { row.target.clone() } else { Value::Reached };
            row.score = Some(row.weight);
            row.reason.clear();
        }
        // Another fault would take points off the output.
        site.taken.push(at);
    }
    Mark::one("M10", Field::Amount(0, EXECUTED), "执行率低于 50%，产出指标却全部满分")
}

/// So many thousandths of an amount.
fn share(amount: Decimal, parts: u32, places: u32) -> Decimal {
    round(amount * Decimal::new(i64::from(parts), 3), places)
}

/// Makes an amount the total of a column by way of its first part; nothing if that has not as much.
fn put(filling: &mut Filling, column: usize, amount: Decimal) -> Option<()> {
    let lines = &mut filling.money.lines;
    let more = amount - lines[0].amounts[column];
    if lines[1].amounts[column] + more <= Decimal::ZERO {
        return None;
    }
    lines[0].amounts[column] += more;
    lines[1].amounts[column] += more;
    Some(())
}

/// Lets so much be spent, with everything that follows from it.
fn spend(filling: &mut Filling, executed: Decimal) -> Option<()> {
    let adjusted = filling.money.total(ADJUSTED);
    if adjusted <= Decimal::ZERO {
        return None;
    }
    put(filling, EXECUTED, executed)?;
    filling.money.rate = Value::Number(round(executed / adjusted * Decimal::ONE_HUNDRED, 2));
    filling.money.score = round_points(executed / adjusted * Decimal::TEN);
    for row in filling.rows.iter_mut().filter(|row| figures::is_budget(row)) {
        row.actual = Value::Number(executed);
        row.score = row.due();
        row.reason.clear();
    }
    Some(())
}
