//! Reviewed scores beside the claimed and the recomputed ones, and whether they speak of the file that counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::model::{
    County, CountyEntry, Outdated, Review, ReviewLine, ReviewRow, Reviewed, Scorecard, Source, TypedReview,
};
use crate::schema::{Form, find_form};
use crate::text::{Message, Names, Text, fold, same_name};

/// What a total is called in the column of indicators.
pub(super) const TOTAL: Text = Text::new("总分", "total");
/// So much of a file's fingerprint tells it from every other.
const FINGERPRINT: usize = 16;

const WAITING: Text = Text::new("待复核", "to be reviewed");
const NO_SCORE: Text = Text::new("缺复核得分", "score missing");
const REVIEWED: Text = Text::new("已复核", "reviewed");
const REPLACED: Text = Text::new("已重新复核", "reviewed again");

/// Sets the review of every submission and tells how the rows stand, in the order in which they are to be written.
pub(super) fn settle(
    county: &mut County,
    rows: &[ReviewRow],
    forms: &[Arc<Form>],
    notices: &mut Vec<Message>,
) -> Vec<ReviewLine> {
    let filled: Vec<&ReviewRow> = rows.iter().filter(|row| !row.typed.is_blank()).collect();
    let known = Known::of(county);
    let found: Vec<Result<Target, Message>> = filled.iter().map(|row| known.target(row, county, forms)).collect();
    let mut by_entry: BTreeMap<usize, Vec<(usize, Target)>> = BTreeMap::new();
    for (at, target) in found.iter().enumerate() {
        if let Ok(target) = target {
            by_entry.entry(target.entry).or_default().push((at, *target));
        }
    }
    let mut lines = Vec::new();
    let mut reviews = Vec::new();
    for (index, entry) in county.entries.iter().enumerate() {
        let card = &county.case(entry).scorecard;
        if !(entry.standing.is_in_force() && card.is_scored) {
            continue;
        }
        let form = find_form(forms, &county.case(entry).submission.form).map(AsRef::as_ref);
        let of_entry = by_entry.remove(&index).unwrap_or_default();
        let mut judged = Judged::new(county, entry, form);
        let current = judged.take(&filled, &of_entry, notices);
        if !current.contains(&None) {
            lines.push(judged.blank());
        }
        lines.append(&mut judged.lines);
        if let Some(review) = judged.finish(notices) {
            reviews.push((index, review));
        }
    }
    for (row, target) in filled.iter().zip(found) {
        if let Err(why) = target {
            lines.push(stray(row, why.clone()));
            notices.push(in_row(row, why));
        }
    }
    for (index, review) in reviews {
        county.entries[index].review = Some(Box::new(review));
    }
    lines
}

/// What a row speaks of: an entry, and a line of its scorecard or the total.
#[derive(Debug, Clone, Copy)]
struct Target {
    entry: usize,
    line: Option<usize>,
}

/// The submissions that can be reviewed, by unit, form and project.
struct Known {
    by_key: BTreeMap<[String; 3], usize>,
    units: BTreeSet<String>,
}

