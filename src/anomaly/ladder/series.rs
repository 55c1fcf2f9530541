//! The numbers of a county sorted into series: rows, peers, growth since last year, ratios within rows, zeros.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::effect::Effects;
use super::observation::{Measure, Observation};
use super::size::{plain, size};
use super::spread::{FEWEST_PEERS, Quantiles, Spread};

/// The least scale of a ratio to last year, as log10: below 12 % nothing is unusual.
pub const GROWTH_FLOOR: f64 = 0.05;
/// The least scale of a ratio within a row.
const ROW_FLOOR: f64 = 0.1;
/// How many units of a category tell more than all that report the indicator.
const ENOUGH_OF_A_CATEGORY: usize = 20;
/// How many numbers of one indicator tell how it grows, and how many tell it better than all of its kind.
const FEWEST_GROWTHS: usize = 5;
const ENOUGH_GROWTHS: usize = 10;
/// How many numbers of a kind tell how all of that kind grow.
const FEWEST_OF_A_KIND: usize = 20;
/// How many rows tell how the numbers of a row lie to each other.
const FEWEST_ROWS: usize = 10;

/// How often a value that was above zero is zero.
#[derive(Debug, Clone, Copy, Default)]
pub struct Zeros {
    /// How many could be.
    pub n: usize,
    /// How many are.
    pub zeros: usize,
}

/// Every series.
pub struct Series {
    /// Positions of the numbers of a row, in the order of its columns.
    rows: BTreeMap<usize, Vec<usize>>,
    by_category: BTreeMap<(usize, usize), Quantiles>,
    by_key: BTreeMap<usize, Quantiles>,
    growth_of_key: BTreeMap<usize, Spread>,
    growth_of_kind: BTreeMap<(Measure, usize), Spread>,
    effects: BTreeMap<usize, Effects>,
    within_rows: BTreeMap<(Measure, usize, usize), Spread>,
    /// Of those that were above zero last year: by key, and by kind.
    zeros_of_key: BTreeMap<usize, Zeros>,
    zeros_of_kind: BTreeMap<(Measure, usize), Zeros>,
    /// Of all: by key, and by kind.
    blanks_of_key: BTreeMap<usize, Zeros>,
    blanks_of_kind: BTreeMap<(Measure, usize), Zeros>,
    /// Of those that were zero last year, how many are no longer: by kind.
    begun: BTreeMap<(Measure, usize), Zeros>,
    /// The numbers of a submission by their values.
    by_value: BTreeMap<(usize, Decimal), Vec<usize>>,
    /// Powers of ten by which whole submissions are off their peers.
    off: BTreeMap<usize, i32>,
}

impl Series {
    /// Of all numbers.
    pub fn of(observations: &[Observation]) -> Self {
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut by_value: BTreeMap<(usize, Decimal), Vec<usize>> = BTreeMap::new();
        for (at, observation) in observations.iter().enumerate() {
            rows.entry(observation.row).or_default().push(at);
            by_value.entry((observation.submission, observation.value)).or_default().push(at);
        }
        for row in rows.values_mut() {
            row.sort_by_key(|at| observations[*at].column);
        }
        let mut series = Self {
            within_rows: within_rows(observations, &rows),
            rows,
            by_category: quantiles(observations, |of| Some((of.key?, of.category))),
            by_key: quantiles(observations, |of| of.key),
            growth_of_key: growth(observations, FEWEST_GROWTHS, |of| of.key),
            growth_of_kind: growth(observations, FEWEST_OF_A_KIND, |of| Some(kind(of))),
            effects: effects(observations),
            zeros_of_key: zeros(observations, |of| of.key.filter(|_| was_above(of))),
            zeros_of_kind: zeros(observations, |of| was_above(of).then_some(kind(of))),
            blanks_of_key: zeros(observations, |of| of.key),
            blanks_of_kind: zeros(observations, |of| Some(kind(of))),
            begun: begun(observations),
            by_value,
            off: BTreeMap::new(),
        };
        series.off = super::unit::whole_submissions(observations, &series);
        series
    }

