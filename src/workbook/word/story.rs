//! One story of a document (its body, a header, the footnotes): paragraphs and tables in their order.

use quick_xml::events::{BytesStart, Event};

use crate::workbook::outline::Note;
use crate::workbook::refusal::Refusal;
use crate::workbook::xml::Walker;

/// Elements whose content is no text of the document: properties, deleted text, pronunciation, the old form of a drawing.
const PASSED_OVER: [&str; 14] = [
    "pPr",
    "sectPr",
    "sdtPr",
    "sdtEndPr",
    "tblPr",
    "tblGrid",
    "tblPrEx",
    "delText",
    "delInstrText",
    "fldData",
    "rt",
    "Fallback",
    "del",
    "moveFrom",
];
/// Elements that show something that is no text and is not read.
const PICTURES: [&str; 6] = ["blip", "imagedata", "OLEObject", "chart", "relIds", "altChunk"];
/// Fields that print a page number.
const PAGE_FIELDS: [&str; 4] = ["PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"];

/// A paragraph or a table.
pub(super) enum Block {
    /// The text of a paragraph, and whether a page number is printed in it.
    Paragraph { text: String, has_page: bool },
    /// A table.
    Table(Table),
}

/// A table, row by row.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<TableCell>>,
}

/// A cell of a table.
pub(super) struct TableCell {
    /// Its first column.
    pub(super) col: u16,
    /// How many columns it covers, at least one.
    pub(super) span: u16,
    pub(super) merge: Merge,
    /// Its paragraphs, one to a line.
    pub(super) text: String,
}

/// How a cell is merged with those above and below.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    None,
    Begins,
    Continues,
}

/// What stands in one part of the package.
pub(super) struct Story<'a> {
    walker: Walker<'a>,
    /// The paragraphs and tables; a table inside a table follows it.
    pub(super) blocks: Vec<Block>,
    /// Those of its text boxes.
    pub(super) boxes: Vec<Block>,
    /// What else a person should know of it.
    pub(super) notes: Vec<Note>,
    /// Whether it has the body of a document.
    pub(super) has_body: bool,
    has_page: bool,
}

impl<'a> Story<'a> {
    /// Reads a part to its end.
    pub(super) fn read(text: &'a str, part: &'a str) -> Result<Self, Refusal> {
        let mut story = Self {
            walker: Walker::new(text, part),
            blocks: Vec::new(),
            boxes: Vec::new(),
            notes: Vec::new(),
            has_body: false,
            has_page: false,
        };
        story.blocks = story.blocks()?;
        Ok(story)
    }

