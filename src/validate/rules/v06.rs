//! V06: target, actual value and name do not have the same unit.

use crate::model::{ActualKind, Code, Edit, MoneyUnit, Page, Place, Severity, TargetKind, Unit};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V06"),
        title: Text::new("单位不一致或缺失", "Units differ or are missing"),
        severity: Severity::W,
        what: Text::new(
            "同一行的指标值与完成值（或名称末尾括号里的单位）量的不是同一类东西，例如“公里”对“个”、“%”对“万元”；一边没有写单位的按另一边理解。哪些单位属于同一类，写在 words.toml 的 unit_groups 里，表里没有的单位不判断。指标值、完成值、名称和单位栏都没有单位的，一张表提示一次。",
            "Target and actual value of a row (or the unit in the bracket behind the name) measure different things: km against pieces, % against money. A side without a unit takes over the other's. Units that measure alike stand under `unit_groups` in words.toml; nothing is said of others. Where neither target nor actual value, name nor unit column has one, the form gets a single note.",
        ),
        why: Text::new(
            "本工具的约定：单位不同的两个数不能相除，得分无从复算，汇总时也不能相加。",
            "A convention of this tool: numbers of different units cannot be divided, scored, or added up.",
        ),
        wrong: Text::new("指标值“≥120公里”，完成值“120个”。", "Target ≥120公里, actual value 120个."),
        correct: Text::new("完成值写“120公里”。", "Write the actual value as 120公里."),
        example: &[Edit { cell: "G13", from: "120公里", to: "120个" }],
        fires_at: "G13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let groups = &subject.form.words.unit_groups;
    let mut bare = Vec::new();
    for row in subject.rows() {
        let Some(target) = row.indicator.target.value() else { continue };
        let TargetKind::Amount(target) = &target.kind else { continue };
        let actual = match row.indicator.actual.value().map(|actual| &actual.kind) {
            Some(ActualKind::Amount(actual)) => actual.unit.as_ref(),
            _ => None,
        };
        let bracket = bracket(&row.indicator.name);
        let named = bracket.as_deref().and_then(|text| unit(text, groups));
        match (&target.unit, actual) {
            (Some(wanted), Some(actual)) => {
                differ(row, (wanted, entry(row.indicator)), (actual, &row.indicator.actual.place), groups, tally);
            }
            (None, None) if bracket.is_none() && !row.indicator.unit.is_written() => bare.push(row),
            _ => {}
        }
        if let Some((named, wanted)) = named.as_ref().zip(target.unit.as_ref()) {
            differ(row, (named, &row.indicator.level3.place), (wanted, entry(row.indicator)), groups, tally);
        }
    }
    if let Some(first) = bare.first() {
        tally
            .fail_as(
                Severity::I,
                &first.indicator.target.place,
                Message::new(Text::new(
                    "“{name}”的指标值 {target} 没有单位，完成值、名称里也没有（全表共 {count} 个这样的指标）",
                    "the target {target} of `{name}` has no unit, nor have actual value and name ({count} such indicators in all)",
                ))
                .with("name", first.title())
                .with("target", first.indicator.target.raw.to_string())
                .with("count", bare.len().to_string()),
                Text::new("请写明单位", "write the unit"),
            )
            .related
            .extend(bare.iter().skip(1).map(|row| row.indicator.target.place.clone()));
    }
}

/// The cell in which the unit of the target stands.
const fn entry(indicator: &crate::model::Indicator) -> &Place {
    if indicator.unit.value().is_some() { &indicator.unit.place } else { &indicator.target.place }
}

fn differ(
    row: Row<'_>,
    (one, one_place): (&Unit, &Place),
    (other, place): (&Unit, &Place),
    groups: &[Vec<String>],
    tally: &mut Tally<'_>,
) {
    match are_alike(one, other, groups) {
        Some(true) => tally.pass(),
        None => tally.not_evaluated(
            Message::new(Text::new(
                "不知道单位“{one}”与“{other}”是否一致",
                "whether the units `{one}` and `{other}` agree is not known",
            ))
            .with("one", one.to_string())
            .with("other", other.to_string()),
        ),
        Some(false) => {
            tally
                .fail(
                    place,
                    Message::new(Text::new(
                        "“{name}”的单位前后不一：指标值 {target}，完成值 {actual}（“{one}”对“{other}”）",
                        "the units of `{name}` differ: target {target}, actual {actual} (`{one}` against `{other}`)",
                    ))
                    .with("name", row.title())
                    .with("target", row.indicator.target.raw.to_string())
                    .with("actual", row.indicator.actual.raw.to_string())
                    .with("one", one.to_string())
                    .with("other", other.to_string()),
                    Text::new("请统一单位，并核对填的数", "use one unit, and check the numbers"),
                )
                .related
                .push(one_place.clone());
        }
    }
}

/// Whether two units measure the same sort of thing; nothing where a unit is not known.
fn are_alike(one: &Unit, other: &Unit, groups: &[Vec<String>]) -> Option<bool> {
    if one == other {
        return Some(true);
    }
    let is_known = |name: &String| groups.iter().any(|group| group.contains(name));
    match (one, other) {
        (Unit::Money(_), Unit::Money(_)) => Some(true),
        (Unit::Other(one), Unit::Other(other)) => {
            let (one, other) = (base(one), base(other));
            let alike = one == other || groups.iter().any(|group| group.contains(&one) && group.contains(&other));
            (alike || (is_known(&one) && is_known(&other))).then_some(alike)
        }
        (Unit::Other(name), _) | (_, Unit::Other(name)) => is_known(&base(name)).then_some(false),
        _ => Some(false),
    }
}

/// A unit as the groups write it, without 万 and the like before it.
fn base(name: &str) -> String {
    let folded = fold(name);
    let scales = ["百万", "万", "亿", "千"];
    // 千米 and 千克 are units of their own, and 万 alone is none.
    let bare = scales.iter().find_map(|scale| folded.strip_prefix(scale)).filter(|bare| !bare.is_empty());
    match bare {
        Some(bare) if !["米", "克"].contains(&bare) => bare.to_owned(),
        _ => folded,
    }
}

/// What stands in a short bracket at the end of a name, if it may be a unit: 人 of "补助人数（人）".
fn bracket(name: &str) -> Option<String> {
    const LONGEST: usize = 6;
    let folded = fold(name);
    let (_, inside) = folded.strip_suffix(')')?.rsplit_once('(')?;
    let is_short = !inside.is_empty() && inside.chars().count() <= LONGEST;
    (is_short && !inside.contains(|c: char| c.is_ascii_digit())).then(|| inside.to_owned())
}

/// The unit that the text of a bracket is, if it is a known one.
fn unit(text: &str, groups: &[Vec<String>]) -> Option<Unit> {
    if text == "%" {
        return Some(Unit::Percent);
    }
    if let Some((money, _)) = MoneyUnit::ALL.iter().find(|(_, name)| *name == text) {
        return Some(Unit::Money(*money));
    }
    let base = base(text);
    groups.iter().any(|group| group.contains(&base)).then(|| Unit::Other(text.into()))
}
