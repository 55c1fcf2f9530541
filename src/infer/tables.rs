//! Where the tables of a sheet stand, and which rows they have.

use std::ops::Range;

use super::headers::{Column, Header, header};
use super::lexicon::Lexicon;
use super::sample::Page;
use crate::locate::TextCell;
use crate::model::CellRef;
use crate::schema::{LabelSet, Role, TableRole, TableSpec};

/// A table on the sheet.
pub struct Table {
    /// Its header.
    pub header: Header,
    /// Its names: labels to the left of the columns, or the heading above.
    pub blocks: Vec<CellRef>,
    /// Its rows below the header.
    pub body: Range<u32>,
    /// The labels of each row of money or facts; several where a label stands again before every amount.
    pub rows: Vec<Vec<CellRef>>,
    /// Texts of the body that run over its columns, label and amount in one cell: the parts of splits.
    pub splits: Vec<CellRef>,
    /// Further tables of the same columns: another block of the same kind.
    pub again: Vec<(Range<u32>, Vec<CellRef>)>,
}

impl Table {
    /// The rows it takes, header and all.
    pub fn rows_taken(&self) -> impl Iterator<Item = u32> + '_ {
        let own = self.header.rows.start..self.body.end;
        own.chain(self.again.iter().flat_map(|(rows, _)| rows.clone()))
    }
}

/// Every table of a sheet, from top to bottom.
pub fn tables(page: &Page<'_>, lexicon: &Lexicon<'_>) -> Vec<Table> {
    let mut candidates: Vec<Header> = page.rows.clone().filter_map(|row| header(page, lexicon, row)).collect();
    let mut found: Vec<Table> = Vec::new();
    // The header that says most chooses first: a row below it may hold some of the same words.
    candidates.sort_by_key(|header| (std::cmp::Reverse(header.certainty()), header.rows.start));
    for at in 0..candidates.len() {
        let header = candidates[at].clone();
        let taken = |row: u32| found.iter().any(|table| table.rows_taken().any(|taken| taken == row));
        if header.rows.clone().any(taken) {
            continue;
        }
        let others: Vec<&Header> = candidates.iter().filter(|other| starts_beside(other, &header)).collect();
        let body = body(page, lexicon, &header, &others);
        let body = body.start..body.clone().find(|row| taken(*row)).unwrap_or(body.end);
        if body.is_empty() {
            continue;
        }
        let blocks = blocks(page, lexicon, &header);
        if let Some(first) = found.iter_mut().find(|table| repeats(table, &header)) {
            first.again.push((header.rows.start..body.end, blocks));
            continue;
        }
        let (rows, splits) = labels(page, &header, &blocks, &body);
        // Two labels over two answers are fields, however wide they are.
        let few = header.columns.len() < 3;
        if header.role == TableRole::Facts && rows.is_empty() && (body.len() > 1 || few) {
            continue;
        }
        found.push(Table { header, blocks, body, rows, splits, again: Vec::new() });
    }
    found.sort_by_key(|table| table.header.rows.start);
    found
}

/// Whether another row heads a table of its own below this one, and is no row of this table that repeats its words.
fn starts_beside(other: &Header, header: &Header) -> bool {
    let below = other.rows.start >= header.rows.end;
    let echo = header.role == TableRole::Money && other.role == TableRole::Money && other.rows.start <= header.rows.end;
    below && !echo && (other.role != TableRole::Facts || header.role == TableRole::Facts)
}

/// Whether a header is that of a further block of the same table of indicators.
fn repeats(table: &Table, header: &Header) -> bool {
    let roles = |header: &Header| header.columns.iter().map(|column| column.role).collect::<Vec<_>>();
    header.role == TableRole::Indicators
        && table.header.role == TableRole::Indicators
        && roles(&table.header) == roles(header)
}

fn body(page: &Page<'_>, lexicon: &Lexicon<'_>, header: &Header, others: &[&Header]) -> Range<u32> {
    let start = header.rows.end;
    // A name that is merged down beside the rows says where they end.
    let beside = header.blocks.iter().map(|at| page.sheet().area(*at).last.row() + 1).max();
    let merged = beside.filter(|end| *end > start).unwrap_or(page.rows.end);
    let next = others.iter().map(|other| other.rows.start).filter(|row| *row >= start).min();
    let limit = merged.min(next.unwrap_or(page.rows.end)).min(page.rows.end);
    let stop = |row: &u32| stops(page, lexicon, header, *row) || is_over(page, header, *row);
    start..(start..limit).find(stop).unwrap_or(limit)
}

