//! The zip around a workbook or document: opened only if it cannot do harm, every XML part that is read unpacked once and to
//! its end.
//!
//! Reading to the end matters: a checksum is compared only there, and readers that stop early have taken 15.5 for 95.5.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::refusal::{Reason, Refusal};
use super::sniff::{Kind, zip_kind};

const MOST_PARTS: usize = 5_000;
const LARGEST_PART: u64 = 256 << 20;
const LARGEST_SUM: u64 = 512 << 20;

/// The XML parts of a file, unpacked, by their folded names.
pub(super) struct Package {
    parts: HashMap<String, Vec<u8>>,
}

impl Package {
    /// Opens a zip, or says why it must not be opened.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::new(Reason::Truncated))?;
        let names = directory(&mut archive)?;
        let mut parts = HashMap::with_capacity(names.len());
        for (index, name) in names {
            let mut entry = archive.by_index(index).map_err(|error| unopened(&error, &name))?;
            if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                return Err(Refusal::at(Reason::Packing, &name).saying(&entry.compression().to_string()));
            }
            let content = unpack(&mut entry).ok_or_else(|| Refusal::at(Reason::Damaged, &name))?;
            parts.insert(name, content);
        }
        Ok(Self { parts })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&folded(name))
    }

    /// A part as text, without the byte order mark.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let Some(content) = self.parts.get(&folded(name)) else { return Ok(None) };
        let text = std::str::from_utf8(content).map_err(|_| Refusal::at(Reason::NotUtf8, name))?;
        Ok(Some(text.strip_prefix('\u{feff}').unwrap_or(text)))
    }

    /// A part that has to be there.
    pub(super) fn need(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?.ok_or_else(|| Refusal::at(Reason::MissingPart, name))
    }
}

/// Checks the directory before anything is unpacked; the XML parts with their numbers.
fn directory(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<(usize, String)>, Refusal> {
    let damaged = |error: &ZipError| unopened(error, "*");
    let mut sizes: HashMap<String, u64> = HashMap::with_capacity(archive.len());
    let mut xml = Vec::new();
    let mut twin = archive.has_duplicate_names().then(|| "*".to_owned());
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(|error| damaged(&error))?;
        let name = folded(&entry.name().map_err(|error| damaged(&error))?);
        if name.ends_with('/') {
            continue;
        }
        if is_read(&name) {
            xml.push((index, name.clone()));
        }
        if sizes.insert(name.clone(), entry.size()).is_some() {
            twin = Some(name);
        }
    }
    let has = |name: &str| sizes.contains_key(name);
    let kind = zip_kind(has);
    if kind != Kind::Zip || !(has("_rels/.rels") || has("xl/workbook.xml")) {
        return Err(Refusal::new(Reason::Foreign(kind)));
    }
    if archive.len() > MOST_PARTS {
        return Err(Refusal::new(Reason::TooManyParts).saying(&archive.len().to_string()));
    }
    if let Some(name) = twin {
        return Err(Refusal::at(Reason::DuplicatePart, &name));
    }
    let too_large = |name: &str, limit: u64| Refusal::at(Reason::TooLarge, name).saying(&(limit >> 20).to_string());
    if let Some((name, _)) = sizes.iter().filter(|(_, size)| **size > LARGEST_PART).min() {
        return Err(too_large(name, LARGEST_PART));
    }
    if sizes.values().fold(0, |sum: u64, size| sum.saturating_add(*size)) > LARGEST_SUM {
        return Err(too_large("*", LARGEST_SUM));
    }
    if archive.has_overlapping_entries().map_err(|error| damaged(&error))? {
        return Err(Refusal::new(Reason::OverlappingParts));
    }
    Ok(xml)
}

/// Unpacks an entry to its end; nothing if length or checksum is not what the directory says.
fn unpack(entry: &mut zip::read::ZipFile<'_, Cursor<&[u8]>>) -> Option<Vec<u8>> {
    // Deflate cannot do better than 1 : 1032; a lie about the length must not reserve memory.
    let possible = entry.compressed_size().saturating_mul(1032).min(entry.size());
    let size = entry.size();
    let mut content = Vec::with_capacity(usize::try_from(possible).ok()?);
    entry.take(LARGEST_PART + 1).read_to_end(&mut content).ok()?;
    (u64::try_from(content.len()).ok()? == size).then_some(content)
}

fn unopened(error: &ZipError, name: &str) -> Refusal {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Refusal::new(Reason::Foreign(Kind::Encrypted))
        }
        _ => Refusal::at(Reason::Damaged, name),
    }
}

/// Names of parts are compared as Excel does: without case, `\` as `/`, from the root.
fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_lowercase()
}

/// Whether a part may be read. Colours and who saved the file last say nothing of what stands in it.
fn is_read(name: &str) -> bool {
    let is_xml = [".xml", ".rels", ".vml"].iter().any(|end| name.ends_with(end));
    is_xml && !["docprops/", "xl/theme/", "word/theme/"].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_compared_without_case_and_slash() {
        assert_eq!(folded("XL\\Worksheets/Sheet1.XML"), "xl/worksheets/sheet1.xml");
        assert_eq!(folded("/xl/workbook.xml"), "xl/workbook.xml");
    }
}
