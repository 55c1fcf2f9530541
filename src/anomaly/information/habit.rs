//! X05: the same fault in nearly every form of one unit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Told, noted};
use crate::anomaly::Seen;
use crate::model::{Code, Page, Place, Severity};
use crate::text::{Message, Text};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X05"),
    title: Text::new("同一单位各表犯同样的错", "The same fault throughout one unit"),
    severity: Severity::I,
    what: Text::new(
        "一个单位有 3 份及以上报送，其中五分之四以上犯同一项错，而全县犯这项错的不到一半，归到单位提示一次。",
        "Of a unit with three submissions or more four in five have the same fault, and fewer than half of the county have it: that is noted once, for the unit.",
    ),
    why: Text::new(
        "同样的错处处都有，多半是填报人对规定的理解有误，说明一次就够。本规则是本工具的约定。",
        "A fault in every form is one misunderstanding, and is cleared up once. A convention of this tool.",
    ),
    wrong: Text::new(
        "一个单位 5 个项目的得分都没有按公式计算。",
        "None of the five projects of a unit is scored by the formula.",
    ),
    correct: Text::new("按该项检查的说明统一改正。", "Correct them together, as the page of that check says."),
    example: &[],
    fires_at: "",
};

/// Fewer submissions make no habit.
const FEWEST: usize = 3;

pub(super) fn detect(seen: &[Seen<'_>], told: &mut Told<'_>) {
    let codes_of = |seen: &Seen<'_>| -> BTreeSet<&'static str> {
        let findings = seen.findings().filter(|finding| finding.severity != Severity::I);
        findings.map(|finding| finding.code.0).collect()
    };
    let mut county: BTreeMap<&str, usize> = BTreeMap::new();
    let mut units: BTreeMap<&str, Vec<(Seen<'_>, BTreeSet<&'static str>)>> = BTreeMap::new();
    for &seen in seen {
        let codes = codes_of(&seen);
        for code in &codes {
            *county.entry(code).or_default() += 1;
        }
        if let Some(owner) = &seen.entry.owner {
            units.entry(&owner.code).or_default().push((seen, codes));
        }
    }
    for (unit, forms) in units.into_iter().filter(|(_, forms)| forms.len() >= FEWEST) {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for code in forms.iter().flat_map(|(_, codes)| codes) {
            *counted.entry(code).or_default() += 1;
        }
        for (code, count) in counted {
            let is_common = county.get(code).is_some_and(|of_all| of_all * 2 >= seen.len());
            if is_common || count * 5 < forms.len() * 4 {
                continue;
            }
            let message = Message::new(Text::new(
                "{count} 份报送里有 {with} 份犯同一项错（{code}）",
                "{with} of {count} submissions have the same fault ({code})",
            ))
            .with("count", forms.len().to_string())
            .with("with", count.to_string())
            .with("code", code);
            noted(
                &PAGE,
                forms[0].0,
                Place::Unit(unit.into()),
                (Text::new("检查", "check"), code.to_owned()),
                message,
                told,
            );
        }
    }
}
