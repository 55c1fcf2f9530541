//! R03 in a county: the same reason word for word in several units.

use std::collections::{HashMap, HashSet};

use super::scene::{Account, Scene, Sent};
use crate::model::{Code, Page, Place, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::subject::shortened;

pub static PAGE: Page = Page {
    code: Code("R03"),
    title: Text::new("原因雷同", "The same reason again"),
    severity: Severity::I,
    what: Text::new(
        "几个单位指标的偏差原因一字不差，并且有 20 字（limit.same_reason_chars）以上；每份表在第一处提示。同名项目之间不比；预算调整的原因多用现成说法，不查。",
        "Several units give the same reason for an indicator word for word, with 20 characters (limit.same_reason_chars) or more; every form is noted at the first cell. Projects of one name are not compared, and why a budget was adjusted is mostly said in standing phrases and left out.",
    ),
    why: Text::new(
        "本工具的约定：偏差原因应当写本单位自己的情况，照抄的原因说明不了什么。",
        "A convention of this tool: a reason should say what happened in this unit; a copied one explains nothing.",
    ),
    wrong: Text::new(
        "两个单位都写“受汛期强降雨影响，部分点位施工推迟，下年度加快进度”。",
        "Two units write the same long sentence about rain in the flood season.",
    ),
    correct: Text::new("写本单位的具体原因和措施。", "Write what happened in this unit and what it will do."),
    example: &[],
    fires_at: "",
};

/// A long reason of a submission.
struct Reason<'a> {
    sent: Sent<'a>,
    place: &'a Place,
    text: &'a str,
}

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    let mut same: HashMap<String, Vec<usize>> = HashMap::new();
    for sent in scene.in_force() {
        for (place, text) in sent.reasons() {
            let least = sent.form.limits.same_reason_chars;
            // Three bytes a character at the most: what is shorter need not be folded.
            if text.len() < least {
                continue;
            }
            let folded = fold(text);
            if folded.chars().count() >= least {
                same.entry(folded).or_default().push(reasons.len());
                reasons.push(Reason { sent, place, text });
            }
        }
    }
    let other_of: HashMap<usize, usize> = same.values().flat_map(|group| others(group, &reasons)).collect();
    let mut told = HashSet::new();
    for (at, reason) in reasons.iter().enumerate() {
        let Some(tally) = account.of(&reason.sent) else { continue };
        let Some(other) = other_of.get(&at).and_then(|other| reasons.get(*other)) else {
            tally.pass();
            continue;
        };
        if !told.insert(reason.sent.at) {
            tally.fail_told();
            continue;
        }
        let message = Message::new(Text::new(
            "原因“{text}”与{unit}“{project}”写的一字不差（{file}）",
            "the reason `{text}` is word for word that of `{project}` of {unit} ({file})",
        ))
        .with("text", shortened(reason.text))
        .with("unit", other.sent.entry.unit_name.as_str())
        .with("project", other.sent.entry.project.as_str())
        .with("file", &*other.sent.file.source.name);
        let advice =
            Text::new("请写本单位的具体原因和改进措施", "write what happened in this unit and what it will do");
        tally.fail(reason.place, message, advice).related.push(other.place.clone());
    }
}

/// For every reason of a group one of another unit and project, where there is one among the first few.
fn others<'a>(group: &'a [usize], reasons: &'a [Reason<'_>]) -> impl Iterator<Item = (usize, usize)> + use<'a> {
    const MOST: usize = 8;
    group.iter().filter_map(move |at| {
        let own = reasons.get(*at)?;
        let differs = |other: &&usize| {
            reasons.get(**other).is_some_and(|other| {
                other.sent.sender().zip(own.sent.sender()).is_some_and(|(other, own)| other != own)
                    && !Scene::same_project(&other.sent, &own.sent)
            })
        };
        Some((*at, *group.iter().take(MOST).find(differs)?))
    })
}
