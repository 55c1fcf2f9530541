//! What a workbook gives cause to say although it can be used: cells without a value, and what is hidden.

use std::fmt::Write as _;
use std::sync::Arc;

use super::book::{Book, Sheet};
use super::merges::Sweep;
use super::outline::Note;
use super::refusal::{Reason, Refusal};
use crate::model::cell::column_letters;
use crate::model::{Code, Finding, Place, Raw, Severity, SourceId};
use crate::text::{Message, Text};

/// What cannot be seen: `F-09` of the catalogue, which names macros and links too.
const HIDDEN: Code = Code("F09");
const NO_VALUE: Code = Code("F10");

/// Beyond this a workbook is not a form any more, and the findings alone would fill the memory.
const MOST_CELLS_WITHOUT_VALUE: usize = 100_000;

/// The findings about a workbook, sheet by sheet in reading order.
pub(super) fn remarks(book: &Book, notes: &[Note], source: SourceId) -> Result<Vec<Finding>, Refusal> {
    let mut found: Vec<Finding> = notes.iter().map(|note| noted(*note, source)).collect();
    for sheet in &book.sheets {
        hidden(sheet, source, &mut found);
        for (at, cell) in sheet.cells() {
            let place = || Place::Cell(source, Arc::clone(&sheet.name), at);
            match &cell.raw {
                Raw::NoResult => found.push(no_result(place())),
                Raw::Error(text) => found.push(error(place(), text)),
                _ => {}
            }
        }
        if found.len() > MOST_CELLS_WITHOUT_VALUE {
            return Err(Refusal::at(Reason::TooManyErrors, &sheet.name));
        }
    }
    Ok(found)
}

fn noted(note: Note, source: SourceId) -> Finding {
    let (code, severity, message, advice) = match note {
        Note::ExternalLinks => (
            HIDDEN,
            Severity::I,
            Text::new(
                "工作簿链接了其他文件，部分数值来自外部",
                "the workbook is linked to other files; some values come from them",
            ),
            Text::new(
                "请断开链接（数据—编辑链接），改为填写数值",
                "break the links (Data, Edit Links) and keep the values",
            ),
        ),
        Note::Macros => (
            HIDDEN,
            Severity::I,
            Text::new("工作簿带有宏程序；本软件不运行宏", "the workbook contains macros; they are not run here"),
            Text::new("请另存为不带宏的 .xlsx 再报送", "save it as .xlsx without macros and submit that"),
        ),
        Note::Revisions => (
            HIDDEN,
            Severity::I,
            Text::new(
                "文档带有修订痕迹：标为删除的文字没有读，标为新增的读了",
                "the document has tracked changes: what is marked as deleted was not read, what is marked as inserted was",
            ),
            Text::new(
                "请在“审阅”中接受或拒绝全部修订，保存后重新报送",
                "accept or reject all changes under Review, save it and submit it again",
            ),
        ),
        Note::Pictures => (
            HIDDEN,
            Severity::I,
            Text::new(
                "文档里有图片、图表或嵌入的对象，其中的文字没有读取",
                "the document holds pictures, charts or embedded objects; the text in them was not read",
            ),
            Text::new(
                "图片里有填报内容的，请改成文字；印章、照片不必处理",
                "type what is an answer as text; seals and photographs can stay",
            ),
        ),
        Note::HiddenText => (
            HIDDEN,
            Severity::I,
            Text::new("文档里有隐藏的文字，已照样读取", "the document holds hidden text, which was read all the same"),
            Text::new(
                "请核对隐藏的文字；不需要的请删除，需要的请取消隐藏",
                "look at what is hidden; delete it or show it",
            ),
        ),
        Note::ManualCalculation => (
            NO_VALUE,
            Severity::W,
            Text::new(
                "工作簿设为手动计算，保存的公式结果可能不是最新的",
                "the workbook calculates by hand only; saved results may be out of date",
            ),
            Text::new(
                "请用 Excel 或 WPS 打开，设为自动计算后保存，再重新报送",
                "open it in Excel or WPS, set calculation to automatic, save and submit again",
            ),
        ),
    };
    Finding::new(code, severity, Place::File(source), message, advice)
}

