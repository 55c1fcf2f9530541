//! The labelled values of a sheet: whatever stands outside its tables, told apart into labels, answers and printed texts.

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::sample::Page;
use super::specs::money_unit;
use super::tables::Table;
use super::{title, values};
use crate::locate::TextCell;
use crate::model::{CellRef, Raw};
use crate::schema::{FieldType, Side, TableRole};
use crate::text::Label;
use crate::text::pattern::year_of;

/// Longer texts are answers, in characters.
const LONGEST_LABEL: usize = 16;
/// From this length on a text below a label is an answer and no label, in characters.
const SENTENCE: usize = 20;
/// A label before a colon in its own cell is at most so long, in characters.
const LONGEST_BEFORE_COLON: usize = 12;

/// A labelled value.
#[derive(Debug, Clone)]
pub struct Field {
    /// Where the label stands.
    pub at: CellRef,
    /// The label.
    pub label: Label,
    /// The id by which the forms at hand know it.
    pub known: Option<String>,
    /// Where its value stands.
    pub side: Side,
    /// Whether more values stand below the first.
    pub repeat: bool,
    /// What kind of value stands there, as far as it shows.
    pub kind: FieldType,
    /// What a choice offers.
    pub options: Vec<String>,
    /// The form's own instruction in its place.
    pub instruction: Option<String>,
}

/// What stands outside the tables.
#[derive(Default)]
pub struct Outside {
    /// Labelled values, in reading order.
    pub fields: Vec<Field>,
    /// Headings of notes at the end.
    pub notes: Vec<CellRef>,
    /// Other texts of the form itself.
    pub printed: Vec<CellRef>,
    /// Sentences of a single copy that may be the form's own or somebody's answer.
    pub doubtful: Vec<CellRef>,
    /// Labels behind whose colon nothing but the year stands: 评价年度.
    pub years: Vec<String>,
}

/// Reads everything outside the tables. `titles` are the title cells.
pub fn outside(page: &Page<'_>, lexicon: &Lexicon<'_>, tables: &[Table], titles: &[CellRef]) -> Outside {
    let rows: BTreeSet<u32> = tables.iter().flat_map(Table::rows_taken).collect();
    let names: BTreeSet<CellRef> = tables.iter().flat_map(|table| &table.blocks).copied().collect();
    let mut reader = Reader { page, lexicon, answers: BTreeSet::new(), found: Outside::default() };
    let mut below_notes = false;
    for text in page.texts() {
        let of_table = rows.contains(&text.at.row())
            || names.contains(&text.at)
            || is_total(lexicon, tables, text)
            || title::is_year(text);
        // A known label below the notes is no line of them.
        below_notes &= lexicon.field_behind(&text.folded).is_none();
        if of_table || titles.contains(&text.at) || reader.answers.contains(&text.at) || below_notes {
            continue;
        }
        let notes =
            lexicon.section(&text.folded, &text.label).is_some() || lexicon.note_heading(&text.folded).is_some();
        let is_notes = notes && page.is_heading(text);
        if is_notes && tables.iter().all(|table| table.body.end <= text.at.row()) {
            reader.found.notes.push(text.at);
            below_notes = true;
            continue;
        }
        reader.read(text);
    }
    reader.found
}

struct Reader<'a, 'b> {
    page: &'a Page<'b>,
    lexicon: &'a Lexicon<'a>,
    answers: BTreeSet<CellRef>,
    found: Outside,
}

impl Reader<'_, '_> {
    fn read(&mut self, text: &TextCell) {
        let annex = title::is_annex(text);
        if !annex && !self.page.may_be_printed(text) && !text.folded.contains(':') {
            return; // it differs from copy to copy: an answer, whoever asked
        }
        if annex {
            self.found.printed.push(text.at);
        } else if self.page.is_heading(text) && !text.folded.contains(':') && !self.heads_an_answer(text) {
            self.print(text);
        } else if let Some(label) = label_before_colon(&text.folded).filter(|label| self.may_label(label)) {
            self.same_cell(text, &label);
        } else if text.is_short() && (self.lexicon.field(&text.label).is_some() || looks_like_label(text)) {
            self.beside_or_below(text);
        } else if text.is_short() {
            self.print(text);
        }
    }

    /// Takes a text for the form's own: every copy shows it, or of a single copy it begins its row. What stands alone at the
    /// end of a row may be anybody's remark and stays unread.
    fn print(&mut self, text: &TextCell) {
        let first = self.page.row(text.at.row()).next().map(|first| first.at);
        let known = self.lexicon.printed(&text.folded).is_some();
        if self.page.common.is_none() && !known && says_something(&text.folded) {
            self.found.doubtful.push(text.at);
        } else if self.page.common.is_some() || first == Some(text.at) || known {
            self.found.printed.push(text.at);
        }
    }

