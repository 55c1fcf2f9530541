//! 报送情况: what was due and what came in; what is not in order comes first.

use rust_xlsxwriter::XlsxError;

use crate::model::{County, ReportingRow, Status};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("报送情况", "Reporting");

const COLUMNS: [Column; 12] = [
    Column::new("序号", "No.", 6.0),
    Column::new("状态", "State", 13.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位名称", "Unit", 24.0),
    Column::new("归口股室", "Section", 11.0),
    Column::new("联系电话", "Phone", 14.0),
    Column::new("表样", "Form", 18.0),
    Column::new("项目名称", "Project", 26.0),
    Column::new("收到时间", "Received", 16.0),
    Column::new("文件", "File", 34.0),
    Column::new("其他文件", "Other files", 24.0),
    Column::new("备注", "Remark", 28.0),
];
const HEADER_ROW: u32 = 2;
const EMPTY: Text = Text::new("没有应报名单，也没有报送。", "Nothing was due and nothing came in.");
const NOTE: Text = Text::new(
    "截止日期：{deadline}。应报 {due}，已报 {reported}，未报 {missing}，逾期 {late}。未报、无法读取、逾期、重复、名册外排在前面。",
    "Deadline {deadline}. Due {due}, reported {reported}, missing {missing}, late {late}. What is not in order comes first.",
);

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let figures = &county.figures;
    let note = NOTE.fill(
        lang,
        &[
            ("deadline", &county.deadline.to_string()),
            ("due", &figures.due.to_string()),
            ("reported", &figures.reported.to_string()),
            ("missing", &figures.missing.to_string()),
            ("late", &figures.late.to_string()),
        ],
    );
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), &note)?;
    sheet.table_header(&COLUMNS, 4, county.reporting.len())?;
    let mut rows: Vec<&ReportingRow> = county.reporting.iter().collect();
    rows.sort_by_key(|row| (material.order_of(&row.code), urgency(row.status))); // stable: the order of the roster inside each state
    for (at, row) in rows.into_iter().enumerate() {
        sheet.row(&values(at + 1, row, material))?;
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}

/// What needs a telephone call comes first.
const fn urgency(status: Status) -> u8 {
    match status {
        Status::Missing => 0,
        Status::Unreadable => 1,
        Status::Late => 2,
        Status::Twice => 3,
        Status::Unknown => 4,
        Status::NotDue => 5,
        Status::Reported => 6,
    }
}

fn values<'a>(number: usize, row: &'a ReportingRow, material: &'a Material) -> Vec<Value<'a>> {
    let files: Vec<_> = row.files.iter().filter_map(|at| material.files.get(*at)).collect();
    let received = files.first().and_then(|file| file.source.received.as_ref());
    let others: Vec<&str> = files.iter().skip(1).map(|file| &*file.source.name).collect();
    let tone = match row.status {
        Status::Missing | Status::Unreadable => Tone::Bad,
        Status::Late | Status::Twice | Status::Unknown => Tone::Warn,
        Status::NotDue => Tone::Note,
        Status::Reported => Tone::Good,
    };
    vec![
        Value::centred(number),
        Value::word(row.status.name(), material.lang).tone(tone),
        Value::middle(&*row.code),
        Value::wrap(&*row.name),
        Value::wrap(&*row.section),
        Value::middle(&*row.phone),
        Value::wrap(material.form_title(&row.form)),
        Value::wrap(&*row.project),
        Value::middle(received.map(|received| time(received.at)).unwrap_or_default()),
        files.first().map_or(Value::text(""), |file| material.file_link(file)),
        Value::wrap(others.join("\n")),
        Value::wrap(row.remark.as_ref().map(|remark| remark.get(material.lang)).unwrap_or_default()),
    ]
}

/// A time to the minute, as a person writes it.
pub(super) fn time(at: jiff::civil::DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
