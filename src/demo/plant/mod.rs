//! The faults of the county: each a change to a filled form, noted with the cell where it stands.
//!
//! No rule is asked: a fault is planted by what it means in the catalogue of checks. A fault that is a special case
//! of another (a score above the weight is also above the formula) is noted under its own code only.

mod across;
mod budget;
mod cover;
mod money;
mod scores;
mod targets;
mod texts;
mod values;
mod weights;
mod whole;
mod wording;

use fastrand::Rng;

use super::figures;
use super::filling::{Field, Filling, Form, Row};
use super::people::Department;
use super::projects::Kind;
use super::texts as sentences;

/// One kind of fault.
#[derive(Debug)]
pub struct Fault {
    /// Its code in the catalogue of checks.
    pub code: &'static str,
    /// What it touches: a form takes one fault of a group, except of [`Group::Free`].
    pub group: Group,
    /// The only form it fits, if there is one.
    pub form: Option<Form>,
    /// Plants it; nothing if this form has no place for it.
    pub plant: fn(&mut Site) -> Option<Vec<Mark>>,
}

impl Fault {
    /// Whether a unit can have it: its form, and a unit above it where that is what it names wrongly.
    pub fn fits(&self, unit: &Department) -> bool {
        self.form.is_none_or(|form| form == unit.form) && (self.code != "C07" || unit.superior != unit.name)
    }

    /// Whether it takes last year's forms to show.
    pub fn needs_last_year(&self) -> bool {
        ["V09", "V19"].contains(&self.code)
    }
}

/// What a fault touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The form as a whole: no other fault goes with it.
    Whole,
    /// The weights; these faults are planted first, since they score rows anew.
    Weights,
    /// The money block.
    Money,
    /// The printed total.
    Total,
    /// The goal and what came of it.
    Goal,
    /// Who it is, on the cover.
    Cover,
    /// A row or a text of its own.
    Free,
}

/// A planted fault.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The code.
    pub code: &'static str,
    /// Where it stands.
    pub field: Field,
    /// What is wrong, in Chinese.
    pub note: String,
}

impl Mark {
    fn new(code: &'static str, field: Field, note: impl Into<String>) -> Self {
        Self { code, field, note: note.into() }
    }

    #[expect(clippy::unnecessary_wraps, reason = "the result of most faults as it is")]
    fn one(code: &'static str, field: Field, note: impl Into<String>) -> Option<Vec<Self>> {
        Some(vec![Self::new(code, field, note)])
    }
}

/// Every fault that stands in a cell or a sheet; faults of the weights first.
pub const FAULTS: &[Fault] = &[
    fault("V10", Group::Whole, None, whole::copied),
    fault("V11", Group::Whole, None, whole::full),
    fault("Q01", Group::Weights, Some(Form::National), weights::sum),
    fault("Q02", Group::Weights, Some(Form::National), weights::shares),
    fault("Q03", Group::Weights, Some(Form::National), weights::label),
    fault("Q05", Group::Weights, None, weights::large),
    fault("Q06", Group::Weights, None, weights::dimension),
    fault("Q07", Group::Weights, None, weights::few),
    fault("V15", Group::Weights, None, weights::vague),
    fault("M05", Group::Money, Some(Form::Sichuan), money::no_budget),
    fault("M08", Group::Money, Some(Form::Sichuan), money::unit),
    fault("M01", Group::Money, None, money::sum),
    fault("M02", Group::Money, None, money::rate),
    fault("M03", Group::Money, None, money::overspent),
    fault("M04", Group::Money, None, money::score),
    fault("M06", Group::Money, None, budget::adjusted),
    fault("M07", Group::Money, None, budget::trimmed),
    fault("M09", Group::Money, None, budget::unspent),
    fault("M10", Group::Money, None, budget::doubtful),
    fault("M11", Group::Money, None, money::negative),
    fault("M16", Group::Free, None, across::ledger),
    fault("C06", Group::Free, Some(Form::Sichuan), cover::signature),
    fault("C01", Group::Cover, None, cover::unit),
    fault("C04", Group::Free, Some(Form::National), wording::phone),
    fault("C05", Group::Free, Some(Form::National), wording::date),
    fault("C07", Group::Cover, None, wording::department),
    fault("C03", Group::Goal, None, wording::year),
    fault("C02", Group::Free, None, across::code),
    fault("C05", Group::Free, Some(Form::National), across::date),
    fault("C08", Group::Free, Some(Form::Sichuan), across::project_code),
    fault("T06", Group::Goal, None, across::copied),
    fault("T01", Group::Goal, None, cover::template),
    fault("T02", Group::Goal, None, cover::blank),
    fault("T03", Group::Free, None, cover::placeholder),
    fault("T04", Group::Goal, None, texts::copied),
    fault("T05", Group::Free, Some(Form::Sichuan), texts::no_problem),
    fault("T07", Group::Goal, None, texts::other_rate),
    fault("F09", Group::Free, None, cover::hidden),
    fault("F10", Group::Total, None, cover::broken),
    fault("S07", Group::Total, None, scores::total),
    fault("V01", Group::Free, None, values::nameless),
    fault("V02", Group::Free, None, values::blank),
    fault("V03", Group::Free, None, values::words),
    fault("V04", Group::Free, None, targets::direction),
    fault("V05", Group::Free, None, values::signless),
    fault("V06", Group::Free, None, targets::unit),
    fault("V07", Group::Free, None, values::beyond),
    fault("V08", Group::Free, None, targets::exceeded),
    fault("V09", Group::Free, None, targets::low),
    fault("V13", Group::Free, None, targets::twice),
    fault("V14", Group::Free, None, targets::misplaced),
    fault("V16", Group::Free, None, targets::scanned),
    fault("V17", Group::Free, None, targets::zero),
    fault("V18", Group::Free, None, targets::late),
    fault("V20", Group::Free, None, values::share),
    fault("V09", Group::Free, None, across::low),
    fault("V19", Group::Free, None, across::leap),
    fault("S01", Group::Free, None, scores::blank),
    fault("S02", Group::Free, None, scores::above),
    fault("S03", Group::Free, None, scores::negative),
    fault("S04", Group::Free, None, scores::generous),
    fault("S05", Group::Free, None, scores::modest),
    fault("S06", Group::Free, None, scores::unearned),
    fault("S08", Group::Free, None, scores::tier),
    fault("S10", Group::Money, None, scores::part),
    fault("S13", Group::Free, None, scores::digits),
    fault("R01", Group::Free, None, scores::unexplained),
    fault("R02", Group::Free, None, wording::contradiction),
    fault("R03", Group::Free, None, wording::curt),
    fault("S12", Group::Free, Some(Form::Sichuan), across::told),
    fault("R03", Group::Free, None, across::reason),
];

