//! A county from its project file to its workbook.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::corrected;
use super::papers;
use super::read::{read_all, read_values};
use crate::consolidate::Untied;
use crate::intake::IntakeError;
use crate::judgement::{self, Papers};
use crate::model::{
    CountedMoney, County, Figures, Finding, History, Judgement, Ledger, Received, Roster, Source, Wanted, Year,
};
use crate::output::{Layout, Links, OutputError};
use crate::reference::{Receipts, ReferenceError};
use crate::schema::{GroupBy, Library, Project};
use crate::text::Message;
use crate::{anomaly, attribute, consolidate as figures_room, intake, output, reference, validate};

/// Submissions whose totals one thread compares in a row: few formulas are read for all of them.
const AT_ONCE: usize = 64;

/// Everything that is known before the first submission is opened.
pub struct Prepared {
    roster: Roster,
    sources: Vec<Source>,
    skipped: Vec<(String, Message)>,
    last_year: Vec<Source>,
    papers: Arc<Papers>,
    ledger: Option<Ledger>,
    wanted: Option<Wanted>,
}

/// Why a run cannot begin.
#[derive(Debug)]
pub enum RunError {
    /// One of the bureau's own workbooks is wrong.
    Reference(ReferenceError),
    /// A folder of submissions cannot be listed.
    Intake(IntakeError),
}

impl From<ReferenceError> for RunError {
    fn from(error: ReferenceError) -> Self {
        Self::Reference(error)
    }
}

impl From<IntakeError> for RunError {
    fn from(error: IntakeError) -> Self {
        Self::Intake(error)
    }
}

impl Prepared {
    /// How many files will be read.
    #[must_use]
    pub const fn files(&self) -> usize {
        self.sources.len() + self.last_year.len()
    }

    /// The same, with a value that is explained step by step.
    #[must_use]
    pub fn explaining(self, wanted: Option<Wanted>) -> Self {
        Self { wanted, ..self }
    }

    /// The bureau's explanations and reviews as they were read, for writing them again.
    #[must_use]
    pub fn papers(&self) -> Arc<Papers> {
        Arc::clone(&self.papers)
    }
}

/// Reads the bureau's lists and lists the submissions.
///
/// # Errors
/// If a list is wrong or a folder cannot be listed.
pub fn prepare(project: &Project, library: &Library) -> Result<Prepared, RunError> {
    let input = &project.input;
    let ((roster, receipts), (ledger, (papers, intake))) = rayon::join(
        || {
            rayon::join(
                || reference::roster(&project.resolve(&input.roster), &library.forms),
                || input.receipts.as_ref().map(|path| reference::receipts(&project.resolve(path))).transpose(),
            )
        },
        || {
            rayon::join(
                || input.ledger.as_ref().map(|path| reference::ledger(&project.resolve(path))).transpose(),
                || rayon::join(|| papers::read(project), || intake::list(&project.resolve(&input.submissions))),
            )
        },
    );
    // The first that is wrong is told, in the same order whichever was read first.
    let (roster, papers, receipts, ledger, intake) = (roster?, Arc::new(papers?), receipts?, ledger?, intake?);
    let mut sources = intake.sources;
    for source in &mut sources {
        source.received = received(source, receipts.as_ref());
    }
    let last_year = match &input.last_year {
        Some(path) => intake::list(&submissions_of(&project.resolve(path)))?.sources,
        None => Vec::new(),
    };
    Ok(Prepared { roster, sources, skipped: intake.skipped, last_year, papers, ledger, wanted: None })
}

/// The folder of last year's submissions: that of last year's project, where its folder is named.
fn submissions_of(folder: &Path) -> PathBuf {
    match Project::load(folder) {
        Ok(earlier) if folder.is_dir() => earlier.resolve(&earlier.input.submissions),
        _ => folder.to_path_buf(),
    }
}

/// When a file came in: by the list of receipts, or where there is no such list by the file's own time.
fn received(source: &Source, receipts: Option<&Receipts>) -> Option<Received> {
    if let Some(receipts) = receipts {
        receipts.at(&source.name).map(|at| Received { at, from_receipts: true })
    } else {
        let changed = Timestamp::try_from(fs::metadata(&source.path).ok()?.modified().ok()?).ok()?;
        Some(Received { at: changed.to_zoned(TimeZone::system()).datetime(), from_receipts: false })
    }
}

