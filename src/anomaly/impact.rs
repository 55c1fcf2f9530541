//! How much the county's totals would change if a value were corrected.

use rust_decimal::Decimal;

use crate::model::{CountedMoney, CountyEntry, Entry, MoneyRow, Quantity, State, Submission};

/// A column of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Initial,
    Adjusted,
    Received,
    Executed,
}

impl Column {
    /// Its value in a row.
    pub(super) const fn of(self, row: &MoneyRow) -> &Entry<Quantity> {
        match self {
            Self::Initial => &row.initial,
            Self::Adjusted => &row.adjusted,
            Self::Received => &row.received,
            Self::Executed => &row.executed,
        }
    }

    const fn of_mut(self, row: &mut MoneyRow) -> &mut Entry<Quantity> {
        match self {
            Self::Initial => &mut row.initial,
            Self::Adjusted => &mut row.adjusted,
            Self::Received => &mut row.received,
            Self::Executed => &mut row.executed,
        }
    }
}

/// One amount of a submission, by the positions of its block and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) block: usize,
    pub(super) row: usize,
    pub(super) column: Column,
}

/// The larger of the changes of executed and adjusted money, in 万元, if these cells were corrected together.
///
/// The money is counted anew, so that a wrong part that the total made up for weighs what it really does. Nothing if the
/// submission feeds no totals or its unit is not known.
pub(super) fn of(
    entry: &CountyEntry,
    submission: &Submission,
    cells: &[Cell],
    correct: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    let before = entry.money.as_ref().filter(|_| entry.in_totals && !cells.is_empty())?;
    let mut blocks = submission.money.clone();
    for cell in cells {
        let row = blocks.get_mut(cell.block).and_then(|block| block.rows.get_mut(cell.row))?;
        if let State::Value(quantity) = &mut cell.column.of_mut(row).state {
            quantity.amount = correct(quantity.amount)?.normalize();
            quantity.decimals = quantity.amount.scale();
        }
    }
    let after = blocks.iter().find_map(CountedMoney::of)?;
    let change = |before: Option<Decimal>, after: Option<Decimal>| Some(before?.checked_sub(after?)?.abs());
    change(before.executed, after.executed).max(change(before.adjusted, after.adjusted))
}
