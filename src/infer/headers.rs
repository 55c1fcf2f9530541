//! Rows that head a table: cells side by side that name columns, over one or two rows.

use std::ops::Range;

use super::guess::guess;
use super::lexicon::Lexicon;
use super::meanings::meanings;
use super::sample::Page;
use crate::locate::TextCell;
use crate::model::CellRef;
use crate::schema::{Role, TableRole};
use crate::text::Label;

/// Fewer columns make no table.
const FEWEST: usize = 2;
/// So many columns must say what they mean before the others are guessed.
const FEWEST_KNOWN: usize = 3;
/// Longer texts head no column.
const LONGEST: usize = 24;

/// A cell that heads a column.
#[derive(Debug, Clone)]
pub struct HeadCell {
    /// Where it stands.
    pub at: CellRef,
    /// First and last column below it.
    pub cols: (u16, u16),
    /// What it says; "upper/lower" in a header of two rows.
    pub label: Label,
}

/// A column, what it means and how that is known.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its header.
    pub head: HeadCell,
    /// Its meaning; none where nothing suggests one.
    pub role: Option<Role>,
    /// How its meaning is known.
    pub how: How,
}

/// How the meaning of a column is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Its header is a known word.
    Known,
    /// Its header resembles this known word.
    Near(String),
    /// Parts of its header occur in known words of one meaning only.
    Words,
    /// It stands where forms have such a column.
    Place,
}

/// The header of a table.
#[derive(Debug, Clone)]
pub struct Header {
    /// What the table is: facts where the words say no more.
    pub role: TableRole,
    /// Its rows.
    pub rows: Range<u32>,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// The labels to the left of the columns: the names of the table.
    pub blocks: Vec<CellRef>,
}

impl Header {
    /// First and last column.
    pub fn cols(&self) -> (u16, u16) {
        let first = self.columns.iter().map(|column| column.head.cols.0).min().unwrap_or_default();
        let last = self.columns.iter().map(|column| column.head.cols.1).max().unwrap_or_default();
        (first, last)
    }

    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == Some(role))
    }

    /// How many columns say what they mean; those that say it exactly count twice.
    pub fn certainty(&self) -> usize {
        let known = self.columns.iter().filter(|column| column.role.is_some());
        known.map(|column| if column.how == How::Known { 2 } else { 1 }).sum()
    }
}

/// The header that a row is, if it is one.
pub fn header(page: &Page<'_>, lexicon: &Lexicon<'_>, row: u32) -> Option<Header> {
    if page.has_number(row) {
        return None;
    }
    let (mut cells, depth) = cells(page, row)?;
    // A cell that is merged down beside the rows is the name of the table.
    cells.retain(|head| page.sheet().area(head.at).last.row() < row + depth);
    let certain = |columns: &[Column]| columns.iter().filter(|column| column.role.is_some()).count();
    let read = |role| {
        // Of a table of money the first cell may stand over the labels of the rows: it heads no amounts.
        let labels = cells.first().is_some_and(|head| !heads_values(page, head, row + depth, role));
        let printed =
            |head: &HeadCell| role == TableRole::Indicators && holds_placeholder(page, lexicon, head, row + depth);
        let mut columns = meanings(&cells[usize::from(labels)..], lexicon, role, printed);
        // Where it is certain that money is spent, one column less is enough.
        let spent = role == TableRole::Money
            && columns.iter().any(|column| column.role == Some(Role::Executed) && column.how == How::Known);
        if certain(&columns) + usize::from(spent) >= FEWEST_KNOWN {
            columns.retain(|column| column.role.is_some() || heads_values(page, &column.head, row + depth, role));
            guess(&mut columns, lexicon, role);
        }
        columns
    };
    let (money, indicators) = (read(TableRole::Money), read(TableRole::Indicators));
    let is_indicators = fits_indicators(&indicators) && certain(&indicators) >= certain(&money);
    let (role, columns) = if is_indicators {
        (TableRole::Indicators, indicators)
    } else if has(&money, Role::Executed) && certain(&money) >= FEWEST_KNOWN {
        (TableRole::Money, money)
    } else {
        (TableRole::Facts, facts(page, lexicon, &cells, row + depth)?)
    };
    // What stands left of the first column that means something names the table.
    let first = columns.iter().position(|column| column.role.is_some() || role == TableRole::Facts)?;
    let left = columns.get(first)?.head.cols.0;
    let blocks = page.beside(row).into_iter().filter(|text| text.is_short() && text.at.col() < left);
    let blocks = blocks.map(|text| text.at).collect();
    Some(Header { role, rows: row..row + depth, columns: columns.into_iter().skip(first).collect(), blocks })
}

