//! 说明: one row for every finding to be verified, with room for the reason.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Form, added, help, input};
use crate::model::{County, Explanation, ExplanationLine, ExplanationState, Paper};
use crate::output::sheet::Column;
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::{Lang, Text};

static COLUMNS: [Column; 17] = [
    Column::new("状态", "State", 13.0),
    Column::new("单位代码", "Unit code", 11.0),
    Column::new("单位", "Unit", 18.0),
    Column::new("表样", "Form", 16.0),
    Column::new("项目", "Project", 20.0),
    Column::new("代码", "Code", 7.0),
    Column::new("检查", "Check", 16.0),
    Column::new("指标或栏目", "Indicator or cell", 22.0),
    Column::new("文件", "File", 22.0),
    Column::new("单元格", "Cell", 14.0),
    Column::new("发现", "What was found", 42.0),
    Column::new("原表的值", "Value", 14.0),
    Column::new("相关的值", "Other values", 22.0),
    Column::new("可接受范围", "Allowed range", 14.0),
    Column::new("说明原因", "Reason", 36.0),
    Column::new("说明人", "By", 10.0),
    Column::new("有效期至", "Until", 12.0),
];
const RANGE: u16 = 13;

static FORM: Form = Form {
    name: Text::new("说明", "Explanations"),
    notes: &[
        Text::new(
            "“需核实”的问题每个一行。核实无误的，填蓝底的几栏：说明原因和说明人必填，填好后保存、关闭，下次运行即列为“已说明”。“必须修改”的问题不能用说明结案。",
            "One row for every finding to be verified. Where the value is right, fill in the blue cells: reason and name are needed; save and close, and the next run lists it as explained. What must be corrected cannot be explained away.",
        ),
        Text::new(
            "“可接受范围”写 1000～1300、≤95% 这样的范围，值在范围内都算已说明；留空则值一变就要重新说明。过了“有效期至”也要重新说明。填过的行程序一律保留。",
            "A range such as 1000～1300 or ≤95% allows the value to move; without one, any change needs a new explanation, and so does a day after Until. Rows that are filled in are always kept.",
        ),
    ],
    columns: &COLUMNS,
    fixed: 3,
};

/// The workbook of explanations as a run leaves it.
///
/// # Errors
/// A limit of workbooks.
pub fn explanations(county: &County, paper: &Paper<Explanation>, lang: Lang) -> Result<Workbook, XlsxError> {
    let titles: BTreeMap<&str, &str> = county.pages.iter().map(|page| (page.code.0, page.title.get(lang))).collect();
    let rows = county.judgement.explanations.iter().map(|line| values(line, &titles, paper, lang));
    FORM.compose(paper, rows, lang, |sheet, first, last| {
        let messages = [
            Text::new(
                "如 1000～1300、≤95%；留空则值不变才算",
                "Such as 1000～1300 or ≤95%; blank: the value must not change",
            ),
            Text::new("为什么这个值没有错", "Why the value is right"),
            Text::new("谁核实的", "Who verified it"),
            Text::new("如 2024-12-31；长期有效的留空", "Such as 2024-12-31; blank: no end"),
        ];
        for (col, message) in (RANGE..).zip(messages) {
            sheet.add_data_validation(first, col, last, col, &help(message.get(lang))?)?;
        }
        Ok(())
    })
}

fn values(
    line: &ExplanationLine,
    titles: &BTreeMap<&str, &str>,
    paper: &Paper<Explanation>,
    lang: Lang,
) -> Vec<Value<'static>> {
    let (key, typed) = (&line.key, &line.typed);
    let title = titles.get(key.code.as_str()).copied().unwrap_or_default();
    let own = [
        Value::word(line.state.name(), lang).tone(tone(line.state)),
        Value::middle(key.unit.clone()),
        Value::wrap(line.unit_name.clone()),
        Value::wrap(key.form.clone()),
        Value::wrap(key.project.clone()),
        Value::middle(key.code.clone()),
        Value::wrap(title.to_owned()),
        Value::wrap(key.subject.clone()),
        Value::wrap(line.file.clone()),
        Value::text(line.cell.clone()),
        Value::wrap(line.found.get(lang)),
        Value::wrap(line.value.clone()),
        Value::wrap(line.others.clone()),
        input(&typed.range),
        input(&typed.reason),
        input(&typed.who),
        input(&typed.until),
    ];
    own.into_iter().chain(added(paper, &typed.added)).collect()
}

const fn tone(state: ExplanationState) -> Tone {
    match state {
        ExplanationState::Explained => Tone::Good,
        ExplanationState::Open | ExplanationState::Incomplete => Tone::Warn,
        ExplanationState::ValueChanged | ExplanationState::Expired | ExplanationState::NotAllowed => Tone::Bad,
        ExplanationState::Corrected => Tone::Quiet,
    }
}
