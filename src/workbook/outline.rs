//! What a workbook consists of: its worksheets in order, and where strings and styles lie.
//!
//! Chart, dialog and macro sheets are passed over here, so that they cannot take the worksheets down with them.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use super::package::Package;
use super::refusal::{Reason, Refusal};
use super::text::clean;
use super::xml::{Walker, is_true};

/// Kinds of sheets that hold no cells to be read. A kind that is not known here may be a worksheet whose name was damaged.
const WITHOUT_CELLS: [&str; 4] = ["chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"];
const MOST_SHEETS: usize = 1_000;

/// One worksheet.
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// Whether it is hidden or very hidden.
    pub(super) hidden: bool,
    /// The part that holds it.
    pub(super) part: String,
}

/// The worksheets and what they share.
pub(super) struct Outline {
    /// The worksheets, in their order.
    pub(super) sheets: Vec<Entry>,
    /// The part with the shared strings.
    pub(super) strings: Option<String>,
    /// The part with the styles.
    pub(super) styles: Option<String>,
    /// Whether dates count from 1904.
    pub(super) epoch_1904: bool,
    /// What a person should know of the workbook as a whole.
    pub(super) notes: Vec<Note>,
}

/// What a file as a whole may have that its sheets do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    /// Values that come from other files.
    ExternalLinks,
    /// Programs.
    Macros,
    /// Results that were perhaps not brought up to date.
    ManualCalculation,
    /// Changes to a document that nobody accepted or rejected.
    Revisions,
    /// Pictures or embedded objects in a document.
    Pictures,
    /// Text of a document that is not shown.
    HiddenText,
}

/// What one part says of another.
pub(super) struct Relation {
    id: String,
    /// The last step of its type: `worksheet`, `footnotes`.
    pub(super) kind: String,
    /// The part that is meant.
    pub(super) target: String,
}

impl Outline {
    /// Reads the workbook part and its relations.
    pub(super) fn read(package: &Package, workbook: &str) -> Result<Self, Refusal> {
        let related = relations_part(workbook);
        let relations = relations_of(package, workbook)?.ok_or_else(|| Refusal::at(Reason::MissingPart, &related))?;
        let twice = |what: &str| Refusal::at(Reason::RelationTwice, &related).saying(what);
        let part = |kind: &str| {
            let mut parts = relations.iter().filter(|one| one.kind == kind).map(|one| one.target.clone());
            let first = parts.next();
            if parts.next().is_some() { Err(twice(kind)) } else { Ok(first) }
        };
        let mut by_id: HashMap<&str, &Relation> = HashMap::with_capacity(relations.len());
        if let Some(id) = relations.iter().find_map(|one| by_id.insert(&one.id, one)) {
            return Err(twice(&id.id));
        }
        let has = |kind: &str| relations.iter().any(|one| one.kind == kind);
        let notes = [("externalLink", Note::ExternalLinks), ("vbaProject", Note::Macros)];
        let mut outline = Self {
            sheets: Vec::new(),
            strings: part("sharedStrings")?,
            styles: part("styles")?,
            epoch_1904: false,
            notes: notes.into_iter().filter(|(kind, _)| has(kind)).map(|(_, note)| note).collect(),
        };
        outline.fill(package.need(workbook)?, workbook, &by_id)?;
        if outline.sheets.is_empty() {
            return Err(Refusal::new(Reason::NoSheet));
        }
        Ok(outline)
    }

    fn fill(&mut self, text: &str, part: &str, relations: &HashMap<&str, &Relation>) -> Result<(), Refusal> {
        let mut walker = Walker::new(text, part);
        let mut sheets = Sheets { relations, names: HashSet::new(), parts: HashSet::new() };
        let mut in_sheets = false;
        loop {
            let event = walker.next()?;
            let depth = walker.depth() + usize::from(matches!(event, Event::Empty(_)));
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => return Ok(()),
                _ => continue,
            };
            let name = element.local_name();
            match (depth, name.as_ref()) {
                (3, "sheet") if in_sheets => self.sheets.extend(sheets.entry(&walker, &element)?),
                // What is not understood here may be a sheet.
                (3, other) if in_sheets => return Err(walker.stray(other)),
                (2, "workbookPr") => self.epoch_1904 = is_true(walker.attribute(&element, "date1904")?),
                (2, "calcPr") if walker.attribute(&element, "calcMode")? == Some("manual") => {
                    self.notes.push(Note::ManualCalculation);
                }
                _ => {}
            }
            if depth == 2 {
                in_sheets = name.as_ref() == "sheets";
            }
        }
    }
}

