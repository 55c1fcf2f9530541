//! M02: the printed execution rate is not executed ÷ adjusted.

use rust_decimal::Decimal;

use crate::model::number::{percent, plain, ratio};
use crate::model::{Code, Edit, Interval, MoneyBlock, MoneyRow, Page, Quantity, Raw, Severity, State};
use crate::text::{Message, Text};
use crate::validate::precision::{self, widened};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M02"),
        title: Text::new("执行率计算错误", "Execution rate is wrong"),
        severity: Severity::E,
        what: Text::new(
            "填写的执行率与 全年执行数 ÷ 全年预算数 相差超过表样的余地（limit.rate_room，默认 0.1 个百分点），也超出填写的精度（写 86% 时 85.5%～86.5% 都算对）。1、100、100% 都认。预算为 0 的行不查。",
            "The printed rate differs from executed ÷ adjusted by more than the room of the schema (limit.rate_room, 0.1 points by default) and by more than the precision in which it is written (86% is right from 85.5% to 86.5%). 1, 100 and 100% are all understood. Rows with a budget of 0 are not checked.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行率按全年执行数与全年预算数之比计算。0.1 个百分点的余地是本工具的约定。",
            "财预〔2020〕10号: the rate is executed ÷ adjusted. The room of 0.1 points is a convention of this tool.",
        ),
        wrong: Text::new(
            "全年预算数 200，全年执行数 190，执行率 90%。",
            "Adjusted budget 200, executed 190, rate 90%.",
        ),
        correct: Text::new("执行率 = 全年执行数 ÷ 全年预算数，应为 95%。", "The rate is executed ÷ adjusted: 95%."),
        example: &[Edit { cell: "I6", from: "95%", to: "90%" }],
        fires_at: "I6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for block in &subject.submission.money {
        for row in &block.rows {
            judge(block, row, subject.form.limits.rate_room.0, tally);
        }
    }
}

fn judge(block: &MoneyBlock, row: &MoneyRow, room: Decimal, tally: &mut Tally<'_>) {
    let amounts = row.executed.value().zip(row.adjusted.value());
    let printed = match &row.rate.state {
        State::Value(rate) => rate,
        State::Unreadable => {
            return tally.not_evaluated(Text::new("执行率无法识别", "the rate cannot be understood"));
        }
        // Parts rarely show a rate of their own; the whole amount should.
        State::Blank if row.parent.is_none() && amounts.is_some_and(|(_, adjusted)| !adjusted.amount.is_zero()) => {
            return tally.not_evaluated(Text::new("执行率没有填写", "the rate is blank"));
        }
        _ => return,
    };
    let Some((executed, adjusted)) = amounts else {
        return tally.not_evaluated(Text::new("全年预算数或执行数不明", "the budget or the spending is not known"));
    };
    if adjusted.amount.is_zero() {
        return;
    }
    if executed.amount < Decimal::ZERO || adjusted.amount < Decimal::ZERO {
        return tally.not_evaluated(Text::new("金额为负数，见 M11", "an amount is negative, see M11"));
    }
    let in_block = |quantity| block.amount(quantity).map(|amount| amount.value);
    let rate = in_block(executed).zip(in_block(adjusted)).and_then(|(spent, budget)| {
        // Amounts that had to be converted are taken as they are.
        let decimals = if executed.unit == adjusted.unit { executed.decimals.max(adjusted.decimals) } else { 0 };
        let exact = ratio(spent, budget)?;
        Some((exact, precision::rate(spent, budget, decimals).unwrap_or_else(|| Interval::exact(exact))))
    });
    let Some((exact, reach)) = rate else {
        return tally.not_evaluated(Text::new("两个金额的单位无法比较", "the units of the two amounts differ"));
    };
    let reach = reach.times(Decimal::ONE_HUNDRED);
    let room = widened(Interval::exact(printed.amount), room);
    if printed.interval().meets(reach) || room.meets(reach) {
        return tally.pass();
    }
    tally
        .fail(
            &row.rate.place,
            Message::new(Text::new(
                "执行率写 {printed}，按 {executed} ÷ {adjusted} 应为 {right}",
                "the rate says {printed}; {executed} ÷ {adjusted} is {right}",
            ))
            .with("printed", as_read(&row.rate.raw, printed))
            .with("executed", executed.to_string())
            .with("adjusted", adjusted.to_string())
            .with("right", percent(exact)),
            Text::new("请按 全年执行数 ÷ 全年预算数 改正执行率", "correct the rate to executed ÷ adjusted"),
        )
        .related
        .extend([row.executed.place.clone(), row.adjusted.place.clone()]);
}

/// The rate as it was read, behind what was written where that is another number: 0.9 = 90%.
fn as_read(raw: &Raw, rate: &Quantity) -> String {
    match raw {
        Raw::Number { value, .. } if !raw.shows_percent() && *value != rate.amount => {
            format!("{} = {rate}", plain(*value))
        }
        _ => rate.to_string(),
    }
}
