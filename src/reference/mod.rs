//! The bureau's own lists: who must report what, when files came in, and what the budget of each unit is.
//!
//! A mistake here would be repeated for every department, so nothing is guessed: a list is used whole or refused with every
//! fault in it, each with its cell and what to do.

mod error;
mod grid;
mod header;
mod ledger;
mod receipts;
mod roster;
mod time;

pub use error::{Fault, ReferenceError};
pub use receipts::Receipts;

use std::path::Path;
use std::sync::Arc;

use crate::model::{Ledger, Roster};
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
