//! The bureau's ledger (底册): budget and spending by unit, or by unit and project, in the unit that its header states.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::error::Faults;
use super::grid::Grid;
use super::header::{Listed, Names};
use crate::model::{Booked, CellRef, Ledger, LedgerLine, MoneyUnit, Quantity, Unit};
use crate::text::{Label, Message, Text, fold};

const COLUMNS: [Names; 4] = [
    &["单位代码", "预算单位代码", "代码", "单位编码"],
    &["项目名称", "项目", "项目代码", "项目编码"],
    &["全年预算数", "调整后预算数", "全年预算", "预算数"],
    &["全年执行数", "预算执行数", "执行数", "支出数", "决算数"],
];
const PROJECT: usize = 1;
const ADJUSTED: usize = 2;
const EXECUTED: usize = 3;

/// The ledger of the first sheet. A unit, or a project of a unit, has one line.
pub(super) fn of_grid(grid: &Grid, faults: &mut Faults) -> Ledger {
    let Some(list) = Listed::find(grid, COLUMNS, 1, faults) else { return Ledger::default() };
    if !list.has(ADJUSTED) && !list.has(EXECUTED) {
        let text = Text::new(
            "找不到“全年预算数”或“全年执行数”这一列；请至少加上一列",
            "neither a column 全年预算数 (budget) nor 全年执行数 (executed); add at least one",
        );
        faults.add_sheet(list.sheet(), text);
        return Ledger::default();
    }
    let [adjusted, executed] = [ADJUSTED, EXECUTED].map(|column| Column::of(&list, column, faults));
    let mut seen = BTreeMap::new();
    let mut lines = Vec::new();
    for (row, [unit, project, budget, spent]) in list.rows(faults) {
        let Some(unit) = unit else {
            let text = Text::new(
                "单位代码是空的；请填写，或删去这一行",
                "the unit code is blank; fill it in or delete the row",
            );
            faults.add(list.sheet(), list.at(row, 0), text);
            continue;
        };
        let project = project.unwrap_or_default();
        if let Some(first) = seen.insert((fold(unit), fold(project)), row) {
            let text = Text::new(
                "与第 {row} 行是同一单位、同一项目；请合并为一行",
                "the same unit and project as row {row}; make one row of them",
            );
            let column = if project.is_empty() { 0 } else { PROJECT };
            let message = Message::new(text).with("row", (first + 1).to_string());
            faults.add(list.sheet(), list.at(row, column), message);
            continue;
        }
        let mut amount = |column: &Option<Column>, index, text| {
            column.as_ref()?.booked(text?, list.at(row, index), list.sheet(), faults)
        };
        lines.push(LedgerLine {
            unit: unit.to_owned(),
            project: project.to_owned(),
            adjusted: amount(&adjusted, ADJUSTED, budget),
            executed: amount(&executed, EXECUTED, spent),
        });
    }
    Ledger::of(lines)
}

/// A column of amounts.
struct Column {
    unit: MoneyUnit,
    /// The most decimals written in it: a spreadsheet drops trailing zeros, and 43.2 beside 37.24 is 43.20.
    decimals: u32,
}

impl Column {
    /// The column, if the list has it. One without a unit of money is a fault: nobody could compare it.
    fn of(list: &Listed<'_, 4>, column: usize, faults: &mut Faults) -> Option<Self> {
        if !list.has(column) {
            return None;
        }
        let of_header = list.header(column).and_then(|text| Label::of(text).brackets.iter().find_map(|b| unit(b)));
        let Some(unit) = of_header.or_else(|| list.above().find_map(of_note)) else {
            let text = Text::new(
                "没有写明金额单位；请在表头写，如“全年预算数（万元）”，或在表头上面写“单位：万元”",
                "the unit of money is not stated; write it into the header, as 全年预算数（万元）, or above it, as 单位：万元",
            );
            faults.add(list.sheet(), list.header_at(column), text);
            return None;
        };
        let decimals = list.texts(column).filter_map(amount).map(|amount| amount.normalize().scale()).max();
        Some(Self { unit, decimals: decimals.unwrap_or_default() })
    }

