//! Schemas learned from workbooks, and tried on them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::infer::{self, Proposal, Sample};
use crate::locate::{Layout, locate};
use crate::model::{SourceId, Submission};
use crate::schema::Library;
use crate::text::{Lang, Message, Text};
use crate::trial::Trial;
use crate::workbook::{self, Book};
use crate::{extract, intake};

/// Proposes a schema from blank or filled copies of one form; `sheet` names the sheet of each.
///
/// # Errors
/// If a file cannot be read, holds no table, or the files are different forms.
pub fn propose(files: &[PathBuf], library: &Library, sheet: Option<&str>, lang: Lang) -> Result<Proposal, Message> {
    let books: Vec<(String, Book)> = files.iter().map(|path| book(path, lang)).collect::<Result<_, _>>()?;
    let samples: Vec<Sample<'_>> = books.iter().map(|(name, book)| Sample { name, book }).collect();
    infer::propose(&samples, library, sheet, lang)
}

/// What the schema of a library of one form makes of every sheet of a workbook that holds something.
///
/// # Errors
/// If the file cannot be read.
pub fn try_schema(file: &Path, library: &Library, lang: Lang) -> Result<Vec<Trial>, Message> {
    let (_, book) = book(file, lang)?;
    let located = locate(&book, library);
    let read: Vec<(&Layout<'_>, Submission)> =
        located.layouts.iter().map(|layout| (layout, extract::submission(layout, SourceId(0)))).collect();
    let form = library.forms.first();
    let sheets = book.sheets.iter().filter(|sheet| sheet.last_row().is_some());
    let trials = sheets.filter_map(|sheet| {
        let own = read.iter().filter(|(layout, _)| layout.sheet.name == sheet.name);
        let own: Vec<(&Layout<'_>, &Submission)> = own.map(|(layout, submission)| (*layout, submission)).collect();
        Some(Trial::of(sheet, form?, &own))
    });
    Ok(trials.collect())
}

/// A workbook of the command line with its name.
fn book(path: &Path, lang: Lang) -> Result<(String, Book), Message> {
    let name = path.display().to_string();
    let bytes = intake::read(path).map_err(|error| {
        let text = match error.kind() {
            ErrorKind::InvalidInput => Text::new(
                "{file} 不是文件（是文件夹或链接）；请写工作簿文件本身",
                "{file} is no file (a folder or a link); name the workbook itself",
            ),
            ErrorKind::FileTooLarge => Text::new("{file} 超过 100 MB", "{file} is larger than 100 MB"),
            _ => Text::new("{file} 打不开：{error}", "{file} cannot be opened: {error}"),
        };
        Message::new(text).with("file", name.as_str()).with("error", &error)
    })?;
    match workbook::read(&bytes.bytes, SourceId(0)) {
        Ok(read) => Ok((name, read.value)),
        Err(finding) => {
            let message =
                Message::new(Text::new("{file}：{what}；{advice}", "{file}: {what}; {advice}")).with("file", name);
            Err(message.with("what", finding.message(lang)).with("advice", finding.advice.get(lang)))
        }
    }
}
