//! What rank a submission would have if an anomaly were what its cause implies.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::{ActualKind, Anomaly, County, Entry, Place, Quantity, RanksBy, State, Submission, TargetKind};
use crate::schema::{Form, find_form};
use crate::score;

/// Sets the rank before and after, where the recomputed score ranks and the cause implies a value.
pub(super) fn ranks(county: &mut County, forms: &[Arc<Form>]) {
    if county.ranks_by != RanksBy::Recomputed {
        return;
    }
    let moved: Vec<Option<(usize, usize)>> =
        county.anomalies.iter().map(|anomaly| moved(anomaly, county, forms)).collect();
    for (anomaly, ranks) in county.anomalies.iter_mut().zip(moved) {
        anomaly.evidence.ranks = ranks;
    }
}

fn moved(anomaly: &Anomaly, county: &County, forms: &[Arc<Form>]) -> Option<(usize, usize)> {
    let suggested = anomaly.evidence.suggested?;
    let entry = county.entries.get(anomaly.entry?)?;
    let before = entry.rank?;
    let case = county.case(entry);
    let form = find_form(forms, &case.submission.form)?;
    let mut submission = case.submission.clone();
    correct(&mut submission, &anomaly.finding.place, suggested).then_some(())?;
    let total = score::scorecard(&submission, form).total?;
    let others = county.entries.iter().filter(|other| other.rank.is_some() && !std::ptr::eq(*other, entry));
    let of_form = others.filter(|other| county.case(other).submission.form == case.submission.form);
    let better = of_form.filter(|other| county.ranking_score(other).is_some_and(|score| score > total)).count();
    Some((before, better + 1))
}

/// Puts an amount into the cell that holds another one; false if none of the numbers that are scored stands there.
fn correct(submission: &mut Submission, place: &Place, amount: Decimal) -> bool {
    let put = |quantity: &mut Quantity| {
        (quantity.amount, quantity.decimals) = (amount, amount.scale());
    };
    let amounts = |entry: &mut Entry<Quantity>| match &mut entry.state {
        State::Value(quantity) if entry.place == *place => {
            put(quantity);
            true
        }
        _ => false,
    };
    let mut money = submission.money.iter_mut().flat_map(|block| &mut block.rows);
    if money.any(|row| [&mut row.initial, &mut row.adjusted, &mut row.executed].into_iter().any(amounts)) {
        return true;
    }
    submission.indicators.iter_mut().flat_map(|table| &mut table.rows).any(|row| {
        if let State::Value(target) = &mut row.target.state
            && row.target.place == *place
            && let TargetKind::Amount(quantity) = &mut target.kind
        {
            put(quantity);
            return true;
        }
        if let State::Value(actual) = &mut row.actual.state
            && row.actual.place == *place
            && let ActualKind::Amount(quantity) = &mut actual.kind
        {
            put(quantity);
            return true;
        }
        false
    })
}
