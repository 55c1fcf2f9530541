//! Every reported address holds what is said of it: every entry holds what stands in its cell, and every finding at a filled cell
//! says what is written there.

use std::fs;

use huizong::model::{Finding, Raw, SourceId};
use huizong::text::{Lang, fold};
use huizong::workbook::{self as reader, Book};
use huizong::{pipeline, validate};
use rust_decimal::Decimal;

use crate::library::delivered;
use crate::nothing_lost::workbooks;
use crate::rules::example;

/// Speak of a whole table, where no cell holds its sum.
const OF_TABLES: [&str; 4] = ["Q01", "Q02", "Q06", "Q07"];

/// A message quotes the beginning of a long text.
const QUOTED: usize = 8;

fn raw<'a>(book: &'a Book, finding: &Finding) -> Option<&'a Raw> {
    let at = finding.place.cell()?;
    let sheet = book.sheets.iter().find(|sheet| Some(&*sheet.name) == finding.place.sheet())?;
    Some(sheet.raw(at))
}

/// Whether a message names the content of a cell: the number, the beginning of the text, or a part of it in quotation marks.
fn names(message: &str, raw: &Raw) -> bool {
    let message = fold(message);
    let written = fold(&raw.to_string());
    let written = written.trim_end_matches(':');
    let start = |text: &str| text.chars().take(QUOTED).collect::<String>();
    // A labelled cell is quoted by label or by value, a code with a name by the name.
    let tails = [':', '-'].map(|mark| written.split_once(mark).map_or("", |(_, tail)| tail));
    let mut parts = [written].into_iter().chain(tails).filter(|part| !part.is_empty());
    let mut years = written.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut quoted = message.split(['“', '”', '`']).skip(1).step_by(2).filter(|piece| piece.chars().count() > 1);
    // 99.70% is told as 99.7 %.
    let number = written.trim_end_matches('%').parse::<Decimal>().ok().map(|number| number.normalize().to_string());
    number.is_some_and(|number| message.contains(&number))
        || matches!(raw, Raw::Number { value, .. } if message.contains(&value.normalize().to_string()))
        || parts.any(|part| message.contains(&start(part)))
        || years.any(|year| message.contains(year))
        || quoted.any(|piece| written.contains(piece))
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
        let file = pipeline::check_bytes(bytes, &name, library);
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
