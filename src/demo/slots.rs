//! Which units hold which faults: at least half of them hold none.

use fastrand::Rng;

use super::filling::Form;
use super::people::{self, Department};
use super::plant::{FAULTS, Fault, Group};

/// A fault of a whole file or of how it was sent; each occurs once in a county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// F01: a first copy arrived damaged.
    Damaged,
    /// F02: a workbook of another kind lies beside the form.
    Stranger,
    /// F05: a draft was sent before the final form.
    Draft,
    /// F07: everything arrived after the deadline.
    Late,
    /// M12, M14, M15: the evaluation of the whole department lies beside the form.
    Overall,
}

const SENDINGS: [Sending; 5] = [Sending::Damaged, Sending::Stranger, Sending::Draft, Sending::Late, Sending::Overall];

/// What is wrong with one unit.
#[derive(Debug, Clone, Default)]
pub struct Slot {
    /// F06: it sends nothing.
    pub missing: bool,
    /// Faults of sending.
    pub sendings: Vec<Sending>,
    /// Faults of its forms.
    pub faults: Vec<&'static Fault>,
}

impl Slot {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        !self.missing && self.sendings.is_empty() && self.faults.is_empty()
    }

    fn load(&self) -> usize {
        self.sendings.len() + self.faults.len()
    }

    fn takes(&self, fault: &Fault, unit: &Department) -> bool {
        let is_whole = |fault: &Fault| fault.group == Group::Whole;
        let has_room = if is_whole(fault) { self.faults.is_empty() } else { !self.faults.iter().any(|f| is_whole(f)) };
        has_room
            && fault.fits(unit)
            && self
                .faults
                .iter()
                .all(|other| other.code != fault.code && (other.group != fault.group || fault.group == Group::Free))
    }
}

/// From how many units on two of them send nothing.
const MISSING_FROM: usize = 12;
/// The most faults that one unit is given.
const MOST: usize = 8;

/// Shares the faults out, one slot a unit. The service centre has none: its figures are the published ones.
pub fn share(units: &[Department], rng: &mut Rng) -> Vec<Slot> {
    let mut slots = vec![Slot::default(); units.len()];
    // Both forms get their half, since some faults fit only one of them.
    let mut chosen = Vec::new();
    for form in [Form::National, Form::Sichuan] {
        let fits = |at: &usize| units[*at].form == form && *at != people::CENTRE;
        let mut list: Vec<usize> = (0..units.len()).filter(fits).collect();
        rng.shuffle(&mut list);
        list.truncate(list.len() / 2);
        chosen.extend(list);
    }
    rng.shuffle(&mut chosen);
    if units.len() >= MISSING_FROM {
        for at in chosen.drain(..2) {
            slots[at].missing = true;
        }
    }
    for sending in SENDINGS {
        if let Some(&at) = chosen.iter().min_by_key(|&&at| slots[at].load()).filter(|&&at| slots[at].load() < MOST) {
            slots[at].sendings.push(sending);
        }
    }
    let count = FAULTS.len().max(chosen.len().saturating_sub(SENDINGS.len()));
    for fault in FAULTS.iter().cycle().take(count) {
        let open = chosen.iter().filter(|&&at| slots[at].takes(fault, &units[at]) && slots[at].load() < MOST);
        if let Some(&at) = open.min_by_key(|&&at| slots[at].load()) {
            slots[at].faults.push(fault);
        }
    }
    slots
}
