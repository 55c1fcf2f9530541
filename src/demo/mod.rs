//! A demonstration county: plausible submissions of fictional units, with faults planted where `planted.csv` says.
//!
//! It shows what the program does and measures how much of it is found. Nothing here asks a rule what it would
//! report: forms are filled in correctly first, then single values are spoilt. The same options give the same bytes.

mod canvas;
mod error;
mod figures;
mod filling;
mod folder;
mod libreoffice;
mod lists;
mod national;
mod overall;
mod people;
mod plan;
mod plant;
mod projects;
mod sichuan;
mod slots;
mod style;
mod submission;
mod texts;
mod unit;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fastrand::Rng;

pub use self::error::DemoError;
pub use self::people::MOST;

use self::folder::Folder;
use self::unit::County;

/// The year that the county evaluates.
pub const YEAR: u16 = 2023;
/// The last day for submissions.
const DEADLINE: &str = "2024-03-31";
/// From how many units on every kind of fault is planted.
pub const ALL_FAULTS_FROM: usize = 40;

/// What kind of county.
#[derive(Debug, Clone)]
pub struct Options {
    /// Units in the roster, 1 to [`MOST`]. From 4 on one of them is the service centre, from 12 on two send nothing,
    /// from [`ALL_FAULTS_FROM`] on every kind of fault occurs.
    pub departments: usize,
    /// 1, or 2 to have last year's submissions as well.
    pub years: u8,
    /// What chance starts from.
    pub seed: u64,
    /// The program of `LibreOffice` that saves every third faultless file again.
    pub libreoffice: Option<PathBuf>,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Units in the roster.
    pub departments: usize,
    /// Files of this year, damaged and unknown ones included.
    pub files: usize,
    /// Files of last year.
    pub last_year: usize,
    /// Files that `LibreOffice` saved again.
    pub resaved: usize,
    /// How many faults of each code were planted.
    pub planted: BTreeMap<&'static str, usize>,
}

/// Makes a county in a folder.
///
/// # Errors
/// If the options are impossible, the folder holds files of somebody else, a file cannot be written, or
/// `LibreOffice` was asked for and does not work.
pub fn generate(dir: &Path, options: &Options) -> Result<Summary, DemoError> {
    let departments = options.departments;
    if !(1..=MOST).contains(&departments) {
        return Err(DemoError::Departments { departments, most: MOST });
    }
    if !(1..=2).contains(&options.years) {
        return Err(DemoError::Years(options.years));
    }
    let two_years = options.years == 2;
    let units = people::county(departments, options.seed);
    let slots = slots::share(&units, &mut rng(options.seed, &[3]));
    let mut county = County::new(Folder::prepare(dir)?, options.seed, two_years);
    for (index, (unit, slot)) in units.iter().zip(&slots).enumerate() {
        county.unit(index, unit, slot)?;
    }
    county.outsider(departments)?;
    let mut wanted = plant::FAULTS.iter().filter(|fault| two_years || !fault.needs_last_year());
    let missed = wanted.find(|fault| county.planted.iter().all(|planted| planted.code != fault.code));
    if let Some(fault) = missed.filter(|_| departments >= ALL_FAULTS_FROM) {
        return Err(DemoError::Unplanted(fault.code));
    }
    let resave: Vec<PathBuf> = county.good.iter().skip(1).step_by(3).map(|path| county.folder.place(path)).collect();
    let mut summary = Summary {
        departments,
        files: county.receipts.len(),
        last_year: county.last_year,
        resaved: 0,
        planted: BTreeMap::new(),
    };
    for planted in &county.planted {
        *summary.planted.entry(planted.code).or_default() += 1;
    }
    let mut folder = county.folder;
    folder.write("roster.xlsx", &lists::roster(&units, &county.due)?)?;
    folder.write("receipts.csv", &lists::receipts(&county.receipts)?)?;
    folder.write("budget.xlsx", &lists::ledger(&county.booked)?)?;
    folder.write("planted.csv", &lists::planted(&county.planted)?)?;
    folder.write(crate::schema::project::PROJECT_FILE, lists::project(YEAR, two_years).as_bytes())?;
    folder.finish()?;
    // Last, so that a county is whole even where this fails.
    if let Some(program) = &options.libreoffice {
        libreoffice::resave(program, &resave)?;
        summary.resaved = resave.len();
    }
    Ok(summary)
}

/// A stream of chance of its own for every purpose, so that one unit never changes another.
fn rng(seed: u64, path: &[u64]) -> Rng {
    // SplitMix64, one step for every part of the path.
    let mix = |state: u64, part: &u64| {
        let mut z = (state ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    Rng::with_seed(path.iter().fold(seed, mix))
}
