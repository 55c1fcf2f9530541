//! Faults of directions, units, targets and dates.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::filling::{Direction, Field, Level2, Row, Value};
use crate::model::number::{plain, round};

/// A row with full marks that wants at least so many, or at least such a rate.
fn wants_at_least(row: &Row, is_rate: bool) -> bool {
    let is_plain = row.is_full() && row.numbers().is_some() && row.direction == Some(Direction::AtLeast);
    is_plain && (row.unit == "%") == is_rate
}

/// V04: a cost of at least so much, or a satisfaction of at most so much; the target is reached exactly, so that nothing else
/// is wrong.
pub fn direction(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let named = |words: [&str; 2]| words.iter().any(|word| row.name.contains(word));
        let turned = match row.direction.filter(|_| row.numbers().is_some()) {
            Some(Direction::AtMost) if named(["费用", "成本"]) => Direction::AtLeast,
            Some(Direction::AtLeast) if named(["满意度", "合格率"]) => Direction::AtMost,
            _ => return false,
        };
        row.direction = Some(turned);
        row.target = row.actual.clone();
        row.score = Some(row.weight);
        row.reason.clear();
        true
    })?;
    Mark::one("V04", Field::Sign(at), "指标的方向写反了")
}

/// V06: a rate was asked for, and people were counted.
pub fn unit(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = wants_at_least(row, true);
        if fits && let Some((_, actual)) = row.numbers() {
            row.actual = Value::Words(format!("{}人", plain(round(actual, 0))));
        }
        fits
    })?;
    Mark::one("V06", Field::Actual(at), "指标值是百分数，完成值的单位是人")
}

/// V08: a quarter more than asked for.
pub fn exceeded(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| reach(row, Decimal::new(125, 2), Decimal::new(12, 1)))?;
    Mark::one("V08", Field::Actual(at), "完成值达到指标值的 120% 以上")
}

/// V09: more than twice as much as asked for, with a reason.
pub fn low(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = reach(row, Decimal::new(23, 1), Decimal::TWO);
        if fits {
            "年中上级追加任务，完成量高于年初测算。".clone_into(&mut row.reason);
        }
        fits
    })?;
    Mark::one("V09", Field::Target(at), "完成值超过指标值的两倍，指标值偏低")
}

/// Lets a counted indicator reach so many times its target, at least `least` times; tells whether it could.
fn reach(row: &mut Row, times: Decimal, least: Decimal) -> bool {
    let Some((target, _)) = row.numbers().filter(|_| wants_at_least(row, false)) else { return false };
    let actual = round(target * times, target.normalize().scale());
    let fits = actual >= target * least && actual < target * (times + Decimal::new(5, 2));
    if fits {
        row.actual = Value::Number(actual);
    }
    fits
}

/// V13: two rows with the same name.
pub fn twice(site: &mut Site) -> Option<Vec<Mark>> {
    let mut name = String::new();
    let first = site.row(|row, _| {
        let fits = wants_at_least(row, false);
        if fits {
            name.clone_from(&row.name);
        }
        fits
    })?;
    let second = site.row(|row, _| {
        let fits = wants_at_least(row, false);
        if fits {
            row.name.clone_from(&name);
        }
        fits
    })?;
    Mark::one("V13", Field::Name(first.max(second)), format!("“{name}”列了两次"))
}

/// V14: satisfaction under quantity.
pub fn misplaced(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = row.level2 == Level2::Quantity && wants_at_least(row, false);
        if fits {
            "服务对象满意度".clone_into(&mut row.name);
            row.unit = "%";
            (row.target, row.actual) = (Value::Number(Decimal::from(90)), Value::Number(Decimal::from(93)));
        }
        fits
    })?;
    Mark::one("V14", Field::Name(at), "满意度放在数量指标下")
}

/// V16: a scan made 290% of ≥90%.
pub fn scanned(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = wants_at_least(row, true);
        let room = row.numbers().filter(|(target, _)| fits && *target < Decimal::ONE_HUNDRED);
        if let Some((target, _)) = room {
            row.target = Value::Number(Decimal::from(200) + target);
            row.direction = None;
        }
        room.is_some()
    })?;
    Mark::one("V16", Field::Target(at), "“≥”被认成了“2”")
}

/// V17: a target of zero.
pub fn zero(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = wants_at_least(row, false);
        if fits {
            row.target = Value::Number(Decimal::ZERO);
        }
        fits
    })?;
    Mark::one("V17", Field::Target(at), "指标值为 0")
}

/// V18: done two months after the plan, full marks, and nobody says why; so the score is wrong too.
pub fn late(site: &mut Site) -> Option<Vec<Mark>> {
    let year = site.filling.year;
    let at = site.row(|row, _| {
        let fits = row.level2 == Level2::Time && row.is_full();
        if fits {
            row.put_in_words("年度任务完成时间", &format!("{year}年10月底前"));
            row.actual = Value::Words(format!("{year}年12月20日"));
        }
        fits
    })?;
    Some(vec![
        Mark::new("V18", Field::Actual(at), "完成时间晚于计划，未说明原因"),
        Mark::new("S06", Field::Score(at), "完成时间晚于计划而计满分"),
    ])
}
