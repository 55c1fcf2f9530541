//! 指标明细: every indicator of every submission in one flat table, traceable to its cell.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use crate::formula::Formulas;
use crate::model::cell::column_letters;
use crate::model::number::plain;
use crate::model::{
    Actual, ActualKind, Deadline, Indicator, Method, ScoreLine, ScoreOperand, Standing, Target, TargetKind,
};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{Look, Tone};
use crate::output::value::{Content, Value};
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("指标明细", "Indicators");

/// Its columns.
pub const COLUMNS: [Column; 24] = [
    Column::new("单位代码", "Code", 11.0),
    Column::new("单位", "Unit", 18.0),
    Column::new("表样", "Form", 16.0),
    Column::new("项目", "Project", 20.0),
    Column::new("状态", "State", 12.0),
    Column::new("一级指标", "Level 1", 11.0),
    Column::new("二级指标", "Level 2", 11.0),
    Column::new("三级指标", "Level 3", 26.0),
    Column::new("指标值（原文）", "Target as written", 14.0),
    Column::new("方向", "Sign", 6.0),
    Column::new("目标数值", "Target value", 10.0),
    Column::new("单位（度量）", "Unit of measure", 8.0),
    Column::new("实际完成值（原文）", "Actual as written", 14.0),
    Column::new("实际数值", "Actual value", 10.0),
    Column::new("分值", "Weight", 7.0),
    Column::new("自评得分", "Self score", 9.0),
    Column::new("复算得分", "Recomputed", 11.0),
    Column::new("复核得分", "Reviewed score", 9.0),
    Column::new("复算方法", "Method", 12.0),
    Column::new("算式", "Working", 36.0),
    Column::new("偏差原因及改进措施", "Reason", 28.0),
    Column::new("文件", "File", 30.0),
    Column::new("工作表", "Sheet", 12.0),
    Column::new("单元格", "Cell", 8.0),
];
const HEADER_ROW: u32 = 2;
/// The columns of the numbers that a recomputed score is computed from, and its own.
const TARGET: usize = 10;
const ACTUAL: usize = 13;
const WEIGHT: usize = 14;
const CLAIMED: usize = 15;
const RECOMPUTED: usize = 16;
/// Columns that only a county can fill.
const COUNTY_ONLY: [usize; 2] = [4, 17];
/// Submissions whose rows are made at once.
const AT_ONCE: usize = 64;
/// File, sheet and cell are for the screen.
const SCREEN_ONLY: usize = 3;
const NOTE: Text = Text::new(
    "每条指标一行，原文照录；读不出数值的留空，不按零计。复算得分凡由本行数字算出的都是公式，改动目标数值、实际数值、分值，得分随之变。点“单元格”打开原表的这一格。",
    "One row per indicator, as written; what cannot be read stays empty and is never zero. A recomputed score is a formula wherever the numbers of its row decide: change one and it follows. A click on the cell opens the form there.",
);
const EMPTY: Text = Text::new("没有指标。", "There are no indicators.");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let columns = material.row(COLUMNS, &COUNTY_ONLY);
    sheet.widths(columns.iter().map(|c| c.width))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let count = material.items.iter().map(|item| item.case.submission.all_indicators().count()).sum();
    sheet.table_header(&columns, 2, count)?;
    let (mut ready, mut first) = (Vec::new(), HEADER_ROW + 2);
    for items in material.items.chunks(AT_ONCE) {
        // The longest tab: the values of the next rows are made while the last ones are written.
        let (written, next) = rayon::join(|| sheet.rows(&ready), || rows(items, first, material));
        written?;
        ready = next;
        first = first.saturating_add(u32::try_from(ready.len()).unwrap_or(u32::MAX));
    }
    sheet.rows(&ready)?;
    sheet.table_end(HEADER_ROW, columns.len(), EMPTY)?;
    sheet.print_columns(columns.len().saturating_sub(SCREEN_ONLY))
}

/// Every row of the tab.
pub fn every_row<'a>(material: &'a Material<'a>, see: &mut dyn FnMut(&[Value<'a>])) {
    for item in &material.items {
        for row in rows(std::slice::from_ref(item), HEADER_ROW + 2, material) {
            see(&row);
        }
    }
}

/// The row of the first indicator of every submission, zero-based; none where it has no indicators.
pub fn first_rows(material: &Material) -> Vec<Option<u32>> {
    let mut next = HEADER_ROW + 1;
    let of_item = |item: &Item| {
        let count = u32::try_from(item.case.submission.all_indicators().count()).unwrap_or(u32::MAX);
        let first = next;
        next = next.saturating_add(count);
        (count > 0).then_some(first)
    };
    material.items.iter().map(of_item).collect()
}

/// The rows of some submissions; the first of them has this number, counted from 1.
fn rows<'a>(items: &'a [Item<'a>], first: u32, material: &'a Material<'a>) -> Vec<Vec<Value<'a>>> {
    let (mut rows, mut formulas) = (Vec::new(), Formulas::default());
    let mut number = first;
    for item in items {
        let lines = &item.case.scorecard.lines;
        let first = lines.len().saturating_sub(item.case.submission.all_indicators().count());
        for (at, (indicator, line)) in (first..).zip(item.indicators()) {
            let mut row = values(item, indicator, line, item.reviewed(at), material);
            if let Some(formula) = line.and_then(|line| live(line, &row, number, material, &mut formulas)) {
                row[RECOMPUTED].content = Content::Formula(formula, line.and_then(|line| line.recomputed));
            }
            rows.push(material.row(row, &COUNTY_ONLY));
            number = number.saturating_add(1);
        }
    }
    rows
}

/// The recomputed score as a formula over its row, where the row shows every number that it is computed from.
fn live<'a>(
    line: &'a ScoreLine,
    row: &[Value],
    number: u32,
    material: &Material,
    formulas: &mut Formulas<'a>,
) -> Option<String> {
    line.recomputed?;
    let address = |operand: ScoreOperand| {
        let column = match operand {
            ScoreOperand::Target => TARGET,
            ScoreOperand::Actual => ACTUAL,
            ScoreOperand::Weight => WEIGHT,
            ScoreOperand::Claimed => CLAIMED,
            ScoreOperand::Upper => return None,
        };
        let shown = matches!(row[column].content, Content::Number(shown) if Some(shown) == line.operand(operand));
        let before = COUNTY_ONLY.iter().filter(|only| material.county.is_none() && **only < column).count();
        shown.then(|| format!("{}{number}", column_letters(u16::try_from(column - before).unwrap_or_default())))
    };
    super::live::formula(line, address, formulas)
}

