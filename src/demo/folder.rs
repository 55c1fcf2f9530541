//! The folder of the county: what is written into it, and whose files are never touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::DemoError;

/// Lists every file that was made, so that a later run knows which files it may replace.
const MANIFEST: &str = ".huizong-demo";

/// Where a run of this county writes; what stands there is nobody's submission and stays.
const OUTPUT: &str = "output";
/// What a run of this county writes for the bureau's people to fill in; their words stay.
const PAPERS: [&str; 3] = ["explanations.xlsx", "review.xlsx", "ledger.xlsx"];

/// A folder that fills up.
pub struct Folder {
    root: PathBuf,
    files: Vec<String>,
    folders: BTreeSet<PathBuf>,
}

impl Folder {
    /// Makes the folder, or empties it if an earlier county is all it holds.
    ///
    /// # Errors
    /// If it holds anything else, or cannot be read or written.
    pub fn prepare(root: &Path) -> Result<Self, DemoError> {
        fs::create_dir_all(root).map_err(DemoError::io(root))?;
        let manifest = root.join(MANIFEST);
        let ours: BTreeSet<PathBuf> = match fs::read_to_string(&manifest) {
            Ok(list) => list.lines().map(|line| root.join(line)).chain([manifest]).collect(),
            Err(_) => BTreeSet::new(),
        };
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        walk(root, &mut files, &mut folders)?;
        if !ours.is_empty() {
            let output = root.join(OUTPUT);
            let papers = PAPERS.map(|paper| root.join(paper));
            files.retain(|file| !file.starts_with(&output) && !papers.contains(file));
            folders.retain(|folder| !folder.starts_with(&output));
        }
        if let Some(foreign) = files.iter().find(|file| !ours.contains(*file)) {
            let file = foreign.strip_prefix(root).unwrap_or(foreign).to_path_buf();
            return Err(DemoError::Foreign { folder: root.to_path_buf(), file });
        }
        for file in files {
            fs::remove_file(&file).map_err(DemoError::io(&file))?;
        }
        for folder in folders.into_iter().rev() {
            fs::remove_dir(&folder).map_err(DemoError::io(&folder))?;
        }
        Ok(Self { root: root.to_path_buf(), files: Vec::new(), folders: BTreeSet::new() })
    }

    /// Writes a file; its path is relative and written with `/`.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DemoError> {
        let file = self.root.join(path);
        if let Some(folder) = file.parent()
            && !self.folders.contains(folder)
        {
            fs::create_dir_all(folder).map_err(DemoError::io(folder))?;
            self.folders.insert(folder.to_path_buf());
        }
        fs::write(&file, bytes).map_err(DemoError::io(&file))?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Where a written file is.
    pub fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Notes what was written.
    pub fn finish(mut self) -> Result<(), DemoError> {
        let list = self.files.join("\n");
        self.write(MANIFEST, list.as_bytes())
    }
}

/// Every file below a folder; folders come before what they hold.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> Result<(), DemoError> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    for entry in entries.map_err(DemoError::io(folder))? {
        let path = entry.path();
        // A link is a file here: what it leads to is never entered.
        if entry.file_type().map_err(DemoError::io(&path))?.is_dir() {
            folders.push(path.clone());
            walk(&path, files, folders)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
