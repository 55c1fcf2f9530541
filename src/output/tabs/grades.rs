//! 等级分布: claimed against recomputed and reviewed grades, by count and by money.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use crate::model::cell::column_letters;
use crate::model::number::{round, sum};
use crate::model::{County, CountyEntry};
use crate::output::material::Material;
use crate::output::sheet::Sheet;
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("等级分布", "Grades");

const WIDTH: f64 = 15.0;
const NOTE: Text = Text::new(
    "计入合计的报送，行是自评等级，列是复算（复核）等级；对角线上是两者一致的，右上是自评偏高的。资金是全年执行数，万元；“未定”是没有得分或无法复算的。",
    "Counted submissions: rows by claimed grade, columns by recomputed or reviewed grade; the diagonal agrees, above it claims are too high. Money is what was executed, in 10,000 yuan; open: no score, or it cannot be recomputed.",
);
const OPEN: Text = Text::new("未定", "open");
const TOTAL: Text = Text::new("合计", "Total");

/// The grade of an entry by one of the scores.
type GradeOf = for<'a> fn(&'a County, &'a CountyEntry) -> Option<&'a str>;

/// Writes the tab.
pub(in crate::output) fn write(_: &Material, county: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let names: Vec<&Arc<str>> = county.figures.grades.iter().map(|(name, ..)| name).collect();
    sheet.widths(vec![WIDTH; names.len() + 3])?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    let claimed: GradeOf = |county, entry| county.case(entry).scorecard.self_grade.as_deref();
    let recomputed: GradeOf = |county, entry| county.case(entry).scorecard.grade.as_deref();
    let reviewed: GradeOf = |_, entry| entry.review.as_ref()?.grade.as_deref();
    for (title, columns, by_money) in [
        (Text::new("自评等级 × 复算等级（份）", "Claimed × recomputed grade (submissions)"), recomputed, false),
        (Text::new("自评等级 × 复算等级（万元）", "Claimed × recomputed grade (10k yuan)"), recomputed, true),
        (Text::new("自评等级 × 复核等级（份）", "Claimed × reviewed grade (submissions)"), reviewed, false),
        (Text::new("自评等级 × 复核等级（万元）", "Claimed × reviewed grade (10k yuan)"), reviewed, true),
    ] {
        matrix(county, &names, title, (claimed, columns), by_money, sheet)?;
    }
    Ok(())
}

fn matrix(
    county: &County,
    names: &[&Arc<str>],
    title: Text,
    (rows, columns): (GradeOf, GradeOf),
    by_money: bool,
    sheet: &mut Sheet,
) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let width = names.len() + 3;
    sheet.heading(title.get(lang), u16::try_from(width).unwrap_or(u16::MAX))?;
    let mut header = vec![Value::shown(Look::Header, Text::new("自评＼对照", "Claimed \\ other").get(lang))];
    header.extend(names.iter().map(|name| Value::shown(Look::Header, &***name)));
    header.extend([OPEN, TOTAL].map(|word| Value::shown(Look::Header, word.get(lang))));
    sheet.row(&header)?;
    let position = |grade: Option<&str>| {
        grade.and_then(|grade| names.iter().position(|name| &***name == grade)).unwrap_or(names.len())
    };
    let mut cells = vec![vec![Decimal::ZERO; names.len() + 1]; names.len() + 1];
    for entry in county.entries.iter().filter(|entry| entry.in_totals) {
        let worth = if by_money {
            entry.money.as_ref().and_then(|money| money.executed).unwrap_or_default()
        } else {
            Decimal::ONE
        };
        let cell = &mut cells[position(rows(county, entry))][position(columns(county, entry))];
        *cell = cell.saturating_add(worth);
    }
    let look = if by_money { Look::Money } else { Look::Count };
    let first = sheet.next_row() + 1;
    let total =
        |formula: String, result: Decimal| Value::formula(look, formula, Some(round(result, 6))).tone(Tone::Total);
    let last_column = column_letters(u16::try_from(names.len() + 1).unwrap_or(u16::MAX));
    for (at, row) in cells.iter().enumerate() {
        let name = names.get(at).map_or(OPEN.get(lang), |name| &***name);
        let here = sheet.next_row() + 1;
        let mut values = vec![Value::middle(name).tone(Tone::Total)];
        values.extend(row.iter().enumerate().map(|(column, worth)| {
            let tone = match (worth.is_zero(), at == column, at > column) {
                (true, ..) => Tone::Quiet,
                (_, true, _) => Tone::Good,
                (.., true) => Tone::Note,
                _ => Tone::Warn,
            };
            Value::number(look, Some(round(*worth, 6))).tone(tone)
        }));
        values.push(total(
            format!("=ROUND(SUM(B{here}:{last_column}{here}),6)"),
            sum(row.iter().copied()).unwrap_or_default(),
        ));
        sheet.row(&values)?;
    }
    let last = sheet.next_row();
    let mut values = vec![Value::middle(TOTAL.get(lang)).tone(Tone::Total)];
    for column in 0..=names.len() + 1 {
        let letters = column_letters(u16::try_from(column + 1).unwrap_or(u16::MAX));
        let of_column = cells
            .iter()
            .map(|row| row.get(column).copied().unwrap_or_else(|| sum(row.iter().copied()).unwrap_or_default()));
        let result = sum(of_column).unwrap_or_default();
        values.push(total(format!("=ROUND(SUM({letters}{first}:{letters}{last}),6)"), result));
    }
    sheet.row(&values)
}
