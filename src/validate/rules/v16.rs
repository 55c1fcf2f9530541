//! V16: 290% where ≥90% was meant.

use rust_decimal::Decimal;

use crate::model::names::{ACTUAL, TARGET};
use crate::model::number::plain;
use crate::model::{ActualKind, Code, Edit, Page, Place, Quantity, Severity, TargetKind, Unit};
use crate::schema::Words;
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V16"),
        title: Text::new("“≥”被认成“2”", "A 2 in the place of ≥"),
        severity: Severity::W,
        what: Text::new(
            "没有写方向的百分数在 250% 到 299% 之间，去掉开头的 2 正好是一个合理的比率：多半是扫描或粘贴时“≥90%”变成了“290%”。名称属于不可能超过 100% 的比率（words.toml 的 bounded_rates），必须修改；另一格是不超过 100% 的百分数的，要求核实。增长率等除外。指标值像是认错的，不再判断是否完成（S06、R01）。",
            "A percentage without a direction from 250% to 299% that is a sensible rate without its first digit: a scan or a paste probably made 290% of ≥90%. Where the name is a rate that cannot exceed 100% (bounded_rates in words.toml) it must be corrected; where the other cell is a percentage of at most 100% it is to be verified. Growth rates and the like are exempt. Whether such a target was missed is not judged (S06, R01).",
        ),
        why: Text::new(
            "本工具的约定：已公开的自评表里有这样的值，按字面计分会把完成判成没有完成。",
            "A convention of this tool: a published form holds such a value; taken literally, they turn a target that was met into one that was missed.",
        ),
        wrong: Text::new("满意度的指标值写“290%”。", "The target of a satisfaction says 290%."),
        correct: Text::new("改成“≥90%”。", "Write ≥90%."),
        example: &[Edit { cell: "F19", from: "≥90%", to: "290%" }],
        fires_at: "F19",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        let (target, actual) = (target(row), actual(row));
        judge(
            row,
            (TARGET, target, &row.indicator.target.place),
            (actual, &row.indicator.actual.place),
            subject,
            tally,
        );
        judge(
            row,
            (ACTUAL, actual, &row.indicator.actual.place),
            (target, &row.indicator.target.place),
            subject,
            tally,
        );
    }
}

/// Whether the target says 290% where ≥90% was meant: then nobody can tell whether it was reached.
pub fn is_misread(row: Row<'_>, words: &Words) -> bool {
    target(row).is_some_and(|quantity| meant(row, quantity, actual(row), words).is_some())
}

/// The number of a target without a direction.
fn target(row: Row<'_>) -> Option<&Quantity> {
    match row.indicator.target.value().filter(|target| target.sign.is_none()).map(|target| &target.kind) {
        Some(TargetKind::Amount(quantity)) => Some(quantity),
        _ => None,
    }
}

/// The number of an actual value without a direction.
fn actual(row: Row<'_>) -> Option<&Quantity> {
    match row.indicator.actual.value().filter(|actual| actual.sign.is_none()).map(|actual| &actual.kind) {
        Some(ActualKind::Amount(quantity)) => Some(quantity),
        _ => None,
    }
}

/// The percentage that was meant, and whether another one is impossible; nothing if there is no sign of a misreading.
fn meant(row: Row<'_>, quantity: &Quantity, beside: Option<&Quantity>, words: &Words) -> Option<(Decimal, bool)> {
    let meant = quantity.amount.saturating_sub(Decimal::from(200));
    if quantity.unit != Some(Unit::Percent) || !(Decimal::from(50)..Decimal::ONE_HUNDRED).contains(&meant) {
        return None;
    }
    let name = fold(&row.indicator.name);
    let is_likely = words.unbounded_rates.found_in(&name).is_none();
    let is_rate = words.bounded_rates.found_in(&name).is_some();
    let beside = beside.filter(|other| matches!(other.unit, None | Some(Unit::Percent))).map(|other| other.amount);
    let is_out_of_line = beside.is_some_and(|other| other >= meant - Decimal::TEN && other <= Decimal::ONE_HUNDRED);
    (is_likely && (is_rate || is_out_of_line)).then_some((meant, is_rate))
}

fn judge(
    row: Row<'_>,
    (column, quantity, place): (Text, Option<&Quantity>, &Place),
    (beside, beside_place): (Option<&Quantity>, &Place),
    subject: &Subject<'_>,
    tally: &mut Tally<'_>,
) {
    let Some(quantity) = quantity.filter(|quantity| quantity.unit == Some(Unit::Percent)) else { return };
    let Some((meant, is_rate)) = meant(row, quantity, beside, &subject.form.words) else { return tally.pass() };
    let message = Message::new(Text::new(
        "“{name}”的{column}写 {written}，像是“≥{meant}%”的“≥”被认成了“2”",
        "the {column} of `{name}` says {written}; it looks like ≥{meant}% with a 2 for the ≥",
    ))
    .with("name", row.title())
    .with("column", column)
    .with("written", quantity.to_string())
    .with("meant", plain(meant));
    let advice =
        Text::new("请核对原件，改为“≥{meant}%”或正确的数", "look at the original; write ≥{meant}% or the right number");
    let severity = if is_rate { Severity::E } else { Severity::W };
    let advice = Message::new(advice).with("meant", plain(meant));
    tally.fail_as(severity, place, message, advice).related.push(beside_place.clone());
}
