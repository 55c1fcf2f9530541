//! Scores as we compute them, beside those that were claimed.

use rust_decimal::Decimal;
use std::sync::Arc;

use super::place::Place;
use super::submission::{MoneyRow, Submission};
use super::suspect::Impact;
use crate::text::{Message, Text};

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
    /// A table of steps.
    Steps,
    /// The weight minus points for every unit beyond a limit.
    Deduction,
    /// The weight minus points for every breach.
    Checklist,
    /// Could not be computed.
    None,
}

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
            Self::Steps => Text::new("分档", "steps"),
            Self::Deduction => Text::new("超限扣分", "deduction beyond a limit"),
            Self::Checklist => Text::new("逐项扣分", "deduction per breach"),
            Self::None => Text::new("未复算", "not recomputed"),
        }
    }

    /// The name used in machine output.
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
            Self::Steps => "steps",
            Self::Deduction => "deduction",
            Self::Checklist => "checklist",
            Self::None => "none",
        }
    }
}

/// One recomputed line: the budget execution or one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreLine {
    /// The indicator's name, or the label of the money row.
    pub name: Arc<str>,
    /// How it was scored.
    pub method: Method,
    /// The points it can carry.
    pub weight: Option<Decimal>,
    /// The score the department claims.
    pub self_score: Option<Decimal>,
    /// The recomputed score; nothing if it cannot be computed.
    pub recomputed: Option<Decimal>,
    /// The least and most that a tier allows, where a tier was picked.
    pub band: Option<(Decimal, Decimal)>,
    /// Whether the target was reached, where that can be told.
    pub reached: Option<bool>,
    /// Actual ÷ target, where both are numbers.
    pub ratio: Option<Decimal>,
    /// The working: "10 × 86.20% = 8.62", or why there is none.
    pub working: Message,
    /// The cell of the claimed score, or of the row where there is none.
    pub place: Place,
    /// Whether it adds to the sums: of indicators that are alternatives only the best does.
    pub counts: bool,
}

impl ScoreLine {
    /// What a wrong score in it is worth: claimed minus recomputed points; nothing if one of them is not known or the line
    /// adds nothing.
    #[must_use]
    pub fn impact(&self) -> Option<Impact> {
        let points = self.self_score?.checked_sub(self.recomputed?)?;
        self.counts.then_some(Impact::Points(points))
    }
}

/// Points of the lines that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    /// What the lines carry.
    pub weight: Decimal,
    /// What was recomputed.
    pub recomputed: Decimal,
    /// What the department claims.
    pub claimed: Decimal,
}

/// The recomputed scores of one submission.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scorecard {
    /// The line of the budget execution, then every indicator, in the order of the form.
    pub lines: Vec<ScoreLine>,
    /// The total the department claims: the sum of its line scores.
    pub self_sum: Option<Decimal>,
    /// The recomputed total; nothing unless every table was found and every line could be recomputed.
    pub total: Option<Decimal>,
    /// The sum of the lines that could be recomputed.
    pub subtotal: Decimal,
    /// How many lines could not be recomputed; none where the form has no scores.
    pub open_lines: usize,
    /// Whether the form has scores at all.
    pub is_scored: bool,
    /// Whether a table of the form that carries points was not found: then no total is known.
    pub lacks_table: bool,
    /// The grade of the claimed total.
    pub self_grade: Option<Arc<str>>,
    /// The grade of the recomputed total.
    pub grade: Option<Arc<str>>,
}

impl Scorecard {
    /// The lines of the indicators, in the order of [`Submission::all_indicators`]; they stand behind those of the money.
    #[must_use]
    pub fn of_indicators(&self, submission: &Submission) -> &[ScoreLine] {
        let first = self.lines.len().saturating_sub(submission.all_indicators().count());
        &self.lines[first..]
    }

    /// The line of the score in a cell.
    #[must_use]
    pub fn of_score(&self, place: &Place) -> Option<&ScoreLine> {
        self.lines.iter().find(|line| line.place == *place)
    }

    /// The line of a row of the whole amount; nothing if the form gives it no points.
    #[must_use]
    pub fn of_money(&self, total: &MoneyRow) -> Option<&ScoreLine> {
        self.lines.iter().find(|line| line.place == total.score.place || line.place == total.label.place)
    }

    /// The lines that count and of which both scores are known, added up; nothing if there is none.
    #[must_use]
    pub fn compared(&self) -> Option<Compared> {
        let lines = self.lines.iter().filter(|line| line.counts);
        let both = lines.filter_map(|line| Some((line.weight?, line.recomputed?, line.self_score?)));
        both.fold(None, |sum: Option<Compared>, (weight, recomputed, claimed)| {
            let sum = sum.unwrap_or_default();
            Some(Compared {
                weight: sum.weight.saturating_add(weight),
                recomputed: sum.recomputed.saturating_add(recomputed),
                claimed: sum.claimed.saturating_add(claimed),
            })
        })
    }

    /// Claimed minus recomputed, over the lines of which both are known.
    #[must_use]
    pub fn gap(&self) -> Option<Decimal> {
        self.compared().map(|sum| sum.claimed - sum.recomputed)
    }
}
