//! Q03: weights below a label do not add up.

use crate::model::{Code, Edit, Indicator, LabelWeight, Page, Place, Severity, State};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("Q03"),
    title: Text::new("下级分值之和不等于上级", "weights below a label do not add up"),
    severity: Severity::E,
    what: Text::new(
        "一级、二级指标标签中写明的分值（如“产出指标（50分）”）不等于其下各三级指标分值之和",
        "the weight in the label of a level (“产出指标（50分）”) is not the sum of the weights below it",
    ),
    why: Text::new(
        "财预〔2020〕10号：三级指标的权重由一级、二级指标的权重分解而来",
        "财预〔2020〕10号: the weights of the third level divide those of the levels above",
    ),
    wrong: Text::new("产出指标（50分）下各项分值之和为 47", "the weights under 产出指标（50分） add up to 47"),
    correct: Text::new("请核对标签和各项分值", "verify the label and the weights"),
    example: &[Edit { cell: "G13", from: "15", to: "12" }],
    fires_at: "B13",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for table in &subject.submission.indicators {
        let rows: Vec<&Indicator> = table.rows.iter().collect();
        for level in [
            |row: &Indicator| (row.level1.place.clone(), row.level1_weight),
            |row: &Indicator| (row.level2.place.clone(), row.level2_weight),
        ] {
            for group in rows.chunk_by(|a, b| level(a).0 == level(b).0) {
                if let Some((place, Some(wanted))) = group.first().map(|row| level(row)) {
                    judge(group, &place, wanted, tally);
                }
            }
        }
        if let Some(LabelWeight { weight, place, .. }) = &table.label_weight {
            judge(&rows, place, *weight, tally);
        }
    }
    for (block, total, _) in subject.executions() {
        let own = total.weight.value().filter(|_| total.weight.place.cell().is_some());
        if let (Some(label), Some(own)) = (&block.label_weight, own) {
            let text = Text::new("标签写 {label} 分，分值栏为 {own}", "the label says {label}, the weight is {own}");
            let message = Message::new(text).with("label", plain(label.weight)).with("own", plain(own.amount));
            tally.judge(label.weight == own.amount, &label.place, message);
        }
    }
}

fn judge(rows: &[&Indicator], place: &Place, wanted: Decimal, tally: &mut Tally<'_>) {
    if rows.iter().any(|row| !matches!(row.weight.state, State::Value(_) | State::NotApplicable)) {
        return tally.skip(UNKNOWN_VALUE);
    }
    let added = sum(rows.iter().filter_map(|row| row.weight.value()).map(|weight| weight.amount)).unwrap_or_default();
    let text = Text::new(
        "标签写 {wanted} 分，其下各项分值之和为 {added}",
        "the label says {wanted}, the weights below add up to {added}",
    );
    let message = Message::new(text).with("wanted", plain(wanted)).with("added", plain(added));
    tally.judge(added == wanted, place, message);
}