    fn may_label(&self, label: &Label) -> bool {
        let digits = label.key.chars().any(|c| c.is_ascii_digit());
        let known = self.lexicon.field(label).is_some();
        known || (!label.key.is_empty() && !digits && !label.key.contains([',', '。', ';']))
    }

    fn same_cell(&mut self, text: &TextCell, label: &Label) {
        let value = text.folded.split_once(':').map_or("", |(_, rest)| rest).to_owned();
        let known = self.lexicon.field(label).is_some();
        let unit_of_money = label.key.ends_with("单位") && money_unit(&value).is_some();
        if !known && (unit_of_money || (value.is_empty() && self.lexicon.asks_for_seal(label))) {
            self.found.printed.push(text.at);
            return;
        }
        if !known
            && label.key.ends_with("年度")
            && (value.is_empty() || year_of(value.trim_end_matches('年')).is_some())
        {
            self.found.years.push(label.key.clone());
            return;
        }
        let next = self.right(text);
        if let (true, Some(next)) = (value.is_empty(), next)
            && !self.is_label(next)
        {
            self.answers.insert(next);
        }
        let raw = Raw::text(&value);
        self.add(text, label, Side::SameCell, &raw, false);
    }

    fn beside_or_below(&mut self, text: &TextCell) {
        let area = text.area;
        let right = CellRef::new(area.first.row(), area.last.col().saturating_add(1));
        let below = CellRef::new(area.last.row() + 1, area.first.col());
        let inside = self.page.cols.contains(&right.col());
        let same_rows = || {
            let other = self.page.sheet().area(right);
            (other.first.row(), other.last.row()) == (area.first.row(), area.last.row())
        };
        if inside && !same_rows() {
            self.found.printed.push(text.at); // it stands beside several rows: the name of a group
            return;
        }
        if self.is_answered_below(text, below) {
            let further = self.answers_below(below);
            let raw = self.page.raw(below).clone();
            self.add(text, &text.label.clone(), Side::Below, &raw, !further.is_empty());
            self.answers.insert(below);
            self.answers.extend(further);
        } else if inside && !self.is_label(right) {
            self.answers.insert(right);
            let raw = self.page.raw(right).clone();
            self.add(text, &text.label.clone(), Side::Right, &raw, false);
        } else if !inside && self.lexicon.field(&text.label).is_none() {
            self.print(text);
        } else if self.lexicon.field(&text.label).is_some() || inside {
            self.add(text, &text.label.clone(), Side::Right, &Raw::Blank, false);
        }
    }

    /// Whether a heading over the whole width is a label with its answer below.
    fn heads_an_answer(&self, text: &TextCell) -> bool {
        self.is_answered_below(text, CellRef::new(text.area.last.row() + 1, text.area.first.col()))
    }

    /// The sentences below an answer, of the same width.
    fn answers_below(&self, first: CellRef) -> Vec<CellRef> {
        let sheet = self.page.sheet();
        let width = |at: CellRef| (sheet.area(at).first.col(), sheet.area(at).last.col());
        let next = |at: &CellRef| Some(CellRef::new(sheet.area(*at).last.row() + 1, at.col()));
        std::iter::successors(next(&first), next)
            .take_while(|at| {
                let text = self.page.scan.at(*at).filter(|text| text.folded.chars().count() >= SENTENCE);
                width(*at) == width(first)
                    && text.is_some_and(|text| !self.page.is_heading(text))
                    && !self.is_label(*at)
            })
            .collect()
    }

    /// Whether the answer stands below, in a cell of the same width: the form at hand says so, or it is a sentence and no
    /// answer stands beside, or the whole row is labels over answers.
    fn is_answered_below(&self, text: &TextCell, below: CellRef) -> bool {
        let other = self.page.sheet().area(below);
        let same_width = (other.first.col(), other.last.col()) == (text.area.first.col(), text.area.last.col());
        if below.row() >= self.page.rows.end || !same_width || other.first != below || self.is_label(below) {
            return false;
        }
        let known = self.lexicon.field(&text.label).is_some_and(|(_, spec)| spec.value == Side::Below);
        let right = CellRef::new(text.at.row(), text.area.last.col().saturating_add(1));
        let nothing_beside = !self.page.cols.contains(&right.col()) || self.is_label(right);
        known
            || (self.is_sentence(below) && nothing_beside)
            || self.heads_a_row_of_answers(text.at.row())
            || (self.page.is_heading(text) && self.is_answer(text, below))
    }

    /// Whether what stands below a heading, as wide as it, is room for an answer or one: it is blank, it differs from copy to
    /// copy, or of a single copy it is a sentence or has no number where the heading has one.
    fn is_answer(&self, heading: &TextCell, below: CellRef) -> bool {
        let Some(text) = self.page.scan.at(below) else { return self.page.raw(below).is_blank() };
        let numbered = |text: &TextCell| text.label.full != text.folded.trim_end_matches(':');
        match &self.page.common {
            Some(common) => !common.contains(&text.folded),
            None => says_something(&text.folded) || (numbered(heading) && !numbered(text)),
        }
    }

