//! V11: full marks in every line.

use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::model::{Code, Edit, Entry, Page, Quantity, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V11"),
        title: Text::new("全部满分", "Full marks everywhere"),
        severity: Severity::I,
        what: Text::new(
            "各行得分（含预算执行）之和等于总分值（limit.total_weight，一般 100 分），没有一行扣分。有得分没填的不判断。位置指总分，没有总分的指第一个得分。",
            "The scores of all lines, budget execution included, add up to all points there are (limit.total_weight, mostly 100): nothing was taken off. Not judged while a score is blank. The place is that of the total, or of the first score where there is none.",
        ),
        why: Text::new(
            "本工具的约定：自评全部满分不是错误，抽查时一般优先核对。",
            "A convention of this tool: full marks everywhere are no mistake, but are looked at first.",
        ),
        wrong: Text::new("十几行全部满分，总分 100。", "A dozen lines with full marks, total 100."),
        correct: Text::new(
            "核对完成值和佐证材料；属实的不必改。",
            "Check the actual values; if they are right, leave them.",
        ),
        example: &[
            Edit { cell: "G6", from: "190", to: "200" },
            Edit { cell: "G7", from: "170", to: "180" },
            Edit { cell: "I6", from: "95%", to: "100%" },
            Edit { cell: "J6", from: "9.5", to: "10" },
            Edit { cell: "G15", from: "95%", to: "100%" },
            Edit { cell: "I15", from: "9.5", to: "10" },
            Edit { cell: "I20", from: "99", to: "100" },
        ],
        fires_at: "I20",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let rows: Vec<Row<'_>> = subject.rows().filter(Row::counts).collect();
    if rows.is_empty() || !subject.scorecard.is_scored || subject.scorecard.lacks_table {
        return;
    }
    let executions = subject.executions().map(|execution| (&execution.total.weight, &execution.total.score));
    let lines: Vec<(&Entry<Quantity>, &Entry<Quantity>)> =
        executions.chain(rows.iter().map(|row| (&row.indicator.weight, row.score()))).collect();
    let lost = |(weight, score): &(&Entry<Quantity>, &Entry<Quantity>)| {
        weight.value().zip(score.value()).is_some_and(|(weight, score)| score.amount < weight.amount)
    };
    if lines.iter().any(lost) {
        return tally.pass();
    }
    let Some(claimed) = subject.scorecard.self_sum else {
        return tally.not_evaluated(Text::new("有得分未填或无法识别", "a score is not known"));
    };
    let every = Decimal::from(subject.form.limits.total_weight);
    let filled: Vec<&Entry<Quantity>> =
        lines.iter().map(|(_, score)| *score).filter(|score| score.value().is_some()).collect();
    let added = sum(filled.iter().filter_map(|score| score.value()).map(|score| score.amount));
    if claimed != every || added != Some(every) {
        return tally.pass();
    }
    let totals = subject.submission.indicators.iter().rev().filter_map(|table| table.total.as_ref());
    let total = totals.map(|total| &total.score).find(|score| score.value().is_some_and(|score| score.amount == every));
    let Some(place) = total.or_else(|| filled.first().copied()).map(|entry| &entry.place) else { return };
    tally
        .fail(
            place,
            Message::new(Text::new(
                "{count} 行全部满分，合计 {every} 分",
                "all {count} lines have full marks, {every} points together",
            ))
            .with("count", filled.len().to_string())
            .with("every", plain(every)),
            Text::new(
                "请核对完成值和佐证材料；属实的不必改",
                "check the actual values and what proves them; if they are right, leave them",
            ),
        )
        .related
        .extend(filled.iter().map(|score| score.place.clone()).filter(|other| other != place));
}
