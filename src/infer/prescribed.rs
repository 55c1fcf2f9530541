//! Indicators that the form itself prints: their names stand on every copy, or on a copy in which nothing is filled in.

use std::collections::BTreeSet;

use super::headers::Column;
use super::sample::Page;
use super::tables::Table;
use crate::model::{CellRef, Raw};
use crate::schema::{IndicatorSpec, LabelSet, Phrases, Points, PointsMethod, Role};
use crate::text::{Label, fold};

/// Fewer names that copies share are chance.
const FEWEST: usize = 3;

/// The indicators that a table prescribes, in its order. `placeholder` are the lines that name nothing.
pub fn indicators(page: &Page<'_>, table: &Table, placeholder: &Phrases) -> Vec<IndicatorSpec> {
    let blank = is_blank(page, table);
    let Some(names) = table.header.column(Role::Level3) else { return Vec::new() };
    let mut levels = [String::new(), String::new()];
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for row in table.body.clone() {
        for (level, role) in levels.iter_mut().zip([Role::Level1, Role::Level2]) {
            let own = table.header.column(role).and_then(|column| text(page, row, column));
            *level = own.unwrap_or_else(|| level.clone());
        }
        let Some(name) = text(page, row, names) else { continue };
        let folded = fold(&name);
        let printed = page.common.as_ref().map_or(blank, |common| common.contains(&folded));
        let key = Label::of_folded(&folded).key;
        if !printed || placeholder.strip(&folded).is_some() || !seen.insert(key.clone()) {
            continue;
        }
        let value = |role| table.header.column(role).map(|column| page.raw(CellRef::new(row, column.head.cols.0)));
        let weight = match value(Role::Weight) {
            Some(Raw::Number { value, .. }) => Some(Points(value.normalize())),
            _ => None,
        };
        let standard = value(Role::Basis).map(|raw| raw.to_string().trim().to_owned()).unwrap_or_default();
        found.push(IndicatorSpec {
            name: LabelSet::from(vec![key]),
            level1: Label::of(&levels[0]).key,
            level2: Label::of(&levels[1]).key,
            weight,
            target: None,
            basis: standard,
            method: if table.header.column(Role::Target).is_some() {
                PointsMethod::Target
            } else {
                PointsMethod::Manual
            },
            best_of: None,
            examples: Vec::new(),
        });
    }
    if found.len() < FEWEST { Vec::new() } else { found }
}

/// Whether nobody has filled in what a department fills in.
fn is_blank(page: &Page<'_>, table: &Table) -> bool {
    let answers = [Role::Target, Role::Actual, Role::Score].into_iter().filter_map(|role| table.header.column(role));
    let cells = answers.flat_map(|column| table.body.clone().map(move |row| CellRef::new(row, column.head.cols.0)));
    cells.into_iter().all(|at| page.sheet().raw(at).is_blank())
}

/// The text of a column in a row; nothing where it is blank or belongs to a row above.
fn text(page: &Page<'_>, row: u32, column: &Column) -> Option<String> {
    let (first, last) = column.head.cols;
    let found = page.row(row).find(|text| (first..=last).contains(&text.at.col()))?;
    Some(page.raw(found.at).to_string().trim().to_owned())
}
