//! The bureau's own scores (复核) as its people filled them in.

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::error::Faults;
use super::grid::Grid;
use super::header::{Listed, Names};
use super::paper::{self, PaperRow};
use super::time;
use crate::model::{Paper, ReviewRow, TypedReview};
use crate::text::{Message, Text};

/// Those that must be there come first; the others only serve the reader and are written anew, but for the fingerprint.
const COLUMNS: [Names; 15] = [
    &["单位代码", "单位", "Unit code"],
    &["表样", "Form"],
    &["项目", "项目名称", "Project"],
    &["指标或总分", "指标", "Indicator or total"],
    &["复核得分", "Reviewed score"],
    &["复核原因", "原因", "Reason"],
    &["复核人", "By"],
    &["复核日期", "Date"],
    &["所评文件", "File reviewed"],
    &["状态", "State"],
    &["单位名称", "Unit"],
    &["分值", "Weight"],
    &["自评得分", "Self score"],
    &["复算得分", "Recomputed"],
    &["文件", "File"],
];
const NEEDED: usize = 8;
const ITEM: usize = 3;
const SCORE: usize = 4;
const DATE: usize = 7;

/// The reviewed scores of the grids of one file.
///
/// # Errors
/// If there is no visible sheet.
pub(super) fn of_grids(grids: &[Grid], faults: &mut Faults) -> Result<Paper<ReviewRow>, Message> {
    paper::of_grids(grids, COLUMNS, NEEDED, faults, review)
}

fn review<const N: usize>(row: &PaperRow<'_, N>, list: &Listed<'_, N>, faults: &mut Faults) -> Option<ReviewRow> {
    let mut texts = row.texts.iter().map(|text| (*text).to_owned());
    let mut next = || texts.next().unwrap_or_default();
    let (unit, form, project, item) = (next(), next(), next(), next());
    let typed = TypedReview { score: next(), reason: next(), who: next(), date: next(), added: row.added.clone() };
    let fingerprint = next();
    let mut fault = |column, text: Text, written: &str| {
        faults.add(list.sheet(), list.at(row.row, column), Message::new(text).with("written", written));
    };
    if item.is_empty() && typed.is_blank() {
        return None; // nobody's words
    }
    if item.is_empty() {
        let text = Text::new(
            "没有写是哪个指标；请写指标名称，评总分的写“总分”，或删去这一行",
            "no indicator is named; write its name, or 总分 for the total, or delete the row",
        );
        fault(ITEM, text, "");
        return None;
    }
    let score = typed.score.parse::<Decimal>().ok().filter(|score| !score.is_sign_negative() || score.is_zero());
    if score.is_none() && !typed.score.is_empty() {
        let text = Text::new(
            "复核得分“{written}”不是 0 以上的数；请只写数字，如 8.5",
            "the reviewed score `{written}` is no number from 0 on; write the number alone, such as 8.5",
        );
        fault(SCORE, text, &typed.score);
    }
    let date = time::parse(&typed.date).map(DateTime::date);
    if date.is_none() && !typed.date.is_empty() {
        let text = Text::new("“{written}”不是日期；请写成 2024-04-10", "`{written}` is no date; write 2024-04-10");
        fault(DATE, text, &typed.date);
    }
    Some(ReviewRow { row: row.row, unit, form, project, item, fingerprint, typed, score, date })
}
