//! Functions of columns of cells.

use rust_decimal::Decimal;

use super::Call;
use crate::formula::evaluate::compare;
use crate::formula::expr::Operator;
use crate::formula::number::{Number, aligned};
use crate::formula::truth::Truth;
use crate::formula::value::{Failure, Stop, Value};
use crate::model::Interval;
use crate::text::fold;

/// SUM.
pub fn sum(call: &Call<'_>) -> Result<Value, Stop> {
    total(&call.numbers()?).map(Value::Number)
}

/// PRODUCT.
pub fn product(call: &Call<'_>) -> Result<Value, Stop> {
    let one = Number::exact(Decimal::ONE);
    call.numbers()?.iter().try_fold(one, |product, number| product.times(number)).map(Value::Number)
}

/// AVERAGE.
pub fn average(call: &Call<'_>) -> Result<Value, Stop> {
    let numbers = call.numbers()?;
    total(&numbers)?.over(&counted(numbers.len(), numbers.len())).map(Value::Number)
}

/// MIN; 0 of nothing, as in Excel.
pub fn min(call: &Call<'_>) -> Result<Value, Stop> {
    extreme(call, Decimal::min)
}

/// MAX; 0 of nothing, as in Excel.
pub fn max(call: &Call<'_>) -> Result<Value, Stop> {
    extreme(call, Decimal::max)
}

fn extreme(call: &Call<'_>, pick: fn(Decimal, Decimal) -> Decimal) -> Result<Value, Stop> {
    let mut numbers = call.numbers()?.into_iter();
    let first = numbers.next().unwrap_or_else(|| Number::exact(Decimal::ZERO));
    let found = numbers.try_fold(first, |best, number| {
        let (best, number) = aligned(&best, &number)?;
        let is_whole = best.is_whole && number.is_whole;
        // Among whole numbers the pick is one of them and keeps its own reach.
        let reach = if is_whole && pick(best.value, number.value) == best.value {
            best.reach
        } else if is_whole {
            number.reach
        } else {
            Interval { low: pick(best.reach.low, number.reach.low), high: pick(best.reach.high, number.reach.high) }
        };
        Ok::<_, Stop>(Number { value: pick(best.value, number.value), reach, is_whole, measure: best.measure })
    });
    found.map(Value::Number)
}

/// MEDIAN.
pub fn median(call: &Call<'_>) -> Result<Value, Stop> {
    let numbers = call.numbers()?;
    let Some(first) = numbers.first() else { return Err(Failure::OutOfRange.into()) };
    let numbers: Vec<Number> =
        numbers.iter().map(|number| Ok(aligned(first, number)?.1)).collect::<Result<_, Stop>>()?;
    let middle = |end: fn(&Number) -> Decimal| {
        let mut ends: Vec<Decimal> = numbers.iter().map(end).collect();
        ends.sort_unstable();
        let half = ends.len() / 2;
        let upper = ends.get(half).copied()?;
        if ends.len() % 2 == 1 {
            Some(upper)
        } else {
            upper.checked_add(*ends.get(half - 1)?)?.checked_div(Decimal::TWO)
        }
    };
    let ends = (middle(|n| n.value), middle(|n| n.reach.low), middle(|n| n.reach.high));
    let (Some(value), Some(low), Some(high)) = ends else { return Err(Failure::OutOfRange.into()) };
    let is_whole = numbers.iter().all(|number| number.is_whole);
    Ok(Value::Number(Number { value, reach: Interval { low, high }, is_whole, measure: first.measure.clone() }))
}

/// COUNT: cells that hold numbers.
pub fn count(call: &Call<'_>) -> Result<Value, Stop> {
    let mut numbers = 0;
    for arg in 0..call.len() {
        for cell in call.column(arg)? {
            match cell {
                Ok(Value::Number(_)) => numbers += 1,
                Ok(_) | Err(Stop::Absent(_)) => {}
                Err(stop) => return Err(stop),
            }
        }
    }
    Ok(Value::Number(counted(numbers, numbers)))
}

/// COUNTA: cells in which something stands.
pub fn count_filled(call: &Call<'_>) -> Result<Value, Stop> {
    let mut filled = 0;
    for arg in 0..call.len() {
        let cells = call.column(arg)?;
        filled += cells.iter().filter(|cell| !matches!(cell, Ok(Value::Blank(_)) | Err(Stop::Absent(_)))).count();
    }
    Ok(Value::Number(counted(filled, filled)))
}

/// COUNTIF(column, criterion).
pub fn count_if(call: &Call<'_>) -> Result<Value, Stop> {
    let criterion = Criterion::of(call.value(1)?);
    let (mut certain, mut possible) = (0, 0);
    for cell in call.column(0)? {
        let fits = criterion.fits(cell)?;
        certain += usize::from(!fits.can_fail);
        possible += usize::from(fits.can_hold);
    }
    Ok(Value::Number(counted(certain, possible)))
}

