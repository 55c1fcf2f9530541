//! What the shape of a schema file cannot say: references that lead nowhere, parts that contradict each other.

use std::collections::BTreeSet;

use super::error::SchemaError;
use super::form::Form;
use super::table::{Role, TableRole, TableSpec};
use crate::text::{Message, Text};

/// Every fault of a form that could be read.
#[must_use]
pub fn faults(form: &Form, file: &str, source: &str) -> Vec<SchemaError> {
    let mut faults = Faults { file, source, found: Vec::new() };
    head(form, &mut faults);
    for (id, field) in &form.fields {
        let both =
            Text::new("字段“{name}”须写 label 或 pattern 其中之一", "field `{name}` needs either label or pattern");
        if field.label.is_empty() == field.pattern.is_empty() {
            faults.at(id, both);
        }
    }
    if form.fields.values().filter(|field| field.attributes).count() > 1 {
        faults.at(
            "attributes",
            Text::new("只能有一个字段写 attributes = true", "only one field may say attributes = true"),
        );
    }
    let mut ids = BTreeSet::new();
    for table in &form.tables {
        if !ids.insert(&table.id) {
            faults.at(&table.id, Text::new("表“{name}”定义了两次", "table `{name}` is defined twice"));
        }
        table_faults(table, &mut faults);
    }
    scoring(form, &mut faults);
    faults.found
}

struct Faults<'a> {
    file: &'a str,
    source: &'a str,
    found: Vec<SchemaError>,
}

impl Faults<'_> {
    /// Notes a fault at the first place where `name` is written.
    fn at(&mut self, name: &str, text: Text) {
        let start = self.source.find(&format!("\"{name}\"")).map(|at| at + 1).or_else(|| self.source.find(name));
        self.found.push(SchemaError {
            file: self.file.to_owned(),
            source: self.source.to_owned(),
            span: start.map(|at| at..at + name.len()),
            message: Message::new(text).with("name", name),
        });
    }
}

fn head(form: &Form, faults: &mut Faults<'_>) {
    let id = &form.head.id;
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        faults.at(
            id,
            Text::new(
                "表样编号“{name}”只能用小写字母、数字和连字符",
                "form id `{name}` may hold lower-case letters, digits and hyphens only",
            ),
        );
    }
    let most = form.head.anchors.len() + 1;
    if form.head.anchors_min == 0 || form.head.anchors_min > most {
        faults.at(
            "anchors_min",
            Text::new(
                "anchors_min 须在 1 与 titles、anchors 的总数之间",
                "anchors_min must lie between 1 and the number of anchors plus one for the title",
            ),
        );
    }
    for field in &form.head.identity {
        if !form.fields.contains_key(field) {
            faults.at(
                field,
                Text::new(
                    "identity 提到的字段“{name}”没有定义",
                    "identity names the field `{name}`, which is not defined",
                ),
            );
        }
    }
}

fn table_faults(table: &TableSpec, faults: &mut Faults<'_>) {
    let mut roles = BTreeSet::new();
    for column in &table.columns {
        if !roles.insert(column.role) {
            faults.at(
                column.header.name(),
                Text::new(
                    "“{name}”一列的含义（role）在本表中重复",
                    "the role of column `{name}` occurs twice in its table",
                ),
            );
        }
        if column.header.is_empty() {
            faults
                .at(&table.id, Text::new("表“{name}”有一列没有写 header", "a column of table `{name}` has no header"));
        }
    }
    let needs: &[Role] = match table.role {
        TableRole::Money => &[Role::Executed],
        TableRole::Indicators => &[Role::Level3, Role::Target, Role::Actual],
    };
    if needs.iter().any(|role| !roles.contains(role)) {
        faults.at(
            &table.id,
            match table.role {
                TableRole::Money => Text::new(
                    "资金表“{name}”至少要有 executed 列",
                    "money table `{name}` needs at least the column executed",
                ),
                TableRole::Indicators => Text::new(
                    "指标表“{name}”至少要有 level3、target、actual 三列",
                    "indicator table `{name}` needs at least the columns level3, target, actual",
                ),
            },
        );
    }
    if table.role == TableRole::Money && table.rows.iter().filter(|row| row.parent.is_none()).count() != 1 {
        faults.at(
            &table.id,
            Text::new(
                "资金表“{name}”须有且只有一个没有 parent 的行（总额）",
                "money table `{name}` needs exactly one row without parent (the whole amount)",
            ),
        );
    }
    for row in &table.rows {
        if let Some(parent) = &row.parent
            && !table.rows.iter().any(|other| other.id == *parent)
        {
            faults.at(
                parent,
                Text::new("parent 提到的行“{name}”没有定义", "parent names the row `{name}`, which is not defined"),
            );
        }
    }
}

fn scoring(form: &Form, faults: &mut Faults<'_>) {
    if form.scoring.grades.windows(2).any(|pair| pair[0].from <= pair[1].from) {
        faults.at("grades", Text::new("grades 须从高到低排列", "grades must be listed from the highest to the lowest"));
    }
    if form.scoring.tiers.iter().any(|tier| tier.from.0 > tier.to.0) {
        faults.at("tiers", Text::new("tiers 的 from 不能大于 to", "in tiers, from may not exceed to"));
    }
    for code in form.severities.keys() {
        let mut chars = code.chars();
        let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
        if !letter || code.len() != 3 || !chars.all(|c| c.is_ascii_digit()) {
            faults.at(
                code,
                Text::new("“{name}”不是检查代码（例如 M01）", "`{name}` is no code of a check (such as M01)"),
            );
        }
    }
}
