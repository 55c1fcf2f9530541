//! M03: executed more than the budget.

use crate::model::number::plain;
use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("M03"),
    title: Text::new("执行率超过 100%", "executed more than the budget"),
    severity: Severity::W,
    what: Text::new("全年执行数大于全年预算数", "more was executed than the budget allows"),
    why: Text::new(
        "超预算执行须有依据（本工具的约定）",
        "spending above the budget needs grounds (a convention of this tool)",
    ),
    wrong: Text::new("预算 100，执行 120", "budget 100, executed 120"),
    correct: Text::new(
        "请核对预算数是否为调整后的数；确属超支的请说明",
        "verify that the budget is the adjusted one; explain it if more was spent",
    ),
    example: &[Edit { cell: "E6", from: "96", to: "120" }],
    fires_at: "E6",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (block, total, _) in subject.executions() {
        let amount = |quantity| block.amount(quantity);
        let executed = total.executed.value().and_then(amount);
        let adjusted = total.adjusted.value().and_then(amount);
        let (Some(executed), Some(adjusted)) = (executed, adjusted) else {
            if !matches!(total.executed.state, State::Absent) {
                tally.skip(UNKNOWN_VALUE);
            }
            continue;
        };
        let text = Text::new(
            "全年执行数 {executed} 大于全年预算数 {adjusted}",
            "executed {executed}, more than the budget {adjusted}",
        );
        let message =
            Message::new(text).with("executed", plain(executed.value)).with("adjusted", plain(adjusted.value));
        let right = executed.value <= adjusted.value || executed.ties(adjusted);
        tally.judge(right, &total.executed.place, message);
    }
}
