//! T01: template text left in.

use crate::model::{Code, Edit, FieldValue, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::entries;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("T01"),
    title: Text::new("保留模板文字", "template text left in"),
    severity: Severity::E,
    what: Text::new(
        "应由单位填写的地方还是表样自带的填写说明",
        "the form's own instruction still stands where an answer belongs",
    ),
    why: Text::new(
        "说明文字不是答复；词语见词表和表样（本工具的约定）",
        "an instruction is no answer; the words are in the word lists and the schema (a convention of this tool)",
    ),
    wrong: Text::new("预期目标写着“请填写年度目标（100字以内）”", "the goal says “请填写年度目标（100字以内）”"),
    correct: Text::new("请删去说明文字，填写实际内容", "remove the instruction and write the real content"),
    example: &[Edit {
        cell: "B11", from: "完成120公里村道日常养护，路况保持良好", to: "请填写年度目标（100字以内）"
    }],
    fires_at: "B11",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let printed: Vec<&str> =
        subject.form.sections.iter().filter(|section| section.printed).map(|section| &*section.id).collect();
    let instructions: Vec<_> = subject
        .submission
        .fields
        .iter()
        .filter(|field| matches!(field.entry.value(), Some(FieldValue::Instruction(_))))
        .map(|field| &field.entry.place)
        .collect();
    for text in entries::texts(subject.submission, &printed) {
        let left_in = instructions.contains(&text.place) || subject.form.words.hints.found_in(&text.folded).is_some();
        let shown: String = text.text.chars().take(40).collect();
        let message = Message::new(Text::new("仍是填写说明：“{text}”", "still the instruction: “{text}”"));
        tally.judge(!left_in, text.place, message.with("text", shown));
    }
}
