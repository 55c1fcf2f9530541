//! What belongs to the whole score of a form: alternatives, lines that do not apply, tables that are missing.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::indicator;
use crate::model::number::sum;
use crate::model::{Rescale, ScoreLine, Submission};
use crate::schema::{Form, Role, TableRole};

/// How totals are led to the points of the whole form, where lines were left out as not applicable; all lines say whether they
/// count.
///
/// Nothing unless every weight that is left is known, or if an alternative took over what was left out. The rule is that of a
/// published form note (不适用的指标，用适用指标得分汇总后按百分制计分).
pub fn rescale(lines: &[ScoreLine], form: &Form) -> Option<Rescale> {
    let full = Decimal::from(form.limits.total_weight);
    let weights: Option<Vec<Decimal>> = lines.iter().filter(|line| line.counts).map(|line| line.weight).collect();
    let applicable = weights.and_then(sum).filter(|weights| *weights > Decimal::ZERO && *weights != full)?;
    Some(Rescale { applicable, full })
}

/// Whether a table of the form that carries points is not there: what was read is not the whole of it.
pub fn lacks_table(submission: &Submission, form: &Form) -> bool {
    let scored = form.tables.iter().filter(|table| !table.optional && table.column(Role::Score).is_some());
    let mut missing = scored.filter(|table| match table.role {
        TableRole::Money => submission.money.iter().all(|block| block.id != table.id),
        TableRole::Indicators => submission.indicators.iter().all(|found| found.id != table.id),
        TableRole::Facts | TableRole::Split => false,
    });
    missing.next().is_some()
}

/// The lines that do not count after all: of indicators that are alternatives all but the best, the first of equals.
pub fn passed_over(submission: &Submission, form: &Form, lines: &[ScoreLine]) -> BTreeSet<usize> {
    let offset = lines.len().saturating_sub(submission.all_indicators().count());
    let rows = submission.indicators.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    let mut uncounted = BTreeSet::new();
    for (at, (table, row)) in rows.enumerate().map(|(at, row)| (at + offset, row)) {
        let group = indicator::prescribed(table, row, form).and_then(|spec| spec.best_of.as_deref());
        let Some(group) = group.filter(|_| lines[at].counts) else { continue };
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
