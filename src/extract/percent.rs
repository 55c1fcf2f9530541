//! Percentages of which the number alone does not tell what it is: 0.95, 95 or 95%.
//!
//! A percent sign in the text or the number format decides, then one in the header or the column of units, unless the number
//! beside it says otherwise. Without any the number it is held against does (the target beside
//! the actual value, executed ÷ adjusted beside the rate): it is read as a share of one where that lies nearer. V20 tells
//! which cells were read so.

use rust_decimal::Decimal;

use crate::locate::ColumnAt;
use crate::model::number::product;
use crate::model::{Actual, ActualKind, Entry, Quantity, State, Target, TargetKind, Unit};

/// Whether a bare number lies nearer to `wanted` percent if it is taken for a share of one.
pub fn is_share(amount: Decimal, wanted: Decimal) -> bool {
    product(amount, Decimal::ONE_HUNDRED).is_some_and(|share| (share - wanted).abs() < (amount - wanted).abs())
}

/// A share of one on the scale 0 to 100; nothing if it does not fit into 28 digits.
pub fn of_share(share: &Quantity) -> Option<Quantity> {
    Some(Quantity {
        amount: product(share.amount, Decimal::ONE_HUNDRED)?.normalize(),
        unit: Some(Unit::Percent),
        decimals: share.decimals.saturating_sub(2),
        approximate: share.approximate,
    })
}

/// Reads a target or actual value without a percent sign as a share of one where the other one of the two is a percentage
/// and says so.
pub fn settle(target: &mut Entry<Target>, actual: &mut Entry<Actual>) {
    let [aim_is_bare, done_is_bare] = [&target.raw, &actual.raw].map(|raw| !raw.shows_percent());
    let (State::Value(Target { kind: TargetKind::Amount(aim), .. }), State::Value(Actual { kind, .. })) =
        (&mut target.state, &mut actual.state)
    else {
        return;
    };
    let ActualKind::Amount(done) = kind else { return };
    let is_percent = |quantity: &Quantity| quantity.unit == Some(Unit::Percent);
    let is_open = |quantity: &Quantity| quantity.unit.is_none() || is_percent(quantity);
    if aim_is_bare && !done_is_bare && is_percent(done) && is_open(aim) {
        take_nearer(aim, done.amount);
    } else if done_is_bare && is_percent(aim) && is_open(done) {
        take_nearer(done, aim.amount);
    }
}

/// Gives a number without a unit the percent sign of its column's header: "完成值（%）".
pub fn headed(quantity: &mut Quantity, column: Option<&ColumnAt>) {
    if quantity.unit.is_none() && is_in_percent(column) {
        quantity.unit = Some(Unit::Percent);
    }
}

/// Whether the header of a column says that its numbers are percentages.
pub fn is_in_percent(column: Option<&ColumnAt>) -> bool {
    column
        .map(|column| &column.label)
        .is_some_and(|label| label.full.ends_with('%') || label.brackets.iter().any(|bracket| bracket == "%"))
}

fn take_nearer(quantity: &mut Quantity, wanted: Decimal) {
    if is_share(quantity.amount, wanted)
        && let Some(share) = of_share(quantity)
    {
        *quantity = share;
    }
}
