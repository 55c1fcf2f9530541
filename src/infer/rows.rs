//! The rows of a table of money or facts.

use super::draft::{Part, row};
use super::sample::any_year;
use super::specs::{Maker, unique};
use crate::model::CellRef;
use crate::schema::{LabelSet, RowSpec, TableRole, TableSpec};
use crate::text::{Label, Message, Text, fold};

impl Maker<'_, '_> {
    /// The rows by their labels; parts of a whole have it as their parent.
    pub fn rows(&mut self, id: &str) -> Vec<RowSpec> {
        let money = self.table.header.role == TableRole::Money;
        let mut made: Vec<RowSpec> = Vec::new();
        for labels in &self.table.rows {
            let names: Vec<String> = labels.iter().map(|at| any_year(&self.label(*at).key, self.year)).collect();
            let Some(name) = names.first().filter(|name| !name.is_empty()).cloned() else { continue };
            let label = self.label(labels[0]);
            if label.key.chars().all(|c| c == '.') {
                self.opened(id, &mut made, labels[0]);
                continue;
            }
            let known = if money { self.lexicon.money_row(&label) } else { self.known_fact_row(&label) };
            let known_id = known.map(|row| row.id.to_string()).filter(|id| !made.iter().any(|row| *row.id == **id));
            let row_id = match known_id {
                _ if money && made.is_empty() => "total".to_owned(),
                Some(known) if !(money && known == "total") => known,
                _ => format!("row{}", made.len() + 1),
            };
            let inside = fold(&self.page.raw(labels[0]).to_string()).starts_with("其中");
            let of_known = known.and_then(|row| row.parent.clone()).filter(|id| made.iter().any(|row| row.id == *id));
            let parent = if money {
                made.first().map(|total| total.id.clone())
            } else if inside {
                made.last().map(|before| before.id.clone()).filter(|_| of_known.is_none()).or(of_known)
            } else {
                of_known
            };
            let nested = money && inside && made.len() > 1;
            let is_whole = money && made.is_empty();
            if nested || (known.is_none() && !is_whole) {
                let text = if nested {
                    Text::new(
                        "{cell} 又一个“其中”：看 parent 该是总额还是上一行",
                        "{cell} is a second `of which`: is its parent the whole or the row above?",
                    )
                } else {
                    Text::new(
                        "{cell} 的行“{label}”不认识：改一个好记的编号",
                        "{cell}: the row `{label}` is unknown, give it a telling id",
                    )
                };
                let message = Message::new(text).with("cell", labels[0].to_string()).with("label", name.as_str());
                self.draft.ask(Part::Row(id.to_owned(), row_id.clone()), message);
            }
            let mut spec = row(&row_id, &name, parent.as_deref());
            spec.label = LabelSet::from(unique(names));
            made.push(spec);
        }
        if made.is_empty() {
            let only = if money { "total" } else { id };
            made.push(row(only, "", None));
        }
        made
    }

    /// "……" says that units add lines of their own: parts of the last row that every copy has.
    fn opened(&mut self, id: &str, made: &mut Vec<RowSpec>, at: CellRef) {
        let asked = |row: &RowSpec| self.draft.notes_of(&Part::Row(id.to_owned(), row.id.to_string())).next().is_some();
        let Some(whole) = made.iter().rposition(|row| row.open || !asked(row)) else { return };
        made.truncate(whole + 1);
        let row = &mut made[whole];
        if !row.open {
            row.open = true;
            let text = Text::new(
                "{cell} 是省略号：下面由单位自己加行，写作 open = true",
                "{cell} is an ellipsis: units add lines below, written as open = true",
            );
            let part = Part::Row(id.to_owned(), row.id.to_string());
            self.draft.ask(part, Message::new(text).with("cell", at.to_string()));
        }
    }

    fn known_fact_row(&self, label: &Label) -> Option<&RowSpec> {
        let named = |table: &'_ TableSpec| table.rows.iter().any(|row| row.label.matches(label));
        let table = self.lexicon.usual(TableRole::Facts, |table| named(table).then_some(table))?;
        table.rows.iter().find(|row| row.label.matches(label))
    }
}
