//! M10: little was spent, and yet all of the output is claimed.

use rust_decimal::Decimal;

use crate::model::number::{percent, plain, product, sum};
use crate::model::{Code, Edit, Page, Place, Severity, State};
use crate::schema::Dimension;
use crate::text::{Message, Text};
use crate::validate::budget;
use crate::validate::dimension;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M10"),
        title: Text::new("执行率低而产出满分", "Little spent, all output claimed"),
        severity: Severity::W,
        what: Text::new(
            "资金总额的执行率低于 50%（limit.doubtful_rate_percent），产出指标的得分合计却达到其分值的 95%（limit.full_output_percent）。哪些是产出指标，看一级指标的名称（words.toml 的 dimensions）；有分值或得分不明的不判断。",
            "Less than 50% of the whole was spent (limit.doubtful_rate_percent), yet the output indicators score 95% of their weight or more (limit.full_output_percent). Output is what the label of the first level says (`dimensions` in words.toml). Not judged while a weight or a score is not known.",
        ),
        why: Text::new(
            "本工具的约定：钱只花了不到一半而任务全部完成，不是目标定低了、预算报多了，就是支出没有入账。",
            "A convention of this tool: if all was done for less than half of the money, the targets were low, the budget high, or spending is not booked.",
        ),
        wrong: Text::new("执行率 40%，产出指标 50 分得 50 分。", "A rate of 40%, and 50 of 50 points for output."),
        correct: Text::new(
            "核对支出和完成情况；确实节约的，写明原因。",
            "Look at the spending and at what was done; if money was saved, state how.",
        ),
        example: &[
            Edit { cell: "G6", from: "190", to: "80" },
            Edit { cell: "G7", from: "170", to: "60" },
            Edit { cell: "I6", from: "95%", to: "40%" },
            Edit { cell: "J6", from: "9.5", to: "4" },
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
        if reach.high >= Decimal::from(limits.doubtful_rate_percent) {
            tally.pass();
            continue;
        }
        let groups = dimension::groups(subject).into_iter();
        let rows: Vec<Row<'_>> =
            groups.filter(|group| group.dimension() == Some(Dimension::Output)).flat_map(|group| group.rows).collect();
        if rows.is_empty() {
            continue;
        }
        let Some((score, weight)) = points(&rows, tally) else { continue };
        let full = product(weight, Decimal::from(limits.full_output_percent));
        if product(score, Decimal::ONE_HUNDRED).zip(full).is_none_or(|(score, full)| score < full) {
            tally.pass();
            continue;
        }
        let total = execution.total;
        let scores: Vec<Place> = rows.iter().map(|row| row.score().place.clone()).collect();
        tally
            .fail(
                &total.executed.place,
                Message::new(Text::new(
                    "全年执行数 {executed}，执行率只有 {rate}，产出指标 {weight} 分却得 {score} 分",
                    "{executed} was spent, a rate of {rate}, yet output scores {score} of {weight} points",
                ))
                .with("executed", total.executed.raw.to_string())
                .with("rate", percent(rate))
                .with("weight", plain(weight))
                .with("score", plain(score)),
                Text::new(
                    "请核对支出和完成情况；确实节约的，请说明原因",
                    "check the spending and what was done; if money was saved, state how",
                ),
            )
            .related
            .extend([total.adjusted.place.clone()].into_iter().chain(scores));
    }
}

/// The scores and the weights of the output, added up.
fn points(rows: &[Row<'_>], tally: &mut Tally<'_>) -> Option<(Decimal, Decimal)> {
    let weighted = || rows.iter().filter(|row| !matches!(row.indicator.weight.state, State::Absent));
    let known = |row: &&Row<'_>| row.indicator.weight.value().is_some() && row.score().value().is_some();
    if let Some(open) = weighted().find(|row| !known(row)) {
        let why = Text::new("{cell} 的分值或得分不明", "the weight or the score of {cell} is not known");
        tally.not_evaluated(Message::new(why).with("cell", address(&open.score().place)));
        return None;
    }
    let score = sum(weighted().filter_map(|row| row.score().value()).map(|score| score.amount))?;
    let weight = sum(weighted().filter_map(|row| row.indicator.weight.value()).map(|weight| weight.amount))?;
    (weight > Decimal::ZERO).then_some((score, weight))
}
