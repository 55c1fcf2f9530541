//! The numbers of an indicator.

use crate::model::{ActualKind, Indicator, Quantity, TargetKind};

/// The numbers of a target.
pub(super) fn target_of(indicator: &Indicator) -> [Option<&Quantity>; 2] {
    match indicator.target.value().map(|target| &target.kind) {
        Some(TargetKind::Amount(quantity)) => [Some(quantity), None],
        Some(TargetKind::Between(low, high)) => [Some(low), Some(high)],
        _ => [None, None],
    }
}

/// The number of an actual value.
pub(super) fn actual_of(indicator: &Indicator) -> Option<&Quantity> {
    match indicator.actual.value().map(|actual| &actual.kind) {
        Some(ActualKind::Amount(quantity)) => Some(quantity),
        _ => None,
    }
}
