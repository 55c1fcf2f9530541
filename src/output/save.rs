//! Safe saving: written beside the target, verified, then renamed over it; yesterday's file is never destroyed.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::NamedTempFile;
use zip::ZipArchive;

use super::error::OutputError;
use super::written::{Written, read_back, shared_texts};

const PREFIX: &str = ".huizong-";
const SUFFIX: &str = ".tmp";

/// Writes a workbook to its target. The folder of the target is created if it is missing.
///
/// # Errors
/// See [`OutputError`]. Whatever fails, the file that stood at the target is still there and nothing else is left behind.
/// A file in which a sheet does not hold what was `written` to it is refused.
pub(super) fn save(book: &mut Workbook, written: &[Written], target: &Path) -> Result<(), OutputError> {
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
    written: &[Written],
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

/// Reads every part of the package to its end, which checks its CRC, and holds what its sheets hold against what was written.
fn verify(mut file: &File, written: &[Written]) -> Result<(), String> {
    let mut bytes = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(|error| error.to_string())?;
    let mut package = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|error| error.to_string())?;
    if package.index_for_name("xl/workbook.xml").is_none() {
        return Err("xl/workbook.xml".to_owned());
    }
    let shared = match package.index_for_name(SHARED_TEXTS) {
        Some(at) => shared_texts(&part(&mut package, at)?).map_err(|error| format!("{SHARED_TEXTS}: {error}"))?,
        None => Vec::new(),
    };
    let sheets: Vec<usize> = (1..=written.len())
        .map(|number| package.index_for_name(&sheet_part(number)).ok_or_else(|| sheet_part(number)))
        .collect::<Result<_, _>>()?;
    // As in writing, the longest part is begun first.
    let mut parts: Vec<(u64, usize)> = Vec::new();
    for at in 0..package.len() {
        parts.push((package.by_index_raw(at).map_err(|error| error.to_string())?.size(), at));
    }
    parts.sort_unstable_by(|a, b| b.cmp(a));
    parts.into_iter().par_bridge().try_for_each(|(_, at)| {
        let content = part(&mut package.clone(), at)?;
        let meant = sheets.iter().position(|sheet| *sheet == at).and_then(|number| written.get(number));
        let name = |detail: String| {
            format!("{}: {detail}", package.name_for_index(at).and_then(Result::ok).unwrap_or_default())
        };
        match meant {
            Some(meant) => {
                let held = read_back(&content, &shared).map_err(name)?;
                held.first_difference(meant).map_or(Ok(()), |row| Err(name(row)))
            }
            None if content.is_empty() => Err(name("0".to_owned())),
            None => Ok(()),
        }
    })
}

/// A part of the package, which is all text.
fn part(package: &mut ZipArchive<Cursor<&[u8]>>, at: usize) -> Result<String, String> {
    let mut part = package.by_index(at).map_err(|error| error.to_string())?;
    let mut content = String::with_capacity(usize::try_from(part.size()).unwrap_or_default());
    part.read_to_string(&mut content).map_err(|error| error.to_string())?;
    Ok(content)
}

const SHARED_TEXTS: &str = "xl/sharedStrings.xml";

/// The name of the part of a sheet, by its number from 1.
fn sheet_part(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
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
    use proptest::collection::vec;
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use rust_xlsxwriter::Worksheet;

    use super::*;
    use crate::output::sheet::{Sheet, workbook};
    use crate::output::style::{Look, Styles};
    use crate::output::value::Value;
    use crate::text::Lang;

    #[test]
    fn a_file_that_does_not_hold_what_was_written_is_refused_and_the_earlier_one_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("汇总.xlsx");
        let book = || {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            sheet.write_string(0, 0, "单位").expect("written");
            sheet.write_number(1, 0, 1).expect("written");
            book
        };
        let meant = |number: f64| {
            let mut meant = Written::default();
            meant.text(0, 0, "单位");
            meant.number(1, 0, number);
            meant
        };
        save(&mut book(), &[meant(1.0)], &target).expect("whole");
        let before = fs::read(&target).expect("a file");
        for meant in [vec![meant(2.0)], vec![meant(1.0), Written::default()], vec![Written::default()]] {
            let refused = save(&mut book(), &meant, &target);
            assert!(matches!(refused, Err(OutputError::Damaged { .. })), "{refused:?}");
        }
        assert_eq!(fs::read(&target).expect("a file"), before);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is left");
    }

    proptest! {
        // A workbook that was refused though it is whole would stop a county.
        #[test]
        fn whatever_a_department_typed_reads_back_as_it_was_written(
            texts in vec(prop_oneof![any::<String>(), "[ \t\r\n_x0-9A-F&<>\"'\\]\\[;#=]{0,24}", "(_x00[0-9A-F]{2}_){0,3}"], 1..12),
            digits in vec((any::<i64>(), 0_u32..12), 1..6),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let styles = Styles::new(Lang::Zh);
            let mut book = workbook().expect("a workbook");
            let mut written = Vec::new();
            for is_kept in [false, true] {
                let blank = if is_kept { Worksheet::new() } else { book.new_worksheet_with_constant_memory().expect("a sheet") };
                let mut sheet = Sheet::new(blank, if is_kept { "甲" } else { "乙" }, "", &styles, Lang::Zh).expect("a sheet");
                for text in &texts {
                    let address = Some(format!("../{text}.xlsx#'{text}'!A1"));
                    sheet.row(&[Value::text(text.as_str()), Value::link(address, text.as_str()), Value::wrap(text.repeat(3))]).expect("written");
                }
                for (number, scale) in &digits {
                    let number = Decimal::new(*number, *scale);
                    let formula = Value::formula(Look::Number, "=SUM(A1:B2)&\"<甲>\"".to_owned(), Some(number));
                    sheet.row(&[Value::number(Look::Number, Some(number)), formula]).expect("written");
                }
                let (sheet, held) = sheet.finish().expect("written");
                book.push_worksheet(sheet);
                written.push(held);
            }
            let saved = save(&mut book, &written, &folder.path().join("汇总.xlsx"));
            prop_assert!(saved.is_ok(), "{saved:?}");
        }
    }
}