    /// The positions of the numbers of a row.
    pub fn row(&self, row: usize) -> &[usize] {
        self.rows.get(&row).map(Vec::as_slice).unwrap_or_default()
    }

    /// The numbers of a submission that have this value.
    pub fn same(&self, submission: usize, value: Decimal) -> &[usize] {
        self.by_value.get(&(submission, value)).map(Vec::as_slice).unwrap_or_default()
    }

    /// How the peers of a number lie: those of its category if they are enough, else all that report it.
    pub fn peers(&self, of: &Observation) -> Option<&Quantiles> {
        let key = of.key?;
        if self.peers_are_of_category(of) {
            return self.by_category.get(&(key, of.category));
        }
        self.by_key.get(&key)
    }

    /// Whether the peers of a number are those of its category.
    pub fn peers_are_of_category(&self, of: &Observation) -> bool {
        let peers = of.key.and_then(|key| self.by_category.get(&(key, of.category)));
        peers.is_some_and(|peers| peers.n >= ENOUGH_OF_A_CATEGORY)
    }

    /// Whether enough numbers of its key are known of last year.
    pub fn grows_by_key(&self, of: &Observation) -> bool {
        let own = of.key.and_then(|key| self.growth_of_key.get(&key));
        own.is_some_and(|own| own.n() >= ENOUGH_GROWTHS || !self.growth_of_kind.contains_key(&kind(of)))
    }

    /// How a number of this key grows since last year; how all of its kind do, where its own are too few.
    pub fn growth(&self, of: &Observation) -> Option<&Spread> {
        if self.grows_by_key(of) {
            return self.growth_of_key.get(&of.key?);
        }
        self.growth_of_kind.get(&kind(of))
    }

    /// The effects of the changes of its key.
    pub fn effects(&self, of: &Observation) -> Option<&Effects> {
        self.effects.get(&of.key?)
    }

    /// How a number lies to another one of its row.
    pub fn within_row(&self, of: &Observation, other: &Observation) -> Option<&Spread> {
        self.within_rows.get(&(of.measure, of.column, other.column))
    }

    /// How often a number like this one, above zero last year, is zero: of its key, and of its kind.
    pub fn zeros(&self, of: &Observation) -> [Zeros; 2] {
        pair(&self.zeros_of_key, &self.zeros_of_kind, of)
    }

    /// How often a number like this one is zero: of its key, and of its kind.
    pub fn blanks(&self, of: &Observation) -> [Zeros; 2] {
        pair(&self.blanks_of_key, &self.blanks_of_kind, of)
    }

    /// How often a number of its kind that was zero is none any more.
    pub fn begun(&self, of: &Observation) -> Zeros {
        self.begun.get(&kind(of)).copied().unwrap_or_default()
    }

    /// The power of ten by which its whole submission is off its peers.
    pub fn off(&self, of: &Observation) -> Option<i32> {
        self.off.get(&of.submission).copied()
    }
}

fn pair(by_key: &BTreeMap<usize, Zeros>, by_kind: &BTreeMap<(Measure, usize), Zeros>, of: &Observation) -> [Zeros; 2] {
    let own = of.key.and_then(|key| by_key.get(&key)).copied().unwrap_or_default();
    [own, by_kind.get(&kind(of)).copied().unwrap_or_default()]
}

/// What kind of number it is, and in which column it stands: a target is hardly ever zero, what was reached may be; the parts
/// of a budget move more than the whole.
const fn kind(of: &Observation) -> (Measure, usize) {
    (of.measure, of.column)
}

fn was_above(of: &Observation) -> bool {
    of.last.is_some_and(|last| last > Decimal::ZERO)
}

