//! `huizong schema try`: sheets as a schema sees them.

use std::io::IsTerminal;
use std::path::Path;

use super::exit::{Exit, Stop};
use super::language::{lang, tell};
use super::picture::{Style, draw};
use super::print::line;
use super::schema::{beside, read_text};
use super::schema_args::TryArgs;
use crate::pipeline::{self, Kind, Missing, Sought, Trial};
use crate::schema::{Library, read_file};
use crate::text::{Message, Text};

/// The width of what is no terminal: a file, a pipe.
const WIDTH: usize = 120;

/// Draws every sheet of the files. Done if each file holds the form at least once.
pub fn try_schema(args: &TryArgs, quiet: bool) -> Result<Exit, Stop> {
    let library = one_schema(&args.schema)?;
    let style = style();
    let mut exit = Exit::Done;
    for file in &args.files {
        let trials =
            pipeline::try_schema(file, &library, lang()).map_err(|message| Stop::new(Exit::NotDone, &message))?;
        let recognised = trials.iter().any(|trial| trial.recognised);
        if !recognised {
            exit = Exit::NotDone;
        }
        // Of a workbook with the form the other sheets are only named.
        let nearest = trials.iter().map(|trial| trial.anchors).max();
        for trial in &trials {
            let drawn = trial.recognised || (!recognised && Some(trial.anchors) == nearest);
            show(trial, &file.display().to_string(), style, drawn && !quiet)?;
        }
    }
    if !quiet {
        line(&style.legend(lang()))?;
    }
    Ok(exit)
}

/// The schema of a file; what it extends may lie beside it or be delivered.
fn one_schema(file: &Path) -> Result<Library, Stop> {
    Ok(read_file(&file.display().to_string(), &read_text(file)?, &beside(file))?)
}

fn style() -> Style {
    let named = std::env::var("COLUMNS").ok().and_then(|width| width.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    Style { width: named.or_else(seen).unwrap_or(WIDTH).max(24), colour }
}

fn show(trial: &Trial, file: &str, style: Style, drawn: bool) -> Result<(), Stop> {
    line(&tell(&heading(trial).with("file", file)))?;
    if drawn {
        for row in draw(&trial.cells, style) {
            line(&row)?;
        }
        for missing in &trial.missing {
            line(&format!("  {}", tell(&not_found(missing))))?;
        }
        for cell in trial.cells.iter().filter(|cell| trial.recognised && cell.mark.kind == Kind::Unread) {
            let text = Text::new("未读：{cell}“{text}”", "not read: {cell} `{text}`");
            let quoted: String = cell.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(24).collect();
            line(&format!("  {}", tell(&Message::new(text).with("cell", cell.at.to_string()).with("text", quoted))))?;
        }
        line(&tell(&summary(trial)))?;
        line("")?;
    }
    Ok(())
}

fn heading(trial: &Trial) -> Message {
    let text = if trial.recognised {
        Text::new(
            "{file} · 工作表“{sheet}”：认出本表样（标签 {found}/{all}，至少 {least}）",
            "{file} · sheet `{sheet}`: this form ({found} of {all} labels, at least {least})",
        )
    } else {
        Text::new(
            "{file} · 工作表“{sheet}”：不是本表样（标签 {found}/{all}，至少要 {least}）",
            "{file} · sheet `{sheet}`: not this form ({found} of {all} labels, at least {least} are needed)",
        )
    };
    Message::new(text)
        .with("sheet", &*trial.sheet)
        .with("found", trial.anchors.to_string())
        .with("all", trial.anchors_all.to_string())
        .with("least", trial.anchors_min.to_string())
}

fn not_found(missing: &Missing) -> Message {
    let text = match &missing.near {
        Some(_) if missing.sought == Sought::Under => Text::new(
            "没有找到：字段 {part} 的 under（{label}），这个字段只好在整张表里找；表上 {cell} 的“{near}”相近，是的话改过来",
            "not found: under of field {part} ({label}), so the field was looked for on the whole form; {cell} `{near}` is near: if it is meant, correct it",
        ),
        None if missing.sought == Sought::Under => Text::new(
            "没有找到：字段 {part} 的 under（{label}），这个字段只好在整张表里找",
            "not found: under of field {part} ({label}), so the field was looked for on the whole form",
        ),
        Some(_) => Text::new(
            "没有找到：{sought} {part}（{label}）；表上 {cell} 的“{near}”相近，是的话加进别名",
            "not found: {sought} {part} ({label}); {cell} `{near}` is near: if it is meant, add it as an alias",
        ),
        None => Text::new("没有找到：{sought} {part}（{label}）", "not found: {sought} {part} ({label})"),
    };
    let message = Message::new(text)
        .with("sought", missing.sought.name())
        .with("part", missing.part.as_str())
        .with("label", missing.label.as_str());
    match &missing.near {
        Some((cell, near)) => message.with("cell", cell.to_string()).with("near", near.as_str()),
        None => message,
    }
}

fn summary(trial: &Trial) -> Message {
    let count = |kind| trial.count(kind).to_string();
    Message::new(Text::new(
        "值 {values} 格，空着的值 {blank} 格，标签和列标题 {labels} 格，表样文字 {printed} 格；未读 {unread} 格；没有找到 {missing} 项",
        "{values} values, {blank} blank values, {labels} labels and headers, {printed} printed texts; {unread} not read; {missing} not found",
    ))
    .with("values", count(Kind::Value))
    .with("blank", count(Kind::Expected))
    .with("labels", (trial.count(Kind::Label) + trial.count(Kind::Header) + trial.count(Kind::Title)).to_string())
    .with("printed", count(Kind::Printed))
    .with("unread", count(Kind::Unread))
    .with("missing", trial.missing.len().to_string())
}
