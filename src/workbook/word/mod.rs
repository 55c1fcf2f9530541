//! A Word document as a book: its running text is a sheet with a row for every paragraph, every table is a sheet of its own.
//!
//! Text boxes, notes, comments, headers and footers become further sheets, so that nothing is lost in silence; a line of a header
//! or footer with a page number in it is no text. The numbers and bullets that Word makes itself are not stored as text and are not
//! read. Text that was deleted with changes tracked is left out, inserted text is kept.

mod grid;
mod story;

use super::book::{Book, Sheet};
use super::outline::{Note, relations_of};
use super::package::Package;
use super::plain::BODY;
use super::refusal::{Reason, Refusal};
use grid::Grid;
use story::{Block, Story, Table};

/// The parts beside the running text, by the kind of their relation, and the sheet that each becomes.
const BESIDE: [(&str, &str); 5] =
    [("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注")];
const BOXES: &str = "文本框";
/// A longer paragraph is running text.
const LONGEST_LINE: usize = 60;
/// A form has no more such paragraphs below its tables: its notes.
const MOST_NOTES: usize = 6;
/// A table before the running text with no more rows and columns is a cover, laid out as a table.
const LARGEST_COVER: (usize, usize) = (10, 4);

/// Reads the document whose main part is given.
pub(super) fn read(package: &Package, part: &str) -> Result<(Book, Vec<Note>), Refusal> {
    let main = Story::read(package.need(part)?, part)?;
    if !main.has_body {
        return Err(Refusal::at(Reason::NotADocument, part));
    }
    let mut notes = main.notes;
    let mut boxes = main.boxes;
    let mut beside: Vec<(&str, Vec<String>)> = Vec::new();
    let mut loose: Vec<Block> = Vec::new();
    for relation in relations_of(package, part)?.unwrap_or_default() {
        let Some((_, name)) = BESIDE.iter().find(|(kind, _)| *kind == relation.kind) else { continue };
        let story = Story::read(package.need(&relation.target)?, &relation.target)?;
        let (lines, tables) = parted(story.blocks);
        loose.extend(tables);
        boxes.extend(story.boxes);
        notes.extend(story.notes);
        match beside.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => known.extend(lines),
            None => beside.push((name, lines)),
        }
    }
    let (lines, tables) = parted(boxes);
    loose.extend(tables);
    beside.push((BOXES, lines));
    let mut sheets = sheets(main.blocks, loose)?;
    for (name, lines) in beside {
        let mut grid = Grid::default();
        lines.iter().try_for_each(|line| grid.line(line, name))?;
        sheets.push(grid.sheet(name));
    }
    sheets.retain(|sheet| sheet.last_row().is_some());
    notes.sort_unstable();
    notes.dedup();
    Ok((Book { sheets, ..Book::default() }, notes))
}

/// The written lines of some blocks without page numbers, and the tables among them.
fn parted(blocks: Vec<Block>) -> (Vec<String>, Vec<Block>) {
    let (mut lines, mut tables) = (Vec::new(), Vec::new());
    for block in blocks {
        match block {
            Block::Paragraph { text, has_page } if !has_page && !text.trim().is_empty() => lines.push(text),
            Block::Paragraph { .. } => {}
            Block::Table(_) => tables.push(block),
        }
    }
    (lines, tables)
}

/// The sheets of the running text and the tables.
///
/// In a document with running text every table leaves a row that names its sheet; only a cover that is laid out as a table stays in
/// its place. Without running text before its last table, and with no more than notes behind it, the document is a form: the lines
/// around a table are its title, year, signatures and notes and stand on its sheet.
fn sheets(blocks: Vec<Block>, loose: Vec<Block>) -> Result<Vec<Sheet>, Refusal> {
    let is_table = |block: &Block| matches!(block, Block::Table(_));
    let long: Vec<usize> = (0..blocks.len()).filter(|at| is_running(&blocks[*at])).collect();
    let running = long.first().copied();
    let last_table = blocks.iter().rposition(is_table);
    let covers_only = blocks.iter().all(|block| !matches!(block, Block::Table(table) if !is_small(table)));
    let is_form = last_table
        .is_some_and(|table| running.is_none_or(|first| first > table && long.len() <= MOST_NOTES && !covers_only));
    let is_cover = |at: usize, table: &Table| running.is_some_and(|running| at < running) && is_small(table);
    let mut left = blocks.iter().filter(|block| is_table(block)).count();
    let mut body = Grid::default();
    let mut sheets = Vec::with_capacity(left + 1);
    for (at, block) in blocks.into_iter().enumerate() {
        let name = table_name(sheets.len());
        match block {
            Block::Paragraph { text, .. } => body.line(&text, BODY)?,
            Block::Table(table) if is_form => {
                left -= 1;
                body.table(table, &name)?;
                // The last table's sheet takes the lines below it too.
                if left > 0 {
                    sheets.push(std::mem::take(&mut body).sheet(&name));
                }
            }
            Block::Table(table) if is_cover(at, &table) => body.table(table, BODY)?,
            Block::Table(table) => {
                body.line(&format!("（见{name}）"), BODY)?;
                let mut grid = Grid::default();
                grid.table(table, &name)?;
                sheets.push(grid.sheet(&name));
            }
        }
    }
    if is_form {
        sheets.push(body.sheet(&table_name(sheets.len())));
    } else {
        sheets.insert(0, body.sheet(BODY));
    }
    let tables = sheets.iter().filter(|sheet| &*sheet.name != BODY).count();
    for (at, block) in loose.into_iter().enumerate() {
        if let Block::Table(table) = block {
            let name = table_name(tables + at);
            let mut grid = Grid::default();
            grid.table(table, &name)?;
            sheets.push(grid.sheet(&name));
        }
    }
    Ok(sheets)
}

fn is_running(block: &Block) -> bool {
    matches!(block, Block::Paragraph { text, .. } if text.chars().count() > LONGEST_LINE)
}

fn is_small(table: &Table) -> bool {
    let (rows, cols) = LARGEST_COVER;
    table.rows.len() <= rows && table.rows.iter().all(|row| row.len() <= cols)
}

/// 表1 for the first.
fn table_name(at: usize) -> String {
    format!("表{}", at + 1)
}
