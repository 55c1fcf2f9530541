//! A sentence with its values, kept apart until it is shown in one language.

use std::io;

use super::language::{Lang, Text};

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// The same in every language: a number, a name, what somebody wrote.
    Plain(String),
    /// A word of this program.
    Word(Text),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Word(text)
    }
}

impl From<&io::Error> for Arg {
    /// What the system said, in the user's language where it is one of the usual reasons.
    fn from(error: &io::Error) -> Self {
        let text = match error.kind() {
            io::ErrorKind::NotFound => Text::new("文件或文件夹不存在", "no such file or folder"),
            io::ErrorKind::PermissionDenied => Text::new("没有权限", "permission denied"),
            io::ErrorKind::StorageFull => Text::new("磁盘已满", "no space left on the disk"),
            io::ErrorKind::ReadOnlyFilesystem => Text::new("磁盘是只读的", "the disk is read-only"),
            io::ErrorKind::NotADirectory => Text::new("不是文件夹", "not a folder"),
            io::ErrorKind::IsADirectory => Text::new("是文件夹，不是文件", "a folder, not a file"),
            io::ErrorKind::InvalidData => Text::new("内容不是 UTF-8 文本", "not UTF-8 text"),
            io::ErrorKind::AlreadyExists => Text::new("已有同名的文件", "a file of that name is there already"),
            io::ErrorKind::DirectoryNotEmpty => Text::new("文件夹不是空的", "the folder is not empty"),
            io::ErrorKind::QuotaExceeded => Text::new("磁盘配额已用完", "the disk quota is used up"),
            io::ErrorKind::FileTooLarge => Text::new("文件过大", "the file is too large"),
            io::ErrorKind::InvalidFilename => {
                Text::new("文件名不合规定或过长", "the file name is not allowed or too long")
            }
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => {
                Text::new("文件正被其他程序使用", "the file is in use by another program")
            }
            io::ErrorKind::InvalidInput => Text::new("不是可以读写的文件", "no file that can be read or written"),
            io::ErrorKind::UnexpectedEof => Text::new("内容不完整", "the content ends too early"),
            io::ErrorKind::WriteZero => Text::new("写不进去", "nothing more could be written"),
            io::ErrorKind::TimedOut => Text::new("等候超时", "timed out"),
            io::ErrorKind::NotSeekable | io::ErrorKind::Unsupported => {
                Text::new("系统不支持", "not supported by the system")
            }
            _ => return Self::Plain(error.to_string()),
        };
        Self::Word(text)
    }
}

/// A sentence and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The sentence with `{name}` where values go.
    pub text: Text,
    /// The values by name.
    pub args: Vec<(&'static str, Arg)>,
    /// A remark that follows it.
    pub behind: Option<Box<Message>>,
}

impl Message {
    /// A sentence without values.
    #[must_use]
    pub const fn new(text: Text) -> Self {
        Self { text, args: Vec::new(), behind: None }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Adds a remark that follows the sentence.
    #[must_use]
    pub fn behind(mut self, remark: impl Into<Self>) -> Self {
        self.behind = Some(Box::new(remark.into()));
        self
    }

    /// One of its values, if it is no word of this program; empty if there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.args.iter().find(|(known, _)| *known == name).map_or("", |(_, arg)| match arg {
            Arg::Plain(text) => text,
            Arg::Word(_) => "",
        })
    }

    /// The sentence in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> String {
        let args: Vec<(&str, &str)> = self
            .args
            .iter()
            .map(|(name, arg)| match arg {
                Arg::Plain(text) => (*name, text.as_str()),
                Arg::Word(text) => (*name, text.get(lang)),
            })
            .collect();
        let mut sentence = self.text.fill(lang, &args);
        if let Some(remark) = &self.behind {
            sentence.push_str(&remark.get(lang));
        }
        sentence
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self::new(text)
    }
}
