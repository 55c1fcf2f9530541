//! Scores as we compute them, beside those that were claimed.

use rust_decimal::Decimal;
use std::borrow::Cow;
use std::sync::Arc;

use super::method::Method;
use super::number::{product, ratio, round_points};
use super::place::Place;
use super::quantity::Unit;
use super::submission::{MoneyRow, Submission};
use super::suspect::Impact;
use crate::text::Message;

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
    /// The formula that gives the recomputed score again; nothing where words or dates decide.
    pub formula: Option<ScoreFormula>,
    /// The cell of the claimed score, or of the row where there is none.
    pub place: Place,
    /// Whether it adds to the sums. Of indicators that are alternatives only the best does, and what is left out adds nothing.
    pub counts: bool,
    /// Whether it does not apply and the form spreads its points over the rest.
    pub left_out: bool,
}

/// A formula in the language of spreadsheets over the numbers of its own line, which it names in Chinese.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreFormula {
    /// The formula, without an equals sign: `ROUND(IF(完成值>=指标值,分值,…),2)`.
    pub text: Cow<'static, str>,
    /// The target, or the lower bound of a range, in the unit of the line.
    pub target: Option<Decimal>,
    /// The upper bound of a range, in the unit of the line.
    pub upper: Option<Decimal>,
    /// The actual value, in the unit of the line.
    pub actual: Option<Decimal>,
    /// The unit of these three; percentages are on the scale 0 to 100.
    pub unit: Option<Unit>,
}

/// A number of a line that a formula may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreOperand {
    /// 指标值.
    Target,
    /// 指标值上限.
    Upper,
    /// 完成值.
    Actual,
    /// 分值.
    Weight,
    /// 自评得分.
    Claimed,
}

impl ScoreOperand {
    /// Every operand.
    pub const ALL: [Self; 5] = [Self::Target, Self::Upper, Self::Actual, Self::Weight, Self::Claimed];

    /// The name by which formulas know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Target => "指标值",
            Self::Upper => "指标值上限",
            Self::Actual => "完成值",
            Self::Weight => "分值",
            Self::Claimed => "自评得分",
        }
    }

    /// The operand of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operand| operand.name() == name)
    }
}

impl ScoreLine {
    /// A number that its formula may name; nothing if it is not known.
    #[must_use]
    pub fn operand(&self, operand: ScoreOperand) -> Option<Decimal> {
        let formula = self.formula.as_ref();
        match operand {
            ScoreOperand::Target => formula?.target,
            ScoreOperand::Upper => formula?.upper,
            ScoreOperand::Actual => formula?.actual,
            ScoreOperand::Weight => self.weight,
            ScoreOperand::Claimed => self.self_score,
        }
    }
}

/// The points of what applies, led to the points of the whole form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rescale {
    /// What the lines that apply carry together.
    pub applicable: Decimal,
    /// What the form carries: 100.
    pub full: Decimal,
}

impl Rescale {
    /// A sum of points of the lines that apply, out of the points of the whole form, to two decimals.
    #[must_use]
    pub fn apply(self, points: Decimal) -> Option<Decimal> {
        ratio(product(points, self.full)?, self.applicable).map(round_points)
    }
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
    /// How both totals are led to the points of the whole form, where lines that do not apply were left out.
    pub rescale: Option<Rescale>,
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
