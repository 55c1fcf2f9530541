//! What is wrong in a schema or project file: file, line, column, and what is allowed there.

use std::fmt;
use std::ops::Range;

use super::places::Places;
use crate::text::{Lang, Message, Names, Text, fold};

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

    /// The same for a form laid over others, which has no text of its own: told where the file itself writes the part.
    #[must_use]
    pub fn of_merged(file: &str, source: &str, error: &toml::de::Error) -> Self {
        // The reader keeps the keys that led to a value of no text in the last line of its words only: "in `form.years`".
        let words = error.to_string();
        let keys =
            words.trim_end().rsplit_once("in `").and_then(|(_, keys)| keys.strip_suffix('`')).unwrap_or_default();
        let unknown = error.message().strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
        let path: Vec<&str> = keys.split('.').filter(|key| !key.is_empty()).chain(unknown).collect();
        Self { span: Places::of(source).only(&path), ..Self::of_toml(file, source, error) }
    }
}

/// Why a value of the rule book is refused. The TOML reader carries one text, so both languages travel in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub Message);

/// Stands between the two languages of a refusal; no text of a schema holds it.
const BETWEEN: char = '\u{1f}';

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{BETWEEN}{}", self.0.get(Lang::Zh), self.0.get(Lang::En))
    }
}

/// A name that is none of the known ones: with the nearest of them, if one is near, else as `plain` says.
///
/// The texts hold `{name}` and `{allowed}`, and the first `{nearest}`.
pub fn unknown(name: &str, known: &[&str], near: Text, plain: Text) -> Message {
    let nearest = Names::of(known.iter().map(|name| fold(name))).nearest(&fold(name));
    let message = Message::new(if nearest.is_some() { near } else { plain });
    let message = message.with("name", name).with("allowed", known.join(", "));
    message.with("nearest", nearest.map_or("", |at| known[at]))
}

/// The reader's messages are English; the frequent ones are said in Chinese too.
fn translate(message: &str) -> Message {
    if let Some((zh, en)) = message.split_once(BETWEEN) {
        return Message::new(Text::new("{zh}", "{en}")).with("zh", zh).with("en", en);
    }
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let known = quoted.get(1..).unwrap_or_default();
    let first = quoted.first().copied().unwrap_or_default();
    if message.starts_with("unknown field") {
        unknown(
            first,
            known,
            Text::new(
                "未知的键“{name}”，是不是“{nearest}”；此处可用：{allowed}",
                "unknown key `{name}`, perhaps `{nearest}`; allowed here: {allowed}",
            ),
            Text::new("未知的键“{name}”；此处可用：{allowed}", "unknown key `{name}`; allowed here: {allowed}"),
        )
    } else if message.starts_with("unknown variant") {
        unknown(
            first,
            known,
            Text::new(
                "不认识的取值“{name}”，是不是“{nearest}”；此处可用：{allowed}",
                "unknown value `{name}`, perhaps `{nearest}`; allowed here: {allowed}",
            ),
            Text::new("不认识的取值“{name}”；此处可用：{allowed}", "unknown value `{name}`; allowed here: {allowed}"),
        )
    } else if message.starts_with("missing field") {
        Message::new(Text::new("缺少键“{name}”", "the key `{name}` is missing")).with("name", first)
    } else if message.starts_with("duplicate key") {
        Message::new(Text::new("同一个键写了两次", "the same key is written twice"))
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        wrong_type(message)
    } else {
        Message::new(Text::new("无法解析：{detail}", "cannot be read: {detail}")).with("detail", message)
    }
}

/// Kinds of values as the reader calls them at the beginning of a phrase.
const KINDS: [(&str, Text); 14] = [
    ("string", Text::new("带引号的文本", "a text in quotes")),
    ("a string", Text::new("带引号的文本", "a text in quotes")),
    ("integer", Text::new("整数", "a whole number")),
    ("u32", Text::new("不小于 0 的整数", "a whole number from 0 on")),
    ("usize", Text::new("不小于 0 的整数", "a whole number from 0 on")),
    ("i16", Text::new("整数", "a whole number")),
    ("floating point", Text::new("小数", "a decimal number")),
    ("boolean", Text::new("true 或 false", "true or false")),
    ("a boolean", Text::new("true 或 false", "true or false")),
    ("sequence", Text::new("列表 [ ]", "a list [ ]")),
    ("a sequence", Text::new("列表 [ ]", "a list [ ]")),
    ("map", Text::new("表 { }", "a table { }")),
    ("a map", Text::new("表 { }", "a table { }")),
    ("struct", Text::new("表 { }", "a table { }")),
];

/// "invalid type: string \"5\", expected a sequence" in both languages.
fn wrong_type(message: &str) -> Message {
    let kind = |phrase: &str| KINDS.iter().find(|(known, _)| phrase.starts_with(known)).map(|(_, kind)| *kind);
    let parts = message.split_once(": ").and_then(|(_, rest)| rest.rsplit_once(", expected "));
    match parts.and_then(|(found, wanted)| Some((kind(found)?, kind(wanted)?))) {
        Some((found, wanted)) => Message::new(Text::new(
            "值的类型不对：此处须是{wanted}，写的是{found}",
            "wrong type of value: {wanted} is expected here, found {found}",
        ))
        .with("wanted", wanted)
        .with("found", found),
        None => Message::new(Text::new("值不对：{detail}", "wrong value: {detail}")).with("detail", message),
    }
}
