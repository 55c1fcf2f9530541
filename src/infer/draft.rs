//! A schema in the making: the form, and beside its parts what a person must decide.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::schema::form::{Anchor, Head, Limits, Title};
use crate::schema::years::Years;
use crate::schema::{
    ColumnSpec, FieldSpec, FieldType, Form, LabelSet, Phrases, RowSpec, Scoring, TableRole, TableSpec,
};
use crate::text::{Label, Message};

/// A part of a schema file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A key of `[form]`.
    Head(&'static str),
    /// A field, by its id.
    Field(String),
    /// A table, by its id.
    Table(String),
    /// A column of a table, by its first header.
    Column(String, String),
    /// What stands at the end of a table's columns.
    Columns(String),
    /// A row of a table, by its id.
    Row(String, String),
    /// `[score]`.
    Score,
}

/// A form and the questions it leaves open.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The form.
    pub form: Form,
    /// What a person must decide, beside the part it concerns.
    pub notes: Vec<(Part, Message)>,
}

impl Draft {
    /// The questions beside a part.
    pub fn notes_of<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a Message> {
        self.notes.iter().filter(move |(at, _)| at == part).map(|(_, message)| message)
    }

    /// Adds a question.
    pub fn ask(&mut self, part: Part, message: impl Into<Message>) {
        self.notes.push((part, message.into()));
    }

    /// The labels and headers by which two copies are told to be of one form.
    pub fn labels(&self) -> Vec<String> {
        let columns = self.form.tables.iter().flat_map(|table| &table.columns).flat_map(|column| column.header.names());
        let fields = self.form.fields.values().flat_map(|field| field.label.names());
        columns.chain(fields).map(|name| Label::of(name).key).collect()
    }

    /// Takes in what another copy of the form shows beyond this one.
    pub fn absorb(&mut self, other: Self) {
        for (id, field) in other.form.fields {
            if let Some(own) = self.form.fields.values_mut().find(|own| shares(&own.label, &field.label)) {
                absorb_field(own, &field);
            } else if !self.form.fields.contains_key(&id)
                && !self.form.tables.iter().any(|table| holds(table, &field.label))
            {
                let notes = other.notes.iter().filter(|(part, _)| *part == Part::Field(id.clone()));
                self.notes.extend(notes.cloned());
                self.form.fields.insert(id, field);
            }
        }
        for table in other.form.tables {
            // What another copy shows to be money or indicators, a copy that shows less calls facts.
            let recognised = |own: &TableSpec| own.role != TableRole::Facts && shares_columns(own, &table);
            if table.role == TableRole::Facts && self.form.tables.iter().any(recognised) {
                continue;
            }
            match self.form.tables.iter_mut().find(|own| own.role == table.role && own.id == table.id) {
                Some(own) => absorb_table(own, table),
                None => self.form.tables.push(table),
            }
        }
        for section in other.form.sections {
            match self.form.sections.iter_mut().find(|own| own.id == section.id) {
                Some(own) => join(&mut own.heading, &section.heading),
                None => self.form.sections.push(section),
            }
        }
        let head = &mut self.form.head;
        // Both are written "2019..": the earlier year holds for both copies. A copy that names no year says nothing about it.
        let names_none = |notes: &[(Part, Message)]| notes.iter().any(|(part, _)| *part == Part::Head("years"));
        let (own_none, other_none) = (names_none(&self.notes), names_none(&other.notes));
        if own_none && !other_none {
            self.notes.retain(|(part, _)| *part != Part::Head("years"));
            head.years = other.form.head.years;
        } else if !other_none && String::from(other.form.head.years) < String::from(head.years) {
            head.years = other.form.head.years;
        }
        head.titles = union(&head.titles, &other.form.head.titles);
        head.printed = union(&head.printed, &other.form.head.printed);
    }
}

fn absorb_field(own: &mut FieldSpec, other: &FieldSpec) {
    join(&mut own.label, &other.label);
    if own.kind == FieldType::Line {
        own.kind = other.kind;
    }
    for option in other.options.iter().filter(|_| own.kind == FieldType::Choice) {
        if !own.options.contains(option) {
            own.options.push(option.clone());
        }
    }
    own.instruction = union(&own.instruction, &other.instruction);
}

