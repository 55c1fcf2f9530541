//! Headings and the text below them.

use super::grid::Grid;
use crate::locate::Layout;
use crate::model::Section;

/// Every section that was found, in the order of the sheet.
pub fn sections(layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<Section> {
    let cells = |rows: &std::ops::Range<u32>| {
        let rows = rows.clone();
        grid.sheet().cells().filter(move |(at, cell)| rows.contains(&at.row()) && !cell.raw.is_blank())
    };
    let mut found: Vec<_> = layout.sections.iter().collect();
    found.sort_by_key(|section| section.heading);
    found
        .into_iter()
        .map(|section| Section {
            id: layout.form.sections[section.spec].id.clone(),
            heading: grid.words(section.heading),
            body: cells(&section.rows).filter(|(at, _)| *at > section.heading).map(|(at, _)| grid.words(at)).collect(),
        })
        .collect()
}
