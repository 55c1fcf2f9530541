//! 复核: the bureau's own scores, with a row for the total of every submission and room for more.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, Workbook, Worksheet, XlsxError};

use super::{Form, added, help, input};
use crate::model::{County, Paper, ReviewLine, ReviewRow};
use crate::output::sheet::Column;
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::schema::Form as Schema;
use crate::text::{Lang, Text};
use std::sync::Arc;

static COLUMNS: [Column; 15] = [
    Column::new("状态", "State", 18.0),
    Column::new("单位代码", "Unit code", 11.0),
    Column::new("单位名称", "Unit", 18.0),
    Column::new("表样", "Form", 16.0),
    Column::new("项目", "Project", 22.0),
    Column::new("指标或总分", "Indicator or total", 22.0),
    Column::new("分值", "Weight", 8.0),
    Column::new("自评得分", "Self score", 9.0),
    Column::new("复算得分", "Recomputed", 10.0),
    Column::new("复核得分", "Reviewed score", 10.0),
    Column::new("复核原因", "Reason", 34.0),
    Column::new("复核人", "By", 10.0),
    Column::new("复核日期", "Date", 12.0),
    Column::new("文件", "File", 26.0),
    Column::new("所评文件", "File reviewed", 19.0),
];
const UNIT: u16 = 1;
const SCHEMA: u16 = 3;
const ITEM: u16 = 5;
const SCORE: u16 = 9;
const REASON: u16 = 10;
const DATE: u16 = 12;
/// The sheet of what may be chosen; hidden, so that it is read back as nothing.
const LISTS: &str = "huizong";

static FORM: Form = Form {
    name: Text::new("复核", "Reviews"),
    notes: &[
        Text::new(
            "财政部门自己的评分。每份报送的总分已列好一行；要复核某个指标，在下面另起一行，抄单位代码、表样、项目，指标写“指标明细”中的名称。填蓝底的几栏，保存、关闭后下次运行生效。",
            "The bureau's own scores. There is a row for every total; for an indicator begin a row below with unit code, form, project and the indicator's name as in the tab of indicators. Fill in the blue cells, save and close.",
        ),
        Text::new(
            "复核得分不能大于分值；与自评、复算都不同的要写原因。复核后文件又变了的，原行保留并标明，另起一行待重新复核，在此之前不计；经核对仍然适用的，清空该行“所评文件”。",
            "A score is at most the weight; one that is neither the claimed nor the recomputed one needs a reason. If the file changed since, the row is kept and marked, does not count, and a new one waits; to confirm the old one, clear its cell File reviewed.",
        ),
    ],
    columns: &COLUMNS,
    fixed: 3,
};

/// The workbook of reviewed scores as a run leaves it. `forms` may be chosen from.
///
/// # Errors
/// A limit of workbooks.
pub fn reviews(
    county: &County,
    paper: &Paper<ReviewRow>,
    forms: &[Arc<Schema>],
    lang: Lang,
) -> Result<Workbook, XlsxError> {
    let rows = county.judgement.reviews.iter().map(|line| values(line, paper, lang));
    let units: Vec<&str> = county.roster.units.iter().map(|unit| &*unit.code).collect();
    let ids: Vec<&str> = forms.iter().map(|form| &*form.head.id).collect();
    let mut book = FORM.compose(paper, rows, lang, |sheet, first, last| {
        for (col, list, len) in [(UNIT, 'A', units.len()), (SCHEMA, 'B', ids.len())] {
            if len > 0 {
                let range = Formula::new(format!("={LISTS}!${list}$1:${list}${len}"));
                // A warning only: the name of a unit or form will do as well.
                let check = DataValidation::new().allow_list_formula(range).show_error_message(false);
                sheet.add_data_validation(first, col, last, col, &check)?;
            }
        }
        let refusal = Text::new("复核得分是 0 到 100 的数", "A reviewed score is a number from 0 to 100").get(lang);
        let score = DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(0.0, 100.0))
            .set_error_message(refusal)?;
        sheet.add_data_validation(first, SCORE, last, SCORE, &score)?;
        let messages = [
            (ITEM, Text::new("写指标名称；评总分的写“总分”", "The name of an indicator, or 总分 for the total")),
            (
                REASON,
                Text::new(
                    "与自评、复算都不同的必填",
                    "Needed where it is neither the claimed nor the recomputed score",
                ),
            ),
            (DATE, Text::new("如 2024-04-10", "Such as 2024-04-10")),
        ];
        for (col, message) in messages {
            sheet.add_data_validation(first, col, last, col, &help(message.get(lang))?)?;
        }
        Ok(())
    })?;
    let mut lists = Worksheet::new();
    lists.set_name(LISTS)?.set_hidden(true);
    for (col, texts) in [(0, &units), (1, &ids)] {
        for (row, text) in (0..).zip(texts.iter()) {
            lists.write_string(row, col, *text)?;
        }
    }
    book.push_worksheet(lists);
    Ok(book)
}

fn values(line: &ReviewLine, paper: &Paper<ReviewRow>, lang: Lang) -> Vec<Value<'static>> {
    let typed = &line.typed;
    let own = [
        Value::wrap(line.state.get(lang)).tone_if(line.is_odd, Tone::Bad),
        Value::middle(line.unit.clone()),
        Value::wrap(line.unit_name.clone()),
        Value::wrap(line.form.clone()),
        Value::wrap(line.project.clone()),
        Value::wrap(line.item.clone()),
        Value::number(Look::Number, line.weight),
        Value::score(line.claimed),
        Value::score(line.recomputed),
        Value::number(Look::Number, typed.score.parse().ok()).tone(Tone::Note),
        input(&typed.reason),
        input(&typed.who),
        input(&typed.date),
        Value::wrap(line.file.clone()),
        Value::middle(line.fingerprint.clone()),
    ];
    own.into_iter().chain(added(paper, &typed.added)).collect()
}
