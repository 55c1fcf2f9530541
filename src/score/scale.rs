//! What a department claims for an indicator, in points.

use rust_decimal::Decimal;

use crate::model::number::{product, ratio};
use crate::model::{Indicator, IndicatorTable};
use crate::schema::Scale;

/// The claimed points of an indicator.
///
/// Where a form wants scores out of 100 and converts them by the weight percent, the converted score is claimed; a table in
/// which no score exceeds its weight was filled in with points already, and then the scores are claimed as they stand.
pub fn claimed(indicator: &Indicator, table: &IndicatorTable, scale: Scale) -> Option<Decimal> {
    let score = indicator.score.value().map(|q| q.amount);
    if scale == Scale::Points || holds_points(table) {
        return score;
    }
    let converted = indicator.converted.value().map(|q| q.amount);
    let weight = indicator.weight.value().map(|q| q.amount);
    converted.or_else(|| ratio(product(score?, weight?)?, Decimal::ONE_HUNDRED))
}

/// Whether the scores of a table are points out of their weights, although the form wants them out of 100.
#[must_use]
pub fn holds_points(table: &IndicatorTable) -> bool {
    let pairs = || table.rows.iter().filter_map(|row| Some((row.score.value()?.amount, row.weight.value()?.amount)));
    pairs().next().is_some() && pairs().all(|(score, weight)| score <= weight)
}
