//! One door per job: the only corridor between the rooms.

mod corrected;
mod examples;
mod learn;
mod papers;
mod project;
mod read;
mod run;
mod templates;
mod unread;
mod what_if;

use std::path::{Path, PathBuf};

pub use crate::consolidate::{RuleUse, Untied};
pub use crate::demo::{DemoError, Options as DemoOptions, Summary as DemoSummary};
pub use crate::infer::Proposal;
pub use crate::intake::Intake;
pub use crate::judgement::Papers;
pub use crate::output::OutputError;
pub use crate::trial::{Kind, Mark, Marked, Missing, Sought, Trial};
pub use examples::{PointsTried, RuleTried, Tried, examples};
pub use learn::{propose, try_schema};
pub use project::{project, unknown_checks};
pub use read::{check_bytes, read_all};
pub use run::{Prepared, PublishError, Published, RunError, consolidate, prepare, publish, write_county};
pub use templates::{HandedOut, due_templates, roster, templates};
pub use what_if::{PreparedWhatIf, prepare_what_if, what_if};

pub use crate::template::{Handouts, TemplateError, Wanted};

use crate::model::{County, Page, ReadFile};
use crate::schema::Library;
use crate::text::Lang;
use crate::{anomaly, consolidate as figures_room, demo, intake, output, validate};

/// The files that were named on a command line; a folder stands for everything in it.
#[must_use]
pub fn list(paths: &[PathBuf]) -> Intake {
    intake::of_files(paths)
}

/// Runs a job on so many threads; as many as there are cores if 0.
///
/// # Errors
/// If the threads cannot be started.
pub fn on_threads<T: Send>(threads: usize, job: impl FnOnce() -> T + Send) -> Result<T, String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| error.to_string())?;
    Ok(pool.install(job))
}

/// Writes the report workbook of files that were checked on their own.
///
/// # Errors
/// If it cannot be written; an earlier report stays as it was.
pub fn write_report(files: &[ReadFile], library: &Library, lang: Lang, target: &Path) -> Result<(), OutputError> {
    output::check_workbook(files, &library.forms, &pages(), lang, target)
}

/// The pages of every check, by code.
#[must_use]
pub fn pages() -> Vec<&'static Page> {
    let mut pages = validate::pages();
    pages.extend(anomaly::pages());
    pages.sort_by_key(|page| page.code);
    pages
}

/// Every rule, and how often each fired in a county.
#[must_use]
pub fn rules(county: &County, library: &Library) -> Vec<RuleUse> {
    figures_room::rules(county, &library.forms)
}

/// Makes a fictional county.
///
/// # Errors
/// See [`DemoError`].
pub fn demo(folder: &Path, options: &DemoOptions) -> Result<DemoSummary, DemoError> {
    demo::generate(folder, options)
}
