//! How a line was scored, and on what authority.

use crate::text::Text;

/// How a line was scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Budget execution: rate × weight, at most the weight.
    Execution,
    /// More is better.
    Positive,
    /// More is better, assumed because no direction is written.
    PositiveAssumed,
    /// Less is better, weight × target ÷ actual.
    ReverseRatio,
    /// Less is better, weight × (1 − (actual − target) ÷ target).
    ReverseLinear,
    /// As much as the target; scored as more is better.
    Equal,
    /// The target is zero.
    ZeroTarget,
    /// A tier with its band of points.
    Tier,
    /// Between two bounds.
    Between,
    /// Done by a date.
    Deadline,
    /// Percentage × weight, at most the weight.
    RatioCap,
    /// Points in proportion between a value that earns nothing and one that earns the weight.
    Linear,
    /// A table of steps.
    Steps,
    /// The weight minus points for every unit beyond a limit.
    Deduction,
    /// The weight minus points for every breach.
    Checklist,
    /// Points for every item that is fulfilled, at most the weight.
    Count,
    /// A formula of the schema.
    Formula,
    /// Could not be computed.
    None,
}

const NATIONAL: Text = Text::new(
    "《项目支出绩效评价管理办法》（财预〔2020〕10号）",
    "Measures for performance evaluation of project spending (财预〔2020〕10号)",
);
const SYSTEM: Text = Text::new("省级预算管理一体化系统绩效模块", "performance module of the provincial budget system");
const STANDARD: Text = Text::new("表样规定的评分标准", "the scoring standard of the form");

impl Method {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Execution => Text::new("预算执行", "budget execution"),
            Self::Positive => Text::new("正向", "positive"),
            Self::PositiveAssumed => Text::new("正向（推定）", "positive (assumed)"),
            Self::ReverseRatio => Text::new("反向（比值）", "reverse (ratio)"),
            Self::ReverseLinear => Text::new("反向（线性）", "reverse (linear)"),
            Self::Equal => Text::new("等于", "equal"),
            Self::ZeroTarget => Text::new("零目标", "zero target"),
            Self::Tier => Text::new("定性分档", "qualitative tier"),
            Self::Between => Text::new("区间", "range"),
            Self::Deadline => Text::new("时限", "deadline"),
            Self::RatioCap => Text::new("按比率", "ratio, capped"),
            Self::Linear => Text::new("区间内按比例", "linear between bounds"),
            Self::Steps => Text::new("分档", "steps"),
            Self::Deduction => Text::new("超限扣分", "deduction beyond a limit"),
            Self::Checklist => Text::new("逐项扣分", "deduction per breach"),
            Self::Count => Text::new("按项计分", "points per item"),
            Self::Formula => Text::new("表样公式", "formula of the form"),
            Self::None => Text::new("未复算", "not recomputed"),
        }
    }

    /// The document or convention that it follows; blank where nothing was computed.
    #[must_use]
    pub const fn source(self) -> Text {
        match self {
            Self::Execution | Self::Positive | Self::PositiveAssumed | Self::Tier => NATIONAL,
            Self::ReverseRatio => Text::new("湖北自评表的填表说明", "the note on Hubei's form"),
            Self::ReverseLinear | Self::Equal | Self::ZeroTarget => SYSTEM,
            Self::Between | Self::Deadline => Text::new("本工具的约定", "a convention of this tool"),
            Self::RatioCap
            | Self::Linear
            | Self::Steps
            | Self::Deduction
            | Self::Checklist
            | Self::Count
            | Self::Formula => STANDARD,
            Self::None => Text::new("", ""),
        }
    }

    /// Its code in machine output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Execution => "execution",
            Self::Positive => "positive",
            Self::PositiveAssumed => "positive_assumed",
            Self::ReverseRatio => "reverse_ratio",
            Self::ReverseLinear => "reverse_linear",
            Self::Equal => "equal",
            Self::ZeroTarget => "zero_target",
            Self::Tier => "tier",
            Self::Between => "between",
            Self::Deadline => "deadline",
            Self::RatioCap => "ratio_cap",
            Self::Linear => "linear",
            Self::Steps => "steps",
            Self::Deduction => "deduction",
            Self::Checklist => "checklist",
            Self::Count => "count",
            Self::Formula => "formula",
            Self::None => "none",
        }
    }
}
