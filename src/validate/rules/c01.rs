//! C01: a field of the cover is left blank.

use crate::model::{Code, Edit, FieldValue, Page, Severity, State};
use crate::schema::FieldType;
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C01"),
        title: Text::new("封面缺项", "Cover incomplete"),
        severity: Severity::E,
        what: Text::new(
            "表样规定必填的封面项目（单位、项目名称、年度等）没有填写，或填的是“/”“无”；只剩“（公章）”“（签字）”的也是没有填写（词表见 words.toml 的 seals）；规定必须有的标签在表上找不到，也算缺项。级别由表样逐项规定。",
            "A field of the cover that the schema requires (unit, project, year …) is blank or says “/” or 无; （公章） or （签字） alone is blank too (`seals` in words.toml); a label that must be there and is missing counts too. The schema says for each field how grave that is.",
        ),
        why: Text::new(
            "本工具的约定：没有单位和项目名称，就无法确认是谁的哪一份表，也无法与应报名单核对。",
            "A convention of this tool: without unit and project nobody can tell whose form it is or hold it against the list of what is due.",
        ),
        wrong: Text::new("“实施单位”后面是空的。", "Nothing stands behind 实施单位."),
        correct: Text::new(
            "在该格填写全称，与单位名录一致。",
            "Write the full name in that cell, as the roster has it.",
        ),
        example: &[Edit { cell: "H4", from: "示范县公路养护中心", to: "" }],
        fires_at: "H4",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in &subject.submission.fields {
        let Some(spec) = subject.form.field(&field.id) else { continue };
        let Some(required) = spec.required.filter(|_| spec.kind != FieldType::Text && !spec.signature) else {
            continue;
        };
        let label = if spec.label.is_empty() { field.label.as_str() } else { spec.label.name() };
        if !field.found {
            if required == Severity::E {
                tally.fail_as(
                    required,
                    &field.label_place,
                    Message::new(Text::new("表上找不到“{label}”", "`{label}` is not found on the form"))
                        .with("label", label),
                    Text::new(
                        "请使用下发的表样，不要删改封面的标签",
                        "use the form that was handed out, with the labels of its cover as they are",
                    ),
                );
            }
            continue;
        }
        let text = match &field.entry.state {
            State::Blank => Text::new("“{label}”没有填写", "`{label}` is blank"),
            State::NotApplicable => Text::new("“{label}”填的是“{value}”", "`{label}` says `{value}`"),
            State::Value(FieldValue::Instruction(_)) => {
                Text::new("“{label}”还是表样的填写说明", "`{label}` still shows the form's own instruction")
            }
            State::Value(_) => {
                tally.pass();
                continue;
            }
            State::Unreadable => {
                tally.not_evaluated(Text::new("该格没有可用的值", "the cell holds no usable value"));
                continue;
            }
            State::Absent => continue,
        };
        tally.fail_as(
            required,
            &field.entry.place,
            Message::new(text).with("label", label).with("value", field.entry.raw.to_string()),
            Message::new(Text::new("请填写“{label}”", "fill in `{label}`")).with("label", label),
        );
    }
}
