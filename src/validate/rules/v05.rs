//! V05: a number as target, and nobody says whether more or less is better.

use crate::model::{Code, Edit, Page, Severity, State, TargetKind};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V05"),
        title: Text::new("指标值没有方向", "Target without a direction"),
        severity: Severity::I,
        what: Text::new(
            "指标值是一个数，但格里和“指标性质”栏都没有写 ≥、≤、＝ 或“以上”“以内”等方向。复算时按表样规定处理（一般按正向，并在算式中注明）。",
            "The target is a number, and neither its cell nor the column 指标性质 says ≥, ≤, = or the like. For the score the schema says what that means (usually more is better, which the working tells).",
        ),
        why: Text::new(
            "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）规定指标值的设置与取值；没有方向，成本类指标会被当成越多越好。",
            "财预〔2021〕101号 tells how targets are set; without a direction a cost would count as the more the better.",
        ),
        wrong: Text::new("年度指标值写“120公里”。", "The target reads 120公里."),
        correct: Text::new("写“≥120公里”。", "Write ≥120公里."),
        example: &[Edit { cell: "F13", from: "≥120公里", to: "120公里" }],
        fires_at: "F13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        let Some(target) = row.indicator.target.value() else { continue };
        if !matches!(target.kind, TargetKind::Amount(_)) {
            continue;
        }
        // 定性 in the column of signs says that no direction applies.
        if target.sign.is_some() || matches!(row.indicator.sign.state, State::NotApplicable) {
            tally.pass();
            continue;
        }
        if matches!(row.indicator.sign.state, State::Unreadable) {
            tally.not_evaluated(Text::new("指标性质无法识别", "the sign cannot be understood"));
            continue;
        }
        tally.fail(
            &row.indicator.target.place,
            Message::new(Text::new(
                "“{name}”的指标值“{target}”没有写方向",
                "the target `{target}` of `{name}` has no direction",
            ))
            .with("name", row.title())
            .with("target", row.indicator.target.raw.to_string()),
            Text::new("请写明 ≥、≤ 或 ＝", "write ≥, ≤ or ="),
        );
    }
}
