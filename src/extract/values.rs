//! Targets and actual values: direction, amount, range, date, tier or words.

use super::number::{leading, leading_chinese, tidy};
use super::{deadline, quantity, sign, unit};
use crate::model::{Actual, ActualKind, Quantity, Raw, Sign, Target, TargetKind, Unit};
use crate::schema::Scoring;
use crate::text::fold;

/// What may stand before the number of an actual value.
const DONE: [&str; 14] = [
    "已全部完成",
    "全部完成",
    "实际完成",
    "已完成",
    "累计完成",
    "完成",
    "实现",
    "已达到",
    "已达",
    "共计",
    "合计",
    "累计",
    "总计",
    "共",
];
/// The longest name before a direction: "满意度≥95%".
const LONGEST_NAME: usize = 12;

/// The target that a cell states; nothing if it looks like a number and is none.
pub fn target(raw: &Raw) -> Option<Target> {
    match raw {
        Raw::Number { .. } => Some(Target { sign: None, kind: TargetKind::Amount(quantity::of_raw(raw)?) }),
        Raw::Date(at) => Some(Target { sign: None, kind: TargetKind::By(deadline::of_date(at.date())) }),
        Raw::Text(text) => {
            let tidied = tidy(text);
            let (sign, kind) = stated(&tidied);
            match kind {
                Some(Stated::Amount(amount)) => Some(Target { sign, kind: TargetKind::Amount(amount) }),
                Some(Stated::Between(low, high)) => Some(Target { sign, kind: TargetKind::Between(low, high) }),
                Some(Stated::On(date)) => Some(Target { sign, kind: TargetKind::By(date) }),
                None => words(&tidied).then_some(Target { sign: None, kind: TargetKind::Words }),
            }
        }
        _ => None,
    }
}

/// The actual value that a cell states; nothing if it looks like a number and is none.
pub fn actual(raw: &Raw, scoring: &Scoring) -> Option<Actual> {
    let plain = |kind| Some(Actual { sign: None, kind });
    match raw {
        Raw::Number { .. } => plain(ActualKind::Amount(quantity::of_raw(raw)?)),
        Raw::Date(at) => plain(ActualKind::On(deadline::of_date(at.date()))),
        Raw::Text(text) => {
            let tidied = tidy(text);
            let done = DONE.iter().find_map(|word| tidied.strip_prefix(word)).unwrap_or(&tidied);
            let (sign, kind) = match stated(done) {
                (sign, Some(kind)) => (sign, Some(kind)),
                _ => stated(&tidied),
            };
            match kind {
                Some(Stated::Amount(amount)) => Some(Actual { sign, kind: ActualKind::Amount(amount) }),
                Some(Stated::On(date)) => Some(Actual { sign, kind: ActualKind::On(date) }),
                // A measured value is one number; a range says that nobody measured.
                Some(Stated::Between(..)) => plain(ActualKind::Words),
                None => {
                    // "完成了85个中的80个" is no tier: a text with figures says more than its first word.
                    let figures = tidied.contains(|c: char| c.is_ascii_digit());
                    match scoring.tier(&fold(text)) {
                        Some(tier) if !figures => plain(ActualKind::Tier(tier)),
                        _ if words(&tidied) => plain(ActualKind::Words),
                        _ => None,
                    }
                }
            }
        }
        _ => None,
    }
}

enum Stated {
    Amount(Quantity),
    Between(Quantity, Quantity),
    On(crate::model::Deadline),
}

/// Direction and number or date of a tidied text.
fn stated(text: &str) -> (Option<Sign>, Option<Stated>) {
    if let Some(date) = deadline::of(text) {
        return (None, Some(Stated::On(date)));
    }
    if let Some((sign, rest)) = sign::before(text) {
        return signed(sign, rest);
    }
    if let Some((sign, rest)) = sign::behind(text)
        && let Some(kind) = amount(rest)
    {
        return (Some(sign), Some(kind));
    }
    if let Some(kind) = amount(text) {
        return (None, Some(kind));
    }
    // "满意度≥95%": a short name, then a direction.
    for (at, _) in text.char_indices().skip(1).take(LONGEST_NAME) {
        let (name, rest) = text.split_at(at);
        if name.contains(|c: char| c.is_numeric() || ",.;:!?，。；：、".contains(c)) {
            break;
        }
        if let Some((sign, rest)) = sign::before(rest)
            && let (sign, Some(kind)) = signed(sign, rest)
        {
            return (sign, Some(kind));
        }
    }
    // "合格率95%": a short name, then a percentage to the end.
    let digits = text.find(|c: char| c.is_ascii_digit()).map_or((text, ""), |at| text.split_at(at));
    let named =
        !digits.0.is_empty() && digits.0.chars().count() <= LONGEST_NAME && digits.0.chars().all(char::is_alphabetic);
    match quantity::of_text(digits.1) {
        Some(quantity) if named && quantity.unit == Some(Unit::Percent) => (None, Some(Stated::Amount(quantity))),
        _ => (None, None),
    }
}

/// What follows a direction; a second direction behind the number must not contradict it: 控制在90万元以内.
fn signed(sign: Sign, rest: &str) -> (Option<Sign>, Option<Stated>) {
    if let Some(date) = deadline::of(rest) {
        return (Some(sign), Some(Stated::On(date)));
    }
    let (rest, agrees) = match sign::behind(rest) {
        Some((second, shorter)) => (shorter, second == sign),
        None => (rest, true),
    };
    if !agrees {
        return (None, None);
    }
    if let Some(kind) = amount(rest) {
        return (Some(sign), Some(kind));
    }
    // "不少于三次"
    let spelled = leading_chinese(rest).and_then(|(amount, tail)| {
        let unit = unit::of(tail)?;
        Some(Quantity { amount, unit, decimals: 0, approximate: false })
    });
    (spelled.is_some().then_some(sign), spelled.map(Stated::Amount))
}

fn amount(text: &str) -> Option<Stated> {
    if let Some(quantity) = quantity::of_text(text) {
        return Some(Stated::Amount(quantity));
    }
    // "3-5个", "90%~95%"
    let (low, low_decimals, rest) = leading(text)?;
    let (low_unit, rest) = match rest.find(['-', '~', '至', '—', '～']) {
        Some(at) => rest.split_at(at),
        None => return None,
    };
    let rest = rest.strip_prefix("——").or_else(|| rest.strip_prefix(['-', '~', '至', '—', '～']))?;
    let high = quantity::of_text(rest)?;
    let low_unit: Option<Unit> = unit::of(low_unit)?;
    if low > high.amount || low_unit.as_ref().is_some_and(|unit| Some(unit) != high.unit.as_ref()) {
        return None;
    }
    let low = Quantity { amount: low, unit: high.unit.clone(), decimals: low_decimals, approximate: false };
    Some(Stated::Between(low, high))
}

/// Whether a text is words, and not a number that went wrong: "≥", "1,16,2", "10⁴".
fn words(tidied: &str) -> bool {
    let (rest, has_sign) = sign::glyph(tidied).map_or((tidied, false), |(_, rest)| (rest, true));
    let says = rest.chars().filter(|c| c.is_alphabetic()).count();
    let begins_as_number = rest.starts_with(|c: char| c.is_ascii_digit());
    if begins_as_number && (has_sign || leading(rest).is_none()) {
        return says > LONGEST_NAME; // "1.2.3个" is no number; "1.完成…" over a whole line is words
    }
    says > 0
}
