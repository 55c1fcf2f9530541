//! The written parts: goals beside each other, longer texts below the tables, sections, and how the form is filled in.

use super::cover;
use super::input::Input;
use super::page::Page;
use super::plan::Look;
use crate::schema::{FieldSpec, FieldType, Form, SectionSpec, Side};
use crate::text::{Label, Text};

/// Lines of a text, of one of several, of a section.
const TEXT_LINES: u32 = 4;
const ROW_LINES: u32 = 2;
const SECTION_LINES: u32 = 10;
/// Rows of a field that repeats.
const REPEATS: u32 = 3;
const LABEL: f64 = 16.0;
const PROSE: f64 = 90.0;

const NOTES: Text = Text::new(
    "1. 只填浅黄色的格；其余的格已锁定，合计、执行率和预算执行得分自动算出。\n2. 某一类的行不够时，在这一类的行之间插入行；用不到的行留空，不要删除。\n3. 请勿改动表头、标签和工作表结构，也不要把本文件转给其他单位填写：文件里有本单位的标识。",
    "1. Fill in the light yellow cells only; the others are locked, and totals, rate and points of the budget execution are computed.\n2. Where rows are missing, insert some between those of the level; leave rows blank that are not needed.\n3. Leave headers, labels and sheets as they are, and do not pass this file on to another unit: it carries the mark of yours.",
);

/// The fields whose values stand below their labels, beside each other.
pub fn goals(page: &mut Page<'_>) {
    let below: Vec<&FieldSpec> =
        page.form.fields.values().filter(|spec| spec.pattern.is_empty() && spec.value == Side::Below).collect();
    if below.is_empty() {
        return;
    }
    let side = below.iter().map(|spec| spec.under.name()).find(|name| !name.is_empty());
    let widths: Vec<f64> = below.iter().map(|spec| if spec.kind == FieldType::Number { 14.0 } else { 60.0 }).collect();
    let spans = page.spread(side.is_some(), &widths);
    let first = page.plan.next;
    let rows = if below.iter().any(|spec| spec.repeat) { REPEATS } else { 1 };
    let lines = if rows == 1 { TEXT_LINES } else { ROW_LINES };
    let (top, last) = (first + 1, first + rows);
    for (spec, span) in below.iter().zip(&spans) {
        page.plan.print(first..=first, *span, spec.label.name(), Look::Label);
        if spec.repeat {
            (top..=last).for_each(|row| page.plan.ask(row..=row, *span, cover::input(spec)));
        } else {
            page.plan.ask(top..=last, *span, cover::input(spec));
        }
    }
    (top..=last).for_each(|row| page.plan.at_least(row, lines));
    if let Some(name) = side {
        page.plan.print(first..=last, (0, 0), name, Look::Label);
    }
    page.plan.next = last + 1;
}

/// The texts that stand beside their labels, below the tables.
pub fn texts(page: &mut Page<'_>) {
    beside(page, |form, spec| !names_block(form, spec));
}

/// The texts whose labels could also name a table ("年度目标1"): above it, where nobody takes one for the other.
pub fn texts_above(page: &mut Page<'_>) {
    beside(page, names_block);
}

fn names_block(form: &Form, spec: &FieldSpec) -> bool {
    form.tables.iter().any(|table| table.block.matches(&Label::of(spec.label.name())))
}

fn beside(page: &mut Page<'_>, wanted: fn(&Form, &FieldSpec) -> bool) {
    let form = page.form;
    let texts = form.fields.values().filter(|spec| spec.kind == FieldType::Text && spec.value == Side::Right);
    for spec in texts.filter(|spec| wanted(form, spec)) {
        let row = page.plan.next;
        if let [label, value] = page.spread(false, &[LABEL, PROSE]).as_slice() {
            page.plan.print(row..=row, *label, spec.label.name(), Look::Label);
            page.plan.ask(row..=row, *value, cover::input(spec));
        }
        page.plan.at_least(row, TEXT_LINES);
        page.plan.next += 1;
    }
}

/// The sections that a department writes: the heading, and a wide cell below it.
pub fn sections(page: &mut Page<'_>) {
    let whole = page.plan.whole();
    for section in page.form.sections.iter().filter(|section| !section.printed) {
        let row = page.plan.next;
        page.plan.print(row..=row, whole, section.heading.name(), Look::Row(0));
        page.plan.ask(row + 1..=row + 1, whole, Input::Prose(String::new()));
        page.plan.at_least(row + 1, SECTION_LINES);
        page.plan.next += 2;
    }
}

/// How the form is filled in, where it has a place for notes.
pub fn notes(page: &mut Page<'_>) {
    let printed: Option<&SectionSpec> = page.form.sections.iter().find(|section| section.printed);
    if let Some(section) = printed {
        let (row, whole) = (page.plan.next, page.plan.whole());
        let text = format!("{}：\n{}", section.heading.name(), NOTES.get(page.lang));
        page.plan.print(row..=row, whole, text, Look::Note);
        page.plan.next += 1;
    }
}
