//! F07: a file came in after the deadline.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{Code, CountyEntry, Finding, Page, ReadFile, ReportingRow, Severity, Status};
use crate::text::{Message, Text};

pub static PAGE: Page = Page {
    code: Code("F07"),
    title: Text::new("逾期报送", "Late"),
    severity: Severity::W,
    what: Text::new(
        "文件的收到日期晚于截止日期。收到时间取自 receipts.csv；没有登记的取压缩包或文件自身的时间，这个时间可能因复制而改变，所以只要求核实。被新文件取代的、不计入的不查。",
        "The file came in after the deadline. The time is that of receipts.csv, else of the archive or the file itself, which copying may change; so it is to be verified only. A file that a newer one replaced, or that does not count, is left out.",
    ),
    why: Text::new(
        "截止日期由财政局的通知规定，写在项目文件里。",
        "The bureau's notice sets the deadline; it stands in the project file.",
    ),
    wrong: Text::new("截止 3 月 31 日，4 月 2 日收到。", "Deadline 31 March, received 2 April."),
    correct: Text::new(
        "核对收到时间；确属逾期的，按通知要求处理。",
        "Check when it came in; if it is late, proceed as the notice says.",
    ),
    example: &[],
    fires_at: "",
};

/// One finding for every file that counts for something and came late.
pub fn check(entries: &[CountyEntry], reporting: &[ReportingRow], files: &[ReadFile], deadline: Date) -> Vec<Finding> {
    let late: BTreeSet<usize> = entries
        .iter()
        .filter(|entry| entry.late == Some(true) && entry.standing.is_in_force())
        .map(|entry| entry.file)
        .collect();
    late.into_iter()
        .filter_map(|at| {
            let file = files.get(at)?;
            let received = file.source.received?;
            let text = if received.from_receipts {
                Text::new(
                    "登记的收到日期 {received} 晚于截止日期 {deadline}",
                    "received on {received} by the register, after the deadline {deadline}",
                )
            } else {
                Text::new(
                    "文件时间 {received} 晚于截止日期 {deadline}",
                    "the time of the file, {received}, is after the deadline {deadline}",
                )
            };
            let message = Message::new(text)
                .with("received", received.at.date().to_string())
                .with("deadline", deadline.to_string());
            // Only attribution knows whether an earlier file was in time; it says so in its remark.
            let remark = reporting
                .iter()
                .find(|row| row.status == Status::Late && row.files.first() == Some(&at))
                .and_then(|row| row.remark.clone());
            let advice = remark.unwrap_or_else(|| {
                if received.from_receipts {
                    Text::new("请按通知要求处理逾期报送", "proceed as the notice says about late submissions").into()
                } else {
                    Text::new(
                        "请核对实际收到时间，必要时在 receipts.csv 登记",
                        "check when it really came in and enter it in receipts.csv",
                    )
                    .into()
                }
            });
            Some(Finding::new(PAGE.code, PAGE.severity, super::place(files, at)?, message, advice))
        })
        .collect()
}
