//! What is wrong in a schema or project file: file, line, column, and what is allowed there.

use std::fmt;
use std::ops::Range;

use crate::text::{Lang, Message, Text};

/// A fault in a file of the rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// The file, as the user named it.
    pub file: String,
    /// The text of the file, for showing the line; empty if it could not be read.
    pub source: String,
    /// The bytes of the fault.
    pub span: Option<Range<usize>>,
    /// What is wrong and what is allowed.
    pub message: Message,
}

impl std::error::Error for SchemaError {}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.one_line(Lang::En))
    }
}

impl SchemaError {
    /// A fault of a whole file.
    #[must_use]
    pub fn of_file(file: &str, message: impl Into<Message>) -> Self {
        Self { file: file.to_owned(), source: String::new(), span: None, message: message.into() }
    }

    /// Line and column, counted from 1; columns count characters.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        let before = self.source.get(..self.span.as_ref()?.start)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }

    /// `file:line:column: what is wrong`.
    #[must_use]
    pub fn one_line(&self, lang: Lang) -> String {
        let message = self.message.get(lang);
        match self.position() {
            Some((line, column)) => format!("{}:{line}:{column}: {message}", self.file),
            None => format!("{}: {message}", self.file),
        }
    }

    /// Turns an error of the TOML reader into words of both languages.
    #[must_use]
    pub fn of_toml(file: &str, source: &str, error: &toml::de::Error) -> Self {
        Self {
            file: file.to_owned(),
            source: source.to_owned(),
            span: error.span(),
            message: translate(error.message()),
        }
    }
}

/// The reader's messages are English; the frequent ones are said in Chinese too.
fn translate(message: &str) -> Message {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let allowed = || quoted.iter().skip(1).copied().collect::<Vec<_>>().join(", ");
    let first = quoted.first().copied().unwrap_or_default().to_owned();
    let with = |text: Text| Message::new(text).with("name", first.clone()).with("allowed", allowed());
    if message.starts_with("unknown field") {
        with(Text::new("未知的键“{name}”；此处可用：{allowed}", "unknown key `{name}`; allowed here: {allowed}"))
    } else if message.starts_with("unknown variant") {
        with(Text::new("不认识的取值“{name}”；此处可用：{allowed}", "unknown value `{name}`; allowed here: {allowed}"))
    } else if message.starts_with("missing field") {
        with(Text::new("缺少键“{name}”", "the key `{name}` is missing"))
    } else if message.starts_with("duplicate key") {
        with(Text::new("同一个键写了两次", "the same key is written twice"))
    } else if message.starts_with("invalid type") {
        Message::new(Text::new("值的类型不对：{detail}", "wrong type of value: {detail}")).with("detail", message)
    } else {
        Message::new(Text::new("无法解析：{detail}", "cannot be read: {detail}")).with("detail", message)
    }
}
