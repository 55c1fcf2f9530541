//! 得分复核: the lines whose claimed score is not the recomputed one, and those that could not be recomputed.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use crate::model::number::fixed;
use crate::model::{Method, ScoreLine};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet, tone_of_gap};
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("得分复核", "Score review");

const COLUMNS: [Column; 15] = [
    Column::new("序号", "No.", 6.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位", "Unit", 18.0),
    Column::new("项目", "Project", 20.0),
    Column::new("指标", "Indicator", 24.0),
    Column::new("复算方法", "Method", 12.0),
    Column::new("分值", "Weight", 8.0),
    Column::new("自评得分", "Self score", 9.0),
    Column::new("复算得分", "Recomputed", 11.0),
    Column::new("复核得分", "Reviewed score", 9.0),
    Column::new("差异（自评－复算）", "Difference", 11.0),
    Column::new("可得区间", "Allowed", 12.0),
    Column::new("算式或未复算原因", "Working, or why there is none", 44.0),
    Column::new("文件", "File", 24.0),
    Column::new("单元格", "Cell", 8.0),
];
const HEADER_ROW: u32 = 2;
/// Columns that only a county can fill.
const COUNTY_ONLY: [usize; 1] = [9];
const NOTE: Text = Text::new(
    "自评得分与复算得分不一致的行、无法复算的行，以及财政部门复核过的行。其余的行见“指标明细”。不含已被新文件取代的报送。",
    "Lines whose score differs from the recomputed one, that cannot be recomputed, or that the bureau reviewed. Superseded files are left out.",
);
const EMPTY: Text = Text::new("各行得分均与复算一致。", "Every score equals the recomputed one.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let columns = material.row(COLUMNS, &COUNTY_ONLY);
    sheet.widths(columns.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    sheet.table_header(&columns, 0)?;
    let mut number = 0;
    for item in material.items.iter().filter(|item| item.case.scorecard.is_scored && item.is_in_force()) {
        for (at, line) in item.case.scorecard.lines.iter().enumerate() {
            let reviewed = item.reviewed(at);
            if differs(line) || reviewed.is_some() {
                number += 1;
                sheet.row(&material.row(values(number, item, line, reviewed, material), &COUNTY_ONLY))?;
            }
        }
    }
    sheet.table_end(HEADER_ROW, columns.len(), EMPTY)
}

fn differs(line: &ScoreLine) -> bool {
    line.recomputed.is_none() || line.recomputed != line.self_score
}

fn values<'a>(
    number: usize,
    item: &'a Item,
    line: &'a ScoreLine,
    reviewed: Option<Decimal>,
    material: &'a Material,
) -> Vec<Value<'a>> {
    let gap = line.self_score.zip(line.recomputed).map(|(claimed, ours)| claimed - ours);
    let band = line.band.map(|(low, high)| format!("{}～{}", fixed(low, 2), fixed(high, 2)));
    vec![
        Value::centred(number),
        Value::middle(&*item.code),
        Value::wrap(&*item.unit),
        Value::wrap(&*item.project),
        Value::wrap(&*line.name),
        Value::word(line.method.name(), material.lang).tone_if(line.method == Method::None, Tone::Quiet),
        Value::score(line.weight),
        Value::score(line.self_score),
        Value::score(line.recomputed),
        Value::score(reviewed),
        Value::score(gap).tone(gap.map_or(Tone::Plain, tone_of_gap)),
        Value::middle(band.unwrap_or_default()),
        Value::wrap(line.working.get(material.lang)),
        Value::wrap(&*item.file.source.name),
        material.place_link(item.file, &line.place),
    ]
}
