//! V01: indicator without a name.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("V01"),
    title: Text::new("指标名称为空", "indicator without a name"),
    severity: Severity::E,
    what: Text::new(
        "三级指标名称空白，但填有指标值、完成值、分值或得分",
        "the name is blank while target, actual value, weight or score is filled",
    ),
    why: Text::new(
        "不知道考核什么的数没有意义（本工具的约定）",
        "figures of nothing mean nothing (a convention of this tool)",
    ),
    wrong: Text::new("三级指标空白，指标值 ≥120公里", "the name is blank, the target is ≥120公里"),
    correct: Text::new("请补填指标名称，或删去多余的数", "write the name, or remove the figures"),
    example: &[Edit { cell: "D13", from: "养护里程", to: "" }],
    fires_at: "D13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.submission.all_indicators() {
        let filled =
            row.target.is_written() || row.actual.is_written() || row.weight.is_written() || row.score.is_written();
        if filled && row.level3.is_asked() {
            let text = Text::new("三级指标名称空白，但本行已填数值", "the name is blank while the row holds values");
            tally.judge(!row.level3.is_blank(), &row.level3.place, Message::new(text));
        }
    }
}
