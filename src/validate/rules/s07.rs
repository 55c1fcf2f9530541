//! S07: the printed total is not the sum of the scores.

use rust_decimal::Decimal;

use crate::model::number::{plain, round_points, sum};
use crate::model::{
    Code, Edit, Entry, Impact, IndicatorTable, Interval, Method, Page, Place, Quantity, Rescale, ScoreLine, Severity,
    State, Suspect,
};
use crate::text::{Message, Text};
use crate::validate::precision;
use crate::validate::repair::{self, Sum, Term, Whole};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Execution, Row, Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S07"),
        title: Text::new("总分不等于各项得分之和", "Total is not the sum of the scores"),
        severity: Severity::E,
        what: Text::new(
            "表上的总分与各行得分之和（含预算执行得分）不等。有得分没填或无法识别的不判断，除非已填的几项之和已经超过总分。择优计分的几项指标只计最优的一项。总分格空着的不判断。表样规定不适用的指标不计分、总分折算的，折算前后的总分都算对。能用一处笔误（相邻两位颠倒、多打或漏打一位、正负号、小数点、元与万元）或一格漏加、重复加解释的，指出那一格，供核对，程序不改；能解释的超过三处就不指。得分与公式一致的行不作疑点。",
            "The printed total is not the sum of the scores, budget execution included. Not judged while a score is blank or cannot be understood, unless the others already exceed the total, nor while the total is blank. Of indicators that are alternatives only the best adds. Where the form leaves out what does not apply, the total is right before and after it is led to the points of the form. Where one keystroke (swapped digits, a digit too many or too few, the sign, the point, 元 for 万元) or one cell left out or counted twice explains it, that cell is named and nothing is changed; where more than three would, none is. A score that its formula confirms is no suspect.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：自评总分由各项得分汇总而成。已公开的自评表中有各项之和 120 而总分写 100 的。",
            "财预〔2020〕10号: the total is made of the scores. A published form adds up to 120 and says 100.",
        ),
        wrong: Text::new("各行得分之和为 99，总分写 100。", "The scores add up to 99, the total says 100."),
        correct: Text::new("按各行得分重新合计。", "Add the scores up anew."),
        example: &[Edit { cell: "I20", from: "99", to: "100" }],
        fires_at: "I20",
    },
    check,
};

fn check<'a>(subject: &Subject<'a>, tally: &mut Tally<'_>) {
    let execution = |execution: Execution<'a>| Scored {
        weight: &execution.total.weight,
        score: &execution.total.score,
        line: execution.line,
    };
    let executions: Vec<Scored<'_>> = subject.executions().map(execution).collect();
    let counted = || subject.rows().filter(Row::counts);
    let scored = |row: Row<'a>| Scored { weight: &row.indicator.weight, score: row.score(), line: row.line };
    let whole: Vec<Scored<'_>> = executions.into_iter().chain(counted().map(scored)).collect();
    for table in &subject.submission.indicators {
        let Some(total) = &table.total else { continue };
        let own: Vec<_> = counted().filter(|row| std::ptr::eq(row.table, table)).map(scored).collect();
        let rows = if sums_only_itself(table, &own, &whole) { own } else { whole.clone() };
        judge(&total.score, &rows, subject.scorecard.rescale, tally);
    }
}

/// One row that carries points.
#[derive(Clone, Copy)]
struct Scored<'a> {
    weight: &'a Entry<Quantity>,
    score: &'a Entry<Quantity>,
    line: Option<&'a ScoreLine>,
}

impl Scored<'_> {
    /// What its score should be, where a formula gives it: the claimed one if that agrees within its precision.
    fn right(&self) -> Option<Decimal> {
        let right = self.line.filter(|line| line.method != Method::Tier)?.recomputed?;
        let claimed = self.score.value()?;
        let agrees = precision::claimed(claimed).meets(Interval::exact(right));
        Some(if agrees { claimed.amount } else { right })
    }
}

