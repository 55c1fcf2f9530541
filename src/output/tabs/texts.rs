//! 文字材料: what the departments wrote at length, form by form, answers and sections side by side.

use rust_xlsxwriter::XlsxError;

use crate::model::{County, FieldValue};
use crate::output::material::{Item, Material};
use crate::output::sheet::{Column, Sheet};
use crate::output::style::{Look, Tone};
use crate::output::value::Value;
use crate::schema::{FieldType, Form};
use crate::text::Text;

/// The name of the tab.
pub const NAME: Text = Text::new("文字材料", "Texts");

const FIXED: [Column; 3] =
    [Column::new("单位代码", "Code", 11.0), Column::new("单位", "Unit", 22.0), Column::new("项目", "Project", 22.0)];
const WIDTH: f64 = 40.0;
/// More columns of texts than this make a page unreadable; no form has more.
const MOST: usize = 40;
const NOTE: Text = Text::new(
    "各单位写的文字，每种表样一块，同一问题的回答上下对照；原文照录，超过 Excel 一格上限（32,767 字）的截断并注明。",
    "What the departments wrote, one block for each form, so that answers to one question stand below each other; as written, cut only at what a cell can hold (32,767 characters), which is marked.",
);
const EMPTY: Text = Text::new("没有文字材料。", "There are no texts.");
const INSTRUCTION: Text = Text::new("（仍是表样的说明文字，没有填写）", "(still the instruction of the form)");

/// Writes the tab.
pub(in crate::output) fn write(material: &Material, _: &County, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let lang = sheet.lang();
    let blocks: Vec<(&Form, Vec<&Item>)> = material
        .forms
        .iter()
        .map(|form| {
            let of_form = |item: &&Item| item.is_in_force() && *item.case.submission.form == *form.head.id;
            (&**form, material.items.iter().filter(of_form).collect::<Vec<_>>())
        })
        .filter(|(form, items)| !items.is_empty() && !questions(form).is_empty())
        .collect();
    let widest = blocks.iter().map(|(form, _)| questions(form).len()).max().unwrap_or_default();
    sheet.widths(FIXED.iter().map(|column| column.width).chain((0..widest).map(|_| WIDTH)))?;
    sheet.title(NAME.get(lang), NOTE.get(lang))?;
    if blocks.is_empty() {
        return sheet.note(EMPTY.get(lang));
    }
    for (form, items) in blocks {
        let questions = questions(form);
        let columns = u16::try_from(FIXED.len() + questions.len()).unwrap_or(u16::MAX);
        sheet.heading(form.head.title.get(lang), columns)?;
        let mut header: Vec<Value> =
            FIXED.iter().map(|column| Value::shown(Look::Header, column.title.get(lang))).collect();
        header.extend(questions.iter().map(|question| Value::shown(Look::Header, question.title())));
        sheet.row(&header)?;
        for item in items {
            let mut values = vec![Value::middle(&*item.code), Value::wrap(&*item.unit), Value::wrap(&*item.project)];
            values.extend(questions.iter().map(|question| question.answer(item, material)));
            sheet.row(&values)?;
        }
    }
    Ok(())
}

/// What a form asks to be written at length.
enum Question<'a> {
    Field(&'a str, &'a str),
    Section(&'a str, &'a str),
}

fn questions(form: &Form) -> Vec<Question<'_>> {
    let texts = form.fields.iter().filter(|(_, field)| field.kind == FieldType::Text && !field.signature);
    let fields = texts.filter(|(id, _)| !["unit", "project", "department", "year"].contains(&id.as_str()));
    let fields = fields
        .map(|(id, field)| Question::Field(id, if field.label.name().is_empty() { id } else { field.label.name() }));
    let sections = form.sections.iter().filter(|section| !section.printed);
    let sections = sections.map(|section| Question::Section(&section.id, section.heading.name()));
    fields.chain(sections).take(MOST).collect()
}

impl<'a> Question<'a> {
    fn title(&self) -> &'a str {
        match self {
            Self::Field(_, title) | Self::Section(_, title) => title,
        }
    }

    fn answer<'b>(&self, item: &'b Item, material: &Material) -> Value<'b> {
        let submission = &item.case.submission;
        let left = || Value::wrap(INSTRUCTION.get(material.lang)).tone(Tone::Warn);
        match self {
            Self::Field(id, _) => match submission.field(id).and_then(|field| field.entry.value()) {
                Some(FieldValue::Instruction(_)) => left(),
                Some(value) => Value::wrap(value.text()),
                None => Value::text(""),
            },
            Self::Section(id, _) => {
                let Some(section) = submission.sections.iter().find(|section| &*section.id == *id) else {
                    return Value::text("");
                };
                if section.instruction.is_some() {
                    return left();
                }
                let paragraphs: Vec<&str> =
                    section.body.iter().filter_map(|entry| Some(entry.value()?.as_str())).collect();
                Value::wrap(paragraphs.join("\n"))
            }
        }
    }
}
