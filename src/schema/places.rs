//! Where the parts of a schema file stand in its text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A step on the way to a part.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// A part of a list: its position, and the name by which it is found in a file that extends another one.
    Part(usize, &'a str),
}

/// The parts of a file with their bytes.
pub struct Places<'a> {
    root: Option<Spanned<DeTable<'a>>>,
    extends: bool,
}

impl<'a> Places<'a> {
    /// The places of a file; a text that is no TOML has none.
    pub fn of(source: &'a str) -> Self {
        let root = DeTable::parse(source).ok();
        let head = root.as_ref().and_then(|root| root.get_ref().get("form")?.get_ref().as_table());
        Self { extends: head.is_some_and(|head| head.contains_key("extends")), root }
    }

    /// The bytes of a part, or where it is not written those of what would hold it. Of a part that only the base has there are none.
    pub fn find(&self, path: &[Step<'_>]) -> Option<Range<usize>> {
        let root = self.root.as_ref()?.get_ref();
        self.walk(root, path).or_else(|| self.walk(root, path.split_last()?.1))
    }

    /// The bytes of the only value that these keys lead to, through every part of the lists on the way.
    pub fn only(&self, keys: &[&str]) -> Option<Range<usize>> {
        let mut found = Vec::new();
        reach(self.root.as_ref()?.get_ref(), keys, &mut found);
        found.pop().filter(|_| found.is_empty())
    }

    fn walk(&self, table: &DeTable<'_>, path: &[Step<'_>]) -> Option<Range<usize>> {
        let (Step::Key(key), rest) = path.split_first()? else { return None };
        let (key, value) = table.get_key_value(*key)?;
        match (value.get_ref(), rest) {
            (DeValue::Table(_) | DeValue::Array(_), []) => Some(key.span()),
            (_, []) => Some(value.span()),
            (DeValue::Table(inside), rest) => self.walk(inside, rest),
            (DeValue::Array(parts), [Step::Part(index, name), rest @ ..]) => {
                let named = || parts.iter().rfind(|part| name_of(part.get_ref()).is_some_and(|own| own.1 == *name));
                let part = if self.extends { named() } else { parts.get(*index) }?;
                match (part.get_ref(), rest) {
                    (DeValue::Table(inside), [_, ..]) => self.walk(inside, rest),
                    (value, _) => Some(name_of(value).and_then(|(span, _)| span).unwrap_or_else(|| part.span())),
                }
            }
            _ => None,
        }
    }
}

fn reach(table: &DeTable<'_>, keys: &[&str], found: &mut Vec<Range<usize>>) {
    let Some((key, rest)) = keys.split_first() else { return };
    let Some((key, value)) = table.get_key_value(*key) else { return };
    match value.get_ref() {
        DeValue::Table(inside) if !rest.is_empty() => reach(inside, rest, found),
        DeValue::Array(parts) if !rest.is_empty() => {
            let inside = parts.iter().filter_map(|part| part.get_ref().as_table());
            inside.for_each(|inside| reach(inside, rest, found));
        }
        DeValue::Table(_) => found.push(key.span()),
        _ if rest.is_empty() => found.push(value.span()),
        _ => {}
    }
}

/// What names a part, as where forms extend each other, and where the name stands unless it is the part itself.
fn name_of<'a>(part: &'a DeValue<'_>) -> Option<(Option<Range<usize>>, &'a str)> {
    let Some(table) = part.as_table() else { return Some((None, part.as_str()?)) };
    let named = ["id", "role"].iter().find_map(|key| table.get(*key));
    let name = named.or_else(|| table.get("name")?.get_ref().as_array()?.iter().next())?;
    Some((Some(name.span()), name.get_ref().as_str()?))
}
