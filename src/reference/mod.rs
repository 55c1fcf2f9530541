//! The bureau's own workbooks: who must report what, when files came in, what the budget of each unit is, which findings are
//! explained, which scores reviewed.
//!
//! A mistake here would be repeated for every department, so nothing is guessed: a list is used whole or refused with every
//! fault in it, each with its cell and what to do.

mod corrections;
mod error;
mod explanations;
mod grid;
mod header;
mod ledger;
mod paper;
mod range;
mod receipts;
mod reviews;
mod roster;
mod time;

pub use error::{Fault, ReferenceError};
pub use receipts::Receipts;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::model::{Correction, Explanation, Ledger, Paper, ReviewRow, Roster};
use crate::schema::Form;
use crate::text::{Message, Text};
use error::Faults;
use grid::Grid;

/// Reads the roster of units (单位名录) with the list of what is due (应报), from a workbook or a CSV file.
///
/// The workbook's sheet 单位名录 (else its first) holds the units, its sheet 应报 what is due. Without such a list, as in a
/// CSV file, every unit owes one submission of any form. `forms` are the forms that may be due, by id or title.
///
/// # Errors
/// Every fault of the file, with sheet and cell.
pub fn roster(path: &Path, forms: &[Arc<Form>]) -> Result<Roster, ReferenceError> {
    read(path, |bytes, faults| roster::of_grids(&grid::of_file(path, bytes)?, forms, faults))
}

/// Reads the list of times at which files were received: a CSV file with the columns 文件 and 收到时间.
///
/// # Errors
/// Every fault of the file, with its cell.
pub fn receipts(path: &Path) -> Result<Receipts, ReferenceError> {
    read(path, |bytes, faults| {
        let grids = grid::of_file(path, bytes)?;
        Ok(grids.first().map(|grid: &Grid| receipts::of_grid(grid, faults)).unwrap_or_default())
    })
}

/// Reads the explanations (说明) of findings; none if there is no such file. `beside` is the copy that a run wrote because the
/// workbook was open: its rows that are filled in and do not stand in the workbook follow those of the workbook.
///
/// # Errors
/// Every fault of the files, with sheet and cell.
pub fn explanations(path: &Path, beside: &Path) -> Result<Paper<Explanation>, ReferenceError> {
    let identity = |row: &Explanation| format!("{:?}", (&row.key, &row.value, &row.typed));
    paper_of(path, beside, explanations::of_grids, |row| !row.typed.is_blank(), identity)
}

/// Reads the bureau's own scores (复核); none if there is no such file. `beside` as for [`explanations`].
///
/// # Errors
/// Every fault of the files, with sheet and cell.
pub fn reviews(path: &Path, beside: &Path) -> Result<Paper<ReviewRow>, ReferenceError> {
    let identity = |row: &ReviewRow| format!("{:?}", ReviewRow { row: 0, ..row.clone() });
    paper_of(path, beside, reviews::of_grids, |row| !row.typed.is_blank(), identity)
}

/// Reads the ledger of corrections (整改台账); none if there is no such file. `beside` as for [`explanations`].
///
/// # Errors
/// Every fault of the files, with sheet and cell.
pub fn corrections(path: &Path, beside: &Path) -> Result<Paper<Correction>, ReferenceError> {
    let identity = |row: &Correction| format!("{:?}", (&row.key, &row.typed));
    paper_of(path, beside, corrections::of_grids, |row| !row.typed.is_blank(), identity)
}

type OfGrids<T> = fn(&[Grid], &mut Faults) -> Result<Paper<T>, Message>;

fn paper_of<T>(
    path: &Path,
    beside: &Path,
    of_grids: OfGrids<T>,
    is_filled: fn(&T) -> bool,
    identity: fn(&T) -> String,
) -> Result<Paper<T>, ReferenceError> {
    let read = |path: &Path| {
        if !path.exists() {
            return Ok(Paper::default());
        }
        read(path, |bytes, faults| {
            let paper = of_grids(&grid::of_file(path, bytes)?, faults)?;
            Ok(Paper { bytes: bytes.to_vec(), ..paper })
        })
    };
    let mut paper = read(path)?;
    let copy = read(beside)?;
    if paper.bytes.is_empty() {
        return Ok(Paper { beside: copy.bytes, bytes: Vec::new(), ..copy });
    }
    let known: BTreeSet<String> = paper.rows.iter().map(identity).collect();
    let rows: Vec<T> = copy.rows.into_iter().filter(|row| is_filled(row) && !known.contains(&identity(row))).collect();
    if !rows.is_empty() && copy.added != paper.added {
        let text = Text::new(
            "里面有已填写的行，但自己加的列与 {file} 不同，无法并入；请把这些行抄进 {file}，再删去这个文件",
            "holds rows that are filled in, but its added columns are not those of {file}; copy the rows there and delete this file",
        );
        let message = Message::new(text).with("file", path.display().to_string());
        let fault = Fault { sheet: None, cell: None, message };
        return Err(ReferenceError { file: beside.display().to_string(), faults: vec![fault] });
    }
    paper.rows.extend(rows);
    // A copy that cannot be written again is left alone, as if somebody had saved it since.
    paper.beside = if copy.is_whole { copy.bytes } else { Vec::new() };
    Ok(paper)
}

/// Reads the bureau's ledger of budgets and spending (底册), from the first sheet of a workbook or a CSV file, with the columns
/// 单位代码, 项目 (if it goes by project), 全年预算数 and 全年执行数; their unit of money stands in the header.
///
/// # Errors
/// Every fault of the file, with its cell.
pub fn ledger(path: &Path) -> Result<Ledger, ReferenceError> {
    read(path, |bytes, faults| {
        let grids = grid::of_file(path, bytes)?;
        Ok(grids.first().map(|grid: &Grid| ledger::of_grid(grid, faults)).unwrap_or_default())
    })
}

/// Reads a file and makes one thing of it, or tells every fault.
fn read<T>(path: &Path, make: impl FnOnce(&[u8], &mut Faults) -> Result<T, Message>) -> Result<T, ReferenceError> {
    let refuse = |faults| ReferenceError { file: path.display().to_string(), faults };
    let whole = |message| refuse(vec![Fault { sheet: None, cell: None, message }]);
    let bytes = std::fs::read(path).map_err(|error| {
        let text = Text::new(
            "无法读取（{error}）；请检查项目文件里写的路径，并关闭正在使用它的程序",
            "cannot be read ({error}); check the path in the project file and close the program that uses it",
        );
        whole(Message::new(text).with("error", &error))
    })?;
    let mut faults = Faults::default();
    let list = make(&bytes, &mut faults).map_err(whole)?;
    let faults = faults.into_list();
    if faults.is_empty() { Ok(list) } else { Err(refuse(faults)) }
}
