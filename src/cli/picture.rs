//! A sheet drawn on the terminal: rows and columns as in Excel, every cell with a sign of what it was taken for.
//!
//! Colour only repeats what the signs say. A sheet that is wider than the terminal is drawn in bands of columns.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::cell::column_letters;
use crate::pipeline::{Kind, Marked};
use crate::text::{Lang, Text};

/// A column is at least and at most so wide, in columns of the terminal.
const NARROWEST: usize = 8;
const WIDEST: usize = 18;

/// How a kind of cell is shown.
struct Look {
    sign: char,
    colour: &'static str,
    name: Text,
}

const fn look(kind: Kind) -> Look {
    match kind {
        Kind::Title => Look { sign: '#', colour: "1", name: Text::new("标题", "title") },
        Kind::Label => Look { sign: ':', colour: "36", name: Text::new("标签", "label") },
        Kind::Header => Look { sign: '^', colour: "34", name: Text::new("列标题", "header") },
        Kind::Value => Look { sign: '=', colour: "32", name: Text::new("值", "value") },
        Kind::Expected => Look { sign: '_', colour: "35", name: Text::new("空着的值", "blank value") },
        Kind::Printed => Look { sign: '.', colour: "2", name: Text::new("表样文字", "printed") },
        Kind::Unread => Look { sign: '?', colour: "1;31", name: Text::new("未读", "not read") },
    }
}

/// How pictures are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The width of the terminal.
    pub width: usize,
    /// Whether colours are shown.
    pub colour: bool,
}

impl Style {
    fn paint(self, text: &str, kind: Kind) -> String {
        if self.colour && !text.trim().is_empty() {
            format!("\x1b[{}m{text}\x1b[0m", look(kind).colour)
        } else {
            text.to_owned()
        }
    }

    /// The signs and what they mean.
    pub fn legend(self, lang: Lang) -> String {
        let signs =
            Kind::ALL.map(|kind| self.paint(&format!("{} {}", look(kind).sign, look(kind).name.get(lang)), kind));
        signs.join("   ")
    }
}

/// The lines of a picture.
pub fn draw(cells: &[Marked], style: Style) -> Vec<String> {
    let grid = Grid::of(cells);
    let gutter = grid.last_row.to_string().len().max(2);
    let bands = grid.bands(style.width.saturating_sub(gutter + 1));
    let mut lines = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        lines.push(grid.letters(band, gutter));
        for row in cells.iter().map(|cell| cell.at.row()).collect::<BTreeSet<u32>>() {
            lines.extend(grid.row(row, band, gutter, style));
        }
    }
    lines
}

/// The cells by row, and the columns in which any of them begins.
struct Grid<'a> {
    rows: BTreeMap<u32, Vec<&'a Marked>>,
    /// First column, last column, width.
    columns: Vec<Column>,
    last_row: u32,
}

struct Column {
    first: u16,
    last: u16,
    width: usize,
}

impl<'a> Grid<'a> {
    fn of(cells: &'a [Marked]) -> Self {
        let mut rows: BTreeMap<u32, Vec<&Marked>> = BTreeMap::new();
        for cell in cells {
            rows.entry(cell.at.row()).or_default().push(cell);
        }
        let mut starts: Vec<u16> = cells.iter().map(|cell| cell.at.col()).collect();
        starts.sort_unstable();
        starts.dedup();
        let end = cells.iter().map(|cell| cell.area.last.col()).max().unwrap_or_default();
        let columns = starts.iter().enumerate().map(|(at, first)| {
            let last = starts.get(at + 1).map_or(end.max(*first), |next| next - 1);
            let own = cells.iter().filter(|cell| cell.at.col() == *first && cell.area.last.col() <= last);
            let widest = own.map(|cell| shown(cell).width().max(cell.mark.part.width() + 1)).max().unwrap_or_default();
            Column { first: *first, last, width: widest.clamp(NARROWEST, WIDEST) }
        });
        Self { columns: columns.collect(), last_row: rows.keys().last().map_or(1, |row| row + 1), rows }
    }

    /// Runs of columns that fit into a width: all of them, narrowed where that is enough.
    fn bands(&self, width: usize) -> Vec<Vec<(usize, usize)>> {
        let natural: usize = self.columns.iter().map(|column| column.width + 1).sum();
        let least = self.columns.len() * (NARROWEST + 1);
        if natural > width && least <= width {
            let free = width - least;
            let wanted: usize = self.columns.iter().map(|column| column.width - NARROWEST).sum();
            let narrowed = self.columns.iter().enumerate();
            let share = |own: usize| (own * free).checked_div(wanted).unwrap_or_default();
            return vec![narrowed.map(|(at, column)| (at, NARROWEST + share(column.width - NARROWEST))).collect()];
        }
        let mut bands: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut used = width;
        for (at, column) in self.columns.iter().enumerate() {
            if used + column.width + 1 > width || bands.is_empty() {
                bands.push(Vec::new());
                used = 0;
            }
            used += column.width + 1;
            if let Some(band) = bands.last_mut() {
                band.push((at, column.width.min(width.saturating_sub(1))));
            }
        }
        bands
    }

