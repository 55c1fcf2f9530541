//! Faults of the weights, and a vague target that weighs a lot.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::filling::{Field, Filling, Labels, Level1, Level2, Row};
use crate::demo::plan::one;
use crate::model::number::plain;

/// Q01: the weights do not add up to 100.
pub fn sum(site: &mut Site) -> Option<Vec<Mark>> {
    let by = Decimal::from(if site.rng.bool() { 2 } else { -2 });
    site.row(|row, _| {
        let full = row.is_full() && row.weight >= Decimal::from(4);
        if full {
            row.weight += by;
            row.score = Some(row.weight);
        }
        full
    })?;
    site.filling.labels = Labels::Bare;
    let sum = plain(site.filling.weight());
    Mark::one("Q01", Field::TotalWeight, format!("分值之和为 {sum}，不等于 100（所指为分值合计格）"))
}

/// Q02: five points went from a benefit to an output; the sum is right.
pub fn shares(site: &mut Site) -> Option<Vec<Mark>> {
    let five = Decimal::from(5);
    let rows = &mut site.filling.rows;
    let gains = rows.iter().position(|row| row.level2.above() == Level1::Output && row.is_full())?;
    let gives = |row: &Row| row.level2.above() == Level1::Benefit && row.weight > five;
    let loses = rows.iter().position(gives)?;
    rows[gains].weight += five;
    rows[loses].weight -= five;
    for at in [gains, loses] {
        rescore(&mut rows[at]);
    }
    site.filling.labels = Labels::Bare;
    let first = site.filling.rows.iter().position(|row| row.level2.above() == Level1::Output)?;
    Mark::one("Q02", Field::Level(first), "产出指标合计 55 分，规定 50 分")
}

/// Q06: nobody was asked whether they are content; the points went to the benefit, as is allowed.
pub fn dimension(site: &mut Site) -> Option<Vec<Mark>> {
    let satisfaction = site.filling.rows.iter_mut().filter(|row| row.level2 == Level2::Satisfaction);
    for (row, name) in satisfaction.zip(["受益群众知晓率", "服务事项办理及时率", "业务咨询答复率"])
    {
        row.level2 = Level2::Lasting;
        name.clone_into(&mut row.name);
    }
    if site.filling.rows.iter().any(|row| row.level2 == Level2::Satisfaction) {
        return None;
    }
    site.filling.labels = Labels::Bare;
    Mark::one("Q06", Field::Level(0), "没有满意度指标")
}

/// Q03: a level-1 label states a weight that its rows do not have.
pub fn label(site: &mut Site) -> Option<Vec<Mark>> {
    let (level, wrong) = if site.rng.bool() { (Level1::Output, 60) } else { (Level1::Benefit, 20) };
    site.filling.labels = Labels::Wrong(level, wrong);
    let at = site.filling.rows.iter().position(|row| row.level2.above() == level)?;
    Mark::one("Q03", Field::Level(at), format!("标题写 {wrong} 分，下级之和为 {} 分", level.name().1))
}

/// Q05: one indicator weighs more than 30.
pub fn large(site: &mut Site) -> Option<Vec<Mark>> {
    let weight = site.rng.u32(32..=36);
    let at = site.row(|row, _| row.level2.above() == Level1::Output && row.is_full())?;
    reweigh(site.filling, at, weight);
    Mark::one("Q05", Field::Weight(at), format!("单项分值 {weight}，超过 30"))
}

/// Q07: three indicators in all.
pub fn few(site: &mut Site) -> Option<Vec<Mark>> {
    let mut kept = Vec::new();
    for level in [Level1::Output, Level1::Benefit, Level1::Satisfaction] {
        let first = site.filling.rows.iter().find(|row| row.level2.above() == level)?;
        kept.push(Row { weight: Decimal::from(30), ..first.clone() });
    }
    kept.iter_mut().for_each(rescore);
    site.filling.rows = kept;
    site.filling.labels = Labels::Bare;
    Mark::one("Q07", Field::Name(0), "三级指标只有 3 个")
}

/// V15: a benefit in words that nobody can measure, with a weight of ten or more.
pub fn vague(site: &mut Site) -> Option<Vec<Mark>> {
    let words = one(&["效果明显", "有效提升", "明显改善", "进一步加强"], site.rng);
    let at = site.row(|row, _| {
        let fits = row.level2.above() == Level1::Benefit;
        if fits {
            let name = if row.direction.is_some() { "公共服务能力".to_owned() } else { row.name.clone() };
            row.put_in_words(&name, words);
        }
        fits
    })?;
    let weight = site.rng.u32(10..=12);
    reweigh(site.filling, at, weight);
    Mark::one("V15", Field::Target(at), format!("“{words}”无法衡量，分值 {weight}"))
}

/// Gives one row a weight; the others of its block share the rest, and all are scored anew.
fn reweigh(filling: &mut Filling, at: usize, weight: u32) {
    let level = filling.rows[at].level2.above();
    let others: Vec<usize> =
        (0..filling.rows.len()).filter(|&other| other != at && filling.rows[other].level2.above() == level).collect();
    let count = u32::try_from(others.len()).unwrap_or(1).max(1);
    let rest = level.name().1 - weight;
    for (index, other) in (0..).zip(others) {
        filling.rows[other].weight = Decimal::from(rest / count + u32::from(index < rest % count));
    }
    filling.rows[at].weight = Decimal::from(weight);
    filling.rows.iter_mut().filter(|row| row.level2.above() == level).for_each(rescore);
}

fn rescore(row: &mut Row) {
    if let Some(score) = row.due() {
        row.score = Some(score);
    }
}
