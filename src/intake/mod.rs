//! What came in: the files of a folder in a fixed order, and the bytes of one of them.
//!
//! Attributes nothing and opens nothing while listing. Links, pipes and devices are never followed or opened: a folder of
//! submissions is filled by others, and a link in it may point anywhere.

mod passed_over;

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf, is_separator};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::{Source, SourceId};
use crate::text::{Lang, Message, Text};

/// The largest file that is read, in bytes: 100 MB. A filled form has some 20 kB.
pub const LARGEST: u64 = 100 * 1024 * 1024;

/// How many folders deep submissions are looked for.
pub const DEEPEST: usize = 32;

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    /// The files to be read, sorted by the bytes of their name; the id of each is its position.
    pub sources: Vec<Source>,
    /// What was passed over: its name and why, sorted by name.
    pub skipped: Vec<(String, Message)>,
}

/// A folder of submissions that cannot be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeError {
    /// The folder, as the user named it.
    pub folder: PathBuf,
    /// Why, and what to do.
    pub message: Message,
}

impl std::error::Error for IntakeError {}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.get(Lang::En))
    }
}

/// The bytes of a file and what identifies exactly these bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Lists a folder of submissions with everything below it.
///
/// # Errors
/// If the folder itself cannot be listed. What cannot be listed below it is passed over, with the reason.
pub fn list(folder: &Path) -> Result<Intake, IntakeError> {
    let mut listing = Listing::default();
    let entries = fs::read_dir(folder).map_err(|error| IntakeError {
        folder: folder.to_path_buf(),
        message: Message::new(Text::new(
            "无法列出报送文件夹 {folder}（{error}）；请检查路径是否写对、文件夹是否存在、是否有权限打开",
            "the folder of submissions {folder} cannot be listed ({error}); check the path, that the folder exists and that you may open it",
        ))
        .with("folder", printable(folder))
        .with("error", &error),
    })?;
    listing.walk(entries, Path::new(""), 1);
    Ok(listing.finish())
}

/// Takes files that were named one by one; a folder among them stands for everything below it.
///
/// A file that does not exist stays in the list: the reader reports it.
#[must_use]
pub fn of_files(paths: &[PathBuf]) -> Intake {
    let mut listing = Listing::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => match fs::read_dir(path) {
                Ok(entries) => listing.walk(entries, path, 1),
                Err(error) => listing.pass_over(path, passed_over::unlisted(&error)),
            },
            Ok(_) if passed_over::is_report(&printable(path)) => listing.pass_over(path, passed_over::REPORT.into()),
            // Whoever names a link means the file behind it.
            Ok(meta) => listing.take(&fs::canonicalize(path).unwrap_or_else(|_| path.clone()), path, &meta),
            Err(_) => listing.add(path.clone(), path, 0),
        }
    }
    listing.finish()
}

/// Reads a file once and takes the fingerprint of exactly these bytes. May be called from many threads.
///
/// # Errors
/// If it cannot be opened or read, is no regular file (a pipe would never end), or has grown beyond [`LARGEST`].
pub fn read(path: &Path) -> io::Result<Bytes> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 100 MB"));
    }
    let sha256 = Sha256::digest(&bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        hex.extend([byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0')));
        hex
    });
    Ok(Bytes { bytes, sha256 })
}

/// Files on their way into order: the bytes of the name to sort by, and what is known.
#[derive(Default)]
struct Listing {
    found: Vec<(Vec<u8>, Source)>,
    skipped: Vec<(Vec<u8>, String, Message)>,
}

impl Listing {
    /// Takes everything in a folder; `below` is its path as the user sees it.
    fn walk(&mut self, entries: fs::ReadDir, below: &Path, depth: usize) {
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.pass_over(below, passed_over::unlisted(&error));
                    continue;
                }
            };
            let (path, shown) = (entry.path(), below.join(entry.file_name()));
            if let Some(reason) = passed_over::by_name(&entry.file_name().to_string_lossy()) {
                self.pass_over(&shown, reason.into());
                continue;
            }
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() && depth >= DEEPEST => self.pass_over(&shown, passed_over::TOO_DEEP.into()),
                Ok(meta) if meta.is_dir() => match fs::read_dir(&path) {
                    Ok(inner) => self.walk(inner, &shown, depth + 1),
                    Err(error) => self.pass_over(&shown, passed_over::unlisted(&error)),
                },
                Ok(meta) => self.take(&path, &shown, &meta),
                Err(error) => self.pass_over(&shown, passed_over::unlisted(&error)),
            }
        }
    }

    /// Takes one file, or passes it over for what it is.
    fn take(&mut self, path: &Path, shown: &Path, meta: &Metadata) {
        if meta.file_type().is_symlink() {
            self.pass_over(shown, passed_over::LINK.into());
        } else if !meta.is_file() {
            self.pass_over(shown, passed_over::NO_FILE.into());
        } else if meta.len() > LARGEST {
            self.pass_over(shown, passed_over::too_large(meta.len()));
        } else {
            self.add(path.to_path_buf(), shown, meta.len());
        }
    }

    fn add(&mut self, path: PathBuf, shown: &Path, length: u64) {
        let name: Arc<str> = Arc::from(printable(shown));
        let source = Source { id: SourceId(0), path, name, length, sha256: String::new(), received: None };
        self.found.push((sort_key(shown), source));
    }

    fn pass_over(&mut self, shown: &Path, reason: Message) {
        self.skipped.push((sort_key(shown), printable(shown), reason));
    }

    fn finish(mut self) -> Intake {
        self.found.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.found.dedup_by(|(a, _), (b, _)| a == b);
        self.skipped.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let numbered = (0..).zip(self.found).map(|(id, (_, source))| Source { id: SourceId(id), ..source });
        Intake {
            sources: numbered.collect(),
            skipped: self.skipped.into_iter().map(|(_, name, reason)| (name, reason)).collect(),
        }
    }
}

/// The bytes of a path, with `/` on every system.
fn sort_key(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if is_separator(char::from(*byte)) { b'/' } else { *byte }).collect()
}

/// The path as it is shown: what is not text, or would move the cursor of a terminal, becomes �.
fn printable(path: &Path) -> String {
    let text: Vec<u8> = sort_key(path);
    let text = String::from_utf8_lossy(&text);
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_move_the_cursor_of_a_terminal() {
        assert_eq!(printable(Path::new("a/b\u{1b}[2J\n.xlsx")), "a/b\u{fffd}[2J\u{fffd}.xlsx");
    }

    #[test]
    fn the_order_is_that_of_the_bytes_of_the_whole_name() {
        assert!(sort_key(Path::new("a/b")) > sort_key(Path::new("a-1")));
        assert_eq!(sort_key(Path::new("a/b/c")), b"a/b/c");
    }
}
