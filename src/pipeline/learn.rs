//! Schemas learned from workbooks.

use std::path::{Path, PathBuf};

use crate::infer::{self, Proposal, Sample};
use crate::intake;
use crate::model::SourceId;
use crate::schema::Library;
use crate::text::{Lang, Message, Text};
use crate::workbook::{self, Book};

/// Proposes a schema from blank or filled copies of one form; `sheet` names the sheet of each.
///
/// # Errors
/// If a file cannot be read, holds no table, or the files are different forms.
pub fn propose(files: &[PathBuf], library: &Library, sheet: Option<&str>, lang: Lang) -> Result<Proposal, Message> {
    let books: Vec<(String, Book)> = files.iter().map(|path| book(path, lang)).collect::<Result<_, _>>()?;
    let samples: Vec<Sample<'_>> = books.iter().map(|(name, book)| Sample { name, book }).collect();
    infer::propose(&samples, library, sheet, lang)
}

/// A workbook of the command line with its name.
pub(super) fn book(path: &Path, lang: Lang) -> Result<(String, Book), Message> {
    let name = path.display().to_string();
    let bytes = intake::read(path).map_err(|error| {
        let text = Text::new("{file} 打不开：{error}", "{file} cannot be opened: {error}");
        Message::new(text).with("file", name.as_str()).with("error", &error)
    })?;
    match workbook::read(&bytes.bytes, SourceId(0)) {
        Ok(read) => Ok((name, read.value)),
        Err(finding) => {
            let message = Message::new(Text::new("{file}：{what}；{advice}", "{file}: {what}; {advice}")).with("file", name);
            Err(message.with("what", finding.message(lang)).with("advice", finding.advice.get(lang)))
        }
    }
}
