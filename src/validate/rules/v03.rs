//! V03: value of the wrong kind or not understood.

use crate::model::{ActualKind, Code, Edit, Page, Severity, TargetKind};
use crate::text::{Message, Text};
use crate::validate::entries;
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("V03"),
    title: Text::new("值的类型不符或无法识别", "value of the wrong kind or not understood"),
    severity: Severity::E,
    what: Text::new(
        "指标值是数值而完成值是文字（不是达成档次），或单元格里的内容无法理解。无法理解的值不按 0 处理",
        "the target is a number and the actual value is words that name no tier, or a cell holds something that cannot be understood; such a value is never taken for 0",
    ),
    why: Text::new(
        "数值指标须填数值（省级预算一体化系统同样要求）",
        "a numeric indicator needs a number (the provincial budget systems ask the same)",
    ),
    wrong: Text::new("指标值 ≥120公里，完成值“运行正常”", "target ≥120公里, actual value “运行正常”"),
    correct: Text::new("请填写与指标值同类的值", "write a value of the same kind as the target"),
    example: &[Edit { cell: "F13", from: "120公里", to: "运行正常" }],
    fires_at: "F13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.submission.all_indicators() {
        let (Some(target), Some(actual)) = (row.target.value(), row.actual.value()) else { continue };
        if matches!(target.kind, TargetKind::Amount(_) | TargetKind::Between(..)) {
            let text = Text::new(
                "“{name}”的指标值 {target} 是数值，完成值“{actual}”不是数值也不是达成档次",
                "the target {target} of “{name}” is a number, the actual value “{actual}” is neither number nor tier",
            );
            let message = Message::new(text)
                .with("name", row.name.as_str())
                .with("target", row.target.raw.to_string())
                .with("actual", row.actual.raw.to_string());
            tally.judge(!matches!(actual.kind, ActualKind::Words), &row.actual.place, message);
        }
    }
    for cell in entries::all(subject.submission).iter().filter(|cell| cell.unreadable && !cell.is_broken()) {
        let text = Text::new(
            "{name}“{raw}”无法识别，未按 0 处理",
            "the {name} “{raw}” cannot be understood; it was not taken for 0",
        );
        tally.fail(cell.place, Message::new(text).with("name", cell.name).with("raw", cell.raw.to_string()));
    }
}
