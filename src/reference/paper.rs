//! Workbooks that people fill in and every run writes again: what stands in them besides the known columns.

use super::error::Faults;
use super::grid::{Content, Grid};
use super::header::{Listed, Names};
use crate::model::Paper;
use crate::text::{Message, Text};

/// One row: its number, the texts of the known columns, and those of the columns that somebody added.
pub(super) struct PaperRow<'a, const N: usize> {
    pub(super) row: u32,
    pub(super) texts: [&'a str; N],
    pub(super) added: Vec<String>,
}

/// The rows of the first visible sheet, made into something; the first `needed` columns must be there.
///
/// # Errors
/// If there is no visible sheet.
pub(super) fn of_grids<T, const N: usize>(
    grids: &[Grid],
    names: [Names; N],
    needed: usize,
    faults: &mut Faults,
    make: impl Fn(&PaperRow<'_, N>, &Listed<'_, N>, &mut Faults) -> Option<T>,
) -> Result<Paper<T>, Message> {
    let (grid, others) = grids.split_first().ok_or(Text::new("没有可见的工作表", "there is no visible sheet"))?;
    let Some(list) = Listed::find(grid, names, needed, faults) else { return Ok(Paper::default()) };
    let columns = list.unnamed();
    let (above, below) = list.parts();
    let rows = list.rows(faults);
    let known = |content: &Content| matches!(content, Content::Text(_));
    let is_whole = others.iter().all(|other| other.rows.is_empty())
        && rows.len() == below.len()
        && above.iter().chain(below).flat_map(|row| &row.cells).all(|(_, content)| known(content));
    let text = |content: &Content| match content {
        Content::Text(text) => Some(text.clone()),
        Content::Unknown => None,
    };
    let above = above.iter().flat_map(|row| &row.cells).filter_map(|(_, content)| text(content)).collect();
    let mut kept = Vec::new();
    for (row, texts) in rows {
        let added = columns.iter().map(|(col, _)| list.text(row, *col).unwrap_or_default().to_owned()).collect();
        let row = PaperRow { row, texts: texts.map(Option::unwrap_or_default), added };
        kept.extend(make(&row, &list, faults));
    }
    let added = columns.into_iter().map(|(_, title)| title).collect();
    Ok(Paper { rows: kept, added, above, is_whole, ..Paper::default() })
}
