//! Tables whose header was not found, and where it may stand: nothing is read of them, but they are told of.

use std::ops::Range;

use super::headers::{ColumnAt, Header, Names, at_row};
use super::scan::Scan;
use crate::model::CellRef;
use crate::schema::{Form, TableRole};

/// A table whose header was not found, and the columns of the row that most looks like one: at least two, or none.
pub struct Headless {
    /// The index of the table in the form.
    pub spec: usize,
    /// Those columns.
    pub columns: Vec<ColumnAt>,
}

impl Headless {
    /// The first header cell of that row.
    pub fn first(&self) -> Option<CellRef> {
        self.columns.iter().map(|column| column.header).min()
    }
}

/// The tables whose header was not found. A row is that of the table of which it names most.
pub fn headless(form: &Form, scan: &Scan<'_>, rows: &Range<u32>, year: Option<i16>, found: &[Header]) -> Vec<Headless> {
    let tables = form.tables.iter().enumerate().filter(|(_, table)| table.role != TableRole::Split);
    let mut open: Vec<usize> =
        tables.map(|(at, _)| at).filter(|at| found.iter().all(|header| header.spec != *at)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<u32> = scan.within(rows).map(|text| text.at.row()).collect();
    lines.dedup();
    lines.retain(|row| !found.iter().any(|header| header.rows.contains(row)));
    let mut headless = Vec::new();
    while !open.is_empty() {
        let named = open.iter().enumerate().flat_map(|(nth, spec)| {
            let table = &form.tables[*spec];
            let names = Names::of(table, year);
            lines.iter().map(move |row| (nth, *row, at_row(table, &names, scan, *row).0))
        });
        // The first of equals.
        let best = named
            .filter(|(.., columns)| columns.len() > 1)
            .reduce(|best, next| if next.2.len() > best.2.len() { next } else { best });
        let Some((nth, row, columns)) = best else {
            headless.extend(open.drain(..).map(|spec| Headless { spec, columns: Vec::new() }));
            break;
        };
        lines.retain(|line| *line != row);
        headless.push(Headless { spec: open.remove(nth), columns });
    }
    headless
}
