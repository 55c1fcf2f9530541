//! The parts of an amount that stand below a table of money.

use super::draft::{Draft, row};
use super::lexicon::Lexicon;
use super::sample::Page;
use super::specs::blank;
use super::tables::Table;
use crate::schema::{TableRole, TableSpec};
use crate::text::Label;

/// Splits of an amount that stand below a table of money, one for each column in which they stand.
pub fn splits(page: &Page<'_>, lexicon: &Lexicon<'_>, table: &Table, draft: &Draft) -> Vec<TableSpec> {
    let mut made: Vec<TableSpec> = Vec::new();
    let mut starts: Vec<u16> = table.splits.iter().map(|at| at.col()).collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts {
        let cells = table.splits.iter().filter(|at| at.col() == start).filter_map(|at| page.scan.at(*at));
        let labels: Vec<Label> = cells
            .filter_map(|text| {
                text.folded.trim_start_matches("其中:").split_once(':').map(|(head, _)| Label::of_folded(head))
            })
            .collect();
        if labels.len() < 2 {
            continue;
        }
        let known = lexicon.table_of(TableRole::Split, &labels);
        let id = known
            .map_or_else(|| format!("split{}", draft.form.tables.len() + made.len()), |table| table.id.to_string());
        let mut spec = blank(&id, TableRole::Split);
        spec.unit = draft.form.tables.last().and_then(|money| money.unit);
        for label in &labels {
            let named = known.and_then(|table| table.rows.iter().find(|row| row.label.matches(label)));
            let row_id = named.map_or_else(|| format!("row{}", spec.rows.len() + 1), |row| row.id.to_string());
            let parent = spec.rows.first().map(|row| row.id.to_string());
            spec.rows.push(row(&row_id, &label.key, parent.as_deref()));
        }
        made.push(spec);
    }
    made
}
