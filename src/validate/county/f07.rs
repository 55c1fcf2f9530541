//! F07: a file came in after the deadline.

use std::collections::BTreeSet;

use super::scene::{Account, Scene};
use crate::model::{Code, Page, Place, Received, Severity, Status};
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

/// Every file that counts for something and came late has one finding, with its first submission.
pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let mut told = BTreeSet::new();
    for sent in scene.in_force() {
        let Some(tally) = account.of(&sent) else { continue };
        let (Some(late), Some(received)) = (sent.entry.late, sent.file.source.received) else {
            tally.not_evaluated(Text::new("收到时间没有登记", "it is not noted when the file came in"));
            continue;
        };
        if !late {
            tally.pass();
        } else if told.insert(sent.entry.file) {
            let (message, advice) = said(sent.entry.file, received, scene);
            tally.fail(&Place::File(sent.file.source.id), message, advice);
        } else {
            tally.fail_told();
        }
    }
}

/// What is said of a late file, and the advice.
fn said(file: usize, received: Received, scene: &Scene<'_>) -> (Message, Message) {
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
        .with("deadline", scene.context.deadline.to_string());
    // Only attribution knows whether an earlier file was in time; it says so in its remark.
    let rows = scene.came_in.reporting.iter();
    let remark = rows
        .filter(|row| row.status == Status::Late && row.files.first() == Some(&file))
        .find_map(|row| row.remark.clone());
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
    (message, advice)
}
