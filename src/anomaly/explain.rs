//! One value step by step, whether it was flagged or not.

use super::ladder::{Against, Cause, Ladder, Outcome, Silence, Step};
use super::observe::Source;
use super::statistics::{Case, method};
use crate::model::number::{fixed, plain, round};
use crate::model::{Climb, ClimbStep, Climbed, CountyEntry, Wanted};
use crate::text::{Message, Names, Text, fold};

/// What the ladder says of the values that a person asks about.
pub(super) fn explain(
    wanted: &Wanted,
    entries: &[CountyEntry],
    ladder: &Ladder<'_>,
    sources: &[Source<'_>],
) -> Climbed {
    let unit = fold(&wanted.unit);
    let is_unit = |entry: &CountyEntry| {
        let code = entry.owner.as_ref().map_or("", |owner| &*owner.code);
        [code, &entry.unit_name, &entry.cover].iter().any(|name| !name.is_empty() && fold(name) == unit)
    };
    let of_unit: Vec<usize> = (0..sources.len()).filter(|at| is_unit(&entries[sources[*at].entry])).collect();
    if of_unit.is_empty() {
        let names: Vec<&str> = entries.iter().map(|entry| entry.unit_name.as_str()).collect();
        return Climbed::NoUnit(nearest(&unit, &names));
    }
    let subject = fold(&wanted.subject);
    let asked: Vec<usize> = of_unit.iter().copied().filter(|at| fold(&sources[*at].subject()) == subject).collect();
    if asked.is_empty() {
        let mut names: Vec<String> = of_unit.iter().map(|at| sources[*at].subject()).collect();
        names.sort_unstable();
        names.dedup();
        return Climbed::NoSubject(names);
    }
    Climbed::Values(asked.into_iter().map(|at| climb(at, ladder, sources)).collect())
}

fn nearest(folded: &str, names: &[&str]) -> Option<String> {
    let at = Names::of(names.iter().map(|name| fold(name))).nearest(folded)?;
    names.get(at).map(|name| (*name).to_owned())
}

fn climb(at: usize, ladder: &Ladder<'_>, sources: &[Source<'_>]) -> Climb {
    let source = &sources[at];
    let mut steps = ladder.climb(at);
    steps.sort_by_key(|(step, _)| *step);
    let step = |(step, outcome): &(Step, Outcome)| ClimbStep {
        name: method(*step),
        flags: outcome.as_ref().ok().map(super::ladder::Verdict::is_flagged),
        text: match outcome {
            Ok(verdict) => said(&Case { ladder, sources, verdict }),
            Err(silence) => why(*silence),
        },
    };
    Climb {
        entry: source.entry,
        subject: source.subject(),
        column: source.column,
        value: source.raw.to_string(),
        cell: source.place.cell().map(|cell| cell.to_string()).unwrap_or_default(),
        steps: steps.iter().map(step).collect(),
    }
}

/// What a step compared, and how that came out.
fn said(case: &Case<'_, '_>) -> Message {
    let verdict = case.verdict;
    let evidence = case.evidence(&mut Vec::new());
    let (reference, compared) = case.reference();
    let places = case.number().decimals.max(2);
    let score = evidence.score.map(|score| fixed(score, 2)).unwrap_or_default();
    let base = match (&evidence.spread, verdict.against) {
        (Some(spread), _) => {
            let shown = |number| plain(round(number, places));
            Message::new(Text::new(
                "{own}；{n} 个可比，中位数 {median}，界限 {lower} 至 {upper}（{cut} 个离差）；超出程度 {score}",
                "{own}; {n} to compare with, median {median}, bounds {lower} and {upper} ({cut} scales); beyond the cut: {score}",
            ))
            .with("own", shown(spread.own))
            .with("n", spread.n.to_string())
            .with("median", shown(spread.median))
            .with("lower", shown(spread.lower))
            .with("upper", shown(spread.upper))
            .with("cut", plain(round(spread.cut, 1)))
        }
        (None, Against::Limits) => {
            Message::new(Text::new("没有超出可能的范围；超出程度 {score}", "beyond what is possible by: {score}"))
        }
        (None, _) if verdict.cause == Cause::Power(0) => Message::new(Text::new(
            "与上年、与同行其他数都不相差 10 的整数次方（百倍及以上）",
            "no whole power of ten (a hundredfold or more) off last year or the rest of its row",
        )),
        (None, _) => Message::new(Text::new(
            "{compared}是 {reference}；超出程度 {score}",
            "against {reference} ({compared}); beyond the cut: {score}",
        )),
    };
    let said = base.with("compared", compared).with("reference", reference).with("score", score);
    if verdict.is_flagged() {
        return said.behind(Message::new(Text::new("；可能原因：", "; likely cause: ")).behind(case.cause()));
    }
    said
}

/// Why a step said nothing.
fn why(silence: Silence) -> Message {
    match silence {
        Silence::NoLimits => Text::new("没有已知的上下限", "no limits are known").into(),
        Silence::NoZero => Text::new("不是由有变零或由零变有", "neither zero now nor last year").into(),
        Silence::NoHistory => Text::new("没有上年数", "nothing of last year").into(),
        Silence::Alone => Text::new(
            "同一行没有可比的数，或全县这样的行不足 10 个",
            "nothing in its row to compare with, or fewer than 10 such rows in the county",
        )
        .into(),
        Silence::TooFew(0) => Text::new("可比的太少", "too few to compare with").into(),
        Silence::TooFew(n) => {
            Message::new(Text::new("可比的只有 {n} 个，太少", "only {n} to compare with")).with("n", n.to_string())
        }
        Silence::NotPositive => Text::new("有零或负数，比值没有意义", "zero or negative: a ratio says nothing").into(),
        Silence::FitsLastYear => Text::new("与上年相符，不再比较", "fits last year, and need not fit the rest").into(),
        Silence::NoPeers => {
            Text::new("没有注明计量单位，不与别的表比", "its unit is not stated: not compared with other forms").into()
        }
    }
}
