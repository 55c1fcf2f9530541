//! S13: a score with more than two decimals.

use crate::model::{Code, Edit, Entry, Page, Quantity, Raw, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S13"),
        title: Text::new("得分超过两位小数", "Score with more than two decimals"),
        severity: Severity::I,
        what: Text::new(
            "得分（含预算执行得分、折算得分和总分）写了或显示了两位以上的小数。单元格格式只显示两位的不算。",
            "A score, also that of the execution, a converted one or the total, is written or shown with more than two decimals. A cell whose format shows two is left out.",
        ),
        why: Text::new(
            "省级预算管理一体化系统的绩效模块得分保留两位小数。",
            "The provincial budget system keeps scores to two decimals.",
        ),
        wrong: Text::new("得分写 9.4967。", "A score of 9.4967."),
        correct: Text::new("四舍五入为 9.50。", "Round it to 9.50."),
        example: &[Edit { cell: "I15", from: "9.5", to: "9.4967" }],
        fires_at: "I15",
    },
    check,
};

const MOST: u32 = 2;

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let submission = subject.submission;
    let money = submission.money.iter().flat_map(|block| &block.rows).map(|row| &row.score);
    let rows = submission.all_indicators().flat_map(|row| [&row.score, &row.converted]);
    let totals = submission.indicators.iter().filter_map(|table| table.total.as_ref()).map(|total| &total.score);
    for score in money.chain(rows).chain(totals) {
        let Some(decimals) = shown_decimals(score) else { continue };
        if decimals <= MOST {
            tally.pass();
            continue;
        }
        tally.fail(
            &score.place,
            Message::new(Text::new(
                "得分 {score} 有 {decimals} 位小数，应保留两位",
                "the score {score} has {decimals} decimals instead of at most two",
            ))
            .with("score", score.raw.to_string())
            .with("decimals", decimals.to_string()),
            Text::new("请四舍五入到两位小数", "round it to two decimals"),
        );
    }
}

/// The decimals that a person sees.
fn shown_decimals(score: &Entry<Quantity>) -> Option<u32> {
    let quantity = score.value()?;
    match &score.raw {
        Raw::Number { format, .. } => Some(Raw::shown_as(format).0.unwrap_or(quantity.decimals)),
        _ => Some(quantity.decimals),
    }
}
