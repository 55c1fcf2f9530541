//! Points and conditions as a schema writes them: decimals, never binary floats.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::Refusal;
use crate::text::{Message, Text};

/// Points, exactly as written: 5, 0.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "Written", into = "f64")]
#[schemars(with = "f64")]
pub struct Points(pub Decimal);

impl Points {
    /// None.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);
}

/// A number of a TOML file. The shortest text of a float is the one that was written, up to 15 digits.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "分数须是数字，例如 5 或 0.5，不加引号\u{1f}points must be a number such as 5 or 0.5, without quotes"
)]
enum Written {
    Whole(i64),
    Fraction(f64),
}

impl TryFrom<Written> for Points {
    type Error = Refusal;

    fn try_from(written: Written) -> Result<Self, Refusal> {
        match written {
            Written::Whole(number) => Ok(Self(Decimal::from(number))),
            Written::Fraction(number) => {
                let why = Text::new(
                    "“{number}”不是分数，应写成 5 或 0.5",
                    "`{number}` is no number of points, expected 5 or 0.5",
                );
                let refuse = |_| Refusal(Message::new(why).with("number", number.to_string()));
                number.to_string().parse().map(Self).map_err(refuse)
            }
        }
    }
}

impl From<Points> for f64 {
    fn from(points: Points) -> Self {
        points.0.to_string().parse().unwrap_or_default()
    }
}

/// A comparison with a number: "<=10%", ">=90%", "=0". Percentages are on the scale 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Condition {
    comparison: Comparison,
    /// The number it compares with.
    pub bound: Decimal,
    /// Whether the number is a percentage.
    pub percent: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtMost,
    AtLeast,
    Below,
    Above,
    Exactly,
}

/// The longer signs first.
const SIGNS: [(&str, Comparison); 9] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("≤", Comparison::AtMost),
    ("≥", Comparison::AtLeast),
    ("<", Comparison::Below),
    (">", Comparison::Above),
    ("＜", Comparison::Below),
    ("＞", Comparison::Above),
    ("=", Comparison::Exactly),
];

impl TryFrom<String> for Condition {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let refuse = || {
            let why = Text::new(
                "“{text}”不是条件，应写符号和数，例如 \"<=10%\"",
                "`{text}` is no condition, expected a sign and a number such as \"<=10%\"",
            );
            Refusal(Message::new(why).with("text", text.as_str()))
        };
        let bare = text.trim();
        let (comparison, rest) = SIGNS
            .iter()
            .find_map(|(sign, comparison)| Some((*comparison, bare.strip_prefix(sign)?.trim())))
            .ok_or_else(refuse)?;
        let number = rest.strip_suffix(['%', '％']);
        let bound = number.unwrap_or(rest).trim().parse().map_err(|_| refuse())?;
        Ok(Self { comparison, bound, percent: number.is_some() })
    }
}

impl From<Condition> for String {
    fn from(condition: Condition) -> Self {
        format!("{}{}{}", condition.sign(), condition.bound.normalize(), if condition.percent { "%" } else { "" })
    }
}

impl Condition {
    /// Its sign as formulas write it.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        SIGNS.iter().find(|(_, comparison)| *comparison == self.comparison).map_or("", |(sign, _)| sign)
    }

    /// Whether a number, on the scale of the bound, fulfils it.
    #[must_use]
    pub fn holds(&self, value: Decimal) -> bool {
        match self.comparison {
            Comparison::AtMost => value <= self.bound,
            Comparison::AtLeast => value >= self.bound,
            Comparison::Below => value < self.bound,
            Comparison::Above => value > self.bound,
            Comparison::Exactly => value == self.bound,
        }
    }

    /// How far a number lies beyond the bound, on either side.
    #[must_use]
    pub fn beyond(&self, value: Decimal) -> Decimal {
        value.saturating_sub(self.bound).abs()
    }
}

/// A value that something is measured from: 60, "60%". Percentages are on the scale 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Mark {
    /// The number.
    pub value: Decimal,
    /// Whether it is a percentage.
    pub percent: bool,
}

impl TryFrom<String> for Mark {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let number = text.trim().strip_suffix(['%', '％']);
        let value = number.unwrap_or(&text).trim().parse().map_err(|_| {
            let why = Text::new(
                "“{text}”不是数，应写成 \"60%\" 或 \"5\"",
                "`{text}` is no number, expected \"60%\" or \"5\"",
            );
            Refusal(Message::new(why).with("text", text.as_str()))
        })?;
        Ok(Self { value, percent: number.is_some() })
    }
}

impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        format!("{}{}", mark.value.normalize(), if mark.percent { "%" } else { "" })
    }
}
