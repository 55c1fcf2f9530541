//! 异常指标: values that obey the form and still cannot be right, the weightiest first.

use rust_xlsxwriter::XlsxError;

use crate::model::{Anomaly, County};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("异常指标", "Anomalies");

const COLUMNS: [Column; 15] = [
    Column::new("序号", "No.", 6.0),
    Column::new("级别", "Severity", 12.0),
    Column::new("代码", "Code", 7.0),
    Column::new("单位", "Unit", 18.0),
    Column::new("项目", "Project", 20.0),
    Column::new("指标或资金", "Value of", 18.0),
    Column::new("填报值", "As written", 14.0),
    Column::new("对照", "Compared with", 11.0),
    Column::new("对照值", "Reference", 14.0),
    Column::new("可能原因", "Likely cause", 28.0),
    Column::new("影响合计（万元）", "Effect on totals (10k yuan)", 13.0),
    Column::new("发现", "What was found", 38.0),
    Column::new("建议", "Advice", 30.0),
    Column::new("文件", "File", 24.0),
    Column::new("单元格", "Cell", 8.0),
];
const HEADER_ROW: u32 = 2;
/// The first row of data, zero-based.
pub const FIRST_ROW: u32 = HEADER_ROW + 1;
const NOTE: Text = Text::new(
    "合乎格式、但与上年、目标、预算或常理明显不符的数，按对全县合计的影响从大到小。上年可比报送：{n} 份。",
    "Values that obey the form but not last year, the target, the budget or reason; the weightiest first. Compared with {n} submissions of last year.",
);
const EMPTY: Text = Text::new("没有发现异常值。", "No anomalies were found.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), &NOTE.fill(lang, &[("n", &county.last_year.to_string())]))?;
    sheet.table_header(&COLUMNS, 0)?;
    for (at, anomaly) in county.anomalies.iter().enumerate() {
        sheet.row(&values(at + 1, anomaly, county, material))?;
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}

fn values<'a>(number: usize, anomaly: &'a Anomaly, county: &'a County, material: &'a Material) -> Vec<Value<'a>> {
    let lang = material.lang;
    let finding = &anomaly.finding;
    let entry = county.entries.get(anomaly.entry);
    let file = material.file_of(&finding.place).or_else(|| material.files.get(entry?.file));
    vec![
        Value::centred(number),
        Value::severity(finding.severity, lang),
        Value::middle(finding.code.0),
        Value::wrap(entry.map_or("", |entry| &entry.unit_name)),
        Value::wrap(entry.map_or("", |entry| &entry.project)),
        Value::wrap(&*anomaly.subject),
        Value::middle(&*anomaly.value).tone(Tone::Bad),
        Value::middle(anomaly.compared_with.get(lang)),
        Value::middle(&*anomaly.reference),
        Value::wrap(anomaly.cause.get(lang)),
        Value::money(anomaly.impact),
        Value::message(finding, lang),
        Value::wrap(finding.advice.get(lang)),
        file.map_or(Value::text(""), |file| Value::wrap(&*file.source.name)),
        file.map_or(Value::text(""), |file| material.place_link(file, &finding.place)),
    ]
}
