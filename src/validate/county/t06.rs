//! T06: a text that another unit sent too, or that speaks of another unit.

use std::collections::HashMap;

use super::scene::{Account, Scene, Sent};
use super::similar::{Cluster, clusters};
use crate::model::{Body, Code, Page, Place, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::Tally;
use crate::validate::subject::address;

pub static PAGE: Page = Page {
    code: Code("T06"),
    title: Text::new("跨单位雷同", "Text copied from another unit"),
    severity: Severity::W,
    what: Text::new(
        "两个单位的成段文字（目标、完成情况、报告各段等，limit.similar_chars 字以上）有 85%（limit.similar_percent）以上相同，两边都报告。相同的程度按四字一组的重合计算，数字、标点也算在内；同名项目之间不比。另外，文字里出现同类单位（如另一个镇政府、另一所小学）的名称、却没有本单位的名称，也报告；上级单位和名称不同类的单位不算。",
        "Long texts of two units (goals, results, chapters of a report; from limit.similar_chars characters on) have 85% (limit.similar_percent) or more in common; both are told. What they have in common is counted in groups of four characters, numbers and punctuation included; projects of one name are not compared. A text that names another unit of the same kind (another township, another school) and never its own is told too; the unit above and units of other kinds may be named.",
    ),
    why: Text::new(
        "财政复核中见过把其他部门的项目个数、满意度指标照抄进来的自评（成都市郫都区 2025 年度复核）；比较的界限是本工具的约定。",
        "Reviewers met self-evaluations with a count and an indicator copied from another department (review of Pidu district, Chengdu, 2025); the limits of the comparison are a convention of this tool.",
    ),
    wrong: Text::new(
        "两个镇的“年度目标完成情况”除地名外一字不差。",
        "Two townships report the same results word for word, but for the name of a village.",
    ),
    correct: Text::new("按本单位的实际情况重写。", "Write it anew from what this unit did."),
    example: &[],
    fires_at: "",
};

/// A long text of a submission.
struct Passage<'a> {
    sent: Sent<'a>,
    place: &'a Place,
    folded: String,
}

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let peers = Peers::of(scene);
    let mut passages = Vec::new();
    for sent in scene.in_force() {
        let Some(tally) = account.of(&sent) else { continue };
        for paragraphs in sent.texts() {
            let Some((place, _)) = paragraphs.first().copied() else { continue };
            let folded: String = paragraphs.iter().map(|(_, text)| fold(text)).collect();
            if folded.chars().count() < sent.form.limits.similar_chars {
                continue;
            }
            match peers.named_in(&folded, &sent) {
                Some(other) => names_another(place, other, tally),
                None => tally.pass(),
            }
            passages.push(Passage { sent, place, folded });
        }
    }
    let texts: Vec<&str> = passages.iter().map(|passage| passage.folded.as_str()).collect();
    for cluster in clusters(&texts, |at| passages[at].sent.form.limits.similar_percent) {
        of_cluster(&cluster, &passages, account);
    }
}

