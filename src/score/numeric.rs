//! Targets with a number: more is better, less is better, as much as, zero, between two bounds.
//!
//! The formulas are those of the provincial budget system and of the notes on published forms: reached earns the weight,
//! not reached earns weight × actual ÷ target, or for targets where less is better one of two formulas that the schema chooses.

use super::Verdict;
use super::excess;
use super::pair::{Pair, units_differ};
use crate::model::number::{fixed, plain, product, ratio, round_points};
use crate::model::{Method, Quantity, ScoreFormula, Sign};
use crate::schema::{Reverse, Scoring, Unstated};
use crate::text::Text;
use rust_decimal::Decimal;
use std::borrow::Cow;

const POSITIVE: &str = "ROUND(IF(完成值>=指标值,分值,IF(指标值<=0,0,MAX(0,分值*完成值/指标值))),2)";
const EQUAL: &str =
    "ROUND(IF(指标值=0,IF(完成值<=0,分值,0),IF(完成值>=指标值,分值,IF(指标值<0,0,MAX(0,分值*完成值/指标值)))),2)";
const REVERSE_RATIO: &str = "ROUND(IF(完成值<=指标值,分值,IF(指标值<=0,0,分值*指标值/完成值)),2)";
const REVERSE_LINEAR: &str =
    "ROUND(IF(完成值<=指标值,分值,IF(指标值<=0,0,MAX(0,分值*(指标值+指标值-完成值)/指标值))),2)";
const BETWEEN: &str = "ROUND(IF(AND(完成值>=指标值,完成值<=指标值上限),分值,IF(完成值<指标值,IF(指标值<=0,0,MAX(0,分值*完成值/指标值)),IF(指标值上限<=0,0,分值*指标值上限/完成值))),2)";

/// One number against another.
pub fn amount(
    scoring: &Scoring,
    reverse: Reverse,
    sign: Option<Sign>,
    target: &Quantity,
    actual: &Quantity,
    weight: Decimal,
) -> Verdict {
    let Some(pair) = Pair::of(target, actual) else { return units_differ(target, actual) };
    if sign.is_none() && scoring.unstated_direction == Unstated::Refuse {
        return Verdict::open(Text::new("未复算：指标值没有写方向", "not recomputed: the target has no direction"));
    }
    let less_is_better = sign.is_some_and(Sign::is_reverse);
    let method = match sign {
        _ if pair.target.is_zero() => Method::ZeroTarget,
        None => Method::PositiveAssumed,
        Some(Sign::Eq) => Method::Equal,
        Some(Sign::Ge | Sign::Gt) => Method::Positive,
        Some(Sign::Le | Sign::Lt) if reverse == Reverse::Ratio => Method::ReverseRatio,
        Some(Sign::Le | Sign::Lt) => Method::ReverseLinear,
    };
    let limit = scoring.excess.filter(|_| matches!(method, Method::Positive | Method::Equal));
    if let Some(verdict) = limit.and_then(|limit| excess::verdict(limit, method, &pair, weight)) {
        return verdict;
    }
    let at_most = less_is_better || (pair.target.is_zero() && sign == Some(Sign::Eq));
    let reached = if at_most { pair.actual <= pair.target } else { pair.actual >= pair.target };
    let earned = if reached {
        Some(weight)
    } else if pair.target <= Decimal::ZERO {
        // Against zero or less no ratio means anything: missed is missed (the system's zero rule).
        Some(Decimal::ZERO)
    } else {
        match method {
            Method::ReverseRatio => share(weight, pair.target, pair.actual),
            Method::ReverseLinear => {
                share(weight, pair.target.saturating_add(pair.target).saturating_sub(pair.actual), pair.target)
            }
            _ => share(weight, pair.actual, pair.target),
        }
    };
    let Some(points) = earned.map(|points| round_points(points.clamp(Decimal::ZERO, weight))) else {
        return units_differ(target, actual);
    };
    let comparison = if at_most { "≤" } else { "≥" };
    let text = if reached {
        Text::new(
            "完成值 {actual} {sign} 指标值 {target}，得满分 {points}",
            "actual {actual} {sign} target {target}: full points {points}",
        )
    } else if points.is_zero() && pair.target <= Decimal::ZERO {
        Text::new(
            "指标值 {target}，完成值 {actual}，未达到，得 {points}",
            "target {target}, actual {actual}: missed, {points} points",
        )
    } else {
        match method {
            Method::ReverseRatio => {
                Text::new("{weight} × {target} ÷ {actual} = {points}", "{weight} × {target} ÷ {actual} = {points}")
            }
            Method::ReverseLinear => Text::new(
                "{weight} ×（1 −（{actual} − {target}）÷ {target}）= {points}",
                "{weight} × (1 − ({actual} − {target}) ÷ {target}) = {points}",
            ),
            _ => Text::new("{weight} × {actual} ÷ {target} = {points}", "{weight} × {actual} ÷ {target} = {points}"),
        }
    };
    let working = pair
        .working(text, method == Method::PositiveAssumed)
        .with("weight", plain(weight))
        .with("points", fixed(points, 2))
        .with("sign", comparison);
    let formula = match (sign, reverse, limit) {
        (Some(Sign::Le | Sign::Lt), Reverse::Ratio, _) => Cow::Borrowed(REVERSE_RATIO),
        (Some(Sign::Le | Sign::Lt), Reverse::Linear, _) => Cow::Borrowed(REVERSE_LINEAR),
        (_, _, Some(limit)) => Cow::Owned(excess::formula(limit)),
        (Some(Sign::Eq), _, None) => Cow::Borrowed(EQUAL),
        (Some(Sign::Ge | Sign::Gt) | None, _, None) => Cow::Borrowed(POSITIVE),
    };
    Verdict {
        ratio: ratio(pair.actual, pair.target),
        formula: Some(pair.formula(formula)),
        ..Verdict::points(method, points, reached, working)
    }
}

