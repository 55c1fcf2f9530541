//! S10: a part of the money carries a score of its own.

use crate::model::number::plain;
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S10"),
        title: Text::new("资金分项重复计分", "A part of the money is scored again"),
        severity: Severity::W,
        what: Text::new(
            "资金总额下面的分项（财政拨款、上年结转、其他资金等）也填了得分。预算执行只按资金总额一行计分，分项的得分不计入合计。",
            "A part of the whole amount (appropriation, carried over, other funds) has a score too. Only the row of the whole amount earns points; scores of parts are left out of all sums.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表：预算执行按年度资金总额的执行率计一次分。",
            "The form attached to 财预〔2020〕10号 scores the execution of the budget once, by the whole amount.",
        ),
        wrong: Text::new("当年财政拨款一行也写了 9.44 分。", "The row of the appropriation says 9.44 points too."),
        correct: Text::new("分项的得分改为“—”。", "Write — in place of the score."),
        example: &[Edit { cell: "J7", from: "—", to: "9.44" }],
        fires_at: "J7",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for block in &subject.submission.money {
        let Some(total) = block.total() else { continue };
        for part in block.rows.iter().filter(|row| row.parent.is_some() && row.score.is_asked()) {
            // Below a merged cell the score is that of the whole amount.
            if part.score.place == total.score.place {
                continue;
            }
            let Some(score) = part.score.value().filter(|score| !score.amount.is_zero()) else {
                tally.pass();
                continue;
            };
            tally
                .fail(
                    &part.score.place,
                    Message::new(Text::new(
                        "“{label}”是分项，不单独计分，却填了得分 {score}（没有计入合计）",
                        "`{label}` is a part and earns no points, yet it says {score} (left out of all sums)",
                    ))
                    .with("label", part.label.raw.to_string())
                    .with("score", plain(score.amount)),
                    Text::new(
                        "请删去分项的得分，只在资金总额一行计分",
                        "delete the score; only the row of the whole amount is scored",
                    ),
                )
                .related
                .push(total.score.place.clone());
        }
    }
}
