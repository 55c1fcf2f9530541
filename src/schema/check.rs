//! What the shape of a schema file cannot say: references that lead nowhere, parts that contradict each other.

use std::collections::BTreeSet;

use super::error::SchemaError;
use super::form::{FieldType, Form};
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
    for (id, field) in &form.fields {
        if (field.kind == FieldType::Choice) == field.options.is_empty() {
            let text = Text::new(
                "字段“{name}”：type = \"choice\" 与 options 须同时写",
                "field `{name}`: type = \"choice\" and options belong together",
            );
            faults.at(id, text);
        }
        if field.feeds.as_deref().is_some_and(|feeds| form.fed(feeds).is_none()) {
            let text = Text::new(
                "字段“{name}”的 feeds 须是“指标表.reason”“指标表.total”或“资金表.行.列含义”，并且都有定义",
                "feeds of field `{name}` must be `indicators.reason`, `indicators.total` or `money.row.role` of what is defined",
            );
            faults.at(id, text);
        }
    }
    if form.fields.values().filter(|field| field.attributes).count() > 1 {
        faults.at(
            "attributes",
            Text::new("只能有一个字段写 attributes = true", "only one field may say attributes = true"),
        );
    }
    section_faults(form, &mut faults);
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

fn section_faults(form: &Form, faults: &mut Faults<'_>) {
    let mut ids = BTreeSet::new();
    for section in &form.sections {
        if !ids.insert(&section.id) {
            faults.at(&section.id, Text::new("段落“{name}”定义了两次", "section `{name}` is defined twice"));
        }
        if section.heading.is_empty() {
            faults.at(&section.id, Text::new("段落“{name}”没有写 heading", "section `{name}` has no heading"));
        }
        if let Some(parent) = &section.parent
            && (*parent == section.id || form.section(parent).is_none())
        {
            let text = Text::new(
                "parent 提到的段落“{name}”没有定义，或者就是它自己",
                "parent names the section `{name}`, which is not defined or is the section itself",
            );
            faults.at(parent, text);
        }
        if section.printed && (section.required.is_some() || !section.instruction.is_empty()) {
            let text = Text::new(
                "段落“{name}”是表样自带的文字（printed），不能再写 required 或 instruction",
                "section `{name}` is the form's own text (printed) and can have neither required nor instruction",
            );
            faults.at(&section.id, text);
        }
    }
}

fn table_faults(table: &TableSpec, faults: &mut Faults<'_>) {
    column_faults(table, faults);
    let (needs, text): (&[&[Role]], Text) = match table.role {
        TableRole::Money => (
            &[&[Role::Executed]],
            Text::new("资金表“{name}”至少要有 executed 列", "money table `{name}` needs at least the column executed"),
        ),
        TableRole::Indicators => (
            &[&[Role::Level3], &[Role::Target, Role::Actual, Role::Weight, Role::Score]],
            Text::new(
                "指标表“{name}”至少要有 level3 列，以及 target、actual、weight、score 中的一列",
                "indicator table `{name}` needs at least the column level3, and one of target, actual, weight, score",
            ),
        ),
        TableRole::Facts => (
            &[&[Role::Fact]],
            Text::new("事实表“{name}”至少要有一列写了 id", "facts table `{name}` needs at least one column with an id"),
        ),
        TableRole::Split => (&[], Text::new("", "")),
    };
    let has = |role: &Role| table.column(*role).is_some();
    if !needs.iter().all(|any| any.iter().any(has)) {
        faults.at(&table.id, text);
    }
    row_faults(table, faults);
}

fn column_faults(table: &TableSpec, faults: &mut Faults<'_>) {
    let mut names = BTreeSet::new();
    for column in &table.columns {
        let of_facts = column.role == Role::Fact;
        let may_collect = matches!(table.role, TableRole::Facts | TableRole::Indicators);
        if of_facts != column.id.is_some() || (of_facts && !may_collect) {
            faults.at(
                column.header.name(),
                Text::new(
                    "“{name}”一列：写 role 或 id 其中之一；只有事实表和指标表的列可以写 id",
                    "column `{name}` needs either role or id; only columns of facts and indicators have an id",
                ),
            );
        }
        if !names.insert((column.role, column.id.as_ref())) {
            faults.at(
                column.header.name(),
                Text::new(
                    "“{name}”一列的含义（role 或 id）在本表中重复",
                    "the role or id of column `{name}` occurs twice in its table",
                ),
            );
        }
        if column.header.is_empty() {
            faults
                .at(&table.id, Text::new("表“{name}”有一列没有写 header", "a column of table `{name}` has no header"));
        }
    }
}

fn row_faults(table: &TableSpec, faults: &mut Faults<'_>) {
    if table.role == TableRole::Money && table.rows.iter().filter(|row| row.parent.is_none()).count() != 1 {
        faults.at(
            &table.id,
            Text::new(
                "资金表“{name}”须有且只有一个没有 parent 的行（总额）",
                "money table `{name}` needs exactly one row without parent (the whole amount)",
            ),
        );
    }
    if table.role == TableRole::Split && table.rows.iter().any(|row| row.label.is_empty()) {
        faults.at(
            &table.id,
            Text::new("拆分表“{name}”的每一行都要写 label", "every row of the split `{name}` needs a label"),
        );
    }
    let mut ids = BTreeSet::new();
    for row in &table.rows {
        if !ids.insert(&row.id) {
            faults.at(&row.id, Text::new("行“{name}”定义了两次", "row `{name}` is defined twice"));
        }
        if let Some(parent) = &row.parent
            && !table.rows.iter().any(|other| other.id == *parent)
        {
            faults.at(
                parent,
                Text::new("parent 提到的行“{name}”没有定义", "parent names the row `{name}`, which is not defined"),
            );
        }
    }
    if !table.indicators.is_empty() && table.role != TableRole::Indicators {
        faults.at(
            &table.id,
            Text::new(
                "只有指标表可以写 indicator，“{name}”不是",
                "only an indicator table has indicators, `{name}` is none",
            ),
        );
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