/// A number against a range: inside earns the weight; below the share of the lower bound, above the share of the upper one.
pub fn between(low: &Quantity, high: &Quantity, actual: &Quantity, weight: Decimal) -> Verdict {
    let (Some(bottom), Some(top)) = (Pair::of(low, actual), Pair::of(high, actual)) else {
        return units_differ(high, actual);
    };
    let is_low = bottom.actual < bottom.target;
    let reached = !is_low && top.actual <= top.target;
    let (pair, part, whole) =
        if is_low { (&bottom, bottom.actual, bottom.target) } else { (&top, top.target, top.actual) };
    let earned = if reached {
        Some(weight)
    } else if pair.target <= Decimal::ZERO {
        // Against a bound of zero or less no ratio means anything.
        Some(Decimal::ZERO)
    } else {
        share(weight, part, whole)
    };
    let Some(points) = earned.map(|points| round_points(points.clamp(Decimal::ZERO, weight))) else {
        return units_differ(high, actual);
    };
    let text = if reached {
        Text::new(
            "完成值 {actual} 在区间内，得满分 {points}",
            "actual {actual} lies within the range: full points {points}",
        )
    } else if pair.target <= Decimal::ZERO {
        Text::new(
            "完成值 {actual} 不在区间内（界限 {target}），得 {points}",
            "actual {actual} lies outside the range (bound {target}): {points} points",
        )
    } else if is_low {
        Text::new("{weight} × {actual} ÷ {target} = {points}", "{weight} × {actual} ÷ {target} = {points}")
    } else {
        Text::new("{weight} × {target} ÷ {actual} = {points}", "{weight} × {target} ÷ {actual} = {points}")
    };
    let working = pair.working(text, false).with("weight", plain(weight)).with("points", fixed(points, 2));
    // Bounds in two units are compared with two numbers; a formula over one row has only one.
    let one_number = bottom.actual == top.actual;
    let formula = || ScoreFormula { upper: Some(top.target), ..bottom.formula(BETWEEN) };
    Verdict { formula: one_number.then(formula), ..Verdict::points(Method::Between, points, reached, working) }
}

/// weight × part ÷ whole. The product comes first: a quotient is cut at 28 digits, and 5.825 would become 5.8249….
pub fn share(weight: Decimal, part: Decimal, whole: Decimal) -> Option<Decimal> {
    ratio(product(weight, part)?, whole)
}
