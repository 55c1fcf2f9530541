//! What a formula computes with, what it gets from its caller, and why it may stop.

use super::number::Number;
use super::truth::Truth;
use crate::text::{Message, Text};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number; dates are Excel's day numbers, percentages fractions of 1.
    Number(Number),
    /// A text.
    Text(String),
    /// A verdict.
    Truth(Truth),
    /// An empty cell: the operand of this position. It equals "", and is no number.
    Blank(usize),
}

/// What the caller knows of a named operand.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A cell in which nothing stands.
    Blank,
    /// There is no such cell here, so that the formula does not apply.
    Absent,
    /// Something that is not known, and why: unreadable, given as not applicable, without a unit.
    Unknown(Message),
    /// The cells of a column.
    List(Vec<Operand>),
}

/// The values behind the names of a formula.
pub trait Operands {
    /// The operand of the name at this position of [`Formula::names`](super::Formula::names).
    fn operand(&self, at: usize) -> Operand;
}

impl<F: Fn(usize) -> Operand> Operands for F {
    fn operand(&self, at: usize) -> Operand {
        self(at)
    }
}

/// Why a formula has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The name at this position has no cell here: the formula does not apply.
    Absent(usize),
    /// Something is not known.
    Unknown {
        /// The position of the name behind it, if a single one is.
        name: Option<usize>,
        /// Why.
        why: Message,
    },
    /// What Excel shows as an error.
    Failure(Failure),
}

/// What Excel shows as an error; IFERROR catches these and nothing else, and ISNUMBER and its like are false of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// `#DIV/0!`
    DividedByZero,
    /// `#VALUE!`: a text where a number is needed, or the reverse.
    WrongKind,
    /// `#NUM!`: too large, or not defined for this number.
    OutOfRange,
    /// `#N/A`: nothing fits.
    NotFound,
}

impl Failure {
    /// In words.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::DividedByZero => Text::new("除数为 0", "division by zero"),
            Self::WrongKind => {
                Text::new("需要数值的地方是文字，或者反过来", "a text stands where a number is needed, or the reverse")
            }
            Self::OutOfRange => {
                Text::new("数值过大，或对该数没有定义", "a number is too large, or the function is not defined for it")
            }
            Self::NotFound => Text::new("没有符合条件的内容", "nothing fits"),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Stop {
    /// Something is not known, and no single name is behind it.
    pub(super) fn unknown(why: impl Into<Message>) -> Self {
        Self::Unknown { name: None, why: why.into() }
    }

    /// The name at this position is blank.
    pub(super) fn blank(at: usize) -> Self {
        Self::Unknown { name: Some(at), why: Text::new("没有填写", "is blank").into() }
    }
}

impl Value {
    /// A verdict without doubt.
    pub(super) const fn yes_or_no(yes: bool) -> Self {
        Self::Truth(Truth::of(yes))
    }

    /// The number that it is; a verdict is none, a blank is unknown.
    pub(super) fn number(self) -> Result<Number, Stop> {
        match self {
            Self::Number(number) => Ok(number),
            Self::Blank(at) => Err(Stop::blank(at)),
            Self::Text(_) | Self::Truth(_) => Err(Failure::WrongKind.into()),
        }
    }

    /// The verdict that it is; a number is true unless it is 0, as in Excel.
    pub(super) fn truth(self) -> Result<Truth, Stop> {
        match self {
            Self::Truth(truth) => Ok(truth),
            Self::Number(number) => Ok(number.equals_zero().not()),
            Self::Blank(at) => Err(Stop::blank(at)),
            Self::Text(_) => Err(Failure::WrongKind.into()),
        }
    }

    /// The text that it is, as `&` joins it; a blank is the empty text.
    pub(super) fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => crate::model::number::plain(number.value),
            Self::Truth(truth) => if truth.can_hold { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Blank(_) => String::new(),
        }
    }
}
