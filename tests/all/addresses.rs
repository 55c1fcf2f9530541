//! Every reported address holds what is said of it: every entry holds what stands in its cell, and every finding at a filled cell
//! says what is written there.

use std::fs;

use huizong::model::{Finding, Raw, SourceId};
use huizong::text::{Lang, fold};
use huizong::workbook::{self as reader, Book};
use huizong::{pipeline, validate};

use crate::library::delivered;
use crate::nothing_lost::workbooks;
use crate::rules::example;

/// Speak of a whole table, where no cell holds its sum.
const OF_TABLES: [&str; 2] = ["Q01", "Q07"];

/// A message quotes the beginning of a long text.
const QUOTED: usize = 8;

fn raw<'a>(book: &'a Book, finding: &Finding) -> Option<&'a Raw> {
    let at = finding.place.cell()?;
    let sheet = book.sheets.iter().find(|sheet| Some(&*sheet.name) == finding.place.sheet())?;
    Some(sheet.raw(at))
}

/// Whether a message names the content of a cell: the number, or the beginning of the text.
fn names(message: &str, raw: &Raw) -> bool {
    let message = fold(message);
    let quoted = |text: &str| {
        let folded = fold(text);
        let folded = folded.trim_end_matches(':');
        let start: String = folded.chars().take(QUOTED).collect();
        // A labelled cell is quoted by label or by value.
        let value = folded.split_once(':').map(|(_, value)| value.chars().take(QUOTED).collect::<String>());
        let mut years = folded.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        message.contains(&start)
            || years.any(|year| message.contains(year))
            || value.is_some_and(|value| !value.is_empty() && message.contains(&value))
    };
    match raw {
        Raw::Number { value, .. } => {
            let plain = value.normalize().to_string();
            quoted(&raw.to_string()) || message.contains(&plain)
        }
        other => quoted(&other.to_string()),
    }
}

#[test]
fn every_finding_at_a_filled_cell_says_what_is_written_there() {
    let library = delivered();
    let mut checked = 0;
    let mut silent = Vec::new();
    let examples = validate::pages().into_iter().filter(|page| !page.example.is_empty());
    let examples = examples.flat_map(example);
    let sent = workbooks().into_iter().map(|path| (path.display().to_string(), fs::read(&path).expect("a file")));
    for (name, bytes) in sent.chain(examples) {
        let Ok(book) = reader::read(&bytes, SourceId(0)) else { continue };
        let file = pipeline::check_bytes(bytes, &name, &library);
        let findings = file.cases.iter().flat_map(|case| &case.findings);
        for finding in findings.filter(|finding| !OF_TABLES.contains(&finding.code.0)) {
            let Some(raw) = raw(&book.value, finding).filter(|raw| !raw.is_blank()) else { continue };
            checked += 1;
            for lang in [Lang::Zh, Lang::En] {
                let message = finding.message(lang);
                if !names(&message, raw) {
                    let at = finding.place.cell().map(|at| at.to_string()).unwrap_or_default();
                    silent.push(format!("{} {at} `{raw}`: {message} ({name})", finding.code));
                }
            }
        }
    }
    assert!(checked > 80, "{checked} findings");
    assert!(silent.is_empty(), "{} of {checked}:\n{}", silent.len(), silent.join("\n"));
}
