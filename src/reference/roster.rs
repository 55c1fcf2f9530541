//! Units and what is due, from the rows of the bureau's workbook.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::Faults;
use super::grid::Grid;
use super::header::{Listed, Names};
use crate::model::{Body, Due, Roster};
use crate::schema::Form;
use crate::text::{Message, Text, fold, same_name};

const UNITS: &str = "单位名录";
const DUE: &str = "应报";

const UNIT_COLUMNS: [Names; 7] = [
    &["单位代码", "预算单位代码", "代码", "单位编码"],
    &["单位名称", "预算单位名称", "名称", "预算单位", "单位"],
    &["别名", "曾用名", "简称"],
    &["上级单位", "主管部门"],
    &["类别", "单位类别"],
    &["归口股室", "业务股室"],
    &["联系电话", "电话"],
];

const DUE_COLUMNS: [Names; 4] = [
    &["单位代码", "预算单位代码", "代码", "单位编码"],
    &["表样", "表样编号", "表样名称", "报表"],
    &["项目名称", "项目"],
    &["单位名称", "预算单位名称", "名称", "预算单位", "单位"],
];

/// The roster of the grids of one file.
///
/// # Errors
/// None beyond the faults; the type is that of a door.
pub(super) fn of_grids(grids: &[Grid], forms: &[Arc<Form>], faults: &mut Faults) -> Result<Roster, Message> {
    let named =
        |name: &str| grids.iter().find(|grid| grid.sheet.as_deref().is_some_and(|sheet| same_name(sheet, name)));
    let empty = Text::new("没有可见的工作表", "there is no visible sheet");
    let first = named(UNITS).or_else(|| grids.first()).ok_or(empty)?;
    let units = units(first, faults);
    let due = named(DUE).filter(|grid| *grid != first).map(|grid| due(grid, &units, forms, faults));
    let due = due.filter(|due| !due.is_empty()).unwrap_or_else(|| {
        let any = |unit: &Body| Due { unit: Arc::clone(&unit.code), form: String::new(), project: String::new() };
        units.iter().map(any).collect()
    });
    Ok(Roster { units, due })
}

fn units(grid: &Grid, faults: &mut Faults) -> Vec<Body> {
    let Some(list) = Listed::find(grid, UNIT_COLUMNS, 2, faults) else { return Vec::new() };
    let mut units = Vec::new();
    let (mut codes, mut names) = (BTreeMap::new(), BTreeMap::new());
    for (row, [code, name, aliases, parent, category, section, phone]) in list.rows(faults) {
        let (Some(code), Some(name)) = (code, name) else {
            let (column, missing) = if code.is_none() { (0, UNIT_COLUMNS[0][0]) } else { (1, UNIT_COLUMNS[1][0]) };
            let text =
                Text::new("“{column}”是空的；请填写，或删去这一行", "{column} is blank; fill it in or delete the row");
            faults.add(list.sheet(), list.at(row, column), Message::new(text).with("column", missing));
            continue;
        };
        for (seen, column, value) in [(&mut codes, 0, code), (&mut names, 1, name)] {
            if let Some(first) = seen.insert(fold(value), row) {
                seen.insert(fold(value), first);
                let text = Text::new(
                    "“{value}”与第 {row} 行重复；每个单位只写一行，代码和名称各不相同",
                    "`{value}` stands in row {row} already; one row for each unit, with a code and a name of its own",
                );
                let message = Message::new(text).with("value", value).with("row", (first + 1).to_string());
                faults.add(list.sheet(), list.at(row, column), message);
            }
        }
        let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
        units.push(Body {
            code: Arc::from(code),
            name: Arc::from(name),
            aliases: split(aliases.unwrap_or_default()),
            parent: text(parent),
            category: text(category),
            section: text(section),
            phone: text(phone),
        });
    }
    if units.is_empty() {
        let text =
            Text::new("表头下面没有单位；请每行写一个单位", "there is no unit below the header; write one in each row");
        faults.add_sheet(list.sheet(), text);
    }
    units
}

/// Aliases stand in one cell, separated by any of 、,，;； or a slash.
fn split(aliases: &str) -> Vec<String> {
    let parts = aliases.split(['、', ',', '，', ';', '；', '/', '／', '\n']).map(str::trim);
    parts.filter(|alias| !alias.is_empty()).map(str::to_owned).collect()
}