impl Known {
    fn of(county: &County) -> Self {
        let (mut by_key, mut units) = (BTreeMap::new(), BTreeSet::new());
        units.extend(county.roster.units.iter().flat_map(|unit| [fold(&unit.code), fold(&unit.name)]));
        for (at, entry) in county.entries.iter().enumerate().filter(|(_, entry)| entry.standing.is_in_force()) {
            let names = [entry.owner.as_ref().map_or("", |owner| &owner.code), entry.unit_name.as_str()];
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                units.insert(fold(name));
                let form = county.case(entry).submission.form.to_string();
                by_key.entry([fold(name), form, fold(&entry.project)]).or_insert(at);
            }
        }
        Self { by_key, units }
    }

    fn target(&self, row: &ReviewRow, county: &County, forms: &[Arc<Form>]) -> Result<Target, Message> {
        let form = forms.iter().find(|form| {
            let head = &form.head;
            [&*head.id, &head.title.zh, &head.title.en].iter().any(|name| same_name(name, &row.form))
        });
        let Some(form) = form else {
            let text = Text::new("没有表样“{form}”", "there is no form `{form}`");
            return Err(Message::new(text).with("form", row.form.as_str()));
        };
        let unit = fold(&row.unit);
        let key = [unit.clone(), form.head.id.to_string(), fold(&row.project)];
        let Some(&entry) = self.by_key.get(&key) else {
            let text = if self.units.contains(&unit) {
                Text::new(
                    "单位“{unit}”没有报这份表（表样“{form}”，项目“{project}”），复核无处可记",
                    "the unit `{unit}` sent no such form (`{form}`, project `{project}`)",
                )
            } else {
                Text::new(
                    "单位“{unit}”不在名录里；请写名录中的单位代码或名称",
                    "the unit `{unit}` is not in the roster; write its code or name as the roster has it",
                )
            };
            let message = Message::new(text).with("unit", row.unit.as_str());
            return Err(message.with("form", row.form.as_str()).with("project", row.project.as_str()));
        };
        let card = &county.case(&county.entries[entry]).scorecard;
        Ok(Target { entry, line: line_of(card, &row.item)? })
    }
}

/// The line of an indicator; nothing for the total.
fn line_of(card: &Scorecard, item: &str) -> Result<Option<usize>, Message> {
    if [TOTAL.zh, TOTAL.en, "合计"].iter().any(|name| same_name(name, item)) {
        return Ok(None);
    }
    let wanted = fold(item);
    let named = |(at, name): (usize, &str)| (fold(name) == wanted).then_some(at);
    let found: Vec<usize> = card.lines.iter().map(|line| &*line.name).enumerate().filter_map(named).collect();
    match found.as_slice() {
        [at] => Ok(Some(*at)),
        [] => {
            let nearest = Names::of(card.lines.iter().map(|line| fold(&line.name))).nearest(&wanted);
            let text = match nearest {
                Some(_) => Text::new(
                    "这份表没有指标“{item}”；最接近的是“{nearest}”",
                    "the form has no indicator `{item}`; the nearest is `{nearest}`",
                ),
                None => Text::new(
                    "这份表没有指标“{item}”；请照“指标明细”写名称，评总分的写“总分”",
                    "the form has no indicator `{item}`; write a name as in the tab of indicators, or 总分 for the total",
                ),
            };
            let message = Message::new(text).with("item", item);
            Err(message.with("nearest", nearest.map_or("", |at| &*card.lines[at].name)))
        }
        several => {
            let text = Text::new(
                "这份表有 {n} 个指标叫“{item}”，不知道指哪一个；请复核总分",
                "the form has {n} indicators named `{item}` and nobody can tell which is meant; review the total",
            );
            Err(Message::new(text).with("n", several.len().to_string()).with("item", item))
        }
    }
}

/// One submission with the rows that speak of it.
struct Judged<'a> {
    entry: &'a CountyEntry,
    card: &'a Scorecard,
    source: &'a Source,
    form: &'a str,
    scheme: Option<&'a Form>,
    lines: Vec<ReviewLine>,
    taken: BTreeMap<Option<usize>, Reviewed>,
}

impl<'a> Judged<'a> {
    fn new(county: &'a County, entry: &'a CountyEntry, scheme: Option<&'a Form>) -> Self {
        let case = county.case(entry);
        Self {
            entry,
            card: &case.scorecard,
            source: &county.files[entry.file].source,
            form: &case.submission.form,
            scheme,
            lines: Vec::new(),
            taken: BTreeMap::new(),
        }
    }