/// Every passage of a cluster is told with the first one of another unit and project.
fn of_cluster(cluster: &Cluster, passages: &[Passage<'_>], account: &mut Account<'_>) {
    let members = || cluster.texts.iter().filter_map(|(at, common)| Some((passages.get(*at)?, *common)));
    // Nearly always the first or the second that differs; only a county that copies throughout has more to look at.
    let heads: Vec<_> = members().take(MOST_HEADS).collect();
    for (passage, common) in members() {
        let differs = |(other, _): &&(&Passage<'_>, u32)| {
            other.sent.sender().zip(passage.sent.sender()).is_some_and(|(other, own)| other != own)
                && !Scene::same_project(&other.sent, &passage.sent)
        };
        let Some((other, their_common)) = heads.iter().find(differs) else { continue };
        let Some(tally) = account.of(&passage.sent) else { continue };
        let message = Message::new(Text::new(
            "这段文字与{unit}“{project}”的 {cell}（{file}）有 {percent}% 相同",
            "this text is {percent}% the same as {cell} of `{project}` of {unit} ({file})",
        ))
        .with("unit", other.sent.entry.unit_name.as_str())
        .with("project", other.sent.entry.project.as_str())
        .with("cell", address(other.place))
        .with("file", &*other.sent.file.source.name)
        .with("percent", common.min(*their_common).to_string());
        let advice = Text::new(
            "请按本单位的实际情况重写；确是统一口径的，说明原因",
            "write it anew from what this unit did; if the wording was prescribed, say so",
        );
        tally.fail(passage.place, message, advice).related.push(other.place.clone());
    }
}

/// So many passages of a cluster are held against each of its others.
const MOST_HEADS: usize = 8;

fn names_another(place: &Place, other: &Body, tally: &mut Tally<'_>) {
    let message = Message::new(Text::new(
        "文字里写的是“{name}”，没有出现本单位的名称，像是从那里照抄的",
        "the text speaks of `{name}` and never of this unit, as if it were copied from there",
    ))
    .with("name", &*other.name);
    let advice = Text::new(
        "请核对这段文字写的是不是本单位；写的是合作单位的，补上本单位的名称",
        "check whether the text is about this unit; if the other one took part, name this unit too",
    );
    tally.fail(place, message, advice);
}

/// The names of all units, ready to be looked for in texts.
struct Peers<'a> {
    units: Vec<Known<'a>>,
    by_code: HashMap<&'a str, usize>,
    /// Names by their first two characters, the longest first: name and unit.
    by_start: HashMap<(char, char), Vec<(String, usize)>>,
}

/// A unit and what it goes by, folded and without the county.
struct Known<'a> {
    body: &'a Body,
    names: Vec<String>,
}

/// The shortest name that is looked for, in characters: two may be part of any word.
const SHORTEST: usize = 3;
/// Units whose names end in so many equal characters are of one kind: 人民政府, 中心小学.
const KIND: usize = 3;

impl<'a> Peers<'a> {
    fn of(scene: &Scene<'a>) -> Self {
        let county = fold(scene.context.name);
        let mut by_start: HashMap<_, Vec<(String, usize)>> = HashMap::new();
        let (mut units, mut by_code) = (Vec::new(), HashMap::new());
        for (at, body) in scene.context.roster.units.iter().enumerate() {
            let names = std::iter::once(&*body.name).chain(body.aliases.iter().map(String::as_str));
            let bare = |name: &str| fold(name).strip_prefix(&county).map_or_else(|| fold(name), str::to_owned);
            let names: Vec<String> = names.map(bare).filter(|name| name.chars().count() >= SHORTEST).collect();
            for name in &names {
                if let Some(start) = start(name) {
                    by_start.entry(start).or_default().push((name.clone(), at));
                }
            }
            by_code.insert(&*body.code, at);
            units.push(Known { body, names });
        }
        for names in by_start.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Self { units, by_code, by_start }
    }

    /// A unit of the same kind that a folded text names although it never names its own.
    fn named_in(&self, folded: &str, sent: &Sent<'_>) -> Option<&'a Body> {
        let own = self.units.get(*self.by_code.get(sent.unit()?)?)?;
        let mut chars = folded.chars().peekable();
        let mut found = None;
        let mut at = 0;
        while let Some(first) = chars.next() {
            let rest = &folded[at..];
            at += first.len_utf8();
            let Some(names) = chars.peek().and_then(|second| self.by_start.get(&(first, *second))) else { continue };
            let Some((_, unit)) = names.iter().find(|(name, _)| rest.starts_with(name.as_str())) else { continue };
            let known = self.units.get(*unit)?;
            if found.is_none() && own.is_peer(known) {
                found = Some(known.body);
            }
        }
        let names_itself = || own.names.iter().any(|name| folded.contains(name.as_str()));
        found.filter(|_| !names_itself())
    }
}

impl Known<'_> {
    /// Whether another unit is of the same kind and has nothing to say to this one.
    fn is_peer(&self, other: &Known<'_>) -> bool {
        let is_above = |a: &Body, b: &Body| !a.parent.is_empty() && (a.parent == *b.name || a.parent == *b.code);
        let ending = |body: &Body| body.name.chars().rev().take(KIND).collect::<Vec<_>>();
        self.body.code != other.body.code
            && ending(self.body) == ending(other.body)
            && !is_above(self.body, other.body)
            && !is_above(other.body, self.body)
    }
}

fn start(name: &str) -> Option<(char, char)> {
    let mut chars = name.chars();
    chars.next().zip(chars.next())
}
