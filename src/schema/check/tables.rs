//! Faults of tables, their columns and rows.

use std::collections::BTreeSet;

use super::faults::Faults;
use crate::schema::places::Step::{self, Key, Part};
use crate::schema::table::{Role, TableRole, TableSpec};
use crate::text::{Message, Text};

pub fn faults(tables: &[TableSpec], faults: &mut Faults<'_>) {
    let mut ids = BTreeSet::new();
    for (index, table) in tables.iter().enumerate() {
        let own = [Key("table"), Part(index, &table.id)];
        if !ids.insert(&table.id) {
            faults.at(&own, &table.id, Text::new("表“{name}”定义了两次", "table `{name}` is defined twice"));
        }
        needs(table, own, faults);
        columns(table, own, faults);
        asked(table, own, faults);
        rows(table, own, faults);
        control(table, own, faults);
    }
}

/// The columns without which a table says nothing.
fn needs(table: &TableSpec, own: [Step<'_>; 2], faults: &mut Faults<'_>) {
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
            Text::new("数据表“{name}”至少要有一列写了 id", "facts table `{name}` needs at least one column with an id"),
        ),
        TableRole::Split => return,
    };
    let has = |role: &Role| table.column(*role).is_some();
    if !needs.iter().all(|any| any.iter().any(has)) {
        faults.at(&own, &table.id, text);
    }
}

fn columns(table: &TableSpec, own: [Step<'_>; 2], faults: &mut Faults<'_>) {
    let mut names = BTreeSet::new();
    for (index, column) in table.columns.iter().enumerate() {
        let role = column.role.name();
        let path = [own[0], own[1], Key("columns"), Part(index, column.id.as_deref().unwrap_or(&role))];
        let key = |key| [path[0], path[1], path[2], path[3], Key(key)];
        let header = column.header.name();
        let collects = matches!(table.role, TableRole::Facts | TableRole::Indicators);
        if (column.role == Role::Fact) != column.id.is_some() {
            let text = Text::new("“{name}”一列：写 role 或 id 其中之一", "column `{name}` needs either role or id");
            faults.at(&path, header, text);
        } else if column.id.is_some() && !collects {
            let text = Text::new(
                "“{name}”一列：只有数据表和指标表的列可以写 id；{table} 表的列写 role：{allowed}",
                "column `{name}`: only columns of facts and indicators have an id; columns of {table} have one of the roles {allowed}",
            );
            let message = Message::new(text).with("name", header).with("table", table.role.name());
            faults.say(&key("id"), message.with("allowed", allowed(table.role)));
        } else if column.role != Role::Fact && !table.role.roles().contains(&column.role) {
            faults.say(&key("role"), misplaced(&role, table.role));
        }
        if !names.insert((column.role, column.id.as_ref())) {
            let text = Text::new(
                "“{name}”一列的含义（role 或 id）在本表中重复",
                "the role or id of column `{name}` occurs twice in its table",
            );
            faults.at(&path, header, text);
        }
        if column.header.is_empty() {
            let text = Text::new("表“{name}”有一列没有写 header", "a column of table `{name}` has no header");
            faults.at(&key("header"), &table.id, text);
        }
    }
}

/// The roles that `row_needs_any` names.
fn asked(table: &TableSpec, own: [Step<'_>; 2], faults: &mut Faults<'_>) {
    for (index, role) in table.row_needs_any.iter().enumerate() {
        let name = role.name();
        let path = [own[0], own[1], Key("row_needs_any"), Part(index, &name)];
        if table.role != TableRole::Indicators {
            let text = Text::new(
                "只有指标表可以写 row_needs_any，“{name}”不是",
                "only an indicator table has row_needs_any, `{name}` is none",
            );
            faults.at(&path[..3], &table.id, text);
        } else if !table.role.roles().contains(role) {
            faults.say(&path, misplaced(&name, table.role));
        }
    }
}

fn misplaced(role: &str, table: TableRole) -> Message {
    let text = if table.roles().is_empty() {
        Text::new(
            "“{name}”不能用在 {table} 表里：它的列只写 id",
            "`{name}` does not belong into a table of {table}: its columns have ids only",
        )
    } else {
        Text::new(
            "“{name}”不能用在 {table} 表里；可用：{allowed}",
            "`{name}` does not belong into a table of {table}; allowed there: {allowed}",
        )
    };
    Message::new(text).with("name", role).with("table", table.name()).with("allowed", allowed(table))
}

fn allowed(table: TableRole) -> String {
    table.roles().iter().map(|role| role.name()).collect::<Vec<_>>().join(", ")
}

fn rows(table: &TableSpec, own: [Step<'_>; 2], faults: &mut Faults<'_>) {
    if table.role == TableRole::Money && table.rows.iter().filter(|row| row.parent.is_none()).count() != 1 {
        let text = Text::new(
            "资金表“{name}”须有且只有一个没有 parent 的行（总额）",
            "money table `{name}` needs exactly one row without parent (the whole amount)",
        );
        faults.at(&[own[0], own[1], Key("row")], &table.id, text);
    }
    let mut ids = BTreeSet::new();
    for (index, row) in table.rows.iter().enumerate() {
        let path = [own[0], own[1], Key("row"), Part(index, &row.id)];
        if table.role == TableRole::Split && row.label.is_empty() {
            let text = Text::new("拆分表“{name}”的每一行都要写 label", "every row of the split `{name}` needs a label");
            faults.at(&path, &table.id, text);
        }
        if !ids.insert(&row.id) {
            faults.at(&path, &row.id, Text::new("行“{name}”定义了两次", "row `{name}` is defined twice"));
        }
        if let Some(parent) = &row.parent
            && !table.rows.iter().any(|other| other.id == *parent)
        {
            let text =
                Text::new("parent 提到的行“{name}”没有定义", "parent names the row `{name}`, which is not defined");
            faults.at(&[path[0], path[1], path[2], path[3], Key("parent")], parent, text);
        }
    }
    if !table.indicators.is_empty() && table.role != TableRole::Indicators {
        let text = Text::new(
            "只有指标表可以写 indicator，“{name}”不是",
            "only an indicator table has indicators, `{name}` is none",
        );
        faults.at(&[own[0], own[1], Key("indicator")], &table.id, text);
    }
}

/// The columns and rows of a control rate.
fn control(table: &TableSpec, own: [Step<'_>; 2], faults: &mut Faults<'_>) {
    let Some(control) = &table.control else { return };
    let key = |key| [own[0], own[1], Key("control"), Key(key)];
    if table.role != TableRole::Facts {
        let text =
            Text::new("只有数据表可以写 control，“{name}”不是", "only a table of facts has control, `{name}` is none");
        return faults.at(&[own[0], own[1], Key("control")], &table.id, text);
    }
    let columns = [("used", Some(&control.used)), ("granted", Some(&control.granted)), ("rate", control.rate.as_ref())];
    for (name, id) in columns {
        if let Some(id) = id.filter(|id| !table.columns.iter().any(|column| column.id.as_ref() == Some(*id))) {
            let text = Text::new(
                "control 提到的列“{name}”没有定义",
                "control names the column `{name}`, which is not defined",
            );
            faults.at(&key(name), id, text);
        }
    }
    for id in control.rows.iter().filter(|id| !table.rows.iter().any(|row| row.id == **id)) {
        let text =
            Text::new("control 提到的行“{name}”没有定义", "control names the row `{name}`, which is not defined");
        faults.at(&key("rows"), id, text);
    }
}
