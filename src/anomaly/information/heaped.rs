//! X12: numbers that are round far more often than those of the county.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Told, noted};
use crate::anomaly::Seen;
use crate::anomaly::numbers::actual_of;
use crate::model::{Code, Page, Place, Severity, Unit};
use crate::text::{Message, Text};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X12"),
    title: Text::new("整数堆积", "Round numbers throughout"),
    severity: Severity::I,
    what: Text::new(
        "一个单位 50 个及以上三位以上的完成值和金额中，五分之四以上是 10 的整倍数，而全县不到一半的提示。",
        "Of a unit's 50 or more actual values and amounts of three digits and more, four in five are multiples of ten, while fewer than half of the county's are: that is noted.",
    ),
    why: Text::new(
        "凑整的数往往是估计的，不是统计的。数少了没有意义，所以至少 50 个。本规则是本工具的约定。",
        "Round numbers are estimates rather than counts; of few numbers nothing can be said. A convention of this tool.",
    ),
    wrong: Text::new("一个单位填的 60 个数有 55 个是整十、整百。", "55 of the 60 numbers of a unit end in 0."),
    correct: Text::new("请核对这些数有没有原始记录。", "Check whether there are records behind these numbers."),
    example: &[],
    fires_at: "",
};

/// Fewer numbers say nothing.
const FEWEST: usize = 50;

/// How many numbers, and how many of them are round.
#[derive(Default, Clone, Copy)]
struct Round {
    n: usize,
    round: usize,
}

pub(super) fn detect(seen: &[Seen<'_>], told: &mut Told<'_>) {
    let mut county = Round::default();
    let mut units: BTreeMap<&str, (Seen<'_>, Round)> = BTreeMap::new();
    for &seen in seen {
        let Some(owner) = &seen.entry.owner else { continue };
        let (_, counted) = units.entry(&owner.code).or_insert((seen, Round::default()));
        let submission = &seen.case.submission;
        let actual = submission.all_indicators().filter_map(actual_of);
        let actual = actual.filter(|quantity| quantity.unit != Some(Unit::Percent)).map(|quantity| quantity.amount);
        let money = submission.money.iter().flat_map(|block| &block.rows);
        let money = money.filter_map(|row| Some(row.executed.value()?.amount));
        for number in
            actual.chain(money).map(|number| number.normalize()).filter(|number| number.abs() >= Decimal::ONE_HUNDRED)
        {
            let is_round = (number % Decimal::TEN).is_zero();
            for tally in [&mut county, counted] {
                tally.n += 1;
                tally.round += usize::from(is_round);
            }
        }
    }
    if county.round * 2 >= county.n {
        return;
    }
    for (unit, (seen, of_unit)) in units {
        if of_unit.n < FEWEST || of_unit.round * 5 < of_unit.n * 4 {
            continue;
        }
        let message = Message::new(Text::new(
            "{n} 个三位以上的数里 {round} 个是 10 的整倍数（全县 {all} 个里 {all_round} 个）",
            "{round} of {n} numbers of three digits and more are multiples of ten ({all_round} of {all} in the county)",
        ))
        .with("n", of_unit.n.to_string())
        .with("round", of_unit.round.to_string())
        .with("all", county.n.to_string())
        .with("all_round", county.round.to_string());
        noted(
            &PAGE,
            seen,
            Place::Unit(unit.into()),
            (Text::new("全部数字", "all numbers"), String::new()),
            message,
            told,
        );
    }
}
