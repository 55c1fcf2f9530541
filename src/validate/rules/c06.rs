//! C06: signature missing.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("C06"),
    title: Text::new("签字缺失", "signature missing"),
    severity: Severity::I,
    what: Text::new(
        "负责人、填报人等签字处空白。公章和手写签名在工作簿中看不到，只检查文字",
        "the place for the name of the person in charge is blank; seals and handwriting cannot be seen in a workbook, only text is checked",
    ),
    why: Text::new("自评结果应有人负责（本工具的约定）", "somebody answers for the result (a convention of this tool)"),
    wrong: Text::new("“填报人：”后面没有姓名", "nothing stands behind “填报人：”"),
    correct: Text::new(
        "请补填姓名；已在纸质件上签字的可以忽略",
        "write the name; ignore this if the paper copy is signed",
    ),
    example: &[Edit { cell: "A22", from: "填报人：王小明", to: "填报人：" }],
    fires_at: "A22",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in subject.submission.fields.iter().filter(|field| field.found) {
        let Some(spec) = subject.form.fields.get(&*field.id).filter(|spec| spec.signature) else { continue };
        let message = Message::new(Text::new("“{name}”没有填写", "“{name}” is blank")).with("name", spec.label.name());
        tally.judge(!field.entry.is_blank(), &field.entry.place, message);
    }
}
