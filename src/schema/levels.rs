//! The dimensions of indicators: cost, output, benefit, satisfaction.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// What an indicator is about, as its first level says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// 成本指标.
    Cost,
    /// 产出指标.
    Output,
    /// 效益指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
}

impl Dimension {
    /// Every dimension, in the order of the forms.
    pub const ALL: [Self; 4] = [Self::Cost, Self::Output, Self::Benefit, Self::Satisfaction];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Cost => Text::new("成本指标", "cost indicators"),
            Self::Output => Text::new("产出指标", "output indicators"),
            Self::Benefit => Text::new("效益指标", "benefit indicators"),
            Self::Satisfaction => Text::new("满意度指标", "satisfaction indicators"),
        }
    }
}

/// Something that each dimension may have.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Dimensions{T}")]
pub struct ByDimension<T> {
    /// 成本指标: cost.
    pub cost: Option<T>,
    /// 产出指标: output.
    pub output: Option<T>,
    /// 效益指标: benefit.
    pub benefit: Option<T>,
    /// 满意度指标: satisfaction.
    pub satisfaction: Option<T>,
}

impl<T> Default for ByDimension<T> {
    fn default() -> Self {
        Self { cost: None, output: None, benefit: None, satisfaction: None }
    }
}

impl<T> ByDimension<T> {
    /// What a dimension has.
    #[must_use]
    pub const fn get(&self, dimension: Dimension) -> Option<&T> {
        match dimension {
            Dimension::Cost => self.cost.as_ref(),
            Dimension::Output => self.output.as_ref(),
            Dimension::Benefit => self.benefit.as_ref(),
            Dimension::Satisfaction => self.satisfaction.as_ref(),
        }
    }

    /// Whether no dimension has anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Dimension::ALL.iter().all(|dimension| self.get(*dimension).is_none())
    }
}
