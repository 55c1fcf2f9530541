//! Headings and the text below them, cut where a heading stands in the middle of a paragraph.

use std::ops::Range;

use super::grid::Grid;
use crate::locate::{Layout, SectionAt, ValueAt};
use crate::model::{CellRef, Entry, Raw, Section, State};
use crate::schema::{Form, SectionSpec};
use crate::text::{fold, heading, parted};

/// An instruction goes over no more paragraphs than this.
const LONGEST_INSTRUCTION: usize = 4;
/// A shorter text says too little to be told as a piece of an instruction.
const SHORTEST_PIECE: usize = 6;

/// Every section that was found, in the order of the sheet.
pub fn sections(layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<Section> {
    let answers: Vec<CellRef> = layout.fields.iter().flat_map(answer_cells).collect();
    layout.sections.iter().map(|at| section(at, layout.form, &answers, grid)).collect()
}

/// What the form prints for good is no part of a section. Below the heading of its own notes only what can be told from what a
/// department wrote is the form's: the lines of a list, and the paragraph below a heading that stands alone in its cell.
fn section(at: &SectionAt, form: &Form, answers: &[CellRef], grid: &Grid<'_>) -> Section {
    let spec = &form.sections[at.spec];
    let (last, behind) = at.until;
    let rest = if last == at.heading { at.words.end..behind } else { at.words.end..usize::MAX };
    let mut body: Vec<Entry<String>> = piece(at.heading, rest, grid).into_iter().collect();
    let below = grid.sheet().cells().map(|(cell, _)| cell).filter(|cell| *cell > at.heading && *cell <= last);
    let below = below.filter(|cell| !is_printed(*cell, form, grid));
    let below = below.filter_map(|cell| {
        let part = if cell == last { piece(cell, 0..behind, grid) } else { Some(grid.words(cell)) };
        part.filter(|part| !part.raw.is_blank()).map(|part| (cell, part))
    });
    if spec.printed {
        let stands_alone = body.is_empty() && says_no_more(at.heading, grid);
        let own = below.enumerate().take_while(|(nth, (cell, part))| {
            let is_paragraph = *nth == 0 && stands_alone && !answers.contains(cell);
            is_paragraph || part.value().is_some_and(|text| heading::numbers_a_line(text))
        });
        body.extend(own.map(|(_, (_, part))| part));
    } else {
        // A labelled value at the end of a report is no part of its last section.
        body.extend(below.filter(|(cell, _)| !answers.contains(cell)).map(|(_, part)| part));
    }
    let heading = piece(at.heading, at.words.clone(), grid).unwrap_or_else(|| grid.words(at.heading));
    Section { id: spec.id.clone(), heading, instruction: instruction(&body, spec), body }
}

/// Whether a whole cell is a text that is printed on every copy.
fn is_printed(cell: CellRef, form: &Form, grid: &Grid<'_>) -> bool {
    matches!(grid.raw(cell), Raw::Text(text) if form.is_printed(&fold(text)))
}

/// Whether nothing stands behind the colon of a heading in its cell.
fn says_no_more(heading: CellRef, grid: &Grid<'_>) -> bool {
    let Raw::Text(text) = grid.raw(heading) else { return false };
    parted(text).is_none_or(|(_, behind)| behind.trim().is_empty())
}

/// The cells of a labelled value.
fn answer_cells(field: &crate::locate::FieldAt) -> Vec<CellRef> {
    let values = field.value.iter().chain(&field.more);
    let cells = values.filter(|value| !matches!(value, ValueAt::Captured(..))).map(ValueAt::cell);
    cells.chain(field.label).filter(|_| !matches!(field.value, Some(ValueAt::Captured(..)))).collect()
}

/// A piece of a cell's text; nothing if nothing is written there. Bytes beyond the text are none.
fn piece(cell: CellRef, bytes: Range<usize>, grid: &Grid<'_>) -> Option<Entry<String>> {
    let Raw::Text(text) = grid.raw(cell) else { return None };
    let piece = text.get(bytes.start..bytes.end.min(text.len()))?.trim();
    let entry = || Entry { raw: Raw::text(piece), state: State::Value(piece.to_owned()), ..grid.words(cell) };
    (!piece.is_empty()).then(entry)
}

/// The paragraph in which the form's own instruction begins, if it is left in: whole, or as all there is.
fn instruction(body: &[Entry<String>], spec: &SectionSpec) -> Option<usize> {
    if spec.instruction.is_empty() {
        return None;
    }
    let folded: Vec<String> = body.iter().map(|entry| fold(entry.value().map_or("", String::as_str))).collect();
    let from = |at: &usize| folded[*at..].iter().take(LONGEST_INSTRUCTION).map(String::as_str).collect::<String>();
    let holds = |at: &usize| spec.instruction.found_in(&from(at)).is_some();
    let first = (0..folded.len()).find(holds);
    let all = || folded.concat();
    let is_piece = || {
        let text = all();
        text.chars().count() >= SHORTEST_PIECE && spec.instruction.hold(text.trim_end_matches('。'))
    };
    match first {
        // The last paragraph from which on it still is whole is the one in which it begins.
        Some(first) => (first..folded.len()).take(LONGEST_INSTRUCTION).take_while(holds).last(),
        None => (!body.is_empty() && is_piece()).then_some(0),
    }
}
