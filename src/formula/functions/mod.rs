//! The functions that formulas may call: one table, from which faults and documentation are made.

mod dates;
mod lists;
mod logic;
mod numbers;
mod rounding;
mod texts;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::evaluate::{Cells, Evaluation};
use super::expr::Expr;
use super::number::Number;
use super::truth::Truth;
use super::value::{Failure, Stop, Value};
use crate::text::{Message, Names, Text, fold};

/// A function.
pub struct Function {
    /// Its name, in upper case.
    pub name: &'static str,
    /// The fewest arguments.
    pub least: usize,
    /// The most arguments; none if there is no limit.
    pub most: Option<usize>,
    /// Whether an argument may be a column of cells.
    pub takes_columns: bool,
    /// Whether Excel stores it with the prefix of functions that came later.
    pub is_newer: bool,
    /// Computes it.
    pub(super) run: fn(&Call<'_>) -> Result<Value, Stop>,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Function {
    /// Every function, by name.
    pub const ALL: &'static [Self] = &[
        of("ABS", 1, Some(1), numbers::abs),
        of("AND", 1, None, logic::and),
        columns("AVERAGE", 1, None, lists::average),
        Self { is_newer: true, ..of("CONCAT", 1, None, texts::concat) },
        of("CONCATENATE", 1, None, texts::concat),
        columns("COUNT", 1, None, lists::count),
        columns("COUNTA", 1, None, lists::count_filled),
        columns("COUNTIF", 2, Some(2), lists::count_if),
        of("DATE", 3, Some(3), dates::date),
        of("DAY", 1, Some(1), dates::day),
        of("EXACT", 2, Some(2), texts::exact),
        of("FIND", 2, Some(3), texts::find),
        of("IF", 2, Some(3), logic::choose),
        of("IFERROR", 2, Some(2), logic::if_error),
        Self { is_newer: true, ..of("IFS", 2, None, logic::choose_first) },
        of("INT", 1, Some(1), rounding::int),
        of("ISBLANK", 1, Some(1), logic::is_blank),
        of("ISNUMBER", 1, Some(1), logic::is_number),
        of("ISTEXT", 1, Some(1), logic::is_text),
        of("LEFT", 1, Some(2), texts::left),
        of("LEN", 1, Some(1), texts::len),
        of("LOWER", 1, Some(1), texts::lower),
        columns("MAX", 1, None, lists::max),
        columns("MEDIAN", 1, None, lists::median),
        of("MID", 3, Some(3), texts::mid),
        columns("MIN", 1, None, lists::min),
        of("MOD", 2, Some(2), numbers::modulo),
        of("MONTH", 1, Some(1), dates::month),
        of("NOT", 1, Some(1), logic::not),
        of("OR", 1, None, logic::or),
        columns("PRODUCT", 1, None, lists::product),
        of("RIGHT", 1, Some(2), texts::right),
        of("ROUND", 2, Some(2), rounding::round),
        of("ROUNDDOWN", 2, Some(2), rounding::round_down),
        of("ROUNDUP", 2, Some(2), rounding::round_up),
        of("SEARCH", 2, Some(3), texts::search),
        of("SIGN", 1, Some(1), numbers::sign),
        of("SUBSTITUTE", 3, Some(3), texts::substitute),
        columns("SUM", 1, None, lists::sum),
        columns("SUMIF", 2, Some(3), lists::sum_if),
        columns("SUMPRODUCT", 1, None, lists::sum_product),
        of("TRIM", 1, Some(1), texts::trim),
        of("TRUNC", 1, Some(2), rounding::trunc),
        of("UPPER", 1, Some(1), texts::upper),
        of("VALUE", 1, Some(1), texts::value),
        Self { is_newer: true, ..of("XOR", 1, None, logic::xor) },
        of("YEAR", 1, Some(1), dates::year),
    ];

    /// Whether it can be called with so many arguments.
    #[must_use]
    pub fn takes(&self, args: usize) -> bool {
        args >= self.least && self.most.is_none_or(|most| args <= most)
    }
}

