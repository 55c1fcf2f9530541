//! X01: a claimed total far above the recomputed one, as the county goes.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::{Told, noted};
use crate::anomaly::Seen;
use crate::anomaly::ladder::{Quantiles, Spread, cut};
use crate::model::number::fixed;
use crate::model::{Code, Page, Place, Severity};
use crate::text::{Message, Text};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X01"),
    title: Text::new("自评与复算差得比别人多", "Claimed far above the recomputed score"),
    severity: Severity::I,
    what: Text::new(
        "自评总分减复算得分的差，在同一表样的各份中比较：偏离中位数超过界限（四分位法，至少 1 分；界限随份数而定，同 X03）的提示，不足 8 份的不比。只看能整表复算的。",
        "The claimed total minus the recomputed one is compared among the submissions of one form: what lies beyond the cut (by quartiles, 1 point at least; the cut is that of X03) is noted; fewer than 8 are not compared. Only forms that could be recomputed as a whole.",
    ),
    why: Text::new(
        "自评虚高的程度要和别的单位放在一起看，才知道是普遍做法还是个别情况。本规则是本工具的约定。",
        "Only beside the others does one see whether a generous score is the custom or an exception. A convention of this tool.",
    ),
    wrong: Text::new(
        "别的单位差在 0.5 分以内，一个单位自评 98、复算 82。",
        "Others differ by half a point; one claims 98, recomputed 82.",
    ),
    correct: Text::new("对照得分复核逐行核对。", "Go through the lines of the score review."),
    example: &[],
    fires_at: "",
};

/// Fewer submissions of a form are not compared.
const FEWEST: usize = 8;
/// The least scale, in points.
const FLOOR: f64 = 1.0;

pub(super) fn detect(seen: &[Seen<'_>], told: &mut Told<'_>) {
    let mut forms: BTreeMap<&str, Vec<(Seen<'_>, f64)>> = BTreeMap::new();
    for &seen in seen {
        let card = &seen.case.scorecard;
        let gap = card.self_sum.zip(card.total).filter(|_| card.is_scored);
        if let Some(gap) = gap.and_then(|(claimed, ours)| (claimed - ours).to_f64()) {
            forms.entry(&seen.case.submission.form).or_default().push((seen, gap));
        }
    }
    for all in forms.into_values().filter(|all| all.len() >= FEWEST) {
        let mut gaps: Vec<f64> = all.iter().map(|(_, gap)| *gap).collect();
        gaps.sort_by(f64::total_cmp);
        let spread = Quantiles::of(&gaps).and_then(|quantiles| Spread::of_peers(&quantiles, false, FLOOR));
        let Some(spread) = spread else { continue };
        for (seen, gap) in all {
            if spread.scales(gap).abs() < cut(gaps.len()) {
                continue;
            }
            let card = &seen.case.scorecard;
            let shown =
                |number: Option<rust_decimal::Decimal>| number.map(|number| fixed(number, 2)).unwrap_or_default();
            let message = Message::new(Text::new(
                "自评 {claimed} 分，复算 {ours} 分；同表样 {n} 份的差一般是 {median} 分",
                "{claimed} points claimed, {ours} recomputed; among {n} submissions of this form the difference is usually {median}",
            ))
            .with("claimed", shown(card.self_sum))
            .with("ours", shown(card.total))
            .with("n", gaps.len().to_string())
            .with("median", format!("{:.2}", spread.bounds(0.0).median));
            let total = seen.case.submission.indicators.iter().find_map(|table| Some(&table.total.as_ref()?.score));
            let place = total.map_or(Place::File(seen.case.submission.source), |total| total.place.clone());
            let value = total.map(|total| total.raw.to_string()).unwrap_or_default();
            noted(&PAGE, seen, place, (Text::new("总分", "total"), value), message, told);
        }
    }
}
