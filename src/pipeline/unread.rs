//! What no form took in, and the finding F08 that tells of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Case, CellRef, Code, Finding, Place, Severity, SourceId, Unread};
use crate::text::{Message, Text};
use crate::workbook::{Book, Sheet};

const F08: Code = Code("F08");
/// How much of a text a message quotes.
const QUOTED: usize = 24;

/// Every cell of a book that no case took in; a sheet that is no form is told as a whole.
pub fn unread(book: &Book, cases: &[Case], source: SourceId) -> Vec<Unread> {
    let mut read: BTreeMap<&str, BTreeSet<CellRef>> = BTreeMap::new();
    for case in cases {
        read.entry(&case.submission.sheet).or_default().append(&mut case.submission.cells_read());
    }
    let mut unread = Vec::new();
    for sheet in &book.sheets {
        match read.get(&*sheet.name) {
            Some(taken) => unread.extend(left_over(sheet, taken, source)),
            None => unread.extend(whole(sheet, source)),
        }
    }
    unread
}

fn left_over<'a>(
    sheet: &'a Sheet,
    taken: &'a BTreeSet<CellRef>,
    source: SourceId,
) -> impl Iterator<Item = Unread> + 'a {
    let cells = sheet.cells().filter(|(at, cell)| !taken.contains(at) && !cell.raw.is_blank());
    cells.map(move |(at, cell)| Unread {
        place: Place::Cell(source, sheet.name.clone(), at),
        text: cell.raw.to_string(),
        cells: 1,
    })
}

fn whole(sheet: &Sheet, source: SourceId) -> Option<Unread> {
    let mut filled = sheet.cells().filter(|(_, cell)| !cell.raw.is_blank());
    let text = filled.next()?.1.raw.to_string();
    Some(Unread { place: Place::Sheet(source, sheet.name.clone()), text, cells: filled.count() + 1 })
}

/// One finding for every sheet of which something was not read, at the first cell of it.
pub fn findings(unread: &[Unread]) -> Vec<Finding> {
    let mut by_sheet: BTreeMap<&str, Vec<&Unread>> = BTreeMap::new();
    for item in unread {
        by_sheet.entry(item.place.sheet().unwrap_or_default()).or_default().push(item);
    }
    by_sheet.values().filter_map(|items| finding(items)).collect()
}

fn finding(items: &[&Unread]) -> Option<Finding> {
    let (first, others) = items.split_first()?;
    let text = if first.place.cell().is_some() {
        Text::new(
            "有 {count} 格内容不属于本表样，没有读取；第一格是“{text}”",
            "{count} cells belong to no part of the form and were not read; the first says `{text}`",
        )
    } else {
        Text::new(
            "整张工作表（{count} 格）不是已知表样，没有读取；开头是“{text}”",
            "the whole sheet ({count} cells) is no known form and was not read; it begins with `{text}`",
        )
    };
    let quoted: String = first.text.chars().take(QUOTED).collect();
    let cells: usize = items.iter().map(|item| item.cells).sum();
    let mut finding = Finding::new(
        F08,
        Severity::I,
        first.place.clone(),
        Message::new(text).with("count", cells.to_string()).with("text", quoted),
        Text::new(
            "是填报内容的，请移到表样规定的格里；不需要的，请删去（表样自带的文字，请管理员在表样文件里写明；逐格见“未识别内容”）",
            "move answers to where the form wants them and delete what is not needed (the form's own texts are declared in its schema file by the administrator; the tab of unread cells lists them all)",
        ),
    );
    finding.related.extend(others.iter().map(|item| item.place.clone()));
    Some(finding)
}