fn absorb_table(own: &mut TableSpec, other: TableSpec) {
    join(&mut own.block, &other.block);
    join(&mut own.total, &other.total);
    join(&mut own.stop, &other.stop);
    join(&mut own.execution, &other.execution);
    own.placeholder = union(&own.placeholder, &other.placeholder);
    own.repeat |= other.repeat;
    let same = |a: &ColumnSpec, b: &ColumnSpec| (a.role, &a.id) == (b.role, &b.id);
    for column in &mut own.columns {
        column.optional |= !other.columns.iter().any(|twin| same(column, twin));
    }
    for column in other.columns {
        if let Some(twin) = own.columns.iter_mut().find(|twin| same(twin, &column)) {
            join(&mut twin.header, &column.header);
        } else if !own.columns.iter().any(|own| shares(&own.header, &column.header)) {
            own.columns.push(ColumnSpec { optional: true, ..column });
        }
    }
    for row in other.rows {
        if let Some(twin) = own.rows.iter_mut().find(|twin| shares(&twin.label, &row.label)) {
            join(&mut twin.label, &row.label);
        } else if !row.label.is_empty() && own.rows.iter().all(|twin| twin.id != row.id) {
            own.rows.push(row);
        }
    }
}

/// Whether a label stands inside a table: in its header, its rows, beside or below it.
fn holds(table: &TableSpec, label: &LabelSet) -> bool {
    let headers = table.columns.iter().map(|column| &column.header);
    let rows = table.rows.iter().map(|row| &row.label);
    headers.chain(rows).chain([&table.block, &table.total]).any(|names| shares(names, label))
}

/// Whether most headers of a table stand in another.
fn shares_columns(own: &TableSpec, table: &TableSpec) -> bool {
    let stands = |column: &&ColumnSpec| own.columns.iter().any(|known| shares(&known.header, &column.header));
    table.columns.iter().filter(stands).count() * 2 > table.columns.len()
}

fn shares(a: &LabelSet, b: &LabelSet) -> bool {
    a.names().any(|name| b.matches(&Label::of(name)))
}

/// Adds the names of one set that another lacks.
fn join(own: &mut LabelSet, other: &LabelSet) {
    let mut names: Vec<String> = own.names().map(str::to_owned).collect();
    let new = other.names().filter(|name| !own.names().any(|known| known == *name) && !own.matches(&Label::of(name)));
    names.extend(new.map(str::to_owned));
    *own = LabelSet::from(names);
}

fn union(own: &Phrases, other: &Phrases) -> Phrases {
    let mut names: Vec<String> = own.clone().into();
    for name in Vec::from(other.clone()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Phrases::from(names)
}

/// A form of which nothing is known yet but its head.
pub fn blank_form(id: &str, title: &str, years: Years) -> Form {
    Form {
        head: Head {
            id: Arc::from(id),
            title: Title { zh: title.to_owned(), en: title.to_owned() },
            years,
            identity: Vec::new(),
            titles: Phrases::default(),
            anchors: Vec::new(),
            anchors_min: 1,
            without: LabelSet::default(),
            extends: None,
            drop: Vec::new(),
            printed: Phrases::default(),
        },
        fields: IndexMap::new(),
        tables: Vec::new(),
        sections: Vec::new(),
        agreements: Vec::new(),
        scoring: Scoring::default(),
        limits: Limits::default(),
        severities: BTreeMap::new(),
        rules: Vec::new(),
        judged: Vec::new(),
        words: Arc::default(),
        file: String::new(),
    }
}

/// A row of a table.
pub fn row(id: &str, label: &str, parent: Option<&str>) -> RowSpec {
    let label = if label.is_empty() { LabelSet::default() } else { LabelSet::from(vec![label.to_owned()]) };
    RowSpec { id: Arc::from(id), label, parent: parent.map(Arc::from), open: false }
}

/// The anchors of some labels, each once.
pub fn anchors(labels: impl Iterator<Item = String>, most: usize) -> Vec<Anchor> {
    let mut found: Vec<Anchor> = Vec::new();
    for anchor in labels.map(Anchor::from) {
        let says_something = anchor.names().keys().any(|key| !key.is_empty());
        let known = found.iter().any(|known| shares(known.names(), anchor.names()));
        if found.len() < most && says_something && !known {
            found.push(anchor);
        }
    }
    found
}
