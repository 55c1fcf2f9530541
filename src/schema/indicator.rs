//! Indicators that a form prescribes, and how their points are given: ratio, steps, deductions, checklists are data.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::labels::LabelSet;
use super::points::{Condition, Mark, Points};

/// An indicator that stands on every copy of the form.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSpec {
    /// Its name (三级指标) and aliases.
    pub name: LabelSet,
    /// 一级指标.
    #[serde(default)]
    pub level1: String,
    /// 二级指标.
    #[serde(default)]
    pub level2: String,
    /// Its points.
    #[serde(default)]
    pub weight: Option<Points>,
    /// The target that the form prints: "≤100%".
    #[serde(default)]
    pub target: Option<String>,
    /// The scoring standard that the form prints.
    #[serde(default)]
    pub basis: String,
    /// How its points are given.
    #[serde(default)]
    pub method: PointsMethod,
    /// Indicators with the same word here are alternatives: the best of them counts, once.
    #[serde(default)]
    pub best_of: Option<Arc<str>>,
    /// Actual values and the points they earn; `huizong schema test` computes them.
    #[serde(default, rename = "example")]
    pub examples: Vec<PointsExample>,
}

/// How the points of a prescribed indicator are given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PointsMethod {
    /// By target and actual value, like any indicator.
    #[default]
    Target,
    /// Weight × actual percentage, at most the weight.
    RatioCap,
    /// Less is better, whatever is written before the target: weight × target ÷ actual.
    ReverseRatio,
    /// Less is better, whatever is written before the target: weight × (1 − (actual − target) ÷ target).
    ReverseLinear,
    /// In proportion between two actual values; never below zero nor above the weight.
    Linear {
        /// The actual value that earns nothing: "60%".
        zero: Mark,
        /// The actual value that earns the weight: "90%". It may be the smaller one.
        full: Mark,
    },
    /// The first step whose condition the actual value fulfils gives the points.
    Steps {
        /// The steps, tried in this order.
        steps: Vec<Step>,
    },
    /// The weight, minus points for every unit beyond a limit; never below the floor.
    Deduct {
        /// What earns the whole weight: "<=100%".
        full: Condition,
        /// The unit, in that of the actual value (1 is one percentage point); a part of a unit counts as that part.
        #[serde(default = "one")]
        per: Points,
        /// The points of a unit.
        points: Points,
        /// The points that are left at least.
        #[serde(default = "zero")]
        floor: Points,
    },
    /// The weight, minus points for every breach; the actual value is their number. Never below the floor.
    Checklist {
        /// The points of a breach.
        points: Points,
        /// The points that are left at least.
        #[serde(default = "zero")]
        floor: Points,
    },
    /// Points for every item that is fulfilled, at most the weight; the actual value is their number.
    Count {
        /// The points of an item.
        points: Points,
    },
    /// In time earns the weight; every day after the date of the target takes points off. Never below the floor.
    ByDate {
        /// The points of a day.
        points: Points,
        /// The points that are left at least.
        #[serde(default = "zero")]
        floor: Points,
    },
    /// A formula over 分值, 指标值 and 完成值; never below zero nor above the weight.
    Formula {
        /// The formula: "分值*完成值/指标值". Percentages are on the scale 0 to 100.
        formula: Arc<str>,
    },
    /// A person decides; nothing is recomputed.
    Manual,
}

const fn one() -> Points {
    Points::ONE
}

const fn zero() -> Points {
    Points::ZERO
}

/// A step of a table of points.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The condition; a step without one always holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The points it gives.
    pub points: Points,
}

/// An actual value and the points it earns.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsExample {
    /// The actual value as a department would write it: "85%".
    pub actual: String,
    /// The points that it earns.
    pub points: Points,
}
