//! Qualitative indicators: the tier bounds the points, the department chooses within (财预〔2020〕10号; bounds from the schema).

use super::Verdict;
use super::written::literal;
use crate::model::number::{fixed, plain, round_points};
use crate::model::{Method, ScoreFormula};
use crate::schema::{Scoring, Tier};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// A claimed score inside the tier's band stands; outside it is moved to the nearer bound.
pub fn verdict(scoring: &Scoring, at: usize, weight: Decimal, self_score: Option<Decimal>) -> Verdict {
    let tier = scoring.tiers.get(at);
    let Some((tier, (low, high))) = tier.and_then(|tier| Some((tier, tier.band(weight)?))) else {
        return Verdict::open(Text::new("未复算：表样没有规定档次", "not recomputed: the form defines no tiers"));
    };
    let message = |text: Text| {
        Message::new(text).with("low", fixed(low, 2)).with("high", fixed(high, 2)).with("weight", plain(weight))
    };
    let Some(claimed) = self_score else {
        let why = message(Text::new(
            "未复算：该档得分应在 {low} 至 {high} 之间，自评得分未填",
            "not recomputed: the tier allows {low} to {high}, no score is claimed",
        ));
        return Verdict { band: Some((low, high)), method: Method::Tier, ..Verdict::open(why) };
    };
    let points = round_points(claimed).clamp(low, high);
    let text = if points == round_points(claimed) {
        Text::new(
            "分值 {weight} 的该档为 {low} 至 {high}，自评 {claimed} 在档内",
            "the tier allows {low} to {high} of {weight}; the claimed {claimed} lies within",
        )
    } else {
        Text::new(
            "分值 {weight} 的该档为 {low} 至 {high}，自评 {claimed} 越档，按 {points} 计",
            "the tier allows {low} to {high} of {weight}; the claimed {claimed} lies outside and counts as {points}",
        )
    };
    Verdict {
        method: Method::Tier,
        points: Some(points),
        band: Some((low, high)),
        reached: None,
        ratio: None,
        working: message(text).with("claimed", plain(claimed)).with("points", fixed(points, 2)),
        formula: Some(formula(tier)),
    }
}

/// The tier is a word, but its bounds follow the weight and the points follow the claim.
fn formula(tier: &Tier) -> ScoreFormula {
    let bound = |share| format!("ROUND(分值*{},2)", literal(share));
    let (low, high) = (bound(tier.from.0), bound(tier.to.0));
    let high = if tier.to_included { high } else { format!("MAX({low},{high}-0.01)") };
    let text = format!("MAX({low},MIN({high},ROUND(自评得分,2)))").into();
    ScoreFormula { text, target: None, upper: None, actual: None, unit: None }
}
