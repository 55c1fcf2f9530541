//! Explanations (说明) as the bureau's people filled them in.

use jiff::civil::DateTime;

use super::error::Faults;
use super::grid::Grid;
use super::header::{Listed, Names};
use super::paper::{self, PaperRow};
use super::{range, time};
use crate::model::{Explanation, FindingKey, Paper, TypedExplanation};
use crate::text::{Message, Text};

/// Those that must be there come first; the others only serve the reader, and state and check are written anew.
const COLUMNS: [Names; 17] = [
    &["单位代码", "Unit code"],
    &["表样", "Form"],
    &["项目", "项目名称", "Project"],
    &["代码", "检查代码", "Code"],
    &["指标或栏目", "Indicator or cell"],
    &["原表的值", "Value"],
    &["相关的值", "Other values"],
    &["可接受范围", "Allowed range"],
    &["说明原因", "说明", "Reason"],
    &["说明人", "By"],
    &["有效期至", "Until"],
    &["单位", "单位名称", "Unit"],
    &["文件", "File"],
    &["单元格", "Cell"],
    &["发现", "What was found"],
    &["状态", "State"],
    &["检查", "Check"],
];
const NEEDED: usize = 11;
const CODE: usize = 3;
const RANGE: usize = 7;
const UNTIL: usize = 10;

/// The explanations of the grids of one file.
///
/// # Errors
/// If there is no visible sheet.
pub(super) fn of_grids(grids: &[Grid], faults: &mut Faults) -> Result<Paper<Explanation>, Message> {
    paper::of_grids(grids, COLUMNS, NEEDED, faults, explanation)
}

fn explanation<const N: usize>(
    row: &PaperRow<'_, N>,
    list: &Listed<'_, N>,
    faults: &mut Faults,
) -> Option<Explanation> {
    let mut texts = row.texts.iter().map(|text| (*text).to_owned());
    let mut next = || texts.next().unwrap_or_default();
    let key = FindingKey { unit: next(), form: next(), project: next(), code: next(), subject: next() };
    let (value, others) = (next(), next());
    let typed =
        TypedExplanation { range: next(), reason: next(), who: next(), until: next(), added: row.added.clone() };
    let shown = [next(), next(), next(), next()];
    let mut fault = |column, text: Text, written: &str| {
        faults.add(list.sheet(), list.at(row.row, column), Message::new(text).with("written", written));
    };
    if key.code.is_empty() && typed.is_blank() {
        return None; // nobody's words
    }
    if key.code.is_empty() {
        let text = Text::new(
            "检查代码是空的；请填写，或删去这一行",
            "the code of the check is blank; fill it in or delete the row",
        );
        fault(CODE, text, "");
        return None;
    }
    let range = range::parse(&typed.range);
    if range.is_none() && !typed.range.is_empty() {
        let text = Text::new(
            "看不懂范围“{written}”；请写成 1000～1300、≤95% 或 120，或留空（值不变才算已说明）",
            "the range `{written}` cannot be understood; write 1000～1300, ≤95% or 120, or leave it blank (then the value must not change)",
        );
        fault(RANGE, text, &typed.range);
    }
    let until = time::parse(&typed.until).map(DateTime::date);
    if until.is_none() && !typed.until.is_empty() {
        let text = Text::new(
            "“{written}”不是日期；请写成 2024-12-31，长期有效的留空",
            "`{written}` is no date; write 2024-12-31, or leave it blank for no end",
        );
        fault(UNTIL, text, &typed.until);
    }
    Some(Explanation { row: row.row, key, shown, value, others, typed, range, until })
}
