//! M06: the budget was changed by far during the year, and nobody says why.

use rust_decimal::Decimal;

use crate::model::number::{percent, ratio};
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::budget::{self, Pair};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M06"),
        title: Text::new("预算调整过大且未说明", "Budget changed by far without a reason"),
        severity: Severity::W,
        what: Text::new(
            "资金总额一行的全年预算数与年初预算数相差超过年初预算数的 30%（limit.adjust_percent），或者年初没有预算而全年有，资金表的原因栏又没有说明。表样没有原因栏的，同样要求核实。总额与分项不符、预算为 0、疑似单位用错的，由 M01、M05、M08 报告。",
            "In the row of the whole amount the adjusted budget differs from the initial one by more than 30% of it (limit.adjust_percent), or there was none at first, and the money block gives no reason. A form without a column for reasons is to be verified as well. Totals that do not tie, a budget of 0 and slips of the unit are told by M01, M05 and M08.",
        ),
        why: Text::new(
            "本工具的约定：年初预算与全年预算相差太大，执行率就说明不了问题。已公开的部门整体自评表中有从 861.10 万元调到 2030.12 万元而没有说明的。",
            "A convention of this tool: where the budget was changed by far, the rate says little. A published form goes from 861.10 to 2030.12 without a word.",
        ),
        wrong: Text::new(
            "年初预算数 100，全年预算数 200，没有说明。",
            "Initial budget 100, adjusted budget 200, no reason.",
        ),
        correct: Text::new(
            "核对预算调整文件；确有调整的，写明文号、原因和金额。",
            "Look at the decisions on the budget; if it was changed, state document, reason and amount.",
        ),
        example: &[Edit { cell: "E6", from: "200", to: "100" }, Edit { cell: "E7", from: "180", to: "80" }],
        fires_at: "F6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let most = subject.form.limits.adjust_percent;
    for execution in subject.executions() {
        let Some(change) = budget::adjustment(execution, tally) else { continue };
        let from_nothing = change.base.is_zero();
        if !from_nothing && !change.differs_by_more_than(most) {
            tally.pass();
            continue;
        }
        if budget::explained(execution.block, subject) == Some(true) {
            tally.pass();
            continue;
        }
        fail(execution, &change, most, tally);
    }
}

fn fail(Execution { total, .. }: Execution<'_>, change: &Pair, most: u32, tally: &mut Tally<'_>) {
    let text = if change.base.is_zero() {
        Text::new(
            "年初预算数为 0，全年预算数 {adjusted}，没有说明调整原因",
            "the initial budget is 0 and the adjusted one {adjusted}; no reason is given",
        )
    } else {
        Text::new(
            "年初预算数 {initial}，全年预算数 {adjusted}，调整 {share}，超过 {most}%，没有说明原因",
            "the budget was changed from {initial} to {adjusted}, by {share}, more than {most}%; no reason is given",
        )
    };
    let share = ratio(change.other - change.base, change.base);
    let signed = |share: Decimal| if share > Decimal::ZERO { format!("+{}", percent(share)) } else { percent(share) };
    tally
        .fail(
            &total.adjusted.place,
            Message::new(text)
                .with("initial", total.initial.raw.to_string())
                .with("adjusted", total.adjusted.raw.to_string())
                .with("share", share.map(signed).unwrap_or_default())
                .with("most", most.to_string()),
            Text::new(
                "请核对预算调整文件；确有调整的，说明原因、文号和金额",
                "look at the decisions on the budget; if it was changed, state reason, document and amount",
            ),
        )
        .related
        .extend(
            [total.initial.place.clone(), total.reason.place.clone()]
                .into_iter()
                .filter(|place| *place != total.label.place),
        );
}
