//! S05: fewer points than the formula gives, and nobody says why.

use crate::model::number::fixed;
use crate::model::{Code, Edit, Interval, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::precision;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S05"),
        title: Text::new("得分低于公式且未说明", "Score below the formula without a reason"),
        severity: Severity::W,
        what: Text::new(
            "定量指标的自评得分低于复算得分，原因栏又没有说明。写一位小数的，四舍五入后相等即可。",
            "The claimed score of a quantitative indicator is below the recomputed one, and no reason is given. With one decimal the rounded score will do.",
        ),
        why: Text::new(
            "成都市郫都区的复核口径：每项扣分都要写原因。已公开的自评表中有恰好完成却扣分而不说明的。",
            "The reviewers of Chengdu's Pidu district want a reason for every point taken off. Published forms have points missing for targets that were met.",
        ),
        wrong: Text::new(
            "指标值 ≥120公里，完成 120公里，分值 15，得分 14，没有说明。",
            "Target ≥120公里, actual 120公里, weight 15, score 14, no reason.",
        ),
        correct: Text::new("改为 15，或写明扣分原因。", "Correct it to 15, or state why a point was taken off."),
        example: &[Edit { cell: "I13", from: "15", to: "14" }],
        fires_at: "I13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        judge(row, subject, tally);
    }
}

fn judge(row: Row<'_>, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some((line, claimed, right)) = row.claimed_and_right(tally) else { return };
    let reach = precision::claimed(claimed);
    if reach.low >= right || reach.meets(Interval::exact(right)) || subject.has_reason(row) {
        return tally.pass();
    }
    if row.is_out_of_range() {
        return tally.not_evaluated(Text::new("得分为负，见 S03", "the score is negative, see S03"));
    }
    let finding = tally.fail(
        &row.score().place,
        Message::new(Text::new(
            "“{name}”得分写 {claimed}，按公式可得 {right}，没有说明扣分原因",
            "`{name}` claims {claimed}, the formula gives {right}, and no reason is given",
        ))
        .with("name", row.title())
        .with("claimed", claimed.to_string())
        .with("right", fixed(right, 2)),
        Text::new("请核对得分；确需扣分的请写明原因", "check the score; if points are to be taken off, state why"),
    );
    finding.related.extend([row.indicator.target.place.clone(), row.indicator.actual.place.clone()]);
    finding.impact = line.impact();
}
