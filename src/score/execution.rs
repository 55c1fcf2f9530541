//! The budget execution: rate × weight, at most the weight (财预〔2020〕10号 and the notes on the published forms).

use super::{NO_WEIGHT, Verdict};
use crate::model::number::{fixed, percent, plain, product, ratio, round_points};
use crate::model::{Method, MoneyBlock, ScoreFormula, ScoreLine, State, Unit};
use crate::text::{Message, Text};
use rust_decimal::Decimal;
use std::borrow::Cow;

const FORMULA: &str = "ROUND(MAX(0,MIN(分值,分值*完成值/指标值)),2)";

/// The line of a money block; nothing if the form gives it no points.
pub fn line(block: &MoneyBlock) -> Option<ScoreLine> {
    let row = block.total()?;
    if matches!(row.weight.state, State::Absent | State::NotApplicable) {
        return None;
    }
    let weight = row.weight.value().map(|q| q.amount);
    let verdict = match weight {
        Some(weight) => verdict(block, weight),
        None => Verdict::open(NO_WEIGHT),
    };
    Some(ScoreLine {
        name: row.label.value().map_or("", String::as_str).trim_end_matches([':', '：']).into(),
        method: verdict.method,
        weight,
        self_score: row.score.value().map(|q| q.amount),
        recomputed: verdict.points,
        band: None,
        reached: verdict.reached,
        ratio: verdict.ratio,
        working: verdict.working,
        formula: verdict.formula,
        place: if row.score.is_asked() { row.score.place.clone() } else { row.label.place.clone() },
        counts: true,
        left_out: false,
    })
}

/// The points of the budget execution of a block.
pub fn verdict(block: &MoneyBlock, weight: Decimal) -> Verdict {
    let (adjusted, executed) = (block.tied_total(|row| &row.adjusted), block.tied_total(|row| &row.executed));
    let (Some((adjusted, parts_a)), Some((executed, parts_b))) = (adjusted, executed) else {
        return Verdict::open(Text::new(
            "未复算：全年预算数或执行数不明",
            "not recomputed: the budget or the spending is not known",
        ));
    };
    let Some(rate) = ratio(executed, adjusted).filter(|_| adjusted > Decimal::ZERO) else {
        return Verdict::open(Text::new(
            "未复算：全年预算数为 0，无法计算执行率",
            "not recomputed: the budget is 0, there is no execution rate",
        ));
    };
    // The product comes first: a quotient is cut at 28 digits, and 5.825 would become 5.8249….
    let Some(earned) = product(weight, executed).and_then(|points| ratio(points, adjusted)) else {
        return Verdict::open(NO_WEIGHT);
    };
    let points = round_points(earned.clamp(Decimal::ZERO, weight.max(Decimal::ZERO)));
    let text = match (parts_a || parts_b, rate > Decimal::ONE) {
        (false, false) => Text::new("{weight} × {rate} = {points}", "{weight} × {rate} = {points}"),
        (false, true) => Text::new(
            "{weight} × 100%（执行率 {rate}，按 100% 计）= {points}",
            "{weight} × 100% (the rate is {rate}, counted as 100%) = {points}",
        ),
        (true, false) => Text::new(
            "{weight} × {rate} = {points}（总额缺失或与分项不符，按分项之和 {executed} ÷ {adjusted} 计算）",
            "{weight} × {rate} = {points} (the total is missing or does not tie with its parts; their sums {executed} ÷ {adjusted} were used)",
        ),
        (true, true) => Text::new(
            "{weight} × 100%（执行率 {rate}，按 100% 计）= {points}（总额缺失或与分项不符，按分项之和 {executed} ÷ {adjusted} 计算）",
            "{weight} × 100% (the rate is {rate}, counted as 100%) = {points} (the total is missing or does not tie with its parts; their sums {executed} ÷ {adjusted} were used)",
        ),
    };
    let working = Message::new(text)
        .with("weight", plain(weight))
        .with("rate", percent(rate))
        .with("points", fixed(points, 2))
        .with("executed", plain(executed))
        .with("adjusted", plain(adjusted));
    let formula = ScoreFormula {
        text: Cow::Borrowed(FORMULA),
        target: Some(adjusted),
        upper: None,
        actual: Some(executed),
        unit: block.unit.map(Unit::Money),
    };
    Verdict {
        ratio: Some(rate),
        formula: Some(formula),
        ..Verdict::points(Method::Execution, points, executed >= adjusted, working)
    }
}
