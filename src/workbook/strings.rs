//! The shared strings, checked before a library reserves memory for as many as the file claims.

use quick_xml::events::Event;

use super::refusal::{Reason, Refusal};
use super::xml::Walker;

const MOST: usize = 5_000_000;

/// The shared strings of a workbook.
pub(super) struct Strings<'a> {
    /// How many there are.
    pub(super) count: usize,
    /// The elements between the opening and the closing of the table.
    pub(super) body: &'a str,
}

impl<'a> Strings<'a> {
    /// No strings at all.
    pub(super) const NONE: Self = Self { count: 0, body: "" };

    /// Reads the part to its end.
    pub(super) fn read(text: &'a str, part: &'a str) -> Result<Self, Refusal> {
        let mut walker = Walker::new(text, part);
        let mut strings = Self::NONE;
        let mut claimed = None;
        let mut start = 0;
        loop {
            let before = walker.position();
            let event = walker.next()?;
            match &event {
                Event::Start(element) | Event::Empty(element) => {
                    let depth = walker.depth() + usize::from(matches!(event, Event::Empty(_)));
                    let name = element.local_name();
                    match (depth, name.as_ref()) {
                        (1, "sst") => {
                            claimed = walker.attribute(element, "uniqueCount")?.map(str::to_owned);
                            start = walker.position();
                        }
                        (2, "si") => {
                            strings.count += 1;
                            if matches!(event, Event::Start(_)) {
                                check_text(&mut walker)?;
                            }
                        }
                        (2, "extLst") => {}
                        (1 | 2, name) | (_, name @ ("sst" | "si")) => {
                            return Err(Refusal::at(Reason::StrayContent, part).saying(name));
                        }
                        _ => {}
                    }
                    if strings.count > MOST {
                        return Err(Refusal::at(Reason::TooManyStrings, part));
                    }
                }
                Event::End(_) if walker.depth() == 0 => strings.body = text.get(start..before).unwrap_or_default(),
                Event::Eof => break,
                _ => {}
            }
        }
        match claimed {
            Some(claim) if claim.parse::<usize>().map_or(true, |number| number > strings.count) => {
                Err(Refusal::at(Reason::StringCountLie, part).saying(&claim))
            }
            _ => Ok(strings),
        }
    }
}

/// Passes over a text, plain (`t`) or rich (`r` with `t`), up to its end.
///
/// Anything else in it is refused: calamine takes every `t` at whatever depth, Excel does not.
pub(super) fn check_text(walker: &mut Walker<'_>) -> Result<(), Refusal> {
    let outside = walker.depth().saturating_sub(1);
    let (mut plain, mut in_run) = (0, false);
    while walker.depth() > outside {
        let event = walker.next()?;
        let depth = walker.depth() - outside + usize::from(matches!(event, Event::Empty(_)));
        match &event {
            Event::Start(element) | Event::Empty(element) => match (depth, element.local_name().as_ref()) {
                (2, "t") => (plain, in_run) = (plain + 1, false),
                (2, "r") => in_run = true,
                (3, "t") if in_run => {}
                (2, "rPh" | "phoneticPr") | (3, "rPr") => {
                    if let Event::Start(_) = event {
                        walker.skip()?;
                    }
                }
                (_, name) => return Err(walker.stray(name)),
            },
            Event::Eof => return Err(walker.malformed("EOF")),
            _ => {}
        }
        if plain > 1 {
            return Err(walker.stray("t"));
        }
    }
    Ok(())
}
