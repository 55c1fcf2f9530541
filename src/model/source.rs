//! The files that came in.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::place::SourceId;

/// One file that was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub id: SourceId,
    /// The path it is read from.
    pub path: PathBuf,
    /// The path from the submissions folder, with `/`, made printable; what a user sees.
    pub name: Arc<str>,
    /// Its length in bytes.
    pub length: u64,
    /// SHA-256 of exactly the bytes that were read, in hexadecimal; empty until it was read.
    pub sha256: String,
    /// When it came in.
    pub received: Option<Received>,
}

/// When a file came in, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The time.
    pub at: DateTime,
    /// Whether it is from the list of receipts; otherwise from the file itself, which copying may have changed.
    pub from_receipts: bool,
}
