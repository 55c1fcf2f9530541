//! X11: the numbers of a whole form, unchanged from last year or those of another unit.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Told, noted};
use crate::anomaly::Seen;
use crate::anomaly::numbers::actual_of;
use crate::model::{Code, History, Page, Place, Severity, Submission, Unit};
use crate::text::{Message, Text};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X11"),
    title: Text::new("整表数字与上年或别的单位相同", "All numbers as last year, or as another unit's"),
    severity: Severity::I,
    what: Text::new(
        "一份表的全部实际完成值（数量和金额，至少 5 个不同的三位以上的数）与上年同一项目完全相同，或者与另一个单位的完全相同的提示。",
        "All actual values of a form (counts and amounts, at least five different numbers of three digits or more) are those of last year's form of the same project, or of another unit's form: that is noted.",
    ),
    why: Text::new(
        "照抄上年或照抄别的单位的表，每个数都合规矩，只有放在一起才看得出。本规则是本工具的约定。",
        "A copied form obeys every rule; only beside its source does it show. A convention of this tool.",
    ),
    wrong: Text::new("本年 8 个指标的完成值和上年一模一样。", "All eight actual values are those of last year."),
    correct: Text::new("请核对是否沿用了旧表或别人的表。", "Check whether an old form, or somebody else's, was sent."),
    example: &[],
    fires_at: "",
};

/// How many different telling numbers it takes.
const FEWEST: usize = 5;

pub(super) fn detect(seen: &[Seen<'_>], history: &History<'_>, told: &mut Told<'_>) {
    let mut known: BTreeMap<Vec<Decimal>, Seen<'_>> = BTreeMap::new();
    for &seen in seen {
        let numbers = numbers(&seen.case.submission);
        if telling(&numbers) < FEWEST {
            continue;
        }
        let before = history.before(seen.entry, &seen.case.submission);
        let is_as_before = before.is_some_and(|before| self::numbers(before.submission) == numbers);
        let other = known.get(&numbers).copied().filter(|other| other.entry.unit_name != seen.entry.unit_name);
        let message = match other {
            _ if is_as_before => Message::new(Text::new(
                "{n} 个实际完成值与上年同一项目的完全相同",
                "all {n} actual values are those of last year",
            )),
            Some(other) => Message::new(Text::new(
                "{n} 个实际完成值与“{unit}”的完全相同",
                "all {n} actual values are those of {unit}",
            ))
            .with("unit", other.entry.unit_name.as_str()),
            None => {
                known.entry(numbers).or_insert(seen);
                continue;
            }
        };
        let message = message.with("n", numbers.len().to_string());
        let submission = &seen.case.submission;
        let place = Place::Sheet(submission.source, submission.sheet.clone());
        noted(&PAGE, seen, place, (Text::new("全部完成值", "all actual values"), String::new()), message, told);
    }
}

/// The actual values of a form that are counts or amounts, in its order.
fn numbers(submission: &Submission) -> Vec<Decimal> {
    let is_size = |unit: Option<&Unit>| unit != Some(&Unit::Percent);
    let actual = submission.all_indicators().filter_map(actual_of);
    actual.filter(|quantity| is_size(quantity.unit.as_ref())).map(|quantity| quantity.amount.normalize()).collect()
}

/// How many different numbers of three digits or more there are.
fn telling(numbers: &[Decimal]) -> usize {
    let mut telling: Vec<Decimal> = numbers.iter().copied().filter(|number| number.mantissa().abs() >= 100).collect();
    telling.sort_unstable();
    telling.dedup();
    telling.len()
}
