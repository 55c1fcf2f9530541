//! 异常依据: the numbers that anomalies were held against, one series a row, from small to large.

use rust_xlsxwriter::XlsxError;

use crate::model::cell::column_letters;
use crate::model::{County, PeerSeries};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Look;
use crate::output::value::Value;
use crate::text::{Lang, Text};

/// The name of the tab.
pub const NAME: Text = Text::new("异常依据", "Evidence");

const COLUMNS: [Column; 4] = [
    Column::new("序号", "No.", 6.0),
    Column::new("哪些数", "Numbers of", 44.0),
    Column::new("个数", "How many", 8.0),
    Column::new("最小离差", "Least scale", 10.0),
];
/// The column in which the numbers begin.
const FIRST: u16 = 4;
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "“异常指标”里的中位数、四分位数和上下限由这里的数算出：每行一组，从小到大，从“第 1 个”起；单位与被比的数相同，“与上年之比”是倍数。最小离差：按比值比的是对数。",
    "Median, quartiles and bounds of the anomalies are computed from these numbers: one series a row, from small to large, beginning with No. 1; in the unit of the number that was compared; ratios to last year are factors. The least scale is a logarithm where ratios are compared.",
);
const NTH: Text = Text::new("第 {nth} 个", "No. {nth}");
const EMPTY: Text = Text::new("没有需要列出的数。", "There is nothing to list.");

/// Where the numbers of a series stand: sheet, row, first and last column, zero-based.
pub(super) fn place(at: usize, series: &PeerSeries, lang: Lang) -> (&'static str, u32, u16, u16) {
    let row = HEADER_ROW + 1 + u32::try_from(at).unwrap_or_default();
    let last = FIRST + u16::try_from(series.numbers.len()).unwrap_or(1).max(1) - 1;
    (NAME.get(lang), row, FIRST, last)
}

/// The same as a range in a formula.
pub(super) fn range(at: usize, series: &PeerSeries, lang: Lang) -> String {
    let (name, row, first, last) = place(at, series, lang);
    format!("'{name}'!${}${row}:${}${row}", column_letters(first), column_letters(last), row = row + 1)
}

/// Writes the tab.
pub(in crate::output) fn write(_: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    sheet.table_header(&COLUMNS, 2, county.series.len())?;
    let widest = county.series.iter().map(|series| series.numbers.len()).max().unwrap_or_default();
    for (col, nth) in (FIRST..).zip(1..=widest) {
        let title = NTH.fill(lang, &[("nth", &nth.to_string())]);
        sheet.put(HEADER_ROW, col, &Value::shown(Look::Header, title))?;
    }
    for (at, series) in county.series.iter().enumerate() {
        let mut values = vec![
            Value::centred(at + 1),
            Value::wrap(series.title.get(lang)),
            Value::count(series.numbers.len()),
            Value::number(Look::Number, Some(series.floor)),
        ];
        values.extend(series.numbers.iter().map(|number| Value::number(Look::Number, Some(*number))));
        sheet.row(&values)?;
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)?;
    sheet.print_columns(COLUMNS.len() + 8)
}