type Run = fn(&Call<'_>) -> Result<Value, Stop>;

const fn of(name: &'static str, least: usize, most: Option<usize>, run: Run) -> Function {
    Function { name, least, most, takes_columns: false, is_newer: false, run }
}

const fn columns(name: &'static str, least: usize, most: Option<usize>, run: Run) -> Function {
    Function { takes_columns: true, ..of(name, least, most, run) }
}

/// Functions of Excel whose value changes without anybody changing a cell.
const VOLATILE: [&str; 6] = ["TODAY", "NOW", "RAND", "RANDBETWEEN", "OFFSET", "INDIRECT"];

/// The function of a name in upper case.
///
/// # Errors
/// That there is none, and which name is nearest.
pub fn function(name: &str) -> Result<&'static Function, Message> {
    if let Some(function) = Function::ALL.iter().find(|function| function.name == name) {
        return Ok(function);
    }
    if VOLATILE.contains(&name) {
        let text = Text::new(
            "不能用 {name}：同样的文件每次须得出同样的结果；时间请用表上的日期或项目的年度",
            "{name} cannot be used: the same files must always give the same result; take dates from the form or the project",
        );
        return Err(Message::new(text).with("name", name));
    }
    let names = Names::of(Function::ALL.iter().map(|function| fold(function.name)));
    let nearest = names.nearest(&fold(name)).and_then(|at| Function::ALL.get(at));
    if let Some(nearest) = nearest {
        let text =
            Text::new("没有函数 {name}；最接近的是 {nearest}", "there is no function {name}; the nearest is {nearest}");
        return Err(Message::new(text).with("name", name).with("nearest", nearest.name));
    }
    let all: Vec<&str> = Function::ALL.iter().map(|function| function.name).collect();
    let text = Text::new("没有函数 {name}；可用：{allowed}", "there is no function {name}; there are {allowed}");
    Err(Message::new(text).with("name", name).with("allowed", all.join(", ")))
}

/// A function with its arguments, before they are computed.
pub struct Call<'a> {
    pub(super) evaluation: Evaluation<'a>,
    pub(super) args: &'a [Expr],
}

impl Call<'_> {
    /// How many arguments there are.
    const fn len(&self) -> usize {
        self.args.len()
    }

    /// An argument.
    fn value(&self, at: usize) -> Result<Value, Stop> {
        self.args.get(at).map_or(Err(Failure::NotFound.into()), |arg| self.evaluation.value(arg))
    }

    /// An argument that is a number.
    fn number(&self, at: usize) -> Result<Number, Stop> {
        self.value(at)?.number()
    }

    /// An argument that is a verdict.
    fn truth(&self, at: usize) -> Result<Truth, Stop> {
        self.value(at)?.truth()
    }

    /// An argument as text; a blank cell is the empty text.
    fn text(&self, at: usize) -> Result<String, Stop> {
        Ok(self.value(at)?.text())
    }

    /// An argument that is a small whole number: how many characters, how many places.
    fn whole(&self, at: usize) -> Result<i32, Stop> {
        let number: Decimal = self.number(at)?.value;
        number.trunc().to_i32().ok_or_else(|| Failure::OutOfRange.into())
    }

    /// The same where the argument may be left out.
    fn whole_or(&self, at: usize, otherwise: i32) -> Result<i32, Stop> {
        if at < self.len() { self.whole(at) } else { Ok(otherwise) }
    }

    /// The cells of an argument.
    fn column(&self, at: usize) -> Result<Vec<Result<Value, Stop>>, Stop> {
        Ok(self.cells(at)?.cells)
    }

    fn cells(&self, at: usize) -> Result<Cells, Stop> {
        self.args.get(at).map_or(Err(Failure::NotFound.into()), |arg| self.evaluation.cells(arg))
    }

    /// The numbers of every argument: words among the cells of a column count for nothing, a blank cell is not known.
    fn numbers(&self) -> Result<Vec<Number>, Stop> {
        let mut numbers = Vec::new();
        for arg in 0..self.len() {
            let Cells { cells, is_column } = self.cells(arg)?;
            for cell in cells {
                match cell {
                    Err(Stop::Absent(_)) | Ok(Value::Text(_) | Value::Truth(_)) if is_column => {}
                    cell => numbers.push(cell?.number()?),
                }
            }
        }
        Ok(numbers)
    }
}
