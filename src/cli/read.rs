//! Reading the files that were named on the command line.

use std::path::PathBuf;

use super::args::Reading;
use super::exit::{Exit, Stop};
use super::language::tell;
use super::progress::{Progress, READING};
use super::schema::{library, library_of};
use crate::model::ReadFile;
use crate::pipeline;
use crate::schema::Library;
use crate::schema::project::PROJECT_FILE;
use crate::text::{Message, Text};

/// Reads files and folders with the forms that the options ask for. The folder of a project stands for its submissions and
/// forms: its lists, papers and results are no forms.
pub fn read(paths: &[PathBuf], options: &Reading, quiet: bool) -> Result<(Vec<ReadFile>, Library), Stop> {
    let (library, intake) = match paths {
        [only] if only.join(PROJECT_FILE).is_file() => {
            let project = pipeline::project(only)?;
            let library = library_of(&project, options.schemas.as_deref())?;
            (library, pipeline::list(&[project.resolve(&project.input.submissions)]))
        }
        _ => (library(options.schemas.as_deref())?, pipeline::list(paths)),
    };
    for (name, why) in intake.skipped.iter().filter(|_| !quiet) {
        eprintln!("{name}: {}", tell(why));
    }
    if intake.sources.is_empty() {
        let text = Text::new(
            "{paths} 里没有可以读取的文件；请检查路径是否写对，能读的是 .xlsx、.docx、.txt（旧格式先另存为 .xlsx）",
            "there is no file to read in {paths}; check the path: .xlsx, .docx and .txt are read (save older formats as .xlsx)",
        );
        let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Stop::new(Exit::NotDone, &Message::new(text).with("paths", shown.join("、"))));
    }
    let progress = Progress::begin(intake.sources.len(), quiet, READING);
    let files = in_pool(options.threads, || pipeline::read_all(intake.sources, &library, &|| progress.step()))?;
    progress.end();
    Ok((files, library))
}

/// Runs a job on as many threads as were asked for.
pub fn in_pool<T: Send>(threads: Option<u16>, job: impl FnOnce() -> T + Send) -> Result<T, Stop> {
    pipeline::on_threads(threads.map_or(0, usize::from), job).map_err(|error| {
        let text = Text::new("无法启动线程：{error}", "threads cannot be started: {error}");
        Stop::new(Exit::Io, &Message::new(text).with("error", error))
    })
}
