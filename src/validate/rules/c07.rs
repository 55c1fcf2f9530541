//! C07: a project that is called like the form.

use crate::model::{Code, Edit, FieldValue, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C07"),
        title: Text::new("项目名称或主管部门口径不清", "Project or supervising body unclear"),
        severity: Severity::I,
        what: Text::new(
            "项目名称里带着表的名称（“……自评表”，词表见 words.toml 的 form_names）；或者名录里有上级单位的，主管部门却填了本单位，看不出谁主管、谁实施。",
            "The name of the project holds that of the form (…自评表, see `form_names` in words.toml); or a unit that the roster puts below another one names itself as its supervising department.",
        ),
        why: Text::new(
            "本工具的约定：项目名称要与预算批复一致，汇总和与上年比较都按它对应。没有上级单位的（乡镇、主管部门自己实施的），两处名称相同是对的，不提示。",
            "A convention of this tool: the name of the project must be that of the budget, by which forms of two years are matched. A unit with none above it rightly writes its name twice.",
        ),
        wrong: Text::new(
            "项目名称写“农村公路日常养护绩效自评表”。",
            "The project is called 农村公路日常养护绩效自评表.",
        ),
        correct: Text::new("只写预算批复的项目名称。", "Write the name of the project as the budget has it."),
        example: &[Edit {
            cell: "D3", from: "农村公路日常养护", to: "农村公路日常养护绩效自评表"
        }],
        fires_at: "D3",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(field) = subject.submission.field("project") else { return };
    let Some(FieldValue::Text(name) | FieldValue::CodeName { name, .. }) = field.entry.value() else { return };
    let Some(word) = subject.form.words.form_names.found_in(&fold(name)) else { return tally.pass() };
    let message = Message::new(Text::new(
        "项目名称“{name}”里带着表的名称“{word}”",
        "the project `{name}` holds the name of a form, `{word}`",
    ))
    .with("name", shortened(name))
    .with("word", word);
    let advice = Text::new("请只写预算批复的项目名称", "write the name of the project as the budget has it");
    tally.fail(&field.entry.place, message, advice);
}
