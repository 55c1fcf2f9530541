//! 指标统计: how the actual values of common indicators lie.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Sparkline, SparklineType, XlsxError};

use crate::model::cell::column_letters;
use crate::model::number::{quantile, ratio, round, sum};
use crate::model::{CommonIndicator, County, Reported};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{ACCENT, Look};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("指标统计", "Statistics");

const COLUMNS: [Column; 16] = [
    Column::new("指标", "Indicator", 30.0),
    Column::new("二级指标", "Level 2", 16.0),
    Column::new("计量单位", "Unit", 9.0),
    Column::new("份数", "Reported by", 8.0),
    Column::new("有数值", "With a number", 8.0),
    Column::new("缺数值", "Without", 8.0),
    Column::new("平均数", "Mean", 12.0),
    Column::new("中位数", "Median", 12.0),
    Column::new("下四分位", "Lower quartile", 12.0),
    Column::new("上四分位", "Upper quartile", 12.0),
    Column::new("四分位距", "Interquartile range", 12.0),
    Column::new("最小", "Smallest", 12.0),
    Column::new("最小的单位", "Smallest at", 20.0),
    Column::new("最大", "Largest", 12.0),
    Column::new("最大的单位", "Largest at", 20.0),
    Column::new("分布（由小到大）", "Distribution", 20.0),
];
/// Where the numbers themselves begin: one column after the table.
const FIRST: u16 = 17;
const SPARKLINE: u16 = 15;
const HEADER_ROW: u32 = 2;
/// More numbers than a sheet has columns are not listed.
const MOST: usize = 16_000;
const NOTE: Text = Text::new(
    "至少 5 份报送共有的指标的实际完成值（同名、同级、同计量单位）。平均数、中位数和四分位数（PERCENTILE.INC）是公式，所依据的数由小到大列在 R 列起；缺数值的不算。",
    "Actual values of indicators that at least 5 submissions share (same name, level and unit). Mean, median and quartiles (PERCENTILE.INC) are formulas over the numbers from column R on, from small to large; blanks are left out.",
);
const EMPTY: Text = Text::new("没有至少 5 份报送共有的指标。", "No indicator is shared by five submissions.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|column| column.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    sheet.table_header(&COLUMNS, 1, county.figures.common.len())?;
    for indicator in &county.figures.common {
        let row = sheet.next_row();
        let mut known: Vec<(Decimal, &Reported)> =
            indicator.reported.iter().filter_map(|reported| Some((reported.actual?, reported))).collect();
        known.sort_by_key(|a| (a.0, a.1.entry));
        known.truncate(MOST);
        let numbers: Vec<Decimal> = known.iter().map(|(number, _)| *number).collect();
        sheet.row(&values(indicator, &known, &numbers, material, row))?;
        let listed: Vec<Value> = numbers.iter().map(|number| Value::number(Look::Number, Some(*number))).collect();
        if let Some(last) = u16::try_from(listed.len()).ok().filter(|n| *n > 0).map(|n| FIRST + n - 1) {
            for (column, value) in (FIRST..).zip(&listed) {
                sheet.put(row, column, value)?;
            }
            let line = Sparkline::new()
                .set_range((NAME.get(lang), row, FIRST, row, last))
                .set_type(SparklineType::Column)
                .set_sparkline_color(ACCENT);
            sheet.inner.add_sparkline(row, SPARKLINE, &line)?;
        }
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)?;
    sheet.print_columns(COLUMNS.len())
}

fn values<'a>(
    indicator: &'a CommonIndicator,
    known: &[(Decimal, &Reported)],
    numbers: &[Decimal],
    material: &'a Material,
    row: u32,
) -> Vec<Value<'a>> {
    let count = indicator.reported.len();
    let last = FIRST + u16::try_from(numbers.len().max(1)).unwrap_or(1) - 1;
    let range = format!("{}{row}:{}{row}", column_letters(FIRST), column_letters(last), row = row + 1);
    let formula = |function: String, result: Option<Decimal>| match result {
        Some(result) => Value::formula(Look::Score, function, Some(round(result, 8))),
        None => Value::text(""),
    };
    let mean = sum(numbers.iter().copied()).and_then(|all| ratio(all, Decimal::from(numbers.len().max(1))));
    let mean = mean.filter(|_| !numbers.is_empty());
    let quarter = |share: &str, digits: i64| {
        let result = quantile(numbers, Decimal::new(digits, 2));
        formula(format!("=_xlfn.PERCENTILE.INC({range},{share})"), result)
    };
    let at = |column: u16| format!("{}{}", column_letters(column), row + 1);
    let distance =
        quantile(numbers, Decimal::new(75, 2)).zip(quantile(numbers, Decimal::new(25, 2))).map(|(a, b)| a - b);
    let unit = |end: Option<&(Decimal, &Reported)>| {
        let item = end.and_then(|(_, reported)| material.items.get(reported.entry));
        Value::wrap(item.map_or("", |item| &*item.unit))
    };
    let number = |number: Option<&Decimal>| Value::number(Look::Score, number.copied());
    vec![
        Value::wrap(&*indicator.name),
        Value::wrap(&*indicator.level),
        Value::middle(&*indicator.unit),
        Value::count(count),
        Value::count(numbers.len()),
        Value::count(count - numbers.len()),
        formula(format!("=AVERAGE({range})"), mean),
        formula(format!("=MEDIAN({range})"), quantile(numbers, Decimal::new(5, 1))),
        quarter("0.25", 25),
        quarter("0.75", 75),
        formula(format!("={}-{}", at(9), at(8)), distance),
        number(numbers.first()),
        unit(known.first()),
        number(numbers.last()),
        unit(known.last()),
    ]
}