fn values<'a>(
    item: &'a Item,
    indicator: &'a Indicator,
    line: Option<&'a ScoreLine>,
    reviewed: Option<Decimal>,
    material: &'a Material,
) -> Vec<Value<'a>> {
    let lang = material.lang;
    let target = indicator.target.value();
    let actual = indicator.actual.value();
    let weight = line.and_then(|line| line.weight).or_else(|| indicator.weight.value().map(|weight| weight.amount));
    let claimed = indicator.score.value().map(|score| score.amount);
    let recomputed = line.and_then(|line| line.recomputed);
    let differs = recomputed.is_some() && recomputed != claimed;
    let standing = item.entry.map(|entry| entry.standing);
    let level = |raw: String| Value::wrap(raw.trim().replace('\n', ""));
    vec![
        Value::middle(&*item.code),
        Value::wrap(&*item.unit),
        Value::wrap(material.form_title(&item.case.submission.form)),
        Value::wrap(&*item.project),
        standing.map_or(Value::middle(""), |standing| {
            Value::word(standing.name(), lang).tone_if(standing != Standing::Counts, Tone::Quiet)
        }),
        level(indicator.level1.raw.to_string()),
        level(indicator.level2.raw.to_string()),
        Value::wrap(&*indicator.name),
        Value::wrap(indicator.target.raw.to_string()),
        Value::middle(sign(indicator, target)),
        target_value(target),
        Value::middle(unit(indicator, target, actual)),
        Value::wrap(indicator.actual.raw.to_string()),
        actual_value(actual),
        Value::number(Look::Number, weight),
        Value::score(claimed),
        Value::score(recomputed).tone_if(differs, Tone::Warn),
        Value::score(reviewed),
        line.map_or(Value::middle(""), |line| {
            Value::word(line.method.name(), lang).tone_if(line.method == Method::None, Tone::Quiet)
        }),
        Value::wrap(line.map(|line| line.working.get(lang)).unwrap_or_default()),
        Value::wrap(indicator.reason.raw.to_string()),
        Value::text(&*item.file.source.name),
        Value::text(&*item.case.submission.sheet),
        material.place_link(item.file, &indicator.level3.place),
    ]
}

fn sign(indicator: &Indicator, target: Option<&Target>) -> &'static str {
    let sign = target.and_then(|target| target.sign).or_else(|| indicator.sign.value().copied());
    sign.map_or("", |sign| sign.glyph())
}

fn target_value(target: Option<&Target>) -> Value<'static> {
    match target.map(|target| &target.kind) {
        Some(TargetKind::Amount(quantity)) => Value::number(Look::Number, Some(quantity.amount)),
        Some(TargetKind::Between(low, high)) => Value::middle(format!("{}～{}", plain(low.amount), plain(high.amount))),
        Some(TargetKind::By(deadline)) => Value::middle(date(*deadline)),
        Some(TargetKind::Words) | None => Value::number(Look::Number, None::<Decimal>),
    }
}

fn actual_value(actual: Option<&Actual>) -> Value<'static> {
    match actual.map(|actual| &actual.kind) {
        Some(ActualKind::Amount(quantity)) => Value::number(Look::Number, Some(quantity.amount)),
        Some(ActualKind::On(deadline)) => Value::middle(date(*deadline)),
        Some(ActualKind::Tier(_) | ActualKind::Words) | None => Value::number(Look::Number, None::<Decimal>),
    }
}

/// The unit of the two numbers: from its own column, else from the target, else from the actual value.
fn unit(indicator: &Indicator, target: Option<&Target>, actual: Option<&Actual>) -> String {
    let of_target = || match &target?.kind {
        TargetKind::Amount(quantity) | TargetKind::Between(quantity, _) => quantity.unit.as_ref(),
        _ => None,
    };
    let of_actual = || match &actual?.kind {
        ActualKind::Amount(quantity) => quantity.unit.as_ref(),
        _ => None,
    };
    let unit = of_target().or_else(|| indicator.unit.value()).or_else(of_actual);
    unit.map(ToString::to_string).unwrap_or_default()
}

/// A date as far as it was written: 2023-12, 12-31.
fn date(deadline: Deadline) -> String {
    let mut parts = Vec::new();
    if let Some(year) = deadline.year {
        parts.push(year.to_string());
    }
    parts.push(format!("{:02}", deadline.month));
    if let Some(day) = deadline.day {
        parts.push(format!("{day:02}"));
    }
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn the_columns_that_formulas_name_are_where_they_expect_them() {
        let titles = [TARGET, ACTUAL, WEIGHT, CLAIMED, RECOMPUTED].map(|at| COLUMNS[at].title.get(Lang::Zh));
        assert_eq!(titles, ["目标数值", "实际数值", "分值", "自评得分", "复算得分"]);
    }
}
