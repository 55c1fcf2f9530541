//! Quantiles of type 7, as Excel's PERCENTILE.INC and MEDIAN have them, so that a clerk can compute every bound again.

/// The quantile of sorted numbers; nothing if there are none. `share` is from 0 to 1.
///
/// Hyndman & Fan (1996), Sample Quantiles in Statistical Packages, definition 7.
#[must_use]
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position in a list"
)]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    let below = at.floor();
    let low = *sorted.get(below as usize)?;
    let high = sorted.get(at.ceil() as usize).copied().unwrap_or(low);
    Some(low + (high - low) * (at - below))
}

/// The median of sorted numbers; nothing if there are none.
#[must_use]
pub fn median(sorted: &[f64]) -> Option<f64> {
    quantile(sorted, 0.5)
}

/// The median of the distances from a middle.
#[must_use]
pub fn median_distance(numbers: &[f64], middle: f64) -> Option<f64> {
    let mut distances: Vec<f64> = numbers.iter().map(|number| (number - middle).abs()).collect();
    distances.sort_by(f64::total_cmp);
    median(&distances)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_percentile_inc() {
        // PERCENTILE.INC({1,2,3,4,10},0.75) = 4; 0.9 → 7.6; MEDIAN of four = mean of the middle two.
        let numbers = [1.0, 2.0, 3.0, 4.0, 10.0];
        assert_eq!(quantile(&numbers, 0.75), Some(4.0));
        assert!((quantile(&numbers, 0.9).expect("a number") - 7.6).abs() < 1e-12);
        assert_eq!(median(&numbers[..4]), Some(2.5));
        assert_eq!(median(&[]), None);
        assert_eq!(median_distance(&numbers, 3.0), Some(1.0));
    }
}
