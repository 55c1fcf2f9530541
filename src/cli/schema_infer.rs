//! `huizong schema infer`: a first schema from copies of a form.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::exit::{Exit, Stop};
use super::language::{lang, tell};
use super::print::line;
use super::schema::library;
use super::schema_args::InferArgs;
use crate::pipeline;
use crate::text::{Message, Text};

/// Proposes a schema and prints or writes it; what a person must know stands on the error output.
pub fn infer(args: &InferArgs, quiet: bool) -> Result<Exit, Stop> {
    let library = library(args.schemas.as_deref())?;
    let proposal = pipeline::propose(&args.files, &library, args.sheet.as_deref(), lang())
        .map_err(|message| Stop::new(Exit::NotDone, &message))?;
    match &args.out {
        Some(path) => write(path, &proposal.text)?,
        None => line(proposal.text.trim_end())?,
    }
    if quiet {
        return Ok(Exit::Done);
    }
    let text = Text::new(
        "根据工作表“{sheet}”草拟，{questions} 处请确认；下一步：huizong schema try 表样.toml 填好的表.xlsx",
        "proposed from the sheet `{sheet}`, {questions} places to confirm; next: huizong schema try my-form.toml filled.xlsx",
    );
    let message = Message::new(text).with("sheet", proposal.sheet.as_str());
    eprintln!("{}", tell(&message.with("questions", proposal.questions.to_string())));
    if !proposal.others.is_empty() {
        let text = Text::new(
            "这个工作簿里还有像表样的工作表：{others}；用 --sheet 分别草拟",
            "the workbook has other sheets that look like forms: {others}; propose each with --sheet",
        );
        eprintln!("{}", tell(&Message::new(text).with("others", proposal.others.join("、"))));
    }
    Ok(Exit::Done)
}

/// Writes a new file; somebody may have worked on one that is there.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let exists = error.kind() == ErrorKind::AlreadyExists;
        let text = if exists {
            Text::new(
                "{file} 已经有了，没有覆盖；请换个名字",
                "{file} exists and was not overwritten; choose another name",
            )
        } else {
            Text::new("{file} 写不了：{error}", "{file} cannot be written: {error}")
        };
        let message = Message::new(text).with("file", path.display().to_string()).with("error", &error);
        Stop::new(Exit::CannotCreate, &message)
    })
}
