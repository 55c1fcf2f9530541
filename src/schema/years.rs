//! The years that a form holds for.

use serde::{Deserialize, Serialize};

use super::error::Refusal;
use crate::text::{Message, Text};

/// A range of years, both ends included: "2019..", "2019..2023", "2023".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Years {
    first: i16,
    last: Option<i16>,
}

impl TryFrom<String> for Years {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let refuse = || {
            let why = Text::new(
                "“{text}”不是年度范围，应写成 \"2019..\"、\"2019..2023\" 或 \"2023\"",
                "`{text}` is no range of years, expected \"2019..\", \"2019..2023\" or \"2023\"",
            );
            Refusal(Message::new(why).with("text", text.as_str()))
        };
        let year = |part: &str| part.parse::<i16>().ok().filter(|y| (1990..2100).contains(y)).ok_or_else(refuse);
        match text.split_once("..") {
            None => year(&text).map(|y| Self { first: y, last: Some(y) }),
            Some((first, "")) => Ok(Self { first: year(first)?, last: None }),
            Some((first, last)) => {
                let (first, last) = (year(first)?, year(last)?);
                if first > last { Err(refuse()) } else { Ok(Self { first, last: Some(last) }) }
            }
        }
    }
}

impl From<Years> for String {
    fn from(years: Years) -> Self {
        match years.last {
            None => format!("{}..", years.first),
            Some(last) if last == years.first => last.to_string(),
            Some(last) => format!("{}..{last}", years.first),
        }
    }
}

impl Years {
    /// Whether the form holds for a year.
    #[must_use]
    pub fn contains(self, year: i16) -> bool {
        year >= self.first && self.last.is_none_or(|last| year <= last)
    }
}
