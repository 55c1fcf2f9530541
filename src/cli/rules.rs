//! `huizong rules`: every rule, and how often each fired in a county.

use super::args::RulesArgs;
use super::exit::{Exit, Stop};
use super::language::{say, tell};
use super::print::line;
use super::progress::{Progress, READING};
use super::read::in_pool;
use super::run::now;
use super::schema::library_of;
use crate::pipeline::{self, RuleUse};
use crate::text::{Message, Text};

/// Reads and judges a county and prints what came of every rule; nothing is written.
pub fn rules(args: &RulesArgs, quiet: bool) -> Result<Exit, Stop> {
    let project = pipeline::project(&args.project)?;
    let library = library_of(&project, args.reading.schemas.as_deref())?;
    let prepared = pipeline::prepare(&project, &library).map_err(|error| Stop::of_run(&error))?;
    let progress = Progress::begin(prepared.files(), quiet, READING);
    let county = in_pool(args.reading.threads, || {
        pipeline::consolidate(prepared, &project, &library, now(), &|| progress.step())
    })?;
    progress.end();
    let rules = pipeline::rules(&county, &library);
    for rule in &rules {
        line(&shown(rule))?;
    }
    if !quiet {
        line(&counts(&rules))?;
    }
    Ok(Exit::Done)
}

fn shown(rule: &RuleUse) -> String {
    let [fail, open, pass, none] = rule.ended;
    let is_judged = rule.ended.iter().sum::<usize>() > 0;
    let text = if is_judged {
        Text::new(
            "{code}  {letter}  {title}：问题 {findings} 个；不通过 {fail} 份，未检 {open} 份{why}，通过 {pass} 份，不适用 {none} 份{mark}",
            "{code}  {letter}  {title}: {findings} findings; fail {fail}, not evaluated {open}{why}, pass {pass}, not applicable {none}{mark}",
        )
    } else {
        Text::new(
            "{code}  {letter}  {title}：问题 {findings} 个{mark}",
            "{code}  {letter}  {title}: {findings} findings{mark}",
        )
    };
    let why = match rule.why.as_ref().filter(|_| open > 0) {
        Some(why) => tell(&Message::new(Text::new("（例如：{why}）", " (such as: {why})")).with("why", tell(why))),
        None => String::new(),
    };
    let mark = match rule {
        rule if rule.always_fired() => {
            say("；每份都不通过，请看规则是否写错", "; fails wherever it is judged, is the rule right?")
        }
        rule if rule.never_fired() => say("；从未触发", "; never fired"),
        _ => "",
    };
    let message = Message::new(text)
        .with("code", rule.code.0)
        .with("letter", rule.severity.letter())
        .with("title", tell(&rule.title))
        .with("findings", rule.findings.to_string())
        .with("fail", fail.to_string())
        .with("open", open.to_string())
        .with("why", why)
        .with("pass", pass.to_string())
        .with("none", none.to_string())
        .with("mark", mark);
    tell(&message)
}

fn counts(rules: &[RuleUse]) -> String {
    let count = |is: fn(&RuleUse) -> bool| rules.iter().filter(|rule| is(rule)).count().to_string();
    let text = Text::new(
        "共 {all} 条规则：触发过 {fired} 条，从未触发 {never} 条，每份都不通过 {always} 条，有未检的 {open} 条",
        "{all} rules: {fired} fired, {never} never fired, {always} failed wherever they were judged, {open} could not always be judged",
    );
    let message = Message::new(text)
        .with("all", rules.len().to_string())
        .with("fired", count(|rule| !rule.never_fired()))
        .with("never", count(RuleUse::never_fired))
        .with("always", count(RuleUse::always_fired))
        .with("open", count(|rule| rule.ended[1] > 0));
    tell(&message)
}
