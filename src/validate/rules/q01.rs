//! Q01: weights do not add up to 100.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("Q01"),
    title: Text::new("总权重不等于 100", "weights do not add up to 100"),
    severity: Severity::E,
    what: Text::new(
        "各指标分值加预算执行分值之和不等于表样规定的总分（通常为 100），或印出的分值合计与此不符",
        "the weights of the indicators and of the budget execution do not add up to what the form says (usually 100), or the printed total differs",
    ),
    why: Text::new(
        "财预〔2020〕10号：各项指标权重统一按百分制设置",
        "财预〔2020〕10号: weights are set on a scale of one hundred",
    ),
    wrong: Text::new("分值之和为 105", "the weights add up to 105"),
    correct: Text::new("请调整分值，使总和为 100", "change the weights so that they add up to 100"),
    example: &[Edit { cell: "G13", from: "15", to: "20" }],
    fires_at: "G20",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let rows = || subject.submission.all_indicators();
    if !rows().any(|row| row.weight.is_asked()) {
        return;
    }
    if let Some(row) = rows().find(|row| matches!(row.weight.state, State::Blank | State::Unreadable)) {
        let text = Text::new("“{name}”的分值未填或无法识别", "the weight of “{name}” is blank or cannot be understood");
        return tally.skip(Message::new(text).with("name", row.name.as_str()));
    }
    let leaves = sum(rows().filter_map(|row| row.weight.value()).map(|weight| weight.amount)).unwrap_or_default();
    let execution: Decimal =
        subject.executions().filter_map(|(_, total, _)| total.weight.value()).map(|w| w.amount).sum();
    let (all, wanted) = (leaves + execution, Decimal::from(subject.form.limits.total_weight));
    let Some(table) = subject.submission.indicators.first() else { return };
    let printed = subject.submission.indicators.iter().filter_map(|table| table.total.as_ref()).next_back();
    let place =
        printed.map(|total| &total.weight).filter(|weight| weight.is_asked()).map_or(&table.header, |w| &w.place);
    let message = |text: Text| {
        Message::new(text)
            .with("leaves", plain(leaves))
            .with("execution", plain(execution))
            .with("all", plain(all))
            .with("wanted", plain(wanted))
    };
    if all != wanted {
        tally.fail(
            place,
            message(Text::new(
                "分值合计 {all}（指标 {leaves} + 预算执行 {execution}），应为 {wanted}",
                "the weights add up to {all} (indicators {leaves} + budget execution {execution}), not to {wanted}",
            )),
        );
        return;
    }
    match printed.and_then(|total| total.weight.value()).map(|weight| weight.amount) {
        // Some forms print the total of the indicators alone.
        Some(total) if total != all && total != leaves => {
            let text = Text::new(
                "印出的分值合计为 {total}，实际为 {all}",
                "the printed total of weights is {total}, it is {all}",
            );
            tally.fail(place, message(text).with("total", plain(total)));
        }
        _ => tally.pass(),
    }
}
