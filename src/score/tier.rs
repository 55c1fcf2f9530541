//! Qualitative indicators: the tier bounds the points, the department chooses within (财预〔2020〕10号; bounds from the schema).

use super::Verdict;
use crate::model::Method;
use crate::model::number::{fixed, plain, round_points};
use crate::schema::Scoring;
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// A claimed score inside the tier's band stands; outside it is moved to the nearer bound.
pub fn verdict(scoring: &Scoring, at: usize, weight: Decimal, self_score: Option<Decimal>) -> Verdict {
    let Some((low, high)) = scoring.tiers.get(at).and_then(|tier| tier.band(weight)) else {
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
    }
}
