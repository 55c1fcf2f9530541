//! S06: full marks for a target that was missed.

use crate::model::number::fixed;
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::rules::v16;
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S06"),
        title: Text::new("未完成而计满分", "Full marks for a missed target"),
        severity: Severity::E,
        what: Text::new(
            "完成值没有达到指标值（反向指标为超过指标值，时限指标为晚于期限），得分却等于分值。复算得分四舍五入到两位小数后等于分值的不算。",
            "The actual value misses the target (for less-is-better it is above, for a date it is late), and the score equals the weight. Not counted where the recomputed score rounds to the weight.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成指标值的，按完成值与指标值之比计分。",
            "财预〔2020〕10号: a target that is missed earns the share that was reached.",
        ),
        wrong: Text::new(
            "指标值 100%，完成值 95%，分值 10，得分 10。",
            "Target 100%, actual 95%, weight 10, score 10.",
        ),
        correct: Text::new("10 × 95% ÷ 100% = 9.50。", "10 × 95% ÷ 100% = 9.50."),
        example: &[Edit { cell: "I15", from: "9.5", to: "10" }],
        fires_at: "I15",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        judge(row, subject, tally);
    }
}

fn judge(row: Row<'_>, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(line) = row.line.filter(|line| line.reached.is_some() && line.weight.is_some()) else { return };
    let score = row.score();
    if score.value().is_none() {
        if score.is_asked() {
            tally.not_evaluated(Text::new("得分未填或无法识别", "the score is not known"));
        }
        return;
    }
    if !row.is_unearned() {
        return tally.pass();
    }
    if v16::is_misread(row, &subject.form.words) {
        return tally.not_evaluated(Text::new("指标值像是认错了，见 V16", "the target was probably misread, see V16"));
    }
    let text = match line.recomputed {
        Some(_) => Text::new(
            "“{name}”{aim} {target}，完成值 {actual}，没有完成却计满分 {score}；按公式应为 {right}",
            "`{name}`: {aim} {target}, actual {actual}, missed, yet full marks {score}; the formula gives {right}",
        ),
        None => Text::new(
            "“{name}”{aim} {target}，完成值 {actual}，没有完成却计满分 {score}",
            "`{name}`: {aim} {target}, actual {actual}, missed, yet full marks {score}",
        ),
    };
    let finding = tally.fail(
        &score.place,
        Message::new(text)
            .with("name", row.title())
            .with("aim", row.aim_name())
            .with("target", row.aim())
            .with("actual", row.indicator.actual.raw.to_string())
            .with("score", score.raw.to_string())
            .with("right", line.recomputed.map(|right| fixed(right, 2)).unwrap_or_default()),
        Text::new("请按公式改正得分，或改正填错的完成值", "correct the score by the formula, or a wrong actual value"),
    );
    finding.related.extend([row.indicator.target.place.clone(), row.indicator.actual.place.clone()]);
    finding.impact = line.impact();
}