/// SUMIF(column, criterion, column to add).
pub fn sum_if(call: &Call<'_>) -> Result<Value, Stop> {
    let criterion = Criterion::of(call.value(1)?);
    let judged = call.column(0)?;
    let added = call.column(if call.len() == 3 { 2 } else { 0 })?;
    if judged.len() != added.len() {
        return Err(Failure::WrongKind.into());
    }
    let mut numbers = Vec::new();
    for (cell, number) in judged.into_iter().zip(added) {
        let fits = criterion.fits(cell)?;
        match (fits.can_hold, fits.can_fail) {
            (false, _) => {}
            (true, false) => numbers.push(number?.number()?),
            (true, true) => numbers.push(number?.number()?.either(&Number::exact(Decimal::ZERO))?),
        }
    }
    total(&numbers).map(Value::Number)
}

/// SUMPRODUCT.
pub fn sum_product(call: &Call<'_>) -> Result<Value, Stop> {
    let mut products: Option<Vec<Number>> = None;
    for arg in 0..call.len() {
        let column: Vec<Number> =
            call.column(arg)?.into_iter().map(|cell| cell?.number()).collect::<Result<_, Stop>>()?;
        products = Some(match products {
            None => column,
            Some(so_far) if so_far.len() == column.len() => {
                so_far.iter().zip(&column).map(|(a, b)| a.times(b)).collect::<Result<_, Stop>>()?
            }
            Some(_) => return Err(Failure::WrongKind.into()),
        });
    }
    total(&products.unwrap_or_default()).map(Value::Number)
}

fn total(numbers: &[Number]) -> Result<Number, Stop> {
    numbers.iter().try_fold(Number::exact(Decimal::ZERO), |sum, number| sum.plus(number))
}

/// A count: so many for certain, so many within the precision.
fn counted(certain: usize, possible: usize) -> Number {
    let (low, high) = (Decimal::from(certain), Decimal::from(possible));
    Number { is_whole: low == high, ..Number::within(low, Interval { low, high }) }
}

/// What COUNTIF and SUMIF look for: ">0", "<>", "数量*", 5.
struct Criterion {
    operator: Operator,
    wanted: Value,
}

/// The longer signs first.
const SIGNS: [(&str, Operator); 6] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("<>", Operator::Unequal),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("=", Operator::Equal),
];

impl Criterion {
    fn of(value: Value) -> Self {
        let Value::Text(text) = value else { return Self { operator: Operator::Equal, wanted: value } };
        let sign = SIGNS.iter().find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)));
        let (operator, rest) = sign.unwrap_or((Operator::Equal, &text));
        let rest = rest.trim();
        let number = rest.strip_suffix('%').map_or_else(
            || rest.parse::<Decimal>().ok(),
            |percent| percent.parse::<Decimal>().ok().and_then(|percent| percent.checked_mul(Decimal::new(1, 2))),
        );
        let wanted = number.map_or_else(|| Value::Text(rest.to_owned()), |number| Value::Number(Number::exact(number)));
        Self { operator, wanted }
    }

    /// Whether a cell is looked for; one that is not known may not be passed over.
    fn fits(&self, cell: Result<Value, Stop>) -> Result<Truth, Stop> {
        let differs = Truth::of(self.operator == Operator::Unequal);
        match (cell, &self.wanted) {
            (Err(Stop::Absent(_)), _) => Ok(Truth::NO),
            (Err(stop), _) => Err(stop),
            // Blank cells and words are no numbers; whatever is asked of a number, they do not fit.
            (Ok(Value::Blank(_) | Value::Text(_)), Value::Number(_)) | (Ok(Value::Number(_)), Value::Text(_)) => {
                Ok(differs)
            }
            // A bare number is taken in the unit of the column, as it is read there.
            (Ok(Value::Number(number)), Value::Number(wanted)) => {
                let plain = Value::Number(number.measuring(wanted.measure.clone()));
                compare(self.operator, plain, self.wanted.clone())
            }
            (Ok(value), Value::Text(pattern)) if pattern.contains(['*', '?']) => {
                let fits = Truth::of(matches(&fold(pattern), &fold(&value.text())));
                Ok(if self.operator == Operator::Unequal { fits.not() } else { fits })
            }
            (Ok(value), wanted) => compare(self.operator, value, wanted.clone()),
        }
    }
}

/// Whether a text is as a pattern says in which `*` is any text and `?` any character.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut in_text, mut star) = (0, 0, None);
    while in_text < text.len() {
        if pattern.get(at) == Some(&'*') {
            star = Some((at, in_text));
            at += 1;
        } else if pattern.get(at).is_some_and(|c| *c == '?' || *c == text[in_text]) {
            at += 1;
            in_text += 1;
        } else if let Some((of_star, taken)) = star {
            star = Some((of_star, taken + 1));
            at = of_star + 1;
            in_text = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}
