//! S08: score outside its tier.

use crate::model::number::{fixed, plain, round_points};
use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S08"),
    title: Text::new("定性得分越档", "score outside its tier"),
    severity: Severity::E,
    what: Text::new(
        "定性指标的自评得分不在所填档次允许的范围内（范围由表样规定）",
        "the score of a qualitative indicator lies outside what its tier allows (the schema says what)",
    ),
    why: Text::new(
        "财预〔2020〕10号：达成、部分达成、未达成三档分别按 100%—80%、80%—60%、60%—0% 计分",
        "财预〔2020〕10号: reached, partly reached and missed earn 100–80 %, 80–60 % and 60–0 % of the weight",
    ),
    wrong: Text::new("分值 15，部分达成，得分 15", "weight 15, partly reached, score 15"),
    correct: Text::new("请在档次允许的范围内计分，或更正档次", "score within the tier, or correct the tier"),
    example: &[Edit { cell: "F18", from: "达成预期指标", to: "部分达成预期指标" }],
    fires_at: "H18",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for (row, line) in subject.rows() {
        let (Some((low, high)), Some(claimed)) = (line.band, line.self_score) else { continue };
        // More than the weight is S02; one matter is reported once.
        let beyond = line.weight.is_some_and(|weight| claimed > weight);
        let right = (low..=high).contains(&round_points(claimed)) || beyond;
        let text = Text::new(
            "“{name}”填“{actual}”，得分应在 {low} 至 {high} 之间，自评 {claimed}",
            "“{name}” says “{actual}”, which allows {low} to {high} points; {claimed} are claimed",
        );
        let message = Message::new(text)
            .with("name", &*line.name)
            .with("actual", row.actual.raw.to_string())
            .with("low", fixed(low, 2))
            .with("high", fixed(high, 2))
            .with("claimed", plain(claimed));
        tally.judge(right, &line.place, message);
    }
}
