//! T03: a mark for something still to be filled in.

use crate::model::{Code, Edit, FieldValue, Page, Place, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::entries;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T03"),
        title: Text::new("留有占位符", "Placeholder left in"),
        severity: Severity::E,
        what: Text::new(
            "封面、文字部分或已填写的指标行里留有“XX”“××”“**”“……”之类的占位符（词表见 words.toml 的 placeholders）。长句（超过 limit.name_length，默认 30 字）和原因中的省略号不算，没有填写的“指标2”“……”表样行也不算。",
            "The cover, a written part or a filled row still holds XX, ××, **, …… (`placeholders` in words.toml). An ellipsis in a sentence (more than limit.name_length characters, 30 by default) or a reason does not count, nor do printed lines that nobody filled in.",
        ),
        why: Text::new(
            "本工具的约定：占位符表示该处还没有填。已公开的自评表中见过“≥**人”。",
            "A convention of this tool: a placeholder says that something is still missing. A published form shows ≥**人.",
        ),
        wrong: Text::new("三级指标：“XX乡道养护里程”。", "The indicator reads XX乡道养护里程."),
        correct: Text::new("换成实际的名称或数字。", "Replace it by the name or number."),
        example: &[Edit { cell: "D13", from: "农村公路养护里程", to: "XX乡道养护里程" }],
        fires_at: "D13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in &subject.submission.fields {
        if !matches!(field.entry.value(), None | Some(FieldValue::Instruction(_))) {
            judge(&field.entry.raw.to_string(), false, &field.entry.place, subject, tally);
        }
    }
    for cell in entries::in_rows(subject) {
        judge(&cell.raw.to_string(), cell.name == entries::REASON, cell.place, subject, tally);
    }
}

fn judge(text: &str, is_reason: bool, place: &Place, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let folded = fold(text);
    // Folding makes dots of an ellipsis; within a sentence it is punctuation.
    let is_sentence = is_reason || folded.chars().count() > subject.form.limits.name_length;
    let searched = if is_sentence { folded.replace("..", "") } else { folded.clone() };
    let searched = if searched.trim_matches('.').is_empty() { &folded } else { &searched };
    match subject.form.words.placeholders.found_in(searched) {
        None => tally.pass(),
        Some(mark) => {
            tally.fail(
                place,
                Message::new(Text::new(
                    "“{text}”里留有占位符“{mark}”",
                    "`{text}` still holds the placeholder `{mark}`",
                ))
                .with("text", shortened(text))
                .with("mark", mark),
                Text::new("请换成实际的名称或数字", "replace it by the name or number"),
            );
        }
    }
}
