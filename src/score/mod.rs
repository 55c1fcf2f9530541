//! Points as the rules give them: every line with its method and working, beside what the department claims.

mod by_formula;
mod deadline;
mod deduction;
mod excess;
mod execution;
mod indicator;
mod numeric;
mod pair;
mod prescribed;
mod proportion;
mod scale;
mod steps;
mod tier;
mod whole;
mod written;

use crate::model::number::sum;
use crate::model::{Actual, Entry, Method, Quantity, ScoreFormula, ScoreLine, Scorecard, State, Submission, Target};
use crate::schema::{Form, IndicatorSpec};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// Recomputes the scores of one submission from its rows, never from a printed total.
#[must_use]
pub fn scorecard(submission: &Submission, form: &Form) -> Scorecard {
    let mut lines: Vec<ScoreLine> = submission.money.iter().filter_map(execution::line).collect();
    for table in &submission.indicators {
        lines.extend(table.rows.iter().map(|row| indicator::line(submission, table, row, form)));
    }
    whole::choose(submission, form, &mut lines);
    let rescale = whole::rescale(&lines, form);

    let totals = submission.money.iter().filter_map(|block| block.total());
    let asked = |weight: &Entry<Quantity>, score: &Entry<Quantity>| weight.is_asked() || score.is_asked();
    let is_scored = totals.into_iter().any(|row| asked(&row.weight, &row.score))
        || submission.all_indicators().any(|row| asked(&row.weight, &row.score));

    let counted = || lines.iter().filter(|line| line.counts);
    let subtotal = sum(counted().filter_map(|line| line.recomputed)).unwrap_or_default();
    let open_lines = if is_scored { counted().filter(|line| line.recomputed.is_none()).count() } else { 0 };
    let self_scores: Option<Vec<Decimal>> = counted().map(|line| line.self_score).collect();
    let lacks_table = is_scored && whole::lacks_table(submission, form);
    let is_whole = is_scored && !lacks_table;
    let of_the_whole = |points| rescale.map_or(Some(points), |rescale| rescale.apply(points));
    let self_sum = self_scores.filter(|scores| is_whole && !scores.is_empty()).and_then(sum).and_then(of_the_whole);
    let total = (is_whole && open_lines == 0 && counted().next().is_some()).then_some(subtotal).and_then(of_the_whole);
    Scorecard {
        self_sum,
        total,
        subtotal,
        rescale,
        open_lines,
        is_scored,
        lacks_table,
        self_grade: self_sum.and_then(|points| form.scoring.grade(points).cloned()),
        grade: total.and_then(|points| form.scoring.grade(points).cloned()),
        lines,
    }
}

/// The points that an actual value earns by the rule of a prescribed indicator, and the working; no points if that rule cannot
/// tell them.
#[must_use]
pub fn example(
    indicator: &IndicatorSpec,
    actual: &State<Actual>,
    target: &State<Target>,
    form: &Form,
) -> (Option<Decimal>, Message) {
    let verdict = indicator::example(indicator, actual, target, form);
    (verdict.points, verdict.working)
}

/// What one scoring method says of a line.
pub struct Verdict {
    /// The method.
    pub method: Method,
    /// The points; nothing if they cannot be computed.
    pub points: Option<Decimal>,
    band: Option<(Decimal, Decimal)>,
    reached: Option<bool>,
    ratio: Option<Decimal>,
    /// The working, or why there is none.
    pub working: Message,
    formula: Option<ScoreFormula>,
}

impl Verdict {
    /// Points by a method, and whether the target was reached.
    const fn points(method: Method, points: Decimal, reached: bool, working: Message) -> Self {
        let (points, reached) = (Some(points), Some(reached));
        Self { method, points, band: None, reached, ratio: None, working, formula: None }
    }

    /// The line cannot be computed, and why.
    fn open(why: impl Into<Message>) -> Self {
        let working = why.into();
        Self { method: Method::None, points: None, band: None, reached: None, ratio: None, working, formula: None }
    }

    /// What is left where the form gives the line no weight: whether the target was reached, and by how much.
    fn without_points(self, why: Text) -> Self {
        let method = if self.reached.is_some() { self.method } else { Method::None };
        Self { method, reached: self.reached, ratio: self.ratio, ..Self::open(why) }
    }
}

const NO_SCORES: Text = Text::new("不计分：表上没有分值和得分", "not scored: the form has neither weights nor scores");
const NO_WEIGHT: Text = Text::new("未复算：分值不明", "not recomputed: the weight is not known");
