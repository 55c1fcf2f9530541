//! Faults that only other forms, last year or the bureau's lists show.

use rust_decimal::Decimal;

use super::{Group, Mark, Site};
use crate::demo::filling::{ADJUSTED, Direction, Field, Filling, Form, Row, Value};
use crate::demo::texts::SCORE;
use crate::model::number::{plain, round};

/// C02: the unit with a code that the roster does not know.
pub fn code(site: &mut Site) -> Option<Vec<Mark>> {
    if site.filling.unit.is_empty() {
        return None;
    }
    let name = site.filling.unit.rsplit('-').next().unwrap_or_default();
    site.filling.unit = format!("000001-{name}");
    Mark::one("C02", Field::Unit, "名称前的代码不是名录里的代码")
}

/// C05: a date far ahead.
pub fn date(site: &mut Site) -> Option<Vec<Mark>> {
    "2042年3月5日".clone_into(&mut site.filling.signature[2]);
    Mark::one("C05", Field::Date, "填报日期在将来")
}

/// C08: the project code of another unit.
pub fn project_code(site: &mut Site) -> Option<Vec<Mark>> {
    let other = site.other(|filling| filling.form == Form::Sichuan)?;
    let (code, _) = other.project.split_once('-')?;
    let (_, name) = site.filling.project.split_once('-')?;
    site.filling.project = format!("{code}-{name}");
    Mark::one("C08", Field::Project, "项目代码与另一单位的项目相同")
}

/// T06: what another unit says it did.
pub fn copied(site: &mut Site) -> Option<Vec<Mark>> {
    const LONG: usize = 64;
    let other = site.other(|filling| filling.completion.chars().count() >= LONG)?;
    site.filling.completion.clone_from(&other.completion);
    Mark::one("T06", Field::Completion, "完成情况照抄了另一单位的文字")
}

/// M16: the bureau's ledger has another budget.
pub fn ledger(site: &mut Site) -> Option<Vec<Mark>> {
    if site.groups.contains(&Group::Money) {
        return None;
    }
    let budget = site.filling.money.total(ADJUSTED);
    let booked = round(budget * Decimal::new(i64::from(site.rng.u32(112..=130)), 2), 2);
    site.filling.booked = Some(booked);
    Mark::one("M16", Field::Amount(0, ADJUSTED), format!("底册上的全年预算数是 {} 万元", plain(booked)))
}

/// V09: a target far below what was reached last year, though the money is much the same.
pub fn low(site: &mut Site) -> Option<Vec<Mark>> {
    let before = site.before?;
    if site.filling.money.total(ADJUSTED) < before.money.total(ADJUSTED) * Decimal::new(96, 2) {
        return None;
    }
    let at = site.again(before, |then, row| {
        let (_, reached) = then.numbers()?;
        let low = (reached * Decimal::new(62, 2)).trunc_with_scale(reached.normalize().scale()).normalize();
        (low >= Decimal::TEN && row.unit != "%").then_some(low)
    })?;
    Mark::one("V09", Field::Target(at), "指标值不到上年实际完成值的七成")
}

/// V19: three times last year's target, where a form has enough other targets to tell that this is much.
pub fn leap(site: &mut Site) -> Option<Vec<Mark>> {
    const ENOUGH: usize = 8;
    let before = site.before?;
    if site.filling.rows.iter().filter(|row| row.numbers().is_some()).count() < ENOUGH {
        return None;
    }
    let at = site.again(before, |then, row| {
        let (target, _) = then.numbers()?;
        (target >= Decimal::TEN && row.unit != "%").then(|| (target * Decimal::from(3)).normalize())
    })?;
    Mark::one("V19", Field::Target(at), "指标值是上年的三倍，其余指标没有这样的变化")
}

/// S12: the conclusion names another total.
pub fn told(site: &mut Site) -> Option<Vec<Mark>> {
    let wrong = site.filling.score() - Decimal::new(75, 1);
    site.filling.closing[0] = site.filling.closing[0].replace(SCORE, &plain(wrong));
    Mark::one("S12", Field::Closing(0), "评价结论写的总分与表上合计不一致")
}

/// R03: the reason of another unit, word for word.
pub fn reason(site: &mut Site) -> Option<Vec<Mark>> {
    const LONG: usize = 22;
    let long = |row: &&Row| row.reason.chars().count() >= LONG;
    let text = site.other(|filling| filling.rows.iter().any(|row| long(&row)))?.rows.iter().find(long)?.reason.clone();
    let at = site.row(|row, _| {
        let fits = !row.reason.is_empty();
        if fits {
            row.reason.clone_from(&text);
        }
        fits
    })?;
    Mark::one("R03", Field::Reason(at), "偏差原因照抄了另一单位的")
}

impl<'a> Site<'a> {
    /// A form that another unit sent, if it fits.
    fn other(&self, fits: impl Fn(&Filling) -> bool) -> Option<&'a Filling> {
        self.others.iter().rev().find(|filling| fits(filling))
    }

    /// Gives one counted indicator another target, made from last year's row, and lets it just be reached.
    fn again(&mut self, before: &Filling, mut target: impl FnMut(&Row, &Row) -> Option<Decimal>) -> Option<usize> {
        let same = |row: &Row| before.rows.iter().find(|then| then.name == row.name);
        self.row(|row, _| {
            let counted = row.direction == Some(Direction::AtLeast) && row.numbers().is_some() && row.is_full();
            let Some(value) = same(row).filter(|_| counted).and_then(|then| target(then, row)) else { return false };
            (row.target, row.actual) = (Value::Number(value), Value::Number(value));
            true
        })
    }
}
