//! What kind of value stands in a cell, as far as it shows.

use super::lexicon::Lexicon;
use crate::model::Raw;
use crate::schema::FieldType;
use crate::text::fold;
use crate::text::pattern::Pattern;

/// Boxes that are ticked or open; compared folded.
const BOXES: [char; 9] = ['□', '☐', '☑', '☒', '✓', '✔', '√', '▢', '■'];
/// From this length on a value is a text, in characters.
const SENTENCE: usize = 40;
/// So much of an instruction is enough to know it by, in characters.
const INSTRUCTION: usize = 16;

/// What kind of value it is; a line where nothing shows it.
pub fn kind(raw: &Raw) -> FieldType {
    let Raw::Text(text) = raw else {
        return match raw {
            Raw::Date(_) => FieldType::Date,
            Raw::Number { .. } => FieldType::Number,
            _ => FieldType::Line,
        };
    };
    let folded = fold(text);
    let is = |pattern: &str| Pattern::new(pattern).matches(&folded).is_some();
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    let phone = |c: char| c.is_ascii_digit() || "-()转".contains(c);
    if folded.chars().count() >= SENTENCE {
        FieldType::Text
    } else if is("{year}年{n}月{n}日") || is("{year}-{n}-{n}") || is("{year}.{n}.{n}") || is("{year}年{n}月") {
        FieldType::Date
    } else if (7..=12).contains(&digits) && folded.chars().all(phone) {
        FieldType::Phone
    } else if is_coded(&folded) {
        FieldType::CodeName
    } else {
        FieldType::Line
    }
}

/// "219001-某镇人民政府": at least three digits, a dash, a name; or at least six digits right before a name.
fn is_coded(folded: &str) -> bool {
    let name = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = folded.len() - name.len();
    if digits >= 6 && name.chars().count() >= 4 && name.starts_with(char::is_alphabetic) {
        return true;
    }
    folded.split_once('-').is_some_and(|(code, name)| {
        code.len() >= 3 && code.bytes().all(|b| b.is_ascii_digit()) && name.starts_with(|c: char| !c.is_ascii_digit())
    })
}

/// The options of a cell with boxes to tick: "1、常年性项目□ 2、一次性项目☑".
pub fn options(raw: &Raw) -> Vec<String> {
    let Raw::Text(text) = raw else { return Vec::new() };
    if !text.contains(BOXES) {
        return Vec::new();
    }
    let number = |c: char| c.is_ascii_digit() || "、.．)）(（".contains(c) || c.is_whitespace();
    let parts = text.split(|c: char| BOXES.contains(&c) || c.is_whitespace());
    let names = parts.map(|part| part.trim_matches(number).trim().to_owned()).filter(|name| name.chars().count() > 1);
    let mut options: Vec<String> = Vec::new();
    for name in names {
        if !options.contains(&name) {
            options.push(name);
        }
    }
    if options.len() < 2 { Vec::new() } else { options }
}

/// The beginning of the form's own instruction, if that is what stands in an answer's place.
pub fn instruction(raw: &Raw, lexicon: &Lexicon<'_>) -> Option<String> {
    let Raw::Text(text) = raw else { return None };
    let folded = fold(text);
    is_instruction(&folded, lexicon).then(|| beginning(&folded))
}

/// Whether a folded text tells how to fill in the form: "(100字以内)".
pub fn is_instruction(folded: &str, lexicon: &Lexicon<'_>) -> bool {
    lexicon.resembling().is_some_and(|form| form.words.hints.found_in(folded).is_some())
}

/// As much of a folded text as it is known by.
pub fn beginning(folded: &str) -> String {
    let clause: String = folded.chars().take_while(|c| !"(。;".contains(*c)).take(INSTRUCTION).collect();
    clause.trim_end_matches(',').to_owned()
}
