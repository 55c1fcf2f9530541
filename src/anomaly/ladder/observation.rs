//! What the ladder looks at, and what it says.

use rust_decimal::Decimal;

/// One number of one submission, with everything that it may be compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Its submission: cells that are off by the same power of ten are told together.
    pub submission: usize,
    /// Its row, unique in the county: the numbers of a row are in one unit and should be of one size.
    pub row: usize,
    /// Its column within the row: of two that disagree, the later one is in doubt where nothing else tells.
    pub column: usize,
    /// What it is a value of: the same indicator in the same unit, or the same amount, wherever it is reported. Nothing if it
    /// may not be compared with others, as its unit is not known.
    pub key: Option<usize>,
    /// The category of its unit.
    pub category: usize,
    /// What kind of number it is.
    pub measure: Measure,
    /// The number, in the unit that its key and its row share.
    pub value: Decimal,
    /// How many decimals were written.
    pub decimals: u32,
    /// Last year's, in the same unit.
    pub last: Option<Decimal>,
    /// The smallest and the largest number that is possible.
    pub limits: (Option<Decimal>, Option<Decimal>),
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// An amount of money.
    Money,
    /// A number of things.
    Count,
    /// A rate in percentage points.
    Percent,
    /// Points.
    Score,
}

impl Measure {
    /// Whether its size is judged by ratios; rates and points are judged by distances.
    pub(super) const fn is_by_ratio(self) -> bool {
        matches!(self, Self::Money | Self::Count)
    }
}

/// A step of the ladder, from the hardest evidence to the softest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Negative, or beyond what is possible.
    Limits,
    /// Nothing where there was something, or the other way round.
    Zero,
    /// Off by a power of ten.
    Unit,
    /// Not as last year.
    History,
    /// Not as the other numbers of its row.
    Row,
    /// Not as its peers.
    Peers,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] = [Self::Limits, Self::Zero, Self::Unit, Self::History, Self::Row, Self::Peers];
}

/// What a number was compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// What is possible.
    Limits,
    /// Last year's value.
    LastYear,
    /// Another number of its row, by its position.
    Beside(usize),
    /// The same number of other submissions.
    Peers,
}

/// The likely cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A minus sign too many.
    Sign,
    /// More or less than is possible.
    Beyond,
    /// Left at zero.
    Zero,
    /// Something where there was nothing.
    FromZero,
    /// Too large (above zero) or too small by this power of ten.
    Power(i32),
    /// Two neighbouring digits changed places.
    Swapped,
    /// Copied from the number at this position.
    Copied(usize),
    /// Only that it is too large.
    High,
    /// Only that it is too small.
    Low,
}

/// What one step says of a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Position of the number.
    pub at: usize,
    /// The step.
    pub step: Step,
    /// What it was compared with.
    pub against: Against,
    /// How far it is beyond the cut: 1 is on it. Of two flags the larger one is the surer.
    pub score: f64,
    /// The likely cause.
    pub cause: Cause,
    /// The value that the cause implies.
    pub suggested: Option<Decimal>,
    /// How the others lie.
    pub bounds: Option<Bounds>,
    /// Whether there is too little to compare with for more than a note.
    pub is_note: bool,
}

impl Verdict {
    /// Whether the number is flagged.
    #[must_use]
    pub fn is_flagged(&self) -> bool {
        self.score >= 1.0
    }
}

/// How the numbers lie with which one is compared: values of peers, or their ratios to last year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// How many they are.
    pub n: usize,
    /// Their median.
    pub median: f64,
    /// Below this a number is flagged.
    pub lower: f64,
    /// Above this a number is flagged.
    pub upper: f64,
    /// By how many scales the bounds lie from the median.
    pub cut: f64,
}

/// Why a step said nothing of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// Nothing is impossible here, so far as is known.
    NoLimits,
    /// Neither now nor last year is it zero.
    NoZero,
    /// There is no value of last year.
    NoHistory,
    /// There is nothing else in its row.
    Alone,
    /// So few to compare with that no statement is possible.
    TooFew(usize),
    /// Its logarithm is not defined, as one of the two is zero or below.
    NotPositive,
    /// It fits last year, so that it need not fit its peers.
    FitsLastYear,
    /// Its unit or its name is not known, so that it has no peers.
    NoPeers,
}

/// What a step has to say of a number.
pub type Outcome = Result<Verdict, Silence>;
