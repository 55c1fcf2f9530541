//! A workbook of the bureau takes the place of the one that was read, unless somebody is at work in it.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::model::Paper;
use crate::output::error::OutputError;
use crate::output::save::save_bytes;
use crate::text::{Message, Text};

/// What became of a workbook.
#[derive(Debug)]
pub enum Kept {
    /// It says what it said before; nothing was written.
    Same,
    /// It was written.
    Written,
    /// It stays as it is, and a copy stands beside it; why, and what to do.
    Beside(Message),
}

/// The copy beside a workbook: `explanations.new.xlsx`.
#[must_use]
pub fn beside(target: &Path) -> PathBuf {
    target.with_extension("new.xlsx")
}

/// The bytes of a workbook, or which limit of Excel it breaks.
pub type Packed = Result<Vec<u8>, XlsxError>;

/// The bytes of a workbook.
///
/// # Errors
/// If it breaks a limit of Excel.
pub fn packed(book: Result<Workbook, XlsxError>) -> Packed {
    book?.save_to_buffer()
}

/// Writes a workbook in the place of the one that was read as `paper`.
///
/// If that one is open in a spreadsheet program, was saved since it was read, or holds what cannot be written again, it stays
/// as it is and a copy is written beside it, which the next run reads too. A copy whose rows are all in the workbook is removed.
///
/// # Errors
/// See [`OutputError`]; what people typed is still there.
pub fn keep<T>(bytes: Packed, paper: &Paper<T>, target: &Path) -> Result<Kept, OutputError> {
    let failed = |error| OutputError::of_writer(target, error);
    let bytes = bytes.map_err(failed)?;
    let copy = beside(target);
    let kept = if bytes == paper.bytes {
        Kept::Same
    } else if let Some(why) = obstacle(paper, target) {
        return aside(&bytes, why, paper, &copy, target);
    } else {
        match save_bytes(&bytes, target) {
            Ok(()) => Kept::Written,
            Err(OutputError::InUse { .. }) => return aside(&bytes, OPEN, paper, &copy, target),
            Err(error) => return Err(error),
        }
    };
    // Everything in the copy came in with this run; whoever saved it since then keeps it.
    if !paper.beside.is_empty() && fs::read(&copy).is_ok_and(|now| now == paper.beside) {
        let _ = fs::remove_file(&copy); // it will be read once more, and say nothing new
    }
    Ok(kept)
}

const OPEN: Text = Text::new(
    "{target} 正在被打开（Excel、WPS 或 LibreOffice），没有改动，新的一份写在 {copy}；关闭后重新运行，两份里填写的会并在一起",
    "{target} is open in a spreadsheet program and was left alone, the new one is {copy}; close it and run again, and what is typed in either is brought together",
);
const SAVED: Text = Text::new(
    "{target} 在运行期间被人保存过，没有改动，新的一份写在 {copy}；请重新运行，两份里填写的会并在一起",
    "{target} was saved while this ran and was left alone, the new one is {copy}; run again, and what is typed in either is brought together",
);
const NOT_WHOLE: Text = Text::new(
    "{target} 里有程序不能照样写回的内容（别的工作表、没有结果的公式或错误值、只在自加列里填写的行），没有改动，新的一份写在 {copy}；请把这些内容移到别的文件后重新运行",
    "{target} holds what cannot be written again (another sheet, a formula without result or with an error, a row that is filled in added columns only) and was left alone, the new one is {copy}; move that to another file and run again",
);

/// Why a workbook must be left alone.
fn obstacle<T>(paper: &Paper<T>, target: &Path) -> Option<Text> {
    if !paper.is_whole {
        return Some(NOT_WHOLE);
    }
    if is_open(target) {
        return Some(OPEN);
    }
    let now = fs::read(target).unwrap_or_default();
    (now != paper.bytes).then_some(SAVED)
}

/// Whether a spreadsheet program has left its mark beside the file: Excel, `LibreOffice`, WPS.
fn is_open(target: &Path) -> bool {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let marks = [format!("~${name}"), format!(".~lock.{name}#"), format!(".~{name}")];
    marks.iter().any(|mark| target.with_file_name(mark).exists())
}

fn aside<T>(bytes: &[u8], why: Text, paper: &Paper<T>, copy: &Path, target: &Path) -> Result<Kept, OutputError> {
    // A copy that somebody saved since it was read stays: the next run reads it.
    if fs::read(copy).unwrap_or_default() == paper.beside {
        save_bytes(bytes, copy)?;
    }
    let name = |path: &Path| path.display().to_string();
    Ok(Kept::Beside(Message::new(why).with("target", name(target)).with("copy", name(copy))))
}
