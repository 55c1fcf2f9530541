//! A sentence with its values, kept apart until it is shown in one language.

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

/// A sentence and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The sentence with `{name}` where values go.
    pub text: Text,
    /// A remark behind it, without values.
    pub note: Option<Text>,
    /// The values by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A sentence without values.
    #[must_use]
    pub const fn new(text: Text) -> Self {
        Self { text, note: None, args: Vec::new() }
    }

    /// A sentence with a remark behind it.
    #[must_use]
    pub const fn noted(text: Text, note: Text) -> Self {
        Self { text, note: Some(note), args: Vec::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
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
        if let Some(note) = self.note {
            sentence.push_str(note.get(lang));
        }
        sentence
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self::new(text)
    }
}
