//! `huizong check`: one department's own check before it submits.

use rust_decimal::Decimal;

use super::args::{CheckArgs, FailOn};
use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::{json, line};
use super::read::read;
use crate::model::number::fixed;
use crate::model::{Case, Finding, Impact, ReadFile, Severity};
use crate::record::FindingRecord;
use crate::schema::Library;
use crate::text::{Message, Text};

/// Checks the files and prints what was found.
pub fn check(args: &CheckArgs, quiet: bool) -> Result<Exit, Stop> {
    let (files, library) = read(&args.files, &args.reading, quiet)?;
    for file in &files {
        if args.json {
            for finding in file.every_finding() {
                json(&FindingRecord::new(finding, |_| Some(&file.source), lang()))?;
            }
        } else if !quiet || file.every_finding().next().is_some() {
            print(file, &library)?;
        }
    }
    if !args.json && !quiet {
        line(&summary(&files))?;
    }
    Ok(ending(&files, args.fail_on))
}

fn ending(files: &[ReadFile], fail_on: FailOn) -> Exit {
    if files.iter().all(|file| file.cases.is_empty()) {
        return Exit::NotDone;
    }
    let fails = files.iter().flat_map(ReadFile::every_finding).any(|finding| fail_on.includes(finding.severity));
    if fails { Exit::Findings } else { Exit::Done }
}

fn print(file: &ReadFile, library: &Library) -> Result<(), Stop> {
    line(&file.source.name)?;
    for finding in &file.findings {
        print_finding(finding)?;
    }
    for case in &file.cases {
        line(&format!("  {}", heading(case, library)))?;
        for severity in Severity::ALL {
            for finding in case.findings.iter().filter(|finding| finding.severity == severity) {
                print_finding(finding)?;
            }
        }
        line(&format!("  {}", scores(case)))?;
    }
    line("")
}

fn heading(case: &Case, library: &Library) -> String {
    let submission = &case.submission;
    let form = library.form(&submission.form);
    let title = form.map_or("", |form| form.head.title.get(lang()));
    let unit = form.and_then(|form| form.attributing_field()).and_then(|id| submission.answer(id));
    let unknown = || say("（未填）", "(blank)").to_owned();
    let has_project = submission.field("project").is_some();
    let project = submission.answer("project").unwrap_or_else(unknown);
    let project = if has_project { format!(" · {project}") } else { String::new() };
    tell(
        &Message::new(Text::new(
            "{title} · 工作表 {sheet} · {unit}{project}",
            "{title} · sheet {sheet} · {unit}{project}",
        ))
        .with("title", title)
        .with("sheet", &*submission.sheet)
        .with("unit", unit.unwrap_or_else(unknown))
        .with("project", project),
    )
}

fn print_finding(finding: &Finding) -> Result<(), Stop> {
    let cell = finding.place.cell().map_or_else(|| "-".to_owned(), |cell| cell.to_string());
    let severity = finding.severity.name().get(lang());
    line(&format!("    {severity} {} {cell:<5} {}", finding.code, finding.message(lang())))?;
    line(&format!("        → {}", finding.advice.get(lang())))?;
    for suspect in &finding.suspects {
        line(&format!("        ? {}", suspect.sentence.get(lang())))?;
    }
    match finding.impact {
        Some(impact) => line(&format!("        {}", worth(impact))),
        None => Ok(()),
    }
}

/// What a finding is worth: "得分多计 0.30 分".
fn worth(impact: Impact) -> String {
    let (text, amount) = match impact {
        Impact::Points(points) if points < Decimal::ZERO => {
            (Text::new("得分少计 {n} 分", "{n} points too few are claimed"), points)
        }
        Impact::Points(points) => (Text::new("得分多计 {n} 分", "{n} points too many are claimed"), points),
        Impact::Money(amount) => (Text::new("影响合计 {n} 万元", "moves the totals by {n} × 10,000 yuan"), amount),
    };
    tell(&Message::new(text).with("n", fixed(amount.abs(), 2)))
}

fn scores(case: &Case) -> String {
    let card = &case.scorecard;
    if !card.is_scored {
        return say("本表不计分", "this form has no scores").to_owned();
    }
    let claimed = match card.self_sum {
        Some(points) => tell(
            &Message::new(Text::new("自评 {points} 分", "claimed {points} points")).with("points", fixed(points, 2)),
        ),
        None => say("自评得分不全", "not every score is claimed").to_owned(),
    };
    let recomputed = match card.total {
        Some(total) => {
            Message::new(Text::new("复算 {total} 分", "recomputed {total} points")).with("total", fixed(total, 2))
        }
        None if card.lacks_table => Text::new("有表没有读到，不出总分", "a table was not found: no total").into(),
        None => Message::new(Text::new("{open} 项无法复算", "{open} lines cannot be recomputed"))
            .with("open", card.open_lines.to_string()),
    };
    let compared = card.compared().filter(|_| card.total.is_none()).map(|sum| {
        let text = Text::new(
            "可比的 {weight} 分值中自评 {own} 分、复算 {points} 分",
            "of the {weight} points that can be compared {own} are claimed, {points} recomputed",
        );
        let text = Message::new(text).with("weight", fixed(sum.weight, 2));
        tell(&text.with("points", fixed(sum.recomputed, 2)).with("own", fixed(sum.claimed, 2)))
    });
    let parts = [Some(claimed), Some(tell(&recomputed)), compared];
    parts.into_iter().flatten().collect::<Vec<_>>().join(say("，", ", "))
}

/// "必须修改 2，需核实 1，提示 3".
pub fn summary(files: &[ReadFile]) -> String {
    let count = |severity| {
        files
            .iter()
            .flat_map(ReadFile::every_finding)
            .filter(|finding| finding.severity == severity)
            .count()
            .to_string()
    };
    tell(
        &Message::new(Text::new(
            "共 {files} 个文件、{forms} 张表：必须修改 {e}，需核实 {w}，提示 {i}",
            "{files} files, {forms} forms: {e} must be corrected, {w} to be verified, {i} notes",
        ))
        .with("files", files.len().to_string())
        .with("forms", files.iter().map(|file| file.cases.len()).sum::<usize>().to_string())
        .with("e", count(Severity::E))
        .with("w", count(Severity::W))
        .with("i", count(Severity::I)),
    )
}
