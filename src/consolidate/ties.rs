//! Totals are computed twice: from the recomputed lines, and from the formulas that stand in the workbook. They must agree.
//!
//! The second path reads the text of every formula anew and computes it over the numbers of its row, as a spreadsheet will. A
//! difference is a fault of this program, never of a department; nothing may be published with it.

use rust_decimal::Decimal;

use crate::formula::{Formula, Formulas, Number, Operand, Operands, Value};
use crate::model::number::{fixed, round};
use crate::model::{Case, County, CountyEntry, ScoreLine, ScoreOperand};
use crate::text::{Message, Text};

/// A total that two paths give differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untied {
    /// The unit, or the county.
    pub of: String,
    /// Which total.
    pub what: Text,
    /// What the lines give.
    pub by_lines: Decimal,
    /// What the formulas give; nothing if one of them gives no number.
    pub by_formulas: Option<Decimal>,
}

impl Untied {
    /// Whose total it is, and both values.
    #[must_use]
    pub fn message(&self) -> Message {
        let text = Text::new(
            "{unit}的{what}：逐行相加为 {lines}，按工作簿中的公式为 {formulas}",
            "{what} of {unit}: {lines} by the lines, {formulas} by the formulas of the workbook",
        );
        let formulas = self.by_formulas.map_or_else(|| "—".to_owned(), |points| fixed(points, 2));
        let message = Message::new(text).with("unit", self.of.as_str()).with("what", self.what);
        message.with("lines", fixed(self.by_lines, 2)).with("formulas", formulas)
    }
}

/// The scores of some submissions of the county that two paths give differently.
#[must_use]
pub fn untied_scores(county: &County, entries: &[CountyEntry]) -> Vec<Untied> {
    let mut formulas = Formulas::default();
    let cases = entries.iter().map(|entry| (&entry.unit_name, county.case(entry)));
    cases.filter_map(|(unit, case)| untied_score(unit, case, &mut formulas)).collect()
}

/// The points of a line: by its formula, or as they are where no formula gives them.
fn points<'a>(line: &'a ScoreLine, formulas: &mut Formulas<'a>) -> Option<Decimal> {
    let Some(formula) = &line.formula else { return line.recomputed };
    let parsed = formulas.of(&formula.text)?;
    let operand = |at: usize| {
        let operand = parsed.names().get(at).and_then(|name| ScoreOperand::of_name(&name.text));
        match operand.and_then(|operand| line.operand(operand)) {
            Some(number) => Operand::Number(Number::exact(number)),
            None => Operand::Absent,
        }
    };
    evaluated(parsed, &operand)
}

fn evaluated(formula: &Formula, operands: &dyn Operands) -> Option<Decimal> {
    match formula.evaluate(operands) {
        Ok(Value::Number(number)) => Some(number.value),
        _ => None,
    }
}

/// The recomputed total of a submission, or the sum of what could be recomputed where there is no total.
fn untied_score<'a>(unit: &str, case: &'a Case, formulas: &mut Formulas<'a>) -> Option<Untied> {
    let card = &case.scorecard;
    let lines = card.lines.iter().filter(|line| line.counts && line.recomputed.is_some());
    let added =
        lines.map(|line| points(line, formulas)).try_fold(Decimal::ZERO, |sum, points| sum.checked_add(points?));
    let (by_lines, by_formulas, what) = match card.total {
        Some(total) => {
            let led = added.and_then(|sum| card.rescale.map_or(Some(sum), |rescale| rescale.apply(sum)));
            (total, led, Text::new("复算总分", "recomputed total"))
        }
        None => (card.subtotal, added, Text::new("复算小计", "recomputed subtotal")),
    };
    let untied = || Untied { of: unit.to_owned(), what, by_lines, by_formulas };
    (by_formulas != Some(by_lines)).then(untied)
}

/// The sums of money of the county that two paths give differently; they are formulas of the workbook too.
#[must_use]
pub fn untied_money(county: &County) -> Vec<Untied> {
    let Ok(sum) = Formula::parse("ROUND(SUM(金额),6)") else { return Vec::new() };
    let counted = || county.entries.iter().filter(|entry| entry.in_totals).filter_map(|entry| entry.money.as_ref());
    let figures = &county.figures;
    let columns = [
        (Text::new("年初预算数", "initial budget"), figures.initial, counted().map(|m| m.initial).collect()),
        (Text::new("全年预算数", "adjusted budget"), figures.adjusted, counted().map(|m| m.adjusted).collect()),
        (
            Text::new("全年执行数", "executed amount"),
            figures.executed,
            counted().map(|m| m.executed).collect::<Vec<_>>(),
        ),
    ];
    let compared = columns.into_iter().map(|(what, by_lines, amounts)| {
        let known = amounts.into_iter().flatten().map(|amount| Operand::Number(Number::exact(amount))).collect();
        let column = Operand::List(known);
        let by_formulas = evaluated(&sum, &|_| column.clone());
        Untied { of: county.name.clone(), what, by_lines: round(by_lines, 6), by_formulas }
    });
    compared.filter(|total| total.by_formulas != Some(total.by_lines)).collect()
}
