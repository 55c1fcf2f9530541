//! Faults of the goal, of what came of it, and of the problems.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::filling::{EXECUTED, Field, INITIAL, Value};
use crate::model::number::{plain, product, ratio};

/// T04: the goal was copied.
pub fn copied(site: &mut Site) -> Option<Vec<Mark>> {
    let filling = &mut *site.filling;
    filling.completion.clone_from(&filling.goal);
    Mark::one("T04", Field::Completion, "完成情况照抄年度目标")
}

/// T05: no problem, although points were lost.
pub fn no_problem(site: &mut Site) -> Option<Vec<Mark>> {
    let lost = site.filling.rows.iter().any(|row| row.score.is_some_and(|score| score < row.weight));
    if !lost {
        site.missed()?;
    }
    "无".clone_into(&mut site.filling.closing[1]);
    Mark::one("T05", Field::Closing(1), "有扣分，存在问题却只写“无”")
}

/// T07: the text tells another execution rate than the money block.
pub fn other_rate(site: &mut Site) -> Option<Vec<Mark>> {
    let Value::Number(rate) = site.filling.money.rate else { return None };
    let told = (rate - Decimal::from(site.rng.u32(5..=15))).trunc();
    // A text that takes the initial budget for the whole tells another rate, and no wrong one.
    let money = &site.filling.money;
    let of_initial = product(money.total(EXECUTED), Decimal::ONE_HUNDRED).and_then(|n| ratio(n, money.total(INITIAL)));
    if of_initial.is_some_and(|other| (other - told).abs() < Decimal::TWO) {
        return None;
    }
    site.filling.completion = format!("各项任务均已按计划完成并通过验收，预算执行率为{}%。", plain(told));
    Mark::one("T07", Field::Completion, format!("文字说执行率 {}%，表内是 {}%", plain(told), plain(rate)))
}