fn no_result(place: Place) -> Finding {
    Finding::new(
        NO_VALUE,
        Severity::E,
        place,
        Text::new("公式没有保存计算结果，数值未知", "the formula was saved without its result; the value is unknown"),
        Text::new(
            "请用 Excel 或 WPS 打开，等公式算出结果后保存，再重新报送",
            "open the file in Excel or WPS, let it calculate, save it and submit it again",
        ),
    )
}

fn error(place: Place, text: &Arc<str>) -> Finding {
    let (message, advice) = if text.parse::<f64>().is_ok() {
        (
            Text::new("数字 {value} 过大，无法计算", "the number {value} is too large to calculate with"),
            Text::new("请核对并改正这个数字", "check and correct the number"),
        )
    } else {
        (
            Text::new("单元格是错误值 {value}，没有数值", "the cell holds the error {value} and no value"),
            Text::new(
                "请改正公式或直接填写数值，保存后重新报送",
                "correct the formula or type the value, save and submit again",
            ),
        )
    };
    Finding::new(NO_VALUE, Severity::E, place, Message::new(message).with("value", &**text), advice)
}

/// A hidden sheet, and hidden rows and columns that hold something.
fn hidden(sheet: &Sheet, source: SourceId, found: &mut Vec<Finding>) {
    let mut say = |message: Message| {
        let advice = Text::new(
            "请核对隐藏的内容；不需要的请删除，需要的请取消隐藏",
            "look at what is hidden; delete it or show it",
        );
        found.push(Finding::new(HIDDEN, Severity::I, Place::Sheet(source, Arc::clone(&sheet.name)), message, advice));
    };
    if sheet.last_row().is_none() {
        return;
    }
    if sheet.hidden {
        say(Text::new("工作表被隐藏，但有内容", "the sheet is hidden but holds something").into());
    }
    let covered = covered(sheet);
    if !covered.is_empty() {
        let text = Text::new(
            "合并单元格盖住的 {cells} 还有内容，看不见但会参加求和",
            "merged areas cover cells that still hold something, unseen but counted by sums: {cells}",
        );
        say(Message::new(text).with("cells", listed(&covered)));
    }
    let cols: Vec<String> = sheet.hidden_cols.iter().map(|&col| column_letters(col)).collect();
    let rows: Vec<String> = sheet.hidden_rows.iter().map(|row| (row + 1).to_string()).collect();
    let message = match (rows.is_empty(), cols.is_empty()) {
        (true, true) => return,
        (false, true) => Text::new("隐藏的第 {rows} 行有内容", "the hidden rows {rows} hold something"),
        (true, false) => Text::new("隐藏的 {cols} 列有内容", "the hidden columns {cols} hold something"),
        (false, false) => Text::new(
            "隐藏的第 {rows} 行和 {cols} 列有内容",
            "the hidden rows {rows} and columns {cols} hold something",
        ),
    };
    say(Message::new(message).with("rows", listed(&rows)).with("cols", listed(&cols)));
}

/// The cells below a merged area that hold something, other than its anchor.
fn covered(sheet: &Sheet) -> Vec<String> {
    let mut sweep = Sweep::default();
    let mut merges = sheet.merges().iter().peekable();
    let mut covered = Vec::new();
    for (at, _) in sheet.cells() {
        while let Some(area) = merges.next_if(|area| area.first <= at) {
            sweep.enter(*area);
        }
        if sweep.covering(at).is_some_and(|area| area.first != at) {
            covered.push(at.to_string());
        }
    }
    covered
}

/// The first few of a list, and how many there are if that is not all.
fn listed(items: &[String]) -> String {
    const SHOWN: usize = 8;
    let mut text = items.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if items.len() > SHOWN {
        let _ = write!(text, " … ({})", items.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_shown_in_part_with_its_length() {
        let items: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
        assert_eq!(listed(&items), "1, 2, 3, 4, 5, 6, 7, 8 … (20)");
        assert_eq!(listed(&items[..2]), "1, 2");
    }
}
