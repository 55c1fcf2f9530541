//! What is not read, and why: every reason in one table.

use crate::model::number::fixed;
use crate::text::{Message, Text};

use super::LARGEST;

/// A link: it may point outside the folder.
pub(super) const LINK: Text =
    Text::new("是链接，不是文件；请放入文件本身", "a link, not a file; put the file itself there");
/// A pipe, a device, a socket.
pub(super) const NO_FILE: Text = Text::new("不是普通文件", "not a regular file");
/// More than [`super::DEEPEST`] folders deep.
pub(super) const TOO_DEEP: Text =
    Text::new("文件夹超过 32 层；请把文件移到较浅的文件夹", "more than 32 folders deep; move the files further up");

const OFFICE_LOCK: Text = Text::new(
    "Excel、WPS 或 LibreOffice 打开文件时留下的临时文件",
    "a temporary file that Excel, WPS or LibreOffice leaves while a file is open",
);
const SYSTEM: Text = Text::new("操作系统自己的文件", "a file of the operating system");
const HIDDEN: Text = Text::new("隐藏文件（名称以点开头）", "hidden (its name begins with a dot)");
/// What this program itself wrote beside a form.
pub(super) const REPORT: Text =
    Text::new("本程序写的检查报告，不是自评表", "a report written by this program, not a form");
const UNFINISHED: Text = Text::new(
    "临时文件或没有下载完的文件；请重新下载后放入",
    "a temporary file or an unfinished download; download it again",
);

/// Why a file or folder of this name is passed over without looking at it.
pub(super) fn by_name(name: &str) -> Option<Text> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("~$") || lower.starts_with(".~lock") {
        Some(OFFICE_LOCK)
    } else if lower.starts_with("._") || matches!(&*lower, ".ds_store" | "thumbs.db" | "desktop.ini" | "__macosx") {
        Some(SYSTEM)
    } else if lower.starts_with('.') {
        Some(HIDDEN)
    } else if [".tmp", ".part", ".crdownload"].iter().any(|ending| lower.ends_with(ending)) {
        Some(UNFINISHED)
    } else if is_report(&lower) {
        Some(REPORT)
    } else {
        None
    }
}

/// Whether a name is that of a report which this program laid beside a form.
pub(super) fn is_report(name: &str) -> bool {
    ["-检查报告.xlsx", "-report.xlsx"].iter().any(|ending| name.ends_with(ending))
}

/// A file beyond the limit.
pub(super) fn too_large(length: u64) -> Message {
    let megabytes =
        |bytes: u64| fixed(rust_decimal::Decimal::from(bytes) / rust_decimal::Decimal::from(1024 * 1024), 0);
    Message::new(Text::new(
        "文件有 {size} MB，超过 {limit} MB；自评表不会这么大，请删去无关的图片和数据后重新放入",
        "the file has {size} MB, more than {limit} MB; no form is that large, remove pictures and data that do not belong to it",
    ))
    .with("size", megabytes(length))
    .with("limit", megabytes(LARGEST))
}

/// Something that could not be looked at.
pub(super) fn unlisted(error: &std::io::Error) -> Message {
    Message::new(Text::new("无法列出（{error}）；请检查权限", "cannot be listed ({error}); check the permissions"))
        .with("error", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_no_submission() {
        for name in
            ["~$a.xlsx", ".~lock.a.xlsx#", "._a.xlsx", ".DS_Store", "Thumbs.db", "Desktop.ini", "a.TMP", "a.part", ".x"]
        {
            assert!(by_name(name).is_some(), "{name}");
        }
        for name in ["a.xlsx", "219001 自评表.xls", "~a.xlsx", "part.xlsx", "apart"] {
            assert!(by_name(name).is_none(), "{name}");
        }
    }
}
