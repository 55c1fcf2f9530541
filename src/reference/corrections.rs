//! The ledger of corrections (整改台账) as the bureau's people filled it in.

use super::error::Faults;
use super::grid::Grid;
use super::header::{Listed, Names};
use super::paper::{self, PaperRow};
use crate::model::{Correction, FindingKey, Paper, TypedCorrection};
use crate::text::{Message, Text};

/// Those that must be there come first; the name of the check is written anew.
const COLUMNS: [Names; 19] = [
    &["单位代码", "Unit code"],
    &["表样", "Form"],
    &["项目", "项目名称", "Project"],
    &["代码", "检查代码", "Code"],
    &["指标或栏目", "Indicator or cell"],
    &["状态", "State"],
    &["首次发现", "First found"],
    &["最近发现", "Last found"],
    &["退回日期", "Sent back"],
    &["责任人", "By whom"],
    &["整改期限", "Due"],
    &["整改情况", "Progress"],
    &["备注", "Remark"],
    &["级别", "Severity"],
    &["单位", "单位名称", "Unit"],
    &["文件", "File"],
    &["单元格", "Cell"],
    &["发现", "What was found"],
    &["检查", "Check"],
];
const NEEDED: usize = 13;
const CODE: usize = 3;

/// The ledger in the grids of one file.
///
/// # Errors
/// If there is no visible sheet.
pub(super) fn of_grids(grids: &[Grid], faults: &mut Faults) -> Result<Paper<Correction>, Message> {
    paper::of_grids(grids, COLUMNS, NEEDED, faults, correction)
}

fn correction<const N: usize>(row: &PaperRow<'_, N>, list: &Listed<'_, N>, faults: &mut Faults) -> Option<Correction> {
    let mut texts = row.texts.iter().map(|text| (*text).to_owned());
    let mut next = || texts.next().unwrap_or_default();
    let key = FindingKey { unit: next(), form: next(), project: next(), code: next(), subject: next() };
    let state = next();
    let days = [next(), next()];
    let typed = TypedCorrection {
        returned: next(),
        who: next(),
        due: next(),
        progress: next(),
        remark: next(),
        added: row.added.clone(),
    };
    let shown = [next(), next(), next(), next(), next()];
    if key.code.is_empty() && typed.is_blank() {
        return None; // nobody's words
    }
    if key.code.is_empty() {
        let text = Text::new(
            "检查代码是空的；请填写，或删去这一行",
            "the code of the check is blank; fill it in or delete the row",
        );
        faults.add(list.sheet(), list.at(row.row, CODE), Message::new(text));
        return None;
    }
    Some(Correction { key, state, days, shown, typed })
}
