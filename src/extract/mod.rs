//! From places to values: what every cell of a located form says. This room cannot fail; what it cannot understand it says so of.

mod choice;
mod deadline;
mod drift;
mod facts;
mod feeds;
mod fields;
mod figures;
mod furniture;
mod grid;
mod indicators;
mod money;
mod noun;
mod number;
mod percent;
mod quantity;
mod running;
mod sections;
mod sign;
mod unit;
mod values;
mod weights;

use crate::locate::Layout;
use crate::model::{Actual, Raw, SourceId, State, Submission, Target};
use crate::schema::Form;
use crate::text::fold;
use grid::Grid;

/// Reads one located form.
#[must_use]
pub fn submission(layout: &Layout<'_>, source: SourceId) -> Submission {
    let grid = Grid::new(layout, source);
    let (fields, sections) = (fields::fields(layout, &grid), sections::sections(layout, &grid));
    let mut submission = Submission {
        source,
        form: layout.form.head.id.clone(),
        sheet: layout.sheet.name.clone(),
        stamp: layout.stamp.cloned(),
        titles: layout.titles.iter().map(|at| grid.words(*at)).collect(),
        figures: figures::figures(layout, &sections, &fields, &grid),
        fields,
        money: money::blocks(layout, &grid),
        indicators: indicators::tables(layout, &grid),
        facts: facts::tables(layout, &grid),
        sections,
        furniture: furniture::cells(layout),
        drift: Vec::new(),
    };
    feeds::feed(&mut submission, layout, &grid);
    submission.drift = drift::drift(&submission, layout, &grid);
    submission
}

/// An actual value as a department would write it into a cell of the form.
#[must_use]
pub fn actual(text: &str, form: &Form) -> State<Actual> {
    written(text, form, |raw| values::actual(raw, &form.scoring))
}

/// A target as the form or a department would write it.
#[must_use]
pub fn target(text: &str, form: &Form) -> State<Target> {
    written(text, form, values::target)
}

fn written<T>(text: &str, form: &Form, read: impl Fn(&Raw) -> Option<T>) -> State<T> {
    match Raw::text(text) {
        Raw::Blank => State::Blank,
        _ if form.words.not_applicable.equal_to(&fold(text)).is_some() => State::NotApplicable,
        raw => read(&raw).map_or(State::Unreadable, State::Value),
    }
}