const fn fault(
    code: &'static str,
    group: Group,
    form: Option<Form>,
    plant: fn(&mut Site) -> Option<Vec<Mark>>,
) -> Fault {
    Fault { code, group, form, plant }
}

/// A form about to receive faults.
pub struct Site<'a> {
    /// The form.
    pub filling: &'a mut Filling,
    /// The kind of its project.
    pub kind: &'static Kind,
    /// Chance.
    pub rng: &'a mut Rng,
    /// Last year's form, where that is written.
    pub before: Option<&'a Filling>,
    /// Faultless forms that other units sent.
    pub others: &'a [Filling],
    taken: Vec<usize>,
    groups: Vec<Group>,
}

impl<'a> Site<'a> {
    /// A form without faults.
    pub const fn new(
        filling: &'a mut Filling,
        kind: &'static Kind,
        rng: &'a mut Rng,
        before: Option<&'a Filling>,
        others: &'a [Filling],
    ) -> Self {
        Self { filling, kind, rng, before, others, taken: Vec::new(), groups: Vec::new() }
    }

    /// Plants a fault if its group is free and the form has a place for it.
    pub fn plant(&mut self, fault: &Fault) -> Option<Vec<Mark>> {
        let fits = fault.form.is_none_or(|form| form == self.filling.form);
        let is_alone = fault.group != Group::Whole || self.groups.is_empty();
        let is_full = self.groups.contains(&Group::Whole);
        if !fits || !is_alone || is_full || (fault.group != Group::Free && self.groups.contains(&fault.group)) {
            return None;
        }
        let marks = (fault.plant)(self)?;
        self.groups.push(fault.group);
        Some(marks)
    }

    /// Changes one free row that fits, and keeps it from other faults.
    fn row(&mut self, mut change: impl FnMut(&mut Row, &mut Rng) -> bool) -> Option<usize> {
        let mut free: Vec<usize> = (0..self.filling.rows.len()).filter(|at| !self.taken.contains(at)).collect();
        self.rng.shuffle(&mut free);
        let found = free.into_iter().find(|&at| {
            let mut changed = self.filling.rows[at].clone();
            let done = change(&mut changed, self.rng);
            if done {
                self.filling.rows[at] = changed;
            }
            done
        })?;
        self.taken.push(found);
        Some(found)
    }

    /// Lets one row with full marks miss its target, scored by the rule and explained.
    fn missed(&mut self) -> Option<usize> {
        let (kind, year) = (self.kind, self.filling.year);
        self.row(|row, rng| {
            // A tenth of the weight must show, so heavier rows only.
            let heavy = row.weight >= rust_decimal::Decimal::from(4);
            if !heavy || !row.is_full() || row.numbers().is_none() || !figures::miss_by(row, rng.u32(800..=860)) {
                return false;
            }
            row.reason = sentences::reason(kind, row, year, rng);
            true
        })
    }
}
