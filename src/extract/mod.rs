//! From places to values: what every cell of a located form says. This room cannot fail; what it cannot understand it says so of.

mod choice;
mod deadline;
mod facts;
mod feeds;
mod fields;
mod furniture;
mod grid;
mod indicators;
mod money;
mod number;
mod quantity;
mod sections;
mod sign;
mod unit;
mod values;
mod weights;

use crate::locate::Layout;
use crate::model::{SourceId, Submission};
use grid::Grid;

/// Reads one located form.
#[must_use]
pub fn submission(layout: &Layout<'_>, source: SourceId) -> Submission {
    let grid = Grid::new(layout, source);
    let mut submission = Submission {
        source,
        form: layout.form.head.id.clone(),
        sheet: layout.sheet.name.clone(),
        stamp: layout.stamp.cloned(),
        titles: layout.titles.iter().map(|at| grid.words(*at)).collect(),
        fields: fields::fields(layout, &grid),
        money: money::blocks(layout, &grid),
        indicators: indicators::tables(layout, &grid),
        facts: facts::tables(layout, &grid),
        sections: sections::sections(layout, &grid),
        furniture: furniture::cells(layout),
    };
    feeds::feed(&mut submission, layout, &grid);
    submission
}
