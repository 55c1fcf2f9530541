//! M11: negative amounts.

use crate::model::{Anomaly, Code, Evidence, Finding, Page, Severity};
use crate::text::{Message, Text};

use super::Seen;
use super::impact::{self, Cell, Column};

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("M11"),
    title: Text::new("负数金额", "Negative amount"),
    severity: Severity::E,
    what: Text::new(
        "资金部分的年初预算数、全年预算数、到位数、执行数都不得为负数。",
        "No amount of the money block (initial, adjusted, received, executed) may be negative.",
    ),
    why: Text::new(
        "预算和支出都是已经安排或已经付出的钱；收回的资金应减少预算数，而不是写成负的执行数。本规则是本工具的约定。",
        "Budget and spending are money that was granted or paid; money taken back lowers the budget and is no negative spending. A convention of this tool.",
    ),
    wrong: Text::new("全年执行数写成 -43.20。", "Executed amount written as -43.20."),
    correct: Text::new(
        "去掉多写的负号；确有收回的，按调整后的预算数填写。",
        "Remove the minus sign; where money was taken back, state the adjusted budget.",
    ),
    example: &[],
    fires_at: "",
};

const MESSAGE: Text =
    Text::new("“{subject}”的{column}是负数：{value}", "the {column} of `{subject}` is negative: {value}");
const ADVICE: Text = Text::new(
    "请核对原始账目，改成正数；收回的资金应反映在全年预算数里",
    "check the books and write the amount without the minus sign; money taken back belongs into the adjusted budget",
);

pub(super) fn detect(seen: Seen<'_>, anomalies: &mut Vec<Anomaly>) {
    let Some(severity) = seen.severity(&PAGE) else { return };
    for (block_at, block) in seen.case.submission.money.iter().enumerate() {
        for (row_at, row) in block.rows.iter().enumerate() {
            for (column, name) in COLUMNS {
                let written = column.of(row);
                let Some(amount) = written.value().map(|quantity| quantity.amount) else { continue };
                if amount.is_zero() || amount.is_sign_positive() {
                    continue;
                }
                let subject = row.label.raw.to_string().trim().to_owned();
                let message = Message::new(MESSAGE)
                    .with("subject", subject.as_str())
                    .with("column", name)
                    .with("value", written.raw.to_string());
                let cell = Cell { block: block_at, row: row_at, column };
                anomalies.push(Anomaly {
                    finding: Finding::new(PAGE.code, severity, written.place.clone(), message, ADVICE),
                    entry: Some(seen.at),
                    subject,
                    value: written.raw.to_string(),
                    reference: "0".to_owned(),
                    compared_with: Text::new("下限", "lower limit"),
                    cause: Text::new(
                        "多写了负号，或把收回的资金写成了负数",
                        "a minus sign too many, or money taken back",
                    )
                    .into(),
                    impact: impact::of(seen.entry, &seen.case.submission, &[cell], |amount| Some(-amount)),
                    evidence: Evidence::plain(Text::new("上下限", "limits")),
                });
            }
        }
    }
}

const COLUMNS: [(Column, Text); 4] = [
    (Column::Initial, Text::new("年初预算数", "initial budget")),
    (Column::Adjusted, Text::new("全年预算数", "adjusted budget")),
    (Column::Received, Text::new("到位数", "received amount")),
    (Column::Executed, Text::new("全年执行数", "executed amount")),
];
