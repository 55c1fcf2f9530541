//! C01: a field of the cover is left blank.

use crate::model::{Code, Edit, Entry, FieldValue, Page, Place, Severity, State};
use crate::schema::{FieldSpec, FieldType};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C01"),
        title: Text::new("封面缺项", "Cover incomplete"),
        severity: Severity::E,
        what: Text::new(
            "表样规定必填的封面项目（单位、项目名称、年度等）没有填写，或填的是“/”“无”；只剩“（公章）”“（签字）”的也是没有填写（词表见 words.toml 的 seals）；规定必须有的标签或文字（如“××年度”）在表上找不到，也算缺项；选择项没有勾选或勾选了几项，同样报告。级别由表样逐项规定。",
            "A field of the cover that the schema requires (unit, project, year …) is blank or says “/” or 无; （公章） or （签字） alone is blank too (`seals` in words.toml); a label or text (such as the year) that must be there and is missing counts too; so does a choice of which none or several options are ticked. The schema says for each field how grave that is.",
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
        let name = Some(spec.name()).filter(|name| !name.is_empty());
        let label = name.unwrap_or_else(|| field.id.to_string());
        if let Some(FieldValue::Unchosen { ticked, .. }) = field.entry.value() {
            unchosen(spec, &label, ticked, &field.entry, tally);
            continue;
        }
        let Some(required) = spec.required else { continue };
        if !field.found && !spec.pattern.is_empty() {
            not_found(required, &label, &field.label_place, PATTERN_ADVICE, tally);
            continue;
        }
        if spec.kind == FieldType::Text || spec.signature {
            continue;
        }
        if !field.found {
            // Other labels that are missing are told by F13.
            if required == Severity::E {
                not_found(required, &label, &field.label_place, LABEL_ADVICE, tally);
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
            Message::new(text).with("label", &*label).with("value", field.entry.raw.to_string()),
            Message::new(Text::new("请填写“{label}”", "fill in `{label}`")).with("label", &*label),
        );
    }
}

const LABEL_ADVICE: Text = Text::new(
    "请使用下发的表样，不要删改封面的标签",
    "use the form that was handed out, with the labels of its cover as they are",
);
const PATTERN_ADVICE: Text = Text::new(
    "请按下发的表样在表上写明“{label}”",
    "write `{label}` on the form, as the one that was handed out has it",
);

fn not_found(required: Severity, label: &str, place: &Place, advice: Text, tally: &mut Tally<'_>) {
    tally.fail_as(
        required,
        place,
        Message::new(Text::new("表上找不到“{label}”", "`{label}` is not found on the form")).with("label", label),
        Message::new(advice).with("label", label),
    );
}

/// None or several options are ticked. Where the form requires no choice, several are to be cleared up, none is only noted.
fn unchosen(spec: &FieldSpec, label: &str, ticked: &[String], entry: &Entry<FieldValue>, tally: &mut Tally<'_>) {
    let (text, severity) = if ticked.is_empty() {
        let text = Text::new(
            "“{label}”没有选定一项（写的是“{value}”）；选项有：{options}",
            "no option of `{label}` is chosen (it says `{value}`); the options are {options}",
        );
        (text, Severity::I)
    } else {
        let text = Text::new(
            "“{label}”选了 {count} 项：{ticked}；选项有：{options}",
            "{count} options of `{label}` are chosen: {ticked}; the options are {options}",
        );
        (text, Severity::W)
    };
    let message = Message::new(text)
        .with("label", label)
        .with("value", shortened(&entry.raw.to_string()))
        .with("count", ticked.len().to_string())
        .with("ticked", ticked.join("、"))
        .with("options", spec.options.join("、"));
    let advice = Text::new("请在“{label}”里只勾选一项", "tick exactly one option of `{label}`");
    tally.fail_as(spec.required.unwrap_or(severity), &entry.place, message, Message::new(advice).with("label", label));
}
