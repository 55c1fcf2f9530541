//! T02: a written part that the form requires is blank.

use crate::model::{Code, Edit, FieldValue, Page, Severity, State};
use crate::schema::FieldType;
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T02"),
        title: Text::new("必填文字未填", "Written part missing"),
        severity: Severity::W,
        what: Text::new(
            "表样要求写的文字（年度目标、完成情况、评价结论、存在问题、改进措施等）是空的。写“无”算已答；留着表样说明的由 T01 报告。",
            "A text that the form asks for (goal, completion, conclusion, problems, measures …) is blank. 无 is an answer; an instruction left in is told by T01.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表要求填写年度总体目标及其完成情况。",
            "The form attached to 财预〔2020〕10号 asks for the goal of the year and what came of it.",
        ),
        wrong: Text::new("“实际完成情况”下面的格是空的。", "The cell below 实际完成情况 is blank."),
        correct: Text::new("按实际写明。", "Write what was done."),
        example: &[Edit {
            cell: "G11", from: "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。", to: ""
        }],
        fires_at: "G11",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in subject.submission.fields.iter().filter(|field| field.found) {
        let Some(spec) = subject.form.field(&field.id).filter(|spec| spec.kind == FieldType::Text) else {
            continue;
        };
        let Some(required) = spec.required else { continue };
        match &field.entry.state {
            State::Blank => {
                tally.fail_as(
                    required,
                    &field.entry.place,
                    Message::new(Text::new("“{label}”没有填写", "`{label}` is blank")).with("label", spec.label.name()),
                    Message::new(Text::new("请填写“{label}”", "write `{label}`")).with("label", spec.label.name()),
                );
            }
            State::Value(FieldValue::Instruction(_)) => tally.not_evaluated(Text::new(
                "仍是表样的填写说明，见 T01",
                "the form's instruction is still there, see T01",
            )),
            State::Unreadable => {
                tally.not_evaluated(Text::new("该格没有可用的值", "the cell holds no usable value"));
            }
            State::Value(_) | State::NotApplicable => tally.pass(),
            State::Absent => {}
        }
    }
}
