//! M03: more was spent than the budget of the year.

use crate::model::number::{percent, ratio};
use crate::model::{Code, Edit, Entry, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M03"),
        title: Text::new("执行数大于全年预算数", "More spent than budgeted"),
        severity: Severity::W,
        what: Text::new(
            "资金总额一行的全年执行数大于全年预算数，执行率超过 100%。",
            "In the row of the whole amount, executed is more than adjusted: a rate above 100%.",
        ),
        why: Text::new(
            "本工具的约定：执行数一般不会超过调整后的预算，多半是预算调整没有填、上年结转没有计入，或者数填错了。得分按《项目支出绩效评价管理办法》（财预〔2020〕10号）以分值为限。",
            "A convention of this tool: spending rarely exceeds the adjusted budget; a change of the budget or money carried over is missing, or a figure is wrong. Under 财预〔2020〕10号 the score is at most the weight.",
        ),
        wrong: Text::new("全年预算数 200，全年执行数 210。", "Adjusted budget 200, executed 210."),
        correct: Text::new(
            "核对预算调整文件和支出明细，改正；确实超出的写明原因。",
            "Look at the changes of the budget and the ledger and correct the figure; if it is right, state why.",
        ),
        example: &[Edit { cell: "G6", from: "190", to: "210" }, Edit { cell: "G7", from: "170", to: "190" }],
        fires_at: "G6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for Execution { block, total, .. } in subject.executions() {
        if !total.executed.is_asked() || !total.adjusted.is_asked() {
            continue;
        }
        let amount = |entry: &Entry<_>| entry.value().and_then(|quantity| block.amount(quantity));
        let (Some(executed), Some(adjusted)) = (amount(&total.executed), amount(&total.adjusted)) else {
            tally.not_evaluated(Text::new("全年预算数或执行数不明", "the budget or the spending is not known"));
            continue;
        };
        if executed.value <= adjusted.value {
            tally.pass();
            continue;
        }
        // Without a budget there is no rate; M05 speaks of that.
        if adjusted.value.is_zero() {
            tally.not_evaluated(Text::new("全年预算数为 0，见 M05", "the budget is 0, see M05"));
            continue;
        }
        let rate = ratio(executed.value, adjusted.value).map(percent).unwrap_or_default();
        tally
            .fail(
                &total.executed.place,
                Message::new(Text::new(
                    "全年执行数 {executed} 大于全年预算数 {adjusted}，执行率 {rate}",
                    "executed {executed} is more than the adjusted budget {adjusted}: a rate of {rate}",
                ))
                .with("executed", total.executed.raw.to_string())
                .with("adjusted", total.adjusted.raw.to_string())
                .with("rate", rate),
                Text::new(
                    "请核对预算调整和支出明细；确实超出的请书面说明原因",
                    "check the changes of the budget and the ledger; if it is right, explain in writing",
                ),
            )
            .related
            .push(total.adjusted.place.clone());
    }
}
