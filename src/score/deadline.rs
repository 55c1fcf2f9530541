//! Targets with a date: done in time earns the weight; what being late costs is said by the schema, as no formula is published.

use super::Verdict;
use crate::model::number::{fixed, plain, product, round_points};
use crate::model::{Deadline, Method};
use crate::schema::{Late, Points};
use crate::text::{Message, Text};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Compares two dates; a part that one of them leaves out is taken in favour of the department.
pub fn verdict(late: Late, wanted: Deadline, done: Deadline, weight: Decimal) -> Verdict {
    if is_in_time(wanted, done) {
        return in_time(weight);
    }
    let text = match late {
        Late::Open => Text::new(
            "未复算：完成时间晚于指标值，得分没有公布的公式",
            "not recomputed: done after the date, for which no formula is published",
        ),
        Late::Zero => Text::new(
            "完成时间 {done} 晚于指标值 {wanted}，得 {points}",
            "done {done}, after the date of the target {wanted}: {points} points",
        ),
    };
    let points = Decimal::ZERO;
    let working = Message::new(text)
        .with("done", done.to_string())
        .with("wanted", wanted.to_string())
        .with("points", fixed(points, 2));
    let verdict = Verdict::points(Method::Deadline, points, false, working);
    if late == Late::Open { Verdict { points: None, ..verdict } } else { verdict }
}

/// The weight, minus points for every day after the date.
pub fn by_day(each: Points, floor: Points, wanted: Deadline, done: Deadline, weight: Decimal) -> Verdict {
    if is_in_time(wanted, done) {
        return in_time(weight);
    }
    let Some(days) = days_late(wanted, done) else {
        let text = Text::new(
            "未复算：完成时间晚于指标值，但没有写到日，不知道晚了几天",
            "not recomputed: done after the date, but by how many days is not written",
        );
        return Verdict { reached: Some(false), method: Method::Deadline, ..Verdict::open(text) };
    };
    let lost = product(Decimal::from(days), each.0).unwrap_or(weight);
    let points = round_points(weight.saturating_sub(lost).max(floor.0).min(weight));
    let text = Text::new(
        "{weight} − {days} 天 × {each} = {points}（不低于 {floor}）",
        "{weight} − {days} days × {each} = {points} (not below {floor})",
    );
    let working = Message::new(text)
        .with("weight", plain(weight))
        .with("days", days.to_string())
        .with("each", plain(each.0))
        .with("floor", plain(floor.0))
        .with("points", fixed(points, 2));
    Verdict::points(Method::Deadline, points, false, working)
}

/// A year that one of the dates leaves out is the other's.
fn year(own: Option<i16>, other: Option<i16>) -> i16 {
    own.or(other).unwrap_or_default()
}

fn is_in_time(wanted: Deadline, done: Deadline) -> bool {
    let last = (year(wanted.year, done.year), wanted.month, wanted.day.unwrap_or(31));
    let then = (year(done.year, wanted.year), done.month, done.day.unwrap_or(1));
    then <= last
}

fn in_time(weight: Decimal) -> Verdict {
    let text = Text::new("按期完成，得满分 {points}", "done in time, full points {points}");
    Verdict::points(Method::Deadline, round_points(weight), true, Message::new(text).with("points", fixed(weight, 2)))
}

/// The days from the last day of the target to the day on which it was done; nothing unless that day is written, and a year.
fn days_late(wanted: Deadline, done: Deadline) -> Option<i32> {
    wanted.year.or(done.year)?;
    let month = Date::new(year(wanted.year, done.year), wanted.month, 1).ok()?;
    let last = wanted.day.map_or(Ok(month.last_of_month()), |day| Date::new(month.year(), wanted.month, day)).ok()?;
    let then = Date::new(year(done.year, wanted.year), done.month, done.day?).ok()?;
    Some(last.until(then).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: i8, day: i8) -> Deadline {
        Deadline { year: (year > 0).then_some(year), month, day: (day > 0).then_some(day) }
    }

    fn earned(wanted: Deadline, done: Deadline) -> Option<String> {
        let verdict = by_day(Points(Decimal::new(5, 1)), Points(Decimal::ONE), wanted, done, Decimal::TEN);
        verdict.points.map(|points| points.normalize().to_string())
    }

    #[test]
    fn every_day_after_the_date_costs_its_points_down_to_the_floor() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(earned(date(2023, 12, 0), date(2023, 12, 31)), some("10"));
        assert_eq!(earned(date(2023, 12, 0), date(2024, 1, 3)), some("8.5"));
        assert_eq!(earned(date(2023, 6, 30), date(2023, 8, 30)), some("1"));
        assert_eq!(earned(date(0, 6, 30), date(2023, 7, 1)), some("9.5"));
        assert_eq!(earned(date(2023, 6, 30), date(2023, 7, 0)), None);
        assert_eq!(earned(date(0, 6, 30), date(0, 7, 2)), None);
    }

    #[test]
    fn being_late_is_not_scored_unless_the_schema_says_how() {
        let late = |late| verdict(late, date(2023, 6, 30), date(2023, 7, 2), Decimal::TEN).points;
        assert_eq!(late(Late::Open), None);
        assert_eq!(late(Late::Zero), Some(Decimal::ZERO));
    }
}
