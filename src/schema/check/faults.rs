//! The faults of one file, each at its place and told once.

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
        let fault = SchemaError { file: self.file.to_owned(), source: self.source.to_owned(), span, message };
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    /// All of them, in the order of the file; those that have no place come last.
    pub fn all(mut self) -> Vec<SchemaError> {
        self.found.sort_by_key(|fault| fault.span.as_ref().map_or(usize::MAX, |span| span.start));
        self.found
    }
}
