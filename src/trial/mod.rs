//! What a schema makes of a sheet: every cell with what it was taken for, what the schema names and the sheet does not show,
//! and what is left over. A person who writes a schema looks at it until nothing is missing and nothing is left.

mod marks;
mod missing;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use missing::{Missing, Sought};

use crate::locate::{Layout, Scan, TextCell, anchors_shown, titles};
use crate::model::{Area, CellRef, Submission};
use crate::schema::Form;
use crate::text::fold;
use crate::workbook::Sheet;

/// A sheet as a schema sees it.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The sheet.
    pub sheet: Arc<str>,
    /// Whether it is this form.
    pub recognised: bool,
    /// How many printed labels and titles of the schema the sheet shows.
    pub anchors: usize,
    /// How many there are.
    pub anchors_all: usize,
    /// How many it must show.
    pub anchors_min: usize,
    /// Its cells, in reading order.
    pub cells: Vec<Marked>,
    /// What the schema names and the sheet does not show.
    pub missing: Vec<Missing>,
}

/// A cell and what it was taken for.
#[derive(Debug, Clone)]
pub struct Marked {
    /// Its address: the anchor of a merged area.
    pub at: CellRef,
    /// The area it covers.
    pub area: Area,
    /// What stands there.
    pub text: String,
    /// What it was taken for.
    pub mark: Mark,
}

/// What a cell was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its kind.
    pub kind: Kind,
    /// The part of the schema it belongs to: the id of a field, the role of a column; blank if it belongs to none.
    pub part: String,
}

/// Kinds of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A title of the form.
    Title,
    /// The label of a field, row, table or section.
    Label,
    /// The header of a column.
    Header,
    /// A value.
    Value,
    /// A blank cell in which a value is expected.
    Expected,
    /// Printed text of the form.
    Printed,
    /// Not read.
    Unread,
}

impl Kind {
    /// Every kind, in the order in which a legend names them.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Label, Self::Header, Self::Value, Self::Expected, Self::Printed, Self::Unread];
}

impl Trial {
    /// The sheet as a schema sees it; `read` are the copies of the form on it, as they were found and read.
    #[must_use]
    pub fn of(sheet: &Sheet, form: &Form, read: &[(&Layout<'_>, &Submission)]) -> Self {
        let scan = Scan::of(sheet);
        let rows: Range<u32> = 0..sheet.last_row().map_or(0, |last| last + 1);
        let shown = anchors_shown(form, &scan, &rows);
        let found = shown.iter().filter(|shown| **shown).count();
        let titled = !titles(form, &scan, &rows).is_empty();
        let mut marks: BTreeMap<CellRef, Mark> = BTreeMap::new();
        for (layout, submission) in read {
            marks.extend(marks::marks(layout, submission));
        }
        if read.is_empty() {
            // Nothing was read: at least it shows by which labels it might have been recognised.
            let is_anchor = |text: &&TextCell| form.head.anchors.iter().any(|at| at.names().matches(&text.label));
            let labels = scan.within(&rows).filter(is_anchor);
            marks.extend(labels.map(|text| (text.at, Mark { kind: Kind::Label, part: "anchor".to_owned() })));
        }
        let mut cells: Vec<Marked> = sheet
            .cells()
            .filter(|(_, cell)| !cell.raw.is_blank())
            .map(|(at, cell)| {
                let mark = marks.remove(&at).unwrap_or(Mark { kind: Kind::Unread, part: String::new() });
                Marked { at, area: sheet.area(at), text: cell.raw.to_string(), mark }
            })
            .collect();
        let blank = marks.into_iter().filter(|(_, mark)| mark.kind == Kind::Expected);
        cells.extend(blank.map(|(at, mark)| Marked { at, area: sheet.area(at), text: String::new(), mark }));
        cells.sort_by_key(|cell| cell.at);
        let layouts: Vec<&Layout<'_>> = read.iter().map(|(layout, _)| *layout).collect();
        Self {
            sheet: sheet.name.clone(),
            recognised: !read.is_empty(),
            anchors: found + usize::from(titled),
            anchors_all: form.head.anchors.len() + 1,
            anchors_min: form.head.anchors_min,
            missing: missing::missing(form, &scan, &shown, &layouts, &unread(&cells)),
            cells,
        }
    }

    /// How many cells are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.cells.iter().filter(|cell| cell.mark.kind == kind).count()
    }
}

/// The texts that were not read, folded, with their cells: the places where something missing may stand.
fn unread(cells: &[Marked]) -> Vec<(CellRef, String)> {
    let unread = cells.iter().filter(|cell| matches!(cell.mark.kind, Kind::Unread | Kind::Printed));
    unread.map(|cell| (cell.at, fold(&cell.text))).collect()
}
