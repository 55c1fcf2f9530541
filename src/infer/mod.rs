//! A first schema for a form that no schema describes yet: learned from blank or filled copies of it.
//!
//! What is known about words comes from the schemas at hand; what a person must decide is written beside the part it
//! concerns. Nothing here reads values into a county: a proposal is a text, and a person looks at it before it is used.

mod build;
mod draft;
mod fields;
mod guess;
mod headers;
mod ids;
mod lexicon;
mod meanings;
mod prescribed;
mod sample;
mod specs;
mod tables;
mod title;
mod values;
mod write;

use std::collections::BTreeSet;

pub use sample::Sample;

use crate::schema::Library;
use crate::text::{Lang, Message, Text};
use crate::workbook::Sheet;
use draft::Draft;
use lexicon::Lexicon;
use sample::Page;

/// A proposed schema.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The text of the schema file.
    pub text: String,
    /// How many places a person must look at.
    pub questions: usize,
    /// The sheet of the first file that it describes.
    pub sheet: String,
    /// Other sheets of that file that look like forms.
    pub others: Vec<String>,
}

/// Proposes a schema from copies of one form. `sheet` names the sheet; without it the one with the fullest tables is taken.
///
/// # Errors
/// If no sheet has that name, no table is found, or the copies are of different forms.
pub fn propose(
    samples: &[Sample<'_>],
    library: &Library,
    sheet: Option<&str>,
    lang: Lang,
) -> Result<Proposal, Message> {
    let Some((first, rest)) = samples.split_first() else { return Err(no_table("")) };
    let mut learned = learn(first, library, sheet, None)?;
    let names: Vec<String> = samples.iter().map(|sample| file_name(sample.name)).collect();
    if !rest.is_empty() {
        let mut pages = vec![learned.texts.clone()];
        for sample in rest {
            pages.push(same_form(sample, library, sheet, first.name, &learned)?.texts);
        }
        let common = pages.iter().skip(1).fold(pages[0].clone(), |common, texts| &common & texts);
        learned = Learned { others: learned.others, ..learn(first, library, Some(&learned.sheet), Some(&common))? };
        for sample in rest {
            let other = same_form(sample, library, sheet, first.name, &learned)?.sheet;
            learned.draft.absorb(learn(sample, library, Some(&other), Some(&common))?.draft);
        }
    }
    build::settle(&mut learned.draft);
    Ok(Proposal {
        text: write::toml(&learned.draft, lang, &names.join("、")),
        questions: learned.draft.notes.len(),
        sheet: learned.sheet,
        others: learned.others,
    })
}

/// What one file shows.
struct Learned {
    draft: Draft,
    texts: BTreeSet<String>,
    sheet: String,
    others: Vec<String>,
}

/// Learns from the sheet of a file that is named or that has the fullest tables.
fn learn(
    sample: &Sample<'_>,
    library: &Library,
    wanted: Option<&str>,
    common: Option<&BTreeSet<String>>,
) -> Result<Learned, Message> {
    let is_wanted = |sheet: &&Sheet| wanted.is_none_or(|name| name == &*sheet.name);
    let sheets: Vec<&Sheet> = sample.book.sheets.iter().filter(is_wanted).collect();
    if sheets.is_empty() {
        let names: Vec<&str> = sample.book.sheets.iter().map(|sheet| &*sheet.name).collect();
        let text =
            Text::new("{file} 没有工作表“{sheet}”；有：{names}", "{file} has no sheet `{sheet}`; it has: {names}");
        let message = Message::new(text).with("file", sample.name).with("sheet", wanted.unwrap_or_default());
        return Err(message.with("names", names.join("、")));
    }
    let mut learned: Vec<Learned> =
        sheets.into_iter().filter_map(|sheet| learn_sheet(sheet, library, common)).collect();
    let fullest = (0..learned.len()).max_by_key(|at| (fullness(&learned[*at].draft), std::cmp::Reverse(*at)));
    let Some(at) = fullest else { return Err(no_table(sample.name)) };
    let mut best = learned.remove(at);
    best.others = learned.into_iter().map(|other| other.sheet).collect();
    Ok(best)
}

fn learn_sheet(sheet: &Sheet, library: &Library, common: Option<&BTreeSet<String>>) -> Option<Learned> {
    let mut page = Page::of(sheet)?;
    page.common = common.cloned();
    let lexicon = Lexicon::of(library, &page);
    let draft = build::draft(&page, &lexicon)?;
    Some(Learned { draft, texts: page.folded(), sheet: sheet.name.to_string(), others: Vec::new() })
}

/// Columns of money and indicators weigh more than others: without them nothing is scored.
fn fullness(draft: &Draft) -> usize {
    let tables = draft.form.tables.iter();
    tables.map(|table| table.columns.len() * if build::is_scored(table.role) { 10 } else { 1 }).sum()
}

/// Learns from a further copy, if it is one of the same form: it shares two of three labels.
fn same_form(
    sample: &Sample<'_>,
    library: &Library,
    sheet: Option<&str>,
    first: &str,
    known: &Learned,
) -> Result<Learned, Message> {
    let wanted = known.draft.labels();
    let shared = |learned: &Learned| learned.draft.labels().iter().filter(|label| wanted.contains(label)).count();
    let sheets = sample.book.sheets.iter().filter(|at| sheet.is_none_or(|name| name == &*at.name));
    let best = sheets.filter_map(|at| learn_sheet(at, library, None)).max_by_key(shared);
    let Some(best) = best else { return Err(no_table(sample.name)) };
    let (common, all) = (shared(&best), wanted.len().min(best.draft.labels().len()));
    if common * 3 >= all * 2 {
        return Ok(best);
    }
    let text = Text::new(
        "{file} 和 {first} 不像同一种表：{all} 个标签中只有 {common} 个相同；请分别运行",
        "{file} and {first} do not look like one form: they share {common} of {all} labels; run the command for each of them",
    );
    let message = Message::new(text).with("file", sample.name).with("first", first);
    Err(message.with("common", common.to_string()).with("all", all.to_string()))
}

fn no_table(file: &str) -> Message {
    let text = Text::new(
        "{file} 里没有找到表格：要有一行列标题（如 年初预算数、全年执行数，或 三级指标、指标值），下面是各行",
        "no table was found in {file}: a row of column headers is needed (budget, executed; or indicators and targets) with rows below it",
    );
    Message::new(text).with("file", file)
}

fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}
