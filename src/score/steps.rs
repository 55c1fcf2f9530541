//! A table of steps: the first one whose condition holds gives the points.

use rust_decimal::Decimal;

use super::Verdict;
use super::prescribed::{given, on_scale, wrong_scale};
use super::written::{condition, literal};
use crate::model::number::round_points;
use crate::model::{Method, Quantity};
use crate::schema::Step;
use crate::text::{Message, Text};

/// The points of the first step that holds.
pub fn verdict(steps: &[Step], actual: &Quantity, weight: Decimal) -> Verdict {
    let needs_percent = steps.iter().filter_map(|step| step.when).any(|when| when.percent);
    let Some(value) = on_scale(actual, needs_percent) else { return wrong_scale(actual) };
    let Some(step) = steps.iter().find(|step| step.when.is_none_or(|when| when.holds(value))) else {
        return Verdict::open(Text::new(
            "未复算：完成值不在任何一档内",
            "not recomputed: no step holds for the actual value",
        ));
    };
    let text = match step.when {
        Some(_) => Text::new("{actual} {step}，得 {points}", "{actual} {step}: {points} points"),
        None => {
            Text::new("{actual} 不在以上各档内，得 {points}", "{actual} is in none of the steps above: {points} points")
        }
    };
    let message = Message::new(text).with("step", step.when.map(String::from).unwrap_or_default());
    let points = earned(step, weight);
    given(Method::Steps, points, points == weight, message, formula(steps), actual, weight)
}

fn earned(step: &Step, weight: Decimal) -> Decimal {
    round_points(step.points.0.clamp(Decimal::ZERO, weight))
}

/// Nested IFs, from the first step to the last; a value in none of them gives no number.
fn formula(steps: &[Step]) -> String {
    let points = |step: &Step| format!("MIN(分值,{})", literal(round_points(step.points.0.max(Decimal::ZERO))));
    let always = steps.iter().position(|step| step.when.is_none());
    let last = always.map_or_else(|| "\"\"".to_owned(), |at| points(&steps[at]));
    let tried = &steps[..always.unwrap_or(steps.len())];
    tried.iter().rev().fold(last, |otherwise, step| {
        let holds = step.when.map(condition).unwrap_or_default();
        format!("IF({holds},{},{otherwise})", points(step))
    })
}
