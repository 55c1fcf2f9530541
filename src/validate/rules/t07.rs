//! T07: a figure of the budget in the text is not in the money block.

use rust_decimal::Decimal;

use crate::model::number::{percent, ratio};
use crate::model::{
    Code, Edit, Figure, Interval, MoneyBlock, MoneyRow, MoneyUnit, Page, Place, Quantity, Severity, State, Unit,
};
use crate::schema::FigureWords;
use crate::text::{Message, Text, fold};
use crate::validate::goals;
use crate::validate::precision::{self, widened};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T07"),
        title: Text::new("文字里的资金数与表内不一致", "A figure of the text is not in the money block"),
        severity: Severity::W,
        what: Text::new(
            "目标或完成情况里写的预算、支出金额和预算执行率，与资金表的任何一个数都对不上（金额按元、万元都试过，在填写精度之内算一致）。只认词表里整个相同的说法（words.toml 的 figures.budgets、figures.execution_rates），一段里只有一处的才判断；说到上年、季度、某月的（figures.other_times）、约数和区间不判断。",
            "A budget, spending or execution rate named in the goal or in what came of it is none of the figures of the money block (amounts tried in 元 and in 万元, within their precision). Only what is called exactly as in the word lists (figures.budgets and figures.execution_rates of words.toml), and only where a text has one such figure; not judged where the text speaks of another time (figures.other_times), nor about ranges and rough figures.",
        ),
        why: Text::new(
            "本工具的约定：同一张表里文字和数字应当一致，不一致的多半是沿用了上年的文字。",
            "A convention of this tool: text and figures of one form should agree; where they do not, last year's text was often kept.",
        ),
        wrong: Text::new(
            "完成情况写“预算执行率为85%”，资金表的执行率是 95%。",
            "The completion says 预算执行率为85%, the money block 95%.",
        ),
        correct: Text::new("核对后改正文字或表内的数。", "Check both and correct the one that is wrong."),
        example: &[Edit {
            cell: "G11",
            from: "全年完成农村公路日常养护120公里，验收合格，群众出行条件改善。",
            to: "完成农村公路日常养护120公里，群众出行条件改善，预算执行率为85%。",
        }],
        fires_at: "G11",
    },
    check,
};

/// What a figure speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Amount(MoneyUnit),
    Rate,
}

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    if subject.executions().next().is_none() {
        return;
    }
    let words = &subject.form.words.figures;
    for field in subject.submission.fields.iter().filter(|field| goals::is_told_in(field)) {
        let figures = subject.submission.figures.iter().filter(|figure| figure.part == field.id);
        let told: Vec<(&Figure, Kind)> = figures.filter_map(|figure| Some((figure, kind(figure, words)?))).collect();
        if told.is_empty() {
            continue;
        }
        if words.other_times.found_in(&fold(&field.entry.raw.to_string())).is_some() {
            tally.not_evaluated(Text::new("文字说到别的时间", "the text speaks of another time"));
            continue;
        }
        let amounts = told.iter().filter(|(_, kind)| *kind != Kind::Rate).count();
        for (figure, kind) in &told {
            let alone = if *kind == Kind::Rate { told.len() - amounts == 1 } else { amounts == 1 };
            judge(figure, *kind, alone, subject, tally);
        }
    }
}

/// What a figure speaks of; nothing unless it is called exactly as the word lists say.
fn kind(figure: &Figure, words: &FigureWords) -> Option<Kind> {
    let noun = fold(&figure.noun);
    match figure.quantity.unit {
        Some(Unit::Percent) => words.execution_rates.equal_to(&noun).map(|_| Kind::Rate),
        Some(Unit::Money(unit)) => words.budgets.equal_to(&noun).map(|_| Kind::Amount(unit)),
        _ => None,
    }
}

