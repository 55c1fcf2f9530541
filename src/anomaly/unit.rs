//! M08: slips of the unit of measure, such as 元 written in a form in 万元.
//!
//! Of two values that should be of the same size, k = round(log10(a ÷ b)) is looked at: a slip has |k| ≥ 2 and lies within
//! 0.3 of a whole power of ten. The logarithm is the one binary number of this program: it judges, it is never shown and no
//! amount is computed from it.

use rust_decimal::Decimal;

use super::Seen;
use super::impact::{self, Cell, CountyTotals};
use super::ladder::Measure;
use crate::model::number::product;
use crate::model::{Anomaly, Code, Evidence, Finding, Page, Place, Severity};
use crate::text::{Message, Text};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("M08"),
    title: Text::new("疑似计量单位用错", "Unit of measure probably mixed up"),
    severity: Severity::W,
    what: Text::new(
        "同一行的年初预算数、全年预算数、执行数之间，同一指标的指标值与实际完成值之间，以及它们与上年同一项目的数之间，如果相差接近 10 的整数次方，提示单位可能用错：金额相差千倍及以上，百分数相差百倍，其他数相差万倍；与上年相差百倍及以上。同一张表有几处相差同样的倍数，只提示一次。",
        "If initial, adjusted and executed amounts of a row, target and actual value of an indicator, or any of them and last year's, differ by nearly a whole power of ten, the unit was probably mixed up: amounts a thousandfold or more, percentages a hundredfold, other numbers ten thousandfold; a hundredfold or more against last year. Several cells of one form with the same power are one finding.",
    ),
    why: Text::new(
        "元与万元混用会使全县合计差一万倍。判断方法是各国统计机构通行的“千倍误差”检查：k = round(log10(a÷b))，|k| ≥ 2 且与整数相差不到 0.3。",
        "元 written for 万元 puts the county's total out ten-thousandfold. The test is the thousand-error check of statistics offices: k = round(log10(a÷b)), |k| ≥ 2 and less than 0.3 from a whole number.",
    ),
    wrong: Text::new(
        "全年预算数 43.20（万元），全年执行数 432000。",
        "Adjusted budget 43.20 (万元), executed amount 432000.",
    ),
    correct: Text::new(
        "按表头注明的单位改写；数字本身没有错的，写明原因。",
        "Write the amount in the unit of the form; if the figure is right, state why.",
    ),
    example: &[],
    fires_at: "",
};

/// The named cause of a power.
pub(super) fn cause(power: i32, measure: Measure) -> Message {
    let money = measure == Measure::Money;
    let text = match (power.abs(), measure) {
        (2, Measure::Percent) => Text::new(
            "10² = 小数/百分数：像是 0.95 与 95% 混用",
            "10² = fraction/percent: 0.95 taken for 95% or the reverse",
        ),
        (2, _) if money => Text::new(
            "10² = 万元/百万元，或小数点错了两位",
            "10² = 万元/百万元, or the decimal point is two places off",
        ),
        (3, _) if money => Text::new("10³ = 元/千元", "10³ = 元/千元"),
        (4, _) if money => Text::new("10⁴ = 元/万元（或万元/亿元）", "10⁴ = 元/万元 (or 万元/亿元)"),
        (5, _) if money => Text::new("10⁵ = 千元/亿元", "10⁵ = 千元/亿元"),
        (6, _) if money => Text::new("10⁶ = 元/百万元", "10⁶ = 元/百万元"),
        (8, _) if money => Text::new("10⁸ = 元/亿元", "10⁸ = 元/亿元"),
        (2, _) => Text::new(
            "10² = 小数/百分数，或小数点错了两位",
            "10² = fraction/percent, or the decimal point is two places off",
        ),
        (4, _) => Text::new(
            "10⁴ = 以万计的数与以个计的数（元/万元、人/万人）",
            "10⁴ = counted singly or in ten thousands (元/万元, 人/万人)",
        ),
        (8, _) => Text::new(
            "10⁸ = 以亿计的数与以个计的数（元/亿元）",
            "10⁸ = counted singly or in hundred millions (元/亿元)",
        ),
        _ => Text::new("{power}：小数点或位数写错", "{power}: the decimal point or the number of digits is wrong"),
    };
    Message::new(text).with("power", ten_to(power.abs()))
}

