//! The sizes of last year's money.

use super::impact::Column;
use super::unit::size;
use crate::model::{Before, MoneyBlock, MoneyUnit, Quantity, Raw, Unit};

/// The size of the same row and column in 元, with what was written; nothing if its unit is not known.
pub(super) fn money<'a>(before: &Before<'a>, row: &str, column: Column) -> Option<(f64, &'a Raw)> {
    before.submission.money.iter().find_map(|block| {
        let row = block.rows.iter().find(|known| &*known.id == row)?;
        let entry = column.of(row);
        Some((size_in_yuan(block, entry.value()?)?, &entry.raw))
    })
}

/// The size of an amount of a block in 元; nothing if no unit is declared or the amount is none of money.
pub(super) fn size_in_yuan(block: &MoneyBlock, quantity: &Quantity) -> Option<f64> {
    let unit = match &quantity.unit {
        None => block.unit?,
        Some(Unit::Money(own)) => *own,
        Some(_) => return None,
    };
    Some(size(quantity.amount)? + yuan_power(unit))
}

/// log10 of how many 元 one of the unit is.
pub(super) const fn yuan_power(unit: MoneyUnit) -> f64 {
    match unit {
        MoneyUnit::Yuan => 0.0,
        MoneyUnit::Thousand => 3.0,
        MoneyUnit::TenThousand => 4.0,
        MoneyUnit::Million => 6.0,
        MoneyUnit::HundredMillion => 8.0,
    }
}
