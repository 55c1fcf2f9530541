//! Progress on long work: a bar on a terminal, a line now and then in a log.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::language::{lang, tell};
use crate::text::{Message, Text};

/// How many lines a log gets at most.
const LOG_LINES: usize = 10;

/// What a bar says while files are read.
pub const READING: [Text; 2] = [
    Text::new(
        "读取 [{bar:32}] {pos}/{len} 个文件，已用 {elapsed}，还需 {eta}",
        "reading [{bar:32}] {pos}/{len} files, {elapsed}, {eta} left",
    ),
    Text::new("已读取 {done}/{total} 个文件", "{done} of {total} files read"),
];
/// What it says while forms are written.
pub const WRITING: [Text; 2] = [
    Text::new(
        "生成 [{bar:32}] {pos}/{len} 份表，已用 {elapsed}，还需 {eta}",
        "writing [{bar:32}] {pos}/{len} forms, {elapsed}, {eta} left",
    ),
    Text::new("已生成 {done}/{total} 份表", "{done} of {total} forms written"),
];

/// Progress over a known number of files.
pub struct Progress {
    bar: ProgressBar,
    total: usize,
    done: AtomicUsize,
    log: bool,
    line: Text,
}

impl Progress {
    /// Begins; `quiet` shows nothing. `words` are those of the bar and of a line in a log.
    pub fn begin(total: usize, quiet: bool, words: [Text; 2]) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let target = if terminal && !quiet { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(u64::try_from(total).ok(), target);
        let [template, line] = words;
        if let Ok(style) = ProgressStyle::with_template(template.get(lang())) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, total, done: AtomicUsize::new(0), log: !terminal && !quiet, line }
    }

    /// One more file is done.
    pub fn step(&self) {
        self.bar.inc(1);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let every = (self.total / LOG_LINES).max(100);
        if self.log && (done.is_multiple_of(every) && done < self.total) {
            let line = Message::new(self.line);
            eprintln!("{}", tell(&line.with("done", done.to_string()).with("total", self.total.to_string())));
        }
    }

    /// Ends and clears the bar.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