/// Reads every submission and makes the county of them. `done` is told after each file.
#[must_use]
pub fn consolidate(
    prepared: Prepared,
    project: &Project,
    library: &Library,
    as_of: DateTime,
    done: &(dyn Fn() + Sync),
) -> County {
    let library = &library.overridden_by(project);
    let mut files = read_all(prepared.sources, library, done);
    for file in &mut files {
        settle(&mut file.findings, project);
    }
    let baseline = read_values(prepared.last_year, library, done);
    let mut attributed = attribute::attribute(&files, &prepared.roster, &library.forms, project);
    let mut before = project.clone();
    before.county.year = project.county.year.saturating_sub(1);
    let earlier = attribute::attribute(&baseline, &prepared.roster, &library.forms, &before);
    let last_year = Year { entries: &earlier.entries, files: &baseline };
    validate::across(
        &mut files,
        &attributed.entries,
        last_year,
        &prepared.roster,
        prepared.ledger.as_ref(),
        &library.forms,
    );
    let came_in = validate::CameIn {
        entries: &attributed.entries,
        reporting: &attributed.reporting,
        repeats: &attributed.repeats,
        files: &files,
    };
    let context = validate::Context {
        roster: &prepared.roster,
        forms: &library.forms,
        name: &project.county.name,
        year: project.county.year,
        deadline: project.county.deadline,
        today: as_of.date(),
        ledger: prepared.ledger.as_ref(),
        last_year,
    };
    let this_year = Year { entries: &attributed.entries, files: &files };
    // Neither needs the other before the anomalies are told.
    let (mut judged, numbers) = rayon::join(
        || validate::county(&came_in, &context),
        || anomaly::judge(this_year, last_year, &library.forms, &prepared.roster),
    );
    settle(&mut judged.findings, project);
    let of_county = |entry: usize| judged.submissions.get(entry).map_or(&[][..], |verdict| &verdict.findings);
    let detected = anomaly::tell(&numbers, of_county, prepared.wanted.as_ref());
    drop(numbers);
    let history = History::of(last_year);
    let before: Vec<Option<CountedMoney>> = attributed
        .entries
        .iter()
        .map(|entry| {
            let now = &files[entry.file].cases[entry.case].submission;
            CountedMoney::of_submission(history.before(entry, now)?.submission)
        })
        .collect();
    for (entry, money) in attributed.entries.iter_mut().zip(before) {
        entry.money_before = money;
    }
    for (entry, verdict) in attributed.entries.iter().zip(judged.submissions) {
        files[entry.file].cases[entry.case].judge(verdict.findings, verdict.outcomes);
    }
    let mut county = County {
        name: project.county.name.clone(),
        year: project.county.year,
        deadline: project.county.deadline,
        as_of,
        total_forms: project.totals.forms.clone(),
        roster: prepared.roster,
        files,
        skipped: prepared.skipped,
        entries: attributed.entries,
        reporting: attributed.reporting,
        repeats: attributed.repeats,
        findings: judged.findings,
        anomalies: detected.anomalies,
        series: detected.series,
        climbed: detected.climbed,
        figures: Figures::default(),
        pages: super::pages(),
        last_year: baseline.iter().map(|file| file.cases.len()).sum(),
        ranks_by: project.scores.ranks_by,
        judgement: Judgement::default(),
    };
    judgement::settle(&mut county, &prepared.papers, &library.forms);
    for (entry, rank) in figures_room::ranks(&county).into_iter().enumerate() {
        county.entries[entry].rank = rank;
    }
    corrected::ranks(&mut county, &library.forms);
    county.figures = figures_room::figures(&county, &library.forms);
    county
}

/// Gives findings that no form speaks of the severity that the project sets; those of checks that it switches off go.
fn settle(findings: &mut Vec<Finding>, project: &Project) {
    findings.retain_mut(|finding| {
        let severity = project.severity(finding.code.0, finding.severity);
        finding.severity = severity.unwrap_or(finding.severity);
        severity.is_some()
    });
}

/// Why a county workbook was not published. The last good one stays as it was.
#[derive(Debug)]
pub enum PublishError {
    /// Totals that two independent paths give differently.
    Untied(Vec<Untied>),
    /// It cannot be written.
    Output(OutputError),
}

impl From<OutputError> for PublishError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

/// Writes the county workbook and returns where. The caller holds the lock of the output folder.
///
/// # Errors
/// If totals do not tie or it cannot be written; the last good workbook stays as it was.
pub fn write_county(county: &County, project: &Project, library: &Library) -> Result<PathBuf, PublishError> {
    let mut untied: Vec<Untied> = county
        .entries
        .par_chunks(AT_ONCE)
        .flat_map_iter(|entries| figures_room::untied_scores(county, entries))
        .collect();
    untied.extend(figures_room::untied_money(county));
    if !untied.is_empty() {
        return Err(PublishError::Untied(untied));
    }
    let folder = project.resolve(&project.output.folder);
    output::sweep(&folder);
    let name = output::file_name(county, project.output.language);
    let target = folder.join(name);
    let submissions = project.resolve(&project.input.submissions);
    let links = Links::below(seen_from(&folder, &submissions));
    let layout = Layout {
        lang: project.output.language,
        tabs: project.output.tabs.clone(),
        headline: project.output.headline.clone(),
        by_section: project.output.group_by == GroupBy::Section,
        own: project.output.own_tabs.clone(),
    };
    output::county_workbook(county, &library.forms, &layout, &links, &target)?;
    Ok(target)
}

/// What was written: the county workbook, and what a person must be told of the bureau's own, or why they were not written.
pub type Published = (PathBuf, Result<Vec<Message>, OutputError>);

/// Writes the county workbook, and once it stands the bureau's own, of which `papers` were read.
///
/// # Errors
/// As [`write_county`]; nothing was written then.
pub fn publish(
    county: &County,
    papers: &Papers,
    project: &Project,
    library: &Library,
) -> Result<Published, PublishError> {
    // The others are made meanwhile: packing a large workbook is work for one thread.
    let (written, made) =
        rayon::join(|| write_county(county, project, library), || papers::pack(county, papers, project, library));
    Ok((written?, papers::put(made, papers, project)))
}

/// One folder as seen from another: "../submissions", or the whole path where they have nothing in common.
fn seen_from(here: &Path, there: &Path) -> String {
    let absolute = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let (here, there) = (absolute(here), absolute(there));
    let common = here.components().zip(there.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return there.display().to_string();
    }
    let up = here.components().skip(common).map(|_| "..".to_owned());
    let down = there.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
