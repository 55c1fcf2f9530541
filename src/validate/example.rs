//! The examples of a rule: values by name, judged as a submission would be.

use rust_decimal::Decimal;

use super::stated::explained;
use crate::formula::{Measure, Number, Operand, Truth, Value};
use crate::model::number::half_unit;
use crate::model::{Interval, MoneyUnit, Outcome, Quantity, Unit};
use crate::schema::Role;
use crate::schema::rules::{Bound, Example, Judgement, Origin, Rule, What};
use crate::text::{Message, Text};

/// How an example of a rule ends, and why where it cannot be judged.
#[must_use]
pub fn example(rule: &Rule, example: &Example) -> (Outcome, Option<Message>) {
    if let Some(when) = &rule.when {
        match truth(when, example).map(Truth::known) {
            Ok(Some(true)) => {}
            Ok(Some(false)) => return (Outcome::NotApplicable, None),
            Ok(None) => return (Outcome::NotEvaluated, None),
            Err(why) => return (Outcome::NotEvaluated, Some(why)),
        }
    }
    match truth(&rule.formula, example) {
        Ok(truth) if truth.can_hold => (Outcome::Pass, None),
        Ok(_) => (Outcome::Fail, None),
        Err(why) => (Outcome::NotEvaluated, Some(why)),
    }
}

fn truth(judgement: &Judgement, example: &Example) -> Result<Truth, Message> {
    let given = |at: usize| {
        let bound = judgement.names.get(at);
        let value = bound.and_then(|bound| example.values.iter().find(|(name, _)| name == bound));
        value.map_or_else(
            || Operand::Unknown(Text::new("在例子里没有给出", "is not given in the example").into()),
            |(bound, text)| operand(bound, text),
        )
    };
    match judgement.formula.evaluate(&given) {
        Ok(Value::Truth(truth)) => Ok(truth),
        Ok(_) => Err(Text::new("公式的结果不是真或假", "the formula is neither true nor false").into()),
        Err(stop) => Err(explained(&stop, judgement)
            .unwrap_or_else(|| Text::new("例子里没有这一格", "the example has no such cell").into())),
    }
}

/// What a text of an example is worth: as if it stood in the cell.
fn operand(bound: &Bound, text: &str) -> Operand {
    if bound.what.is_column() {
        return Operand::List(text.split([';', '；']).map(|part| single(bound, part.trim())).collect());
    }
    single(bound, text.trim())
}

fn single(bound: &Bound, text: &str) -> Operand {
    if text.is_empty() {
        return Operand::Blank;
    }
    let bare = text.replace([',', '，'], "");
    let (digits, unit) = unit_of(&bare);
    let Ok(amount) = digits.trim().parse::<Decimal>() else { return Operand::Text(text.to_owned()) };
    let quantity = Quantity { amount, unit, decimals: amount.scale(), approximate: false };
    Operand::Number(match (&bound.what, &quantity.unit) {
        (_, Some(Unit::Percent)) => Number::percentage(&quantity),
        (What::Money(.., Role::Initial | Role::Adjusted | Role::Received | Role::Executed), unit) => {
            let unit = match unit {
                Some(Unit::Money(unit)) => Some(*unit),
                _ => None,
            };
            // Amounts of one form share its unit; those of another place have one only if it is written.
            let block = match (unit, &bound.origin) {
                (Some(_), _) => u32::MAX,
                (None, Origin::Here) => 0,
                (None, _) => 1,
            };
            Number::written(amount, quantity.decimals).measuring(Measure::Money { unit, block })
        }
        (What::Money(.., Role::Rate), None) => {
            Number::within(amount, Interval::around(amount, half_unit(quantity.decimals)))
        }
        (What::Money(.., Role::Weight) | What::Indicator(Role::Weight) | What::Column(_, Role::Weight), None) => {
            Number::exact(amount)
        }
        _ => Number::quantity(&quantity),
    })
}

/// The number of a text and the unit behind it.
fn unit_of(text: &str) -> (&str, Option<Unit>) {
    if let Some(percent) = text.strip_suffix(['%', '％']) {
        return (percent, Some(Unit::Percent));
    }
    let money = MoneyUnit::ALL.iter().find_map(|(unit, name)| Some((text.strip_suffix(name)?, *unit)));
    money.map_or((text, None), |(digits, unit)| (digits, Some(Unit::Money(unit))))
}
