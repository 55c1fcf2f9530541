//! M09: little of the budget was spent.

use rust_decimal::Decimal;

use crate::model::number::percent;
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::budget;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M09"),
        title: Text::new("预算执行率低", "Low execution rate"),
        severity: Severity::W,
        what: Text::new(
            "按金额计算，资金总额的执行率低于 80%（limit.low_rate_percent）；表样要求执行率低于某个比例须说明原因的（limit.reason_rate_percent，四川表样为 90%），低于它而原因栏没有说明的也报告。按精度仍可能达到的不报。",
            "By the amounts, less than 80% of the whole was spent (limit.low_rate_percent). Where the form asks for a reason below some rate (limit.reason_rate_percent, 90% on Sichuan's form), a rate below it without a reason is told as well. What may still reach the limit within the precision of the amounts is not.",
        ),
        why: Text::new(
            "四川的项目自评表要求执行率未达到 90% 的说明原因；80% 是本工具的约定。",
            "Sichuan's form asks for a reason below 90%; the limit of 80% is a convention of this tool.",
        ),
        wrong: Text::new("全年预算数 200，全年执行数 150，执行率 75%。", "Adjusted budget 200, executed 150: 75%."),
        correct: Text::new(
            "核对支出明细；确实执行不足的，写明原因和后续安排。",
            "Look at the ledger; if so little was spent, state why and what is to come.",
        ),
        example: &[
            Edit { cell: "G6", from: "190", to: "150" },
            Edit { cell: "G7", from: "170", to: "130" },
            Edit { cell: "I6", from: "95%", to: "75%" },
            Edit { cell: "J6", from: "9.5", to: "7.5" },
        ],
        fires_at: "G6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let limits = &subject.form.limits;
    for execution in subject.executions() {
        let Some(spent) = budget::spending(execution, tally) else { continue };
        let Some((rate, reach)) = spent.ratio().zip(spent.percent()) else { continue };
        let below = |limit: u32| reach.high < Decimal::from(limit);
        let unexplained = || budget::explained(execution.block, subject) == Some(false);
        let (limit, text) = if below(limits.low_rate_percent) {
            let text = Text::new(
                "全年预算数 {adjusted}，全年执行数 {executed}，执行率 {rate}，低于 {limit}%",
                "of the budget {adjusted} only {executed} was spent, a rate of {rate}, below {limit}%",
            );
            (limits.low_rate_percent, text)
        } else if let Some(limit) = limits.reason_rate_percent.filter(|limit| below(*limit) && unexplained()) {
            let text = Text::new(
                "全年预算数 {adjusted}，全年执行数 {executed}，执行率 {rate}，低于 {limit}%，没有说明原因",
                "of the budget {adjusted} {executed} was spent, a rate of {rate}, below {limit}%, and no reason is given",
            );
            (limit, text)
        } else {
            tally.pass();
            continue;
        };
        let total = execution.total;
        tally
            .fail(
                &total.executed.place,
                Message::new(text)
                    .with("adjusted", total.adjusted.raw.to_string())
                    .with("executed", total.executed.raw.to_string())
                    .with("rate", percent(rate))
                    .with("limit", limit.to_string()),
                Text::new(
                    "请核对支出；确实执行不足的，请说明原因和后续安排",
                    "check the spending; if it is right, state why and what is to come",
                ),
            )
            .related
            .extend([total.adjusted.place.clone(), total.rate.place.clone()]);
    }
}
