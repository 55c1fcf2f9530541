//! S04: score above the formula.

use crate::model::number::{fixed, plain};
use crate::model::{Code, Edit, Method, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally, agree, with_working};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S04"),
    title: Text::new("得分与公式不符（偏高）", "score above the formula"),
    severity: Severity::E,
    what: Text::new(
        "数值指标的自评得分高于按公式复算的得分",
        "the claimed score of a numeric indicator is above the recomputed one",
    ),
    why: Text::new(
        "财预〔2020〕10号：未达到指标值的，按完成值与指标值的比例计分；反向指标的公式由表样规定",
        "财预〔2020〕10号: a target that is not reached earns its share; the formula for “less is better” is in the schema",
    ),
    wrong: Text::new(
        "分值 15，指标值 ≥20个，完成 18 个，得分 14（应为 13.50）",
        "weight 15, target ≥20, actual 18, score 14 (13.50 is right)",
    ),
    correct: Text::new("请按公式重新计分", "compute the score again"),
    example: &[Edit { cell: "H17", from: "13.5", to: "14" }],
    fires_at: "H17",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (row, line) in subject.rows() {
        if line.method == Method::Tier {
            continue;
        }
        let (Some(claimed), Some(wanted)) = (row.score.value(), line.recomputed) else {
            if row.score.value().is_some() {
                tally.skip(line.working.clone());
            }
            continue;
        };
        // A missed target with full points is S06, more than the weight is S02; one matter is reported once.
        let full_though_missed = line.reached == Some(false) && line.weight == Some(claimed.amount);
        let beyond = line.weight.is_some_and(|weight| claimed.amount > weight);
        let right = claimed.amount <= wanted || agree(claimed, wanted) || full_though_missed || beyond;
        let text = Text::new(
            "“{name}”自评 {claimed} 分，应为 {wanted} 分",
            "“{name}” claims {claimed} points, {wanted} are right",
        );
        let message = Message::new(text)
            .with("name", &*line.name)
            .with("claimed", plain(claimed.amount))
            .with("wanted", fixed(wanted, 2));
        tally.judge(right, &line.place, with_working(message, line));
    }
}
