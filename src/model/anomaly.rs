//! Values that obey the form and still cannot be right, with what speaks against them.

use rust_decimal::Decimal;

use super::finding::Finding;
use crate::text::{Message, Text};

/// A value that obeys the form and still cannot be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Anomaly {
    /// The finding: code, severity, cell, words.
    pub finding: Finding,
    /// Index into the entries of the county; nothing if it speaks of the county as a whole.
    pub entry: Option<usize>,
    /// What the value belongs to: the indicator's name or the money row's label.
    pub subject: String,
    /// The value as written.
    pub value: String,
    /// What it was compared with, as written.
    pub reference: String,
    /// What the comparison was: last year, the target, the budget, a limit.
    pub compared_with: Text,
    /// The named cause.
    pub cause: Message,
    /// How much the county's executed or adjusted total would change if it were corrected, in 万元.
    pub impact: Option<Decimal>,
    /// How it was found.
    pub evidence: Evidence,
}

/// How an anomaly was found, so that a clerk can find it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The method.
    pub method: Text,
    /// Last year's value as written; empty if it is not known.
    pub last: String,
    /// How the numbers lie that it was held against; none where it was held against a single one.
    pub spread: Option<EvidenceSpread>,
    /// How far it is beyond the cut: 1 is on it.
    pub score: Option<Decimal>,
    /// The value that the cause implies, in the unit that was written.
    pub suggested: Option<Decimal>,
    /// The rank of its submission, and the one it would have with that value.
    pub ranks: Option<(usize, usize)>,
}

impl Evidence {
    /// Of a comparison with a single value or a limit.
    #[must_use]
    pub const fn plain(method: Text) -> Self {
        Self { method, last: String::new(), spread: None, score: None, suggested: None, ranks: None }
    }
}

/// How the numbers lie that a value was held against: values of peers, or ratios to last year.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSpread {
    /// How many they are.
    pub n: usize,
    /// Their median.
    pub median: Decimal,
    /// Their quartiles, as PERCENTILE.INC has them; nothing where the numbers are not listed.
    pub quartiles: Option<[Decimal; 2]>,
    /// Below this a value is flagged.
    pub lower: Decimal,
    /// Above this a value is flagged.
    pub upper: Decimal,
    /// By how many scales the bounds lie from the median.
    pub cut: Decimal,
    /// The number that was held against them: the value, or its ratio to last year.
    pub own: Decimal,
    /// Index into the series of the county; nothing where they are too many to list.
    pub series: Option<usize>,
}

/// The numbers that values are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerSeries {
    /// What they are numbers of.
    pub title: Message,
    /// Whether they are ratios to last year.
    pub is_growth: bool,
    /// Whether their scale is one of ratios, not of distances.
    pub is_by_ratio: bool,
    /// The least scale: a logarithm where it is one of ratios.
    pub floor: Decimal,
    /// The numbers, from small to large.
    pub numbers: Vec<Decimal>,
}
