//! 未识别内容: every cell that no form took in, so that nothing a department wrote is lost from sight.

use rust_xlsxwriter::XlsxError;

use crate::model::{County, ReadFile, Unread};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("未识别内容", "Not read");

const COLUMNS: [Column; 6] = [
    Column::new("序号", "No.", 6.0),
    Column::new("文件", "File", 36.0),
    Column::new("工作表", "Sheet", 16.0),
    Column::new("单元格", "Cell", 10.0),
    Column::new("格数", "Cells", 8.0),
    Column::new("内容", "Content", 70.0),
];
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "不属于任何表样的内容，逐格列出；整张工作表不是表样的，合为一行，写明格数和开头文字。读到的格与这里的格合起来是全部非空单元格。",
    "Content that belongs to no form, cell by cell; a sheet that is no form is one row. What was read and what stands here are all filled cells.",
);
const EMPTY: Text = Text::new("所有非空单元格都已读取。", "Every filled cell was read.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let count = county.files.iter().map(|file| file.unread.len()).sum();
    sheet.table_header(&COLUMNS, 0, count)?;
    let unread = county.files.iter().flat_map(|file| file.unread.iter().map(move |item| (file, item)));
    for (at, (file, item)) in unread.enumerate() {
        sheet.row(&values(at + 1, file, item, material))?;
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)
}

fn values<'a>(number: usize, file: &'a ReadFile, item: &'a Unread, material: &'a Material) -> Vec<Value<'a>> {
    vec![
        Value::centred(number),
        Value::wrap(&*file.source.name),
        Value::wrap(item.place.sheet().unwrap_or_default()),
        material.place_link(file, &item.place),
        Value::centred(item.cells),
        Value::wrap(item.text.as_str()),
    ]
}