/// "10⁴", "10⁻⁴".
fn ten_to(power: i32) -> String {
    let raised = |c| match c {
        '-' => '⁻',
        c => c.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize)).unwrap_or(c),
    };
    format!("10{}", power.to_string().chars().map(raised).collect::<String>())
}

/// One value that is off by a power of ten.
pub(super) struct Slip {
    /// The power: above zero if the value is too large.
    pub(super) power: i32,
    pub(super) measure: Measure,
    pub(super) place: Place,
    /// The label of the money row or the name of the indicator.
    pub(super) subject: String,
    pub(super) value: String,
    /// The cell it was compared with; none if that stands in another file.
    pub(super) against: Option<Place>,
    pub(super) reference: String,
    pub(super) compared_with: Text,
    /// Which amount of the submission it is, if it is money.
    pub(super) cell: Option<Cell>,
    pub(super) evidence: Evidence,
}

/// One finding for every power that values of a submission share: somebody filled the whole form in the wrong unit.
pub(super) fn tell(seen: Seen<'_>, mut slips: Vec<Slip>, totals: &CountyTotals, anomalies: &mut Vec<Anomaly>) {
    let Some(severity) = seen.severity(&PAGE) else { return };
    while let Some(first) = slips.first() {
        let power = first.power;
        let (group, rest): (Vec<Slip>, Vec<Slip>) = slips.into_iter().partition(|slip| slip.power == power);
        slips = rest;
        anomalies.extend(verdict(&seen, severity, group, totals));
    }
}

/// One finding for slips of the same power.
fn verdict(seen: &Seen<'_>, severity: Severity, group: Vec<Slip>, totals: &CountyTotals) -> Option<Anomaly> {
    let cells: Vec<Cell> = group.iter().filter_map(|slip| slip.cell).collect();
    let count = group.len();
    let against: Vec<Place> = group.iter().filter_map(|slip| slip.against.clone()).collect();
    let mut slips = group.into_iter();
    let first = slips.next()?;
    let text = if count == 1 {
        Text::new(
            "“{subject}”的 {value} 约为{compared} {reference} 的 {power} 倍",
            "`{subject}`: {value} is about {power} times the {compared} {reference}",
        )
    } else {
        Text::new(
            "“{subject}”的 {value} 约为{compared} {reference} 的 {power} 倍；本表共 {count} 处相差同样的倍数",
            "`{subject}`: {value} is about {power} times the {compared} {reference}; {count} cells of this form are off by the same factor",
        )
    };
    let message = Message::new(text)
        .with("subject", first.subject.as_str())
        .with("value", first.value.as_str())
        .with("compared", first.compared_with)
        .with("reference", first.reference.as_str())
        .with("power", ten_to(first.power))
        .with("count", count.to_string());
    let advice = Text::new(
        "请核对计量单位，按表上注明的单位改写；数字没有错的，说明原因",
        "check the unit and write the value in the unit of the form; if it is right, state why",
    );
    let mut related: Vec<Place> = slips.map(|slip| slip.place).collect();
    for place in against {
        if !related.contains(&place) && place != first.place {
            related.push(place);
        }
    }
    let factor = Decimal::new(1, u32::try_from(first.power.abs()).ok().filter(|power| *power <= 28)?);
    let correct = |amount| if first.power > 0 { product(amount, factor) } else { amount.checked_div(factor) };
    let message = match totals.remark(seen.entry, &seen.case.submission, &cells, correct) {
        Some(remark) => message.behind(remark),
        None => message,
    };
    Some(Anomaly {
        impact: impact::of(seen.entry, &seen.case.submission, &cells, correct),
        finding: Finding::new(PAGE.code, severity, first.place, message, advice).with_related(related),
        entry: Some(seen.at),
        subject: first.subject,
        value: first.value,
        reference: first.reference,
        compared_with: first.compared_with,
        cause: cause(first.power, first.measure),
        evidence: first.evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_raised_digits() {
        assert_eq!((ten_to(4), ten_to(-12)), ("10⁴".to_owned(), "10⁻¹²".to_owned()));
    }
}
