//! T02: a written part that the form requires is blank.

use std::collections::BTreeMap;

use crate::model::{Code, Edit, FieldValue, Page, Place, Severity, State};
use crate::schema::FieldType;
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T02"),
        title: Text::new("必填文字未填", "Written part missing"),
        severity: Severity::W,
        what: Text::new(
            "表样要求写的文字（年度目标、完成情况、评价结论、存在问题、改进措施等）是空的；报告要求的段落只有标题、没有正文，或者连标题都找不到，也算未填。写“无”算已答；留着表样说明的由 T01 报告。",
            "A text that the form asks for (goal, completion, conclusion, problems, measures …) is blank; so is a section of a report with nothing below its heading, or without a heading at all. 无 is an answer; an instruction left in is told by T01.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表要求填写年度总体目标及其完成情况。",
            "The form attached to 财预〔2020〕10号 asks for the goal of the year and what came of it.",
        ),
        wrong: Text::new("“实际完成情况”下面的格是空的。", "The cell below 实际完成情况 is blank."),
        correct: Text::new("按实际写明。", "Write what was done."),
        example: &[Edit {
            cell: "G11", from: "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。", to: ""
        }],
        fires_at: "G11",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in subject.submission.fields.iter().filter(|field| field.found) {
        let Some(spec) = subject.form.field(&field.id).filter(|spec| spec.kind == FieldType::Text) else {
            continue;
        };
        let Some(required) = spec.required else { continue };
        match &field.entry.state {
            State::Blank => blank(required, spec.label.name(), &field.entry.place, tally),
            State::Value(FieldValue::Instruction(_)) => tally.not_evaluated(INSTRUCTION),
            State::Unreadable => tally.not_evaluated(NO_VALUE),
            State::Value(_) | State::NotApplicable => tally.pass(),
            State::Absent => {}
        }
    }
    sections(subject, tally);
}

/// Sections that share a cell, because their headings stand in one paragraph, share a finding.
fn sections(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let mut empty: BTreeMap<&Place, (Severity, Vec<&str>)> = BTreeMap::new();
    let mut missing: Option<(Severity, Vec<&str>)> = None;
    for (spec, required) in subject.form.sections.iter().filter_map(|spec| Some((spec, spec.required?))) {
        let group = match subject.submission.sections.iter().find(|section| section.id == spec.id) {
            None => missing.get_or_insert_with(|| (required, Vec::new())),
            Some(section) if section.body.is_empty() => {
                empty.entry(&section.heading.place).or_insert_with(|| (required, Vec::new()))
            }
            Some(section) if section.instruction.is_some() => {
                tally.not_evaluated(INSTRUCTION);
                continue;
            }
            Some(section) if section.body.iter().any(|text| text.value().is_some()) => {
                tally.pass();
                continue;
            }
            Some(_) => {
                tally.not_evaluated(NO_VALUE);
                continue;
            }
        };
        group.0 = group.0.min(required);
        group.1.push(spec.heading.name());
    }
    for (place, (required, titles)) in empty {
        blank(required, &titles.join("”“"), place, tally);
    }
    if let Some((required, titles)) = missing {
        not_found(required, &titles.join("”“"), subject, tally);
    }
}

const INSTRUCTION: Text = Text::new("仍是表样的填写说明，见 T01", "the form's instruction is still there, see T01");
const NO_VALUE: Text = Text::new("该格没有可用的值", "the cell holds no usable value");

fn blank(required: Severity, label: &str, place: &Place, tally: &mut Tally<'_>) {
    tally.fail_as(
        required,
        place,
        Message::new(Text::new("“{label}”没有填写", "`{label}` is blank")).with("label", label),
        Message::new(Text::new("请填写“{label}”", "write `{label}`")).with("label", label),
    );
}

/// Sections that were not found have no place of their own.
fn not_found(required: Severity, titles: &str, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let submission = subject.submission;
    tally.fail_as(
        required,
        &Place::Sheet(submission.source, submission.sheet.clone()),
        Message::new(Text::new("找不到段落“{titles}”", "these sections are not found: `{titles}`"))
            .with("titles", titles),
        Message::new(Text::new(
            "请补上标题“{titles}”并写明；已写在别处的，请改用下发提纲的标题",
            "add the headings `{titles}` and write the sections; what stands elsewhere needs the heading of the outline",
        ))
        .with("titles", titles),
    );
}
