//! Safe saving: written beside the target, verified, then renamed over it; yesterday's file is never destroyed.

use std::fs::{self, File, Permissions};
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use tempfile::NamedTempFile;
use zip::ZipArchive;

use super::error::OutputError;
use super::written::{Count, Written};

const PREFIX: &str = ".huizong-";
const SUFFIX: &str = ".tmp";

/// Writes a workbook to its target. The folder of the target is created if it is missing.
///
/// # Errors
/// See [`OutputError`]. Whatever fails, the file that stood at the target is still there and nothing else is left behind.
/// A file in which a sheet has not the rows and cells that were `written` to it is refused.
pub(super) fn save(book: &mut Workbook, written: &[Option<Written>], target: &Path) -> Result<(), OutputError> {
    place(target, written, |file| book.save_to_writer(file).map_err(|error| OutputError::of_writer(target, error)))
}

/// Writes the bytes of a workbook to its target, as [`save`] does.
///
/// # Errors
/// See [`OutputError`].
pub(super) fn save_bytes(bytes: &[u8], target: &Path) -> Result<(), OutputError> {
    let failed = |source| OutputError::Io { path: target.to_path_buf(), source };
    place(target, &[], |file| file.write_all(bytes).map_err(failed))
}

type Buffered<'a> = BufWriter<&'a File>;

fn place(
    target: &Path,
    written: &[Option<Written>],
    write: impl FnOnce(&mut Buffered<'_>) -> Result<(), OutputError>,
) -> Result<(), OutputError> {
    let cannot_create = |source| OutputError::CannotCreate { path: target.to_path_buf(), source };

    // A link is followed, so that the file it points to is replaced and not the link.
    let real = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
    if real.is_dir() {
        return Err(cannot_create(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    let folder = folder_of(&real);
    fs::create_dir_all(&folder).map_err(cannot_create)?;
    let temp = beside(&folder).map_err(cannot_create)?;

    fill(write, temp.as_file(), target)?;
    verify(temp.as_file(), written).map_err(|detail| OutputError::Damaged { path: target.to_path_buf(), detail })?;
    replace(temp, &real, target)?;
    sync_folder(&folder);
    Ok(())
}

fn fill(
    write: impl FnOnce(&mut Buffered<'_>) -> Result<(), OutputError>,
    file: &File,
    target: &Path,
) -> Result<(), OutputError> {
    let failed = |source| OutputError::Io { path: target.to_path_buf(), source };
    let mut buffered = BufWriter::with_capacity(1 << 20, file);
    write(&mut buffered)?;
    // Flushed by hand: a buffer that is merely dropped says nothing about a full disk.
    buffered.flush().map_err(failed)?;
    file.sync_all().map_err(failed)
}

fn folder_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Removes what an interrupted run left beside its target. The caller holds the lock of the folder.
///
/// What cannot be removed stays: it is in nobody's way.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file of its own name in the same folder, so that the rename stays within one volume; it removes itself on error.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    if let Some(rights) = rights_of_a_plain_file() {
        builder.permissions(rights);
    }
    builder.tempfile_in(folder)
}

/// Temporary files are private by default; the finished workbook must be as readable as any other file.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // other systems have none
fn rights_of_a_plain_file() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666)) // the user's umask still applies
}

#[cfg(not(unix))]
fn rights_of_a_plain_file() -> Option<Permissions> {
    None
}

/// Reads every part of the package to its end, which checks its CRC, and counts the rows and cells of its sheets.
fn verify(mut file: &File, written: &[Option<Written>]) -> Result<(), String> {
    file.rewind().map_err(|error| error.to_string())?;
    let mut package = ZipArchive::new(BufReader::new(file)).map_err(|error| error.to_string())?;
    for at in 0..package.len() {
        let mut part = package.by_index(at).map_err(|error| error.to_string())?;
        let name = part.name().map_or_else(|_| at.to_string(), std::borrow::Cow::into_owned);
        let mut count = Count::default();
        io::copy(&mut part, &mut count).map_err(|error| format!("{name}: {error}"))?;
        if count.length == 0 {
            return Err(format!("{name}: 0"));
        }
        if let Some(meant) = sheet_number(&name).and_then(|sheet| *written.get(sheet - 1)?)
            && count.written != meant
        {
            return Err(format!("{name}: {:?}, {meant:?}", count.written));
        }
    }
    if package.index_for_name("xl/workbook.xml").is_none() {
        return Err("xl/workbook.xml".to_owned());
    }
    Ok(())
}

/// The number of a sheet, counted from 1, by the name of its part.
fn sheet_number(name: &str) -> Option<usize> {
    name.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok().filter(|number| *number > 0)
}

fn replace(temp: NamedTempFile, real: &Path, target: &Path) -> Result<(), OutputError> {
    let path = target.to_path_buf();
    temp.persist(real).map(drop).map_err(|refused| match refused.error {
        // Windows refuses to replace a file that Excel holds open: access denied (5) or sharing violation (32).
        source if cfg!(windows) && real.exists() && matches!(source.raw_os_error(), Some(5 | 32)) => {
            OutputError::InUse { path }
        }
        source if source.kind() == io::ErrorKind::PermissionDenied => OutputError::CannotCreate { path, source },
        source => OutputError::Io { path, source },
    })
}

/// Makes the rename itself durable where the system can; the workbook is whole either way.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_lacks_a_row_or_a_cell_that_was_written_is_refused_and_the_earlier_one_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("汇总.xlsx");
        let book = || {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            sheet.write_string(0, 0, "单位").expect("written");
            sheet.write_number(1, 0, 1).expect("written");
            book
        };
        save(&mut book(), &[Some(Written { rows: 2, cells: 2 })], &target).expect("whole");
        let before = fs::read(&target).expect("a file");
        for meant in [Written { rows: 3, cells: 3 }, Written { rows: 2, cells: 3 }] {
            let refused = save(&mut book(), &[Some(meant)], &target);
            assert!(matches!(refused, Err(OutputError::Damaged { .. })), "{refused:?}");
        }
        assert_eq!(fs::read(&target).expect("a file"), before);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is left");
    }
}
