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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::schema::Library;

    fn of(text: &str) -> Option<Target> {
        target(&Raw::text(text))
    }

    fn shown(text: &str) -> String {
        match of(text) {
            None => "unreadable".to_owned(),
            Some(Target { sign, kind }) => {
                let sign = sign.map_or("", Sign::glyph);
                match kind {
                    TargetKind::Amount(q) => format!("{sign}{q}{}", if q.approximate { " about" } else { "" }),
                    TargetKind::Between(low, high) => format!("{sign}{low}..{high}"),
                    TargetKind::By(date) => format!("{sign}by {date}"),
                    TargetKind::Words => "words".to_owned(),
                }
            }
        }
    }

    #[test]
    fn every_way_of_writing_a_target_says_the_same() {
        for (written, meant) in [
            ("≥50个", "≥50个"),
            ("≧ 50 个", "≥50个"),
            ("＞＝50个", "≥50个"),
            ("﹥=50个", "≥50个"),
            (">=530元/人*月", "≥530元/人*月"),
            ("不少于50个", "≥50个"),
            ("95%以上", "≥95%"),
            ("达到95％以上", "≥95%"),
            ("不低于百分之九十五", "≥95%"),
            ("≥100百分比", "≥100%"),
            ("满意度≥95%", "≥95%"),
            ("≤3起", "≤3起"),
            ("≤90万元", "≤90万元"),
            ("控制在90万元以内", "≤90万元"),
            ("≦90万元", "≤90万元"),
            ("不超过90万元", "≤90万元"),
            ("＝100％", "=100%"),
            ("﹦100%", "=100%"),
            ("1,162 项", "1162项"),
            ("１００％", "100%"),
            ("约500人", "500人 about"),
            ("不少于三次", "≥3次"),
            ("3-5个", "3个..5个"),
            ("90%~95%", "90%..95%"),
            ("3.5万元", "3.5万元"),
            ("≥-5%", "≥-5%"),
            ("12月底之前", "by 12"),
            ("2021年12月完成", "by 2021-12"),
            ("2023年9月30日前", "by 2023-09-30"),
            ("2023.9.30", "by 2023-09-30"),
            ("9月前", "by 09"),
            ("年底前", "by 12"),
            ("严格执行相关制度规定", "words"),
            ("①完成50个", "words"),
            ("3个村20公里", "words"),
            ("1.完成道路硬化及附属工程建设", "words"),
            ("≥", "unreadable"),
            ("10⁴", "unreadable"),
            ("1,16,2个", "unreadable"),
            ("1.2.3", "unreadable"),
            ("≥12,34", "unreadable"),
        ] {
            assert_eq!(shown(written), meant, "{written}");
        }
    }

    #[test]
    fn a_percent_format_is_a_percentage_and_a_bare_fraction_is_not() {
        let cell =
            |value: &str, format: &str| Raw::Number { value: value.parse().expect("number"), format: format.into() };
        let amount = |raw: &Raw| quantity::of_raw(raw).map(|q| (q.to_string(), q.decimals));
        assert_eq!(amount(&cell("0.95", "0.00%")), Some(("95%".to_owned(), 2)));
        assert_eq!(amount(&cell("1", "0%")), Some(("100%".to_owned(), 0)));
        assert_eq!(amount(&cell("0.95", "General")), Some(("0.95".to_owned(), 2)));
        assert_eq!(amount(&cell("95", "0")), Some(("95".to_owned(), 0)));
        assert_eq!(amount(&cell("8.6", "0.00")), Some(("8.6".to_owned(), 2)));
        assert_eq!(amount(&cell("12", "0\"个\"")), Some(("12个".to_owned(), 0)));
        assert_eq!(amount(&cell("123456", "0!.0,\"万元\"")), Some(("123456元".to_owned(), 1)));
    }

    #[test]
    fn an_actual_value_is_a_number_a_date_a_tier_or_words() {
        let library = Library::delivered().expect("delivered schemas");
        let scoring = &library.form("national-project").expect("the form").scoring;
        let kind = |text: &str| actual(&Raw::text(text), scoring).map(|actual| actual.kind);
        assert_eq!(kind("达成预期指标"), Some(ActualKind::Tier(0)));
        assert_eq!(kind("部分达成年度指标并具有一定效果"), Some(ActualKind::Tier(1)));
        assert_eq!(kind("未完成"), Some(ActualKind::Tier(2)));
        assert!(matches!(kind("完成100%"), Some(ActualKind::Amount(q)) if q.to_string() == "100%"));
        assert!(matches!(kind("完成率85%"), Some(ActualKind::Amount(q)) if q.to_string() == "85%"));
        assert!(matches!(kind("2023年11月"), Some(ActualKind::On(_))));
        assert_eq!(kind("完成了85个中的80个"), Some(ActualKind::Words));
        assert_eq!(kind("1,16,2"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics_or_becomes_a_number_it_does_not_show(text in "\\PC{0,24}|[0-9０-９,.%≥≤<=万元个约以上月年\\-~①²⁴ ]{0,12}") {
            if let Some(Target { kind: TargetKind::Amount(q), .. }) = target(&Raw::text(&text)) {
                let digits = |s: &str| tidy(s).chars().filter(char::is_ascii_digit).collect::<String>();
                let mut wanted = q.amount.abs().to_string().replace('.', "");
                if let Some(unit) = &q.unit { wanted.push_str(&digits(&unit.to_string())); }
                let spelled = text.contains(|c: char| "一二三四五六七八九十百千零两".contains(c));
                prop_assert!(spelled || digits(&text).trim_start_matches('0') == wanted.trim_start_matches('0'), "{text}: {q}");
            }
        }

        #[test]
        fn a_number_survives_every_dress(whole in 0_i64..9_999_999, cents in 0_i64..100, sign in 0_usize..4, wide in any::<bool>()) {
            let value = Decimal::new(whole * 100 + cents, 2);
            let glyph = ["≥", "≤", "不少于", "不超过"][sign];
            let mut grouped = String::new();
            let digits = whole.to_string();
            for (at, c) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 { grouped.push(','); }
                grouped.push(c);
            }
            let mut text = format!("{glyph} {grouped}.{cents:02} 公里");
            if wide {
                text = text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }).collect();
            }
            let expected = if sign % 2 == 0 { Sign::Ge } else { Sign::Le };
            match of(&text) {
                Some(Target { sign: Some(found), kind: TargetKind::Amount(q) }) => {
                    prop_assert_eq!(found, expected);
                    prop_assert_eq!(q.amount, value);
                    prop_assert_eq!(q.decimals, 2);
                    prop_assert_eq!(q.unit, Some(Unit::Other("公里".into())));
                }
                other => prop_assert!(false, "{}: {:?}", text, other),
            }
        }
    }
}
