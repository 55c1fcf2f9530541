//! What the headers of a table mean: judged within the known table that reads the whole header best, not word by word.
//!
//! One word may mean different things on different forms (年初预算数 is the budget in force where no other stands beside it), so
//! each known table claims the cells that it names, the one that names most of them first.

use super::headers::{Column, HeadCell, How, has};
use super::lexicon::Lexicon;
use crate::schema::{Role, TableRole, TableSpec};
use crate::text::{Label, resembling};

/// What every cell means in a table of some role; `names` says over which cell the names of indicators stand.
pub fn meanings(
    cells: &[HeadCell],
    lexicon: &Lexicon<'_>,
    role: TableRole,
    names: impl Fn(&HeadCell) -> bool,
) -> Vec<Column> {
    let blank = cells.iter().map(|head| Column { head: head.clone(), role: None, how: How::Known });
    let mut columns: Vec<Column> = blank.collect();
    let claims = |table: &&TableSpec| {
        let mut own = columns.clone();
        claim(&mut own, table, whole);
        own.iter().filter(|column| column.role.is_some()).count()
    };
    let mut tables: Vec<&TableSpec> = lexicon.tables(role).collect();
    tables.sort_by_cached_key(|table| std::cmp::Reverse(claims(table)));
    for words in [whole, lower] {
        for table in &tables {
            claim(&mut columns, table, words);
        }
    }
    if !has(&columns, Role::Level3)
        && let Some(column) = columns.iter_mut().find(|column| column.role.is_none() && names(&column.head))
    {
        column.role = Some(Role::Level3);
        column.how = How::Place;
    }
    for at in 0..columns.len() {
        if columns[at].role.is_none() {
            resemble(&mut columns, at, &tables, role);
        }
    }
    settle(&mut columns, role);
    columns
}

fn whole(head: &HeadCell) -> Label {
    head.label.clone()
}

/// Of a header of two rows the lower one alone may say it: 指标性质 below 年度指标值.
fn lower(head: &HeadCell) -> Label {
    head.label.key.rsplit_once('/').map_or_else(|| head.label.clone(), |(_, lower)| Label::of_folded(lower))
}

/// Gives the cells that a known table names their meaning there; each meaning is given once.
fn claim(columns: &mut [Column], table: &TableSpec, words: fn(&HeadCell) -> Label) {
    for at in 0..columns.len() {
        if columns[at].role.is_some() {
            continue;
        }
        let label = words(&columns[at].head);
        let named = table.columns.iter().filter(|column| column.header.matches(&label));
        let mut roles = named.map(|column| beside_level(columns, at, column.role, table));
        let open = roles.find(|role| is_open(columns, at, *role));
        columns[at].role = open;
    }
}

/// Whether a cell may have a role: nobody else has it, and the weight of a level stands right beside the level.
fn is_open(columns: &[Column], at: usize, role: Role) -> bool {
    let level = match role {
        Role::Fact => return true,
        Role::Level1Weight => Some(Role::Level1),
        Role::Level2Weight => Some(Role::Level2),
        _ => None,
    };
    !has(columns, role) && level.is_none_or(|level| left(columns, at) == Some(level))
}

fn left(columns: &[Column], at: usize) -> Option<Role> {
    at.checked_sub(1).and_then(|left| columns[left].role)
}

/// A weight right beside a level is that of the level, if further levels follow.
fn beside_level(columns: &[Column], at: usize, role: Role, table: &TableSpec) -> Role {
    let level = |role: Role| matches!(role, Role::Level2 | Role::Level3);
    let names_level = |column: &Column| {
        table.columns.iter().any(|known| level(known.role) && known.header.matches(&column.head.label))
            || column.role.is_some_and(level)
    };
    match (role, left(columns, at)) {
        (Role::Weight, Some(Role::Level1)) if columns[at + 1..].iter().any(names_level) => Role::Level1Weight,
        (Role::Weight, Some(Role::Level2)) if columns[at + 1..].iter().any(names_level) => Role::Level2Weight,
        (role, _) => role,
    }
}

/// Gives a cell the open meaning of the known word that it resembles; of words that are equally near, that of most forms.
fn resemble(columns: &mut [Column], at: usize, tables: &[&TableSpec], table: TableRole) {
    // Of a table of money a column of percentages is the rate.
    let percent = columns[at].head.label.brackets.iter().any(|bracket| bracket.contains('%'));
    if table == TableRole::Money && percent {
        if !has(columns, Role::Rate) {
            columns[at].role = Some(Role::Rate);
            columns[at].how = How::Words;
        }
        return;
    }
    let users = |role: Role| tables.iter().filter(|own| own.column(role).is_some()).count();
    let known = tables.iter().flat_map(|table| &table.columns).filter(|column| column.role != Role::Fact);
    let mut names: Vec<(&str, Role)> =
        known.flat_map(|column| column.header.names().map(|name| (name, column.role))).collect();
    names.sort_by_cached_key(|(_, role)| std::cmp::Reverse(users(*role)));
    if let Some((near, role)) = resembling(&columns[at].head.label.key, names)
        && is_open(columns, at, role)
    {
        columns[at].role = Some(role);
        columns[at].how = How::Near(near.to_owned());
    }
}

/// What no cell alone can say: the last level names the indicator, and a target before its adjustment needs one after it.
fn settle(columns: &mut [Column], role: TableRole) {
    if role == TableRole::Indicators && !has(columns, Role::Level3) {
        let last = columns.iter_mut().rfind(|column| matches!(column.role, Some(Role::Level1 | Role::Level2)));
        if let Some(column) = last {
            column.role = Some(Role::Level3);
            column.how = How::Place;
        }
    }
    if !has(columns, Role::Target)
        && let Some(column) = columns.iter_mut().find(|column| column.role == Some(Role::InitialTarget))
    {
        column.role = Some(Role::Target);
    }
}
