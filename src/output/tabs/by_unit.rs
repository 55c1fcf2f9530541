//! 单位问题: the findings of every unit together, below a line that counts them, to be folded away.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::findings::{self, Line};
use crate::model::{County, Severity};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::{Lang, Text};

/// The name of the tab.
pub const NAME: Text = Text::new("单位问题", "Findings by unit");

const COLUMNS: [Column; 9] = [
    Column::new("单位", "Unit", 22.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("级别", "Severity", 12.0),
    Column::new("代码", "Check", 7.0),
    Column::new("项目", "Project", 20.0),
    Column::new("单元格", "Cell", 9.0),
    Column::new("判定与事实", "What was found", 50.0),
    Column::new("建议", "Advice", 40.0),
    Column::new("处理", "Treatment", 13.0),
];
const FACT: usize = 6;
/// The header, zero-based.
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "与“问题清单”同样的问题，按单位归在一起，可以整段发给单位。点左边的减号收起一个单位。",
    "The findings of the other list, unit by unit, ready to be sent. The minus sign at the left folds a unit away.",
);
const EMPTY: Text = Text::new("没有发现问题。", "Nothing was found.");
const UNKNOWN: Text = Text::new("没有认出单位的文件", "Files of no known unit");

/// The findings of one unit.
struct Group<'a> {
    code: &'a str,
    name: &'a str,
    lines: Vec<Line<'a>>,
    /// The row that counts them, zero-based.
    row: u32,
}

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, _county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    sheet.list_header(&COLUMNS, 1)?;
    let groups = groups(material);
    if groups.is_empty() {
        return sheet.note(EMPTY.get(lang));
    }
    for group in groups {
        sheet.row(&head(&group, lang))?;
        sheet.fold(group.lines.len())?;
        for line in &group.lines {
            sheet.row(&values(&group, line, material))?;
        }
    }
    Ok(())
}

/// The row of every unit that has findings, by its code, zero-based.
pub fn rows<'a>(material: &'a Material) -> BTreeMap<&'a str, u32> {
    groups(material).into_iter().map(|group| (group.code, group.row)).collect()
}

/// The units in the order of the roster, or of the sections first; what belongs to none comes last.
fn groups<'a>(material: &'a Material) -> Vec<Group<'a>> {
    let mut by_code: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    for line in findings::lines(material) {
        by_code.entry(line.code).or_default().push(line);
    }
    let units = material.county.map_or(&[][..], |county| &county.roster.units);
    let mut order: Vec<(&str, &str)> = units.iter().map(|unit| (&*unit.code, &*unit.name)).collect();
    order.sort_by_key(|(code, _)| material.order_of(code)); // stable
    let known = order.into_iter().filter_map(|(code, name)| Some((code, name, by_code.remove(code)?)));
    let mut groups: Vec<(&str, &str, Vec<Line>)> = known.collect();
    groups.extend(by_code.into_iter().map(|(code, lines)| (code, UNKNOWN.get(material.lang), lines)));
    let mut row = HEADER_ROW + 1;
    let placed = groups.into_iter().map(|(code, name, lines)| {
        let group = Group { code, name, lines, row };
        row += 1 + u32::try_from(group.lines.len()).unwrap_or(u32::MAX);
        group
    });
    placed.collect()
}

/// The line of a unit: how many findings of each kind it has.
fn head<'a>(group: &Group<'a>, lang: Lang) -> Vec<Value<'a>> {
    let open = |severity: Severity| {
        let open = |line: &&Line| line.finding.severity == severity && !line.finding.is_explained();
        group.lines.iter().filter(open).count().to_string()
    };
    let explained = group.lines.iter().filter(|line| line.finding.is_explained()).count().to_string();
    let text = Text::new(
        "必须修改 {e} 项，需核实 {w} 项，提示 {i} 项，已说明 {x} 项",
        "{e} to be corrected, {w} to be verified, {i} notes, {x} explained",
    );
    let [e, w, i] = Severity::ALL.map(open);
    let mut cells = vec![Value::text(""); COLUMNS.len()];
    cells[0] = Value::wrap(group.name);
    cells[1] = Value::middle(group.code);
    cells[FACT] = Value::wrap(text.fill(lang, &[("e", &e), ("w", &w), ("i", &i), ("x", &explained)]));
    cells.into_iter().map(|cell| cell.tone(Tone::Total)).collect()
}

fn values<'a>(group: &Group<'a>, line: &Line<'a>, material: &'a Material) -> Vec<Value<'a>> {
    let lang = material.lang;
    let finding = line.finding;
    vec![
        Value::wrap(group.name).tone(Tone::Quiet),
        Value::middle(group.code).tone(Tone::Quiet),
        Value::severity(finding.severity, lang),
        Value::middle(finding.code.0),
        Value::wrap(line.project),
        line.file.map_or(Value::text(""), |file| material.place_link(file, &finding.place)),
        Value::message(finding, lang),
        Value::wrap(finding.remedy(lang)),
        findings::treatment(line, lang),
    ]
}
