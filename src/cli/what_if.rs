//! `huizong what-if`: new rules tried on last year's files before they are sent out.

use rust_decimal::Decimal;

use super::args::WhatIfArgs;
use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::line;
use super::progress::{Progress, READING};
use super::read::in_pool;
use super::run::now;
use super::schema::{library, library_of};
use super::table::table;
use crate::model::number::fixed;
use crate::model::{Move, Severity, Shift, WhatIf};
use crate::pipeline;
use crate::text::{Message, Text};

/// Reads the files under the rules in force and under the new ones, and prints what changes. Writes nothing.
pub fn what_if(args: &WhatIfArgs, quiet: bool) -> Result<Exit, Stop> {
    let project = pipeline::project(&args.project)?;
    let (in_force, on_trial) = (library_of(&project, None)?, library(Some(&args.schemas))?);
    let libraries = [&in_force, &on_trial];
    let prepared = pipeline::prepare_what_if(&project, libraries).map_err(|error| Stop::of_run(&error))?;
    let progress = Progress::begin(prepared.files(), quiet, READING);
    let changes = in_pool(args.threads, || pipeline::what_if(prepared, libraries, now(), &|| progress.step()))?;
    progress.end();
    if changes.submissions == [0, 0] {
        let text = Text::new(
            "没有读到任何自评表，无从试算；请检查 huizong.toml 中的 last_year 和 submissions 指向的文件夹",
            "no form was read, so that nothing can be tried; check the folders that last_year and submissions name in huizong.toml",
        );
        return Err(Stop::new(Exit::NotDone, &Message::new(text)));
    }
    if !quiet {
        for text in summary(&changes, &args.schemas.display().to_string()) {
            line(&text)?;
        }
    }
    findings(say("新增的问题", "New findings"), &changes.appear)?;
    findings(say("消失的问题", "Findings that vanish"), &changes.vanish)?;
    scores(&changes.moves)?;
    Ok(Exit::Done)
}

fn summary(changes: &WhatIf, schemas: &str) -> Vec<String> {
    let tried = if changes.is_last_year {
        Text::new(
            "用 {schemas} 的规则试算上年（{year} 年度）的报送；没有写出任何文件",
            "the rules of {schemas} tried on last year's submissions ({year}); nothing was written",
        )
    } else {
        Text::new(
            "没有上年的报送，用 {schemas} 的规则试算本年（{year} 年度）的报送；没有写出任何文件",
            "there are no submissions of last year: the rules of {schemas} tried on those of {year}; nothing was written",
        )
    };
    let [before, after] = changes.submissions.map(|count| count.to_string());
    let read = Text::new(
        "识别出的自评表：现行 {before} 份，新规则 {after} 份",
        "forms that were recognised: {before} under the rules in force, {after} under the new ones",
    );
    let counted = Text::new(
        "新增问题 {appear} 个（{graver}），消失 {vanish} 个，得分变动 {scores} 份，名次变动 {ranks} 份",
        "{appear} new findings ({graver}), {vanish} vanish, {scores} scores and {ranks} ranks move",
    );
    let of = |severity: Severity| {
        let count = changes.appear.iter().filter(|shift| shift.finding.severity == severity).count();
        format!("{} {count}", severity.name().get(lang()))
    };
    let moved = |differs: fn(&Move) -> bool| changes.moves.iter().filter(|shift| differs(shift)).count().to_string();
    vec![
        tell(&Message::new(tried).with("schemas", schemas).with("year", changes.year.to_string())),
        tell(&Message::new(read).with("before", before).with("after", after)),
        tell(
            &Message::new(counted)
                .with("appear", changes.appear.len().to_string())
                .with("graver", Severity::ALL.map(of).join(say("，", ", ")))
                .with("vanish", changes.vanish.len().to_string())
                .with("scores", moved(|shift| shift.score[0] != shift.score[1]))
                .with("ranks", moved(|shift| shift.rank[0] != shift.rank[1])),
        ),
    ]
}

fn findings(title: &str, shifts: &[Shift]) -> Result<(), Stop> {
    if shifts.is_empty() {
        return Ok(());
    }
    let row = |shift: &Shift| {
        let finding = &shift.finding;
        [
            finding.severity.name().get(lang()).to_owned(),
            finding.code.to_string(),
            shift.unit.clone(),
            finding.place.cell().map_or_else(|| "-".to_owned(), |cell| cell.to_string()),
            finding.message(lang()),
            shift.file.as_deref().unwrap_or("-").to_owned(),
        ]
    };
    let header = match lang() {
        crate::text::Lang::Zh => ["级别", "代码", "单位", "单元格", "发现", "文件"],
        crate::text::Lang::En => ["Severity", "Code", "Unit", "Cell", "What was found", "File"],
    };
    print(title, &table(header, &shifts.iter().map(row).collect::<Vec<_>>()))
}

fn scores(moves: &[Move]) -> Result<(), Stop> {
    if moves.is_empty() {
        return Ok(());
    }
    let row = |shift: &Move| {
        let shown = |points: Option<Decimal>| points.map_or_else(|| "—".to_owned(), |points| fixed(points, 2));
        let place = |rank: Option<usize>| rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
        let ([before, after], [was, is]) = (shift.score.map(shown), shift.rank.map(place));
        let change = shift
            .change()
            .map(|change| format!("{}{}", if change.is_sign_negative() { "" } else { "+" }, fixed(change, 2)));
        [
            shift.unit.clone(),
            shift.project.clone(),
            format!("{before} → {after}"),
            change.unwrap_or_default(),
            format!("{was} → {is}"),
        ]
    };
    let header = match lang() {
        crate::text::Lang::Zh => ["单位", "项目", "复算得分", "变动", "名次"],
        crate::text::Lang::En => ["Unit", "Project", "Recomputed", "Change", "Rank"],
    };
    print(say("得分与名次", "Scores and ranks"), &table(header, &moves.iter().map(row).collect::<Vec<_>>()))
}

fn print(title: &str, lines: &[String]) -> Result<(), Stop> {
    line("")?;
    line(title)?;
    lines.iter().try_for_each(|text| line(&format!("  {text}")))
}
