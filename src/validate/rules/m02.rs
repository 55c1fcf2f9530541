//! M02: wrong execution rate.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::{fixed, plain, ratio};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("M02"),
    title: Text::new("执行率计算错误", "wrong execution rate"),
    severity: Severity::E,
    what: Text::new(
        "填写的执行率不等于执行数 ÷ 全年预算数（允许 0.1 个百分点，或书写精度之内）",
        "the printed rate is not executed ÷ budget, within 0.1 point or the precision that was written",
    ),
    why: Text::new(
        "执行率 = 全年执行数 ÷ 全年预算数（各地自评表的填表说明）",
        "rate = executed ÷ budget (notes on the published forms)",
    ),
    wrong: Text::new("预算 100，执行 96，执行率填 90%", "budget 100, executed 96, rate 90 %"),
    correct: Text::new("请按执行数 ÷ 全年预算数重新计算", "compute it again as executed ÷ budget"),
    example: &[Edit { cell: "G6", from: "96%", to: "90%" }],
    fires_at: "G6",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for block in &subject.submission.money {
        for row in &block.rows {
            let rate = match &row.rate.state {
                State::Value(rate) => rate,
                State::Unreadable => {
                    tally.skip(UNKNOWN_VALUE);
                    continue;
                }
                _ => continue,
            };
            let amount = |quantity| block.amount(quantity);
            let amounts = row.executed.value().and_then(amount).zip(row.adjusted.value().and_then(amount));
            let Some((executed, adjusted)) = amounts else {
                // 0 beside two blank amounts says nothing.
                if !rate.amount.is_zero() {
                    tally.skip(UNKNOWN_VALUE);
                }
                continue;
            };
            let Some(wanted) = ratio(executed.value.saturating_mul(Decimal::ONE_HUNDRED), adjusted.value) else {
                continue;
            };
            let spread = executed.reach.times(Decimal::ONE_HUNDRED).over(adjusted.reach);
            let right = (wanted - rate.amount).abs() <= Decimal::new(1, 1)
                || spread.is_some_and(|spread| spread.meets(rate.interval()));
            let text = Text::new(
                "执行率填 {rate}%，按 {executed} ÷ {adjusted} 应为 {wanted}%",
                "the rate says {rate}%, but {executed} ÷ {adjusted} is {wanted}%",
            );
            let message = Message::new(text)
                .with("rate", plain(rate.amount))
                .with("executed", plain(executed.value))
                .with("adjusted", plain(adjusted.value))
                .with("wanted", fixed(wanted, 2));
            tally.judge(right, &row.rate.place, message);
        }
    }
}
