//! Faults of the methods by which prescribed indicators are scored.

use rust_decimal::Decimal;

use super::faults::Faults;
use crate::formula::Formula;
use crate::model::ScoreOperand;
use crate::schema::indicator::PointsMethod;
use crate::schema::places::Step::{Key, Part};
use crate::schema::table::TableSpec;
use crate::text::{Message, Text};

/// The numbers that a formula of a method may name: those that stand in the row before it is scored.
const OPERANDS: [ScoreOperand; 3] = [ScoreOperand::Weight, ScoreOperand::Target, ScoreOperand::Actual];

pub fn faults(tables: &[TableSpec], faults: &mut Faults<'_>) {
    for (at, table) in tables.iter().enumerate() {
        for (index, own) in table.indicators.iter().enumerate() {
            let name = own.name.name();
            let path = [Key("table"), Part(at, &table.id), Key("indicator"), Part(index, name), Key("method")];
            if let Some(text) = fault(&own.method) {
                faults.at(&path, name, text);
            }
            if let PointsMethod::Formula { formula } = &own.method
                && let Some(message) = unreadable(formula)
            {
                let [table, at, indicator, index, method] = path;
                faults.say(&[table, at, indicator, index, method, Key("formula")], message);
            }
        }
    }
}

/// What contradicts itself in a method.
fn fault(method: &PointsMethod) -> Option<Text> {
    match method {
        PointsMethod::Linear { zero, full } if zero.percent != full.percent => Some(Text::new(
            "指标“{name}”的 zero 和 full 须都写百分号，或都不写",
            "zero and full of indicator `{name}` must both be percentages, or neither",
        )),
        PointsMethod::Linear { zero, full } if zero.value == full.value => Some(Text::new(
            "指标“{name}”的 zero 和 full 不能相同",
            "zero and full of indicator `{name}` may not be the same",
        )),
        PointsMethod::Deduct { per, .. } if per.0 <= Decimal::ZERO => {
            Some(Text::new("指标“{name}”的 per 须大于 0", "per of indicator `{name}` must be above 0"))
        }
        PointsMethod::Steps { steps } if steps.is_empty() => {
            Some(Text::new("指标“{name}”的 steps 没有写任何一档", "steps of indicator `{name}` names no step"))
        }
        _ => None,
    }
}

/// What is wrong with a formula: its text, or a name that it may not use.
fn unreadable(text: &str) -> Option<Message> {
    let formula = match Formula::parse(text) {
        Ok(formula) => formula,
        Err(fault) => return Some(fault.message),
    };
    let is_known = |name: &str| OPERANDS.iter().any(|operand| operand.name() == name);
    let unknown = formula.names().iter().find(|name| !is_known(&name.text))?;
    let text = Text::new(
        "计分公式里的“{name}”不是本行的数；可用：{allowed}",
        "`{name}` in the formula is no number of the row; known are {allowed}",
    );
    let allowed: Vec<&str> = OPERANDS.iter().map(|operand| operand.name()).collect();
    Some(Message::new(text).with("name", unknown.text.as_str()).with("allowed", allowed.join("、")))
}