    /// Judges the rows. Gives the items for which there is a row that speaks of the file that counts.
    fn take(
        &mut self,
        rows: &[&ReviewRow],
        targets: &[(usize, Target)],
        notices: &mut Vec<Message>,
    ) -> BTreeSet<Option<usize>> {
        let mut last_of: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        let mut twice: BTreeMap<usize, usize> = BTreeMap::new();
        let is_scored = |at: usize| self.is_current(rows[at]) && rows[at].score.is_some();
        for &(at, Target { line, .. }) in targets.iter().filter(|(at, _)| is_scored(*at)) {
            if let Some(other) = last_of.insert(line, at) {
                twice.insert(other, at);
                twice.insert(at, other);
            }
        }
        for &(at, Target { line, .. }) in targets {
            let row = rows[at];
            let is_current = self.is_current(row);
            let state = match twice.get(&at) {
                Some(other) => {
                    let text = Text::new(
                        "与第 {other} 行评的是同一项，两行都不计；请只留一行",
                        "reviews the same as row {other}, neither counts; keep one of them",
                    );
                    Err(Message::new(text).with("other", (rows[*other].row + 1).to_string()))
                }
                None => self.judge(row, line),
            };
            let (state, is_odd) = match state {
                Ok(None) => (NO_SCORE.into(), false),
                // A newer review of the same item takes the place of one that speaks of an earlier file.
                Ok(Some(_)) if !is_current && last_of.contains_key(&line) => (REPLACED.into(), false),
                Ok(Some(reviewed)) => {
                    let state = reviewed.outdated.map_or(REVIEWED, Outdated::name);
                    let is_odd = reviewed.outdated.is_some();
                    self.taken.insert(line, reviewed);
                    (state.into(), is_odd)
                }
                Err(why) => {
                    notices.push(in_row(row, why.clone()));
                    (why, true)
                }
            };
            let fingerprint = if is_current || row.score.is_none() { self.fingerprint() } else { &row.fingerprint };
            let fingerprint = fingerprint.to_owned();
            self.lines.push(ReviewLine { is_odd, fingerprint, typed: row.typed.clone(), ..self.line(line, state) });
        }
        targets.iter().filter(|(at, _)| self.is_current(rows[*at])).map(|(_, target)| target.line).collect()
    }

    /// Whether a row speaks of the file that counts now.
    fn is_current(&self, row: &ReviewRow) -> bool {
        row.fingerprint.is_empty() || row.score.is_none() || row.fingerprint == self.fingerprint()
    }