    fn letters(&self, band: &[(usize, usize)], gutter: usize) -> String {
        let names = band.iter().map(|(at, width)| {
            let column = &self.columns[*at];
            let first = column_letters(column.first);
            let name =
                if column.last > column.first { format!("{first}-{}", column_letters(column.last)) } else { first };
            fit(&name, *width)
        });
        format!("{} {}", " ".repeat(gutter), names.collect::<Vec<_>>().join("|")).trim_end().to_owned()
    }

    /// A row of the sheet: what stands there, and below it the parts of the schema that read it.
    fn row(&self, row: u32, band: &[(usize, usize)], gutter: usize, style: Style) -> Vec<String> {
        let cells = self.rows.get(&row).map(Vec::as_slice).unwrap_or_default();
        let (mut above, mut below) = (String::new(), String::new());
        let mut names_parts = false;
        let mut at = 0;
        while let Some((index, width)) = band.get(at).copied() {
            let column = &self.columns[index];
            let found = cells.iter().find(|cell| cell.at.col() == column.first);
            let mut room = width;
            at += 1;
            if let Some(cell) = found {
                // A merged area takes the room of the columns it covers.
                while let Some((next, wide)) = band.get(at).copied()
                    && self.columns[next].first <= cell.area.last.col()
                {
                    room += wide + 1;
                    at += 1;
                }
                let kind = cell.mark.kind;
                above.push_str(&style.paint(&fit(&shown(cell), room), kind));
                let part = if kind == Kind::Label { "" } else { cell.mark.part.as_str() };
                names_parts |= !part.is_empty();
                let part = if part.is_empty() { String::new() } else { format!(" {part}") };
                below.push_str(&style.paint(&fit(&part, room), Kind::Printed));
            } else {
                above.push_str(&" ".repeat(room));
                below.push_str(&" ".repeat(room));
            }
            above.push('|');
            below.push('|');
        }
        let above = above.trim_end_matches([' ', '|']);
        if above.is_empty() {
            return Vec::new(); // nothing begins in this band
        }
        let number = format!("{:>gutter$} ", row + 1);
        let mut lines = vec![format!("{number}{above}")];
        if names_parts {
            lines.push(format!("{} {}", " ".repeat(gutter), below.trim_end_matches([' ', '|'])));
        }
        lines
    }
}

/// The sign of a cell and what stands in it, on one line.
fn shown(cell: &Marked) -> String {
    let text: String = cell.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("{}{}", look(cell.mark.kind).sign, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text cut or filled up to a width of the terminal, in which most Chinese characters are two columns wide.
pub fn fit(text: &str, width: usize) -> String {
    let mut kept = String::new();
    let mut used = 0;
    if text.width() > width {
        for c in text.chars() {
            let wide = c.width().unwrap_or_default();
            if used + wide + 1 > width {
                break;
            }
            kept.push(c);
            used += wide;
        }
        kept.push('…');
        used += 1;
    } else {
        kept.push_str(text);
        used = text.width();
    }
    kept.push_str(&" ".repeat(width.saturating_sub(used)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Area, CellRef};
    use crate::pipeline::Mark;

    fn cell(first: &str, last: &str, text: &str, kind: Kind, part: &str) -> Marked {
        let at: CellRef = first.parse().expect("a cell");
        let area = Area::spanning(at, last.parse().expect("a cell"));
        Marked { at, area, text: text.to_owned(), mark: Mark { kind, part: part.to_owned() } }
    }

    #[test]
    fn a_text_is_cut_at_the_width_it_takes_on_the_terminal() {
        assert_eq!(fit("全年执行数", 10), "全年执行数");
        assert_eq!(fit("全年执行数", 9), "全年执行…");
        assert_eq!(fit("全年执行数", 8), "全年执… ");
        assert_eq!(fit("ab", 4), "ab  ");
    }

    #[test]
    fn a_sheet_too_wide_for_the_terminal_is_drawn_in_bands_and_no_line_is_wider() {
        let cells = [
            cell("A1", "D1", "项目支出绩效自评表", Kind::Title, ""),
            cell("A2", "A2", "项目名称", Kind::Label, "project"),
            cell("B2", "D2", "农村公路日常养护与危桥改造工程", Kind::Value, "project"),
            cell("B3", "B3", "全年预算数", Kind::Header, "adjusted"),
            cell("C3", "C3", "全年执行数", Kind::Header, "executed"),
            cell("D3", "D3", "\u{1b}[31m备注", Kind::Unread, ""),
        ];
        for width in [24, 40, 80] {
            let lines = draw(&cells, Style { width, colour: false });
            assert!(lines.iter().all(|line| line.width() <= width), "{width}: {lines:#?}");
            assert!(!lines.concat().contains('\u{1b}'), "a control character of a file reaches no terminal");
            for sign in ["#项目", ":项目", "^全年", "?"] {
                assert!(lines.iter().any(|line| line.contains(sign)), "{width} {sign}: {lines:#?}");
            }
        }
        let coloured = draw(&cells, Style { width: 80, colour: true });
        assert!(coloured.concat().contains("\u{1b}[1;31m?"));
    }
}
