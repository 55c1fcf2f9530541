//! V11 in a county: nearly everybody claims full marks throughout.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::scene::{Scene, Sent};
use crate::model::number::{percent, ratio};
use crate::model::{Code, Finding, Page, Place, Severity};
use crate::text::{Message, Text};

pub static PAGE: Page = Page {
    code: Code("V11"),
    title: Text::new("全部满分", "Full marks throughout"),
    severity: Severity::W,
    what: Text::new(
        "全县同一表样中，每一行都自评满分的表超过 60%（limit.full_marks_percent）；每种表样只提示一次，针对全县。只数计入、每行得分和分值都能读出的表，不足 10 份的不下结论。",
        "Of all forms of one kind in the county, more than 60% (limit.full_marks_percent) claim full marks in every row; told once for each kind of form, of the county as a whole. Only forms that count and whose scores and weights can be read are counted; of fewer than ten nothing is concluded.",
    ),
    why: Text::new(
        "财政复核发现抽查的项目自评全部 100 分，自评流于形式（成都市郫都区 2025 年度复核）。",
        "A review found that every project of its sample claimed 100 points (Pidu district, Chengdu, 2025).",
    ),
    wrong: Text::new("60 份项目自评表，41 份每一行都是满分。", "41 of 60 project forms claim full marks in every row."),
    correct: Text::new(
        "组织抽查复核，把自评质量纳入考核。",
        "Have a sample reviewed, and let the quality of self-evaluation count.",
    ),
    example: &[],
    fires_at: "",
};

/// Of fewer forms a share says nothing.
const FEWEST: usize = 10;

/// One finding for every kind of form that nearly everybody fills with full marks.
pub fn check(scene: &Scene<'_>) -> Vec<Finding> {
    let mut by_form: BTreeMap<&str, (Sent<'_>, usize, usize)> = BTreeMap::new();
    for sent in scene.in_force() {
        let Some(is_full) = is_full(&sent) else { continue };
        let (_, full, all) = by_form.entry(&sent.form.head.id).or_insert((sent, 0, 0));
        *full += usize::from(is_full);
        *all += 1;
    }
    by_form.into_values().filter_map(|(sent, full, all)| finding(&sent, full, all)).collect()
}

/// Whether every row that counts claims its whole weight; nothing if that cannot be told.
fn is_full(sent: &Sent<'_>) -> Option<bool> {
    let card = &sent.case.scorecard;
    let lines = card.lines.iter().filter(|line| line.counts);
    let full: Option<Vec<bool>> = lines.map(|line| Some(line.self_score? == line.weight?)).collect();
    let full = full.filter(|full| card.is_scored && !full.is_empty())?;
    Some(full.into_iter().all(|full| full))
}

fn finding(sent: &Sent<'_>, full: usize, all: usize) -> Option<Finding> {
    let severity = sent.form.severity(PAGE.code.0, PAGE.severity)?;
    let share = ratio(Decimal::from(full), Decimal::from(all)).filter(|_| all >= FEWEST)?;
    if share * Decimal::ONE_HUNDRED <= Decimal::from(sent.form.limits.full_marks_percent) {
        return None;
    }
    let message = Message::new(Text::new(
        "全县 {all} 份“{form}”中有 {full} 份每一行都自评满分，占 {share}",
        "{full} of {all} forms `{form_en}` of the county claim full marks in every row, {share}",
    ))
    .with("all", all.to_string())
    .with("full", full.to_string())
    .with("share", percent(share))
    .with("form", sent.form.head.title.zh.as_str())
    .with("form_en", sent.form.head.title.en.as_str());
    let advice =
        Text::new("请组织抽查复核，核对满分是否有依据", "have a sample reviewed, to see what full marks are based on");
    Some(Finding::new(PAGE.code, severity, Place::County, message, advice))
}
