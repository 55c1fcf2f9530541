//! 异常指标: values that obey the form and still cannot be right, the weightiest first.
//!
//! Where a value was held against others, these stand on the tab of evidence, and median, quartiles and bounds are formulas
//! over them: a clerk sees how the flag came about and can try other numbers.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Sparkline, SparklineType, XlsxError};

use super::evidence;
use crate::model::cell::column_letters;
use crate::model::{Anomaly, County, EvidenceSpread, PeerSeries};
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{ACCENT, Look, Tone};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("异常指标", "Anomalies");

const COLUMNS: [Column; 29] = [
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
    Column::new("建议核对为", "Perhaps meant", 12.0),
    Column::new("影响合计（万元）", "Effect on totals (10k yuan)", 13.0),
    Column::new("改正后名次", "Rank if corrected", 10.0),
    Column::new("方法", "Method", 13.0),
    Column::new("上年值", "Last year", 13.0),
    Column::new("可比个数", "Compared with (number)", 8.0),
    Column::new("参与比较的数", "Number compared", 12.0),
    Column::new("中位数", "Median", 12.0),
    Column::new("下四分位", "Lower quartile", 12.0),
    Column::new("上四分位", "Upper quartile", 12.0),
    Column::new("界限倍数", "Cut (scales)", 8.0),
    Column::new("下限", "Lower bound", 12.0),
    Column::new("上限", "Upper bound", 12.0),
    Column::new("超出程度（1＝界限）", "Beyond the cut (1 = on it)", 10.0),
    Column::new("同类分布", "Its peers", 16.0),
    Column::new("发现", "What was found", 38.0),
    Column::new("建议", "Advice", 30.0),
    Column::new("文件", "File", 24.0),
    Column::new("单元格", "Cell", 8.0),
];
/// The evidence is for the screen.
const PRINTED: usize = 13;
const NUMBER: u16 = 16;
const SPARKLINE: u16 = 24;
const HEADER_ROW: u32 = 2;
/// The first row of data, zero-based.
pub const FIRST_ROW: u32 = HEADER_ROW + 1;
const NOTE: Text = Text::new(
    "合乎格式、但与上年、目标、预算、同类单位或常理明显不符的数，按级别、再按对全县合计的影响从大到小；统计方法只提示、不定性。中位数、四分位数、上下限是公式，依据在“异常依据”。上年可比报送：{n} 份。",
    "Values that obey the form but not last year, the target, the budget, their peers or reason; by severity, then by weight. Statistics point, they do not accuse. Median, quartiles and bounds are formulas over the tab of evidence. Compared with {n} submissions of last year.",
);
const FIRST_YEAR: Text = Text::new(
    "没有上年报送：与上年相比的检查（与上年之比、由有变零、上年的计量单位）没有做，只与同行、同类比较。",
    "There is nothing of last year: ratios to last year, zeros and units against last year were not tried, only rows and peers.",
);
const EMPTY: Text = Text::new("没有发现异常值。", "No anomalies were found.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    sheet.widths(COLUMNS.iter().map(|c| c.width))?;
    let note = if county.last_year == 0 { FIRST_YEAR.get(lang).to_owned() } else { String::new() };
    let note = format!("{}{note}", NOTE.fill(lang, &[("n", &county.last_year.to_string())]));
    sheet.title(NAME.get(lang), &note)?;
    sheet.table_header(&COLUMNS, 0, county.anomalies.len())?;
    for (at, anomaly) in county.anomalies.iter().enumerate() {
        let row = sheet.next_row();
        sheet.row(&values(at + 1, anomaly, county, material, row))?;
        let spread = anomaly.evidence.spread.as_ref();
        if let Some((number, series)) = spread.and_then(|spread| listed(spread, county)) {
            let (name, row, first, last) = evidence::place(number, series, lang);
            let line = Sparkline::new()
                .set_range((name, row, first, row, last))
                .set_type(SparklineType::Column)
                .set_sparkline_color(ACCENT)
                .show_high_point(true)
                .show_low_point(true)
                .set_high_point_color(Color::RGB(0xC5_5A_11))
                .set_low_point_color(Color::RGB(0xC5_5A_11));
            sheet.inner.add_sparkline(sheet.next_row() - 1, SPARKLINE, &line)?;
        }
    }
    sheet.table_end(HEADER_ROW, COLUMNS.len(), EMPTY)?;
    sheet.print_columns(PRINTED)
}

