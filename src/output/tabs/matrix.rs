//! 指标矩阵: units by common indicators, how much of each target was reached.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, ConditionalFormat3ColorScale, ConditionalFormatType, XlsxError};

use crate::model::County;
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("指标矩阵", "Matrix");

const FIXED: [Column; 3] =
    [Column::new("单位代码", "Code", 11.0), Column::new("单位", "Unit", 24.0), Column::new("项目", "Project", 24.0)];
/// How many indicators stand beside each other.
const MOST: usize = 40;
/// How many of them are printed: more would be too small to read.
const PRINTED: usize = 16;
const WIDTH: f64 = 10.0;
const HEADER_ROW: u32 = 2;
const NOTE: Text = Text::new(
    "至少 5 份报送共有的指标（同名、同级、同计量单位），格内是完成率＝实际完成值 ÷ 指标值，越小越好的指标倒过来算。颜色从低（橙）到高（蓝），数字始终写出。–：该表没有这个指标；空：没有填或不是数。共有 {n} 个，列出最常见的 {shown} 个。",
    "Indicators that at least 5 submissions share (same name, level and unit): actual ÷ target, the other way round where less is better. Orange is low, blue is high, and the number is always written. –: not in that form; empty: blank or no number. {n} in all, the {shown} most common are shown.",
);
const EMPTY: Text = Text::new("没有至少 5 份报送共有的指标。", "No indicator is shared by five submissions.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let common = &county.figures.common[..county.figures.common.len().min(MOST)];
    sheet.widths(FIXED.iter().map(|column| column.width).chain(common.iter().map(|_| WIDTH)))?;
    let figures = [("n", county.figures.common.len().to_string()), ("shown", common.len().to_string())];
    let note = NOTE.fill(lang, &figures.each_ref().map(|(name, count)| (*name, count.as_str())));
    sheet.title(NAME.get(lang), &note)?;
    let mut header: Vec<Value> =
        FIXED.iter().map(|column| Value::shown(Look::Header, column.title.get(lang))).collect();
    // The same name may stand on two levels or in two units; a header says so, as no two columns may be called alike.
    let titles: Vec<String> = common.iter().map(|one| format!("{}（{}，{}）", one.name, one.unit, one.level)).collect();
    header.extend(titles.iter().map(|title| Value::shown(Look::Header, title.as_str())));
    let mut rows: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    for (column, indicator) in common.iter().enumerate() {
        for reported in &indicator.reported {
            let row = rows
                .entry(reported.entry)
                .or_insert_with(|| vec![Value::middle("–").tone(Tone::Quiet); common.len()]);
            row[column] = Value::percent(reported.completion);
        }
    }
    sheet.table_header_of(&header, 2, rows.len())?;
    for (entry, cells) in rows {
        let item = material.items.get(entry);
        let mut values = vec![
            Value::middle(item.map_or("", |item| &*item.code)),
            Value::wrap(item.map_or("", |item| &*item.unit)),
            Value::wrap(item.map_or("", |item| &*item.project)),
        ];
        values.extend(cells);
        sheet.row(&values)?;
    }
    let first = HEADER_ROW + 1;
    if sheet.next_row() > first && !common.is_empty() {
        let last_column = u16::try_from(FIXED.len() + common.len() - 1).unwrap_or(u16::MAX);
        let scale = ConditionalFormat3ColorScale::new()
            .set_minimum(ConditionalFormatType::Number, 0.6)
            .set_midpoint(ConditionalFormatType::Number, 1)
            .set_maximum(ConditionalFormatType::Number, 1.3)
            .set_minimum_color(Color::RGB(0xF4_B1_83))
            .set_midpoint_color(Color::White)
            .set_maximum_color(Color::RGB(0x9D_C3_E6));
        let first_column = u16::try_from(FIXED.len()).unwrap_or_default();
        sheet.inner.add_conditional_format(first, first_column, sheet.next_row() - 1, last_column, &scale)?;
    }
    sheet.table_end(HEADER_ROW, FIXED.len() + common.len(), EMPTY)?;
    sheet.print_columns(FIXED.len() + common.len().min(PRINTED))
}
