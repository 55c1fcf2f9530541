//! Points as the rules give them: every line with its method and working, beside what the department claims.

mod deadline;
mod execution;
mod indicator;
mod numeric;
mod prescribed;
mod scale;
mod tier;

use crate::model::number::sum;
use crate::model::{Actual, Entry, Method, Quantity, ScoreLine, Scorecard, State, Submission, Target};
use crate::schema::{Form, IndicatorSpec, Role, TableRole};
use crate::text::{Message, Text};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Recomputes the scores of one submission from its rows, never from a printed total.
#[must_use]
pub fn scorecard(submission: &Submission, form: &Form) -> Scorecard {
    let mut lines: Vec<ScoreLine> = submission.money.iter().filter_map(execution::line).collect();
    for table in &submission.indicators {
        lines.extend(table.rows.iter().map(|row| indicator::line(submission, table, row, form)));
    }
    for at in passed_over(submission, form, &lines) {
        lines[at].counts = false;
    }

    let totals = submission.money.iter().filter_map(|block| block.total());
    let asked = |weight: &Entry<Quantity>, score: &Entry<Quantity>| weight.is_asked() || score.is_asked();
    let is_scored = totals.into_iter().any(|row| asked(&row.weight, &row.score))
        || submission.all_indicators().any(|row| asked(&row.weight, &row.score));

    let counted = || lines.iter().filter(|line| line.counts);
    let subtotal = sum(counted().filter_map(|line| line.recomputed)).unwrap_or_default();
    let open_lines = if is_scored { counted().filter(|line| line.recomputed.is_none()).count() } else { 0 };
    let self_scores: Option<Vec<Decimal>> = counted().map(|line| line.self_score).collect();
    let lacks_table = is_scored && lacks_table(submission, form);
    let is_whole = is_scored && !lacks_table;
    let self_sum = self_scores.filter(|scores| is_whole && !scores.is_empty()).and_then(sum);
    let total = (is_whole && open_lines == 0 && !lines.is_empty()).then_some(subtotal);
    Scorecard {
        self_sum,
        total,
        subtotal,
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

/// Whether a table of the form that carries points is not there: what was read is not the whole of it.
fn lacks_table(submission: &Submission, form: &Form) -> bool {
    let scored = form.tables.iter().filter(|table| !table.optional && table.column(Role::Score).is_some());
    let mut missing = scored.filter(|table| match table.role {
        TableRole::Money => submission.money.iter().all(|block| block.id != table.id),
        TableRole::Indicators => submission.indicators.iter().all(|found| found.id != table.id),
        TableRole::Facts | TableRole::Split => false,
    });
    missing.next().is_some()
}

/// The lines that do not count: of indicators that are alternatives all but the best, the first of equals.
fn passed_over(submission: &Submission, form: &Form, lines: &[ScoreLine]) -> BTreeSet<usize> {
    let offset = lines.len().saturating_sub(submission.all_indicators().count());
    let rows = submission.indicators.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    let mut uncounted = BTreeSet::new();
    for (at, (table, row)) in rows.enumerate().map(|(at, row)| (at + offset, row)) {
        let group = indicator::prescribed(table, row, form).and_then(|spec| spec.best_of.as_deref());
        let Some(group) = group else { continue };
        let points = |at: usize| lines[at].recomputed.or(lines[at].self_score);
        match best.get(group).copied() {
            Some(other) if points(other) >= points(at) => {
                uncounted.insert(at);
            }
            other => {
                uncounted.extend(other);
                best.insert(group, at);
            }
        }
    }
    uncounted
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
}

impl Verdict {
    /// The line cannot be computed, and why.
    fn open(why: impl Into<Message>) -> Self {
        let working = why.into();
        Self { method: Method::None, points: None, band: None, reached: None, ratio: None, working }
    }

    /// What is left where the form gives the line no weight: whether the target was reached, and by how much.
    fn without_points(self, why: Text) -> Self {
        let method = if self.reached.is_some() { self.method } else { Method::None };
        Self { method, reached: self.reached, ratio: self.ratio, ..Self::open(why) }
    }
}

const NO_SCORES: Text = Text::new("不计分：表上没有分值和得分", "not scored: the form has neither weights nor scores");
const NO_WEIGHT: Text = Text::new("未复算：分值不明", "not recomputed: the weight is not known");
