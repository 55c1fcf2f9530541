//! What belongs to the whole score of a form: alternatives, lines that do not apply, tables that are missing.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::indicator;
use crate::model::number::sum;
use crate::model::{Rescale, ScoreLine, Submission};
use crate::schema::{Form, Role, TableRole};

/// How totals are led to the points of the whole form, where lines were left out as not applicable; every line says whether
/// it counts.
///
/// Nothing if no line was left out, or unless every weight that is left is known. The rule is that of a
/// published form note (不适用的指标，用适用指标得分汇总后按百分制计分).
pub fn rescale(lines: &[ScoreLine], form: &Form) -> Option<Rescale> {
    if !lines.iter().any(|line| line.left_out) {
        return None;
    }
    let full = Decimal::from(form.limits.total_weight);
    let weights: Option<Vec<Decimal>> = lines.iter().filter(|line| line.counts).map(|line| line.weight).collect();
    let applicable = weights.and_then(sum).filter(|weights| *weights > Decimal::ZERO)?;
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

/// Of indicators that are alternatives all but the best no longer count, the first of equals; what does not apply is the worst.
pub fn choose(submission: &Submission, form: &Form, lines: &mut [ScoreLine]) {
    let offset = lines.len().saturating_sub(submission.all_indicators().count());
    let rows = submission.indicators.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (table, row)) in rows.enumerate().map(|(at, row)| (at + offset, row)) {
        let group = indicator::prescribed(table, row, form).and_then(|spec| spec.best_of.as_deref());
        let Some(group) = group else { continue };
        let rank = |line: &ScoreLine| (line.counts, line.recomputed.or(line.self_score));
        let other = best.get(group).copied();
        let keeps = other.is_some_and(|other| rank(&lines[other]) >= rank(&lines[at]));
        if !keeps {
            best.insert(group, at);
        }
        if let Some(passed_over) = if keeps { Some(at) } else { other } {
            (lines[passed_over].counts, lines[passed_over].left_out) = (false, false);
        }
    }
}
