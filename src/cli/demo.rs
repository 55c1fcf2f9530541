//! `huizong demo`: a fictional county to try everything on.

use super::args::DemoArgs;
use super::exit::{Exit, Stop};
use super::language::tell;
use super::print::line;
use crate::pipeline::{self, DemoError, DemoOptions};
use crate::text::{Message, Text};

/// Makes the county and says what is in it.
pub fn demo(args: &DemoArgs, quiet: bool) -> Result<Exit, Stop> {
    let options = DemoOptions {
        departments: usize::try_from(args.departments).unwrap_or(usize::MAX),
        years: args.years,
        seed: args.seed,
        libreoffice: args.libreoffice.clone(),
    };
    let summary = pipeline::demo(&args.folder, &options).map_err(|error| {
        let exit = match &error {
            DemoError::Io { source, .. } => Exit::of_writing(source),
            _ => Exit::CannotCreate,
        };
        Stop::new(exit, &error.message())
    })?;
    if !quiet {
        let text = Text::new(
            "已在 {folder} 生成示范县：{departments} 个部门，{files} 个报送文件，埋有 {faults} 处差错（见 planted.csv）\n下一步：huizong run {folder}",
            "made a fictional county in {folder}: {departments} departments, {files} files, {faults} planted faults (see planted.csv)\nnext: huizong run {folder}",
        );
        let message = Message::new(text)
            .with("folder", args.folder.display().to_string())
            .with("departments", summary.departments.to_string())
            .with("files", summary.files.to_string())
            .with("faults", summary.planted.values().sum::<usize>().to_string());
        line(&tell(&message))?;
    }
    Ok(Exit::Done)
}