/// A blank row ends a table unless a merged cell of its own reaches into it.
fn is_over(page: &Page<'_>, header: &Header, row: u32) -> bool {
    let (first, last) = header.cols();
    let reached = |col: u16| page.sheet().area(CellRef::new(row, col)).first.row() < row;
    page.is_blank(row) && !(page.cols.start.min(first)..=last).any(reached)
}

/// Whether a row belongs to what stands below the table: a total, a heading, a note, a labelled value.
fn stops(page: &Page<'_>, lexicon: &Lexicon<'_>, header: &Header, row: u32) -> bool {
    let Some(first) = page.row(row).next() else { return false };
    let of_names = |column: &Column| matches!(column.role, Some(Role::Level1 | Role::Level2 | Role::Level3));
    let last_name = header.columns.iter().filter(|column| of_names(column)).map(|column| column.head.cols.1).max();
    let is_total = |text: &TextCell| {
        let list: fn(&TableSpec) -> &LabelSet = |table| &table.total;
        text.is_short()
            && (lexicon.in_indicators(&text.label, list) || (text.at == first.at && lexicon.is_total(&text.label)))
    };
    let totals = || page.row(row).filter(|text| last_name.is_none_or(|last| text.at.col() <= last)).any(is_total);
    let level = |role| header.column(role).map(|column| column.head.cols);
    let over_levels = level(Role::Level1).zip(level(Role::Level3)).is_some_and(|(one, three)| {
        one != three && first.area.first.col() <= one.0 && first.area.last.col() >= three.0
    });
    let begins_left = first.at.col() <= header.cols().0;
    let known_row = || header.role == TableRole::Money && lexicon.money_row(&first.label).is_some();
    (header.role == TableRole::Indicators && (totals() || over_levels))
        || (begins_left && (lexicon.section(&first.folded, &first.label).is_some() && page.is_heading(first)))
        || (begins_left && !known_row() && lexicon.field(&first.label).is_some())
        || (begins_left && lexicon.field_behind(&first.folded).is_some())
        || (page.is_heading(first) && header.role != TableRole::Facts)
        || (page.is_heading(first) && first.area.last.col() >= header.cols().1)
}

/// The labels to the left of the header that belong to it, else the heading above.
fn blocks(page: &Page<'_>, lexicon: &Lexicon<'_>, header: &Header) -> Vec<CellRef> {
    if !header.blocks.is_empty() {
        return header.blocks.clone();
    }
    let above = (header.rows.start.saturating_sub(2)..header.rows.start).rev();
    let mut headings = above.filter_map(|row| page.row(row).next()).filter(|text| {
        let has_table_word = text.label.key.ends_with('表');
        page.is_heading(text)
            && text.is_short()
            && !text.folded.contains(':')
            && !has_table_word
            && lexicon.field(&text.label).is_none()
            && text.at.row() > page.rows.start
    });
    headings.next().map(|text| text.at).into_iter().collect()
}

/// The labels of the rows of money or facts, and the texts that split an amount.
fn labels(
    page: &Page<'_>,
    header: &Header,
    blocks: &[CellRef],
    body: &Range<u32>,
) -> (Vec<Vec<CellRef>>, Vec<CellRef>) {
    let (mut rows, mut splits) = (Vec::new(), Vec::new());
    if header.role == TableRole::Indicators {
        return (rows, splits);
    }
    let (left, right) = header.cols();
    for row in body.clone() {
        let texts: Vec<&TextCell> = page.row(row).filter(|text| !blocks.contains(&text.at)).collect();
        let over = |text: &TextCell| {
            text.folded.contains(':') && text.area.last.col() >= left && text.area.first.col() <= right
        };
        if texts.iter().any(|text| over(text) && text.area.first.col() < left) {
            splits.extend(texts.iter().filter(|text| over(text)).map(|text| text.at));
            continue;
        }
        let names = |text: &TextCell| text.is_short() && text.label.key.contains(char::is_alphabetic);
        let beside = texts.iter().rfind(|text| text.at.col() < left && text.is_short());
        // Label and amount side by side below one header.
        let paired = || {
            let columns = header.columns.iter().map(|column| column.head.cols).filter(|cols| cols.1 > cols.0);
            let begins = columns.filter_map(|cols| texts.iter().find(|text| names(text) && text.at.col() == cols.0));
            begins.map(|text| text.at).collect::<Vec<_>>()
        };
        let found = beside.map_or_else(paired, |text| vec![text.at]);
        if !found.is_empty() {
            rows.push(found);
        }
    }
    (rows, splits)
}
