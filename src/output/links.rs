//! Links from the workbook to the submissions: relative, so that both can be moved together.

use std::path::Path;

use crate::model::{CellRef, Place, Source};

/// The most characters that Excel accepts for a text, and so for an address, in a formula.
const LONGEST: usize = 255;

/// How a file becomes the address of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    base: Base,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Base {
    Prefix(String),
    Paths,
}

impl Links {
    /// Files are found by their names below a folder that is seen from the workbook: "../submissions/".
    #[must_use]
    pub fn below(prefix: impl Into<String>) -> Self {
        let mut prefix = prefix.into().replace('\\', "/");
        if !prefix.is_empty() && !prefix.ends_with('/') {
            prefix.push('/');
        }
        Self { base: Base::Prefix(prefix) }
    }

    /// Files are found where they were read from.
    #[must_use]
    pub const fn paths() -> Self {
        Self { base: Base::Paths }
    }

    /// The address of a file, and of the sheet and cell where the file is a workbook; nothing if it would be too long.
    #[must_use]
    pub fn address(&self, source: &Source, place: Option<&Place>) -> Option<String> {
        let (file, is_archive) = match &self.base {
            Base::Prefix(prefix) => {
                let (name, is_archive) = outside_archive(&source.name);
                (format!("{prefix}{name}"), is_archive)
            }
            Base::Paths => (absolute(&source.path), false),
        };
        let mut address = file.replace('%', "%25").replace('#', "%23");
        if !is_archive
            && is_workbook(&source.name)
            && let Some(sheet) = place.and_then(Place::sheet)
        {
            let cell = place.and_then(Place::cell).unwrap_or(CellRef::new(0, 0));
            address.extend(["#'", &sheet.replace('\'', "''"), "'!", &cell.to_string()]);
        }
        (address.encode_utf16().count() <= LONGEST).then_some(address)
    }
}

/// A file inside an archive cannot be linked to, but the archive can.
fn outside_archive(name: &str) -> (&str, bool) {
    let lower = name.to_ascii_lowercase();
    match lower.find(".zip/") {
        Some(at) => (&name[..at + ".zip".len()], true),
        None => (name, false),
    }
}

fn is_workbook(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["xlsx", "xlsm", "xls", "xlsb", "ods", "et"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn absolute(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::model::SourceId;

    fn source(name: &str) -> Source {
        let path = PathBuf::from(name);
        Source { id: SourceId(0), path, name: Arc::from(name), length: 1, sha256: String::new(), received: None }
    }

    #[test]
    fn a_link_leads_to_file_sheet_and_cell() {
        let links = Links::below("../submissions");
        let cell = Place::Cell(SourceId(0), Arc::from("张三's表"), CellRef::new(11, 5));
        let address = |name| links.address(&source(name), Some(&cell));
        assert_eq!(address("a/自评表#1.xlsx").as_deref(), Some("../submissions/a/自评表%231.xlsx#'张三''s表'!F12"));
        assert_eq!(address("自评表.docx").as_deref(), Some("../submissions/自评表.docx"));
        assert_eq!(address("教育局.zip/自评表.xlsx").as_deref(), Some("../submissions/教育局.zip"));
        assert_eq!(address(&format!("{}.xlsx", "长".repeat(300))), None);
    }
}
