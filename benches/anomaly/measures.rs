//! How good a ranking is.

/// What one county shows of one method.
#[derive(Debug, Clone, Default)]
pub struct Measures {
    /// Of the first 10, 20, 50, the share that is wrong.
    pub precision_at: [f64; 3],
    /// Of what is wrong, the share that is found where 0.1, 0.5, 1 % of the clean numbers are flagged.
    pub recall_at: [f64; 3],
    /// Area below the curve of precision over recall.
    pub area: f64,
    /// At the shipped setting (score 1): found of what is wrong, and wrong of what is flagged.
    pub recall: f64,
    /// See `recall`.
    pub precision: f64,
    /// Clean numbers that are flagged, for 1,200 clean ones.
    pub false_flags: f64,
}

/// The threshold at which at most this share of the clean numbers is flagged.
pub fn threshold(scores: &[f64], wrong: &[bool], share: f64) -> f64 {
    let mut clean: Vec<f64> = scores.iter().zip(wrong).filter(|(_, wrong)| !**wrong).map(|(score, _)| *score).collect();
    clean.sort_by(|a, b| b.total_cmp(a));
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let allowed = (share * clean.len() as f64) as usize;
    clean.get(allowed).copied().unwrap_or(0.0)
}

/// Measures a ranking. Numbers of equal score count as if half of each kind came first.
#[allow(clippy::cast_precision_loss)]
pub fn measure(scores: &[f64], wrong: &[bool]) -> Measures {
    let faults = wrong.iter().filter(|wrong| **wrong).count() as f64;
    let clean = wrong.len() as f64 - faults;
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let first =
        |k: usize| order.iter().take(k).filter(|at| wrong[**at] && scores[**at] > 0.0).count() as f64 / k as f64;
    let found = |cut: f64| {
        let hits = scores.iter().zip(wrong).filter(|(score, wrong)| **wrong && **score > cut).count() as f64;
        if faults > 0.0 { hits / faults } else { f64::NAN }
    };
    let recall_at = [0.001, 0.005, 0.01].map(|share| found(threshold(scores, wrong, share)));
    let mut area = 0.0;
    let mut hits = 0.0;
    for (place, at) in order.iter().enumerate() {
        if wrong[*at] && scores[*at] > 0.0 {
            hits += 1.0;
            area += hits / (place + 1) as f64;
        }
    }
    let flagged = |kind: bool| scores.iter().zip(wrong).filter(|(s, w)| **s >= 1.0 && **w == kind).count() as f64;
    let (right, false_flags) = (flagged(true), flagged(false));
    Measures {
        precision_at: [10, 20, 50].map(first),
        recall_at,
        area: if faults > 0.0 { area / faults } else { f64::NAN },
        recall: if faults > 0.0 { right / faults } else { f64::NAN },
        precision: if right + false_flags > 0.0 { right / (right + false_flags) } else { f64::NAN },
        false_flags: 1200.0 * false_flags / clean,
    }
}

/// Mean and half of the 95 % interval over repetitions; repetitions without a value are left out.
#[allow(clippy::cast_precision_loss)]
pub fn interval(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, 1.96 * (variance / n).sqrt())
}
