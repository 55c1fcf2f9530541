//! The labelled values: cover and written texts.

use rust_decimal::Decimal;

use super::grid::Grid;
use super::number::tidy;
use super::{choice, deadline, quantity};
use crate::locate::{FieldAt, Layout, ValueAt};
use crate::model::{CellRef, Entry, Field, FieldValue, Origin, Place, Raw, State};
use crate::schema::{FieldSpec, FieldType};
use crate::text::{fold, parted, pattern::year_of};

/// A text this short that holds an instruction is nothing but the instruction.
const LONGEST_INSTRUCTION: usize = 80;

/// Every field of the form, in its order.
pub fn fields(layout: &Layout<'_>, grid: &Grid<'_>) -> Vec<Field> {
    let specs = layout.form.fields.iter();
    specs.zip(&layout.fields).flat_map(|((id, spec), at)| all(id, spec, at, grid)).collect()
}

/// A field; one that repeats is numbered from 1, row by row.
fn all(id: &str, spec: &FieldSpec, at: &FieldAt, grid: &Grid<'_>) -> Vec<Field> {
    let mut first = field(id, spec, at, grid);
    if !spec.repeat {
        return vec![first];
    }
    first.id = format!("{id}1").into();
    let more = at.more.iter().enumerate().map(|(nth, value)| Field {
        id: format!("{id}{}", nth + 2).into(),
        entry: entry(spec, value, grid),
        ..first.clone()
    });
    std::iter::once(first.clone()).chain(more).collect()
}

fn field(id: &str, spec: &FieldSpec, at: &FieldAt, grid: &Grid<'_>) -> Field {
    let near = at.label.map_or_else(|| grid.whole(), |label| grid.place(label));
    let label = match at.label {
        Some(label) if spec.pattern.is_empty() => label_text(label, at.value.as_ref(), grid),
        _ => String::new(),
    };
    let entry = at.value.as_ref().map_or_else(|| Entry::absent(near.clone()), |value| entry(spec, value, grid));
    Field { id: id.into(), label, label_place: near, found: at.label.is_some(), entry }
}

/// The label as written, without the value that may stand behind it.
fn label_text(label: CellRef, value: Option<&ValueAt>, grid: &Grid<'_>) -> String {
    match value {
        Some(value @ (ValueAt::Behind(_) | ValueAt::Line(..))) => {
            let text = grid.labelled(value);
            parted(&text).map_or(text.clone(), |(label, _)| label.trim().to_owned())
        }
        _ => grid.raw(label).to_string(),
    }
}

pub fn entry(spec: &FieldSpec, value: &ValueAt, grid: &Grid<'_>) -> Entry<FieldValue> {
    let made = |place: Place, raw: Raw, state| Entry { place, origin: Origin::Cell, raw, state };
    match value {
        ValueAt::Captured(at, captured) => {
            let value = year_of(captured).map_or_else(|| FieldValue::Text(captured.clone()), FieldValue::Year);
            made(grid.place(*at), grid.raw(*at).clone(), State::Value(value))
        }
        ValueAt::Behind(at) | ValueAt::Line(at, _) => {
            let text = grid.labelled(value);
            let behind = parted(&text).map_or("", |(_, rest)| rest.trim());
            let raw = Raw::text(behind);
            let state = state(spec, &raw, grid);
            made(grid.place(*at), raw, state)
        }
        ValueAt::Cell(at) => {
            let raw = grid.raw(*at).clone();
            let state = state(spec, &raw, grid);
            made(grid.place(*at), raw, state)
        }
    }
}

