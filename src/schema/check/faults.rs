//! The faults of one file, each at its place and told once.

use std::ops::Range;

use crate::schema::error::SchemaError;
use crate::schema::places::{Places, Step};
use crate::text::{Message, Text};

/// The faults that were found so far.
pub struct Faults<'a> {
    file: &'a str,
    source: &'a str,
    places: Places<'a>,
    found: Vec<SchemaError>,
}

impl<'a> Faults<'a> {
    /// None yet.
    pub fn of(file: &'a str, source: &'a str) -> Self {
        Self { file, source, places: Places::of(source), found: Vec::new() }
    }

    /// Notes a fault of a part that has a name.
    pub fn at(&mut self, path: &[Step<'_>], name: &str, text: Text) {
        self.say(path, Message::new(text).with("name", name));
    }

    /// Notes a fault of a part.
    pub fn say(&mut self, path: &[Step<'_>], message: Message) {
        let span = self.places.find(path);
        self.note(span, message);
    }

    fn note(&mut self, span: Option<Range<usize>>, message: Message) {
        let fault = SchemaError { file: self.file.to_owned(), source: self.source.to_owned(), span, message };
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    /// Notes a fault of some characters of a text; of the whole value where the file writes it with escapes.
    pub fn within(&mut self, path: &[Step<'_>], text: &str, chars: Range<usize>, message: Message) {
        let whole = self.places.find(path);
        let part = whole.as_ref().and_then(|whole| {
            let begins = whole.start + self.source.get(whole.clone())?.find(text)?;
            let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
            let span = begins + byte(chars.start)..begins + byte(chars.end);
            (!span.is_empty()).then_some(span)
        });
        self.note(part.or(whole), message);
    }

    /// All of them, in the order of the file; those that have no place come last.
    pub fn all(mut self) -> Vec<SchemaError> {
        self.found.sort_by_key(|fault| fault.span.as_ref().map_or(usize::MAX, |span| span.start));
        self.found
    }
}
