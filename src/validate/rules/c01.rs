//! C01: cover incomplete.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::schema::FieldType;
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("C01"),
    title: Text::new("封面缺项", "cover incomplete"),
    severity: Severity::E,
    what: Text::new(
        "封面上必填的项目（单位、项目名称、年度等，由表样规定）没有填写",
        "a required field of the cover (unit, project, year …, as the schema says) is blank",
    ),
    why: Text::new(
        "缺单位或项目名称的表无法归属；哪些必填由表样规定（本工具的约定）",
        "without unit or project a form belongs to nobody; the schema says what is required (a convention of this tool)",
    ),
    wrong: Text::new("实施单位空白", "the unit is blank"),
    correct: Text::new("请补填", "fill it in"),
    example: &[Edit { cell: "G4", from: "101001-示范县公路管理站", to: "" }],
    fires_at: "G4",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in &subject.submission.fields {
        let Some(spec) = subject.form.fields.get(&*field.id) else { continue };
        let Some(severity) = spec.required.filter(|_| spec.kind != FieldType::Text && !spec.signature) else {
            continue;
        };
        let name = if field.label.is_empty() { spec.label.name() } else { field.label.as_str() };
        match &field.entry.state {
            State::Value(_) => tally.pass(),
            State::Absent if severity != Severity::E => {}
            State::Unreadable => tally.skip(UNKNOWN_VALUE),
            State::Absent => {
                let text = Text::new("表上找不到“{name}”一栏", "the form has no “{name}”");
                tally.fail_as(severity, &field.entry.place, Message::new(text).with("name", name));
            }
            State::Blank | State::NotApplicable => {
                let text = Text::new("“{name}”没有填写", "“{name}” is blank");
                let message = Message::new(text).with("name", name.trim_end_matches([':', '：']));
                tally.fail_as(severity, &field.entry.place, message);
            }
        }
    }
}
