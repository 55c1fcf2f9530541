//! Indicators that a form prescribes with their own rule: capped ratio, steps, deductions, checklist.
//!
//! The kinds are those of published scoring cards of departments' overall spending (部门整体支出绩效评价): 支出率 earns its share of
//! the weight, 结转结余率 falls in steps, 控制率 loses points for every point beyond its limit, checklists lose points for each
//! breach.

use super::Verdict;
use crate::model::number::{fixed, plain, product, ratio, round_points};
use crate::model::{Method, Quantity, Unit};
use crate::schema::{Condition, IndicatorSpec, PointsMethod, Step};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// The points of an actual value by the rule of a prescribed indicator; nothing if its method is that of any other indicator.
///
/// Steps and deductions are points out of the weight that the schema prescribes: of another weight nobody knows them.
pub fn verdict(own: &IndicatorSpec, actual: &Quantity, weight: Decimal) -> Option<Verdict> {
    let counts_points =
        matches!(own.method, PointsMethod::Steps { .. } | PointsMethod::Deduct { .. } | PointsMethod::Checklist { .. });
    match own.weight {
        Some(prescribed) if counts_points && prescribed.0 != weight => {
            let text = Text::new(
                "未复算：表上分值 {weight}，表样规定 {prescribed}，评分标准里的分数不能照用",
                "not recomputed: the weight is {weight} instead of the prescribed {prescribed}, the points of the standard do not fit it",
            );
            let why = Message::new(text).with("weight", plain(weight)).with("prescribed", plain(prescribed.0));
            Some(Verdict::open(why))
        }
        _ => points(&own.method, actual, weight),
    }
}

fn points(method: &PointsMethod, actual: &Quantity, weight: Decimal) -> Option<Verdict> {
    Some(match method {
        PointsMethod::Target => return None,
        PointsMethod::RatioCap => capped(actual, weight),
        PointsMethod::Steps { steps } => stepped(steps, actual, weight),
        PointsMethod::Deduct { full, per, points } => deducted(*full, per.0, points.0, actual, weight),
        PointsMethod::Checklist { points } => checked(points.0, actual, weight),
        PointsMethod::Manual => Verdict::open(Text::new(
            "未复算：此指标按评分标准由人评定",
            "not recomputed: a person scores this indicator by its standard",
        )),
    })
}

/// A number on the scale of percentages where one is wanted: 0.95 without a unit is not taken for 95 %.
fn on_scale(actual: &Quantity, percent: bool) -> Option<Decimal> {
    (percent == (actual.unit == Some(Unit::Percent))).then_some(actual.amount)
}

fn capped(actual: &Quantity, weight: Decimal) -> Verdict {
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
    given(Method::RatioCap, round_points(earned), reached, Message::new(text), actual, weight)
}

fn stepped(steps: &[Step], actual: &Quantity, weight: Decimal) -> Verdict {
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
    let points = step.points.0.clamp(Decimal::ZERO, weight);
    given(Method::Steps, points, points == weight, message, actual, weight)
}

fn deducted(full: Condition, per: Decimal, each: Decimal, actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(value) = on_scale(actual, full.percent) else { return wrong_scale(actual) };
    let limit = String::from(full);
    if full.holds(value) {
        let text = Text::new("{actual} {limit}，得满分 {points}", "{actual} {limit}: full points {points}");
        return given(Method::Deduction, weight, true, Message::new(text).with("limit", limit), actual, weight);
    }
    let beyond = full.beyond(value);
    let Some(lost) = product(beyond, each).and_then(|points| ratio(points, per)) else { return wrong_scale(actual) };
    let points = round_points(weight.saturating_sub(lost).max(Decimal::ZERO));
    let text = Text::new(
        "{weight} − {beyond} × {each} ÷ {per} = {points}（标准 {limit}，不低于 0）",
        "{weight} − {beyond} × {each} ÷ {per} = {points} (limit {limit}, not below 0)",
    );
    let message = Message::new(text)
        .with("limit", limit)
        .with("beyond", plain(beyond))
        .with("each", plain(each))
        .with("per", plain(per));
    given(Method::Deduction, points, false, message, actual, weight)
}

fn checked(each: Decimal, actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(breaches) = on_scale(actual, false).filter(|number| *number >= Decimal::ZERO) else {
        return wrong_scale(actual);
    };
    let lost = product(breaches, each).unwrap_or(weight);
    let points = round_points(weight.saturating_sub(lost).max(Decimal::ZERO));
    let text = Text::new(
        "{weight} − {actual} × {each} = {points}（不低于 0）",
        "{weight} − {actual} × {each} = {points} (not below 0)",
    );
    given(Method::Checklist, points, breaches.is_zero(), Message::new(text).with("each", plain(each)), actual, weight)
}

fn given(
    method: Method,
    points: Decimal,
    reached: bool,
    message: Message,
    actual: &Quantity,
    weight: Decimal,
) -> Verdict {
    let working =
        message.with("actual", actual.to_string()).with("weight", plain(weight)).with("points", fixed(points, 2));
    Verdict { method, points: Some(points), band: None, reached: Some(reached), ratio: None, working }
}

fn wrong_scale(actual: &Quantity) -> Verdict {
    let text = Text::new(
        "未复算：完成值 {actual} 的单位与评分标准不同",
        "not recomputed: the unit of the actual value {actual} is not that of the standard",
    );
    Verdict::open(Message::new(text).with("actual", actual.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn earned(method: &str, actual: &str, percent: bool, weight: i64) -> Option<String> {
        let method: PointsMethod = toml::from_str(method).expect("a method");
        let unit = percent.then_some(Unit::Percent);
        let actual = Quantity { unit, ..Quantity::bare(actual.parse().expect("a number")) };
        points(&method, &actual, Decimal::from(weight))?.points.map(|points| points.normalize().to_string())
    }

    #[test]
    fn every_method_gives_the_points_of_the_published_cards() {
        let some = |text: &str| Some(text.to_owned());
        let ratio = r#"kind = "ratio-cap""#;
        assert_eq!(earned(ratio, "85", true, 6), some("5.1"));
        assert_eq!(earned(ratio, "104", true, 6), some("6"));
        assert_eq!(earned(ratio, "0.85", false, 6), None);
        let steps = r#"
            kind = "steps"
            steps = [{ when = "=0%", points = 3 }, { when = "<=10%", points = 2 }, { when = "<=20%", points = 1 },
                     { when = "<=30%", points = 0.5 }, { points = 0 }]
        "#;
        for (actual, points) in [("0", "3"), ("10", "2"), ("10.01", "1"), ("30", "0.5"), ("31", "0")] {
            assert_eq!(earned(steps, actual, true, 3), some(points), "{actual}");
        }
        let deduct = "kind = \"deduct\"\nfull = \"<=100%\"\nper = 1\npoints = 0.5";
        assert_eq!(earned(deduct, "99", true, 5), some("5"));
        assert_eq!(earned(deduct, "108.7", true, 5), some("0.65"));
        assert_eq!(earned(deduct, "140", true, 5), some("0"));
        let checklist = "kind = \"checklist\"\npoints = 1";
        assert_eq!(earned(checklist, "2", false, 5), some("3"));
        assert_eq!(earned(checklist, "9", false, 5), some("0"));
        assert_eq!(earned("kind = \"target\"", "1", false, 5), None);
        assert_eq!(earned("kind = \"manual\"", "1", false, 5), None);
    }
}
