//! Counties with known errors. Nothing here is shared with `huizong demo`, which makes files; this makes numbers.
//!
//! Every department reports two rows of money (budget and spending, lognormal, σ = 1.2 in natural logarithms) and a set of
//! indicators with target and actual value: half of the 24 indicators are shared by all departments, the others by 3 to 30.
//! Rates are at their ceiling of 100 in seven of ten cases. Counts are lognormal, one in sixteen is 0. From last year to this
//! one everything moves by up to 30 % either way; rates move within their own shortfalls.

use fastrand::Rng;
use huizong::anomaly::ladder::{Measure, Observation};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

/// Kinds of errors, with how many of a hundred are of that kind.
pub const MIX: [(Kind, usize); 9] = [
    (Kind::Tenfold, 14),
    (Kind::Hundredfold, 11),
    (Kind::TenThousandfold, 12),
    (Kind::TenThousandth, 12),
    (Kind::Fraction, 12),
    (Kind::Sign, 11),
    (Kind::Swapped, 9),
    (Kind::Zero, 10),
    (Kind::Copied, 9),
];

/// A kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One digit too many.
    Tenfold,
    /// Two digits too many.
    Hundredfold,
    /// 元 for 万元.
    TenThousandfold,
    /// 亿元 for 万元.
    TenThousandth,
    /// 0.95 for 95.
    Fraction,
    /// A minus sign.
    Sign,
    /// The first two digits that differ changed places.
    Swapped,
    /// Nothing.
    Zero,
    /// The number of another row of the same column.
    Copied,
    /// A whole department in 元.
    WholeDepartment,
}

impl Kind {
    /// Its name in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tenfold => "x10",
            Self::Hundredfold => "x100",
            Self::TenThousandfold => "x10^4",
            Self::TenThousandth => "/10^4",
            Self::Fraction => "95/0.95",
            Self::Sign => "sign",
            Self::Swapped => "swapped digits",
            Self::Zero => "zero",
            Self::Copied => "copied",
            Self::WholeDepartment => "whole department x10^4",
        }
    }

    /// The power of ten of a slip of the unit.
    pub const fn power(self) -> Option<i32> {
        match self {
            Self::Hundredfold => Some(2),
            Self::TenThousandfold | Self::WholeDepartment => Some(4),
            Self::TenThousandth => Some(-4),
            Self::Fraction => Some(-2),
            _ => None,
        }
    }
}

/// What county to make.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many departments.
    pub departments: usize,
    /// How many of a hundred values have a value of last year.
    pub history: usize,
    /// How many of a thousand numbers are wrong.
    pub errors: usize,
    /// How many of a hundred departments wrote all money in 元; at least one if above zero.
    pub whole: usize,
}

/// A county, with what is wrong in it.
pub struct Made {
    /// The numbers.
    pub numbers: Vec<Observation>,
    /// What is wrong with each.
    pub planted: Vec<Option<Kind>>,
    /// Whether a number is a rate whose ceiling most departments reach.
    pub ceiling: Vec<bool>,
}

/// One indicator of the county.
struct Indicator {
    measure: Measure,
    /// The median of the county, and how wide departments differ, in natural logarithms.
    middle: f64,
    width: f64,
    ceiling: bool,
    reported_by: usize,
}

