//! S01: a row with a weight and no score.

use crate::model::{Code, Edit, Entry, Indicator, Page, Quantity, Severity, State};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S01"),
        title: Text::new("得分未填", "Score missing"),
        severity: Severity::E,
        what: Text::new(
            "有分值的指标行或预算执行行，得分是空的。没有分值、得分栏的表样不查；择优计分而没有选用的指标不查；完成值也填“/”的行、没有预算的预算执行行，得分填“/”的不判断。",
            "An indicator or the budget execution has a weight and no score. Forms without scores and alternatives that do not count are left out; “/” is not judged in rows whose actual value says the same, or without a budget.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：自评须逐项打分并汇总。空白不当作 0 分。",
            "财预〔2020〕10号: every indicator is given its points. A blank is not 0 points.",
        ),
        wrong: Text::new("分值 15，得分空白。", "Weight 15, no score."),
        correct: Text::new("按完成情况打分。", "Give the points that were earned."),
        example: &[Edit { cell: "I13", from: "15", to: "" }],
        fires_at: "I13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    if !subject.scorecard.is_scored {
        return;
    }
    for Execution { total, .. } in subject.executions() {
        let name = total.label.value().cloned().unwrap_or_default();
        // Without a budget there is nothing to score.
        let has_budget = total.adjusted.value().is_some_and(|adjusted| !adjusted.amount.is_zero());
        judge(&name, &total.weight, &total.score, !has_budget, tally);
    }
    for row in subject.rows().filter(Row::counts) {
        let Indicator { weight, score, actual, .. } = row.indicator;
        judge(&row.title(), weight, score, matches!(actual.state, State::NotApplicable), tally);
    }
}

/// `set_aside`: whether the row may say that no score applies.
fn judge(name: &str, weight: &Entry<Quantity>, score: &Entry<Quantity>, set_aside: bool, tally: &mut Tally<'_>) {
    let Some(points) = weight.value() else { return };
    let text = match &score.state {
        State::Absent => return,
        State::Value(_) => return tally.pass(),
        State::Unreadable => {
            return tally.not_evaluated(Text::new("得分无法识别", "the score cannot be understood"));
        }
        State::NotApplicable if set_aside => {
            return tally.not_evaluated(Text::new("得分填为不适用", "the score is given as not applicable"));
        }
        State::NotApplicable => Text::new(
            "“{name}”分值 {weight}，得分填的是“{score}”",
            "`{name}` weighs {weight} points, and its score says `{score}`",
        ),
        State::Blank => {
            Text::new("“{name}”分值 {weight}，得分没有填", "`{name}` weighs {weight} points and has no score")
        }
    };
    let message = Message::new(text)
        .with("name", name.trim_end_matches([':', '：']))
        .with("weight", points.to_string())
        .with("score", score.raw.to_string());
    tally
        .fail(&score.place, message, Text::new("请按完成情况打分", "give the points that were earned"))
        .related
        .push(weight.place.clone());
}