fn due(grid: &Grid, units: &[Body], forms: &[Arc<Form>], faults: &mut Faults) -> Vec<Due> {
    let Some(list) = Listed::find(grid, DUE_COLUMNS, 0, faults) else { return Vec::new() };
    if !list.has(0) && !list.has(3) {
        let text = Text::new("找不到“单位代码”这一列；请加上这一列", "no column 单位代码 (unit code); add it");
        faults.add_sheet(list.sheet(), text);
        return Vec::new();
    }
    let codes: BTreeMap<String, &Body> = units.iter().map(|unit| (fold(&unit.code), unit)).collect();
    let names: BTreeMap<String, &Body> = units.iter().map(|unit| (fold(&unit.name), unit)).collect();
    let mut due: Vec<Due> = Vec::new();
    let mut seen = BTreeMap::new();
    for (row, [code, form, project, name]) in list.rows(faults) {
        let unit = match (code, name) {
            (Some(code), _) => codes.get(&fold(code)),
            (None, Some(name)) => names.get(&fold(name)),
            (None, None) => None,
        };
        let Some(unit) = unit else {
            let text = Text::new(
                "单位“{unit}”不在名录里；请更正，或先把它加进单位名录",
                "the unit `{unit}` is not in the roster; correct it, or add it there first",
            );
            let column = if code.is_some() || name.is_none() { 0 } else { 3 };
            let message = Message::new(text).with("unit", code.or(name).unwrap_or_default());
            faults.add(list.sheet(), list.at(row, column), message);
            continue;
        };
        let written = form.unwrap_or_default();
        let known = forms.iter().find(|known| {
            let head = &known.head;
            [&*head.id, &head.title.zh, &head.title.en].iter().any(|name| same_name(name, written))
        });
        if known.is_none() && !written.is_empty() {
            let text = Text::new(
                "没有表样“{form}”；可用：{allowed}；任何表样都可以时留空",
                "there is no form `{form}`; allowed: {allowed}; leave it blank for any form",
            );
            let allowed: Vec<&str> = forms.iter().map(|form| &*form.head.id).collect();
            let message = Message::new(text).with("form", written).with("allowed", allowed.join(", "));
            faults.add(list.sheet(), list.at(row, 1), message);
            continue;
        }
        let form = known.map_or_else(String::new, |form| form.head.id.to_string());
        let project = project.unwrap_or_default().to_owned();
        if let Some(first) = seen.insert((Arc::clone(&unit.code), form.clone(), fold(&project)), row) {
            let text = Text::new("与第 {row} 行相同；请删去一行", "the same as row {row}; delete one of them");
            let message = Message::new(text).with("row", (first + 1).to_string());
            faults.add(list.sheet(), list.at(row, 0), message);
            continue;
        }
        due.push(Due { unit: Arc::clone(&unit.code), form, project });
    }
    due
}

#[cfg(test)]
mod tests {
    use super::super::grid::tests::grid;
    use super::*;
    use crate::text::Lang;

    const HEADER: &[&str] = &["单位代码", "单位名称", "别名", "主管部门"];

    fn read(grids: &[Grid]) -> (Roster, Vec<String>) {
        let mut faults = Faults::default();
        let roster = of_grids(grids, &[], &mut faults).expect("a sheet");
        let list = faults.into_list();
        let lines = list.iter().map(|fault| {
            format!("{}: {}", fault.cell.map(|cell| cell.to_string()).unwrap_or_default(), fault.message.get(Lang::En))
        });
        (roster, lines.collect())
    }

    #[test]
    fn a_title_above_the_header_and_aliases_of_headers_do_not_matter() {
        let rows: &[&[&str]] = &[
            &["示范县预算单位名录"],
            &["序号", "名　称", "预算单位代码：", "曾用名", "电话"],
            &["1", "示范县教育局", "0101", "县教育局、教体局；教育/体育局", "0838-1"],
        ];
        let (roster, faults) = read(&[grid("单位名录", rows)]);
        assert_eq!(faults, [""; 0]);
        let unit = &roster.units[0];
        assert_eq!((&*unit.code, &*unit.name, &*unit.phone), ("0101", "示范县教育局", "0838-1"));
        assert_eq!(unit.aliases, ["县教育局", "教体局", "教育", "体育局"]);
        assert_eq!(roster.due, [Due { unit: "0101".into(), form: String::new(), project: String::new() }]);
    }

    #[test]
    fn every_fault_is_told_with_its_cell() {
        let rows: &[&[&str]] =
            &[HEADER, &["01", "甲局"], &["01", "乙局"], &["03", ""], &["", "丁局"], &["05", "甲 局"]];
        let due: &[&[&str]] = &[&["单位代码", "表样"], &["99", ""], &["01", "nothing"], &["01", ""], &["01", ""]];
        let (_, faults) = read(&[grid("单位名录", rows), grid("应报", due)]);
        let cells: Vec<&str> = faults.iter().map(|line| line.split(':').next().unwrap_or_default()).collect();
        assert_eq!(cells, ["A3", "B4", "A5", "B6", "A2", "B3", "A5"], "{faults:#?}");
    }

    #[test]
    fn a_missing_column_is_named_with_the_headers_that_would_do() {
        let (_, faults) = read(&[grid("a", &[&["单位名称"], &["甲局"]])]);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("预算单位代码"), "{faults:?}");
    }
}
