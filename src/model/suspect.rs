//! Cells that may be wrong where a sum does not balance, and what each finding is worth.

use rust_decimal::Decimal;

use super::place::Place;
use crate::text::Message;

/// One explanation of a sum that does not balance: the fewest cells that explain it. A proposal, never applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The cells it speaks of.
    pub cells: Vec<Place>,
    /// What the cell should hold, in the unit in which it is written; nothing where the sum itself went wrong.
    pub proposed: Option<Decimal>,
    /// The explanation: "若 G7 的 1243 改为 1234（相邻两位颠倒），合计即平".
    pub sentence: Message,
}

/// What a finding is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impact {
    /// Points claimed minus points that are right: above zero where too much was claimed.
    Points(Decimal),
    /// By how much the county's totals would be off, in 万元: above zero where the written amount is too large, or where the
    /// direction is not known.
    Money(Decimal),
}

impl Impact {
    /// The points, if it is counted in points.
    #[must_use]
    pub const fn points(self) -> Option<Decimal> {
        match self {
            Self::Points(points) => Some(points),
            Self::Money(_) => None,
        }
    }

    /// The money in 万元, if it is counted in money.
    #[must_use]
    pub const fn money(self) -> Option<Decimal> {
        match self {
            Self::Money(amount) => Some(amount),
            Self::Points(_) => None,
        }
    }
}
