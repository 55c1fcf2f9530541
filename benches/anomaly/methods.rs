//! The methods in use elsewhere, on the same numbers, each as its definition has it: how far a number is beyond the cut.

use std::collections::BTreeMap;

use huizong::anomaly::ladder::{Ladder, Observation, median, quantile};
use rust_decimal::prelude::ToPrimitive;

/// A method: its name, and the score of every number; 1 is on the cut.
pub type Method = (&'static str, fn(&[Observation]) -> Vec<f64>);

/// Every method, the ladder first.
pub const METHODS: [Method; 7] = [
    ("ladder", ladder),
    ("z >= 3", |all| of_peers(all, z)),
    ("modified z 3.5", |all| of_peers(all, modified_z)),
    ("Tukey 1.5", |all| of_peers(all, tukey)),
    ("adjusted boxplot", |all| of_peers(all, adjusted_boxplot)),
    ("HB quartiles C=4", |all| of_years(all, hidiroglou_berthelot)),
    ("log-ratio 5", |all| of_years(all, log_ratio)),
];

fn ladder(all: &[Observation]) -> Vec<f64> {
    let ladder = Ladder::of(all);
    (0..all.len()).map(|at| ladder.verdict(at).map_or(0.0, |verdict| verdict.score)).collect()
}

fn series(all: &[Observation]) -> impl Iterator<Item = Vec<usize>> {
    let mut series: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, of) in all.iter().enumerate() {
        series.entry(of.key.unwrap_or(usize::MAX)).or_default().push(at);
    }
    series.into_values()
}

fn number(of: &Observation) -> f64 {
    of.value.to_f64().unwrap_or_default()
}

fn of_peers(all: &[Observation], method: fn(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let mut scores = vec![0.0; all.len()];
    for places in series(all) {
        let numbers: Vec<f64> = places.iter().map(|at| number(&all[*at])).collect();
        for (at, score) in places.into_iter().zip(method(&numbers)) {
            scores[at] = if score.is_finite() { score } else { 0.0 };
        }
    }
    scores
}

/// Pairs of this and last year, both above zero: zeros and blanks are left out by both methods.
fn of_years(all: &[Observation], method: fn(&[(f64, f64)]) -> Vec<f64>) -> Vec<f64> {
    let mut scores = vec![0.0; all.len()];
    for places in series(all) {
        let pair = |at: &usize| {
            let last = all[*at].last?.to_f64()?;
            let now = number(&all[*at]);
            (now > 0.0 && last > 0.0).then_some((now, last))
        };
        let (places, pairs): (Vec<usize>, Vec<(f64, f64)>) =
            places.into_iter().filter_map(|at| Some((at, pair(&at)?))).unzip();
        for (at, score) in places.into_iter().zip(method(&pairs)) {
            scores[at] = if score.is_finite() { score } else { 0.0 };
        }
    }
    scores
}

fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[allow(clippy::cast_precision_loss)]
fn z(numbers: &[f64]) -> Vec<f64> {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let deviation = (numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    numbers.iter().map(|x| ((x - mean) / deviation).abs() / 3.0).collect()
}

fn middle(numbers: &[f64]) -> f64 {
    median(&sorted(numbers)).unwrap_or(f64::NAN)
}

fn modified_z(numbers: &[f64]) -> Vec<f64> {
    let median = middle(numbers);
    let distance = middle(&numbers.iter().map(|x| (x - median).abs()).collect::<Vec<_>>());
    numbers.iter().map(|x| (0.6745 * (x - median) / distance).abs() / 3.5).collect()
}

fn quartiles(numbers: &[f64]) -> (f64, f64) {
    let sorted = sorted(numbers);
    (quantile(&sorted, 0.25).unwrap_or(f64::NAN), quantile(&sorted, 0.75).unwrap_or(f64::NAN))
}

fn fences(numbers: &[f64], below: f64, above: f64) -> Vec<f64> {
    let (low, high) = quartiles(numbers);
    let range = high - low;
    let score = |x: f64| {
        if x < low {
            (low - x) / (below * range)
        } else if x > high {
            (x - high) / (above * range)
        } else {
            0.0
        }
    };
    numbers.iter().map(|x| score(*x)).collect()
}

fn tukey(numbers: &[f64]) -> Vec<f64> {
    fences(numbers, 1.5, 1.5)
}

/// Hubert and Vandervieren (2008).
fn adjusted_boxplot(numbers: &[f64]) -> Vec<f64> {
    let mc = medcouple(numbers);
    let (low, high) = if mc >= 0.0 { (-4.0, 3.0) } else { (-3.0, 4.0) };
    fences(numbers, 1.5 * (low * mc).exp(), 1.5 * (high * mc).exp())
}

/// The medcouple of Brys, Hubert and Struyf (2004), by its definition; pairs that tie with the median count 0.
fn medcouple(numbers: &[f64]) -> f64 {
    let median = middle(numbers);
    let mut kernel = Vec::new();
    for x in numbers.iter().filter(|x| **x >= median) {
        for y in numbers.iter().filter(|y| **y <= median) {
            kernel.push(if x > y { ((x - median) - (median - y)) / (x - y) } else { 0.0 });
        }
    }
    middle(&kernel)
}

/// Hidiroglou and Berthelot (1986): U = 0.4, A = 0.05, C = 4, with quartiles.
fn hidiroglou_berthelot(pairs: &[(f64, f64)]) -> Vec<f64> {
    let ratios: Vec<f64> = pairs.iter().map(|(now, last)| now / last).collect();
    let median_ratio = middle(&ratios);
    let effects: Vec<f64> = pairs
        .iter()
        .zip(&ratios)
        .map(|((now, last), ratio)| {
            let s = if *ratio < median_ratio { 1.0 - median_ratio / ratio } else { ratio / median_ratio - 1.0 };
            s * now.max(*last).powf(0.4)
        })
        .collect();
    let (low, high) = quartiles(&effects);
    let median = middle(&effects);
    let least = (0.05 * median).abs();
    let (below, above) = ((median - low).max(least), (high - median).max(least));
    effects.iter().map(|e| if *e < median { (median - e) / below } else { (e - median) / above } / 4.0).collect()
}

fn log_ratio(pairs: &[(f64, f64)]) -> Vec<f64> {
    if pairs.len() < 5 {
        return vec![0.0; pairs.len()];
    }
    let ratios: Vec<f64> = pairs.iter().map(|(now, last)| (now / last).log10()).collect();
    let median = middle(&ratios);
    let scale = (1.4826 * middle(&ratios.iter().map(|x| (x - median).abs()).collect::<Vec<_>>())).max(0.05);
    ratios.iter().map(|x| ((x - median) / scale).abs() / 5.0).collect()
}
