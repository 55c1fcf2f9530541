//! Title and cover: what is known from the roster is printed, the rest is asked for beside its label.

use super::input::Input;
use super::page::Page;
use super::plan::{Look, Span};
use crate::schema::{FieldSpec, FieldType, Form, Side};

const LABEL: f64 = 14.0;
const VALUE: f64 = 30.0;
/// Fields of which every form names one; what the roster knows is printed there.
const PROJECT: &str = "project";
const DEPARTMENT: &str = "department";

type Named<'a> = (&'a str, &'a FieldSpec);

/// Title, and the year below it.
pub fn title(page: &mut Page<'_>) {
    let (form, year) = (page.form, page.handed.year);
    let whole = page.plan.whole();
    page.plan.print(0..=0, whole, super::title(form, year), Look::Title);
    page.plan.at_least(0, 2);
    page.plan.next = 1;
    if let Some(field) = form.fields.values().find(|field| !field.pattern.is_empty()) {
        let text = format!("（{}）", field.pattern.printed(year));
        page.plan.print(1..=1, whole, text, Look::Subtitle);
        page.plan.next = 2;
    }
}

/// The line above the tables: the fields that stand in one cell with their label, up to the name of the unit.
pub fn head(page: &mut Page<'_>) {
    let (above, _) = in_line(page.form);
    line(page, &above);
}

/// The line below the tables: the other fields of this kind, signatures among them.
pub fn foot(page: &mut Page<'_>) {
    let (_, below) = in_line(page.form);
    line(page, &below);
}

/// The fields that stand in one cell with their label: those up to the name of the unit, and the others.
fn in_line(form: &Form) -> (Vec<Named<'_>>, Vec<Named<'_>>) {
    let unit = form.attributing_field().and_then(|id| form.fields.get_index_of(id)).unwrap_or(0);
    let named = form.fields.iter().map(|(id, spec)| (id.as_str(), spec));
    named
        .filter(|(_, spec)| spec.pattern.is_empty() && spec.value == Side::SameCell)
        .partition(|(id, _)| form.fields.get_index_of(*id).is_some_and(|at| at <= unit))
}

fn line(page: &mut Page<'_>, fields: &[Named<'_>]) {
    let per_row = (page.plan.widths.len() / 2).clamp(1, 4);
    for beside in fields.chunks(per_row) {
        row(page, beside, "：");
    }
}

/// The cover: two fields beside each other; the project and what offers options have the row to themselves.
pub fn pairs(page: &mut Page<'_>) {
    let named = page.form.fields.iter().map(|(id, spec)| (id.as_str(), spec));
    let cover: Vec<Named<'_>> = named
        .filter(|(_, spec)| spec.pattern.is_empty() && spec.value == Side::Right && !spec.is_written_part())
        .collect();
    let alone = |field: &Named<'_>| field.0 == PROJECT || field.1.kind == FieldType::Choice;
    for run in cover.chunk_by(|a, b| !alone(a) && !alone(b)) {
        run.chunks(2).for_each(|beside| row(page, beside, ""));
    }
}

/// A row of labels with their values.
fn row(page: &mut Page<'_>, fields: &[Named<'_>], colon: &str) {
    if fields.is_empty() {
        return;
    }
    let widths: Vec<f64> = match fields {
        // One field keeps the label's width of two.
        [_] => vec![LABEL, VALUE * 2.0 + LABEL],
        fields => [LABEL, VALUE].repeat(fields.len()),
    };
    let spans = page.spread(false, &widths);
    let at = page.plan.next;
    for ((id, spec), spans) in fields.iter().zip(spans.chunks(2)) {
        let [label, value] = spans else { continue };
        page.plan.print(at..=at, *label, format!("{}{colon}", spec.label.name()), Look::Label);
        self::value(page, id, spec, *value);
    }
    page.plan.next += 1;
}

/// The value of a field: printed if the roster knows it for certain, suggested if it may be otherwise, else asked for.
fn value(page: &mut Page<'_>, id: &str, spec: &FieldSpec, span: Span) {
    let rows = page.plan.next..=page.plan.next;
    let handed = page.handed;
    let known = if spec.attributes {
        handed.unit_shown()
    } else if id == PROJECT {
        handed.project.clone()
    } else {
        String::new()
    };
    if known.is_empty() {
        let suggested = if id == DEPARTMENT { handed.parent.clone() } else { String::new() };
        page.plan.suggest(rows, span, suggested, input(spec));
    } else {
        page.plan.print(rows, span, known, Look::Value);
    }
}

/// What a field of the cover waits for.
pub fn input(spec: &FieldSpec) -> Input {
    match spec.kind {
        FieldType::Date => Input::Date,
        FieldType::Phone => Input::Phone,
        _ if !spec.options.is_empty() => Input::Choice(spec.options.clone()),
        FieldType::Number => Input::Number,
        FieldType::Text => Input::Prose(spec.instruction.names().collect::<Vec<_>>().join("；")),
        FieldType::Line | FieldType::CodeName | FieldType::Choice => Input::Line,
    }
}