/// Makes a county; the same seed makes the same one.
pub fn county(plan: &Plan, seed: u64) -> Made {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9).wrapping_add(17));
    let indicators: Vec<Indicator> = (0..24).map(|at| indicator(at, plan.departments, &mut rng)).collect();
    let mut made = Made { numbers: Vec::new(), planted: Vec::new(), ceiling: Vec::new() };
    let reporters: Vec<Vec<usize>> =
        indicators.iter().map(|of| some(plan.departments, of.reported_by, &mut rng)).collect();
    let mut row = 0;
    for department in 0..plan.departments {
        let size = normal(&mut rng) * 1.2;
        for line in 0..2 {
            let budget = (5.3 + size - 0.7 * f64::from(line) + 0.3 * normal(&mut rng)).exp();
            let rate = if rng.u32(..10) < 4 { 1.0 } else { 1.0 - 0.35 * rng.f64() * rng.f64() };
            let before = (budget / growth(&mut rng), if rng.bool() { 1.0 } else { 1.0 - 0.3 * rng.f64() * rng.f64() });
            let line = usize::try_from(line).unwrap_or_default();
            let known = rng.usize(..100) < plan.history;
            for (column, now, last) in [(0, budget, before.0), (1, budget * rate, before.0 * before.1)] {
                let of = Cell { department, row, column, key: line * 2 + column, measure: Measure::Money, decimals: 2 };
                made.push(of.number(now, known.then_some(last), (Some(0.0), None)), false);
            }
            row += 1;
        }
        for (at, indicator) in indicators.iter().enumerate().filter(|(at, _)| reporters[*at].contains(&department)) {
            let known = rng.usize(..100) < plan.history;
            let (target, actual) = values(indicator, &mut rng);
            let (last_target, last_actual) = if indicator.measure == Measure::Percent {
                values(indicator, &mut rng)
            } else {
                let factor = growth(&mut rng);
                (target / factor, actual / factor * (0.95 + 0.1 * rng.f64()))
            };
            // What was nothing may have been something, and the other way round.
            let last_actual = if indicator.measure == Measure::Count && rng.u32(..40) == 0 { 0.0 } else { last_actual };
            let decimals = u32::from(indicator.measure == Measure::Money) * 2;
            let limits =
                if indicator.measure == Measure::Percent { (Some(0.0), Some(100.0)) } else { (Some(0.0), None) };
            for (column, now, last) in [(0, target, last_target), (1, actual, last_actual)] {
                let key = 4 + at * 2 + column;
                let of = Cell { department, row, column, key, measure: indicator.measure, decimals };
                made.push(of.number(now, known.then_some(last), limits), indicator.ceiling);
            }
            row += 1;
        }
    }
    whole_departments(plan, &mut made, &mut rng);
    single_errors(plan, &mut made, &mut rng);
    made
}

fn indicator(at: usize, departments: usize, rng: &mut Rng) -> Indicator {
    let reported_by = if at.is_multiple_of(2) { departments } else { rng.usize(3..=30).min(departments) };
    let (measure, ceiling) = match at % 8 {
        0 | 3 | 5 => (Measure::Percent, true),
        6 => (Measure::Percent, false),
        1 => (Measure::Money, false),
        _ => (Measure::Count, false),
    };
    Indicator { measure, middle: 2.0 + 5.0 * rng.f64(), width: 0.5 + 0.7 * rng.f64(), ceiling, reported_by }
}

/// Target and actual value.
fn values(of: &Indicator, rng: &mut Rng) -> (f64, f64) {
    if of.measure == Measure::Percent {
        let target = if of.ceiling && rng.u32(..10) < 7 { 100.0 } else { [85.0, 90.0, 95.0, 98.0][rng.usize(..4)] };
        let shortfall = -3.0 * (rng.f64().max(1e-9)).ln();
        let actual = if of.ceiling && rng.u32(..10) < 7 { 100.0 } else { (100.0 - shortfall).max(50.0) };
        return (target, actual);
    }
    let target = (of.middle + of.width * normal(rng)).exp().max(1.0);
    let reached = match rng.u32(..10) {
        0..=4 => 1.0,
        5..=7 => 1.0 + 0.2 * rng.f64(),
        _ => 1.0 - 0.4 * rng.f64(),
    };
    let actual = if of.measure == Measure::Count && rng.u32(..16) == 0 { 0.0 } else { target * reached };
    (target, actual)
}

/// A cell before its number is known.
struct Cell {
    department: usize,
    row: usize,
    column: usize,
    key: usize,
    measure: Measure,
    decimals: u32,
}

impl Cell {
    fn number(&self, now: f64, last: Option<f64>, limits: (Option<f64>, Option<f64>)) -> Observation {
        let written = |number: f64| Decimal::from_f64(number).unwrap_or_default().round_dp(self.decimals);
        let limit = |limit: Option<f64>| limit.and_then(Decimal::from_f64);
        Observation {
            submission: self.department,
            row: self.row,
            column: self.column,
            key: Some(self.key),
            category: self.department % 4,
            measure: self.measure,
            value: written(now),
            decimals: self.decimals,
            last: last.map(written),
            limits: (limit(limits.0), limit(limits.1)),
        }
    }
}

