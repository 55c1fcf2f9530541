//! T01: the form's own instruction is still there.

use std::collections::BTreeMap;

use crate::model::{Code, Edit, FieldValue, Page, Place, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::entries;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T01"),
        title: Text::new("保留了表样文字", "Template text left in"),
        severity: Severity::E,
        what: Text::new(
            "填报的格里或报告的段落里还有表样自带的填写说明，如“（100字以内）”“请填写……”。词表在 words.toml 的 hints，各格、各段自己的说明在表样的 instruction；段落里说明还在，不论后面是否另有文字，都算没有作答。表样印在原因栏等处、不要求删除的说明不算。",
            "A cell to be filled in or a section of a report still shows the form's own instruction, such as （100字以内） or 请填写…. The words are `hints` in words.toml and `instruction` in the schema; a section that still holds its instruction is not answered, whatever follows. What a form prints for good is not counted.",
        ),
        why: Text::new(
            "本工具的约定：说明留在格里就等于没有填。已公开的自评表中常见（如 2023 年四川某县的表留有四处）。",
            "A convention of this tool: an instruction left in is no answer. Published forms show it often (one of Sichuan, 2023, in four places).",
        ),
        wrong: Text::new(
            "实际完成情况：“对照年度目标，说明完成情况（100字以内）”。",
            "The completion reads 对照年度目标，说明完成情况（100字以内）.",
        ),
        correct: Text::new("删去说明，写上自己的内容。", "Delete the instruction and write the answer."),
        example: &[Edit {
            cell: "G11",
            from: "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。",
            to: "对照年度目标，说明完成情况（100字以内）",
        }],
        fires_at: "G11",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let hints = &subject.form.words.hints;
    for field in &subject.submission.fields {
        let Some(value) = field.entry.value() else { continue };
        let own = subject.form.field(&field.id).map(|spec| &spec.instruction);
        let folded = fold(&value.text());
        let left = matches!(value, FieldValue::Instruction(_))
            || own.is_some_and(|instruction| instruction.begins(&folded))
            || hints.found_in(&folded).is_some();
        judge(left, &value.text(), &field.entry.place, tally);
    }
    sections(subject, tally);
    for cell in entries::in_rows(subject) {
        let text = cell.raw.to_string();
        judge(hints.found_in(&fold(&text)).is_some(), &text, cell.place, tally);
    }
}

fn judge(is_template: bool, text: &str, place: &Place, tally: &mut Tally<'_>) {
    if is_template {
        let message =
            Text::new("表样的填写说明还留在格里：“{text}”", "the form's instruction is still there: `{text}`");
        tally.fail(
            place,
            Message::new(message).with("text", shortened(text)),
            Text::new("请删去说明文字，填写实际内容", "delete the instruction and write the answer"),
        );
    } else {
        tally.pass();
    }
}

/// The paragraphs of sections. Sections that share a cell, because their headings stand in one paragraph, share a finding.
fn sections(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let hints = &subject.form.words.hints;
    let mut left: BTreeMap<&Place, (Vec<&str>, &str)> = BTreeMap::new();
    for section in &subject.submission.sections {
        let Some(spec) = subject.form.section(&section.id).filter(|spec| !spec.printed) else { continue };
        for (at, paragraph) in section.body.iter().enumerate() {
            let Some(text) = paragraph.value() else { continue };
            if section.instruction == Some(at) || hints.found_in(&fold(text)).is_some() {
                left.entry(&paragraph.place).or_insert_with(|| (Vec::new(), text)).0.push(spec.heading.name());
            } else {
                tally.pass();
            }
        }
    }
    for (place, (titles, text)) in left {
        let message = Text::new(
            "“{titles}”还是表样的填写说明：“{text}”",
            "`{titles}` still holds the form's instruction: `{text}`",
        );
        tally.fail(
            place,
            Message::new(message).with("titles", titles.join("”“")).with("text", shortened(text)),
            Text::new("请删去说明文字，填写实际内容", "delete the instruction and write the answer"),
        );
    }
}
