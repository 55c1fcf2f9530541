//! 问题说明: the pages of the checks that found something here.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use crate::model::{Code, County};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("问题说明", "Checks explained");

const COLUMNS: [Column; 8] = [
    Column::new("代码", "Code", 8.0),
    Column::new("检查", "Check", 20.0),
    Column::new("级别", "Severity", 12.0),
    Column::new("次数", "How often", 8.0),
    Column::new("查什么", "What is checked", 46.0),
    Column::new("依据", "Why", 40.0),
    Column::new("错误的例子", "A wrong example", 32.0),
    Column::new("怎样改正", "How to correct it", 34.0),
];
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "本次出现的每一种问题：查什么、为什么查、什么样算错、怎样改正。表样自己的规则写明公式。",
    "Every kind of finding that occurred: what is checked, why, what is wrong, how to correct it. Rules of the forms state their formula.",
);
const EMPTY: Text = Text::new("没有发现问题。", "Nothing was found.");

/// The row of the page of every check that found something, zero-based; none if the tab is not written.
pub fn rows(material: &Material) -> BTreeMap<Code, u32> {
    let county = material.county.filter(|_| material.has_tab(NAME));
    let codes = county.map(|county| counted(material, county).into_keys()).into_iter().flatten();
    codes.zip(HEADER_ROW + 1..).collect()
}

/// How often each check found something: of those that have a page, or a form that states them.
fn counted(material: &Material, county: &County) -> BTreeMap<Code, usize> {
    let mut counted: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in county.every_finding() {
        *counted.entry(finding.code).or_default() += 1;
    }
    counted.retain(|code, _| !material.rule_title(*code).is_empty());
    counted
}

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let counted = counted(material, county);
    sheet.table_header(&COLUMNS, 2, counted.len())?;
    for (code, count) in counted {
        if let Some(page) = material.pages.iter().find(|page| page.code == code) {
            sheet.row(&[
                Value::middle(code.0),
                Value::wrap(page.title.get(lang)),
                Value::severity(page.severity, lang),
                Value::count(count),
                Value::wrap(page.what.get(lang)),
                Value::wrap(page.why.get(lang)),
                Value::wrap(page.wrong.get(lang)),
                Value::wrap(page.correct.get(lang)),
            ])?;
        } else if let Some(rule) = material.forms.iter().flat_map(|form| &form.rules).find(|rule| rule.id == code.0) {
            let why = Text::new("表样自己的规则", "a rule of the form");
            sheet.row(&[
                Value::middle(code.0),
                Value::wrap(rule.name(lang)),
                Value::severity(rule.class.severity(), lang),
                Value::count(count),
                Value::wrap(&*rule.formula),
                Value::wrap(why.get(lang)),
                Value::text(""),
                Value::wrap(rule.advice.as_ref().map_or("", |advice| advice.get(lang))),
            ])?;
        }
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}
