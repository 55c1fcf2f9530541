//! Faults of targets and actual values.

use rust_decimal::Decimal;

use super::{Mark, Site};
use crate::demo::filling::{Direction, Field, Level2, Row, Value};
use crate::model::number::plain;

/// A row with full marks, a number as target and a number as actual value.
fn plain_row(row: &Row) -> bool {
    row.is_full() && row.numbers().is_some() && row.direction == Some(Direction::AtLeast)
}

/// V01: a row without a name.
pub fn nameless(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        row.name.clear();
        true
    })?;
    Mark::one("V01", Field::Name(at), "三级指标名称未填")
}

/// V02: no target, or no actual value.
pub fn blank(site: &mut Site) -> Option<Vec<Mark>> {
    let target = site.rng.bool();
    let at = site.row(|row, _| {
        let fits = plain_row(row);
        if fits {
            *(if target { &mut row.target } else { &mut row.actual }) = Value::Blank;
        }
        fits
    })?;
    let (field, note) =
        if target { (Field::Target(at), "指标值未填") } else { (Field::Actual(at), "完成值未填") };
    Mark::one("V02", field, note)
}

/// V03: words where a number was asked for.
pub fn words(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = plain_row(row);
        if fits {
            row.actual = Value::Words("情况较为理想".to_owned());
        }
        fits
    })?;
    Mark::one("V03", Field::Actual(at), "指标值是数，完成值是文字")
}

/// V05: a number as target, and nobody says at least or at most.
pub fn signless(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let fits = plain_row(row);
        if fits {
            row.direction = None;
        }
        fits
    })?;
    Mark::one("V05", Field::Target(at), "数值指标没有方向符号")
}

/// V07: more than everybody is satisfied.
pub fn beyond(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, rng| {
        let fits = row.level2 == Level2::Satisfaction && row.numbers().is_some();
        if fits {
            row.actual = Value::Number(Decimal::from(rng.u32(102..=108)));
            row.score = Some(row.weight);
            row.reason.clear();
        }
        fits
    })?;
    Mark::one("V07", Field::Actual(at), "满意度超过 100%")
}

/// V20: a share of one beside a percentage.
pub fn share(site: &mut Site) -> Option<Vec<Mark>> {
    let at = site.row(|row, _| {
        let percent = row.numbers().filter(|_| plain_row(row) && row.unit == "%");
        if let Some((_, actual)) = percent {
            row.actual = Value::Words(plain(actual / Decimal::ONE_HUNDRED));
        }
        percent.is_some()
    })?;
    Mark::one("V20", Field::Actual(at), "百分数没有百分号，写成了小数")
}