impl Made {
    fn push(&mut self, number: Observation, ceiling: bool) {
        self.numbers.push(number);
        self.planted.push(None);
        self.ceiling.push(ceiling);
    }
}

fn whole_departments(plan: &Plan, made: &mut Made, rng: &mut Rng) {
    if plan.whole == 0 {
        return;
    }
    let wrong = some(plan.departments, (plan.departments * plan.whole / 100).max(1), rng);
    for (number, planted) in made.numbers.iter_mut().zip(&mut made.planted) {
        if number.measure == Measure::Money && wrong.contains(&number.submission) {
            number.value *= Decimal::from(10_000);
            *planted = Some(Kind::WholeDepartment);
        }
    }
}

fn single_errors(plan: &Plan, made: &mut Made, rng: &mut Rng) {
    let wanted = made.numbers.len() * plan.errors / 1000;
    let mut done = 0;
    for _ in 0..wanted * 40 {
        if done == wanted {
            break;
        }
        let at = rng.usize(..made.numbers.len());
        let kind = kind(rng);
        // One error in a row, so that it is known which number is wrong.
        let row = made.numbers[at].row;
        let is_taken = made.numbers.iter().zip(&made.planted).any(|(of, planted)| of.row == row && planted.is_some());
        if is_taken {
            continue;
        }
        if let Some(wrong) = wrong(kind, at, made) {
            made.numbers[at].value = wrong;
            made.planted[at] = Some(kind);
            done += 1;
        }
    }
}

fn kind(rng: &mut Rng) -> Kind {
    let mut drawn = rng.usize(..100);
    for (kind, share) in MIX {
        if drawn < share {
            return kind;
        }
        drawn -= share;
    }
    Kind::Copied
}

/// The wrong number; nothing if this error cannot happen to it.
fn wrong(kind: Kind, at: usize, made: &Made) -> Option<Decimal> {
    let of = &made.numbers[at];
    let is_rate = of.measure == Measure::Percent;
    let value = of.value;
    if value.is_zero() {
        return None;
    }
    match kind {
        Kind::Tenfold => Some(value * Decimal::TEN),
        Kind::Hundredfold => Some(value * Decimal::ONE_HUNDRED),
        Kind::TenThousandfold if !is_rate => Some(value * Decimal::from(10_000)),
        Kind::TenThousandth if !is_rate => Some(value / Decimal::from(10_000)),
        Kind::Fraction if is_rate => Some(value / Decimal::ONE_HUNDRED),
        Kind::Sign => Some(-value),
        Kind::Zero => Some(Decimal::ZERO),
        Kind::Swapped => swapped(value),
        Kind::Copied => {
            let is_source = |other: &&Observation| {
                other.submission == of.submission && other.column == of.column && other.measure == of.measure
            };
            let differs = |other: &&Observation| {
                !other.value.is_zero() && (other.value / value - Decimal::ONE).abs() > Decimal::new(3, 1)
            };
            made.numbers.iter().filter(is_source).find(differs).map(|other| other.value)
        }
        _ => None,
    }
}

/// The first two neighbouring digits that differ change places.
fn swapped(value: Decimal) -> Option<Decimal> {
    let mut digits: Vec<char> = value.to_string().chars().collect();
    let at = (1..digits.len())
        .find(|at| digits[*at].is_ascii_digit() && digits[at - 1].is_ascii_digit() && digits[*at] != digits[at - 1])?;
    digits.swap(at - 1, at);
    digits.into_iter().collect::<String>().parse().ok()
}

fn growth(rng: &mut Rng) -> f64 {
    0.7 + 0.6 * rng.f64()
}

/// Some of so many, drawn without putting back.
fn some(of: usize, count: usize, rng: &mut Rng) -> Vec<usize> {
    let mut all: Vec<usize> = (0..of).collect();
    rng.shuffle(&mut all);
    all.truncate(count);
    all
}

/// A standard normal number (Box and Muller).
fn normal(rng: &mut Rng) -> f64 {
    let (a, b) = (rng.f64().max(1e-12), rng.f64());
    (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
}
