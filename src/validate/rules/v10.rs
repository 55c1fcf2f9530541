//! V10: every actual value is exactly the target.

use crate::model::{Code, Edit, Page, Quantity, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V10"),
        title: Text::new("完成值全部等于指标值", "Every actual value is the target"),
        severity: Severity::W,
        what: Text::new(
            "全表指标值和完成值都是数的指标有 5 个及以上（limit.equal_rows），而且每一个完成值都与指标值分毫不差。位置指第一个完成值。",
            "The form has 5 indicators or more (limit.equal_rows) with a number as target and as actual value, and every actual value is exactly its target. The place is that of the first actual value.",
        ),
        why: Text::new(
            "本工具的约定：实际完成值应取自台账和统计，一个不差往往是照抄指标值。",
            "A convention of this tool: actual values come from records; none that differs suggests that the targets were copied.",
        ),
        wrong: Text::new("6 个数值指标的完成值全部照抄指标值。", "All 6 actual values repeat the targets."),
        correct: Text::new(
            "按台账填写实际完成值；确实全部相等的，说明依据。",
            "Write what the records say; if all are equal indeed, say from what that is known.",
        ),
        example: &[
            Edit { cell: "G14", from: "98.5%", to: "98%" },
            Edit { cell: "G15", from: "95%", to: "100%" },
            Edit { cell: "G16", from: "190万元", to: "200万元" },
            Edit { cell: "G17", from: "3.2万人", to: "3万人" },
            Edit { cell: "G19", from: "92%", to: "90%" },
        ],
        fires_at: "G13",
    },
    check,
};

fn check<'a>(subject: &Subject<'a>, tally: &mut Tally<'_>) {
    let numeric: Vec<(Row<'a>, (&Quantity, &Quantity))> =
        subject.rows().filter(Row::counts).filter_map(|row| Some((row, row.numbers()?))).collect();
    let Some((first, _)) = numeric.first().filter(|_| numeric.len() >= subject.form.limits.equal_rows) else { return };
    let is_equal = |(target, actual): &(&Quantity, &Quantity)| {
        !actual.approximate && actual.in_unit(target.unit.as_ref()) == Some(target.amount)
    };
    if !numeric.iter().all(|(_, numbers)| is_equal(numbers)) {
        return tally.pass();
    }
    tally
        .fail(
            &first.indicator.actual.place,
            Message::new(Text::new(
                "全表 {count} 个数值指标的完成值全部等于指标值（第一个：“{name}”指标值 {target}，完成值 {actual}）",
                "the actual values of all {count} numeric indicators equal their targets (the first: `{name}`, target {target}, actual {actual})",
            ))
            .with("count", numeric.len().to_string())
            .with("name", first.title())
            .with("target", first.indicator.target.raw.to_string())
            .with("actual", first.indicator.actual.raw.to_string()),
            Text::new(
                "请按台账核对实际完成值；确实全部相等的请书面说明依据",
                "check the actual values against the records; if all are equal, state from what that is known",
            ),
        )
        .related
        .extend(numeric.iter().skip(1).map(|(row, _)| row.indicator.actual.place.clone()));
}
