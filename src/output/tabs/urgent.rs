//! The ten things to look at first: what moves the county's figures, who is missing, whose grade does not hold.

use std::borrow::Cow;
use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{anomalies, reporting, units};
use crate::model::number::fixed;
use crate::model::{Anomaly, County, Severity, Status};
use crate::output::material::{Item, Material};
use crate::output::style::Tone;
use crate::output::value::grouped;
use crate::text::{Lang, Text};

/// How many are shown.
const MOST: usize = 10;
/// How many names a sentence lists before it says how many more there are.
const NAMES: usize = 6;

/// One thing to look at.
pub struct Matter<'a> {
    /// Whom it concerns.
    pub who: Cow<'a, str>,
    /// What it is.
    pub what: String,
    /// How grave it is.
    pub tone: Tone,
    /// The tab where it stands.
    pub tab: Text,
    /// The row there, zero-based.
    pub row: u32,
}

/// The ten things to look at first, in this order: who is missing or unreadable; anomalies by their effect on the
/// totals; grades that do not hold; submissions with the most to correct.
#[must_use]
pub(in crate::output) fn matters<'a>(material: &'a Material, county: &'a County) -> Vec<Matter<'a>> {
    let mut matters = Vec::new();
    matters.extend(absent(county, material.lang));
    matters.extend(odd_values(county, material.lang).take(4));
    matters.extend(lost_grades(material).into_iter().take(3));
    let room = MOST.saturating_sub(matters.len());
    matters.extend(most_to_correct(material).into_iter().take(room));
    matters.truncate(MOST);
    matters
}

fn absent(county: &County, lang: Lang) -> impl Iterator<Item = Matter<'_>> {
    let states = [
        (Status::Missing, Text::new("应报未报 {n} 份：{names}", "{n} due and missing: {names}")),
        (Status::Unreadable, Text::new("报来但无法读取 {n} 份：{names}", "{n} sent but unreadable: {names}")),
    ];
    states.into_iter().filter_map(move |(status, text)| {
        let mut names: Vec<&str> = Vec::new();
        let mut count = 0_usize;
        for row in county.reporting.iter().filter(|row| row.status == status) {
            count += 1;
            if !names.contains(&row.name.as_str()) {
                names.push(&row.name);
            }
        }
        let more = names.len() > NAMES;
        names.truncate(NAMES);
        let mut list = names.join(Text::new("、", ", ").get(lang));
        if more {
            list.push_str(Text::new(" 等", " …").get(lang));
        }
        (count > 0).then(|| Matter {
            who: Cow::Borrowed(status.name().get(lang)),
            what: text.fill(lang, &[("n", &count.to_string()), ("names", &list)]),
            tone: Tone::Bad,
            tab: reporting::NAME,
            row: 0,
        })
    })
}

fn odd_values(county: &County, lang: Lang) -> impl Iterator<Item = Matter<'_>> {
    let is_open = |anomaly: &Anomaly| anomaly.finding.severity != Severity::I && !anomaly.finding.is_explained();
    let mut open: Vec<(u32, &Anomaly)> = (0..).zip(&county.anomalies).filter(|(_, anomaly)| is_open(anomaly)).collect();
    // What moves the totals most is worth a leader's minute, whoever is to blame; stable: what is equal stays by severity.
    open.sort_by_key(|(_, anomaly)| Reverse(anomaly.impact));
    open.into_iter().map(move |(row, anomaly)| {
        let mut what = about(&anomaly.subject, &anomaly.finding.message(lang), lang);
        if let Some(impact) = anomaly.impact.filter(|impact| !impact.is_zero()) {
            let text = Text::new("（影响合计 {n} 万元）", " (moves the totals by {n} × 10,000 yuan)");
            what.push_str(&text.fill(lang, &[("n", &grouped(impact))]));
        }
        let entry = anomaly.entry.and_then(|entry| county.entries.get(entry));
        Matter {
            who: Cow::Borrowed(entry.map_or("", |entry| &entry.unit_name)),
            what,
            tone: Tone::of(anomaly.finding.severity),
            tab: anomalies::NAME,
            row: anomalies::FIRST_ROW + row,
        }
    })
}

/// Submissions whose recomputed grade is not the claimed one, the largest difference first.
fn lost_grades<'a>(material: &'a Material) -> Vec<Matter<'a>> {
    let mut found: Vec<(Decimal, Matter)> = counting(material)
        .filter_map(|(row, item)| {
            let card = &item.case.scorecard;
            let (claimed, ours) = (card.self_grade.as_ref()?, card.grade.as_ref()?);
            let (self_sum, total) = (card.self_sum?, card.total?);
            let text = Text::new(
                "自评 {self}（{claimed}），复算 {ours}（{grade}），相差 {gap} 分",
                "self score {self} ({claimed}), recomputed {ours} ({grade}), difference {gap}",
            );
            let args = [
                ("self", &*fixed(self_sum, 2)),
                ("claimed", claimed),
                ("ours", &*fixed(total, 2)),
                ("grade", ours),
                ("gap", &*fixed(self_sum - total, 2)),
            ];
            let matter = Matter {
                who: Cow::Borrowed(&*item.unit),
                what: about(&item.project, &text.fill(material.lang, &args), material.lang),
                tone: Tone::Warn,
                tab: units::NAME,
                row,
            };
            (claimed != ours).then(|| ((self_sum - total).abs(), matter))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    found.into_iter().map(|(_, matter)| matter).collect()
}

/// Submissions by how much they have to correct.
fn most_to_correct<'a>(material: &'a Material) -> Vec<Matter<'a>> {
    let mut found: Vec<(usize, Matter)> = counting(material)
        .filter_map(|(row, item)| {
            let grave = || item.case.findings.iter().filter(|finding| finding.severity == Severity::E);
            let first = grave().next()?;
            let count = grave().count();
            let text = Text::new("{n} 个必须修改，如：{first}", "{n} to be corrected, such as: {first}");
            let what = text.fill(material.lang, &[("n", &count.to_string()), ("first", &first.message(material.lang))]);
            let matter = Matter {
                who: Cow::Borrowed(&*item.unit),
                what: about(&item.project, &what, material.lang),
                tone: Tone::Bad,
                tab: units::NAME,
                row,
            };
            Some((count, matter))
        })
        .collect();
    found.sort_by_key(|(count, _)| Reverse(*count));
    found.into_iter().map(|(_, matter)| matter).collect()
}

/// Submissions whose values are looked at, with their rows in 单位汇总.
fn counting<'a>(material: &'a Material) -> impl Iterator<Item = (u32, &'a Item<'a>)> {
    (units::FIRST_ROW..).zip(&material.items).filter(|(_, item)| item.is_in_force())
}

fn about(subject: &str, what: &str, lang: Lang) -> String {
    if subject.is_empty() {
        return what.to_owned();
    }
    Text::new("{subject}：{what}", "{subject}: {what}").fill(lang, &[("subject", subject), ("what", what)])
}
