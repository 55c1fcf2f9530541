//! A draft as the text of a schema file: in the order of the delivered files, with the open questions as comments.

use std::fmt::Write as _;

use serde::Serialize;
use toml::Value;

use super::draft::{Draft, Part};
use crate::schema::{FieldSpec, Form, IndicatorSpec, PointsMethod, Scoring, SectionSpec, TableRole, TableSpec};
use crate::text::{Lang, Message, Text};

/// Writes the schema file. The comments are in the language asked for.
pub fn toml(draft: &Draft, lang: Lang, made_from: &str) -> String {
    let mut file = File { draft, lang, text: String::new() };
    let form = &draft.form;
    let opening = Message::new(Text::new(
        "{title}：根据 {files} 草拟；“请确认”处要人看过",
        "{title}: proposed from {files}; a person must look where it says `please confirm`",
    ));
    let opening = opening.with("title", form.head.title.zh.as_str()).with("files", made_from);
    file.comment("# ", &opening);
    file.head(form);
    file.fields(form);
    for table in &form.tables {
        file.table(table);
    }
    for section in &form.sections {
        file.line("\n[[section]]");
        file.keys(section, Some(&SectionSpec::default()), &[]);
    }
    if draft.notes_of(&Part::Score).next().is_some() {
        file.scoring(&form.scoring);
    }
    file.text
}

struct File<'a> {
    draft: &'a Draft,
    lang: Lang,
    text: String,
}

impl File<'_> {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    fn comment(&mut self, before: &str, message: &Message) {
        let text = message.get(self.lang).replace(['\n', '\r'], " ");
        self.line(&format!("{before}{text}"));
    }

    /// The questions beside a part, each a line of its own.
    fn questions(&mut self, part: &Part, indent: &str) {
        let draft = self.draft;
        let confirm = Text::new("请确认：", "please confirm: ").get(self.lang);
        for message in draft.notes_of(part) {
            self.comment(&format!("{indent}# {confirm}"), message);
        }
    }

    /// The keys of a struct that differ from its defaults, one a line, but for those that are written elsewhere.
    fn keys<T: Serialize, D: Serialize>(&mut self, value: &T, default: Option<&D>, without: &[&str]) {
        for (key, value) in changed(value, default).into_iter().filter(|(key, _)| !without.contains(&key.as_str())) {
            self.line(&format!("{key} = {value}"));
        }
    }

    fn head(&mut self, form: &Form) {
        self.line("\n[form]");
        for (key, value) in changed(&form.head, None::<&()>) {
            let part =
                ["id", "years", "titles", "identity", "anchors", "printed"].into_iter().find(|known| *known == key);
            if let Some(key) = part {
                self.questions(&Part::Head(key), "");
            }
            self.line(&format!("{key} = {value}"));
        }
    }

    fn fields(&mut self, form: &Form) {
        self.line("\n[field]");
        for (id, field) in &form.fields {
            self.questions(&Part::Field(id.clone()), "");
            let keys = changed(field, Some(&FieldSpec::default()));
            let bare = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            let key = if bare { id.clone() } else { Value::String(id.clone()).to_string() };
            self.line(&format!("{key} = {}", Value::Table(keys)));
        }
    }

    fn table(&mut self, table: &TableSpec) {
        let id = table.id.to_string();
        self.line("");
        self.questions(&Part::Table(id.clone()), "");
        self.line("[[table]]");
        let bare = super::specs::blank("", table.role);
        self.line(&format!("id = {}", Value::String(id.clone())));
        self.keys(&Named { role: table.role }, None::<&()>, &[]);
        self.keys(table, Some(&bare), &["id", "role", "columns", "row", "indicator"]);
        if !table.columns.is_empty() {
            self.line("columns = [");
            for column in &table.columns {
                self.questions(&Part::Column(id.clone(), column.header.name().to_owned()), "  ");
                let mut keys = changed(column, None::<&()>);
                let unsaid = |key: &str, value: &Value| match key {
                    "optional" => value == &Value::Boolean(false),
                    "type" => value.as_str() == Some("number"),
                    "role" => value.as_str() == Some("fact"),
                    _ => false,
                };
                keys.retain(|key, value| !unsaid(key, value));
                self.line(&format!("  {},", Value::Table(keys)));
            }
            self.questions(&Part::Columns(id.clone()), "  ");
            self.line("]");
        }
        if !table.rows.is_empty() {
            self.line("row = [");
            for row in &table.rows {
                self.questions(&Part::Row(id.clone(), row.id.to_string()), "  ");
                let mut keys = changed(row, None::<&()>);
                keys.retain(|key, value| !(key == "open" || value.as_array().is_some_and(Vec::is_empty)));
                self.line(&format!("  {},", Value::Table(keys)));
            }
            self.line("]");
        }
        table.indicators.iter().for_each(|own| self.indicator(own));
    }

    fn indicator(&mut self, own: &IndicatorSpec) {
        self.line("\n[[table.indicator]]");
        let mut keys = changed(own, None::<&()>);
        let method = keys.remove("method");
        keys.retain(|_, value| value.as_str() != Some(""));
        for key in ["level1", "level2", "name", "weight", "basis"] {
            match (key, own.weight, keys.get(key)) {
                // Points are decimals: 5 is written as 5.
                ("weight", Some(weight), _) => self.line(&format!("weight = {}", weight.0)),
                (_, _, Some(value)) => self.line(&format!("{key} = {value}")),
                _ => {}
            }
        }
        if let Some(method) = method.filter(|_| !matches!(own.method, PointsMethod::Target)) {
            self.line(&format!("method = {method}"));
        }
    }

    fn scoring(&mut self, scoring: &Scoring) {
        self.line("");
        self.questions(&Part::Score, "");
        self.line("[score]");
        for (key, value) in changed(scoring, None::<&()>) {
            if key == "tiers" {
                self.line("tiers = [");
                for tier in &scoring.tiers {
                    let mut keys = changed(tier, None::<&()>);
                    keys.retain(|key, value| key != "to_included" || value.as_bool() == Some(true));
                    self.line(&format!("  {},", Value::Table(keys)));
                }
                self.line("]");
            } else if key != "scale" || value.as_str() != Some("points") {
                self.line(&format!("{key} = {value}"));
            }
        }
    }
}

/// What a table is, written below its id.
#[derive(Serialize)]
struct Named {
    role: TableRole,
}

/// The keys of a struct with values that are neither blank nor the default.
fn changed<T: Serialize, D: Serialize>(value: &T, default: Option<&D>) -> toml::Table {
    let table = |value: Option<Value>| match value {
        Some(Value::Table(table)) => table,
        _ => toml::Table::new(),
    };
    let default = table(default.and_then(|default| Value::try_from(default).ok()));
    let mut keys = table(Value::try_from(value).ok());
    let blank = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    keys.retain(|key, value| default.get(key) != Some(value) && !blank(value));
    keys
}
