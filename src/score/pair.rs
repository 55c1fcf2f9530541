//! Target and actual value, made comparable: in one unit, a share read as a percentage where the other is one.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Verdict;
use crate::model::number::{plain, product};
use crate::model::{Quantity, ScoreFormula, Unit};
use crate::text::{Message, Text};

/// Target and actual value in one unit.
pub struct Pair {
    /// The target.
    pub target: Decimal,
    /// The actual value.
    pub actual: Decimal,
    unit: Option<Unit>,
    /// Whether a share of one was read as a percentage to make them comparable.
    rescaled: bool,
}

impl Pair {
    /// Nothing if the units cannot be compared. A side without a unit takes over the other's.
    pub fn of(target: &Quantity, actual: &Quantity) -> Option<Self> {
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

    /// A working with target and actual value filled in, and what was assumed in it.
    pub fn working(&self, text: Text, assumed: bool) -> Message {
        let shown = |amount: Decimal| match &self.unit {
            Some(Unit::Percent) => format!("{}%", plain(amount)),
            Some(unit) => format!("{}{unit}", plain(amount)),
            None => plain(amount),
        };
        with_notes(text, assumed, self.rescaled).with("target", shown(self.target)).with("actual", shown(self.actual))
    }

    /// A formula over the two numbers.
    pub fn formula(&self, text: impl Into<Cow<'static, str>>) -> ScoreFormula {
        ScoreFormula {
            text: text.into(),
            target: Some(self.target),
            upper: None,
            actual: Some(self.actual),
            unit: self.unit.clone(),
        }
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

/// There is no verdict on values that cannot be compared.
pub fn units_differ(target: &Quantity, actual: &Quantity) -> Verdict {
    let text = Text::new(
        "未复算：指标值 {target} 与完成值 {actual} 的单位无法比较",
        "not recomputed: the units of target {target} and actual value {actual} cannot be compared",
    );
    Verdict::open(Message::new(text).with("target", target.to_string()).with("actual", actual.to_string()))
}
