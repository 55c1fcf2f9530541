//! When files came in, as the bureau noted it.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use unicode_normalization::UnicodeNormalization;

use super::error::Faults;
use super::grid::Grid;
use super::header::{Listed, Names};
use super::time;
use crate::text::{Message, Text};

const COLUMNS: [Names; 2] =
    [&["文件", "文件名", "文件名称", "file"], &["收到时间", "接收时间", "报送时间", "收件时间", "received"]];

/// The times at which files were received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipts {
    by_name: BTreeMap<String, DateTime>,
}

impl Receipts {
    /// When a file was received; its name as [`crate::model::Source::name`] has it, with `/` or `\`.
    #[must_use]
    pub fn at(&self, name: &str) -> Option<DateTime> {
        self.by_name.get(&key(name)).copied()
    }

    /// How many files are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether no file is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }
}

/// The name for looking up: Windows and macOS write the same path differently.
fn key(name: &str) -> String {
    let name: String = name.nfc().map(|c| if c == '\\' { '/' } else { c }).collect();
    name.trim_start_matches("./").trim_matches('/').to_owned()
}

/// The times of a list. A file that is listed twice was sent again: the later time holds.
pub(super) fn of_grid(grid: &Grid, faults: &mut Faults) -> Receipts {
    let mut receipts = Receipts::default();
    let Some(list) = Listed::find(grid, COLUMNS, 2, faults) else { return receipts };
    for (row, [file, received]) in list.rows(faults) {
        let Some(file) = file else {
            let text =
                Text::new("文件名是空的；请填写，或删去这一行", "the file is blank; fill it in or delete the row");
            faults.add(list.sheet(), list.at(row, 0), text);
            continue;
        };
        let Some(received) = received else { continue }; // not known, and nothing is made up
        if let Some(at) = time::parse(received) {
            receipts.by_name.entry(key(file)).and_modify(|known| *known = at.max(*known)).or_insert(at);
        } else {
            let text = Text::new(
                "“{time}”不是时间；请写成 2024-03-20 09:15 或 2024-03-20",
                "`{time}` is no time; write 2024-03-20 09:15 or 2024-03-20",
            );
            faults.add(list.sheet(), list.at(row, 1), Message::new(text).with("time", received));
        }
    }
    receipts
}

#[cfg(test)]
mod tests {
    use super::super::grid::tests::grid;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_file_is_found_with_either_slash_and_the_later_time_holds() {
        let rows: &[&[&str]] = &[
            &["文件", "收到时间"],
            &["教育局\\自评表.xlsx", "2024/3/20 9:15"],
            &["./教育局/自评表.xlsx", "2024-03-19"],
            &["b.xlsx", ""],
        ];
        let mut faults = Faults::default();
        let receipts = of_grid(&grid("a", rows), &mut faults);
        assert_eq!(faults.into_list().len(), 0);
        assert_eq!(receipts.at("教育局/自评表.xlsx"), Some(date(2024, 3, 20).at(9, 15, 0, 0)));
        assert_eq!(receipts.at("b.xlsx"), None);
        assert_eq!(receipts.len(), 1);
    }

    #[test]
    fn a_time_that_is_none_is_a_fault_with_its_cell() {
        let mut faults = Faults::default();
        of_grid(&grid("a", &[&["文件", "收到时间"], &["a.xlsx", "昨天"]]), &mut faults);
        assert_eq!(faults.into_list()[0].cell.map(|cell| cell.to_string()).as_deref(), Some("B2"));
    }
}
