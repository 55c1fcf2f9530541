//! T03: placeholder.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::entries;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("T03"),
    title: Text::new("占位符", "placeholder"),
    severity: Severity::E,
    what: Text::new("已填的内容里还有 XX、××、** 等占位符", "an answer still holds a placeholder such as XX or **"),
    why: Text::new(
        "占位符说明还有内容没有填（词语见词表；本工具的约定）",
        "a placeholder says that something is still to be filled in (see the word lists; a convention of this tool)",
    ),
    wrong: Text::new("养护里程XX公里", "“养护里程XX公里”"),
    correct: Text::new("请改为实际内容", "write the real content"),
    example: &[Edit { cell: "D13", from: "养护里程", to: "XX公里养护里程" }],
    fires_at: "D13",
};

/// In a longer text an ellipsis is punctuation.
const LONGEST_LABEL: usize = 30;

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let printed: Vec<&str> =
        subject.form.sections.iter().filter(|section| section.printed).map(|section| &*section.id).collect();
    for text in entries::texts(subject.submission, &printed) {
        let is_long = text.folded.chars().count() > LONGEST_LABEL;
        let found =
            subject.form.words.placeholders.found_in(&text.folded).filter(|mark| !(is_long && mark.contains('…')));
        let message = Message::new(Text::new("还有占位符“{mark}”：{text}", "a placeholder “{mark}” is left: {text}"));
        let shown: String = text.text.chars().take(40).collect();
        tally.judge(found.is_none(), text.place, message.with("mark", found.unwrap_or_default()).with("text", shown));
    }
}
