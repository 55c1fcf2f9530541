//! T05: no problem is told, although points were lost.

use crate::model::{Code, Edit, Page, Severity, State};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("T05"),
        title: Text::new("有扣分却说没有问题", "No problem told although points were lost"),
        severity: Severity::I,
        what: Text::new(
            "“存在问题”只写了“无”“暂无”之类（words.toml 的 no_problems），而表上有得分低于分值、没有达到指标值或预算没有执行完的。没有“存在问题”栏的表样不查。",
            "The part for problems says no more than 无 or 暂无 (`no_problems` in words.toml), although a score is below its weight, a target was missed, or the budget was not spent. Forms without such a part are left out.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评分析未完成目标的原因和存在的问题。",
            "财预〔2020〕10号 wants the self-evaluation to say what was missed and why.",
        ),
        wrong: Text::new(
            "养护任务按期完成率得 9.5 分（分值 10），存在问题写“无”。",
            "An indicator scores 9.5 of 10, the problems are 无.",
        ),
        correct: Text::new("写明扣分反映的问题。", "Write the problems that the lost points show."),
        example: &[Edit { cell: "B21", from: "资料归集用时较长，个别村统计口径不一。", to: "无" }],
        fires_at: "B21",
    },
    check,
};

/// The id of the field for problems.
const PROBLEMS: &str = "problems";

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(field) = subject.submission.field(PROBLEMS).filter(|field| field.found) else { return };
    let entry = &field.entry;
    let text = match &entry.state {
        State::Value(value) => value.text(),
        State::NotApplicable => entry.raw.to_string(),
        State::Absent => return,
        State::Blank | State::Unreadable => {
            return tally.not_evaluated(Text::new("“存在问题”没有填写", "the problems are blank"));
        }
    };
    let folded = fold(&text);
    let words = folded.trim_end_matches(['。', '.', ';', '!']);
    let lines = subject.scorecard.lines.iter().filter(|line| line.counts);
    let lost = lines.filter(|line| {
        line.reached == Some(false) || line.self_score.zip(line.weight).is_some_and(|(score, weight)| score < weight)
    });
    let lost: Vec<_> = lost.collect();
    let Some(first) = lost.first().filter(|_| subject.form.words.no_problems.equal_to(words).is_some()) else {
        return tally.pass();
    };
    tally
        .fail(
            &entry.place,
            Message::new(Text::new(
                "存在问题只写“{text}”，却有 {count} 项没有完成或没有得满分（如“{name}”）",
                "the problems are `{text}`, yet {count} lines missed their target or lost points (such as `{name}`)",
            ))
            .with("text", shortened(&text))
            .with("count", lost.len().to_string())
            .with("name", &*first.name),
            Text::new("请写明扣分反映的问题和原因", "write the problems that the lost points show"),
        )
        .related
        .extend(lost.iter().map(|line| line.place.clone()));
}
