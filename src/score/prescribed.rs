//! Indicators that a form prescribes with their own rule: capped ratio, steps, deductions, checklist, formula.
//!
//! The kinds are those of published scoring cards of departments' overall spending (部门整体支出绩效评价): 支出率 earns its share of
//! the weight, 结转结余率 falls in steps, 控制率 loses points for every point beyond its limit, checklists lose points for each
//! breach.

use super::{Verdict, by_formula, deduction, proportion, steps};
use crate::model::number::{fixed, plain};
use crate::model::{Method, Quantity, ScoreFormula, Target, Unit};
use crate::schema::{IndicatorSpec, PointsMethod};
use crate::text::{Message, Text};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The points of an actual value by the rule of a prescribed indicator; nothing if its method is that of any other indicator.
///
/// Steps and deductions are points out of the weight that the schema prescribes: of another weight nobody knows them.
pub fn verdict(own: &IndicatorSpec, target: Option<&Target>, actual: &Quantity, weight: Decimal) -> Option<Verdict> {
    let counts_points = matches!(
        own.method,
        PointsMethod::Steps { .. }
            | PointsMethod::Deduct { .. }
            | PointsMethod::Checklist { .. }
            | PointsMethod::Count { .. }
    );
    match own.weight {
        Some(prescribed) if counts_points && prescribed.0 != weight => Some(other_weight(prescribed.0, weight)),
        _ => points(&own.method, target, actual, weight),
    }
}

/// A standard in points does not fit another weight than the one it was written for.
pub fn other_weight(prescribed: Decimal, weight: Decimal) -> Verdict {
    let text = Text::new(
        "未复算：表上分值 {weight}，表样规定 {prescribed}，评分标准里的分数不能照用",
        "not recomputed: the weight is {weight} instead of the prescribed {prescribed}, the points of the standard do not fit it",
    );
    Verdict::open(Message::new(text).with("weight", plain(weight)).with("prescribed", plain(prescribed)))
}

fn points(method: &PointsMethod, target: Option<&Target>, actual: &Quantity, weight: Decimal) -> Option<Verdict> {
    Some(match method {
        PointsMethod::Target
        | PointsMethod::ReverseRatio
        | PointsMethod::ReverseLinear
        | PointsMethod::ByDate { .. } => return None,
        PointsMethod::RatioCap => proportion::capped(actual, weight),
        PointsMethod::Linear { zero, full } => proportion::linear(*zero, *full, actual, weight),
        PointsMethod::Count { points } => proportion::counted(points.0, actual, weight),
        PointsMethod::Steps { steps } => steps::verdict(steps, actual, weight),
        PointsMethod::Deduct { full, per, points, floor } => {
            deduction::beyond(*full, per.0, points.0, floor.0, actual, weight)
        }
        PointsMethod::Checklist { points, floor } => deduction::per_breach(points.0, floor.0, actual, weight),
        PointsMethod::Formula { formula } => by_formula::verdict(formula, target, actual, weight),
        PointsMethod::Manual => Verdict::open(Text::new(
            "未复算：此指标按评分标准由人评定",
            "not recomputed: a person scores this indicator by its standard",
        )),
    })
}

/// A number on the scale of percentages where one is wanted: 0.95 without a unit is not taken for 95 %.
pub fn on_scale(actual: &Quantity, percent: bool) -> Option<Decimal> {
    (percent == (actual.unit == Some(Unit::Percent))).then_some(actual.amount)
}

/// The verdict of a rule on the actual value alone; `working` lacks actual value, weight and points.
pub fn given(
    method: Method,
    points: Decimal,
    reached: bool,
    working: Message,
    formula: impl Into<Cow<'static, str>>,
    actual: &Quantity,
    weight: Decimal,
) -> Verdict {
    let working =
        working.with("actual", actual.to_string()).with("weight", plain(weight)).with("points", fixed(points, 2));
    let formula = ScoreFormula {
        text: formula.into(),
        target: None,
        upper: None,
        actual: Some(actual.amount),
        unit: actual.unit.clone(),
    };
    Verdict { formula: Some(formula), ..Verdict::points(method, points, reached, working) }
}

/// There is no verdict where the actual value is not on the scale of the standard.
pub fn wrong_scale(actual: &Quantity) -> Verdict {
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
        points(&method, None, &actual, Decimal::from(weight))?.points.map(|points| points.normalize().to_string())
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
