//! Points in proportion to the actual value alone: capped percentage, between two values, per fulfilled item.

use rust_decimal::Decimal;

use super::Verdict;
use super::prescribed::{given, on_scale, wrong_scale};
use super::written::literal;
use crate::model::number::{plain, product, ratio, round_points};
use crate::model::{Method, Quantity};
use crate::schema::Mark;
use crate::text::{Message, Text};

/// Weight × percentage, at most the weight.
pub fn capped(actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(percent) = on_scale(actual, true) else { return wrong_scale(actual) };
    let share = percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    let Some(earned) = product(weight, share).and_then(|points| ratio(points, Decimal::ONE_HUNDRED)) else {
        return wrong_scale(actual);
    };
    let reached = percent >= Decimal::ONE_HUNDRED;
    let text = if percent > Decimal::ONE_HUNDRED {
        Text::new(
            "{weight} × 100%（{actual}，按 100% 计）= {points}",
            "{weight} × 100% ({actual}, counted as 100%) = {points}",
        )
    } else {
        Text::new("{weight} × {actual} = {points}", "{weight} × {actual} = {points}")
    };
    let formula = "ROUND(MAX(0,MIN(分值,分值*完成值/100)),2)";
    given(Method::RatioCap, round_points(earned), reached, Message::new(text), formula, actual, weight)
}

/// Weight × (actual − zero) ÷ (full − zero), never below zero nor above the weight.
pub fn linear(zero: Mark, full: Mark, actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(value) = on_scale(actual, full.percent) else { return wrong_scale(actual) };
    let above = value.saturating_sub(zero.value);
    let span = full.value.saturating_sub(zero.value);
    let Some(earned) = product(weight, above).and_then(|points| ratio(points, span)) else {
        return wrong_scale(actual);
    };
    let points = round_points(earned.clamp(Decimal::ZERO, weight));
    let text = Text::new(
        "{weight} ×（{actual} − {zero}）÷（{full} − {zero}）= {points}（不低于 0，不超过分值）",
        "{weight} × ({actual} − {zero}) ÷ ({full} − {zero}) = {points} (not below 0 nor above the weight)",
    );
    let message = Message::new(text).with("zero", String::from(zero)).with("full", String::from(full));
    let (zero, full) = (literal(zero.value), literal(full.value));
    let formula = format!("ROUND(MAX(0,MIN(分值,分值*(完成值-{zero})/({full}-{zero}))),2)");
    given(Method::Linear, points, earned >= weight, message, formula, actual, weight)
}

/// Points for every item, at most the weight.
pub fn counted(each: Decimal, actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(items) = on_scale(actual, false).filter(|number| *number >= Decimal::ZERO) else {
        return wrong_scale(actual);
    };
    let earned = product(items, each).unwrap_or(weight);
    let points = round_points(earned.min(weight));
    let text = Text::new(
        "{actual} × {each} = {points}（不超过分值 {weight}）",
        "{actual} × {each} = {points} (at most the weight {weight})",
    );
    let formula = format!("ROUND(MIN(分值,完成值*{}),2)", literal(each));
    given(
        Method::Count,
        points,
        earned >= weight,
        Message::new(text).with("each", plain(each)),
        formula,
        actual,
        weight,
    )
}