/// The texts of a row, those of a second row in the place of what groups them, and how many rows that makes.
fn cells(page: &Page<'_>, row: u32) -> Option<(Vec<HeadCell>, u32)> {
    let texts: Vec<&TextCell> = page.row(row).filter(|text| names_column(text)).collect();
    let deep = texts.iter().filter(|text| text.area.last.row() == row + 1).count();
    let mut cells = Vec::new();
    let mut depth = 1;
    for text in texts {
        let cols = (text.area.first.col(), text.area.last.col());
        let below: Vec<&TextCell> = page
            .row(row + 1)
            .filter(|lower| names_column(lower) && (cols.0..=cols.1).contains(&lower.at.col()))
            .collect();
        let groups = deep > 0 && text.area.last.row() == row && below.len() >= 2;
        if groups && !page.has_number(row + 1) {
            depth = 2;
            cells.extend(below.into_iter().map(|lower| {
                let key = format!("{}/{}", text.label.key, lower.label.key);
                let label = Label { full: key.clone(), key, ..lower.label.clone() };
                HeadCell { at: lower.at, cols: (lower.area.first.col(), lower.area.last.col()), label }
            }));
        } else {
            cells.push(HeadCell { at: text.at, cols, label: text.label.clone() });
        }
    }
    (cells.len() >= FEWEST).then_some((cells, depth))
}

fn names_column(text: &TextCell) -> bool {
    text.is_short() && text.folded.chars().count() <= LONGEST && !text.folded.contains(':')
}

/// Whether "指标1：" or the like stands right below a header: there the names of the indicators are written.
fn holds_placeholder(page: &Page<'_>, lexicon: &Lexicon<'_>, head: &HeadCell, below: u32) -> bool {
    page.scan.at(CellRef::new(below, head.cols.0)).is_some_and(|text| lexicon.is_placeholder(&text.folded))
}

/// Whether a header that says nothing known stands over values: in a table of money not over the labels of the rows. A label
/// that leaves room beside it has its amount there.
fn heads_values(page: &Page<'_>, head: &HeadCell, below: u32, role: TableRole) -> bool {
    let text = page.scan.at(page.sheet().area(CellRef::new(below, head.cols.0)).first);
    let labels = text
        .is_some_and(|text| !text.folded.contains(|c: char| c.is_ascii_digit()) && text.area.last.col() >= head.cols.1);
    role != TableRole::Money || !labels
}

/// Whether some column has a role.
pub fn has(columns: &[Column], role: Role) -> bool {
    columns.iter().any(|column| column.role == Some(role))
}

fn fits_indicators(columns: &[Column]) -> bool {
    has(columns, Role::Level3)
        && columns.iter().filter(|column| column.role.is_some()).count() >= FEWEST_KNOWN
        && [Role::Target, Role::Actual, Role::Weight, Role::Score].into_iter().any(|role| has(columns, role))
}

/// The columns of a table of facts: cells without a gap between them, over numbers or blank cells of the same width; over
/// anything if some form has a table of these columns.
fn facts(page: &Page<'_>, lexicon: &Lexicon<'_>, cells: &[HeadCell], below: u32) -> Option<Vec<Column>> {
    let labels_row = |head: &HeadCell| lexicon.field(&head.label).is_some();
    let names_rows = |head: &HeadCell| {
        let under = page.scan.at(CellRef::new(below, head.cols.0));
        under.is_some_and(TextCell::is_short)
    };
    // The first cell may head the labels of the rows, or be the name of the table.
    let known = cells.iter().all(|head| lexicon.fact(&head.label, page.year()).is_some());
    let skip = usize::from(!known && cells.first().is_some_and(names_rows));
    let columns = cells.get(skip..)?;
    let contiguous = columns.windows(2).all(|pair| pair[0].cols.1 + 1 == pair[1].cols.0);
    if columns.len() < FEWEST || !contiguous || columns.iter().any(labels_row) || below >= page.rows.end {
        return None;
    }
    let is_column = |head: &HeadCell| {
        let at = CellRef::new(below, head.cols.0);
        let area = page.sheet().area(at);
        let text = page.scan.at(area.first).is_some();
        let same = area.first.col() >= head.cols.0 && area.last.col() <= head.cols.1 && area.first.row() == below;
        same && !text
    };
    let has_labels = skip > 0 || columns.first().is_some_and(|head| head.cols.0 > page.cols.start);
    let open = columns.iter().filter(|head| is_column(head)).count();
    (has_labels && (known || open == columns.len()))
        .then(|| columns.iter().map(|head| Column { head: head.clone(), role: None, how: How::Known }).collect())
}