/// Whether the printed total of weights is that of this table alone, without the budget execution and other tables.
fn sums_only_itself(table: &IndicatorTable, own: &[Scored<'_>], whole: &[Scored<'_>]) -> bool {
    let weights = |rows: &[Scored<'_>]| sum(rows.iter().filter_map(|row| row.weight.value()).map(|q| q.amount));
    let printed = table.total.as_ref().and_then(|total| total.weight.value()).map(|q| q.amount);
    printed.is_some() && printed == weights(own) && printed != weights(whole)
}

fn judge(total: &Entry<Quantity>, rows: &[Scored<'_>], rescale: Option<Rescale>, tally: &mut Tally<'_>) {
    let printed = match &total.state {
        State::Value(printed) => printed,
        State::Absent | State::NotApplicable => return,
        State::Blank => return tally.not_evaluated(Text::new("总分没有填", "the total is blank")),
        State::Unreadable => return tally.not_evaluated(Text::new("总分无法识别", "the total cannot be understood")),
    };
    let weighted = |test: fn(&Entry<Quantity>, &[Scored<'_>]) -> bool| {
        rows.iter().filter(|row| row.weight.value().is_some()).find(|row| test(row.score, rows))
    };
    let missing = rows.iter().find(|row| matches!(row.score.state, State::Unreadable)).or_else(|| {
        weighted(|score, rows| match score.state {
            State::Blank => true,
            // Below a merged cell the score stands in another row; a budget execution has no other row.
            State::Absent => !rows.iter().any(|row| row.score.is_asked() && row.score.place == score.place),
            _ => false,
        })
    });
    let Some(added) = sum(filled(rows).map(|(_, points)| points)).map(round_points) else { return };
    let reach = precision::claimed(printed);
    // Where lines do not apply, the total may be printed as it was added up or led to the points of the form.
    let led = rescale.and_then(|rescale| rescale.apply(added));
    if missing.is_none() && [Some(added), led].into_iter().flatten().any(|sum| reach.meets(Interval::exact(sum))) {
        return tally.pass();
    }
    // A row given as not applicable adds nothing if the total says so; otherwise its score may have been forgotten.
    let open = missing.or_else(|| weighted(|score, _| matches!(score.state, State::NotApplicable)));
    let exceeds = added > reach.high && filled(rows).all(|(_, points)| points >= Decimal::ZERO);
    let wrong = match open {
        Some(Scored { score, .. }) if !exceeds => {
            let why = Text::new("{cell} 的得分未填或无法识别", "the score in {cell} is not known");
            return tally.not_evaluated(Message::new(why).with("cell", address(&score.place)));
        }
        Some(_) => Text::new(
            "总分写 {printed}，已填的各行得分之和就有 {added}",
            "the total says {printed}, the scores that are filled in already add up to {added}",
        ),
        None => Text::new(
            "总分写 {printed}，各行得分之和为 {added}",
            "the total says {printed}, the scores add up to {added}",
        ),
    };
    let related: Vec<Place> = filled(rows).map(|(row, _)| row.score.place.clone()).collect();
    let finding = tally.fail(
        &total.place,
        Message::new(wrong).with("printed", printed.to_string()).with("added", plain(added)),
        Text::new("请按各行得分重新合计", "add the scores up anew"),
    );
    finding.related.extend(related);
    if open.is_none() {
        finding.suspects = suspects(total, printed, reach, rows);
        finding.impact = Some(Impact::Points(printed.amount - added));
    }
}

/// What may have gone wrong: a score that its formula confirms did not.
fn suspects(total: &Entry<Quantity>, printed: &Quantity, reach: Interval, rows: &[Scored<'_>]) -> Vec<Suspect> {
    let parts = filled(rows).map(|(row, points)| Term {
        most: row.weight.value().map(|weight| weight.amount),
        right: row.right(),
        ..Term::new(&row.score.place, points)
    });
    repair::suspects(&Sum {
        whole: Whole::Added(Term::new(&total.place, printed.amount)),
        parts: parts.collect(),
        slack: reach.high.saturating_sub(printed.amount).max(Decimal::ZERO),
    })
}

/// The rows whose scores are filled in.
fn filled<'a, 'b>(rows: &'b [Scored<'a>]) -> impl Iterator<Item = (&'b Scored<'a>, Decimal)> {
    rows.iter().filter_map(|row| Some((row, row.score.value()?.amount)))
}