    fn fingerprint(&self) -> &'a str {
        self.source.sha256.get(..FINGERPRINT).unwrap_or(&self.source.sha256)
    }

    /// The reviewed score of a row; nothing while no score is written.
    fn judge(&self, row: &ReviewRow, line: Option<usize>) -> Result<Option<Reviewed>, Message> {
        let Some(score) = row.score else { return Ok(None) };
        let (weight, claimed, recomputed) = self.scores(line);
        if let Some(weight) = weight.filter(|weight| score > *weight) {
            let text = Text::new(
                "复核得分 {score} 大于分值 {weight}，不计；请更正",
                "the reviewed score {score} is above the weight {weight} and does not count; correct it",
            );
            return Err(Message::new(text).with("score", plain(score)).with("weight", plain(weight)));
        }
        let confirms = [claimed, recomputed].contains(&Some(score));
        let TypedReview { reason, who, .. } = &row.typed;
        if who.is_empty() || (reason.is_empty() && !confirms) {
            let text = Text::new(
                "写了复核得分，没有写{missing}，不计；请补上",
                "a reviewed score without {missing} does not count; add it",
            );
            let missing = if who.is_empty() {
                Text::new("复核人", "who reviewed")
            } else {
                Text::new(
                    "复核原因（与自评、复算都不同）",
                    "a reason (it is neither the claimed nor the recomputed one)",
                )
            };
            return Err(Message::new(text).with("missing", missing));
        }
        // The time of a file changes with every copy, so only the register can make a review look too early.
        let received =
            self.source.received.filter(|received| received.from_receipts).map(|received| received.at.date());
        let is_early = row.date.zip(received).is_some_and(|(date, received)| date < received);
        let outdated = match (self.is_current(row), is_early) {
            (false, _) => Some(Outdated::Content),
            (true, true) => Some(Outdated::Date),
            (true, false) => None,
        };
        Ok(Some(Reviewed { score, reason: reason.clone(), who: who.clone(), date: row.date, outdated }))
    }

    /// Weight, claimed and recomputed score of a line or of the total.
    fn scores(&self, line: Option<usize>) -> (Option<Decimal>, Option<Decimal>, Option<Decimal>) {
        if let Some(line) = line.and_then(|at| self.card.lines.get(at)) {
            return (line.weight, line.self_score, line.recomputed);
        }
        let whole = self.scheme.map(|form| Decimal::from(form.limits.total_weight));
        (whole, self.card.self_sum, self.card.total)
    }

    /// A row for the total that waits for a score.
    fn blank(&self) -> ReviewLine {
        self.line(None, WAITING.into())
    }

    fn line(&self, line: Option<usize>, state: Message) -> ReviewLine {
        let (weight, claimed, recomputed) = self.scores(line);
        ReviewLine {
            state,
            is_odd: false,
            unit: self
                .entry
                .owner
                .as_ref()
                .map_or_else(|| self.entry.unit_name.clone(), |owner| owner.code.to_string()),
            unit_name: self.entry.unit_name.clone(),
            form: self.form.to_owned(),
            project: self.entry.project.clone(),
            item: line.map_or_else(|| TOTAL.zh.to_owned(), |at| self.card.lines[at].name.to_string()),
            weight,
            claimed,
            recomputed,
            file: self.source.name.to_string(),
            fingerprint: self.fingerprint().to_owned(),
            typed: TypedReview::default(),
        }
    }

    /// The review; nothing if no row counts. A total that is not what its lines add up to is told and does not count.
    fn finish(mut self, notices: &mut Vec<Message>) -> Option<Review> {
        let total = self.taken.remove(&None);
        let lines: BTreeMap<usize, Reviewed> =
            self.taken.into_iter().filter_map(|(line, reviewed)| Some((line?, reviewed))).collect();
        if total.is_none() && lines.is_empty() {
            return None;
        }
        let mut review = Review { total, lines, score: None, grade: None };
        let counted = self.card.lines.iter().enumerate().filter(|(_, line)| line.counts);
        let of_lines: Option<Vec<Decimal>> = counted.map(|(at, _)| review.line(at)).collect();
        let of_lines = of_lines.filter(|points| !points.is_empty()).and_then(sum);
        let whole = review.total.as_ref().filter(|total| total.outdated.is_none()).map(|total| total.score);
        review.score = match (whole, of_lines) {
            (Some(whole), Some(parts)) if whole != parts => {
                let text = Text::new(
                    "复核表：{unit}（{project}）的复核总分 {whole} 与各指标复核得分之和 {parts} 不一致，总分不计；请更正",
                    "reviews: {unit} ({project}) has a reviewed total of {whole}, but its reviewed indicators add up to {parts}; the total does not count, correct it",
                );
                let message = Message::new(text).with("unit", self.entry.unit_name.as_str());
                let message = message.with("project", self.entry.project.as_str());
                notices.push(message.with("whole", plain(whole)).with("parts", plain(parts)));
                None
            }
            (whole, parts) => whole.or(parts),
        };
        review.grade = review.score.and_then(|score| self.scheme?.scoring.grade(score).cloned());
        Some(review)
    }
}

/// A row that speaks of nothing that came in: kept as it is.
fn stray(row: &ReviewRow, state: Message) -> ReviewLine {
    ReviewLine {
        state,
        is_odd: true,
        unit: row.unit.clone(),
        unit_name: String::new(),
        form: row.form.clone(),
        project: row.project.clone(),
        item: row.item.clone(),
        weight: None,
        claimed: None,
        recomputed: None,
        file: String::new(),
        fingerprint: row.fingerprint.clone(),
        typed: row.typed.clone(),
    }
}

fn in_row(row: &ReviewRow, why: Message) -> Message {
    let text = Text::new("复核表第 {row} 行：", "reviews, row {row}: ");
    Message::new(text).with("row", (row.row + 1).to_string()).behind(why)
}
