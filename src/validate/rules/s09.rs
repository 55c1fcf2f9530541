//! S09: the printed grade is not that of the total.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::number::plain;
use crate::model::{Code, Edit, FieldValue, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("S09"),
        title: Text::new("等级与分数不符", "Grade does not go with the total"),
        severity: Severity::E,
        what: Text::new(
            "表上写的等级（优、良、中、差）不是自评总分所在的一档，各档的界限由表样的 score.grades 规定。表上的总分与各行之和不等时，与其中一个相符就不报告。没有等级栏的表样不适用。",
            "The grade on the form is not that of the claimed total; the bands are those of the schema (score.grades). Where the printed total is not the sum of the scores, a grade that goes with either is right. Forms without a grade are left out.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：总分 100 分，90（含）—100 为优、80（含）—90 为良、60（含）—80 为中、60 以下为差。",
            "财预〔2020〕10号: 90 to 100 is 优, 80 to less than 90 良, 60 to less than 80 中, below 60 差.",
        ),
        wrong: Text::new("总分 93，等级写“良”。", "Total 93, grade 良."),
        correct: Text::new("等级改为“优”，或改正总分。", "Write 优, or correct the total."),
        example: &[Edit { cell: "C22", from: "优", to: "良" }],
        fires_at: "C22",
    },
    check,
};

/// The id of the field that states the grade.
const GRADE: &str = "grade";

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let grades = &subject.form.scoring.grades;
    let Some(field) = subject.submission.field(GRADE).filter(|field| field.found && !grades.is_empty()) else { return };
    let Some(FieldValue::Text(text) | FieldValue::Choice(text)) = field.entry.value() else { return };
    let folded = fold(text);
    let mut named = grades.iter().map(|grade| &grade.name).filter(|name| folded.contains(&*fold(name)));
    let (Some(stated), None) = (named.next(), named.next()) else {
        return tally.not_evaluated(
            Message::new(Text::new("等级“{text}”无法识别", "the grade `{text}` cannot be understood"))
                .with("text", shortened(text)),
        );
    };
    let mut printed = subject.submission.indicators.iter().rev().filter_map(|table| table.total.as_ref());
    let printed = printed.find_map(|total| Some((total.score.value()?.amount, &total.score.place)));
    let totals: Vec<Decimal> = printed.map(|(total, _)| total).into_iter().chain(subject.scorecard.self_sum).collect();
    let Some(total) = totals.first().copied() else {
        return tally.not_evaluated(Text::new("总分不明", "the total is not known"));
    };
    let rightful: Vec<&Arc<str>> = totals.iter().filter_map(|total| subject.form.scoring.grade(*total)).collect();
    let Some(right) = rightful.first().copied() else {
        return tally.not_evaluated(Text::new("总分不在任何等级内", "the total lies in no grade"));
    };
    if rightful.contains(&stated) {
        return tally.pass();
    }
    tally
        .fail(
            &field.entry.place,
            Message::new(Text::new(
                "等级写“{stated}”，总分 {total} 应为“{right}”",
                "the grade says `{stated}`; a total of {total} is `{right}`",
            ))
            .with("stated", &**stated)
            .with("total", plain(total))
            .with("right", &**right),
            Text::new("请改正等级，或核对总分", "correct the grade, or check the total"),
        )
        .related
        .extend(printed.map(|(_, place)| place.clone()));
}
