//! S08: a qualitative score outside the band of its tier.

use crate::model::number::fixed;
use crate::model::{Code, Edit, Interval, Page, ScoreLine, Severity};
use crate::text::{Message, Text};
use crate::validate::precision;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S08"),
        title: Text::new("定性得分越档", "Qualitative score outside its tier"),
        severity: Severity::E,
        what: Text::new(
            "定性指标的完成值写明了档次，得分却不在该档的范围内。各档的界限由表样规定。",
            "The actual value of a qualitative indicator names a tier, and the score lies outside its band. The bounds are those of the schema.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差，分别按分值的 100%～80%（含）、80%～60%（含）、60%～0% 计分；湖北表样的界限为 80、50。",
            "财预〔2020〕10号: the three tiers earn 100% to 80%, less than 80% to 60%, and less than 60% of the weight; Hubei's bounds are 80 and 50.",
        ),
        wrong: Text::new(
            "完成值“部分达成预期指标”，分值 15，得分 15。",
            "Actual value 部分达成预期指标, weight 15, score 15.",
        ),
        correct: Text::new("该档得分应在 9 分（含）至 12 分之间。", "That tier earns from 9 to less than 12 points."),
        example: &[Edit { cell: "G18", from: "达成预期指标", to: "部分达成预期指标" }],
        fires_at: "I18",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        judge(row, tally);
    }
}

fn judge(row: Row<'_>, tally: &mut Tally<'_>) {
    let Some((low, high)) = row.line.and_then(|line| line.band) else { return };
    let score = row.score();
    let Some(claimed) = score.value() else {
        if score.is_asked() {
            tally.not_evaluated(Text::new("得分未填或无法识别", "the score is not known"));
        }
        return;
    };
    if precision::claimed(claimed).meets(Interval { low, high }) {
        return tally.pass();
    }
    if row.is_out_of_range() {
        return tally.not_evaluated(Text::new("见 S02 或 S03", "see S02 or S03"));
    }
    let finding = tally.fail(
        &score.place,
        Message::new(Text::new(
            "“{name}”完成值“{actual}”，分值 {weight}，该档得分应在 {low} 至 {high} 之间，自评为 {claimed}",
            "`{name}` says `{actual}` and weighs {weight}: that tier earns {low} to {high}, claimed is {claimed}",
        ))
        .with("name", row.title())
        .with("actual", row.indicator.actual.raw.to_string())
        .with("weight", row.indicator.weight.raw.to_string())
        .with("low", fixed(low, 2))
        .with("high", fixed(high, 2))
        .with("claimed", claimed.to_string()),
        Text::new("请改正得分或完成档次", "correct the score or the tier"),
    );
    finding.related.extend([row.indicator.actual.place.clone(), row.indicator.weight.place.clone()]);
    finding.impact = row.line.and_then(ScoreLine::impact);
}