fn judge(figure: &Figure, kind: Kind, alone: bool, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let known = match kind {
        Kind::Amount(unit) => amounts(figure, unit, subject),
        Kind::Rate => rates(figure, subject),
    };
    let Some((agrees, cells)) = known else {
        return tally
            .not_evaluated(Text::new("资金表的金额未填或无法识别", "an amount of the money block is not known"));
    };
    if agrees {
        return tally.pass();
    }
    if !alone || figure.quantity.approximate || figure.to.is_some() {
        return tally.not_evaluated(Text::new(
            "文字里的数不止一处，或是约数、区间",
            "the text has several such figures, or it is rough or a range",
        ));
    }
    let shown = match kind {
        Kind::Amount(_) => String::new(),
        Kind::Rate => {
            subject.executions().find_map(|execution| executed_share(execution.total)).map(percent).unwrap_or_default()
        }
    };
    let text = match kind {
        Kind::Amount(_) => Text::new(
            "文字写“{quote}”，资金表没有哪一栏是 {figure}",
            "the text says `{quote}`, but no amount of the money block is {figure}",
        ),
        Kind::Rate => Text::new(
            "文字写“{quote}”，按资金表执行率是 {shown}",
            "the text says `{quote}`, but by the money block the rate is {shown}",
        ),
    };
    tally
        .fail(
            &figure.place,
            Message::new(text)
                .with("quote", figure.quote.as_str())
                .with("figure", figure.quantity.to_string())
                .with("shown", shown),
            Text::new("请核对后改正文字或表内的数", "check both and correct the one that is wrong"),
        )
        .related
        .extend(cells);
}

/// Whether an amount is one of the money blocks', and the cells it was held against; nothing while one of them is not known.
fn amounts(figure: &Figure, unit: MoneyUnit, subject: &Subject<'_>) -> Option<(bool, Vec<Place>)> {
    let told = figure.quantity.interval().times(unit.in_yuan());
    let mut cells = Vec::new();
    let mut agrees = false;
    let mut is_known = true;
    for block in &subject.submission.money {
        for row in &block.rows {
            for entry in [&row.initial, &row.adjusted, &row.received, &row.executed] {
                if let Some(amount) = entry.value().and_then(|quantity| block.amount(quantity)) {
                    agrees |= units(block).any(|unit| amount.reach.times(unit).meets(told));
                    cells.push(entry.place.clone());
                } else {
                    // A blank part is no amount; a blank whole may be the one that the text names.
                    let is_nothing = matches!(entry.state, State::Absent | State::NotApplicable);
                    is_known &= is_nothing || (entry.is_blank() && row.parent.is_some());
                }
            }
        }
    }
    (agrees || is_known).then_some((agrees, cells))
}

/// The factors to 元 that the amounts of a block may have: its unit, and 元 and 万元 in case it is wrong.
fn units(block: &MoneyBlock) -> impl Iterator<Item = Decimal> {
    [block.unit, Some(MoneyUnit::Yuan), Some(MoneyUnit::TenThousand)].into_iter().flatten().map(MoneyUnit::in_yuan)
}

/// Whether a rate is one of the money blocks', and the cells it was held against; nothing while the whole is not known.
fn rates(figure: &Figure, subject: &Subject<'_>) -> Option<(bool, Vec<Place>)> {
    let told = widened(figure.quantity.interval(), subject.form.limits.rate_room.0);
    let rows = || subject.submission.money.iter().flat_map(|block| &block.rows);
    let printed = rows().filter_map(|row| row.rate.value()).any(|rate| rate.interval().meets(told));
    let computed = rows().flat_map(shares).any(|share| share.meets(told));
    let whole = subject.executions().find(|execution| executed_share(execution.total).is_some());
    let cells = |row: &MoneyRow| [&row.executed, &row.adjusted].map(|entry| entry.place.clone()).to_vec();
    let agrees = printed || computed;
    match whole {
        Some(execution) => Some((agrees, cells(execution.total))),
        None => agrees.then_some((agrees, Vec::new())),
    }
}

/// What a row spent of each of its budgets, in percent.
fn shares(row: &MoneyRow) -> Vec<Interval> {
    let Some(spent) = row.executed.value() else { return Vec::new() };
    let budgets = [&row.initial, &row.adjusted, &row.received].into_iter().filter_map(|entry| entry.value());
    let share = |budget: &Quantity| {
        let rate = precision::rate(spent.amount, budget.amount, spent.decimals.max(budget.decimals))?;
        Some(rate.times(Decimal::ONE_HUNDRED))
    };
    budgets.filter_map(share).collect()
}

/// What was spent of the adjusted budget, on the scale of one.
fn executed_share(row: &MoneyRow) -> Option<Decimal> {
    ratio(row.executed.value()?.amount, row.adjusted.value()?.amount)
}
