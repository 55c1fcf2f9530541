//! One run at a time for one output folder.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::exit::{Exit, Stop};
use crate::text::{Message, Text};

const LOCK_FILE: &str = ".huizong.lock";

/// Held while a run is under way; the system releases it with the process, however that ends.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Makes the output folder and takes its lock.
    pub fn take(folder: &Path) -> Result<Self, Stop> {
        let cannot = |error: &std::io::Error| {
            let text = Text::new(
                "无法在 {folder} 写出结果（{error}）；请检查文件夹是否存在、磁盘是否已满、是否有写入权限",
                "results cannot be written to {folder} ({error}); check that the folder exists, the disk has room and you may write there",
            );
            let message = Message::new(text).with("folder", folder.display().to_string());
            Stop::new(Exit::of_writing(error), &message.with("error", error))
        };
        std::fs::create_dir_all(folder).map_err(|error| cannot(&error))?;
        let file = File::create(folder.join(LOCK_FILE)).map_err(|error| cannot(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                let text = Text::new(
                    "另一个 huizong 正在写 {folder}；请等它结束后再运行",
                    "another huizong is writing to {folder}; run again when it has ended",
                );
                Err(Stop::new(Exit::Locked, &Message::new(text).with("folder", folder.display().to_string())))
            }
            Err(TryLockError::Error(error)) => Err(cannot(&error)),
        }
    }
}
