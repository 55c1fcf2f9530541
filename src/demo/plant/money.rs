//! Faults of the money block.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::figures;
use crate::demo::filling::{ADJUSTED, Direction, EXECUTED, Field, INITIAL, Value};
use crate::model::number::{plain, round};

/// M01: the total at the beginning of the year is not the sum of its parts.
pub fn sum(site: &mut Site) -> Option<Vec<Mark>> {
    let by = Decimal::new(i64::from(site.rng.u32(10..=60)), 1);
    let lines = &mut site.filling.money.lines;
    let right = lines[0].amounts[INITIAL];
    lines[0].amounts[INITIAL] += by;
    Mark::one("M01", Field::Amount(0, INITIAL), format!("年初合计应为 {}", plain(right)))
}

/// M02: the printed rate is not executed ÷ adjusted.
pub fn rate(site: &mut Site) -> Option<Vec<Mark>> {
    let Value::Number(right) = site.filling.money.rate else { return None };
    let by = Decimal::new(i64::from(site.rng.u32(150..=480)), 2);
    let wrong = if right + by > Decimal::ONE_HUNDRED { right - by } else { right + by };
    site.filling.money.rate = Value::Number(wrong);
    Mark::one("M02", Field::Rate, format!("执行率应为 {}%", plain(right)))
}

/// M03: more was spent than the adjusted budget; everything that follows from it is right.
pub fn overspent(site: &mut Site) -> Option<Vec<Mark>> {
    let (kind, year) = (site.kind, site.filling.year);
    let money = &mut site.filling.money;
    let [_, adjusted, executed] = money.lines[0].amounts;
    let more = round(adjusted * Decimal::new(i64::from(site.rng.u32(102..=106)), 2), 2) - executed;
    money.lines[0].amounts[EXECUTED] += more;
    money.lines[1].amounts[EXECUTED] += more;
    let executed = money.total(EXECUTED);
    money.rate = Value::Number(round(executed / adjusted * Decimal::ONE_HUNDRED, 2));
    money.score = Decimal::TEN;
    // A cost indicator that is held against the budget is missed as well.
    for row in site.filling.rows.iter_mut().filter(|row| figures::is_budget(row)) {
        row.actual = Value::Number(executed);
        row.score = row.due();
        row.reason = crate::demo::texts::reason(kind, row, year, site.rng);
    }
    Mark::one("M03", Field::Amount(0, EXECUTED), "执行数大于全年预算数")
}

/// M04: the points for budget execution are not the rate times ten.
pub fn score(site: &mut Site) -> Option<Vec<Mark>> {
    let money = &mut site.filling.money;
    let right = money.score;
    money.score = if right > Decimal::new(95, 1) { Decimal::from(9) } else { Decimal::TEN };
    Mark::one("M04", Field::Execution, format!("执行率得分应为 {}", plain(right)))
}

/// M05: the whole budget was withdrawn, with a reason; there is nothing to divide by.
pub fn no_budget(site: &mut Site) -> Option<Vec<Mark>> {
    let money = &mut site.filling.money;
    for line in &mut money.lines {
        line.amounts = [line.amounts[INITIAL], Decimal::ZERO, Decimal::ZERO];
    }
    money.rate = Value::Words("/".to_owned());
    money.score = Decimal::ZERO;
    "9月经批准，本项目预算整体调减，任务由上级部门统筹实施，不在本单位列支。".clone_into(&mut money.reason);
    let initial = money.total(INITIAL);
    for row in site.filling.rows.iter_mut().filter(|row| figures::is_budget(row)) {
        (row.target, row.actual) = (Value::Number(initial), Value::Number(Decimal::ZERO));
        row.direction = Some(Direction::AtMost);
    }
    Mark::one("M05", Field::Amount(0, ADJUSTED), "调整后预算数为 0，无法计算执行率")
}

/// M08: the budget at the beginning of the year was typed in 元, total and parts; one matter, named at the total.
pub fn unit(site: &mut Site) -> Option<Vec<Mark>> {
    let money = &mut site.filling.money;
    let note = format!("连同分项以元填列，总额应为 {} 万元", plain(money.total(INITIAL)));
    for line in &mut money.lines {
        line.amounts[INITIAL] *= Decimal::from(10_000);
    }
    // The change of the budget is explained, so that the wrong unit is all that is wrong.
    if money.reason.is_empty() {
        "8月经批准调整预算，部分任务并入其他项目列支。".clone_into(&mut money.reason);
    }
    Mark::one("M08", Field::Amount(0, INITIAL), note)
}

/// M11: a refund was booked as a negative amount; the sums are right.
pub fn negative(site: &mut Site) -> Option<Vec<Mark>> {
    let by = Decimal::new(i64::from(site.rng.u32(5..=45)), 1);
    let lines = &mut site.filling.money.lines;
    // 其他资金 in the national form, 单位资金 in the other.
    let index = 3;
    let moved = lines[index].amounts[EXECUTED] + by;
    lines[index].amounts[EXECUTED] = -by;
    lines[1].amounts[EXECUTED] += moved;
    Mark::one("M11", Field::Amount(index, EXECUTED), "金额为负数")
}
