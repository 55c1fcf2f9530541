//! How a form is scored: formulas, tiers and grades are data.

use std::sync::Arc;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::Refusal;
use super::labels::Phrases;
use super::levels::ByDimension;
use super::points::Points;
use crate::model::Severity;
use crate::model::number::{product, round};
use crate::text::{Message, Text};

/// How a form is scored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scoring {
    /// The formula for targets where less is better.
    pub reverse: Reverse,
    /// What a number without a direction means.
    pub unstated_direction: Unstated,
    /// What a date that was missed earns.
    pub late: Late,
    /// What is taken off where a target is exceeded by far; nothing if not given.
    pub excess: Option<Excess>,
    /// Whether indicators given as not applicable are left out and the totals of the rest are led to the points of the form.
    pub rescale: bool,
    /// What the column of scores holds.
    pub scale: Scale,
    /// Tiers of qualitative indicators, the best first.
    pub tiers: Vec<Tier>,
    /// Grades of totals, the best first.
    pub grades: Vec<Grade>,
    /// What the indicators of each dimension may weigh together: each entry is one allowed sharing, and a dimension that it
    /// does not name weighs nothing (Q02). Not checked where there is none.
    pub level_weights: Vec<ByDimension<Points>>,
    /// How grave it is if a dimension has no indicator (Q06); those that are not named may be missing.
    #[serde(skip_serializing_if = "ByDimension::is_empty")]
    pub required_levels: ByDimension<Severity>,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            reverse: Reverse::Ratio,
            unstated_direction: Unstated::AssumePositive,
            late: Late::Open,
            excess: None,
            rescale: false,
            scale: Scale::Points,
            tiers: Vec::new(),
            grades: Vec::new(),
            level_weights: Vec::new(),
            required_levels: ByDimension::default(),
        }
    }
}

/// The two published formulas for targets where less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reverse {
    /// weight × target ÷ actual (form note of Hubei).
    Ratio,
    /// weight × (1 − (actual − target) ÷ target), zero from twice the target on (provincial budget system).
    Linear,
}

/// What a number without a direction means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unstated {
    /// More is better; the working says that this was assumed.
    AssumePositive,
    /// The line is not recomputed.
    Refuse,
}

/// What a date that was missed earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Late {
    /// The line is not recomputed: no formula is published.
    Open,
    /// No points.
    Zero,
}

/// What is taken off where a more-is-better target is exceeded by far: the share of the weight by which it exceeds the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Excess {
    /// Percent of the target from which points are taken off.
    pub from_percent: u32,
    /// The share of the weight that is left at least: "60%".
    pub floor: Share,
}

/// What the column of scores holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Points out of the weight.
    Points,
    /// Points out of 100; the column of converted scores holds score × weight percent.
    WeightPercent,
}

/// A tier of qualitative indicators and the share of the weight it allows.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// How the tier begins: "达成", "部分达成".
    pub words: Phrases,
    /// Lower bound, included: "80%".
    pub from: Share,
    /// Upper bound: "100%".
    pub to: Share,
    /// Whether the upper bound itself is included; only the best tier includes it.
    #[serde(default)]
    pub to_included: bool,
}

/// A share of a weight, written "80%".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Share(pub Decimal);

impl TryFrom<String> for Share {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let number = text.strip_suffix('%').and_then(|n| n.parse::<Decimal>().ok());
        match number {
            Some(n) if (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&n) => Ok(Self(n / Decimal::ONE_HUNDRED)),
            _ => {
                let why = Text::new(
                    "“{text}”不是比例，应写成 \"0%\" 到 \"100%\"",
                    "`{text}` is no share, expected \"0%\" to \"100%\"",
                );
                Err(Refusal(Message::new(why).with("text", text)))
            }
        }
    }
}

impl From<Share> for String {
    fn from(share: Share) -> Self {
        format!("{}%", (share.0 * Decimal::ONE_HUNDRED).normalize())
    }
}

/// A grade and the points from which it is given.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its name: 优, 良, 中, 差.
    pub name: Arc<str>,
    /// The points from which it is given, included.
    pub from: u32,
}

impl Scoring {
    /// The grade of a total.
    #[must_use]
    pub fn grade(&self, total: Decimal) -> Option<&Arc<str>> {
        self.grades.iter().find(|grade| total >= Decimal::from(grade.from)).map(|grade| &grade.name)
    }

    /// The tier that a folded text names. The longest word wins, so that 部分达成 is not read as 达成.
    #[must_use]
    pub fn tier(&self, folded: &str) -> Option<usize> {
        if folded.chars().count() > 24 {
            return None; // a whole sentence is not a tier, even if it begins like one
        }
        let rest = |tier: &Tier| tier.words.strip(folded).map(str::len);
        (0..self.tiers.len()).filter_map(|at| rest(&self.tiers[at]).map(|left| (left, at))).min().map(|(_, at)| at)
    }
}

impl Tier {
    /// The least and the most points that the tier allows for a weight, to two decimals.
    ///
    /// A bound that is not included is one hundredth of a point lower.
    #[must_use]
    pub fn band(&self, weight: Decimal) -> Option<(Decimal, Decimal)> {
        let low = round(product(weight, self.from.0)?, 2);
        let high = round(product(weight, self.to.0)?, 2);
        let high = if self.to_included { high } else { (high - Decimal::new(1, 2)).max(low) };
        Some((low, high))
    }
}
