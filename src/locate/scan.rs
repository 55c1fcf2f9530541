//! A sheet's texts, folded and taken apart once, for finding labels.

use std::ops::Range;

use crate::model::{Area, CellRef, Raw};
use crate::schema::LabelSet;
use crate::text::{LONGEST_LABEL, Label, fold, parted};
use crate::workbook::Sheet;

/// The texts of a sheet.
pub struct Scan<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its text cells in reading order.
    pub texts: Vec<TextCell>,
}

/// One text cell.
#[derive(Debug, Clone)]
pub struct TextCell {
    /// Its address: the anchor if it is merged.
    pub at: CellRef,
    /// The area it covers.
    pub area: Area,
    /// Its text, folded for comparing.
    pub folded: String,
    /// Whether there is a colon in it: only then it may hold label and value together.
    pub has_colon: bool,
    /// Its text as a label; empty for texts too long to be one.
    pub label: Label,
    /// What stands before its first colon, as a label: the value may stand behind.
    pub lead: Option<Label>,
    /// What it says before its first full stop, as a label, of a numbered line also before a colon or to its end.
    pub opening: Option<Label>,
}

impl<'a> Scan<'a> {
    /// Takes the texts of a sheet apart.
    #[must_use]
    pub fn of(sheet: &'a Sheet) -> Self {
        let texts = sheet
            .cells()
            .filter_map(|(at, cell)| {
                let Raw::Text(text) = &cell.raw else { return None };
                let folded = fold(text);
                let short = text.chars().count() <= LONGEST_LABEL;
                let label = if short { Label::of_folded(&folded) } else { Label::default() };
                let has_colon = folded.contains(':');
                let lead = if has_colon { Label::before_colon(&folded) } else { None };
                let opening = opening(&folded, &label);
                Some(TextCell { at, area: sheet.area(at), folded, has_colon, label, lead, opening })
            })
            .collect();
        Self { sheet, texts }
    }

    /// The text cells of some rows.
    pub fn within(&self, rows: &Range<u32>) -> impl Iterator<Item = &TextCell> + use<'_, 'a> {
        let start = self.texts.partition_point(|text| text.at.row() < rows.start);
        let end = self.texts.partition_point(|text| text.at.row() < rows.end);
        self.texts[start..end].iter()
    }

    /// The text cell at an address.
    #[must_use]
    pub fn at(&self, at: CellRef) -> Option<&TextCell> {
        self.texts.binary_search_by_key(&at, |text| text.at).ok().map(|i| &self.texts[i])
    }
}

/// The heading that a text may begin with: numbered, or ended by a full stop.
fn opening(folded: &str, label: &Label) -> Option<Label> {
    let numbered = folded.starts_with(|c: char| c.is_ascii_digit() || "(第一二三四五六七八九十".contains(c));
    let mut head = folded.char_indices().take(LONGEST_LABEL);
    match head.find(|(_, c)| matches!(c, '。' | ':' | ';')) {
        Some((end, c)) if numbered || c == '。' => Some(Label::of_folded(&folded[..end])),
        _ => (numbered && !label.full.is_empty()).then(|| label.clone()),
    }
}

impl TextCell {
    /// What it may be as a printed label, with and without brackets: all of it, or what stands before its colon.
    pub fn says(&self) -> impl Iterator<Item = &str> {
        keys(&self.label).chain(self.lead.iter().flat_map(keys))
    }

    /// What it may be as a heading.
    pub fn opens_with(&self) -> impl Iterator<Item = &str> {
        self.opening.iter().flat_map(keys)
    }

    /// The value behind one of these labels and a colon.
    #[must_use]
    pub fn value_behind(&self, labels: &LabelSet) -> Option<&str> {
        let lead = self.lead.as_ref()?;
        labels.matches(lead).then(|| parted(&self.folded).map(|(_, value)| value))?
    }

    /// Whether it is short enough to be a label or title.
    #[must_use]
    pub fn is_short(&self) -> bool {
        !self.label.full.is_empty()
    }
}

/// What a label says, with and without its brackets.
fn keys(label: &Label) -> impl Iterator<Item = &str> {
    let full = Some(&label.full).filter(|full| **full != label.key);
    std::iter::once(&label.key).chain(full).map(String::as_str).filter(|key| !key.is_empty())
}
