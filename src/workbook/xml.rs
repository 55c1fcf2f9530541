//! Walking through an XML part under guard: no DTD, no deep nesting, UTF-8, every element closed, every reference known.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::refusal::{Reason, Refusal};

const DEEPEST: usize = 200;

/// A reader of one part that refuses what no workbook needs.
pub(super) struct Walker<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
}

impl<'a> Walker<'a> {
    /// Starts at the beginning; `part` is the name used in refusals.
    pub(super) fn new(text: &'a str, part: &'a str) -> Self {
        Self { reader: Reader::from_str(text), part, depth: 0 }
    }

    /// The next event. The declaration and instructions before the content are passed over; inside it nobody needs them,
    /// and readers differ on what they do to the text around them.
    pub(super) fn next(&mut self) -> Result<Event<'a>, Refusal> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.malformed(&error.to_string()))?;
            match &event {
                Event::Start(_) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Refusal::at(Reason::TooDeep, self.part));
                    }
                }
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                Event::DocType(_) => return Err(Refusal::at(Reason::Dtd, self.part)),
                Event::Decl(_) | Event::PI(_) if self.depth > 0 => return Err(self.malformed("<?")),
                Event::Decl(declaration) => {
                    // A reader that obeys another encoding would see other text than the one checked here.
                    let encoding = declaration.encoding().and_then(Result::ok);
                    if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8")) {
                        return Err(Refusal::at(Reason::NotUtf8, self.part));
                    }
                    continue;
                }
                Event::PI(_) => continue,
                Event::GeneralRef(reference) => {
                    self.resolve(reference)?;
                }
                Event::Eof if self.depth > 0 => return Err(self.malformed("EOF")),
                _ => {}
            }
            return Ok(event);
        }
    }

    /// How many elements are open, the one just started included.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    /// The position just after the last event, in bytes.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Passes over everything up to the end of the element that was just started.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Event::Eof = self.next()? {
                return Err(self.malformed("EOF"));
            }
        }
        Ok(())
    }

    /// The character that a reference stands for.
    pub(super) fn resolve(&self, reference: &BytesRef<'_>) -> Result<char, Refusal> {
        let name: &str = reference;
        let known = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        known.ok_or_else(|| self.malformed(&format!("&{name};")))
    }

    /// The value of an attribute, as it is written.
    pub(super) fn attribute<'e>(&self, element: &'e BytesStart<'_>, name: &str) -> Result<Option<&'e str>, Refusal> {
        let [value] = self.attributes(element, [name])?;
        Ok(value)
    }

    /// The values of some attributes, as they are written.
    ///
    /// One that occurs twice is refused: readers differ on which one counts. quick-xml's own iterator would collect
    /// every name of every element to find that out.
    pub(super) fn attributes<'e, const N: usize>(
        &self,
        element: &'e BytesStart<'_>,
        names: [&str; N],
    ) -> Result<[Option<&'e str>; N], Refusal> {
        let mut found = [None; N];
        for attribute in Attributes(element.attributes_raw()) {
            let (key, value) = attribute.ok_or_else(|| self.malformed(element))?;
            for (slot, name) in found.iter_mut().zip(names) {
                if key == name && slot.replace(value).is_some() {
                    return Err(self.malformed(element));
                }
            }
        }
        Ok(found)
    }

    /// The value of an attribute by its local name, whatever the prefix: `id` for `r:id`.
    pub(super) fn local_attribute<'e>(
        &self,
        element: &'e BytesStart<'_>,
        name: &str,
    ) -> Result<Option<&'e str>, Refusal> {
        let mut found = None;
        for attribute in Attributes(element.attributes_raw()) {
            let (key, value) = attribute.ok_or_else(|| self.malformed(element))?;
            if key.rsplit(':').next() == Some(name) && found.replace(value).is_some() {
                return Err(self.malformed(element));
            }
        }
        Ok(found)
    }

    /// The same with its references resolved.
    pub(super) fn local_text_attribute(&self, element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
        self.local_attribute(element, name)?.map(|value| self.unescaped(value)).transpose()
    }

    /// The value of an attribute with its references resolved.
    pub(super) fn text_attribute(&self, element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
        self.attribute(element, name)?.map(|value| self.unescaped(value)).transpose()
    }

    fn unescaped(&self, value: &str) -> Result<String, Refusal> {
        quick_xml::escape::unescape(value).map(Cow::into_owned).map_err(|error| self.malformed(&error.to_string()))
    }

    /// A refusal because of something that has no place here.
    pub(super) fn stray(&self, what: &str) -> Refusal {
        Refusal::at(Reason::StrayContent, self.part).saying(what)
    }

    /// A refusal because the part is not well-formed.
    pub(super) fn malformed(&self, what: &str) -> Refusal {
        Refusal::at(Reason::Malformed, self.part).saying(what)
    }
}

/// An XML boolean.
pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// The attributes of an element as key and value; nothing in place of one that is not well-formed.
struct Attributes<'e>(&'e str);

impl<'e> Iterator for Attributes<'e> {
    type Item = Option<(&'e str, &'e str)>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        if rest.is_empty() {
            return None;
        }
        let attribute = split_attribute(rest);
        self.0 = attribute.map_or("", |(.., rest)| rest);
        Some(attribute.map(|(key, value, _)| (key, value)))
    }
}

/// Key, value and what follows.
fn split_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let equals = text.bytes().position(|byte| byte == b'=')?;
    let (key, value) = (text.get(..equals)?.trim_ascii_end(), text.get(equals + 1..)?.trim_ascii_start());
    let quote = value.bytes().next().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let value = value.get(1..)?;
    let end = value.bytes().position(|byte| byte == quote)?;
    Some((key, value.get(..end)?, value.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(text: &str) -> Vec<Option<(&str, &str)>> {
        Attributes(text).collect()
    }

    #[test]
    fn attributes_are_split_as_xml_writes_them() {
        assert_eq!(attributes(r#" r="A1" s = '2'  "#), [Some(("r", "A1")), Some(("s", "2"))]);
        assert_eq!(attributes(r#" r="A1" s"#), [Some(("r", "A1")), None]);
        assert_eq!(attributes(" r=A1"), [None]);
        assert_eq!(attributes(""), []);
    }

    #[test]
    fn an_attribute_written_twice_is_refused() {
        let mut walker = Walker::new(r#"<c t="s" t="n"/>"#, "part");
        let Ok(Event::Empty(element)) = walker.next() else { panic!("an element") };
        assert!(walker.attribute(&element, "t").is_err());
        assert!(walker.attribute(&element, "r").is_ok());
    }
}
