//! V03: words where a number is asked for, and whatever else cannot be understood.

use crate::model::{Code, Edit, Page, Place, Severity, TargetKind};
use crate::text::{Message, Text};
use crate::validate::entries::{self, Kind};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V03"),
        title: Text::new("填写内容类型不符", "Not the kind of value that is asked for"),
        severity: Severity::E,
        what: Text::new(
            "指标值是数，完成值却是文字（“达成”“部分达成”“未达成”等档次除外）；或者金额、执行率、分值、得分、指标性质、指标值、完成值里写的内容无法识别。看不懂的一律不当作 0。指标行的分值不是数的，由 Q04 报告；错误值由 F10 报告。",
            "The target is a number and the actual value is words (other than a tier such as 达成), or what stands in an amount, rate, weight, score, sign, target or actual value cannot be understood; it is never taken for 0. A weight of an indicator that is no number is told by Q04, an error by F10.",
        ),
        why: Text::new(
            "省级预算管理一体化系统要求定量指标的完成值为数值（“定量指标的指标值为数值！”）。",
            "The provincial budget system takes only numbers as values of quantitative indicators.",
        ),
        wrong: Text::new("指标值“≥120公里”，实际完成值“情况正常”。", "Target ≥120公里, actual value 情况正常."),
        correct: Text::new("填写实际完成的数，如“120公里”。", "Write the number that was reached, such as 120公里."),
        example: &[Edit { cell: "G13", from: "120公里", to: "情况正常" }],
        fires_at: "G13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        let Some(target) = row.indicator.target.value() else { continue };
        if !matches!(target.kind, TargetKind::Amount(_) | TargetKind::Between(..)) || !row.indicator.actual.is_asked() {
            continue;
        }
        let actual = &row.indicator.actual;
        if row.actual_is_words() {
            tally
                .fail(
                    &actual.place,
                    Message::new(Text::new(
                        "“{name}”的指标值“{target}”是数，完成值“{actual}”是文字",
                        "the target of `{name}` is a number, `{target}`; the actual value `{actual}` is words",
                    ))
                    .with("name", row.title())
                    .with("target", row.indicator.target.raw.to_string())
                    .with("actual", shortened(&actual.raw.to_string())),
                    Text::new("请填写实际完成的数值", "write the number that was reached"),
                )
                .related
                .push(row.indicator.target.place.clone());
        } else if actual.value().is_some() {
            tally.pass();
        } else if actual.is_blank() {
            tally.not_evaluated(Text::new("完成值未填，见 V02", "the actual value is blank, see V02"));
        }
    }
    let told_by_q04 = |place: &Place| {
        let judged = |row: &Row<'_>| !row.indicator.name.is_empty() && !row.is_set_aside();
        subject.rows().any(|row| judged(&row) && row.indicator.weight.place == *place)
    };
    for cell in entries::measured(subject).into_iter().filter(|cell| cell.kind == Kind::Unreadable) {
        if cell.raw.has_no_value() {
            tally.not_evaluated(Text::new("单元格没有可用的值，见 F10", "a cell holds no usable value, see F10"));
        } else if told_by_q04(cell.place) {
            tally.not_evaluated(Text::new("分值不是数，见 Q04", "a weight is no number, see Q04"));
        } else {
            tally.fail(
                cell.place,
                Message::new(Text::new(
                    "{name}“{value}”无法识别，没有当作 0",
                    "the {name} `{value}` cannot be understood; it is not taken for 0",
                ))
                .with("name", cell.name)
                .with("value", shortened(&cell.raw.to_string())),
                Message::new(Text::new(
                    "请只填一个数（需要时带单位），不要写算式或多个数",
                    "write one number, with its unit where needed; no sums and no second number",
                )),
            );
        }
    }
}
