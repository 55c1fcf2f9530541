//! T04: what was done is told in the very words of what was to be done.

use crate::model::{Code, Edit, FieldValue, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::goals;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T04"),
        title: Text::new("目标与完成情况完全相同", "Goal and completion are the same text"),
        severity: Severity::W,
        what: Text::new(
            "年度目标与对应的完成情况，除标点、空格和全角半角外一字不差。没有填写或仍是表样说明的不判断。",
            "The goal of the year and what came of it are the same text, but for punctuation, blanks and width. Not judged while one of them is blank or still the form's instruction.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对照年度目标说明实际完成情况。已公开的自评表中有两栏照抄的。",
            "财预〔2020〕10号 asks what came of the goal. Published forms copy one into the other.",
        ),
        wrong: Text::new(
            "目标：完成农村公路日常养护120公里。完成情况：完成农村公路日常养护120公里。",
            "Goal and completion both read 完成农村公路日常养护120公里.",
        ),
        correct: Text::new("按实际写明完成了什么、完成了多少。", "Write what was done, and how much."),
        example: &[Edit {
            cell: "G11",
            from: "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。",
            to: "完成农村公路日常养护 120 公里，改善沿线群众出行条件",
        }],
        fires_at: "G11",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (goal, completion) in goals::pairs(subject) {
        let (Some(FieldValue::Text(wanted)), Some(FieldValue::Text(done))) =
            (goal.entry.value(), completion.entry.value())
        else {
            tally.not_evaluated(Text::new("目标或完成情况没有填写", "the goal or what came of it is not told"));
            continue;
        };
        let (wanted, told) = (letters(wanted), letters(done));
        if wanted.is_empty() || wanted != told {
            tally.pass();
            continue;
        }
        tally
            .fail(
                &completion.entry.place,
                Message::new(Text::new(
                    "完成情况与目标一字不差：“{text}”",
                    "what was done is told in the very words of the goal: `{text}`",
                ))
                .with("text", shortened(done)),
                Text::new("请按实际写明完成了什么、完成了多少", "write what was done, and how much"),
            )
            .related
            .push(goal.entry.place.clone());
    }
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
