//! What a department claims for an indicator, in points.

use rust_decimal::Decimal;

use crate::model::number::{product, ratio};
use crate::model::{Indicator, IndicatorTable};

/// The claimed points of an indicator.
///
/// Where the scores stand out of 100, that is the converted score, or else what the score and the weight percent give.
pub fn claimed(indicator: &Indicator, table: &IndicatorTable) -> Option<Decimal> {
    let points = table.claimed(indicator).value().map(|q| q.amount);
    if !table.is_converted {
        return points;
    }
    let score = indicator.score.value().map(|q| q.amount);
    let weight = indicator.weight.value().map(|q| q.amount);
    points.or_else(|| ratio(product(score?, weight?)?, Decimal::ONE_HUNDRED))
}