    fn booked(&self, text: &str, cell: CellRef, sheet: Option<&str>, faults: &mut Faults) -> Option<Booked> {
        let Some(amount) = amount(text) else {
            let message = Text::new(
                "“{text}”不是金额；请只写数字，没有的留空",
                "`{text}` is no amount; write the number alone, or leave the cell blank",
            );
            faults.add(sheet, cell, Message::new(message).with("text", text));
            return None;
        };
        let unit = Some(Unit::Money(self.unit));
        Some(Booked { quantity: Quantity { amount, unit, decimals: self.decimals, approximate: false }, cell })
    }
}

/// "1,234.50".
fn amount(text: &str) -> Option<Decimal> {
    fold(text).replace(',', "").parse().ok()
}

/// The unit that a bracket or a note names: 万元, "单位:万元".
fn unit(text: &str) -> Option<MoneyUnit> {
    let parts = text.split([':', ',', '、', '/']);
    let named = |part: &str| MoneyUnit::ALL.iter().find(|(_, name)| *name == part).map(|(unit, _)| *unit);
    parts.map(str::trim).find_map(named)
}

/// The unit of a note above the header: "金额单位：万元".
fn of_note(text: &str) -> Option<MoneyUnit> {
    let folded = fold(text);
    let (label, named) = folded.trim_matches(['(', ')']).split_once(':')?;
    label.ends_with("单位").then(|| unit(named)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::grid::tests::grid;
    use super::*;
    use crate::text::Lang;

    fn read(rows: &[&[&str]]) -> (Ledger, Vec<String>) {
        let mut faults = Faults::default();
        let ledger = of_grid(&grid("底册", rows), &mut faults);
        let shown = faults.into_list().into_iter().map(|fault| {
            format!("{} {}", fault.cell.map(|cell| cell.to_string()).unwrap_or_default(), fault.message.get(Lang::En))
        });
        (ledger, shown.collect())
    }

    #[test]
    fn amounts_have_the_unit_of_their_header_and_the_decimals_of_their_column() {
        let header: &[&str] = &["单位代码", "项目名称", "全年预算数（万元）", "执行数（元）"];
        let (ledger, faults) = read(&[
            &["示范县预算底册"],
            header,
            &["101001", "校舍维修", "1,043.2", "10430000"],
            &["101001", "", "37.24", ""],
        ]);
        assert_eq!(faults, [""; 0]);
        let line = ledger.line("１０１００１", "校舍 维修").expect("the project");
        let adjusted = line.adjusted.as_ref().expect("a budget");
        assert_eq!((adjusted.quantity.to_string(), adjusted.quantity.decimals), ("1043.2万元".to_owned(), 2));
        assert_eq!(adjusted.cell.to_string(), "C3");
        assert_eq!(line.executed.as_ref().map(|booked| booked.quantity.to_string()), Some("10430000元".to_owned()));
        assert_eq!(ledger.line("101001", "").and_then(|line| line.executed.clone()), None, "the whole unit");
        assert_eq!(ledger.line("101001", "图书"), None);
    }

    #[test]
    fn a_note_above_the_header_states_the_unit_of_both_columns() {
        let (ledger, faults) = read(&[&["金额单位：千元"], &["代码", "预算数", "决算数"], &["101001", "5", "4"]]);
        assert_eq!(faults, [""; 0]);
        let line = ledger.line("101001", "").expect("the unit");
        assert_eq!(line.executed.as_ref().map(|booked| booked.quantity.to_string()), Some("4千元".to_owned()));
    }

    #[test]
    fn what_nobody_could_compare_is_a_fault_with_its_cell() {
        let (_, faults) = read(&[&["单位代码", "全年预算数"], &["101001", "5"]]);
        assert!(faults.len() == 1 && faults[0].starts_with("B1 the unit of money"), "{faults:?}");
        let rows: &[&[&str]] = &[&["单位代码", "全年预算数（元）"], &["101001", "约5"], &["101001", "6"], &["", "7"]];
        let (_, faults) = read(rows);
        let cells: Vec<&str> = faults.iter().map(|fault| fault.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(cells, ["B2", "A3", "A4"], "{faults:?}");
        let (_, faults) = read(&[&["单位代码", "单位名称"], &["101001", "教育局"]]);
        assert!(faults[0].contains("全年预算数"), "{faults:?}");
    }
}
