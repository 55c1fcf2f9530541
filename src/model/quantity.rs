//! Amounts with their unit and the precision in which they were written; targets and actual values.

use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

use super::number::{Interval, half_unit, plain, product, ratio};

/// The unit of an amount.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Percent; the amount is on the scale 0 to 100.
    Percent,
    /// Money; the factor leads to 元.
    Money(MoneyUnit),
    /// Anything else, as written: 个, 人次, 公里.
    Other(Arc<str>),
}

/// The units of money that forms use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 千元.
    Thousand,
    /// 万元.
    TenThousand,
    /// 百万元.
    Million,
    /// 亿元.
    HundredMillion,
}

impl MoneyUnit {
    /// Every unit with its name; longer names first, so that 万元 is not read as 元.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Million, "百万元"),
        (Self::HundredMillion, "亿元"),
        (Self::TenThousand, "万元"),
        (Self::Thousand, "千元"),
        (Self::Yuan, "元"),
    ];

    /// How many 元 one of it is.
    #[must_use]
    pub fn in_yuan(self) -> Decimal {
        Decimal::from(match self {
            Self::Yuan => 1,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::Million => 1_000_000,
            Self::HundredMillion => 100_000_000_i64,
        })
    }

    /// The unit of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(unit, _)| *unit)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("元", |(_, name)| name)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent => f.write_str("%"),
            Self::Money(unit) => f.write_str(unit.name()),
            Self::Other(name) => f.write_str(name),
        }
    }
}

/// An amount, its unit, and how precisely it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The amount in its unit; percentages on the scale 0 to 100.
    pub amount: Decimal,
    /// The unit, if one was written or shown by a percent format.
    pub unit: Option<Unit>,
    /// Decimals that were written or shown: 8.60 has two.
    pub decimals: u32,
    /// Whether it was called approximate: 约500.
    pub approximate: bool,
}

impl Quantity {
    /// An exact amount without a unit, with the decimals it has.
    #[must_use]
    pub fn bare(amount: Decimal) -> Self {
        Self { amount, unit: None, decimals: amount.normalize().scale(), approximate: false }
    }

    /// Everything that the written number may stand for.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::around(self.amount, half_unit(self.decimals))
    }

    /// The amount in another unit: the same unit, between units of money, or taken over where one side has none.
    ///
    /// Nothing if the two units cannot be compared.
    #[must_use]
    pub fn in_unit(&self, wanted: Option<&Unit>) -> Option<Decimal> {
        match (&self.unit, wanted) {
            (Some(Unit::Money(from)), Some(Unit::Money(to))) => {
                ratio(product(self.amount, from.in_yuan())?, to.in_yuan())
            }
            (Some(Unit::Other(from)), Some(Unit::Other(to))) if from != to => {
                let ((factor, base), (wanted, wanted_base)) = (scaled(from), scaled(to));
                if base != wanted_base {
                    return None;
                }
                ratio(product(self.amount, factor)?, wanted)
            }
            (Some(a), Some(b)) if a != b => None,
            _ => Some(self.amount),
        }
    }
}

/// The factor and the base of a unit such as 万人: ten thousand and 人.
fn scaled(name: &str) -> (Decimal, &str) {
    let scales = [("百万", 1_000_000), ("万", 10_000), ("亿", 100_000_000), ("千", 1_000)];
    let found = scales.iter().find_map(|(prefix, factor)| Some((Decimal::from(*factor), name.strip_prefix(prefix)?)));
    found.filter(|(_, base)| !base.is_empty()).unwrap_or((Decimal::ONE, name))
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(self.amount))?;
        match &self.unit {
            Some(unit) => write!(f, "{unit}"),
            None => Ok(()),
        }
    }
}

/// The direction of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// ≥
    Ge,
    /// ≤
    Le,
    /// =
    Eq,
    /// >
    Gt,
    /// <
    Lt,
}

impl Sign {
    /// The sign as it is printed.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Ge => "≥",
            Self::Le => "≤",
            Self::Eq => "=",
            Self::Gt => "＞",
            Self::Lt => "＜",
        }
    }

    /// The two letters used in machine output: `ge`, `le`, `eq`, `gt`, `lt`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ge => "ge",
            Self::Le => "le",
            Self::Eq => "eq",
            Self::Gt => "gt",
            Self::Lt => "lt",
        }
    }

    /// Whether less is better.
    #[must_use]
    pub const fn is_reverse(self) -> bool {
        matches!(self, Self::Le | Self::Lt)
    }
}

/// A point in time as forms state it: "12月底之前", "2021年12月", "2023年9月30日".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The year, if stated.
    pub year: Option<i16>,
    /// The month.
    pub month: i8,
    /// The day; the end of the month if not stated.
    pub day: Option<i8>,
}

impl fmt::Display for Deadline {
    /// As much of `2023-09-30` as is stated: `2023-09`, `09-30`, `09`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{:02}", self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// What a target asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetKind {
    /// A number.
    Amount(Quantity),
    /// A number between two bounds: "3-5".
    Between(Quantity, Quantity),
    /// A date by which something is done.
    By(Deadline),
    /// Words.
    Words,
}

/// A target: direction and what is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The direction, if stated anywhere.
    pub sign: Option<Sign>,
    /// What is asked for.
    pub kind: TargetKind,
}

/// What an actual value says.
#[derive(Debug, Clone, PartialEq)]
pub enum ActualKind {
    /// A number.
    Amount(Quantity),
    /// One of the form's tiers, counted from 0: 达成 / 部分达成 / 未达成.
    Tier(usize),
    /// A date.
    On(Deadline),
    /// Words that are no tier.
    Words,
}

/// An actual value. A sign in it ("≥90%") says that it is no measured value.
#[derive(Debug, Clone, PartialEq)]
pub struct Actual {
    /// A sign that was written with it.
    pub sign: Option<Sign>,
    /// What it says.
    pub kind: ActualKind,
}