    /// Visits every element up to the end of the one that was just started, or of the part: its name, and whether it holds
    /// anything. A visitor that does not read what an element holds has it visited too: such an element is a wrapper.
    fn each(
        &mut self,
        mut visit: impl FnMut(&mut Self, &BytesStart<'_>, &str, bool) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let depth = self.walker.depth();
        loop {
            let event = self.walker.next()?;
            let open = matches!(event, Event::Start(_));
            match event {
                Event::Start(element) | Event::Empty(element) => {
                    let name = element.local_name();
                    visit(self, &element, name.as_ref(), open)?;
                }
                Event::End(_) if self.walker.depth() < depth => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn blocks(&mut self) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        self.each(|story, _, name, open| {
            match (name, open) {
                ("p", _) => blocks.push(story.paragraph(open)?),
                ("tbl", true) => story.table(&mut blocks)?,
                ("body", _) => story.has_body = true,
                _ => story.other(name, open)?,
            }
            Ok(())
        })?;
        Ok(blocks)
    }

    /// An element that is neither text nor a block: passed over, or a wrapper.
    fn other(&mut self, name: &str, open: bool) -> Result<(), Refusal> {
        if matches!(name, "del" | "moveFrom" | "ins" | "moveTo") {
            self.notes.push(Note::Revisions);
        }
        if PICTURES.contains(&name) {
            self.notes.push(Note::Pictures);
        }
        if open && PASSED_OVER.contains(&name) { self.walker.skip() } else { Ok(()) }
    }

    fn paragraph(&mut self, open: bool) -> Result<Block, Refusal> {
        self.has_page = false;
        let mut text = String::new();
        if open {
            self.each(|story, element, name, open| story.in_run(element, name, open, &mut text))?;
        }
        Ok(Block::Paragraph { text, has_page: self.has_page })
    }

    fn in_run(&mut self, element: &BytesStart<'_>, name: &str, open: bool, text: &mut String) -> Result<(), Refusal> {
        match (name, open) {
            ("t", true) => self.characters(text)?,
            ("tab" | "ptab", _) => text.push('\t'),
            ("br" | "cr", _) => text.push('\n'),
            ("noBreakHyphen", _) => text.push('-'),
            ("sym", _) => text.extend(self.symbol(element)?),
            ("rPr", true) => self.run_properties()?,
            ("instrText", true) => {
                let mut code = String::new();
                self.characters(&mut code)?;
                self.field(&code);
            }
            ("fldSimple", _) => {
                let code = self.walker.local_attribute(element, "instr")?.unwrap_or_default();
                self.field(code);
            }
            ("checkBox", true) => text.push(self.check_box()?),
            ("ddList", true) => text.push_str(&self.chosen()?),
            ("txbxContent", true) => {
                let has_page = self.has_page;
                let blocks = self.blocks()?;
                self.boxes.extend(blocks);
                self.has_page = has_page;
            }
            _ => self.other(name, open)?,
        }
        Ok(())
    }

    /// The characters up to the end of the element that was just started.
    fn characters(&mut self, text: &mut String) -> Result<(), Refusal> {
        loop {
            match self.walker.next()? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => text.push(self.walker.resolve(&reference)?),
                Event::Start(element) => return Err(self.walker.stray(element.local_name().as_ref())),
                Event::End(_) | Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Hidden text is read and told of.
    fn run_properties(&mut self) -> Result<(), Refusal> {
        self.each(|story, element, name, _| {
            if name == "vanish" && story.is_on(element)? {
                story.notes.push(Note::HiddenText);
            }
            Ok(())
        })
    }

    fn field(&mut self, code: &str) {
        let name = code.split_whitespace().next().unwrap_or_default().to_uppercase();
        self.has_page |= PAGE_FIELDS.contains(&name.as_str());
    }

    /// A character of a symbol font; boxes and ticks become the characters that other fonts have for them.
    fn symbol(&self, element: &BytesStart<'_>) -> Result<Option<char>, Refusal> {
        let font = self.walker.local_attribute(element, "font")?.unwrap_or_default();
        let code = self.walker.local_attribute(element, "char")?.unwrap_or_default();
        let Ok(code) = u32::from_str_radix(code, 16) else { return Ok(None) };
        let known = match (font, code & 0xff) {
            ("Wingdings", 0xfe) | ("Wingdings 2", 0x52) => Some('☑'),
            ("Wingdings", 0xfd) | ("Wingdings 2", 0x53 | 0x54) => Some('☒'),
            ("Wingdings", 0x6f | 0xa8) | ("Wingdings 2", 0x2a | 0xa3) => Some('☐'),
            ("Wingdings", 0xfc) | ("Wingdings 2", 0x50) => Some('✔'),
            _ => None,
        };
        Ok(known.or_else(|| char::from_u32(code)))
    }

    /// A check box of the old kind, up to its end.
    fn check_box(&mut self) -> Result<char, Refusal> {
        let mut ticked = false;
        self.each(|story, element, name, _| {
            if matches!(name, "default" | "checked") {
                ticked = story.is_on(element)?;
            }
            Ok(())
        })?;
        Ok(if ticked { '☑' } else { '☐' })
    }

    /// What is chosen in a list of the old kind, up to its end.
    fn chosen(&mut self) -> Result<String, Refusal> {
        let (mut chosen, mut entries) = (0, Vec::new());
        self.each(|story, element, name, _| {
            let value = story.walker.local_text_attribute(element, "val")?.unwrap_or_default();
            match name {
                "result" | "default" => chosen = value.parse().unwrap_or(0),
                "listEntry" => entries.push(value),
                _ => {}
            }
            Ok(())
        })?;
        Ok(entries.into_iter().nth(chosen).unwrap_or_default())
    }

    /// Whether a switch is on; one without a value is.
    fn is_on(&self, element: &BytesStart<'_>) -> Result<bool, Refusal> {
        Ok(!matches!(self.walker.local_attribute(element, "val")?, Some("0" | "false" | "off")))
    }

    /// A table up to its end, then the tables inside it.
    fn table(&mut self, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let (mut table, mut inner) = (Table::default(), Vec::new());
        self.each(|story, _, name, open| {
            match (name, open) {
                ("tr", true) => table.rows.extend(story.table_row(&mut inner)?),
                _ => story.other(name, open)?,
            }
            Ok(())
        })?;
        blocks.push(Block::Table(table));
        blocks.append(&mut inner);
        Ok(())
    }

    /// A row up to its end; nothing if it was deleted with changes tracked.
    fn table_row(&mut self, inner: &mut Vec<Block>) -> Result<Option<Vec<TableCell>>, Refusal> {
        let mut row: Vec<TableCell> = Vec::new();
        let (mut next, mut deleted) = (0_u16, false);
        self.each(|story, _, name, open| {
            match (name, open) {
                ("trPr", true) => story.each(|story, element, name, _| {
                    match name {
                        "gridBefore" => next = story.count(element)?,
                        "del" => deleted = true,
                        _ => {}
                    }
                    Ok(())
                })?,
                ("tc", true) => {
                    let cell = story.table_cell(next, inner)?;
                    next = cell.col.saturating_add(cell.span);
                    row.push(cell);
                }
                _ => story.other(name, open)?,
            }
            Ok(())
        })?;
        if deleted {
            self.notes.push(Note::Revisions);
        }
        Ok((!deleted).then_some(row))
    }

    /// A cell up to its end.
    fn table_cell(&mut self, col: u16, inner: &mut Vec<Block>) -> Result<TableCell, Refusal> {
        let mut cell = TableCell { col, span: 1, merge: Merge::None, text: String::new() };
        let mut lines: Vec<String> = Vec::new();
        self.each(|story, _, name, open| {
            match (name, open) {
                ("tcPr", true) => story.cell_properties(&mut cell)?,
                ("p", _) => {
                    if let Block::Paragraph { text, .. } = story.paragraph(open)? {
                        lines.push(text);
                    }
                }
                ("tbl", true) => story.table(inner)?,
                _ => story.other(name, open)?,
            }
            Ok(())
        })?;
        let text = lines.join("\n");
        Ok(TableCell { text: text.trim_end_matches('\n').to_owned(), ..cell })
    }

    fn cell_properties(&mut self, cell: &mut TableCell) -> Result<(), Refusal> {
        self.each(|story, element, name, _| {
            match name {
                "gridSpan" => cell.span = story.count(element)?.max(1),
                "vMerge" => {
                    let begins = story.walker.local_attribute(element, "val")? == Some("restart");
                    cell.merge = if begins { Merge::Begins } else { Merge::Continues };
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// The number in `val`.
    fn count(&self, element: &BytesStart<'_>) -> Result<u16, Refusal> {
        let value = self.walker.local_attribute(element, "val")?.unwrap_or_default();
        value.parse().map_err(|_| self.walker.malformed(value))
    }
}
