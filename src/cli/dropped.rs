//! Files dropped onto the program in Windows: they are checked, a report workbook is laid beside them, and the window waits.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use super::args::{Arguments, Reading};
use super::check::summary;
use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::line;
use super::read::read;
use crate::pipeline;
use crate::text::{Message, Text};

/// The dropped files: the first argument is no command but something that exists.
pub fn files(args: &[OsString]) -> Option<Vec<PathBuf>> {
    let first = Path::new(args.get(1)?);
    if is_command(first) || !first.exists() {
        return None;
    }
    let mut paths = Vec::new();
    let mut rest = args.iter().skip(1);
    while let Some(arg) = rest.next() {
        match arg.to_str() {
            // Settled before; its value is no file.
            Some("--lang") => drop(rest.next()),
            Some(option) if option.starts_with("--lang=") => {}
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    Some(paths)
}

/// A word that names a command is the command, even if a file of that name lies here.
fn is_command(path: &Path) -> bool {
    path.to_str().is_some_and(|word| Arguments::command().find_subcommand(word).is_some())
}

/// Checks them, writes the report and waits for a key.
pub fn check(paths: &[PathBuf]) -> Result<Exit, Stop> {
    let ending = report(paths);
    if let Err(stop) = &ending {
        eprintln!("{}", stop.text);
    }
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        line(say("按回车键关闭窗口……", "press Enter to close this window…"))?;
        // Whatever comes, or nothing: the window may close.
        let _ = io::stdin().read(&mut [0]);
    }
    ending.map_err(|stop| Stop { text: String::new(), ..stop })
}

fn report(paths: &[PathBuf]) -> Result<Exit, Stop> {
    let (files, library) = read(paths, &Reading { schemas: None, threads: None }, false)?;
    let folder = match paths.first() {
        Some(path) if path.is_dir() => path.as_path(),
        Some(path) => path.parent().unwrap_or(Path::new("")),
        None => Path::new(""),
    };
    let name = match files.as_slice() {
        [only] => Path::new(&*only.source.name).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        _ => say("自评表", "forms").to_owned(),
    };
    let target = folder.join(format!("{name}-{}.xlsx", say("检查报告", "report")));
    pipeline::write_report(&files, &library, lang(), &target).map_err(|error| Stop::of_output(&error))?;
    line(&summary(&files))?;
    let text = Text::new("检查报告：{target}", "report: {target}");
    line(&tell(&Message::new(text).with("target", target.display().to_string())))?;
    Ok(if files.iter().all(|file| file.cases.is_empty()) { Exit::NotDone } else { Exit::Done })
}
