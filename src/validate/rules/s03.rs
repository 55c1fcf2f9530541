//! S03: a score below zero.

use rust_decimal::Decimal;

use crate::model::{Code, Edit, Page, ScoreLine, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S03"),
        title: Text::new("得分为负数", "Score below zero"),
        severity: Severity::E,
        what: Text::new("得分小于 0。", "A score is less than 0."),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：未达成指标值且效果较差的按分值的 60%～0% 计分，最低为 0。",
            "财预〔2020〕10号: the lowest tier earns 60% to 0% of the weight; there is nothing below 0.",
        ),
        wrong: Text::new("得分 -1。", "Score -1."),
        correct: Text::new("扣完为止，最低填 0。", "The least is 0."),
        example: &[Edit { cell: "I19", from: "10", to: "-1" }],
        fires_at: "I19",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let submission = subject.submission;
    let money = submission.money.iter().flat_map(|block| &block.rows).map(|row| &row.score);
    let indicators = submission.all_indicators().map(|row| &row.score);
    let totals = submission.indicators.iter().filter_map(|table| table.total.as_ref()).map(|total| &total.score);
    for score in money.chain(indicators).chain(totals) {
        match &score.state {
            State::Value(points) if points.amount < Decimal::ZERO => {
                let finding = tally.fail(
                    &score.place,
                    Message::new(Text::new("得分 {score} 小于 0", "the score {score} is below 0"))
                        .with("score", points.to_string()),
                    Text::new("请改正，最低为 0", "correct it; the least is 0"),
                );
                finding.impact = subject.scorecard.of_score(&score.place).and_then(ScoreLine::impact);
            }
            State::Value(_) => tally.pass(),
            State::Unreadable => tally.not_evaluated(Text::new("有得分无法识别", "a score cannot be understood")),
            State::Absent | State::Blank | State::NotApplicable => {}
        }
    }
}