fn state(spec: &FieldSpec, raw: &Raw, grid: &Grid<'_>) -> State<FieldValue> {
    let text = match raw {
        Raw::Blank => return State::Blank,
        Raw::Error(_) | Raw::NoResult => return State::Unreadable,
        Raw::Date(at) if spec.kind == FieldType::Date => return State::Value(FieldValue::Date(at.date())),
        raw if spec.kind == FieldType::Number => {
            let not_applicable = matches!(raw, Raw::Text(text) if grid.not_applicable(&fold(text)));
            let value = quantity::of_raw(raw).map(FieldValue::Amount);
            return if not_applicable { State::NotApplicable } else { value.map_or(State::Unreadable, State::Value) };
        }
        Raw::Number { .. } | Raw::Date(_) | Raw::Bool(_) | Raw::Text(_) => raw.to_string(),
    };
    let text = if spec.kind == FieldType::Text { text } else { without_seals(&text, grid) };
    let folded = fold(&text);
    if folded.is_empty() {
        return State::Blank;
    }
    // In a written part 无 is an answer in words; "/" is none.
    let in_words = spec.kind == FieldType::Text && folded.contains(char::is_alphabetic);
    if grid.not_applicable(&folded) && !in_words {
        return State::NotApplicable;
    }
    let short = folded.chars().count() <= LONGEST_INSTRUCTION;
    let hinted = spec.kind == FieldType::Text && grid.dictionary().hints.found_in(&folded).is_some();
    if short && (hinted || spec.instruction.begins(&folded)) {
        return State::Value(FieldValue::Instruction(text));
    }
    State::Value(match spec.kind {
        FieldType::Line | FieldType::Text | FieldType::Phone | FieldType::Number => FieldValue::Text(text),
        FieldType::Choice => choice::of(&text, &spec.options),
        FieldType::CodeName => {
            let (code, name) = code_name(text.trim());
            FieldValue::CodeName { code, name }
        }
        FieldType::Date => deadline::whole_date(&tidy(&text)).map_or(FieldValue::Text(text), FieldValue::Date),
    })
}

/// An answer without the brackets that ask for a seal or signature beside it: "示范县水利局（公章）".
fn without_seals(text: &str, grid: &Grid<'_>) -> String {
    let seals = &grid.dictionary().seals;
    let mut rest = text.trim();
    loop {
        let tail = rest.rfind(['(', '（']).filter(|at| seals.equal_to(&fold(&rest[*at..])).is_some());
        let head = rest.find([')', '）']).map(|at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
        let head = head.filter(|end| seals.equal_to(&fold(&rest[..*end])).is_some());
        rest = match (tail, head) {
            (Some(at), _) => rest[..at].trim_end(),
            (None, Some(end)) => rest[end..].trim_start(),
            (None, None) => return rest.to_owned(),
        };
    }
}

/// Splits "219001-某镇人民政府", "[155]某县民政局", "某局（219001）" into code and name.
///
/// A year is no code, and a code has at least three characters and a digit.
fn code_name(text: &str) -> (Option<String>, String) {
    let whole = || (None, text.to_owned());
    let found = |code: &str, name: &str| {
        let name = name.trim_start_matches(['-', '—', '－', '_', ' ', '\u{3000}', '：', ':']).trim();
        let is_code = code.len() >= 3
            && code.bytes().all(|b| b.is_ascii_alphanumeric())
            && code.bytes().any(|b| b.is_ascii_digit())
            && !(code.len() == 4
                && code.parse::<Decimal>().is_ok_and(|n| (Decimal::from(1990)..Decimal::from(2100)).contains(&n)));
        let is_name = name.chars().next().is_some_and(|c| !c.is_ascii_digit());
        (is_code && is_name).then(|| (Some(code.to_owned()), name.to_owned()))
    };
    for (open, close) in [('[', ']'), ('【', '】'), ('(', ')'), ('（', '）')] {
        if let Some((code, name)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            return found(code.trim(), name).unwrap_or_else(whole);
        }
        if let Some((name, code)) = text.strip_suffix(close).and_then(|rest| rest.rsplit_once(open))
            && let Some(pair) = found(code.trim(), name)
        {
            return pair;
        }
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (code, rest) = text.split_at(end);
    let parted = rest.starts_with(['-', '—', '－', '_', ' ', '\u{3000}', ':', '：']);
    if parted || (code.len() >= 6 && !rest.is_empty()) { found(code, rest).unwrap_or_else(whole) } else { whole() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_split_from_a_name_and_a_year_is_not() {
        for (text, code, name) in [
            ("219001-示范镇人民政府", Some("219001"), "示范镇人民政府"),
            ("[155]示范县民政局", Some("155"), "示范县民政局"),
            ("51000021R000000019951-工资性支出", Some("51000021R000000019951"), "工资性支出"),
            ("示范县水利局（314002）", Some("314002"), "示范县水利局"),
            ("2023-农村公路养护", None, "2023-农村公路养护"),
            ("2022年度中央补助资金", None, "2022年度中央补助资金"),
            ("农村公路（二期）", None, "农村公路（二期）"),
            ("110千伏变电站", None, "110千伏变电站"),
        ] {
            assert_eq!(code_name(text), (code.map(str::to_owned), name.to_owned()), "{text}");
        }
    }
}
