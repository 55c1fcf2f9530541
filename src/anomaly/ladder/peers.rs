//! Step 4: the same number of other submissions, this year.

use rust_decimal::Decimal;

use super::Ladder;
use super::observation::{Against, Cause, Observation, Outcome, Silence, Step, Verdict};
use super::series::Series;
use super::size::{plain, size, whole_power, without_power};
use super::spread::{ENOUGH_PEERS, FEWEST_PEERS, Spread, cut};

/// The least scale of amounts and counts, as log10: a quarter more or less is nothing unusual.
const RATIO_FLOOR: f64 = 0.1;
/// The least scale of rates and points, as a part of their median: where nearly all report 100 %, some rightly report 80 %.
const PART_FLOOR: f64 = 0.05;

pub fn judge(ladder: &Ladder<'_>, at: usize) -> Outcome {
    let of = ladder.number(at);
    let spread = spread(&ladder.series, of)?;
    let number = if of.measure.is_by_ratio() { size(of.value).ok_or(Silence::NotPositive)? } else { plain(of.value) };
    let scales = spread.scales(number);
    let cut = cut(spread.n());
    let power = power(of, &spread);
    let cause = match power {
        Some(power) => Cause::Power(power),
        None if scales > 0.0 => Cause::High,
        None => Cause::Low,
    };
    Ok(Verdict {
        at,
        step: Step::Peers,
        against: Against::Peers,
        score: scales.abs() / cut,
        cause,
        suggested: power.and_then(|power| without_power(of.value, power)),
        bounds: Some(spread.bounds(cut)),
        is_note: spread.n() < ENOUGH_PEERS,
    })
}

/// How the peers of a number lie.
pub fn spread(series: &Series, of: &Observation) -> Result<Spread, Silence> {
    if of.key.is_none() {
        return Err(Silence::NoPeers);
    }
    let peers = series.peers(of).filter(|peers| peers.n >= FEWEST_PEERS).ok_or(Silence::TooFew(0))?;
    let by_ratio = of.measure.is_by_ratio();
    Spread::of_peers(peers, by_ratio, floor(of, peers.median)).ok_or(Silence::NotPositive)
}

/// The least scale of the peers of a number, given their median: a logarithm where they are judged by ratios.
#[must_use]
pub fn floor(of: &Observation, median: f64) -> f64 {
    if of.measure.is_by_ratio() {
        return RATIO_FLOOR;
    }
    let written = plain(Decimal::new(1, of.decimals.min(28)));
    (PART_FLOOR * median.abs()).max(written)
}

/// The power of ten by which a number is off the median of its peers.
fn power(of: &Observation, spread: &Spread) -> Option<i32> {
    let median = spread.bounds(0.0).median;
    let own = size(of.value)?;
    (median > 0.0).then(|| whole_power(own - median.log10()))?
}
