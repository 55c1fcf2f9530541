//! M04: the score of the budget execution is not rate × weight.

use rust_decimal::Decimal;

use crate::model::number::{fixed, half_unit, percent, plain};
use crate::model::{Code, Edit, Interval, Page, Severity, State};
use crate::text::{Message, Text};
use crate::validate::precision::{self, widened};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M04"),
        title: Text::new("执行率得分错误", "Score of the budget execution is wrong"),
        severity: Severity::E,
        what: Text::new(
            "预算执行的自评得分不等于 执行率 × 分值（执行率超过 100% 按 100%）。执行率用金额算，不用表上印的。得分写一位小数的，四舍五入后相等即可；总额与分项不符时按分项之和算。",
            "The claimed score of the budget execution is not rate × weight (a rate above 100% counts as 100%). The rate is computed from the amounts. With one decimal the rounded score will do; where the total does not tie, the sum of the parts is used.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行率指标按执行率乘以分值计分，最高不超过分值（分值一般为 10 分，湖北表样为 20 分）。",
            "财预〔2020〕10号: the execution earns rate × weight, at most the weight (usually 10 points, 20 on Hubei's form).",
        ),
        wrong: Text::new(
            "预算 43.20，执行 37.24，执行率 86.20%，分值 10，得分写 9。",
            "Budget 43.20, executed 37.24, rate 86.20%, weight 10, score 9.",
        ),
        correct: Text::new("10 × 86.20% = 8.62。", "10 × 86.20% = 8.62."),
        example: &[Edit { cell: "J6", from: "9.5", to: "10" }],
        fires_at: "J6",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for execution in subject.executions() {
        let Execution { total, line: Some(line), .. } = execution else { continue };
        let score = match &total.score.state {
            State::Value(score) => score,
            State::Absent => continue,
            _ => {
                tally.not_evaluated(Text::new("得分未填或无法识别", "the score is not known"));
                continue;
            }
        };
        let (Some(right), Some(weight)) = (line.recomputed, line.weight) else {
            tally.not_evaluated(line.working.clone());
            continue;
        };
        if score.amount > weight || score.amount < Decimal::ZERO {
            tally.not_evaluated(Text::new(
                "得分超出 0 至分值的范围，见 S02、S03",
                "the score is out of range, see S02 and S03",
            ));
            continue;
        }
        let agrees = |earned: Interval| precision::claimed(score).meets(widened(earned, half_unit(2)));
        let by_parts = earned(execution, weight).unwrap_or_else(|| Interval::exact(right));
        // Where the total does not tie (M01 speaks of that), a score that follows from it is no second fault.
        let by_total = printed(execution, weight);
        if score.amount == right || agrees(by_parts) || by_total.is_some_and(agrees) {
            tally.pass();
            continue;
        }
        let rate = line.ratio.map(|rate| percent(rate.clamp(Decimal::ZERO, Decimal::ONE))).unwrap_or_default();
        let finding = tally.fail(
            &total.score.place,
            Message::new(Text::new(
                "执行率得分写 {claimed}，应为 {weight} × {rate} = {right}",
                "the execution score says {claimed}; it is {weight} × {rate} = {right}",
            ))
            .with("claimed", score.to_string())
            .with("weight", plain(weight))
            .with("rate", rate)
            .with("right", fixed(right, 2)),
            Message::new(Text::new(
                "请改为 {right}；执行率和金额有误的，先改正金额",
                "correct it to {right}; where the amounts are wrong, correct them first",
            ))
            .with("right", fixed(right, 2)),
        );
        finding.related.extend([
            total.executed.place.clone(),
            total.adjusted.place.clone(),
            total.weight.place.clone(),
        ]);
        finding.impact = line.impact();
    }
}

/// The points that the amounts give, those of the parts where the total does not tie.
fn earned(Execution { block, total, .. }: Execution<'_>, weight: Decimal) -> Option<Interval> {
    let (executed, _) = block.tied_total(|row| &row.executed)?;
    let (adjusted, _) = block.tied_total(|row| &row.adjusted)?;
    let written = [&total.executed, &total.adjusted];
    let decimals = written.iter().filter_map(|entry| entry.value()).map(|quantity| quantity.decimals).max()?;
    let decimals = decimals.max(executed.normalize().scale()).max(adjusted.normalize().scale());
    points(executed, adjusted, decimals, weight)
}

/// The points that the printed total gives.
fn printed(Execution { block, total, .. }: Execution<'_>, weight: Decimal) -> Option<Interval> {
    let (executed, adjusted) = (total.executed.value()?, total.adjusted.value()?);
    let decimals = executed.decimals.max(adjusted.decimals);
    points(block.amount(executed)?.value, block.amount(adjusted)?.value, decimals, weight)
}

/// Rate × weight, at most the weight, as precisely as the amounts are written.
fn points(executed: Decimal, adjusted: Decimal, decimals: u32, weight: Decimal) -> Option<Interval> {
    let rate = precision::rate(executed, adjusted, decimals)?;
    let capped = Interval { low: rate.low.min(Decimal::ONE), high: rate.high.min(Decimal::ONE) };
    Some(capped.times(weight))
}
