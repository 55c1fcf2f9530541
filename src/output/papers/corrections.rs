//! 整改台账: one row for every finding that is open or was, with room for what came of it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Workbook, XlsxError};

use super::{Form, added, help, input};
use crate::model::{Correction, CorrectionLine, CorrectionState, County, Paper};
use crate::output::sheet::Column;
use crate::output::style::Tone;
use crate::output::value::Value;
use crate::text::{Lang, Text};

static COLUMNS: [Column; 19] = [
    Column::new("状态", "State", 12.0),
    Column::new("级别", "Severity", 12.0),
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
    Column::new("首次发现", "First found", 12.0),
    Column::new("最近发现", "Last found", 12.0),
    Column::new("退回日期", "Sent back", 12.0),
    Column::new("责任人", "By whom", 10.0),
    Column::new("整改期限", "Due", 12.0),
    Column::new("整改情况", "Progress", 16.0),
    Column::new("备注", "Remark", 26.0),
];
/// The first column that people fill in.
const TYPED: u16 = 14;
const PROGRESS: u16 = 17;
/// What may be chosen as progress; other words may be typed.
const STEPS: Text = Text::new("待整改,已退回,整改中,已整改,不需整改", "open,sent back,in work,corrected,need not be");

static FORM: Form = Form {
    name: Text::new("整改台账", "Corrections"),
    notes: &[
        Text::new(
            "必须修改、需核实的问题每个一行。蓝底的几栏由人填写，程序一律保留；其余每次运行更新：再次发现的更新“最近发现”，不再发现的标“已消除”并留在表里，又出现的标“重新出现”。",
            "One row for every finding to be corrected or verified. The blue cells are yours and are always kept; the rest is brought up to date by every run: what is no longer found stays and says so, and so does what comes back.",
        ),
        Text::new(
            "可以自己加列、排序、筛选；不要改“单位代码、表样、项目、代码、指标或栏目”，程序靠它们认出同一个问题。",
            "Add columns, sort and filter as you like; leave unit code, form, project, code and indicator alone, as they tell which finding a row is.",
        ),
    ],
    columns: &COLUMNS,
    fixed: 4,
};

/// The ledger of corrections as a run leaves it.
///
/// # Errors
/// A limit of workbooks.
pub fn corrections(county: &County, paper: &Paper<Correction>, lang: Lang) -> Result<Workbook, XlsxError> {
    let titles: BTreeMap<&str, &str> = county.pages.iter().map(|page| (page.code.0, page.title.get(lang))).collect();
    let rows = county.judgement.corrections.iter().map(|line| values(line, &titles, paper, lang));
    FORM.compose(paper, rows, lang, |sheet, first, last| {
        let messages = [
            Text::new("如 2024-04-10", "Such as 2024-04-10"),
            Text::new("谁负责改", "Who corrects it"),
            Text::new("如 2024-04-20", "Such as 2024-04-20"),
        ];
        for (col, message) in (TYPED..).zip(messages) {
            sheet.add_data_validation(first, col, last, col, &help(message.get(lang))?)?;
        }
        let steps: Vec<&str> = STEPS.get(lang).split(',').collect();
        let choice = DataValidation::new().allow_list_strings(&steps)?.show_error_message(false);
        sheet.add_data_validation(first, PROGRESS, last, PROGRESS, &choice)?;
        Ok(())
    })
}

fn values(
    line: &CorrectionLine,
    titles: &BTreeMap<&str, &str>,
    paper: &Paper<Correction>,
    lang: Lang,
) -> Vec<Value<'static>> {
    let (key, typed) = (&line.key, &line.typed);
    let own = [
        Value::word(line.state.name(), lang).tone(tone(line.state)),
        Value::middle(line.severity.get(lang)),
        Value::middle(key.unit.clone()),
        Value::wrap(line.unit_name.clone()),
        Value::wrap(key.form.clone()),
        Value::wrap(key.project.clone()),
        Value::middle(key.code.clone()),
        Value::wrap(titles.get(key.code.as_str()).copied().unwrap_or_default().to_owned()),
        Value::wrap(key.subject.clone()),
        Value::wrap(line.file.clone()),
        Value::text(line.cell.clone()),
        Value::wrap(line.found.get(lang)),
        Value::middle(line.days[0].clone()),
        Value::middle(line.days[1].clone()),
        input(&typed.returned),
        input(&typed.who),
        input(&typed.due),
        input(&typed.progress),
        input(&typed.remark),
    ];
    own.into_iter().chain(added(paper, &typed.added)).collect()
}

/// The tone of a state.
pub const fn tone(state: CorrectionState) -> Tone {
    match state {
        CorrectionState::Open => Tone::Warn,
        CorrectionState::CameBack => Tone::Bad,
        CorrectionState::Gone => Tone::Good,
    }
}
