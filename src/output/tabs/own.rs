//! A tab of the bureau's own: rows of a long tab, chosen, reckoned and ordered by formulas over its columns.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::{findings, indicators, units};
use crate::formula::{self, Number, Operand};
use crate::model::number::round;
use crate::output::material::Material;
use crate::output::sheet::{Column, Sheet};
use crate::output::style::Look;
use crate::output::value::{Content, Value};
use crate::schema::{OwnTab, Query, Reckoned, Rows, Shown};
use crate::text::{Lang, Text};

/// What formulas are rounded to: enough for money in 万元 and for rates, without the noise of divisions.
const DECIMALS: u32 = 6;
/// How wide a column is that is reckoned.
const WIDTH: f64 = 16.0;
const EMPTY: Text = Text::new("没有符合条件的行。", "No row meets the condition.");

/// The columns of the tab that rows are chosen from.
pub fn columns(rows: Rows) -> &'static [Column] {
    match rows {
        Rows::Submissions => &units::COLUMNS,
        Rows::Indicators => &indicators::COLUMNS,
        Rows::Findings => &findings::COLUMNS,
    }
}

/// The titles of these columns.
pub fn titles(rows: Rows) -> Vec<Text> {
    columns(rows).iter().map(|column| column.title).collect()
}

/// Writes the tab.
///
/// # Errors
/// If the tab cannot be understood, which reading the project has found out, or a limit of Excel is broken.
pub fn write(own: &OwnTab, material: &Material, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let query = Query::of(own, &titles(own.rows)).map_err(|_| XlsxError::ParameterError(own.name.clone()))?;
    let mut open = 0;
    let mut chosen: Vec<(Key, Vec<Value>)> = Vec::new();
    every_row(own.rows, material, &mut |row| {
        match query.when.as_ref().map_or(Some(true), |when| is_true(when, row)) {
            Some(true) => {}
            Some(false) => return,
            None => {
                open += 1;
                return;
            }
        }
        let key = query.order.as_ref().map_or(Key::Last, |order| Key::of(order, row));
        let cells = query.columns.iter().map(|shown| match shown {
            Shown::Column(at) => row[*at].clone(),
            Shown::Reckoned(_, reckoned) => cell(reckoned, row, lang),
        });
        chosen.push((key, cells.collect()));
    });
    chosen.sort_by(|(a, _), (b, _)| a.cmp(b)); // stable: what is equal stays in the order of the tab
    let columns = columns(own.rows);
    let (titles, widths): (Vec<Value>, Vec<f64>) = query
        .columns
        .iter()
        .map(|shown| match shown {
            Shown::Column(at) => (columns[*at].title.get(lang), columns[*at].width),
            Shown::Reckoned(title, _) => (title.as_str(), WIDTH),
        })
        .map(|(title, width)| (Value::shown(Look::Header, title), width))
        .unzip();
    sheet.widths(widths)?;
    sheet.title(&own.name, &note(own, &query, open, lang))?;
    let header = sheet.next_row();
    sheet.table_header_of(&titles, 0, chosen.len())?;
    for (_, row) in &chosen {
        sheet.row(row)?;
    }
    sheet.table_end(header, titles.len(), EMPTY)
}

/// What it is for, which rows it shows, and how many of them could not be judged.
fn note(own: &OwnTab, query: &Query, open: usize, lang: Lang) -> String {
    let from = match own.rows {
        Rows::Submissions => units::NAME,
        Rows::Indicators => indicators::NAME,
        Rows::Findings => findings::NAME,
    };
    let mut note = own.note.clone();
    if !note.is_empty() {
        note.push(' ');
    }
    let rows = Text::new("取自“{from}”", "Rows of the tab {from}");
    note.push_str(&rows.fill(lang, &[("from", from.get(lang))]));
    for (formula, text) in [
        (&query.when, Text::new("，条件：{formula}", ", where {formula}")),
        (&query.order, Text::new("，按 {formula} 从小到大排", ", ordered by {formula}, the smallest first")),
    ] {
        if let Some(reckoned) = formula {
            note.push_str(&text.fill(lang, &[("formula", reckoned.formula.text())]));
        }
    }
    if open > 0 {
        let text = Text::new(
            "；另有 {count} 行缺少条件所需的数，没有列出",
            "; {count} more rows lack a number that the condition needs and are not shown",
        );
        note.push_str(&text.fill(lang, &[("count", &open.to_string())]));
    }
    note.push_str(Text::new("。", ".").get(lang));
    note
}

fn every_row<'a>(rows: Rows, material: &'a Material<'a>, see: &mut dyn FnMut(&[Value<'a>])) {
    match rows {
        Rows::Submissions => units::every_row(material, see),
        Rows::Indicators => indicators::every_row(material, see),
        Rows::Findings => findings::every_row(material, see),
    }
}

/// Whether a condition holds; nothing if that cannot be known.
fn is_true(condition: &Reckoned, row: &[Value]) -> Option<bool> {
    match value(condition, row)? {
        formula::Value::Truth(truth) => truth.known(),
        _ => None,
    }
}

fn value(reckoned: &Reckoned, row: &[Value]) -> Option<formula::Value> {
    let operand = |at: usize| reckoned.columns.get(at).and_then(|at| row.get(*at)).map_or(Operand::Absent, operand);
    reckoned.formula.evaluate(&operand).ok()
}

/// What a cell is worth in a formula.
fn operand(value: &Value) -> Operand {
    let number = |number: Decimal| Operand::Number(Number::exact(number));
    match &value.content {
        Content::Number(amount) | Content::Formula(_, Some(amount)) => number(*amount),
        Content::Count(count) => number(Decimal::from(*count)),
        Content::Text(text) | Content::Link(_, text) => Operand::Text(text.to_string()),
        Content::Blank | Content::Formula(_, None) => Operand::Blank,
    }
}

fn cell<'a>(reckoned: &Reckoned, row: &[Value<'a>], lang: Lang) -> Value<'a> {
    match value(reckoned, row) {
        Some(formula::Value::Number(number)) => {
            Value::number(Look::Number, Some(round(number.value, DECIMALS).normalize()))
        }
        Some(formula::Value::Text(text)) => Value::wrap(text),
        Some(formula::Value::Truth(truth)) => {
            truth.known().map_or(Value::text(""), |yes| Value::word(if yes { units::YES } else { units::NO }, lang))
        }
        Some(formula::Value::Blank(_)) | None => Value::text(""),
    }
}

/// What a row is ordered by: numbers, then texts, then what is not known.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(Decimal),
    Text(String),
    Last,
}

impl Key {
    fn of(order: &Reckoned, row: &[Value]) -> Self {
        match value(order, row) {
            Some(formula::Value::Number(number)) => Self::Number(number.value),
            Some(formula::Value::Text(text)) => Self::Text(text),
            _ => Self::Last,
        }
    }
}
