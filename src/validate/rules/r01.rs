//! R01: reason missing.

use crate::model::{Code, Edit, Method, Page, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::validate::rule::{Rule, Subject, Tally, lacks_reason};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("R01"),
    title: Text::new("未填偏差原因", "reason missing"),
    severity: Severity::E,
    what: Text::new(
        "得分低于分值、没有达到指标值，或大幅超额（默认 130% 以上，需核实），却没有填写原因（“0”“无”“/”不算）",
        "the score is below the weight, the target was missed, or it was exceeded by far (130 % and more by default; to be verified), and no reason is given (“0”, “无” and “/” give none)",
    ),
    why: Text::new(
        "财预〔2020〕10号：未完成或偏离较大的，要分析原因并提出改进措施；130% 的界线为广西公布的做法",
        "财预〔2020〕10号: what was missed or deviates much is explained; the limit of 130 % is one that Guangxi published",
    ),
    wrong: Text::new("得分 13.5，分值 15，原因空白", "score 13.5 of 15, no reason"),
    correct: Text::new("请填写偏差原因和改进措施", "write the reason and what will be done"),
    example: &[Edit { cell: "I17", from: "两个村因征地推迟，2024年6月前完成", to: "" }],
    fires_at: "I17",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let gate = Decimal::from(subject.form.limits.over_percent) / Decimal::ONE_HUNDRED;
    for (row, line) in subject.rows().filter(|(row, _)| row.reason.is_asked()) {
        let below = line.self_score.zip(line.weight).is_some_and(|(score, weight)| score < weight);
        let missed = line.reached == Some(false);
        let positive = matches!(line.method, Method::Positive | Method::PositiveAssumed | Method::Equal);
        let over = positive && line.ratio.is_some_and(|ratio| ratio >= gate);
        if !(below || missed || over) {
            if line.self_score.is_some() {
                tally.pass();
            }
            continue;
        }
        if !lacks_reason(&row.reason, &subject.form.words.no_reason) {
            tally.pass();
            continue;
        }
        let text = match (below, missed) {
            (true, _) => Text::new(
                "“{name}”得分 {score}，低于分值 {weight}，没有填写原因",
                "“{name}”: score {score} of {weight}, no reason",
            ),
            (false, true) => Text::new("“{name}”没有达到指标值，没有填写原因", "“{name}” missed its target, no reason"),
            (false, false) => Text::new(
                "“{name}”完成值为指标值的 {ratio}%，没有说明原因",
                "“{name}” reached {ratio}% of its target, no reason",
            ),
        };
        let percent =
            line.ratio.map(|ratio| crate::model::number::fixed(ratio.saturating_mul(Decimal::ONE_HUNDRED), 0));
        let message = Message::new(text)
            .with("name", &*line.name)
            .with("score", line.self_score.map(plain).unwrap_or_default())
            .with("weight", line.weight.map(plain).unwrap_or_default())
            .with("ratio", percent.unwrap_or_default());
        let severity = if below || missed { Severity::E } else { Severity::W };
        tally.fail_as(severity, &row.reason.place, message);
    }
}
