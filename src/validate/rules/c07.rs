//! C07: a project that is called like the form, or one body that supervises itself.

use crate::model::{Code, Edit, Field, FieldValue, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C07"),
        title: Text::new("项目名称或主管部门口径不清", "Project or supervising body unclear"),
        severity: Severity::I,
        what: Text::new(
            "项目名称里带着表的名称（“……自评表”，词表见 words.toml 的 form_names）；或者主管部门与实施单位填的是同一个名称，看不出谁主管、谁实施。",
            "The name of the project holds that of the form (…自评表, see `form_names` in words.toml); or the supervising department and the unit have the same name, so that nobody sees who supervises whom.",
        ),
        why: Text::new(
            "本工具的约定：项目名称要与预算批复一致，汇总和与上年比较都按它对应；主管部门自己实施的项目，名称相同是可以的，只作提示。",
            "A convention of this tool: the name of the project must be that of the budget, by which forms of two years are matched. A department that carries out a project itself may well write its name twice; that is only noted.",
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
    if let Some((field, name)) = named(subject, "project") {
        match subject.form.words.form_names.found_in(&fold(name)) {
            None => tally.pass(),
            Some(word) => {
                tally.fail(
                    &field.entry.place,
                    Message::new(Text::new(
                        "项目名称“{name}”里带着表的名称“{word}”",
                        "the project `{name}` holds the name of a form, `{word}`",
                    ))
                    .with("name", shortened(name))
                    .with("word", word),
                    Text::new("请只写预算批复的项目名称", "write the name of the project as the budget has it"),
                );
            }
        }
    }
    let unit = subject.form.attributing_field().and_then(|id| named(subject, id));
    let (Some((department, above)), Some((unit, name))) = (named(subject, "department"), unit) else { return };
    if fold(above) != fold(name) || department.entry.place == unit.entry.place {
        return tally.pass();
    }
    tally
        .fail(
            &unit.entry.place,
            Message::new(Text::new(
                "实施单位与主管部门都是“{name}”",
                "the unit and the department that supervises it are both `{name}`",
            ))
            .with("name", shortened(name)),
            Text::new(
                "请核对：由下属单位实施的填下属单位；主管部门自己实施的不必改",
                "check it: name the body that carried out the project; if it is the department itself, leave it",
            ),
        )
        .related
        .push(department.entry.place.clone());
}

/// A field of the cover and the name in it.
fn named<'a>(subject: &Subject<'a>, id: &str) -> Option<(&'a Field, &'a str)> {
    let field = subject.submission.field(id)?;
    match field.entry.value()? {
        FieldValue::Text(name) | FieldValue::CodeName { name, .. } => Some((field, name)),
        _ => None,
    }
}