/// The series that a value was held against, with its number.
fn listed<'a>(spread: &EvidenceSpread, county: &'a County) -> Option<(usize, &'a PeerSeries)> {
    let number = spread.series?;
    Some((number, county.series.get(number)?))
}

fn values<'a>(
    number: usize,
    anomaly: &'a Anomaly,
    county: &'a County,
    material: &'a Material,
    row: u32,
) -> Vec<Value<'a>> {
    let lang = material.lang;
    let (finding, evidence) = (&anomaly.finding, &anomaly.evidence);
    let entry = anomaly.entry.and_then(|entry| county.entries.get(entry));
    let file = material.file_of(&finding.place).or_else(|| material.files.get(entry?.file));
    let mut values = vec![
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
        Value::number(Look::Number, evidence.suggested),
        Value::money(anomaly.impact),
        Value::middle(evidence.ranks.map(|(now, then)| format!("{now} → {then}")).unwrap_or_default()),
        Value::wrap(evidence.method.get(lang)),
        Value::middle(&*evidence.last),
    ];
    values.extend(spread(evidence.spread.as_ref(), county, material, row));
    values.extend([
        Value::number(Look::Score, evidence.score),
        Value::text(""),
        Value::message(finding, lang),
        Value::wrap(finding.advice.get(lang)),
        file.map_or(Value::text(""), |file| Value::wrap(&*file.source.name)),
        file.map_or(Value::text(""), |file| material.place_link(file, &finding.place)),
    ]);
    values
}

/// How the others lie: number, own number, median, quartiles, cut, bounds. Formulas where the numbers are listed.
fn spread(spread: Option<&EvidenceSpread>, county: &County, material: &Material, row: u32) -> Vec<Value<'static>> {
    let Some(spread) = spread else { return vec![Value::text(""); 8] };
    let number = |number| Value::number(Look::Score, Some(number));
    let plain = |spread: &EvidenceSpread| {
        vec![
            number(spread.median),
            Value::text(""),
            Value::text(""),
            number(spread.cut),
            number(spread.lower),
            number(spread.upper),
        ]
    };
    let first = [Value::count(spread.n), number(spread.own)];
    let rest = match listed(spread, county).zip(spread.quartiles) {
        None => plain(spread),
        Some(((at, series), quartiles)) => {
            formulas(spread, series, quartiles, &evidence::range(at, series, material.lang), row)
        }
    };
    first.into_iter().chain(rest).collect()
}

fn formulas(
    spread: &EvidenceSpread,
    series: &PeerSeries,
    quartiles: [Decimal; 2],
    range: &str,
    row: u32,
) -> Vec<Value<'static>> {
    let number = |number| Value::number(Look::Score, Some(number));
    let formula = |text: String, result| Value::formula(Look::Score, text, Some(result));
    let at = |column: u16| format!("{}{}", column_letters(column), row + 1);
    let (median, low, high, cut) = (at(NUMBER + 1), at(NUMBER + 2), at(NUMBER + 3), at(NUMBER + 4));
    let floor = series.floor;
    let bounds = if series.is_growth {
        // The scale is a median of distances, which takes a formula over every single number.
        [number(spread.lower), number(spread.upper)]
    } else if series.is_by_ratio {
        let below = format!("=IF({low}<=0,0,{median}*10^(-{cut}*MAX(LOG10({median}/{low})/0.6745,{floor})))");
        let above = format!("={median}*10^({cut}*MAX(LOG10({high}/{median})/0.6745,{floor}))");
        [formula(below, spread.lower), formula(above, spread.upper)]
    } else {
        let below = format!("={median}-{cut}*MAX(({median}-{low})/0.6745,{floor})");
        let above = format!("={median}+{cut}*MAX(({high}-{median})/0.6745,{floor})");
        [formula(below, spread.lower), formula(above, spread.upper)]
    };
    let mut values = vec![
        formula(format!("=MEDIAN({range})"), spread.median),
        formula(format!("=_xlfn.PERCENTILE.INC({range},0.25)"), quartiles[0]),
        formula(format!("=_xlfn.PERCENTILE.INC({range},0.75)"), quartiles[1]),
        number(spread.cut),
    ];
    values.extend(bounds);
    values
}
