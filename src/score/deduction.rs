//! The weight minus points: for every unit beyond a limit, or for every breach; never below a floor.

use rust_decimal::Decimal;

use super::Verdict;
use super::prescribed::{given, on_scale, wrong_scale};
use super::written::{condition, literal};
use crate::model::number::{plain, product, ratio, round_points};
use crate::model::{Method, Quantity};
use crate::schema::Condition;
use crate::text::{Message, Text};

/// The weight inside a limit, and points off for every unit beyond it; a part of a unit counts as that part.
pub fn beyond(
    full: Condition,
    per: Decimal,
    each: Decimal,
    floor: Decimal,
    actual: &Quantity,
    weight: Decimal,
) -> Verdict {
    let Some(value) = on_scale(actual, full.percent) else { return wrong_scale(actual) };
    let floor = floor.min(weight);
    let limit = String::from(full);
    let formula = format!(
        "ROUND(IF({},分值,MAX({},分值-ABS(完成值-{})*{}/{})),2)",
        condition(full),
        literal(floor),
        literal(full.bound),
        literal(each),
        literal(per),
    );
    if full.holds(value) {
        let text = Text::new("{actual} {limit}，得满分 {points}", "{actual} {limit}: full points {points}");
        let message = Message::new(text).with("limit", limit);
        return given(Method::Deduction, round_points(weight), true, message, formula, actual, weight);
    }
    let beyond = full.beyond(value);
    let Some(lost) = product(beyond, each).and_then(|points| ratio(points, per)) else { return wrong_scale(actual) };
    let points = round_points(weight.saturating_sub(lost).max(floor));
    let text = Text::new(
        "{weight} − {beyond} × {each} ÷ {per} = {points}（标准 {limit}，不低于 {floor}）",
        "{weight} − {beyond} × {each} ÷ {per} = {points} (limit {limit}, not below {floor})",
    );
    let message = Message::new(text)
        .with("limit", limit)
        .with("beyond", plain(beyond))
        .with("each", plain(each))
        .with("per", plain(per))
        .with("floor", plain(floor));
    given(Method::Deduction, points, false, message, formula, actual, weight)
}

/// Points off for every breach; the actual value is their number.
pub fn per_breach(each: Decimal, floor: Decimal, actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(breaches) = on_scale(actual, false).filter(|number| *number >= Decimal::ZERO) else {
        return wrong_scale(actual);
    };
    let floor = floor.min(weight);
    let lost = product(breaches, each).unwrap_or(weight);
    let points = round_points(weight.saturating_sub(lost).max(floor));
    let text = Text::new(
        "{weight} − {actual} × {each} = {points}（不低于 {floor}）",
        "{weight} − {actual} × {each} = {points} (not below {floor})",
    );
    let message = Message::new(text).with("each", plain(each)).with("floor", plain(floor));
    let formula = format!("ROUND(MAX({},分值-完成值*{}),2)", literal(floor), literal(each));
    given(Method::Checklist, points, breaches.is_zero(), message, formula, actual, weight)
}
