//! One file from its bytes to its cases; nothing that happens in it reaches beyond it.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::prelude::*;

use super::unread;
use crate::intake::{self, Bytes};
use crate::locate::{Located, locate};
use crate::model::{Case, Code, Finding, Place, ReadFile, Scorecard, Severity, Source, SourceId, Submission, Unread};
use crate::schema::{Form, Library};
use crate::text::{Message, Text};
use crate::{extract, score, validate, workbook};

const F01: Code = Code("F01");
const F02: Code = Code("F02");
const F10: Code = Code("F10");

/// What becomes of a submission once its values are known.
type Finish = fn(Submission, &Form) -> Case;

/// Reads, scores and checks every source, in parallel and in their order. `done` is told after each file.
#[must_use]
pub fn read_all(sources: Vec<Source>, library: &Library, done: &(dyn Fn() + Sync)) -> Vec<ReadFile> {
    read_each(sources, library, judged, done)
}

/// Reads the values of every source like [`read_all`], but neither scores nor checks them: enough to compare with.
pub(super) fn read_values(sources: Vec<Source>, library: &Library, done: &(dyn Fn() + Sync)) -> Vec<ReadFile> {
    read_each(sources, library, unjudged, done)
}

fn read_each(sources: Vec<Source>, library: &Library, finish: Finish, done: &(dyn Fn() + Sync)) -> Vec<ReadFile> {
    sources
        .into_par_iter()
        .with_max_len(1)
        .map(|source| {
            let bytes = intake::read(&source.path);
            let file = read_file(source, bytes, library, finish);
            done();
            file
        })
        .collect()
}

/// Reads, scores and checks one file from memory.
#[must_use]
pub fn check_bytes(bytes: Vec<u8>, name: &str, library: &Library) -> ReadFile {
    let source = Source {
        id: SourceId(0),
        path: PathBuf::from(name),
        name: name.into(),
        length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: String::new(),
        received: None,
    };
    read_file(source, Ok(Bytes { bytes, sha256: String::new() }), library, judged)
}

/// One file. A panic inside it becomes a finding that names it.
fn read_file(mut source: Source, bytes: io::Result<Bytes>, library: &Library, finish: Finish) -> ReadFile {
    let place = Place::File(source.id);
    let refused = |source, finding| ReadFile {
        source,
        cases: Vec::new(),
        findings: vec![finding],
        unread: Vec::new(),
        readable: false,
    };
    let Bytes { bytes, sha256 } = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return refused(source, cannot_open(place, &error)),
    };
    source.length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    source.sha256 = sha256;
    // Nothing outlives the closure but its result, so a half-changed state cannot be seen.
    match catch_unwind(AssertUnwindSafe(|| read_bytes(&bytes, source.id, library, finish))) {
        Ok(Ok(Content { cases, findings, unread })) => ReadFile { source, cases, findings, unread, readable: true },
        Ok(Err(finding)) => refused(source, finding),
        Err(_) => refused(source, internal_error(place)),
    }
}

/// What is in a file.
struct Content {
    cases: Vec<Case>,
    findings: Vec<Finding>,
    unread: Vec<Unread>,
}

fn read_bytes(bytes: &[u8], id: SourceId, library: &Library, finish: Finish) -> Result<Content, Finding> {
    let book = workbook::read(bytes, id)?;
    let located = locate(&book.value, library);
    let mut findings = book.findings;
    if located.layouts.is_empty() {
        findings.push(not_recognised(&located, id));
    } else {
        // Inside a form the rule F10 speaks of every cell that is read; cells beside it are nobody's answer.
        findings.retain(|finding| finding.code != F10);
    }
    let cases = located.layouts.iter().map(|layout| finish(extract::submission(layout, id), layout.form));
    let cases: Vec<Case> = cases.collect();
    let unread = unread::unread(&book.value, &cases, id);
    if !cases.is_empty() {
        // Of a file that is no form F02 says everything there is to say.
        findings.extend(unread::findings(&unread));
    }
    Ok(Content { cases, findings, unread })
}

/// Scored and checked.
fn judged(submission: Submission, form: &Form) -> Case {
    let scorecard = score::scorecard(&submission, form);
    let (findings, outcomes) = validate::submission(&submission, &scorecard, form);
    Case { submission, scorecard, findings, outcomes }
}

/// As it was read.
fn unjudged(submission: Submission, _: &Form) -> Case {
    Case { submission, scorecard: Scorecard::default(), findings: Vec::new(), outcomes: Vec::new() }
}

fn cannot_open(place: Place, error: &io::Error) -> Finding {
    Finding::new(
        F01,
        Severity::E,
        place,
        Message::new(Text::new("文件打不开：{error}", "the file cannot be opened: {error}")).with("error", error),
        Text::new(
            "请确认文件没有被其他程序占用、您有读取权限，然后重新运行",
            "make sure that no other program holds the file and that you may read it, then run again",
        ),
    )
}

fn internal_error(place: Place) -> Finding {
    Finding::new(
        F01,
        Severity::E,
        place,
        Text::new(
            "读取本文件时程序内部出错，本文件未计入",
            "this program failed inside this file; the file is not counted",
        ),
        Text::new(
            "请用 Excel、Word 或 WPS 打开后另存为新的 .xlsx 或 .docx 再试；仍然出错请把该文件交给程序维护人员",
            "open it in Excel, Word or WPS, save it as a new .xlsx or .docx and try again; if it still fails, give the file to the maintainers",
        ),
    )
}

fn not_recognised(located: &Located<'_>, id: SourceId) -> Finding {
    let message = match &located.nearest {
        Some(nearest) => Message::new(Text::new(
            "不是已知的表样；最接近“{form}”，但找不到：{missing}",
            "no known form; the nearest is “{form_en}”, but these labels are missing: {missing}",
        ))
        .with("form", nearest.form.head.title.zh.as_str())
        .with("form_en", nearest.form.head.title.en.as_str())
        .with("missing", nearest.missing.join("、")),
        None => Message::new(Text::new("不是已知的表样", "no known form")),
    };
    Finding::new(
        F02,
        Severity::E,
        Place::File(id),
        message,
        Text::new(
            "请使用财政局下发的表样填报（表样是新的，请管理员增加一个表样文件；huizong schema list 列出现有表样）",
            "use the form that the bureau handed out (for a new form the administrator adds a schema file; `huizong schema list` shows those at hand)",
        ),
    )
}
