//! Targets with a number: more is better, less is better, as much as, zero, between two bounds.
//!
//! The formulas are those of the provincial budget system and of the notes on published forms: reached earns the weight,
//! not reached earns weight × actual ÷ target, or for targets where less is better one of two formulas that the schema chooses.

use super::Verdict;
use crate::model::number::{fixed, plain, product, ratio, round_points};
use crate::model::{Method, Quantity, Sign, Unit};
use crate::schema::{Reverse, Scoring, Unstated};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// One number against another.
pub fn amount(scoring: &Scoring, sign: Option<Sign>, target: &Quantity, actual: &Quantity, weight: Decimal) -> Verdict {
    let Some(pair) = Pair::of(target, actual) else { return units_differ(target, actual) };
    if sign.is_none() && scoring.unstated_direction == Unstated::Refuse {
        return Verdict::open(Text::new("未复算：指标值没有写方向", "not recomputed: the target has no direction"));
    }
    let reverse = sign.is_some_and(Sign::is_reverse);
    let method = match sign {
        _ if pair.target.is_zero() => Method::ZeroTarget,
        None => Method::PositiveAssumed,
        Some(Sign::Eq) => Method::Equal,
        Some(Sign::Ge | Sign::Gt) => Method::Positive,
        Some(Sign::Le | Sign::Lt) if scoring.reverse == Reverse::Ratio => Method::ReverseRatio,
        Some(Sign::Le | Sign::Lt) => Method::ReverseLinear,
    };
    let at_most = reverse || (pair.target.is_zero() && sign == Some(Sign::Eq));
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
    let message = pair
        .fill(with_notes(text, method == Method::PositiveAssumed, pair.rescaled))
        .with("weight", plain(weight))
        .with("points", fixed(points, 2))
        .with("sign", comparison);
    Verdict {
        method,
        points: Some(points),
        band: None,
        reached: Some(reached),
        ratio: ratio(pair.actual, pair.target),
        working: message,
    }
}

/// A number against a range: inside earns the weight; below the share of the lower bound, above the share of the upper one.
pub fn between(low: &Quantity, high: &Quantity, actual: &Quantity, weight: Decimal) -> Verdict {
    let (Some(bottom), Some(top)) = (Pair::of(low, actual), Pair::of(high, actual)) else {
        return units_differ(high, actual);
    };
    let reached = bottom.actual >= bottom.target && top.actual <= top.target;
    let (pair, earned) = if reached {
        (&top, Some(weight))
    } else if bottom.actual < bottom.target {
        (&bottom, share(weight, bottom.actual, bottom.target))
    } else {
        (&top, share(weight, top.target, top.actual))
    };
    let Some(points) = earned.map(|points| round_points(points.clamp(Decimal::ZERO, weight))) else {
        return units_differ(high, actual);
    };
    let text = if reached {
        Text::new(
            "完成值 {actual} 在区间内，得满分 {points}",
            "actual {actual} lies within the range: full points {points}",
        )
    } else if bottom.actual < bottom.target {
        Text::new("{weight} × {actual} ÷ {target} = {points}", "{weight} × {actual} ÷ {target} = {points}")
    } else {
        Text::new("{weight} × {target} ÷ {actual} = {points}", "{weight} × {target} ÷ {actual} = {points}")
    };
    Verdict {
        method: Method::Between,
        points: Some(points),
        band: None,
        reached: Some(reached),
        ratio: None,
        working: pair.fill(Message::new(text)).with("weight", plain(weight)).with("points", fixed(points, 2)),
    }
}

/// weight × part ÷ whole. The product comes first: a quotient is cut at 28 digits, and 5.825 would become 5.8249….
fn share(weight: Decimal, part: Decimal, whole: Decimal) -> Option<Decimal> {
    ratio(product(weight, part)?, whole)
}

/// Target and actual value in one unit.
struct Pair {
    target: Decimal,
    actual: Decimal,
    unit: Option<Unit>,
    /// Whether a share of one was read as a percentage to make them comparable.
    rescaled: bool,
}

impl Pair {
    /// Nothing if the units cannot be compared. A side without a unit takes over the other's.
    fn of(target: &Quantity, actual: &Quantity) -> Option<Self> {
        let unit = target.unit.clone().or_else(|| actual.unit.clone());
        let (wanted, reached) = (target.amount, actual.in_unit(target.unit.as_ref())?);
        let mut pair = Self { target: wanted, actual: reached, unit, rescaled: false };
        // 95% against 0.95: the side without the sign is read the way that lies nearer.
        let hundredfold = |bare: Decimal, other: Decimal| {
            let share = product(bare, Decimal::ONE_HUNDRED)?;
            (bare <= Decimal::new(15, 1) && (share - other).abs() < (bare - other).abs()).then_some(share)
        };
        match (&target.unit, &actual.unit) {
            (Some(Unit::Percent), None) => {
                if let Some(share) = hundredfold(reached, wanted) {
                    (pair.actual, pair.rescaled) = (share.normalize(), true);
                }
            }
            (None, Some(Unit::Percent)) => {
                if let Some(share) = hundredfold(wanted, reached) {
                    (pair.target, pair.rescaled) = (share.normalize(), true);
                }
            }
            _ => {}
        }
        Some(pair)
    }

    fn fill(&self, message: Message) -> Message {
        let shown = |amount: Decimal| match &self.unit {
            Some(Unit::Percent) => format!("{}%", plain(amount)),
            Some(unit) => format!("{}{unit}", plain(amount)),
            None => plain(amount),
        };
        message.with("target", shown(self.target)).with("actual", shown(self.actual))
    }
}

/// Adds to a working what was assumed in it.
fn with_notes(text: Text, assumed: bool, rescaled: bool) -> Message {
    let note = match (assumed, rescaled) {
        (false, false) => return Message::new(text),
        (true, false) => Text::new("（未写方向，按正向推定）", " (no direction is written, taken as more is better)"),
        (false, true) => Text::new("（小数按百分数理解）", " (the fraction is read as a percentage)"),
        (true, true) => Text::new(
            "（未写方向，按正向推定；小数按百分数理解）",
            " (no direction is written, taken as more is better; the fraction is read as a percentage)",
        ),
    };
    Message::new(text).behind(note)
}

fn units_differ(target: &Quantity, actual: &Quantity) -> Verdict {
    let text = Text::new(
        "未复算：指标值 {target} 与完成值 {actual} 的单位无法比较",
        "not recomputed: the units of target {target} and actual value {actual} cannot be compared",
    );
    Verdict::open(Message::new(text).with("target", target.to_string()).with("actual", actual.to_string()))
}
