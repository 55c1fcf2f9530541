//! S02: more points than the weight.

use crate::model::{Code, Edit, Impact, Page, ScoreLine, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S02"),
        title: Text::new("得分大于分值", "Score above the weight"),
        severity: Severity::E,
        what: Text::new("得分大于同一行的分值。", "The score is more than the weight of the same row."),
        why: Text::new(
            "省级预算管理一体化系统的绩效模块拒绝大于分值的得分；超额完成也以分值为限。",
            "The provincial budget system refuses a score above the weight; doing more than the target earns no more.",
        ),
        wrong: Text::new("分值 15，得分 16。", "Weight 15, score 16."),
        correct: Text::new("得分改为不超过分值。", "Lower the score to the weight or below."),
        example: &[Edit { cell: "I13", from: "15", to: "16" }],
        fires_at: "I13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let money = subject.submission.money.iter().flat_map(|block| &block.rows).map(|row| (&row.weight, &row.score));
    let indicators = subject.rows().map(|row| (&row.indicator.weight, row.score()));
    for (weight, score) in money.chain(indicators) {
        match (weight.value(), score.value()) {
            (Some(points), Some(claimed)) if claimed.amount > points.amount => {
                let finding = tally.fail(
                    &score.place,
                    Message::new(Text::new(
                        "得分 {score} 大于分值 {weight}",
                        "the score {score} is above the weight {weight}",
                    ))
                    .with("score", claimed.to_string())
                    .with("weight", points.to_string()),
                    Text::new("请改为不超过分值", "lower it to the weight or below"),
                );
                finding.related.push(weight.place.clone());
                // Where the right score is not known, what lies above the weight is too much in any case.
                let line = subject.scorecard.of_score(&score.place);
                let above = claimed.amount - points.amount;
                finding.impact = line.and_then(ScoreLine::impact).or(Some(Impact::Points(above)));
            }
            (Some(_), Some(_)) => tally.pass(),
            (Some(_), None) if score.is_asked() => {
                tally.not_evaluated(Text::new("有得分未填或无法识别", "a score is not known"));
            }
            (None, Some(_)) if weight.is_asked() => {
                tally.not_evaluated(Text::new("有分值未填或无法识别", "a weight is not known"));
            }
            _ => {}
        }
    }
}
