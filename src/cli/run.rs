//! `huizong run`: a county into one workbook.

use std::mem::ManuallyDrop;

use jiff::civil::DateTime;

use super::args::RunArgs;
use super::climb;
use super::exit::{Exit, Stop};
use super::language::{lang, tell};
use super::lock::Lock;
use super::print::{json, line};
use super::progress::{Progress, READING};
use super::read::in_pool;
use super::schema::library_of;
use crate::model::number::{fixed, percent};
use crate::model::{County, CountyEntry, ExplanationState, Finding, Place, Source, Status, Treatment};
use crate::pipeline;
use crate::record::FindingRecord;
use crate::text::{Message, Text};

/// Reads, checks, scores and writes; then says in a few lines what came of it.
pub fn run(args: &RunArgs, quiet: bool) -> Result<Exit, Stop> {
    let project = pipeline::project(&args.project)?;
    let library = library_of(&project, args.reading.schemas.as_deref())?;
    let as_of = args.as_of.unwrap_or_else(now);
    let _lock = Lock::take(&project.resolve(&project.output.folder))?;
    let prepared = in_pool(args.reading.threads, || pipeline::prepare(&project, &library))?;
    let prepared = prepared.map_err(|error| Stop::of_run(&error))?;
    let prepared = prepared.explaining(args.explain_anomalies.clone());
    let papers = prepared.papers();
    let progress = Progress::begin(prepared.files(), quiet, READING);
    let (county, written) = in_pool(args.reading.threads, || {
        let county = pipeline::consolidate(prepared, &project, &library, as_of, &|| progress.step());
        progress.end();
        // A run that read nothing has nothing to say: it must not take the place of the last good workbook.
        let written = (!county.entries.is_empty()).then(|| pipeline::publish(&county, &papers, &project, &library));
        (county, written)
    })?;
    // The program ends with this command: to give back the memory of a county piece by piece is a fiftieth of its run.
    let county = ManuallyDrop::new(county);
    let (target, told) = written.transpose().map_err(|error| Stop::of_publishing(&error))?.unzip();
    let (told, failed) = match told.transpose() {
        Ok(told) => (told.unwrap_or_default(), None),
        // The county workbook stands; what came of the run is said all the same.
        Err(error) => (Vec::new(), Some(Stop::of_output(&error))),
    };
    if args.json {
        let source = |place: &Place| source(&county, place);
        for finding in county.every_finding() {
            json(&FindingRecord::new(finding, source, lang()))?;
        }
    } else if !quiet {
        for text in summary(&county).into_iter().chain(judgement(&county)) {
            line(&text)?;
        }
        for message in &told {
            line(&tell(message))?;
        }
        if let Some(target) = &target {
            let done = Text::new("全县工作簿：{target}", "county workbook: {target}");
            line(&tell(&Message::new(done).with("target", target.display().to_string())))?;
            let papers = Text::new(
                "由人填写、下次运行读回：说明 {explanations}，复核 {review}，整改台账 {corrections}",
                "to be filled in, and read back by the next run: explanations {explanations}, reviews {review}, corrections {corrections}",
            );
            let shown = |path| project.resolve(path).display().to_string();
            let input = &project.input;
            let papers = Message::new(papers).with("explanations", shown(&input.explanations));
            line(&tell(&papers.with("review", shown(&input.review)).with("corrections", shown(&input.corrections))))?;
        }
        if let Some(text) = unreadable(&county) {
            line(&text)?;
        }
    }
    if let Some((climbed, wanted)) = county.climbed.as_ref().zip(args.explain_anomalies.as_ref()).filter(|_| !args.json)
    {
        for text in climb::lines(&county, climbed, wanted) {
            line(&text)?;
        }
    }
    if target.is_none() {
        let text = Text::new(
            "没有读到任何自评表，没有写工作簿，原有的也没有动；请检查 huizong.toml 中的 submissions 指向的文件夹",
            "no form was read and no workbook written, an earlier one is untouched; check the folder that submissions names in huizong.toml",
        );
        return Err(Stop::new(Exit::NotDone, &Message::new(text)));
    }
    if let Some(stop) = failed {
        return Err(stop);
    }
    let mut open = county.every_finding().filter(|finding| !finding.is_explained());
    let fails = open.any(|finding| args.fail_on.includes(finding.severity));
    Ok(if fails { Exit::Findings } else { Exit::Done })
}

/// The time of the clock, to the second.
pub fn now() -> DateTime {
    let now = jiff::Zoned::now().datetime();
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

fn source<'a>(county: &'a County, place: &Place) -> Option<&'a Source> {
    let id = place.source()?;
    county.files.get(usize::try_from(id.0).ok()?).map(|file| &file.source)
}

