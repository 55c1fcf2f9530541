//! Saves files once more through `LibreOffice`, so that not every file comes from the same program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::DemoError;

/// Files converted by one start of the program.
const BATCH: usize = 100;

/// Saves every file again, in its place.
pub fn resave(program: &Path, files: &[PathBuf]) -> Result<(), DemoError> {
    let failed = |reason: String| DemoError::LibreOffice { program: program.to_path_buf(), reason };
    for batch in files.chunks(BATCH) {
        let room = tempfile::tempdir().map_err(DemoError::io(program))?;
        let (from, to) = (room.path().join("from"), room.path().join("to"));
        fs::create_dir(&from).map_err(DemoError::io(&from))?;
        // Files of different folders may share a name; numbers do not.
        let numbered = |folder: &Path, index: usize| folder.join(format!("{index}.xlsx"));
        for (index, file) in batch.iter().enumerate() {
            fs::copy(file, numbered(&from, index)).map_err(DemoError::io(file))?;
        }
        // A profile of its own: one that is open already would refuse a second start.
        let profile = room.path().join("profile").display().to_string().replace('\\', "/");
        let slashes = if profile.starts_with('/') { "//" } else { "///" };
        let profile = format!("-env:UserInstallation=file:{slashes}{profile}");
        let output = Command::new(program)
            .args([profile.as_str(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
            .arg(&to)
            .args((0..batch.len()).map(|index| numbered(&from, index)))
            .output()
            .map_err(|error| failed(error.to_string()))?;
        if !output.status.success() {
            return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        for (index, file) in batch.iter().enumerate() {
            let saved = numbered(&to, index);
            // It may end well and still have written nothing.
            fs::copy(&saved, file).map_err(|error| failed(format!("{}: {error}", file.display())))?;
        }
    }
    Ok(())
}
