//! T02: required text blank.

use crate::model::{Code, Edit, FieldValue, Page, Severity, State};
use crate::schema::FieldType;
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("T02"),
    title: Text::new("必填文本为空", "required text blank"),
    severity: Severity::W,
    what: Text::new("年度目标、完成情况等必填文字空白", "a required text such as goal or completion is blank"),
    why: Text::new(
        "财预〔2020〕10号：自评内容包括绩效目标完成情况；哪些必填由表样规定",
        "财预〔2020〕10号: a self-evaluation tells how the goals were met; the schema says which texts are required",
    ),
    wrong: Text::new("预期目标空白", "the goal is blank"),
    correct: Text::new("请补写", "write it"),
    example: &[Edit { cell: "B11", from: "完成120公里村道日常养护，路况保持良好", to: "" }],
    fires_at: "B11",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in subject.submission.fields.iter().filter(|field| field.found) {
        let spec = subject.form.fields.get(&*field.id).filter(|spec| spec.kind == FieldType::Text);
        let Some((severity, name)) = spec.and_then(|spec| Some((spec.required?, spec.label.name()))) else { continue };
        match &field.entry.state {
            State::Value(FieldValue::Instruction(_)) => {
                tally.skip(Text::new("仍是填写说明（见 T01）", "still the instruction (see T01)"));
            }
            State::Value(_) | State::NotApplicable => tally.pass(),
            State::Unreadable => tally.skip(UNKNOWN_VALUE),
            State::Blank | State::Absent => {
                let message = Message::new(Text::new("“{name}”没有填写", "“{name}” is blank")).with("name", name);
                tally.fail_as(severity, &field.entry.place, message);
            }
        }
    }
}
