//! Q01: the weights do not add up to what the form prescribes.

use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::model::{Code, Edit, Entry, Page, Place, Quantity, Severity, State, TotalRow};
use crate::text::{Message, Text};
use crate::validate::repair::{self, Sum, Term, Whole};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q01"),
        title: Text::new("分值合计不等于 100", "Weights do not add up to 100"),
        severity: Severity::E,
        what: Text::new(
            "各三级指标分值之和加上预算执行的分值，不等于表样规定的总分（一般为 100）；或者表上印的分值合计与实际之和不符（只合计指标部分的也认）。择优计分的几项指标只计最优的一项。有分值没填或无法识别的不判断。一处笔误就能解释的，指出那一格，供核对。",
            "The weights of all indicators and of the budget execution do not add up to the total of the form (usually 100), or the printed total is not their sum (a total of the indicators alone will do). Of indicators that are alternatives only the best adds. Not judged while a weight is blank or cannot be understood. Where one keystroke explains it, that cell is named.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行率 10 分、产出 50 分、效益 30 分、满意度 10 分，合计 100 分；分值结构由表样规定。",
            "财预〔2020〕10号: execution 10, output 50, benefit 30, satisfaction 10, 100 in all; the form prescribes them.",
        ),
        wrong: Text::new("各行分值之和为 102，合计写 100。", "The rows add up to 102, the total says 100."),
        correct: Text::new("调整各行分值，使合计为 100。", "Change the weights so that they add up to 100."),
        example: &[Edit { cell: "H19", from: "10", to: "12" }],
        fires_at: "H20",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let submission = subject.submission;
    let executions = subject.executions().map(|execution| &execution.total.weight);
    let leaves = || subject.rows().filter(Row::carries_weight).map(|row| &row.indicator.weight);
    if submission.indicators.is_empty() || !leaves().any(Entry::is_asked) {
        return;
    }
    let unknown = |entry: &&Entry<Quantity>| matches!(entry.state, State::Blank | State::Unreadable);
    let executions: Vec<&Entry<Quantity>> = executions.collect();
    if let Some(open) = executions.iter().copied().chain(leaves()).find(unknown) {
        let why = Text::new("{cell} 的分值未填或无法识别", "the weight in {cell} is not known");
        return tally.not_evaluated(Message::new(why).with("cell", address(&open.place)));
    }
    let terms = || -> Vec<Term<'_>> {
        let weights = executions.iter().copied().chain(leaves());
        weights.filter_map(|weight| Some(Term::new(&weight.place, weight.value()?.amount))).collect()
    };
    let (Some(indicators), Some(execution)) = (added(leaves()), added(executions.iter().copied())) else { return };
    let Some(whole) = sum([indicators, execution]) else { return };
    let wanted = Decimal::from(subject.form.limits.total_weight);
    let printed = submission.indicators.iter().rev().find_map(|table| table.total.as_ref());
    let printed_weight = printed.and_then(|total| total.weight.value());
    if whole == wanted {
        return judge_printed(printed, &[whole, indicators], terms, tally);
    }
    if subject.rows().any(|row| row.is_left_out() && row.indicator.weight.value().is_none()) {
        let why = Text::new("不适用的指标没有写分值", "an indicator that does not apply has no weight");
        return tally.not_evaluated(why);
    }
    let place = printed.map(|total| &total.weight).filter(|weight| weight.is_asked()).map(|weight| &weight.place);
    let header = submission.indicators.first().map(|table| &table.header);
    let Some(place) = place.or(header) else { return };
    let text = match printed_weight {
        Some(_) => Text::new(
            "分值之和为 {whole}（预算执行 {execution}，指标 {indicators}），应为 {wanted}；表上合计写 {printed}",
            "the weights add up to {whole} (execution {execution}, indicators {indicators}) instead of {wanted}; the total says {printed}",
        ),
        None => Text::new(
            "分值之和为 {whole}（预算执行 {execution}，指标 {indicators}），应为 {wanted}",
            "the weights add up to {whole} (execution {execution}, indicators {indicators}) instead of {wanted}",
        ),
    };
    let message = Message::new(text)
        .with("whole", plain(whole))
        .with("execution", plain(execution))
        .with("indicators", plain(indicators))
        .with("wanted", plain(wanted))
        .with("printed", printed_weight.map(ToString::to_string).unwrap_or_default());
    let advice = Text::new("请调整各行分值，使合计为 {wanted}", "change the weights so that they add up to {wanted}");
    let finding = tally.fail(place, message, Message::new(advice).with("wanted", plain(wanted)));
    finding.suspects =
        repair::suspects(&Sum { whole: Whole::Prescribed(wanted), parts: terms(), slack: Decimal::ZERO });
}

/// The printed total against what the rows add up to.
fn judge_printed<'a>(
    total: Option<&TotalRow>,
    sums: &[Decimal],
    terms: impl Fn() -> Vec<Term<'a>>,
    tally: &mut Tally<'_>,
) {
    let Some((place, printed)) = total.and_then(|total| Some((&total.weight.place, total.weight.value()?))) else {
        return tally.pass();
    };
    if sums.contains(&printed.amount) {
        return tally.pass();
    }
    let right = sums.first().copied().map(plain).unwrap_or_default();
    let finding = tally.fail(
        place as &Place,
        Message::new(Text::new(
            "分值合计写 {printed}，各行之和为 {right}",
            "the total of weights says {printed}, the rows add up to {right}",
        ))
        .with("printed", printed.to_string())
        .with("right", right.as_str()),
        Message::new(Text::new("请把合计改为 {right}", "correct the total to {right}")).with("right", right),
    );
    // The rows add up to what the form prescribes, so that none of them is to be changed.
    let confirmed = terms().into_iter().map(|term| Term { right: Some(term.written), ..term });
    finding.suspects = repair::suspects(&Sum {
        whole: Whole::Added(Term::new(place, printed.amount)),
        parts: confirmed.collect(),
        slack: Decimal::ZERO,
    });
}

fn added<'a>(weights: impl Iterator<Item = &'a Entry<Quantity>>) -> Option<Decimal> {
    sum(weights.filter_map(Entry::value).map(|weight| weight.amount))
}
