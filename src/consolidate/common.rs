//! Which indicators several submissions have, and what they report of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::number::{ratio, round};
use crate::model::{ActualKind, CommonIndicator, County, Indicator, Quantity, Reported, Sign, TargetKind, Unit};
use crate::text::fold;

/// How many submissions make an indicator common.
const FEWEST: usize = 5;

/// The indicators that at least five submissions in force have: by how many, then by name.
///
/// They are the same if their names, folded, their second level and their unit are; one whose unit is not stated is compared
/// with nobody.
#[must_use]
pub fn common(county: &County) -> Vec<CommonIndicator> {
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut all: Vec<CommonIndicator> = Vec::new();
    for (at, entry) in county.entries.iter().enumerate().filter(|(_, entry)| entry.standing.is_in_force()) {
        for indicator in county.case(entry).submission.all_indicators() {
            let Some(unit) = unit_of(indicator).filter(|_| !indicator.name.is_empty()) else { continue };
            let level = indicator.level2.raw.to_string().trim().to_owned();
            let key = (fold(&indicator.name), format!("{unit}/{}", fold(&level)));
            let position = *known.entry(key).or_insert_with(|| {
                let name = indicator.name.clone();
                all.push(CommonIndicator { name, level, unit: unit.to_string(), reported: Vec::new() });
                all.len() - 1
            });
            let actual = actual(indicator).and_then(|quantity| quantity.in_unit(Some(&unit)));
            all[position].reported.push(Reported { entry: at, actual, completion: completion(indicator) });
        }
    }
    all.retain(|indicator| indicator.reported.len() >= FEWEST);
    all.sort_by(|a, b| (Reverse(a.reported.len()), &a.name).cmp(&(Reverse(b.reported.len()), &b.name)));
    all
}

/// The unit of an indicator: of its own column, of its target, of its actual value.
fn unit_of(indicator: &Indicator) -> Option<Unit> {
    let target = || target(indicator)?.unit.clone();
    let actual = || actual(indicator)?.unit.clone();
    indicator.unit.value().cloned().or_else(target).or_else(actual)
}

fn target(indicator: &Indicator) -> Option<&Quantity> {
    match &indicator.target.value()?.kind {
        TargetKind::Amount(quantity) => Some(quantity),
        _ => None,
    }
}

fn actual(indicator: &Indicator) -> Option<&Quantity> {
    match &indicator.actual.value()?.kind {
        ActualKind::Amount(quantity) => Some(quantity),
        _ => None,
    }
}

fn completion(indicator: &Indicator) -> Option<Decimal> {
    let (target, actual) = (target(indicator)?, actual(indicator)?);
    let (wanted, reached) = (target.amount, actual.in_unit(target.unit.as_ref())?);
    let sign = indicator.target.value()?.sign.or_else(|| indicator.sign.value().copied());
    let is_reverse = matches!(sign, Some(Sign::Le | Sign::Lt));
    let share = if is_reverse { ratio(wanted, reached) } else { ratio(reached, wanted) };
    share.map(|share| round(share, 6))
}
