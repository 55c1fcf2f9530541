//! V17: a target of zero where more is better.

use crate::model::{Code, Edit, Page, Severity, Sign, TargetKind};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V17"),
        title: Text::new("指标值为 0", "Target of zero"),
        severity: Severity::I,
        what: Text::new(
            "指标值是 0，方向是 ≥、＞ 或没有写：填什么都算完成，也没有完成率可言。“≤0”“＝0”（如事故起数）是正常的目标，不提示。",
            "The target is 0 and the direction is ≥, ＞ or missing: whatever is filled in counts as reached, and there is no ratio. ≤0 and ＝0 (accidents) are sensible targets and are not noted.",
        ),
        why: Text::new(
            "省级预算管理一体化系统的绩效模块对 0 另有规则：不能作除数，超过 0 的按零目标计分。",
            "The provincial budget system has a rule of its own for zero, which cannot be a divisor.",
        ),
        wrong: Text::new("养护里程的指标值写“≥0公里”。", "The target of a length says ≥0公里."),
        correct: Text::new(
            "填写计划完成的数；确实越少越好的写“≤0”或“＝0”。",
            "Write what was planned; if less is better, write ≤0 or ＝0.",
        ),
        example: &[Edit { cell: "F13", from: "≥120公里", to: "≥0公里" }],
        fires_at: "F13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        let entry = &row.indicator.target;
        let Some(target) = entry.value() else { continue };
        let TargetKind::Amount(quantity) = &target.kind else { continue };
        let is_sensible = matches!(target.sign, Some(Sign::Le | Sign::Lt | Sign::Eq));
        if !quantity.amount.is_zero() || is_sensible {
            tally.pass();
            continue;
        }
        tally.fail(
            &entry.place,
            Message::new(Text::new(
                "“{name}”的指标值 {target} 是 0，填什么都算完成",
                "the target {target} of `{name}` is 0: whatever is filled in counts as reached",
            ))
            .with("name", row.title())
            .with("target", entry.raw.to_string()),
            Text::new(
                "请填写计划完成的数；越少越好的写明 ≤ 或 ＝",
                "write what was planned; if less is better, write ≤ or =",
            ),
        );
    }
}
