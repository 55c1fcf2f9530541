//! The ladder: every number is judged by the hardest evidence first, and the first step that flags it names the cause.
//!
//! The order is that of statistics offices (UNECE, Generic Statistical Data Editing Models 2.0, 2019): what is impossible,
//! the unit of measure, the number's own history, then its peers. It knows numbers only; what they are numbers of is told by
//! the room around it.

mod digits;
mod effect;
mod history;
mod limits;
mod observation;
mod peers;
mod quantile;
mod row;
mod series;
mod size;
mod spread;
mod unit;
mod zero;

pub use observation::{Against, Bounds, Cause, Measure, Observation, Outcome, Silence, Step, Verdict};
pub use peers::floor;
pub use quantile::{median, quantile};
pub use series::GROWTH_FLOOR;
pub(super) use size::{power, size};
pub use spread::cut;
pub(super) use spread::{Quantiles, Spread};

use std::borrow::Cow;

use rayon::prelude::*;
use series::Series;

/// Every number of a county with what it takes to judge one of them.
pub struct Ladder<'a> {
    observations: Cow<'a, [Observation]>,
    series: Series,
}

impl<'a> Ladder<'a> {
    /// Sorts the numbers into series. The order of the observations does not matter.
    #[must_use]
    pub fn of(observations: impl Into<Cow<'a, [Observation]>>) -> Self {
        let observations = observations.into();
        Self { series: Series::of(&observations), observations }
    }

    /// What every step says of a number, in order; a step that follows a flag is climbed all the same.
    pub fn climb(&self, at: usize) -> [(Step, Outcome); 6] {
        let history = history::judge(self, at);
        // What fits last year is as it was, however large or small its unit is.
        let fits = history.as_ref().is_ok_and(|verdict| !verdict.is_flagged());
        let unless_fitting =
            |judge: fn(&Self, usize) -> Outcome| if fits { Err(Silence::FitsLastYear) } else { judge(self, at) };
        [
            (Step::Limits, limits::judge(self, at)),
            (Step::Zero, zero::judge(self, at)),
            (Step::Unit, unit::judge(self, at)),
            (Step::Row, unless_fitting(row::judge)),
            (Step::Peers, unless_fitting(peers::judge)),
            (Step::History, history),
        ]
    }

    /// What is to be said of a number: the first step that flags it, else the one that comes nearest to doing so. Nothing if
    /// no step can judge it.
    #[must_use]
    pub fn verdict(&self, at: usize) -> Option<Verdict> {
        let mut steps = self.climb(at);
        steps.sort_by_key(|(step, _)| *step);
        let said = || steps.iter().filter_map(|(_, outcome)| outcome.as_ref().ok());
        let flagged = said().find(|verdict| verdict.is_flagged());
        flagged.or_else(|| said().max_by(|a, b| a.score.total_cmp(&b.score))).cloned()
    }

    /// Every number that is flagged, in their order.
    #[must_use]
    pub fn flagged(&self) -> Vec<Verdict> {
        let every = (0..self.observations.len()).into_par_iter();
        every.filter_map(|at| self.verdict(at)).filter(Verdict::is_flagged).collect()
    }

    /// The positions of the numbers that a number's peers are, itself included.
    #[must_use]
    pub fn peers(&self, at: usize) -> Vec<usize> {
        let of = &self.observations[at];
        let Some(key) = of.key else { return Vec::new() };
        let in_category = self.series.peers_are_of_category(of);
        let is_peer = |other: &Observation| other.key == Some(key) && (!in_category || other.category == of.category);
        (0..self.observations.len()).filter(|at| is_peer(&self.observations[*at])).collect()
    }

    /// Whether a number's ratio to last year is held against those of all numbers of its kind, as its own are too few.
    #[must_use]
    pub fn is_pooled(&self, at: usize) -> bool {
        !self.series.grows_by_key(&self.observations[at])
    }

    /// The positions of the numbers whose ratios to last year a number's own is held against.
    #[must_use]
    pub fn kin(&self, at: usize) -> Vec<usize> {
        let of = &self.observations[at];
        let of_key = !self.is_pooled(at);
        let is_kin = |other: &Observation| {
            if of_key { other.key == of.key } else { (other.measure, other.column) == (of.measure, of.column) }
        };
        let compares = |other: &Observation| size(other.value).and(other.last.and_then(size)).is_some();
        (0..self.observations.len())
            .filter(|at| is_kin(&self.observations[*at]) && compares(&self.observations[*at]))
            .collect()
    }

    /// The number at a position.
    #[must_use]
    pub fn number(&self, at: usize) -> &Observation {
        &self.observations[at]
    }

    /// The other numbers of its row, by their positions.
    fn beside(&self, at: usize) -> impl Iterator<Item = usize> + use<'_, 'a> {
        self.series.row(self.observations[at].row).iter().copied().filter(move |other| *other != at)
    }

    /// Whether last year's value is known and less than tenfold away.
    fn is_as_last_year(&self, at: usize) -> bool {
        let observation = &self.observations[at];
        let sizes = size(observation.value).zip(observation.last.and_then(size));
        sizes.is_some_and(|(now, then)| (now - then).abs() < 1.0)
    }
}
