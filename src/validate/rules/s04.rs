//! S04: more points than the formula gives.

use crate::model::number::fixed;
use crate::model::{Code, Edit, Interval, Method, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::precision;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S04"),
        title: Text::new("得分高于公式（虚高）", "Score above the formula"),
        severity: Severity::E,
        what: Text::new(
            "定量指标的自评得分高于按指标值、完成值复算的得分。写一位小数的，四舍五入后相等即可；整数不算四舍五入。方向没有写、按正向推定的，只要求核实。定性指标见 S08，超过分值见 S02，未完成而满分见 S06。",
            "The claimed score of a quantitative indicator is above the one recomputed from target and actual value. With one decimal the rounded score will do; a whole number is no rounding. Where the direction had to be assumed, it is to be verified only. For tiers see S08, above the weight S02, full marks for a missed target S06.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标完成的计满分，未完成的按完成值与指标值之比计分；反向指标的两个公布的公式由表样选定，算式见“得分复核”。",
            "财预〔2020〕10号: a target that is reached earns the weight, otherwise the share that was reached; of the two published formulas for less-is-better the schema chooses one. The working stands on the tab of recomputed scores.",
        ),
        wrong: Text::new(
            "指标值 100%，完成值 95%，分值 10，得分 9.8。",
            "Target 100%, actual 95%, weight 10, score 9.8.",
        ),
        correct: Text::new("10 × 95% ÷ 100% = 9.50。", "10 × 95% ÷ 100% = 9.50."),
        example: &[Edit { cell: "I15", from: "9.5", to: "9.8" }],
        fires_at: "I15",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        judge(row, tally);
    }
}

fn judge(row: Row<'_>, tally: &mut Tally<'_>) {
    let Some((line, claimed, right)) = row.claimed_and_right(tally) else { return };
    let reach = precision::claimed(claimed);
    if reach.high <= right || reach.meets(Interval::exact(right)) {
        return tally.pass();
    }
    if row.is_out_of_range() || row.is_unearned() {
        return tally.not_evaluated(Text::new("见 S02、S03 或 S06", "see S02, S03 or S06"));
    }
    let assumed = line.method == Method::PositiveAssumed;
    let (severity, advice) = if assumed {
        (
            Severity::W,
            Text::new(
                "指标值没有写方向，按正向推定；请补写方向并核对得分",
                "no direction is written, more is taken for better; write it and check the score",
            ),
        )
    } else {
        (
            Severity::E,
            Text::new(
                "请按公式改正得分，或改正填错的完成值",
                "correct the score by the formula, or a wrong actual value",
            ),
        )
    };
    let finding = tally.fail_as(
        severity,
        &row.score().place,
        Message::new(Text::new(
            "“{name}”得分写 {claimed}，按公式应为 {right}（{aim} {target}，完成值 {actual}，分值 {weight}）",
            "`{name}` claims {claimed}, the formula gives {right} ({aim} {target}, actual {actual}, weight {weight})",
        ))
        .with("name", row.title())
        .with("claimed", claimed.to_string())
        .with("right", fixed(right, 2))
        .with("aim", row.aim_name())
        .with("target", row.aim())
        .with("actual", row.indicator.actual.raw.to_string())
        .with("weight", row.indicator.weight.raw.to_string()),
        advice,
    );
    finding.related.extend([row.indicator.target.place.clone(), row.indicator.actual.place.clone()]);
    finding.impact = line.impact();
}