/// The numbers of every group, sorted.
fn groups<K: Ord>(
    observations: &[Observation],
    key: impl Fn(&Observation) -> Option<K>,
    number: impl Fn(&Observation) -> Option<f64>,
) -> impl Iterator<Item = (K, Vec<f64>)> {
    let mut groups: BTreeMap<K, Vec<f64>> = BTreeMap::new();
    for observation in observations {
        if let Some((key, number)) = key(observation).zip(number(observation)) {
            groups.entry(key).or_default().push(number);
        }
    }
    groups.into_iter().map(|(key, mut numbers)| {
        numbers.sort_by(f64::total_cmp);
        (key, numbers)
    })
}

fn quantiles<K: Ord>(observations: &[Observation], key: impl Fn(&Observation) -> Option<K>) -> BTreeMap<K, Quantiles> {
    let groups = groups(observations, key, |of| Some(plain(of.value)));
    groups
        .filter(|(_, numbers)| numbers.len() >= FEWEST_PEERS)
        .filter_map(|(key, numbers)| Some((key, Quantiles::of(&numbers)?)))
        .collect()
}

fn growth<K: Ord>(
    observations: &[Observation],
    fewest: usize,
    key: impl Fn(&Observation) -> Option<K>,
) -> BTreeMap<K, Spread> {
    let groups = groups(observations, key, |of| Some(size(of.value)? - size(of.last?)?));
    groups
        .filter(|(_, numbers)| numbers.len() >= fewest)
        .filter_map(|(key, numbers)| Some((key, Spread::of_growth(&numbers, GROWTH_FLOOR)?)))
        .collect()
}

fn effects(observations: &[Observation]) -> BTreeMap<usize, Effects> {
    let mut pairs: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for of in observations {
        if let Some((key, last)) = of.key.zip(of.last.filter(|last| *last > Decimal::ZERO))
            && of.value > Decimal::ZERO
        {
            pairs.entry(key).or_default().push((plain(of.value), plain(last)));
        }
    }
    pairs.into_iter().filter_map(|(key, pairs)| Some((key, Effects::of(&pairs)?))).collect()
}

fn within_rows(
    observations: &[Observation],
    rows: &BTreeMap<usize, Vec<usize>>,
) -> BTreeMap<(Measure, usize, usize), Spread> {
    let mut ratios: BTreeMap<(Measure, usize, usize), Vec<f64>> = BTreeMap::new();
    for row in rows.values() {
        for &a in row {
            for &b in row.iter().filter(|b| **b != a) {
                let (one, other) = (&observations[a], &observations[b]);
                if let Some((x, y)) = size(one.value).zip(size(other.value)) {
                    ratios.entry((one.measure, one.column, other.column)).or_default().push(x - y);
                }
            }
        }
    }
    let spread = |mut ratios: Vec<f64>| {
        ratios.sort_by(f64::total_cmp);
        Spread::of_tenths(&ratios, ROW_FLOOR)
    };
    let enough = ratios.into_iter().filter(|(_, ratios)| ratios.len() >= FEWEST_ROWS);
    enough.filter_map(|(pair, ratios)| Some((pair, spread(ratios)?))).collect()
}

fn zeros<K: Ord>(observations: &[Observation], key: impl Fn(&Observation) -> Option<K>) -> BTreeMap<K, Zeros> {
    let mut counted: BTreeMap<K, Zeros> = BTreeMap::new();
    for observation in observations {
        if let Some(key) = key(observation) {
            let group = counted.entry(key).or_default();
            group.n += 1;
            group.zeros += usize::from(observation.value.is_zero());
        }
    }
    counted
}

fn begun(observations: &[Observation]) -> BTreeMap<(Measure, usize), Zeros> {
    let mut counted: BTreeMap<(Measure, usize), Zeros> = BTreeMap::new();
    for observation in observations.iter().filter(|of| of.last.is_some_and(|last| last.is_zero())) {
        let group = counted.entry(kind(observation)).or_default();
        group.n += 1;
        group.zeros += usize::from(!observation.value.is_zero());
    }
    counted
}
