//! A formula of the schema over target, actual value and weight.

use rust_decimal::Decimal;

use super::Verdict;
use super::pair::{Pair, units_differ};
use crate::formula::{Formula, Name, Number, Operand, Value};
use crate::model::number::{fixed, plain, round_points};
use crate::model::{Method, Quantity, ScoreFormula, ScoreOperand, Target, TargetKind};
use crate::text::{Message, Text};

/// The points that the formula gives, never below zero nor above the weight.
pub fn verdict(text: &str, target: Option<&Target>, actual: &Quantity, weight: Decimal) -> Verdict {
    let pair = match target.map(|target| &target.kind) {
        Some(TargetKind::Amount(wanted)) => match Pair::of(wanted, actual) {
            Some(pair) => Some(pair),
            None => return units_differ(wanted, actual),
        },
        _ => None,
    };
    let held = format!("ROUND(MAX(0,MIN(分值,({}))),2)", text.trim_start().trim_start_matches(['=', '＝']));
    let formula = pair.map_or_else(
        || ScoreFormula {
            text: held.clone().into(),
            target: None,
            upper: None,
            actual: Some(actual.amount),
            unit: actual.unit.clone(),
        },
        |pair| pair.formula(held.clone()),
    );
    let operand = |name: &Name| match ScoreOperand::of_name(&name.text) {
        Some(ScoreOperand::Weight) => Some(weight),
        Some(ScoreOperand::Target) => formula.target,
        Some(ScoreOperand::Actual) => formula.actual,
        Some(ScoreOperand::Upper | ScoreOperand::Claimed) | None => None,
    };
    let Ok(parsed) = Formula::parse(&held) else { return nothing(text) };
    if let Some(unknown) = parsed.names().iter().find(|name| operand(name).is_none()) {
        let why = Text::new(
            "未复算：表样公式用到{name}，这一行没有这个数",
            "not recomputed: the formula of the form needs {name}, and this row has no such number",
        );
        return Verdict::open(Message::new(why).with("name", unknown.text.as_str()));
    }
    let known = |at: usize| match parsed.names().get(at).and_then(operand) {
        Some(number) => Operand::Number(Number::exact(number)),
        None => Operand::Absent,
    };
    let Ok(Value::Number(earned)) = parsed.evaluate(&known) else { return nothing(text) };
    let points = round_points(earned.value);
    let working = Text::new(
        "{formula} = {points}（完成值 {actual}，分值 {weight}，不低于 0，不超过分值）",
        "{formula} = {points} (actual {actual}, weight {weight}, not below 0 nor above the weight)",
    );
    let working = Message::new(working)
        .with("formula", text)
        .with("points", fixed(points, 2))
        .with("actual", actual.to_string())
        .with("weight", plain(weight));
    Verdict { formula: Some(formula), ..Verdict::points(Method::Formula, points, points == weight, working) }
}

fn nothing(formula: &str) -> Verdict {
    let why = Text::new(
        "未复算：表样公式 {formula} 对这一行的数算不出结果",
        "not recomputed: the formula of the form, {formula}, gives no number for this row",
    );
    Verdict::open(Message::new(why).with("formula", formula))
}
