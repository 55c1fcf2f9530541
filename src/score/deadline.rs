//! Targets with a date: done in time earns the weight; for being late no formula is published.

use super::Verdict;
use crate::model::number::{fixed, plain};
use crate::model::{Deadline, Method};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// Compares two dates; a part that one of them leaves out is taken in favour of the department.
pub fn verdict(wanted: Deadline, done: Deadline, weight: Decimal) -> Verdict {
    let year = |own: Option<i16>, other: Option<i16>| own.or(other).unwrap_or_default();
    let last = (year(wanted.year, done.year), wanted.month, wanted.day.unwrap_or(31));
    let then = (year(done.year, wanted.year), done.month, done.day.unwrap_or(1));
    let in_time = then <= last;
    let text = if in_time {
        Text::new("按期完成，得满分 {points}", "done in time, full points {points}")
    } else {
        Text::new(
            "未复算：完成时间晚于指标值，得分没有公布的公式",
            "not recomputed: done after the date, for which no formula is published",
        )
    };
    Verdict {
        method: Method::Deadline,
        points: in_time.then_some(weight),
        band: None,
        reached: Some(in_time),
        ratio: None,
        working: Message::new(text).with("points", fixed(weight, 2)).with("weight", plain(weight)),
    }
}
