//! S07: wrong total of scores.

use crate::model::{Code, Edit, Indicator, Page, Severity};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::validate::rule::{Rule, Subject, Tally, UNKNOWN_VALUE, agree};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("S07"),
    title: Text::new("总分错误", "wrong total of scores"),
    severity: Severity::E,
    what: Text::new("印出的总分不等于各项自评得分之和", "the printed total is not the sum of the claimed scores"),
    why: Text::new(
        "总分由各项得分相加（财预〔2020〕10号）；汇总时只用各项得分",
        "the total is the sum of its lines (财预〔2020〕10号); only the lines are used for the county",
    ),
    wrong: Text::new("各项之和 98.1，总分填 99", "the lines add up to 98.1, the total says 99"),
    correct: Text::new("请重新相加", "add them up again"),
    example: &[Edit { cell: "H20", from: "98.1", to: "99" }],
    fires_at: "H20",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for table in &subject.submission.indicators {
        let Some(score) = table.total.as_ref().map(|total| &total.score) else { continue };
        let Some(printed) = score.value() else { continue };
        let scored = |row: &&Indicator| row.weight.value().is_some_and(|weight| weight.amount > Decimal::ZERO);
        let own: Option<Vec<Decimal>> =
            table.rows.iter().filter(scored).map(|row| Some(row.score.value()?.amount)).collect();
        let execution = subject.executions().filter(|(_, total, _)| total.weight.value().is_some());
        let execution: Option<Vec<Decimal>> =
            execution.map(|(_, total, _)| Some(total.score.value()?.amount)).collect();
        let (Some(leaves), Some(execution)) = (own.and_then(sum), execution.and_then(sum)) else {
            tally.skip(UNKNOWN_VALUE);
            continue;
        };
        let all = leaves + execution;
        // Some forms print the total of the indicators alone.
        let right = [all, leaves].iter().any(|sum| agree(printed, *sum));
        let text =
            Text::new("总分填 {printed}，各项得分之和为 {all}", "the total says {printed}, the scores add up to {all}");
        tally.judge(
            right,
            &score.place,
            Message::new(text).with("printed", plain(printed.amount)).with("all", plain(all)),
        );
    }
}
