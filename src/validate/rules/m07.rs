//! M07: the budget was changed until it equalled the spending.

use crate::model::number::{percent, ratio};
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::budget;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M07"),
        title: Text::new("全年预算数调到恰等于执行数", "Budget trimmed to the spending"),
        severity: Severity::W,
        what: Text::new(
            "资金总额一行的全年预算数恰好等于全年执行数，而全年预算数与年初预算数相差超过年初预算数的 10%（limit.trim_percent）。年初预算数为 0 的由 M06 报告。",
            "In the row of the whole amount the adjusted budget is exactly what was spent, and differs from the initial one by more than 10% of it (limit.trim_percent). An initial budget of 0 is told by M06.",
        ),
        why: Text::new(
            "本工具的约定：按支出倒调预算，执行率总是 100%，预算执行得分就失去意义。",
            "A convention of this tool: with a budget that follows the spending the rate is always 100% and its points mean nothing.",
        ),
        wrong: Text::new(
            "年初预算数 220，全年预算数 190，全年执行数 190。",
            "Initial budget 220, adjusted 190, executed 190.",
        ),
        correct: Text::new(
            "按批复的调整后预算填写；确实调到与支出相等的，附调整文件。",
            "Write the adjusted budget as approved; if it really equals the spending, enclose the decision.",
        ),
        example: &[
            Edit { cell: "E6", from: "200", to: "220" },
            Edit { cell: "E7", from: "180", to: "200" },
            Edit { cell: "F6", from: "200", to: "190" },
            Edit { cell: "F7", from: "180", to: "170" },
            Edit { cell: "I6", from: "95%", to: "100%" },
            Edit { cell: "J6", from: "9.5", to: "10" },
        ],
        fires_at: "F6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let least = subject.form.limits.trim_percent;
    for execution in subject.executions() {
        let total = execution.total;
        if !total.initial.is_asked() || !total.executed.is_asked() {
            continue;
        }
        let Some(change) = budget::adjustment(execution, tally) else { continue };
        let Some(spent) = budget::spending(execution, tally) else { continue };
        if change.base.is_zero() {
            tally.not_evaluated(Text::new("年初预算数为 0，见 M06", "the initial budget is 0, see M06"));
            continue;
        }
        if spent.base != spent.other || !change.differs_by_more_than(least) {
            tally.pass();
            continue;
        }
        let share = ratio((change.other - change.base).abs(), change.base).map(percent);
        tally
            .fail(
                &total.adjusted.place,
                Message::new(Text::new(
                    "全年预算数 {adjusted} 恰等于全年执行数，与年初预算数 {initial} 相差 {share}",
                    "the adjusted budget {adjusted} is exactly what was spent; it differs from the initial {initial} by {share}",
                ))
                .with("adjusted", total.adjusted.raw.to_string())
                .with("initial", total.initial.raw.to_string())
                .with("share", share.unwrap_or_default()),
                Text::new(
                    "请按批复的调整后预算填写；确实调到与支出相等的，请说明并附调整文件",
                    "write the adjusted budget as approved; if it really equals the spending, state why and enclose the decision",
                ),
            )
            .related
            .extend([total.executed.place.clone(), total.initial.place.clone()]);
    }
}
