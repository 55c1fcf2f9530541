//! Why a text is no formula, and at which character.

use crate::text::{Message, Text};

/// A fault in the text of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The character at which it stands, counted from 0.
    pub at: usize,
    /// How many characters it takes; at least 1.
    pub length: usize,
    /// What is wrong and what is allowed.
    pub message: Message,
}

impl Fault {
    /// A fault of some characters.
    #[must_use]
    pub fn new(at: usize, length: usize, message: impl Into<Message>) -> Self {
        Self { at, length: length.max(1), message: message.into() }
    }

    /// A fault that speaks of a part of the text.
    #[must_use]
    pub fn of(at: usize, what: &str, text: Text) -> Self {
        Self::new(at, what.chars().count(), Message::new(text).with("name", what))
    }
}
