//! C06: nobody has put a name where the form asks for a signature.

use crate::model::{Code, Edit, FieldValue, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C06"),
        title: Text::new("负责人或填报人未署名", "Not signed"),
        severity: Severity::I,
        what: Text::new(
            "项目负责人、财务负责人、填报人等署名处是空的。公章和手写签字在电子表格里看不到，不作检查。",
            "The place for the name of the head of the project, of finance, or of who filled in the form is blank. Seals and handwriting cannot be seen in a workbook and are not checked.",
        ),
        why: Text::new(
            "本工具的约定：报送情况有疑问时要能找到人。表样（如四川格式）在表尾留有署名处。",
            "A convention of this tool: when questions come up, somebody must be found. Forms such as Sichuan's have a line for it at the end.",
        ),
        wrong: Text::new("“填报人：”后面是空的。", "Nothing stands behind 填报人：."),
        correct: Text::new("填写姓名。", "Write the name."),
        example: &[Edit { cell: "A21", from: "填报人：李明", to: "填报人：" }],
        fires_at: "A21",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in subject.submission.fields.iter().filter(|field| field.found) {
        let Some(spec) = subject.form.field(&field.id).filter(|spec| spec.signature) else { continue };
        match &field.entry.state {
            State::Blank | State::NotApplicable | State::Value(FieldValue::Instruction(_)) => {
                tally.fail_as(
                    spec.required.unwrap_or(Severity::I),
                    &field.entry.place,
                    Message::new(Text::new("“{label}”没有署名", "`{label}` is not signed"))
                        .with("label", spec.label.name()),
                    Text::new("请填写姓名，纸质件签字盖章", "write the name; sign and seal the paper copy"),
                );
            }
            State::Value(_) => tally.pass(),
            State::Unreadable => {
                tally.not_evaluated(Text::new("该格没有可用的值", "the cell holds no usable value"));
            }
            State::Absent => {}
        }
    }
}
