//! A message of a rule: words, and values that are filled in.

use super::bind::{Judgement, RuleFault};
use super::names::Known;
use crate::text::Text;

/// A message with places for values.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its parts in order.
    pub pieces: Vec<Piece>,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A value: what was written behind a name, or a number that is computed.
    Value(Judgement),
}

impl Template {
    /// Takes a message apart.
    ///
    /// # Errors
    /// A brace without its pair, or a value between braces that is no formula over known names.
    pub fn parse(text: &str, known: &Known<'_>) -> Result<Self, RuleFault> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let done = text.chars().count() - rest.chars().count();
            let at = done + rest[..open].chars().count();
            if open > 0 {
                pieces.push(Piece::Words(rest[..open].to_owned()));
            }
            let Some(close) = rest[open..].find('}') else {
                let text = Text::new("“{”没有右半边", "this brace is never closed");
                return Err(RuleFault { at, length: 1, message: text.into() });
            };
            let value = Judgement::of(&rest[open + 1..open + close], known)
                .map_err(|fault| RuleFault { at: fault.at + at + 1, ..fault })?;
            pieces.push(Piece::Value(value));
            rest = &rest[open + close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self { pieces })
    }
}
