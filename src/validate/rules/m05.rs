//! M05: the budget of the year is 0, so that there is no rate.

use rust_decimal::Decimal;

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M05"),
        title: Text::new("全年预算数为 0", "Adjusted budget is 0"),
        severity: Severity::E,
        what: Text::new(
            "资金总额的全年预算数是 0，执行率无从计算。执行数大于 0 的必须修改，执行数也是 0 的只作提示。总额与分项不符的，由 M01 报告。",
            "The adjusted budget of the whole amount is 0, so that there is no rate. It must be corrected where something was spent, and is a note where nothing was. A total that does not tie with its parts is told by M01.",
        ),
        why: Text::new(
            "本工具的约定：除数为 0 时不计执行率，也不当作 0 分或满分。",
            "A convention of this tool: with a divisor of 0 there is no rate; it is neither 0 points nor full points.",
        ),
        wrong: Text::new("全年预算数 0，全年执行数 190。", "Adjusted budget 0, executed 190."),
        correct: Text::new(
            "补填调整后的预算；预算确已全部收回的，写明原因。",
            "Write the adjusted budget; if all of it was withdrawn, state why.",
        ),
        example: &[
            Edit { cell: "F6", from: "200", to: "0" },
            Edit { cell: "F7", from: "180", to: "0" },
            Edit { cell: "F8", from: "20", to: "0" },
        ],
        fires_at: "F6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for Execution { block, total, .. } in subject.executions() {
        if !total.adjusted.is_asked() {
            continue;
        }
        let Some(adjusted) = total.adjusted.value() else {
            tally.not_evaluated(Text::new("全年预算数不明", "the adjusted budget is not known"));
            continue;
        };
        if !adjusted.amount.is_zero() {
            tally.pass();
            continue;
        }
        let why = match block.tied_total(|row| &row.adjusted) {
            Some((_, false)) => None,
            Some((_, true)) => {
                Some(Text::new("总额与分项不符，见 M01", "the total does not tie with its parts, see M01"))
            }
            None => Some(Text::new("分项中有无法识别的数，见 V03", "a part cannot be understood, see V03")),
        };
        if let Some(why) = why {
            tally.not_evaluated(why);
            continue;
        }
        let spent = total.executed.value().filter(|executed| executed.amount > Decimal::ZERO);
        let (severity, text) = match spent {
            Some(_) => (
                Severity::E,
                Text::new(
                    "全年预算数为 0，全年执行数却是 {executed}",
                    "the adjusted budget is 0, yet {executed} was spent",
                ),
            ),
            None => (
                Severity::I,
                Text::new("全年预算数为 0，无法计算执行率", "the adjusted budget is 0: there is no execution rate"),
            ),
        };
        tally
            .fail_as(
                severity,
                &total.adjusted.place,
                Message::new(text).with("executed", spent.map(ToString::to_string).unwrap_or_default()),
                Text::new(
                    "请补填调整后的预算；预算确已全部收回的请写明原因",
                    "write the adjusted budget; if all of it was withdrawn, state why",
                ),
            )
            .related
            .push(total.executed.place.clone());
    }
}
