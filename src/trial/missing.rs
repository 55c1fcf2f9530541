//! What a schema names and a sheet does not show, with the label of the sheet that comes nearest.

use crate::locate::{Layout, Scan};
use crate::model::CellRef;
use crate::schema::{Form, LabelSet, TableSpec};
use crate::text::{Label, Text, resembling};

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// A printed label by which the form is recognised.
    Anchor,
    /// A labelled value.
    Field,
    /// The label below which a labelled value is looked for.
    Under,
    /// A table.
    Table,
    /// A column of a table.
    Column,
    /// A row of a table.
    Row,
}

impl Sought {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Anchor => Text::new("锚点", "anchor"),
            Self::Field => Text::new("字段", "field"),
            Self::Under => Text::new("under", "under"),
            Self::Table => Text::new("表", "table"),
            Self::Column => Text::new("列", "column"),
            Self::Row => Text::new("行", "row"),
        }
    }
}

/// Something that was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub sought: Sought,
    /// Where the schema names it: `fill_date`, `money.executed`.
    pub part: String,
    /// Its usual label.
    pub label: String,
    /// A text of the sheet that was not read and resembles it.
    pub near: Option<(CellRef, String)>,
}

/// Everything that was not found, `shown` telling of each anchor whether it was; of a sheet that is not this form only the anchors.
pub fn missing(
    form: &Form,
    scan: &Scan<'_>,
    shown: &[bool],
    layouts: &[&Layout<'_>],
    unread: &[(CellRef, String)],
) -> Vec<Missing> {
    let mut list = List { unread, found: Vec::new() };
    for (anchor, _) in form.head.anchors.iter().zip(shown).filter(|(_, shown)| !**shown) {
        list.add(Sought::Anchor, "form.anchors".to_owned(), anchor.names());
    }
    for layout in layouts {
        for ((id, spec), at) in form.fields.iter().zip(&layout.fields) {
            if at.label.is_none() && spec.pattern.is_empty() {
                list.add(Sought::Field, id.clone(), &spec.label);
            } else if at.label.is_none() {
                let written: Vec<String> = spec.pattern.clone().into();
                list.add(Sought::Field, id.clone(), &LabelSet::from(written));
            }
            if !spec.under.is_empty() && !scan.within(&layout.rows).any(|text| spec.under.matches(&text.label)) {
                // What a field stands below may have been read as something else: a heading, another label.
                let texts: Vec<(CellRef, &str)> =
                    scan.within(&layout.rows).map(|text| (text.at, text.label.key.as_str())).collect();
                list.add_near(Sought::Under, id.clone(), &spec.under, &texts);
            }
        }
        for (index, table) in form.tables.iter().enumerate() {
            list.table(index, table, layout);
        }
    }
    list.found
}

struct List<'a> {
    unread: &'a [(CellRef, String)],
    found: Vec<Missing>,
}

impl List<'_> {
    fn add(&mut self, sought: Sought, part: String, labels: &LabelSet) {
        let keys: Vec<(CellRef, String)> =
            self.unread.iter().map(|(at, folded)| (*at, Label::of_folded(folded).key)).collect();
        let texts: Vec<(CellRef, &str)> = keys.iter().map(|(at, key)| (*at, key.as_str())).collect();
        self.add_near(sought, part, labels, &texts);
    }

    /// Adds what may be meant by one of some texts.
    fn add_near(&mut self, sought: Sought, part: String, labels: &LabelSet, texts: &[(CellRef, &str)]) {
        let texts = || texts.iter().filter(|(_, key)| !key.is_empty()).map(|(at, key)| (*key, *at));
        let near = labels
            .names()
            .filter(|name| !name.contains('{'))
            .find_map(|name| resembling(&Label::of(name).key, texts()));
        let near = near.map(|(text, at)| (at, text.to_owned()));
        let missing = Missing { sought, part, label: labels.name().to_owned(), near };
        if !self.found.contains(&missing) {
            self.found.push(missing);
        }
    }

    fn table(&mut self, index: usize, spec: &TableSpec, layout: &Layout<'_>) {
        if let Some(split) = layout.splits.iter().find(|split| split.spec == index) {
            for (row, at) in spec.rows.iter().zip(&split.rows) {
                if at.label.is_none() {
                    self.add(Sought::Row, format!("{}.{}", spec.id, row.id), &row.label);
                }
            }
            return;
        }
        let Some(table) = layout.tables.iter().find(|table| table.spec == index) else {
            if spec.optional {
                return;
            }
            let first = spec.columns.first().map_or_else(LabelSet::default, |column| column.header.clone());
            let labels = if spec.block.is_empty() { first } else { spec.block.clone() };
            self.add(Sought::Table, spec.id.to_string(), &labels);
            return;
        };
        for (at, column) in spec.columns.iter().enumerate().filter(|(_, column)| !column.optional) {
            if !table.columns.iter().any(|found| found.spec == at) {
                self.add(Sought::Column, format!("{}.{}", spec.id, column.header.name()), &column.header);
            }
        }
        for (at, row) in spec.rows.iter().enumerate().filter(|(_, row)| !row.label.is_empty()) {
            if !table.rows.iter().any(|found| found.spec == Some(at)) {
                self.add(Sought::Row, format!("{}.{}", spec.id, row.id), &row.label);
            }
        }
    }
}
