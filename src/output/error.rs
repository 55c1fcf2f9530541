//! What can go wrong while a workbook is written, in both languages.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;

use crate::text::{Arg, Lang, Message, Text};

/// Why a workbook was not written. The file that stood at the target before is still there, whole.
#[derive(Debug)]
pub enum OutputError {
    /// The file or its folder cannot be created: a wrong path, missing rights.
    CannotCreate {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The target is open in another program that locks it.
    InUse {
        /// The target.
        path: PathBuf,
    },
    /// The system failed while writing, such as by a full disk.
    Io {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What was written does not read back whole.
    Damaged {
        /// The target.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// The workbook breaks a limit of Excel.
    Limit {
        /// The target.
        path: PathBuf,
        /// Which limit.
        detail: String,
    },
}

impl OutputError {
    /// Tells apart what the writer of workbooks reports.
    pub(super) fn of_writer(path: &Path, error: XlsxError) -> Self {
        let path = path.to_path_buf();
        match error {
            XlsxError::IoError(source) | XlsxError::TempFileError(_, source) => Self::Io { path, source },
            XlsxError::ZipError(zip) => Self::Io { path, source: io::Error::from(zip) },
            other => Self::Limit { path, detail: other.to_string() },
        }
    }

    /// The exit code: 73 where the output cannot be created, 74 where writing it failed.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::CannotCreate { .. } | Self::InUse { .. } => 73,
            Self::Io { .. } | Self::Damaged { .. } | Self::Limit { .. } => 74,
        }
    }

    /// What happened and what to do about it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::CannotCreate { path, source } => about(
                Text::new(
                    "无法创建 {path}（{detail}）。请检查文件夹是否存在、是否有写入权限",
                    "cannot create {path} ({detail}); check that the folder exists and may be written to",
                ),
                path,
                source,
            ),
            Self::InUse { path } => about(
                Text::new(
                    "{path} 正被其他程序打开（如 Excel 或 WPS），没有写入。请关闭该文件后重新运行",
                    "{path} is open in another program (such as Excel or WPS) and was not written; close it and run again",
                ),
                path,
                "",
            ),
            Self::Io { path, source } => about(
                Text::new(
                    "写入 {path} 时出错（{detail}）。原有文件未改动；请检查磁盘空间后重新运行",
                    "writing {path} failed ({detail}); the earlier file is untouched; check the free space and run again",
                ),
                path,
                source,
            ),
            Self::Damaged { path, detail } => about(
                Text::new(
                    "写好的 {path} 未通过回读检查（{detail}），已弃用；原有文件未改动。请检查磁盘后重新运行",
                    "{path} did not read back whole ({detail}) and was discarded; the earlier file is untouched; check the disk and run again",
                ),
                path,
                detail.as_str(),
            ),
            Self::Limit { path, detail } => about(
                Text::new(
                    "{path} 超出工作簿的限制（{detail}），没有写入",
                    "{path} exceeds a limit of workbooks ({detail}) and was not written",
                ),
                path,
                detail.as_str(),
            ),
        }
    }
}

fn about(text: Text, path: &Path, detail: impl Into<Arg>) -> Message {
    Message::new(text).with("path", path.display().to_string()).with("detail", detail)
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().get(Lang::En))
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::CannotCreate { source, .. } | Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
