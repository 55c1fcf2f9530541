//! `huizong extract`: what was read, one line of JSON per form.

use super::args::ExtractArgs;
use super::exit::{Exit, Stop};
use super::language::{lang, tell};
use super::print::json;
use super::read::read;
use crate::record::FormRecord;
use crate::text::{Message, Text};

/// Reads the files and prints every form. A file that cannot be read is named on the error output.
pub fn extract(args: &ExtractArgs, quiet: bool) -> Result<Exit, Stop> {
    let (files, library) = read(&args.files, &args.reading, quiet)?;
    let mut forms = 0;
    for file in &files {
        for case in &file.cases {
            let Some(form) = library.form(&case.submission.form) else { continue };
            json(&FormRecord::new(case, form, &file.source.name, lang()))?;
            forms += 1;
        }
        for finding in file.findings.iter().filter(|_| file.cases.is_empty()) {
            let text = Text::new("{file}：{problem}。{advice}。", "{file}: {problem}; {advice}");
            let text = Message::new(text).with("file", &*file.source.name).with("problem", finding.message(lang()));
            eprintln!("{}", tell(&text.with("advice", finding.advice.get(lang()))));
        }
    }
    Ok(if forms == 0 { Exit::NotDone } else { Exit::Done })
}
