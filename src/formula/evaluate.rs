//! Computing a formula from its operands.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::expr::{Expr, Formula, Operator};
use super::functions::Call;
use super::number::{Measure, Number};
use super::truth::Truth;
use super::value::{Failure, Operand, Operands, Stop, Value};
use crate::text::{Text, fold};

impl Formula {
    /// Computes the formula.
    ///
    /// # Errors
    /// Why it has no value: an operand that has no cell here, that is not known, or what Excel would show as an error.
    pub fn evaluate(&self, operands: &dyn Operands) -> Result<Value, Stop> {
        Evaluation { operands }.value(&self.root)
    }
}

/// One computation.
#[derive(Clone, Copy)]
pub struct Evaluation<'a> {
    operands: &'a dyn Operands,
}

impl Evaluation<'_> {
    /// The value of a part.
    pub fn value(self, expr: &Expr) -> Result<Value, Stop> {
        match expr {
            Expr::Number(number) => Ok(Value::Number(Number::exact(*number))),
            Expr::Amount(value, unit) => {
                let measure = Measure::Money { unit: Some(*unit), block: u32::MAX };
                Ok(Value::Number(Number::exact(*value).measuring(measure)))
            }
            Expr::Text(text) => Ok(Value::Text(text.clone())),
            Expr::Truth(yes) => Ok(Value::yes_or_no(*yes)),
            Expr::Name(at) => single(*at, self.operands.operand(*at)),
            Expr::Negative(inner) => Ok(Value::Number(self.value(inner)?.number()?.negated())),
            Expr::Percent(inner) => {
                let hundredth = Number::exact(Decimal::new(1, 2));
                self.value(inner)?.number()?.times(&hundredth).map(Value::Number)
            }
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right),
            Expr::Call(function, args) => (function.run)(&Call { evaluation: self, args }),
        }
    }

    /// The values of a part: those of a column, or the one that it is.
    pub fn cells(self, expr: &Expr) -> Result<Cells, Stop> {
        let one = match expr {
            Expr::Name(at) => match self.operands.operand(*at) {
                Operand::List(cells) => {
                    let cells = cells.into_iter().map(|cell| single(*at, cell)).collect();
                    return Ok(Cells { cells, is_column: true });
                }
                operand => single(*at, operand),
            },
            expr => self.value(expr),
        };
        Ok(Cells { cells: vec![Ok(one?)], is_column: false })
    }

    fn binary(self, operator: Operator, left: &Expr, right: &Expr) -> Result<Value, Stop> {
        let (left, right) = (self.value(left)?, self.value(right)?);
        match operator {
            Operator::Add => left.number()?.plus(&right.number()?).map(Value::Number),
            Operator::Subtract => left.number()?.plus(&right.number()?.negated()).map(Value::Number),
            Operator::Multiply => left.number()?.times(&right.number()?).map(Value::Number),
            Operator::Divide => left.number()?.over(&right.number()?).map(Value::Number),
            Operator::Power => power(&left.number()?, &right.number()?).map(Value::Number),
            Operator::Join => Ok(Value::Text(left.text() + &right.text())),
            operator => compare(operator, left, right).map(Value::Truth),
        }
    }
}

/// The values of an argument.
pub struct Cells {
    /// Each, or why it has no value.
    pub cells: Vec<Result<Value, Stop>>,
    /// Whether they are those of a column.
    pub is_column: bool,
}

/// The value of one cell.
fn single(at: usize, operand: Operand) -> Result<Value, Stop> {
    match operand {
        Operand::Number(number) => Ok(Value::Number(number)),
        Operand::Text(text) => Ok(Value::Text(text)),
        Operand::Blank => Ok(Value::Blank(at)),
        Operand::Absent => Err(Stop::Absent(at)),
        Operand::Unknown(why) => Err(Stop::Unknown { name: Some(at), why }),
        Operand::List(_) => Err(Failure::WrongKind.into()),
    }
}

/// The largest exponent; nobody compounds over more years.
const MOST: i64 = 64;

/// A power with a whole exponent.
fn power(base: &Number, exponent: &Number) -> Result<Number, Stop> {
    let times = exponent.value.to_i64().filter(|times| times.abs() <= MOST && exponent.value.is_integer());
    let times = times.ok_or(Failure::OutOfRange)?;
    let one = Number::exact(Decimal::ONE);
    let product = (0..times.abs()).try_fold(one.clone(), |product, _| product.times(base))?;
    if times < 0 { one.over(&product) } else { Ok(product) }
}

/// Whether two values stand to each other as the sign says.
pub fn compare(operator: Operator, left: Value, right: Value) -> Result<Truth, Stop> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            let found = left.compared(&right)?;
            let (less, equal, greater) = (found.can_be_less, found.can_be_equal, found.can_be_greater);
            Ok(match operator {
                Operator::Equal => Truth { can_hold: equal, can_fail: less || greater },
                Operator::Unequal => Truth { can_hold: less || greater, can_fail: equal },
                Operator::Less => Truth { can_hold: less, can_fail: equal || greater },
                Operator::AtMost => Truth { can_hold: less || equal, can_fail: greater },
                Operator::Greater => Truth { can_hold: greater, can_fail: equal || less },
                _ => Truth { can_hold: greater || equal, can_fail: less },
            })
        }
        (Value::Blank(at), Value::Number(_) | Value::Truth(_))
        | (Value::Number(_) | Value::Truth(_), Value::Blank(at)) => Err(Stop::blank(at)),
        (Value::Truth(left), Value::Truth(right)) => match operator {
            Operator::Equal => Ok(left.xor(right).not()),
            Operator::Unequal => Ok(left.xor(right)),
            _ => Err(Failure::WrongKind.into()),
        },
        (Value::Number(_), Value::Text(text)) | (Value::Text(text), Value::Number(_)) => match operator {
            // A cell with a number is not empty; whether it says the same as some words nobody knows.
            Operator::Equal if text.trim().is_empty() => Ok(Truth::NO),
            Operator::Unequal if text.trim().is_empty() => Ok(Truth::YES),
            _ => Err(Stop::unknown(Text::new("数值与文字不能比较", "a number cannot be compared with a text"))),
        },
        (Value::Truth(_), _) | (_, Value::Truth(_)) => Err(Failure::WrongKind.into()),
        (left, right) => {
            let (left, right) = (fold(&left.text()), fold(&right.text()));
            Ok(Truth::of(match operator {
                Operator::Equal => left == right,
                Operator::Unequal => left != right,
                Operator::Less => left < right,
                Operator::AtMost => left <= right,
                Operator::Greater => left > right,
                _ => left >= right,
            }))
        }
    }
}

/// What may be either of two values, where it is open which.
pub fn either(one: Value, other: Value) -> Result<Value, Stop> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.either(&other).map(Value::Number),
        (Value::Truth(one), Value::Truth(other)) => Ok(Value::Truth(one.either(other))),
        (one, other) if one == other => Ok(one),
        _ => Err(open()),
    }
}

/// A condition whose outcome the written precision leaves open.
pub fn open() -> Stop {
    Stop::unknown(Text::new(
        "按填写的精度，条件成立与否不能确定",
        "within the precision in which the numbers are written, the condition may be true or false",
    ))
}