/// The sheets met so far.
struct Sheets<'r> {
    relations: &'r HashMap<&'r str, &'r Relation>,
    names: HashSet<String>,
    parts: HashSet<&'r str>,
}

impl Sheets<'_> {
    /// The worksheet that an element declares; nothing for a sheet without cells.
    fn entry(&mut self, walker: &Walker<'_>, element: &BytesStart<'_>) -> Result<Option<Entry>, Refusal> {
        let name = clean(&walker.text_attribute(element, "name")?.unwrap_or_default()).into_owned();
        if name.is_empty() {
            return Err(Refusal::new(Reason::NamelessSheet));
        }
        if !self.names.insert(name.to_lowercase()) {
            return Err(Refusal::at(Reason::SheetNameTwice, &name));
        }
        if self.names.len() > MOST_SHEETS {
            return Err(Refusal::new(Reason::TooManySheets).saying(&self.names.len().to_string()));
        }
        let id = walker.local_attribute(element, "id")?.unwrap_or_default();
        let relation = self.relations.get(id).ok_or_else(|| Refusal::at(Reason::MissingPart, &name))?;
        if WITHOUT_CELLS.contains(&relation.kind.as_str()) {
            return Ok(None);
        }
        if relation.kind != "worksheet" {
            return Err(Refusal::at(Reason::StrayContent, &name).saying(&relation.kind));
        }
        if !self.parts.insert(&relation.target) {
            return Err(Refusal::at(Reason::SheetPartTwice, &name));
        }
        let hidden = matches!(walker.attribute(element, "state")?, Some("hidden" | "veryHidden"));
        Ok(Some(Entry { name, hidden, part: relation.target.clone() }))
    }
}

/// The part with which a package begins: a workbook, or the body of a document.
pub(super) fn main_part(package: &Package) -> Result<String, Refusal> {
    let root = relations(package, "_rels/.rels", "")?;
    let named = root.and_then(|all| all.into_iter().find(|one| one.kind == "officeDocument")).map(|one| one.target);
    let usual = if package.has("word/document.xml") { "word/document.xml" } else { "xl/workbook.xml" };
    Ok(named.unwrap_or_else(|| usual.to_owned()))
}

/// Whether a main part belongs to a Word document.
pub(super) fn is_document(main_part: &str) -> bool {
    main_part.starts_with("word/")
}

/// The relations of a part; nothing if it has none.
pub(super) fn relations_of(package: &Package, part: &str) -> Result<Option<Vec<Relation>>, Refusal> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    relations(package, &relations_part(part), folder)
}

fn relations_part(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels").trim_start_matches('/').to_owned()
}

/// The relations in a part; nothing if there is no such part.
fn relations(package: &Package, part: &str, folder: &str) -> Result<Option<Vec<Relation>>, Refusal> {
    let Some(text) = package.text(part)? else { return Ok(None) };
    let mut walker = Walker::new(text, part);
    let mut found = Vec::new();
    loop {
        match walker.next()? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                let kind = walker.text_attribute(&element, "Type")?.unwrap_or_default();
                let target = walker.text_attribute(&element, "Target")?.unwrap_or_default();
                found.push(Relation {
                    id: walker.text_attribute(&element, "Id")?.unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolved(folder, &target),
                });
            }
            Event::Eof => return Ok(Some(found)),
            _ => {}
        }
    }
}

/// The part that a target means, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = start.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_from_its_folder() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("xl/a", "../../../b.xml"), "b.xml");
    }
}
