//! How the rules ended for every unit: a section of 运行说明.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use crate::model::Outcome;
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::Text;

const HEADING: Text = Text::new(
    "各单位检查情况（应检 = 检查项数 × 报送份数 = 不通过 + 通过 + 未检 + 不适用；不通过与通过为已检）",
    "Outcomes by unit (rules × submissions = fail + pass + not evaluated + not applicable; the first two were judged)",
);
const COLUMNS: [Column; 7] = [
    Column::new("单位代码", "Code", 0.0),
    Column::new("单位", "Unit", 0.0),
    Column::new("应检", "Due", 0.0),
    Column::new("不通过", "Fail", 0.0),
    Column::new("通过", "Pass", 0.0),
    Column::new("未检", "Not evaluated", 0.0),
    Column::new("不适用", "Not applicable", 0.0),
];

/// Writes the section.
pub(in crate::output) fn section(material: &Material, across: u16, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let mut units: Vec<(&str, &str, [usize; 4])> = Vec::new();
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for item in &material.items {
        let ended = Outcome::count(&item.case.outcomes);
        let at = *places.entry((&*item.code, &*item.unit)).or_insert_with(|| {
            units.push((&*item.code, &*item.unit, [0; 4]));
            units.len() - 1
        });
        if let Some((_, _, counts)) = units.get_mut(at) {
            counts.iter_mut().zip(ended).for_each(|(sum, count)| *sum += count);
        }
    }
    if units.is_empty() {
        return Ok(());
    }
    sheet.heading(HEADING.get(lang), across)?;
    sheet.header(&COLUMNS)?;
    for (code, unit, counts) in units {
        let [fail, open, pass, none] = counts;
        sheet.row(&[
            Value::middle(code),
            Value::wrap(unit),
            Value::count(counts.iter().sum()),
            Value::count(fail).tone_if(fail > 0, Tone::Warn),
            Value::count(pass),
            Value::count(open).tone_if(open == 0, Tone::Quiet),
            Value::count(none).tone(Tone::Quiet),
        ])?;
    }
    Ok(())
}