    fn is_sentence(&self, at: CellRef) -> bool {
        self.page.raw(at).to_string().chars().count() >= SENTENCE
    }

    /// Whether a row holds nothing but labels over answers: cells without a gap up to the edge, over cells of the same width
    /// that are blank or of which one is a sentence.
    fn heads_a_row_of_answers(&self, row: u32) -> bool {
        let sheet = self.page.sheet();
        let labels: Vec<&TextCell> = self.page.row(row).filter(|text| text.area.last.row() == row).collect();
        let joined = labels.windows(2).all(|pair| pair[0].area.last.col() + 1 == pair[1].area.first.col());
        let to_the_edge = labels.last().is_some_and(|text| text.area.last.col() + 1 == self.page.cols.end);
        let below = |text: &&TextCell| CellRef::new(row + 1, text.area.first.col());
        let wide = |text: &&TextCell| {
            let area = sheet.area(below(text));
            text.area.last.col() > text.area.first.col()
                && (area.first.col(), area.last.col()) == (text.area.first.col(), text.area.last.col())
                && area.first.row() == row + 1
                && !self.is_label(below(text))
        };
        let blank = |text: &&TextCell| self.page.raw(below(text)).is_blank();
        let says = |text: &&TextCell| self.is_sentence(below(text));
        labels.len() >= 2
            && joined
            && to_the_edge
            && labels.iter().all(wide)
            && (labels.iter().all(blank) || labels.iter().any(says))
    }

    /// The next cell to the right that holds something.
    fn right(&self, text: &TextCell) -> Option<CellRef> {
        let row = self.page.sheet().row(text.at.row());
        row.iter().find(|(at, cell)| at.col() > text.area.last.col() && !cell.raw.is_blank()).map(|(at, _)| *at)
    }

    /// Whether a label of the forms at hand stands at a cell, or with several copies something they all show.
    fn is_label(&self, at: CellRef) -> bool {
        let Some(text) = self.page.scan.at(at) else { return false };
        let known = self.lexicon.field(&text.label).is_some() || self.lexicon.field_behind(&text.folded).is_some();
        let shown = self.page.common.as_ref().is_some_and(|common| common.contains(&text.folded));
        known || (shown && looks_like_label(text)) || text.folded.ends_with(':')
    }

    fn add(&mut self, text: &TextCell, label: &Label, side: Side, value: &Raw, repeat: bool) {
        let known = self.lexicon.field(label).or_else(|| self.lexicon.field_behind(&text.folded));
        if self.found.fields.iter().any(|field| field.label.key == label.key) {
            return;
        }
        let options = values::options(value);
        let kind = if !options.is_empty() {
            FieldType::Choice
        } else if side == Side::Below && self.page.is_heading(text) {
            FieldType::Text
        } else {
            values::kind(value)
        };
        let kind = known.map_or(kind, |(_, spec)| match (spec.kind, kind) {
            (FieldType::Choice, seen) => seen,
            (known, FieldType::Choice) if known != FieldType::Line => known,
            (_, FieldType::Choice) => FieldType::Choice,
            (known, _) => known,
        });
        self.found.fields.push(Field {
            at: text.at,
            label: label.clone(),
            known: known.map(|(id, _)| id.to_owned()),
            side,
            repeat,
            kind,
            options: if kind == FieldType::Choice { options } else { Vec::new() },
            instruction: values::instruction(value, self.lexicon),
        });
    }
}

/// Whether a text is a sentence, and not a heading.
fn says_something(folded: &str) -> bool {
    folded.contains(['。', ';']) || (folded.chars().count() >= SENTENCE && folded.contains(','))
}

/// Whether a text is short and says no sentence.
fn looks_like_label(text: &TextCell) -> bool {
    let length = text.label.key.chars().count();
    (2..=LONGEST_LABEL).contains(&length) && !text.label.key.contains([',', '。', ';'])
}

/// Whether a text is the label of a printed total below a table of indicators, or stands beside one.
fn is_total(lexicon: &Lexicon<'_>, tables: &[Table], text: &TextCell) -> bool {
    let below = |table: &Table| table.header.role == TableRole::Indicators && table.body.end <= text.at.row();
    text.is_short() && tables.iter().any(below) && lexicon.is_total(&text.label)
}

/// The label in a cell that holds its value too: "填报人：张三".
fn label_before_colon(folded: &str) -> Option<Label> {
    let (head, _) = folded.split_once(':')?;
    let label = Label::of_folded(head);
    (label.key.chars().count() <= LONGEST_BEFORE_COLON).then_some(label)
}
