//! M05: budget is 0.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("M05"),
    title: Text::new("全年预算为 0", "budget is 0"),
    severity: Severity::E,
    what: Text::new(
        "年度资金总额的全年预算数为 0，执行率无法计算；有执行数时必须修改，否则提示",
        "the budget is 0, so there is no execution rate; must be corrected if something was executed, else a note",
    ),
    why: Text::new(
        "0 不能作除数；没有预算不得支出（预算法第十三条）",
        "nothing can be divided by 0; no spending without a budget (Budget Law, article 13)",
    ),
    wrong: Text::new("全年预算 0，全年执行 96", "budget 0, executed 96"),
    correct: Text::new("请核对全年预算数", "verify the budget"),
    example: &[Edit { cell: "D6", from: "100", to: "0" }],
    fires_at: "D6",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (_, total, _) in subject.executions() {
        let Some(adjusted) = total.adjusted.value() else { continue };
        if !adjusted.amount.is_zero() {
            tally.pass();
            continue;
        }
        let executed = total.executed.value().map_or(Decimal::ZERO, |quantity| quantity.amount);
        let severity = if executed > Decimal::ZERO { Severity::E } else { Severity::I };
        let text = Text::new("全年预算数为 0，执行数为 {executed}", "the budget is 0, executed is {executed}");
        tally.fail_as(severity, &total.adjusted.place, Message::new(text).with("executed", plain(executed)));
    }
}
