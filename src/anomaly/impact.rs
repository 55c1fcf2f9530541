//! How much the county's totals would change if a value were corrected.

use rust_decimal::Decimal;

use crate::model::number::fixed;
use crate::model::{CountedMoney, CountyEntry, Entry, MoneyRow, Quantity, State, Submission};
use crate::text::{Message, Text};

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

/// The largest of the changes of initial, adjusted and executed money, in 万元, if these cells were corrected together.
pub(super) fn of(
    entry: &CountyEntry,
    submission: &Submission,
    cells: &[Cell],
    correct: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    let changes = changes(entry, submission, cells, correct)?;
    changes.into_iter().flatten().map(|change| change.abs()).max()
}

/// By how much initial, adjusted and executed money of the county would grow, in 万元, if these cells were corrected together.
///
/// The money is counted anew, so that a wrong part that the total made up for weighs what it really does. Nothing if the
/// submission feeds no totals or its unit is not known.
fn changes(
    entry: &CountyEntry,
    submission: &Submission,
    cells: &[Cell],
    correct: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<[Option<Decimal>; 3]> {
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
    let growth = |before: Option<Decimal>, after: Option<Decimal>| after?.checked_sub(before?);
    Some([
        growth(before.initial, after.initial),
        growth(before.adjusted, after.adjusted),
        growth(before.executed, after.executed),
    ])
}

/// The money of the county in 万元: initial, adjusted and executed.
pub(super) struct CountyTotals([Decimal; 3]);

impl CountyTotals {
    /// Of the submissions that feed the totals.
    pub(super) fn of(entries: &[CountyEntry]) -> Self {
        let mut totals = [Decimal::ZERO; 3];
        for money in entries.iter().filter(|entry| entry.in_totals).filter_map(|entry| entry.money.as_ref()) {
            for (total, amount) in totals.iter_mut().zip([money.initial, money.adjusted, money.executed]) {
                *total = total.saturating_add(amount.unwrap_or_default());
            }
        }
        Self(totals)
    }

    /// What the total that changes most is as reported, and would be if these cells were corrected together; nothing if none
    /// changes.
    pub(super) fn remark(
        &self,
        entry: &CountyEntry,
        submission: &Submission,
        cells: &[Cell],
        correct: impl Fn(Decimal) -> Option<Decimal>,
    ) -> Option<Message> {
        const NAMES: [Text; 3] = [
            Text::new("年初预算数", "initial budget"),
            Text::new("全年预算数", "adjusted budget"),
            Text::new("全年执行数", "executed amount"),
        ];
        let changes = changes(entry, submission, cells, correct)?;
        let known = changes.into_iter().enumerate().filter_map(|(at, change)| Some((at, change?)));
        let (at, change) = known.filter(|(_, change)| !change.is_zero()).max_by_key(|(_, change)| change.abs())?;
        let text = Text::new(
            "；全县{column}合计现为 {now} 万元，改正后是 {then} 万元",
            "; the {column} of the county is {now} (10k yuan) as reported and {then} if corrected",
        );
        let message = Message::new(text).with("column", NAMES[at]).with("now", fixed(self.0[at], 2));
        Some(message.with("then", fixed(self.0[at].checked_add(change)?, 2)))
    }
}
