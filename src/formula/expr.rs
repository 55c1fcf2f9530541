//! A formula after it was read: its tree over named operands.

use rust_decimal::Decimal;

use super::functions::Function;
use crate::model::MoneyUnit;

/// A formula: its text, its tree, and the names that it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// As it was written.
    pub(super) text: String,
    /// The tree.
    pub(super) root: Expr,
    /// Every name once, in the order in which they occur.
    pub(super) names: Vec<Name>,
}

/// A name as it was written: 执行率, 上年.执行数.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, without the square brackets that may hold a part of it.
    pub text: String,
    /// Its parts: 上年 and 执行数.
    pub parts: Vec<String>,
    /// The character at which it first stands, counted from 0.
    pub at: usize,
    /// How many characters it takes there.
    pub length: usize,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number.
    Number(Decimal),
    /// Money with its unit: 100万元.
    Amount(Decimal, MoneyUnit),
    /// A text.
    Text(String),
    /// TRUE or FALSE.
    Truth(bool),
    /// The name at this position of [`Formula::names`].
    Name(usize),
    /// The opposite number.
    Negative(Box<Expr>),
    /// A hundredth.
    Percent(Box<Expr>),
    /// Two values and what is done with them.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function of some values.
    Call(&'static Function, Vec<Expr>),
}

/// What is done with two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `^`
    Power,
    /// `&`
    Join,
    /// `=`
    Equal,
    /// `<>`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Operator {
    /// The sign in Excel, and how tightly it binds.
    pub(super) const fn sign(self) -> (&'static str, u8) {
        match self {
            Self::Equal => ("=", 1),
            Self::Unequal => ("<>", 1),
            Self::Less => ("<", 1),
            Self::AtMost => ("<=", 1),
            Self::Greater => (">", 1),
            Self::AtLeast => (">=", 1),
            Self::Join => ("&", 2),
            Self::Add => ("+", 3),
            Self::Subtract => ("-", 3),
            Self::Multiply => ("*", 4),
            Self::Divide => ("/", 4),
            Self::Power => ("^", 5),
        }
    }
}

impl Formula {
    /// The text as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tree.
    #[must_use]
    pub const fn root(&self) -> &Expr {
        &self.root
    }

    /// Every name once, in the order in which they occur.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The first name of a column that stands where a single value is needed.
    #[must_use]
    pub fn misplaced(&self, is_list: &dyn Fn(usize) -> bool) -> Option<&Name> {
        self.root.misplaced(is_list).and_then(|at| self.names.get(at))
    }
}

impl Expr {
    fn misplaced(&self, is_list: &dyn Fn(usize) -> bool) -> Option<usize> {
        match self {
            Self::Name(at) => is_list(*at).then_some(*at),
            Self::Negative(inner) | Self::Percent(inner) => inner.misplaced(is_list),
            Self::Binary(_, left, right) => left.misplaced(is_list).or_else(|| right.misplaced(is_list)),
            Self::Call(function, args) => {
                let taken = |arg: &&Self| !(function.takes_columns && matches!(arg, Self::Name(_)));
                args.iter().filter(taken).find_map(|arg| arg.misplaced(is_list))
            }
            Self::Number(_) | Self::Amount(..) | Self::Text(_) | Self::Truth(_) => None,
        }
    }
}
