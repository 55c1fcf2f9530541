//! The words that forms use, taken from the schemas at hand: there is no second list of them.

use super::sample::Page;
use crate::schema::{
    ColumnSpec, FieldSpec, Form, LabelSet, Library, Role, RowSpec, Scoring, SectionSpec, TableRole, TableSpec,
};
use crate::text::{Label, fold, resembling};

/// The words of every form at hand, those of the form that a sheet resembles most first.
pub struct Lexicon<'a> {
    forms: Vec<&'a Form>,
}

impl<'a> Lexicon<'a> {
    /// The words of a library, ordered by how many labels of a sheet each form knows.
    pub fn of(library: &'a Library, page: &Page<'_>) -> Self {
        let mut forms: Vec<&Form> = library.forms.iter().map(AsRef::as_ref).collect();
        forms.sort_by_cached_key(|form| std::cmp::Reverse(knows(form, page)));
        Self { forms }
    }

    /// The form that the sheet resembles most.
    pub fn resembling(&self) -> Option<&'a Form> {
        self.forms.first().copied()
    }

    /// The form that the sheet is, by its own count of labels.
    pub fn same(&self, page: &Page<'_>) -> Option<&'a Form> {
        let shows = |names: &LabelSet| page.texts().any(|text| names.matches(&text.label));
        let is_shown = |form: &&&Form| {
            form.head.anchors.iter().filter(|anchor| shows(anchor.names())).count() >= form.head.anchors_min
                && !shows(&form.head.without)
        };
        self.forms.iter().find(is_shown).copied()
    }

    /// The tables of a role, those of the form that the sheet resembles most first.
    pub fn tables(&self, role: TableRole) -> impl Iterator<Item = &'a TableSpec> {
        self.forms.iter().flat_map(|form| &form.tables).filter(move |table| table.role == role)
    }

    /// The first table of a role that holds something.
    pub fn usual<T>(&self, role: TableRole, part: impl Fn(&'a TableSpec) -> Option<T>) -> Option<T> {
        self.tables(role).find_map(part)
    }

    /// The role to which the parts of a header point: pairs of characters that known headers use for one role, three times of four.
    pub fn by_words(&self, role: TableRole, key: &str) -> Option<Role> {
        let columns = || self.tables(role).flat_map(|table| &table.columns).filter(|column| column.role != Role::Fact);
        let headers: Vec<(Role, Vec<String>)> =
            columns().map(|column| (column.role, column.header.names().map(fold).collect())).collect();
        let characters: Vec<char> = key.chars().collect();
        let pairs = characters.windows(2).map(|pair| pair.iter().collect::<String>());
        let mut pointed: Vec<Role> = pairs
            .filter_map(|pair| {
                let users = headers.iter().filter(|(_, names)| names.iter().any(|name| name.contains(&pair)));
                let users: Vec<Role> = users.map(|(role, _)| *role).collect();
                users
                    .iter()
                    .copied()
                    .find(|role| users.iter().filter(|other| *other == role).count() * 4 >= users.len() * 3)
            })
            .collect();
        pointed.dedup();
        if let [only] = pointed.as_slice() { Some(*only) } else { None }
    }

    /// The roles of every table of a kind, in the order of their columns.
    pub fn orders(&self, role: TableRole) -> Vec<Vec<Role>> {
        self.tables(role).map(|table| table.columns.iter().map(|column| column.role).collect()).collect()
    }

    /// The column that a header names on a table of some role which is read and not scored.
    pub fn unscored(&self, table: TableRole, label: &Label) -> Option<&'a ColumnSpec> {
        let columns = self.tables(table).flat_map(|table| &table.columns);
        columns.filter(|column| column.role == Role::Fact).find(|column| column.header.matches(label))
    }

    /// The column of facts that a header names, `{year}` and all.
    pub fn fact(&self, label: &Label, year: Option<i16>) -> Option<&'a ColumnSpec> {
        self.tables(TableRole::Facts)
            .flat_map(|table| &table.columns)
            .find(|column| column.header.matches_in(label, year))
    }

    /// The table of facts or the split to which most of some labels belong.
    pub fn table_of(&self, role: TableRole, labels: &[Label]) -> Option<&'a TableSpec> {
        let known = |table: &TableSpec| labels.iter().filter(|label| names_part(table, label)).count();
        let best = self.tables(role).map(|table| (known(table), table)).max_by_key(|(known, _)| *known)?;
        (best.0 * 2 > labels.len()).then_some(best.1)
    }

    /// The row of a table of money that a label names.
    pub fn money_row(&self, label: &Label) -> Option<&'a RowSpec> {
        self.tables(TableRole::Money).flat_map(|table| &table.rows).find(|row| row.label.matches(label))
    }

    /// The labelled value that a label names. A field found by a pattern has no label.
    pub fn field(&self, label: &Label) -> Option<(&'a str, &'a FieldSpec)> {
        self.fields().find(|(_, spec)| spec.label.matches(label))
    }

    /// The labelled values that a label nearly names, each with the known label.
    pub fn fields_near(&self, label: &Label) -> Vec<(&'a str, &'a str)> {
        let mut ids: Vec<&str> = self.fields().map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        let near = |id: &'a str| {
            let specs = self.fields().filter(|(known, _)| *known == id);
            let names = specs.flat_map(|(id, spec)| spec.label.names().map(move |name| (name, id)));
            resembling(&label.key, names).map(|(name, id)| (id, name))
        };
        ids.into_iter().filter_map(near).collect()
    }

    /// The labelled value whose label and value stand in one cell.
    pub fn field_behind(&self, folded: &str) -> Option<(&'a str, &'a FieldSpec)> {
        self.fields().find(|(_, spec)| spec.label.value_behind(folded).is_some())
    }

    /// A field by its id, as the nearest form that has it describes it.
    pub fn field_of(&self, id: &str) -> Option<&'a FieldSpec> {
        self.fields().find(|(known, _)| *known == id).map(|(_, spec)| spec)
    }

    fn fields(&self) -> impl Iterator<Item = (&'a str, &'a FieldSpec)> {
        self.forms.iter().flat_map(|form| &form.fields).map(|(id, spec)| (id.as_str(), spec))
    }

    /// An id that some form uses.
    pub fn field_id(&self, id: &str) -> Option<&'a str> {
        self.fields().map(|(known, _)| known).find(|known| *known == id)
    }

    /// Whether a label means nothing else than the field of this id on any form.
    pub fn only_may_be(&self, id: &str, label: &Label) -> bool {
        self.others(id, label).is_none()
    }

    /// Another field than this one that a label means on some form.
    pub fn others(&self, id: &str, label: &Label) -> Option<&'a str> {
        self.fields().find(|(known, spec)| *known != id && spec.label.matches(label)).map(|(known, _)| known)
    }

    /// Whether a field of this id may have this label on some form.
    pub fn may_be(&self, id: &str, label: &Label) -> bool {
        self.fields().any(|(known, spec)| known == id && spec.label.matches(label))
    }

    /// The heading of a section that a text is or begins with.
    pub fn section(&self, folded: &str, label: &Label) -> Option<&'a SectionSpec> {
        self.forms
            .iter()
            .flat_map(|form| &form.sections)
            .find(|section| section.heading.matches(label) || section.heading.value_behind(folded).is_some())
    }

    /// The phrase by which some form declares a text as printed.
    pub fn printed(&self, folded: &str) -> Option<&'a str> {
        self.forms.iter().find_map(|form| form.head.printed.equal_to(folded))
    }

    /// Whether some form prints a text that begins like this one into a column.
    pub fn printed_in_column(&self, folded: &str) -> bool {
        let columns = self.forms.iter().flat_map(|form| &form.tables).flat_map(|table| &table.columns);
        columns.into_iter().any(|column| column.printed.begins(folded))
    }

    /// Whether a text begins with a line that some form prints in the place of an indicator's name.
    pub fn is_placeholder(&self, folded: &str) -> bool {
        self.tables(TableRole::Indicators).any(|table| table.placeholder.begins(folded))
    }

    /// The longest known title that a text ends with.
    pub fn title(&self, folded: &str) -> Option<String> {
        let known = self.forms.iter().flat_map(|form| Vec::from(form.head.titles.clone()));
        known.filter(|title| folded.ends_with(&fold(title))).max_by_key(|title| title.chars().count())
    }

    /// The scoring of the nearest form that has tiers.
    pub fn scoring(&self) -> Option<Scoring> {
        self.forms.iter().find(|form| !form.scoring.tiers.is_empty()).map(|form| form.scoring.clone())
    }

    /// Whether some form knows a label in one of its lists of indicators.
    pub fn in_indicators(&self, label: &Label, list: fn(&TableSpec) -> &LabelSet) -> bool {
        self.tables(TableRole::Indicators).any(|table| list(table).matches(label))
    }
}

fn names_part(table: &TableSpec, label: &Label) -> bool {
    table.rows.iter().any(|row| row.label.matches(label))
        || table.columns.iter().any(|column| column.header.matches(label))
}

/// How many texts of a sheet a form knows.
fn knows(form: &Form, page: &Page<'_>) -> usize {
    let known = |label: &Label| {
        form.fields.values().any(|field| field.label.matches(label))
            || form.tables.iter().any(|table| table.block.matches(label) || names_part(table, label))
    };
    let texts = page.texts().filter(|text| text.is_short());
    texts.filter(|text| known(&text.label) || form.head.titles.found_in(&text.folded).is_some()).count()
}
