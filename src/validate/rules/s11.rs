//! S11: converted scores that are not the score times the weight, or that were converted twice.

use rust_decimal::Decimal;

use crate::model::number::{plain, product, ratio, round_points, sum};
use crate::model::{Code, Edit, IndicatorTable, Interval, Page, Place, Quantity, Severity};
use crate::schema::Scale;
use crate::text::{Message, Text};
use crate::validate::precision;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S11"),
        title: Text::new("折算得分错误", "Converted score wrong"),
        severity: Severity::E,
        what: Text::new(
            "表样按百分制给单项打分、再乘权重折算的：折算得分不等于 单项得分 × 权重%。单项得分一栏已经填了折算后的分数、又折算了一次的（各行折算得分之和等于 Σ 权重×权重%），整张表报告一次。",
            "On forms that score each indicator out of 100 and convert by the weight: the converted score is not score × weight percent. Where the scores were converted already and then converted again (the sum is Σ weight × weight percent), the table gets one finding.",
        ),
        why: Text::new(
            "表样自身的规则：单项得分 × 权重占比 = 折算得分。已公开的自评表有满分却合计只有 22.5 分的，就是折算了两次。",
            "The form's own rule: score × weight = converted score. A published form with full marks adds up to 22.5 because it converted twice.",
        ),
        wrong: Text::new("单项得分 100，权重 40，折算得分写 35。", "Score 100, weight 40, converted score 35."),
        correct: Text::new("100 × 40% = 40。", "100 × 40% = 40."),
        example: &[Edit { cell: "K17", from: "40", to: "35" }],
        fires_at: "K17",
    },
    check,
};

/// A row with its score, its weight and its converted score.
type Converted<'a> = (Row<'a>, &'a Quantity, &'a Quantity, &'a Quantity);

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    if subject.form.scoring.scale != Scale::WeightPercent {
        return;
    }
    for table in &subject.submission.indicators {
        let own = subject.rows().filter(|row| std::ptr::eq(row.table, table));
        let mut rows: Vec<Converted<'_>> = Vec::new();
        for row in own.filter(|row| row.indicator.converted.is_asked()) {
            let indicator = row.indicator;
            match (indicator.score.value(), indicator.weight.value(), indicator.converted.value()) {
                (Some(score), Some(weight), Some(converted)) => rows.push((row, score, weight, converted)),
                (None, None, None) => {}
                _ => tally.not_evaluated(Text::new(
                    "得分、权重或折算得分不明",
                    "score, weight or converted score is not known",
                )),
            }
        }
        judge(table, &rows, tally);
    }
}

fn judge(table: &IndicatorTable, rows: &[Converted<'_>], tally: &mut Tally<'_>) {
    let share =
        |(_, score, weight, _): &Converted<'_>| ratio(product(score.amount, weight.amount)?, Decimal::ONE_HUNDRED);
    let is_right = |row: &Converted<'_>, right: Option<Decimal>| {
        right.is_some_and(|right| precision::claimed(row.3).meets(Interval::exact(round_points(right))))
    };
    if table.is_converted {
        for row in rows {
            if is_right(row, share(row)) { tally.pass() } else { wrong(row, share(row), tally) }
        }
        return;
    }
    // The scores are points out of their weights already: converting them leaves them as they are.
    let is_kept = |row: &Converted<'_>| precision::claimed(row.3).meets(Interval::exact(round_points(row.1.amount)));
    let twice: Vec<&Converted<'_>> = rows.iter().filter(|row| !is_kept(row)).collect();
    let Some(first) = twice.first() else {
        for _ in rows {
            tally.pass();
        }
        return;
    };
    if !twice.iter().all(|row| is_right(row, share(row))) {
        // Neither reading holds for every row; which one the department meant is not known.
        return tally.not_evaluated(Text::new(
            "单项得分是百分制还是折算后的分数，无法判断",
            "whether the scores stand out of 100 or are converted already is not known",
        ));
    }
    let added = |of: fn(&Converted<'_>) -> Decimal| sum(rows.iter().map(of)).map(plain).unwrap_or_default();
    let places = twice.iter().skip(1).map(|row| row.0.indicator.converted.place.clone());
    tally
        .fail(
            &first.0.indicator.converted.place,
            Message::new(Text::new(
                "折算了两次：单项得分 {score} 已经是按权重 {weight} 折算后的分数，又乘了一次权重，写成 {converted}；全表折算得分之和 {converted_sum}，应为 {score_sum}",
                "converted twice: the score {score} is out of the weight {weight} already and was multiplied again to {converted}; the converted scores add up to {converted_sum} instead of {score_sum}",
            ))
            .with("score", first.1.to_string())
            .with("weight", first.2.to_string())
            .with("converted", first.3.to_string())
            .with("converted_sum", added(|row| row.3.amount))
            .with("score_sum", added(|row| row.1.amount)),
            Text::new(
                "请在单项得分栏按百分制打分，或把折算得分改为单项得分",
                "score each indicator out of 100, or let the converted score be the score",
            ),
        )
        .related
        .extend(places.chain(twice.iter().map(|row| row.0.indicator.score.place.clone())));
}

fn wrong(row: &Converted<'_>, right: Option<Decimal>, tally: &mut Tally<'_>) {
    let (row, score, weight, converted) = row;
    let Some(right) = right.map(round_points) else { return };
    let related: [Place; 2] = [row.indicator.score.place.clone(), row.indicator.weight.place.clone()];
    tally
        .fail(
            &row.indicator.converted.place,
            Message::new(Text::new(
                "“{name}”折算得分写 {converted}，{score} × {weight}% 应为 {right}",
                "the converted score of `{name}` says {converted}; {score} × {weight}% is {right}",
            ))
            .with("name", row.title())
            .with("converted", converted.to_string())
            .with("score", score.to_string())
            .with("weight", plain(weight.amount))
            .with("right", plain(right)),
            Message::new(Text::new("请改为 {right}", "correct it to {right}")).with("right", plain(right)),
        )
        .related
        .extend(related);
}
