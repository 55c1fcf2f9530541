//! 得分复核: the lines whose claimed score is not the recomputed one, and those that could not be recomputed.
//!
//! The recomputed score is a formula over the cells of its own row wherever numbers decide, so that a reviewer who changes an
//! actual value sees the score follow.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::live;
use crate::formula::Formulas;
use crate::model::cell::column_letters;
use crate::model::number::{fixed, round};
use crate::model::{Method, ScoreLine, ScoreOperand};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet, tone_of_gap};
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("得分复核", "Score review");

const COLUMNS: [Column; 21] = [
    Column::new("序号", "No.", 6.0),
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位", "Unit", 18.0),
    Column::new("项目", "Project", 20.0),
    Column::new("指标", "Indicator", 24.0),
    Column::new("复算方法", "Method", 12.0),
    Column::new("指标值", "Target", 11.0),
    Column::new("指标值上限", "Upper bound", 9.0),
    Column::new("完成值", "Actual", 11.0),
    Column::new("度量单位", "Unit of measure", 8.0),
    Column::new("分值", "Weight", 8.0),
    Column::new("自评得分", "Self score", 9.0),
    Column::new("复算得分", "Recomputed", 11.0),
    Column::new("复核得分", "Reviewed score", 9.0),
    Column::new("差异（自评－复算）", "Difference", 11.0),
    Column::new("随改随算", "Live", 9.0),
    Column::new("可得区间", "Allowed", 12.0),
    Column::new("算式或未复算原因", "Working, or why there is none", 44.0),
    Column::new("计分依据", "Source of the method", 24.0),
    Column::new("文件", "File", 24.0),
    Column::new("单元格", "Cell", 8.0),
];
const CLAIMED: u16 = 11;
const RECOMPUTED: u16 = 12;
const HEADER_ROW: u32 = 2;
/// Columns that only a county can fill.
const COUNTY_ONLY: [usize; 1] = [13];
const NOTE: Text = Text::new(
    "自评得分与复算得分不一致的行、无法复算的行，以及财政部门复核过的行；其余的行见“指标明细”。“随改随算”为“公式”的，改动指标值、完成值、分值，复算得分随之变。不含已被新文件取代的报送。",
    "Lines whose score differs from the recomputed one, that cannot be recomputed, or that the bureau reviewed. Where the column says formula, the recomputed score follows target, actual value and weight. Superseded files are left out.",
);
const EMPTY: Text = Text::new("各行得分均与复算一致。", "Every score equals the recomputed one.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let columns = material.row(COLUMNS, &COUNTY_ONLY);
    sheet.widths(columns.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let scored = material.items.iter().filter(|item| item.case.scorecard.is_scored && item.is_in_force());
    let lines: Vec<(&Item, &ScoreLine, Option<Decimal>)> = scored
        .flat_map(|item| {
            item.case.scorecard.lines.iter().enumerate().map(move |(at, line)| (item, line, item.reviewed(at)))
        })
        .filter(|(_, line, reviewed)| differs(line) || reviewed.is_some())
        .collect();
    sheet.table_header(&columns, 0, lines.len())?;
    let mut formulas = Formulas::default();
    for (number, (item, line, reviewed)) in lines.into_iter().enumerate() {
        let row = sheet.next_row() + 1;
        let address = |operand| Some(format!("{}{row}", column_letters(column_of(operand))));
        let score = Recomputed { formula: live::formula(line, address, &mut formulas), row };
        sheet.row(&material.row(values(number + 1, item, line, score, reviewed, material), &COUNTY_ONLY))?;
    }
    sheet.table_end(HEADER_ROW, columns.len(), EMPTY)
}

fn differs(line: &ScoreLine) -> bool {
    line.recomputed.is_none() || line.recomputed != line.self_score
}

/// How the recomputed score is written, and the row, counted from 1.
struct Recomputed {
    formula: Option<String>,
    row: u32,
}

/// The column of a number that a formula names.
const fn column_of(operand: ScoreOperand) -> u16 {
    match operand {
        ScoreOperand::Target => 6,
        ScoreOperand::Upper => 7,
        ScoreOperand::Actual => 8,
        ScoreOperand::Weight => 10,
        ScoreOperand::Claimed => CLAIMED,
    }
}

fn values<'a>(
    number: usize,
    item: &'a Item,
    line: &'a ScoreLine,
    score: Recomputed,
    reviewed: Option<Decimal>,
    material: &'a Material,
) -> Vec<Value<'a>> {
    let lang = material.lang;
    let Recomputed { formula: score, row } = score;
    let gap = line.self_score.zip(line.recomputed).map(|(claimed, ours)| claimed - ours);
    let gap_tone = gap.map_or(Tone::Plain, tone_of_gap);
    let band = line.band.map(|(low, high)| format!("{}～{}", fixed(low, 2), fixed(high, 2)));
    let unit = line.formula.as_ref().and_then(|formula| formula.unit.as_ref());
    let operand = |operand| Value::number(Look::Number, line.operand(operand));
    let kind = match (&score, line.recomputed) {
        (Some(_), _) => Text::new("公式", "formula"),
        (None, Some(_)) => Text::new("固定值", "value"),
        (None, None) => Text::new("", ""),
    };
    let (recomputed, gap) = match score {
        Some(formula) => {
            let difference = format!("=ROUND({}{row}-{}{row},6)", column_letters(CLAIMED), column_letters(RECOMPUTED));
            let gap = gap.map(|gap| Value::formula(Look::Score, difference, Some(round(gap, 6))));
            (Value::formula(Look::Score, formula, line.recomputed), gap.unwrap_or(Value::score(None)))
        }
        None => (Value::score(line.recomputed), Value::score(gap)),
    };
    vec![
        Value::centred(number),
        Value::middle(&*item.code),
        Value::wrap(&*item.unit),
        Value::wrap(&*item.project),
        Value::wrap(&*line.name),
        Value::word(line.method.name(), lang).tone_if(line.method == Method::None, Tone::Quiet),
        operand(ScoreOperand::Target),
        operand(ScoreOperand::Upper),
        operand(ScoreOperand::Actual),
        Value::middle(unit.map(ToString::to_string).unwrap_or_default()),
        Value::score(line.weight),
        Value::score(line.self_score),
        recomputed,
        Value::score(reviewed),
        gap.tone(gap_tone),
        Value::middle(kind.get(lang)),
        Value::middle(band.unwrap_or_default()),
        Value::wrap(line.working.get(lang)),
        Value::wrap(line.method.source().get(lang)),
        Value::wrap(&*item.file.source.name),
        material.place_link(item.file, &line.place),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn the_columns_that_formulas_name_are_where_they_expect_them() {
        let title = |col: u16| COLUMNS[usize::from(col)].title.get(Lang::Zh);
        for operand in ScoreOperand::ALL {
            assert_eq!(title(column_of(operand)), operand.name());
        }
        assert_eq!(title(RECOMPUTED), "复算得分");
    }
}
