//! X06: nearly every submission is graded best.

use std::collections::BTreeMap;

use super::{Told, noted};
use crate::anomaly::Seen;
use crate::model::{Code, Page, Place, Severity};
use crate::text::{Message, Text};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X06"),
    title: Text::new("等级过于集中", "Nearly all graded best"),
    severity: Severity::I,
    what: Text::new(
        "全县 20 份及以上报送中，自评等级为最高一级的超过 95% 的提示。",
        "Of 20 submissions or more, over 95 % claim the best grade.",
    ),
    why: Text::new(
        "等级失去区分度时，评价结果难以用来安排预算。阈值是本工具的约定。",
        "A grade that all have decides nothing about budgets. The share is a convention of this tool.",
    ),
    wrong: Text::new("60 份自评表有 59 份自评为优。", "59 of 60 claim 优."),
    correct: Text::new(
        "结合复算得分和抽查结果使用等级。",
        "Use the grades together with recomputed scores and spot checks.",
    ),
    example: &[],
    fires_at: "",
};

/// Fewer submissions say nothing of a county.
const FEWEST: usize = 20;

pub(super) fn detect(seen: &[Seen<'_>], told: &mut Told<'_>) {
    let mut grades: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in seen {
        if let Some(grade) = seen.case.scorecard.self_grade.as_deref() {
            *grades.entry(grade).or_default() += 1;
        }
    }
    let all: usize = grades.values().sum();
    let most = grades.into_iter().max_by_key(|(_, count)| *count);
    let Some((grade, count)) = most.filter(|(_, count)| all >= FEWEST && count * 100 > all * 95) else { return };
    let message = Message::new(Text::new(
        "{all} 份有等级的报送里 {count} 份自评为“{grade}”",
        "{count} of {all} graded submissions claim {grade}",
    ))
    .with("all", all.to_string())
    .with("count", count.to_string())
    .with("grade", grade);
    noted(&PAGE, seen[0], Place::County, (Text::new("自评等级", "claimed grade"), grade.to_owned()), message, told);
}
