//! V02: target or actual value blank.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("V02"),
    title: Text::new("指标值或完成值为空", "target or actual value blank"),
    severity: Severity::E,
    what: Text::new("有名称的指标没有指标值或完成值", "a named indicator has no target or no actual value"),
    why: Text::new(
        "缺一个就无法比较，也无法计分（财预〔2020〕10号：自评应对照指标值和完成值）",
        "without either nothing can be compared or scored (财预〔2020〕10号: targets are compared with what was achieved)",
    ),
    wrong: Text::new("完成值空白", "the actual value is blank"),
    correct: Text::new("请补填", "fill it in"),
    example: &[Edit { cell: "F13", from: "120公里", to: "" }],
    fires_at: "F13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.submission.all_indicators().filter(|row| !row.name.is_empty()) {
        let target = (&row.target.place, matches!(row.target.state, State::Blank), row.target.is_asked());
        let actual = (&row.actual.place, matches!(row.actual.state, State::Blank), row.actual.is_asked());
        let names = [Text::new("指标值", "target"), Text::new("完成值", "actual value")];
        for ((place, blank, asked), name) in [target, actual].into_iter().zip(names) {
            let text = Text::new("“{indicator}”的{name}没有填写", "the {name} of “{indicator}” is blank");
            let message = Message::new(text).with("indicator", row.name.as_str()).with("name", name);
            if asked {
                tally.judge(!blank, place, message);
            }
        }
    }
}
