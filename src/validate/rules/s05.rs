//! S05: score below the formula.

use crate::model::number::{fixed, plain};
use crate::model::{Code, Edit, Method, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally, agree, lacks_reason, with_working};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S05"),
    title: Text::new("得分与公式不符（偏低）", "score below the formula"),
    severity: Severity::W,
    what: Text::new(
        "数值指标的自评得分低于按公式复算的得分，又没有说明原因",
        "the claimed score of a numeric indicator is below the recomputed one and no reason is given",
    ),
    why: Text::new(
        "已达到指标值的应得满分；主动扣分应当说明（财预〔2020〕10号）",
        "a target that is reached earns the full weight; points given up are explained (财预〔2020〕10号)",
    ),
    wrong: Text::new(
        "完成值达到指标值，分值 15，得分 13，原因空白",
        "the target is reached, weight 15, score 13, no reason",
    ),
    correct: Text::new("请按公式计分，或说明扣分原因", "compute the score again, or say why points were given up"),
    example: &[Edit { cell: "H14", from: "15", to: "13" }],
    fires_at: "H14",
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
        let right = claimed.amount >= wanted
            || agree(claimed, wanted)
            || !lacks_reason(&row.reason, &subject.form.words.no_reason);
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
