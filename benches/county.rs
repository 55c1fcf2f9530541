//! How long a county takes: `cargo bench`. Figures, not tests: nothing here can fail on a slow machine.
//!
//! Prints the machine, the commit and, for 1,000 and 10,000 generated departments on two threads, the time of reading, checking
//! and scoring, of the whole run with the workbook, the peak memory so far, and the start-up time. Each is the best of
//! three runs after one to warm the page cache.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark reports and may stop")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use huizong::pipeline::{self, DemoOptions};
use huizong::schema::{Library, Project};
use jiff::civil::date;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const THREADS: usize = 2;
const RUNS: usize = 3;

fn main() {
    println!("machine: {}", machine());
    println!("commit:  {}", output("git", &["describe", "--always", "--dirty"]));
    println!("threads: {THREADS}");
    println!("start-up (--version): {:?}", best(|| drop(output(env!("CARGO_BIN_EXE_huizong"), &["--version"]))));
    for departments in [1_000, 10_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let options = DemoOptions { departments, years: 1, seed: 1, libreoffice: None };
        let made = pipeline::demo(folder.path(), &options).expect("a county");
        let files = made.files;
        println!("{departments} departments, {files} files:");
        println!("  read, check, score: {:?}", best(|| on_threads(|| read(folder.path()))));
        println!("  whole run:          {:?}", best(|| on_threads(|| run(folder.path()))));
        println!("  peak memory so far: {}", peak());
    }
}

fn read(folder: &Path) {
    let library = Library::delivered().expect("the delivered schemas");
    let sources = pipeline::list(&[folder.join("submissions")]).sources;
    let files = pipeline::read_all(sources, &library, &|| {});
    assert!(files.iter().any(|file| !file.cases.is_empty()));
}

fn run(folder: &Path) {
    let library = Library::delivered().expect("the delivered schemas");
    let project = Project::load(folder).expect("the project");
    let prepared = pipeline::prepare(&project, &library).expect("the lists");
    let county = pipeline::consolidate(prepared, &project, &library, date(2024, 4, 2).at(8, 0, 0, 0), &|| {});
    pipeline::write_county(&county, &project, &library).expect("a workbook");
}

fn on_threads(job: impl FnOnce() + Send) {
    pipeline::on_threads(THREADS, job).expect("threads");
}

/// The best of some runs after one that warms up.
fn best(mut job: impl FnMut()) -> Duration {
    job();
    let time = |job: &mut dyn FnMut()| {
        let start = Instant::now();
        job();
        start.elapsed()
    };
    (0..RUNS).map(|_| time(&mut job)).min().unwrap_or_default()
}

fn output(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{} x {cores}, {}", model.trim_start_matches([' ', '\t', ':']), std::env::consts::OS)
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".to_owned(), |kb| kb.trim().to_owned())
}
