//! V07: rates that cannot be below 0 or above 100 %.

use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::model::{Anomaly, Code, Evidence, Finding, Page, Place, Quantity, Raw, Severity, Unit};
use crate::text::{Message, Text, fold};

use super::ladder::{Measure, power, size};
use super::numbers::{actual_of, target_of};
use super::{Seen, unit};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("V07"),
    title: Text::new("百分比越界", "Rate out of range"),
    severity: Severity::E,
    what: Text::new(
        "满意度、合格率、覆盖率等不可能超过 100% 的比率，指标值和实际完成值都必须在 0% 到 100% 之间；增长率等可以超过 100% 的除外。",
        "Rates that cannot exceed 100 % (satisfaction, pass rate, coverage) must have target and actual value between 0 % and 100 %; growth rates and the like are exempt.",
    ),
    why: Text::new(
        "部分占全体的比率不会大于全体。哪些名称属于这类比率，写在词表 words.toml 里。本规则是本工具的约定。",
        "A part is never more than the whole. Which names are such rates stands in words.toml. A convention of this tool.",
    ),
    wrong: Text::new("群众满意度的实际完成值写成 105%。", "An actual satisfaction of 105%."),
    correct: Text::new(
        "核对计算，改成 0% 到 100% 之间的值。",
        "Check the calculation and write a value from 0% to 100%.",
    ),
    example: &[],
    fires_at: "",
};

const MESSAGE: Text = Text::new(
    "“{subject}”的{column}是 {value}，这类比率应在 0% 到 100% 之间",
    "the {column} of `{subject}` is {value}; such a rate is between 0% and 100%",
);
const ADVICE: Text = Text::new(
    "请核对分子、分母和小数点后改正",
    "check numerator, denominator and decimal point, and correct the value",
);
const TARGET: Text = Text::new("指标值", "target");
const ACTUAL: Text = Text::new("实际完成值", "actual value");

pub(super) fn detect(seen: Seen<'_>, anomalies: &mut Vec<Anomaly>) {
    let (Some(form), Some(severity)) = (seen.form, seen.severity(&PAGE)) else { return };
    for indicator in seen.case.submission.all_indicators() {
        let (target, actual) = (target_of(indicator), actual_of(indicator));
        let all = || target.into_iter().chain([actual]).flatten();
        let declared = indicator.unit.value() == Some(&Unit::Percent);
        let is_rate = |quantity: &Quantity| match quantity.unit {
            Some(Unit::Percent) => true,
            None => declared || all().any(|other| other.unit == Some(Unit::Percent)),
            _ => false,
        };
        let outside = |quantity: &&Quantity| {
            !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&quantity.amount) && is_rate(quantity)
        };
        let cells: [(_, &Place, &Raw, Text); 2] = [
            (target.into_iter().flatten().find(outside), &indicator.target.place, &indicator.target.raw, TARGET),
            (actual.filter(outside), &indicator.actual.place, &indicator.actual.raw, ACTUAL),
        ];
        for (wrong, place, raw, column) in cells {
            // 290% where ≥90% was meant is told by V16.
            let is_told = |finding: &Finding| finding.code == Code("V16") && finding.place == *place;
            let Some(wrong) = wrong.filter(|_| !seen.findings().any(is_told)) else { continue };
            let name = fold(&indicator.name);
            if form.words.bounded_rates.found_in(&name).is_none()
                || form.words.unbounded_rates.found_in(&name).is_some()
            {
                continue;
            }
            let message = Message::new(MESSAGE)
                .with("subject", indicator.name.as_str())
                .with("column", column)
                .with("value", raw.to_string());
            anomalies.push(Anomaly {
                finding: Finding::new(PAGE.code, severity, place.clone(), message, ADVICE),
                entry: Some(seen.at),
                subject: indicator.name.clone(),
                value: raw.to_string(),
                reference: "0%–100%".to_owned(),
                compared_with: Text::new("上下限", "limits"),
                cause: cause(wrong, all()),
                impact: None,
                evidence: Evidence::plain(Text::new("上下限", "limits")),
            });
        }
    }
}

/// The other value of the row may tell that it is a fraction that was taken for percent, or the other way round.
fn cause<'a>(wrong: &Quantity, all: impl Iterator<Item = &'a Quantity>) -> Message {
    let mut others = all.filter(|other| *other != wrong);
    let slip = |other: &Quantity| power(size(wrong.amount)?, size(other.amount)?);
    match others.find_map(slip) {
        Some(power) => unit::cause(power, Measure::Percent),
        None if wrong.amount < Decimal::ZERO => Text::new("多写了负号", "a minus sign too many").into(),
        None => Message::new(Text::new(
            "比上限多 {excess} 个百分点：分子大于分母，或把完成数量当作了比率",
            "{excess} percentage points above the limit: the numerator is larger than the denominator, or a count was taken for a rate",
        ))
        .with("excess", plain(wrong.amount - Decimal::ONE_HUNDRED)),
    }
}
