//! How far the budget of a money block was changed during the year, and how much of it was spent.

use rust_decimal::Decimal;

use super::precision;
use super::rule::Tally;
use super::subject::{Execution, Subject};
use crate::model::number::{product, ratio};
use crate::model::{Entry, Interval, MoneyBlock, MoneyRow, Quantity, State};
use crate::text::Text;

/// Two amounts of the whole, in the unit of their block.
#[derive(Clone, Copy)]
pub struct Pair {
    /// The one that the other is held against.
    pub base: Decimal,
    /// The other.
    pub other: Decimal,
    /// Everything that the first may stand for.
    pub base_reach: Interval,
    /// Everything that the other may stand for.
    pub other_reach: Interval,
}

type Column = fn(&MoneyRow) -> &Entry<Quantity>;

/// The initial and the adjusted budget, where the form asks for both and both can be used.
pub fn adjustment(execution: Execution<'_>, tally: &mut Tally<'_>) -> Option<Pair> {
    let pair = pair(execution, |row| &row.initial, |row| &row.adjusted, tally)?;
    if pair.other.is_zero() {
        tally.not_evaluated(Text::new("全年预算数为 0，见 M05", "the adjusted budget is 0, see M05"));
        return None;
    }
    let factor = ratio(pair.base.max(pair.other), pair.base.min(pair.other));
    if factor.is_some_and(|factor| factor >= Decimal::from(UNIT_SLIP)) {
        tally.not_evaluated(Text::new(
            "年初与全年预算数相差千倍以上，疑似单位用错，见 M08",
            "initial and adjusted budget differ a thousandfold, probably in their unit, see M08",
        ));
        return None;
    }
    Some(pair)
}

/// From this factor on, a difference is one of units and none of the budget; M08 speaks of it.
const UNIT_SLIP: u32 = 1000;

/// The adjusted budget and the spending, where the form asks for both and both can be used.
pub fn spending(execution: Execution<'_>, tally: &mut Tally<'_>) -> Option<Pair> {
    let pair = pair(execution, |row| &row.adjusted, |row| &row.executed, tally)?;
    if pair.base.is_zero() {
        tally.not_evaluated(Text::new("全年预算数为 0，见 M05", "the adjusted budget is 0, see M05"));
        return None;
    }
    Some(pair)
}

fn pair(
    Execution { block, total, .. }: Execution<'_>,
    base: Column,
    other: Column,
    tally: &mut Tally<'_>,
) -> Option<Pair> {
    let is_open = |column: Column| matches!(column(total).state, State::Absent | State::NotApplicable);
    if is_open(base) || is_open(other) {
        return None;
    }
    let why = match (whole(block, total, base), whole(block, total, other)) {
        (Ok(base), Ok(other)) if base.0 < Decimal::ZERO || other.0 < Decimal::ZERO => {
            Text::new("金额为负数，见 M11", "an amount is negative, see M11")
        }
        (Ok((base, base_decimals)), Ok((other, other_decimals))) => {
            // A sheet drops trailing zeros, so the more precise of the two gives the decimals; whole numbers are exact.
            let decimals = base_decimals.max(other_decimals);
            let (base_reach, other_reach) = (precision::written(base, decimals), precision::written(other, decimals));
            return Some(Pair { base, other, base_reach, other_reach });
        }
        (Err(why), _) | (_, Err(why)) => why,
    };
    tally.not_evaluated(why);
    None
}

/// The printed whole of a column in the unit of the block, with its decimals there, if it ties with its parts.
fn whole(block: &MoneyBlock, total: &MoneyRow, column: Column) -> Result<(Decimal, u32), Text> {
    let Some(printed) = column(total).value() else {
        return Err(Text::new("资金总额一行有金额未填或无法识别", "an amount of the whole is not known"));
    };
    match (block.tied_total(column), block.amount(printed)) {
        (Some((value, false)), Some(amount)) => {
            Ok((value, if amount.is_whole { 0 } else { value.normalize().scale().max(printed.decimals) }))
        }
        (Some((_, true)), _) => {
            Err(Text::new("总额与分项不符，见 M01", "the total does not tie with its parts, see M01"))
        }
        _ => Err(Text::new("分项中有无法识别的数或单位", "an amount or a unit of a part is not known")),
    }
}

impl Pair {
    /// Whether the other differs from the base by more than so many percent of it, whatever the written amounts stand for.
    ///
    /// Nothing can be told of a base that may be zero.
    pub fn differs_by_more_than(&self, percent: u32) -> bool {
        let Pair { base_reach: base, other_reach: other, .. } = *self;
        let least = (other.low - base.high).max(base.low - other.high);
        let allowed = product(base.high, Decimal::from(percent));
        base.low > Decimal::ZERO
            && product(least, Decimal::ONE_HUNDRED).zip(allowed).is_some_and(|(least, allowed)| least > allowed)
    }

    /// The other ÷ the base, on the scale of one.
    pub fn ratio(&self) -> Option<Decimal> {
        ratio(self.other, self.base)
    }

    /// Everything that the other ÷ the base may be in percent.
    pub fn percent(&self) -> Option<Interval> {
        Some(self.other_reach.over(self.base_reach)?.times(Decimal::ONE_HUNDRED))
    }
}

/// Whether the money block asks for a reason, and whether one was given in any of its rows.
pub fn explained(block: &MoneyBlock, subject: &Subject<'_>) -> Option<bool> {
    let reasons = || block.rows.iter().map(|row| &row.reason);
    let given = |reason: &Entry<String>| match &reason.state {
        State::Value(text) => !subject.is_no_reason(text),
        // Something stands there; whether it is a reason nobody can tell.
        State::Unreadable => true,
        State::Absent | State::Blank | State::NotApplicable => false,
    };
    reasons().any(Entry::is_asked).then(|| reasons().any(given))
}
