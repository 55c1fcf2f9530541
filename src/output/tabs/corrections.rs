//! 整改台账: how every finding that is open, or was, stands, with what the bureau's people wrote of it.

use rust_xlsxwriter::XlsxError;

use crate::model::{CorrectionLine, CorrectionState, County};
use crate::output::material::Material;
use crate::output::papers::tone_of_correction;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("整改台账", "Corrections");

const COLUMNS: [Column; 15] = [
    Column::new("状态", "State", 12.0),
    Column::new("级别", "Severity", 12.0),
    Column::new("单位代码", "Unit code", 11.0),
    Column::new("单位", "Unit", 20.0),
    Column::new("项目", "Project", 22.0),
    Column::new("代码", "Code", 7.0),
    Column::new("指标或栏目", "Indicator or cell", 22.0),
    Column::new("发现", "What was found", 42.0),
    Column::new("首次发现", "First found", 12.0),
    Column::new("最近发现", "Last found", 12.0),
    Column::new("退回日期", "Sent back", 12.0),
    Column::new("责任人", "By whom", 10.0),
    Column::new("整改期限", "Due", 12.0),
    Column::new("整改情况", "Progress", 14.0),
    Column::new("备注", "Remark", 26.0),
];
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "待整改 {open}，重新出现 {back}，已消除 {gone}；涉及 {units} 个单位。由项目里的整改台账（ledger.xlsx）汇总，后五栏是人填的；在那里填写，下次运行带过来。",
    "{open} open, {back} found again, {gone} no longer found; {units} units. Taken from the project's ledger (ledger.xlsx); the last five columns are typed there and come with the next run.",
);
const EMPTY: Text = Text::new("没有需要整改的问题。", "There is nothing to correct.");

/// Writes the tab.
pub(in crate::output) fn write(_: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let lines = &county.judgement.corrections;
    let count = |state| lines.iter().filter(|line| line.state == state).count().to_string();
    let mut units: Vec<&str> = lines.iter().map(|line| line.key.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let [open, back, gone] = CorrectionState::ALL.map(count);
    let units = units.len().to_string();
    let note = NOTE.fill(lang, &[("open", &open), ("back", &back), ("gone", &gone), ("units", &units)]);
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.title(NAME.get(lang), &note)?;
    sheet.table_header(&COLUMNS, 4, lines.len())?;
    for line in lines {
        sheet.row(&values(line, lang))?;
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}

fn values(line: &CorrectionLine, lang: crate::text::Lang) -> Vec<Value<'_>> {
    let (key, typed) = (&line.key, &line.typed);
    let typed_in = |text| Value::wrap(text).tone(Tone::Note);
    vec![
        Value::word(line.state.name(), lang).tone(tone_of_correction(line.state)),
        Value::middle(line.severity.get(lang)),
        Value::middle(&*key.unit),
        Value::wrap(&*line.unit_name),
        Value::wrap(&*key.project),
        Value::middle(&*key.code),
        Value::wrap(&*key.subject),
        Value::wrap(line.found.get(lang)),
        Value::middle(&*line.days[0]),
        Value::middle(&*line.days[1]),
        typed_in(&*typed.returned),
        typed_in(&*typed.who),
        typed_in(&*typed.due),
        typed_in(&*typed.progress),
        typed_in(&*typed.remark),
    ]
}