fn summary(county: &County) -> Vec<String> {
    let figures = &county.figures;
    let number = |count: usize| count.to_string();
    let mut lines = vec![
        tell(
            &Message::new(Text::new(
                "{county} {year} 年度：应报 {due}，已报 {reported}，未报 {missing}，逾期 {late}，重复 {twice}，名册外 {unknown}",
                "{county} {year}: {due} due, {reported} reported, {missing} missing, {late} late, {twice} superseded, {unknown} not in the roster",
            ))
            .with("county", county.name.as_str())
            .with("year", county.year.to_string())
            .with("due", number(figures.due))
            .with("reported", number(figures.reported))
            .with("missing", number(figures.missing))
            .with("late", number(figures.late))
            .with("twice", number(figures.superseded))
            .with("unknown", number(figures.unknown)),
        ),
        tell(
            &Message::new(Text::new(
                "必须修改 {e} 项，需核实 {w} 项，提示 {i} 项；{clean} 份没有必须修改的问题",
                "{e} findings must be corrected, {w} to be verified, {i} notes; {clean} submissions have nothing to correct",
            ))
            .with("e", number(figures.findings[0]))
            .with("w", number(figures.findings[1]))
            .with("i", number(figures.findings[2]))
            .with("clean", number(figures.clean)),
        ),
        tell(
            &Message::new(Text::new(
                "计入 {counted} 份：全年预算 {adjusted} 万元，全年执行 {executed} 万元，执行率 {rate}",
                "{counted} submissions counted: budget {adjusted}, executed {executed} (10,000 yuan), rate {rate}",
            ))
            .with("counted", number(figures.counted))
            .with("adjusted", fixed(figures.adjusted, 2))
            .with("executed", fixed(figures.executed, 2))
            .with("rate", figures.rate.map_or_else(|| "—".to_owned(), percent)),
        ),
    ];
    let mut missing: Vec<&str> =
        county.reporting.iter().filter(|row| row.status == Status::Missing).map(|row| row.name.as_str()).collect();
    // A unit that owes several forms is named once.
    missing.dedup();
    if !missing.is_empty() {
        let text = Message::new(Text::new("未报：{names}", "missing: {names}"));
        lines.push(tell(&text.with("names", listed(&missing))));
    }
    lines
}

/// What the bureau's own workbooks say: explained, open, come back, reviewed, and every row that has no effect.
fn judgement(county: &County) -> Vec<String> {
    let count = |state| county.judgement.count(state).to_string();
    let came_back = |why: ExplanationState| {
        let is = |finding: &&Finding| matches!(finding.treatment.as_deref(), Some(Treatment::CameBack(state)) if *state == why);
        county.every_finding().filter(is).count().to_string()
    };
    let open = county.judgement.count(ExplanationState::Open) + county.judgement.count(ExplanationState::Incomplete);
    let mut lines = vec![tell(
        &Message::new(Text::new(
            "说明：已说明 {explained} 项，待说明 {open} 项；重新待说明的：数值已变 {changed} 项，已过期 {expired} 项",
            "explanations: {explained} explained, {open} open; come back: {changed} with another value, {expired} expired",
        ))
        .with("explained", count(ExplanationState::Explained))
        .with("open", open.to_string())
        .with("changed", came_back(ExplanationState::ValueChanged))
        .with("expired", came_back(ExplanationState::Expired)),
    )];
    let outdated = |entry: &&CountyEntry| entry.review.as_ref().is_some_and(|review| review.outdated().is_some());
    let outdated = county.entries.iter().filter(outdated).count();
    if county.figures.reviewed + outdated > 0 {
        let text = Text::new(
            "复核：总分已复核 {reviewed} 份，复核早于现行文件 {outdated} 份；排名依据：{by}",
            "reviews: {reviewed} totals reviewed, {outdated} older than the file that counts; ranked by {by}",
        );
        let text = Message::new(text).with("reviewed", county.figures.reviewed.to_string());
        lines.push(tell(&text.with("outdated", outdated.to_string()).with("by", county.ranks_by.name())));
    }
    lines.extend(county.judgement.notices.iter().map(tell));
    lines
}

/// The first names of a list, and how many more there are.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 10;
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join("、");
    if names.len() <= SHOWN {
        return shown;
    }
    let more = Message::new(Text::new("{shown} 等 {count} 个", "{shown} and more, {count} in all"));
    tell(&more.with("shown", shown).with("count", names.len().to_string()))
}

/// The files that could not be used, on the last line.
fn unreadable(county: &County) -> Option<String> {
    let names: Vec<&str> =
        county.files.iter().filter(|file| file.cases.is_empty()).map(|file| &*file.source.name).collect();
    let text = Message::new(Text::new(
        "{count} 个文件无法使用（原因见问题清单）：{names}",
        "{count} files could not be used (see the tab of findings): {names}",
    ));
    (!names.is_empty()).then(|| tell(&text.with("count", names.len().to_string()).with("names", listed(&names))))
}
