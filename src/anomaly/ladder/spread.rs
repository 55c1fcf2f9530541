//! How numbers lie around their median.

use super::observation::Bounds;
use super::quantile::{median, median_distance, quantile};

/// From a quartile to a standard deviation, and from a tenth, if the numbers are normal.
const QUARTILE: f64 = 0.6745;
const TENTH: f64 = 1.2816;
/// From the median distance to a standard deviation.
const DISTANCE: f64 = 1.4826;
/// Below this many peers nothing is said.
pub const FEWEST_PEERS: usize = 5;
/// Below this many peers it is a note.
pub const ENOUGH_PEERS: usize = 10;

/// Beyond how many scales a value is flagged, by how many report it: the mean of the cuts at which one and five of a hundred
/// clean indicators show a value (by simulation of normal data). Between two rows the cut is interpolated. The fewer there
/// are, the less their scale is known.
const CUTS: [(f64, f64); 9] = [
    (5.0, 13.5),
    (6.0, 7.6),
    (8.0, 6.5),
    (10.0, 5.75),
    (15.0, 5.05),
    (20.0, 4.6),
    (40.0, 4.2),
    (80.0, 4.05),
    (120.0, 4.0),
];

/// The cut for a number of peers.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "a count")]
pub fn cut(n: usize) -> f64 {
    let n = n as f64;
    let next = CUTS.iter().position(|(at, _)| *at >= n);
    match next {
        Some(0) => CUTS[0].1,
        Some(at) => {
            let ((low, before), (high, after)) = (CUTS[at - 1], CUTS[at]);
            before + (after - before) * (n - low) / (high - low)
        }
        None => CUTS[CUTS.len() - 1].1,
    }
}

/// The quantiles of one series of positive or other numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantiles {
    /// How many numbers.
    pub n: usize,
    /// The tenth part from below.
    pub tenth: f64,
    /// The lower quartile.
    pub lower: f64,
    /// The median.
    pub median: f64,
    /// The upper quartile.
    pub upper: f64,
    /// The tenth part from above.
    pub ninetieth: f64,
}

impl Quantiles {
    /// Of sorted numbers; nothing if there are none.
    #[must_use]
    pub fn of(sorted: &[f64]) -> Option<Self> {
        Some(Self {
            n: sorted.len(),
            tenth: quantile(sorted, 0.1)?,
            lower: quantile(sorted, 0.25)?,
            median: median(sorted)?,
            upper: quantile(sorted, 0.75)?,
            ninetieth: quantile(sorted, 0.9)?,
        })
    }

    /// The same on the scale of ratios, where all that matters is above zero.
    fn logs(&self) -> Option<Self> {
        // A quartile at zero or below says nothing of how far down a ratio may go.
        let log = |number: f64| if number > 0.0 { number.log10() } else { f64::NEG_INFINITY };
        (self.median > 0.0).then(|| Self {
            n: self.n,
            tenth: log(self.tenth),
            lower: log(self.lower),
            median: log(self.median),
            upper: log(self.upper),
            ninetieth: log(self.ninetieth),
        })
    }
}

/// A middle and a scale on each side of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    n: usize,
    median: f64,
    below: f64,
    above: f64,
    by_ratio: bool,
}

impl Spread {
    /// Of peers: the two-sided scale by quartiles, never below a floor.
    ///
    /// D'Orazio, univOutl, `LocScaleB`; in ratios (log10) or in distances.
    #[must_use]
    pub fn of_peers(quantiles: &Quantiles, by_ratio: bool, floor: f64) -> Option<Self> {
        let q = if by_ratio { quantiles.logs()? } else { *quantiles };
        let below = ((q.median - q.lower) / QUARTILE).max(floor);
        let above = ((q.upper - q.median) / QUARTILE).max(floor);
        Some(Self { n: q.n, median: q.median, below, above, by_ratio })
    }

    /// Of ratios between two numbers of a row: one of them may well be far below the other, so that tenths tell.
    #[must_use]
    pub fn of_tenths(sorted_logs: &[f64], floor: f64) -> Option<Self> {
        let q = Quantiles::of(sorted_logs)?;
        let below = ((q.median - q.tenth) / TENTH).max(floor);
        let above = ((q.ninetieth - q.median) / TENTH).max(floor);
        Some(Self { n: q.n, median: q.median, below, above, by_ratio: true })
    }

    /// Of ratios to last year: one scale by the median distance, which stands when nearly half of all are wrong.
    #[must_use]
    pub fn of_growth(sorted_logs: &[f64], floor: f64) -> Option<Self> {
        let middle = median(sorted_logs)?;
        let scale = (DISTANCE * median_distance(sorted_logs, middle)?).max(floor);
        Some(Self { n: sorted_logs.len(), median: middle, below: scale, above: scale, by_ratio: true })
    }

    /// How many numbers it is made of.
    #[must_use]
    pub const fn n(&self) -> usize {
        self.n
    }

    /// How many scales a number lies from the middle, with its sign; logarithms where the spread is one of ratios.
    #[must_use]
    pub fn scales(&self, number: f64) -> f64 {
        let distance = number - self.median;
        distance / if distance < 0.0 { self.below } else { self.above }
    }

    /// The distance from the middle.
    #[must_use]
    pub fn distance(&self, number: f64) -> f64 {
        number - self.median
    }

    /// The bounds at a cut, as numbers, not as logarithms.
    #[must_use]
    pub fn bounds(&self, cut: f64) -> Bounds {
        let shown = |number: f64| if self.by_ratio { 10_f64.powf(number) } else { number };
        Bounds {
            n: self.n,
            median: shown(self.median),
            lower: shown(self.median - cut * self.below),
            upper: shown(self.median + cut * self.above),
            cut,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewer_peers_the_wider_the_cut() {
        assert!((cut(5) - 13.5).abs() < 1e-9 && (cut(500) - 4.0).abs() < 1e-9);
        assert!((cut(30) - 4.4).abs() < 1e-9, "half way between 20 and 40");
        let cuts: Vec<f64> = (5..200).map(cut).collect();
        assert!(cuts.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn where_most_are_equal_the_floor_keeps_small_differences_safe() {
        let mut values = vec![100.0; 58];
        values.extend([99.0, 1.0]);
        values.sort_by(f64::total_cmp);
        let spread = Spread::of_peers(&Quantiles::of(&values).expect("numbers"), false, 2.0).expect("a spread");
        assert!(spread.scales(99.0).abs() < 1.0);
        assert!(spread.scales(1.0).abs() > cut(60) * 5.0);
    }
}
