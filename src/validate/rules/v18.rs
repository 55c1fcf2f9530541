//! V18: dates that cannot be: done after the plan without a word, or before the year began.

use crate::model::names::{ACTUAL, TARGET};
use crate::model::{ActualKind, Code, Deadline, Edit, Method, Page, Place, Severity, TargetKind};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V18"),
        title: Text::new("时间晚于计划或早于年度", "Later than planned, or before the year"),
        severity: Severity::W,
        what: Text::new(
            "完成时间晚于指标值的期限，又没有说明原因；或者期限、完成时间写明的年份早于表的年度。没有写年份的日期按同一年理解，只写月份的按有利于填报单位的一天理解。",
            "Done after the date of the target, and no reason is given; or a target or actual date whose year lies before the year of the form. A date without a year is taken for the same year, a month for the day that favours the department.",
        ),
        why: Text::new(
            "本工具的约定：时效指标按是否按期判断完成；早于年度的日期多半是沿用了上年的表。",
            "A convention of this tool: time indicators are met or missed by the date; a date before the year was probably left over from last year's form.",
        ),
        wrong: Text::new(
            "2024 年度的表，指标值“2024年10月底前”，完成值“2024年12月20日”，原因空白。",
            "In a form for 2024 the target says 2024年10月底前, the actual value 2024年12月20日, and no reason is given.",
        ),
        correct: Text::new(
            "核对日期；确实晚了的写明原因，按规定计分。",
            "Check the date; if it was late, state why and score it accordingly.",
        ),
        example: &[
            Edit { cell: "F18", from: "建立并落实养护管理制度", to: "2024年10月底前" },
            Edit { cell: "G18", from: "达成预期指标", to: "2024年12月20日" },
        ],
        fires_at: "G18",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let year = subject.submission.year();
    for row in subject.rows().filter(Row::counts) {
        let target = row.indicator.target.value().and_then(|target| match &target.kind {
            TargetKind::By(date) => Some(*date),
            _ => None,
        });
        let actual = row.indicator.actual.value().and_then(|actual| match &actual.kind {
            ActualKind::On(date) => Some(*date),
            _ => None,
        });
        let (target_place, actual_place) = (&row.indicator.target.place, &row.indicator.actual.place);
        let early = [
            target.is_some_and(|date| too_early(row, (TARGET, date, target_place), year, tally)),
            actual.is_some_and(|date| too_early(row, (ACTUAL, date, actual_place), year, tally)),
        ];
        if early != [false, false] || target.is_none() && actual.is_none() {
            continue;
        }
        let is_late = row.line.is_some_and(|line| line.method == Method::Deadline && line.reached == Some(false));
        if !is_late || subject.has_reason(row) {
            tally.pass();
            continue;
        }
        tally
            .fail(
                actual_place,
                Message::new(Text::new(
                    "“{name}”完成时间 {actual}，晚于计划的 {target}，没有说明原因",
                    "`{name}` was done {actual}, after the planned {target}, and no reason is given",
                ))
                .with("name", row.title())
                .with("actual", row.indicator.actual.raw.to_string())
                .with("target", row.indicator.target.raw.to_string()),
                Text::new("请核对日期；确实晚了的请写明原因", "check the date; if it was late, state why"),
            )
            .related
            .push(target_place.clone());
    }
}

/// Tells a date whose year lies before the year of the form.
fn too_early(
    row: Row<'_>,
    (column, date, place): (Text, Deadline, &Place),
    year: Option<i16>,
    tally: &mut Tally<'_>,
) -> bool {
    let Some((stated, year)) = date.year.zip(year).filter(|(stated, year)| stated < year) else { return false };
    tally.fail(
        place,
        Message::new(Text::new(
            "“{name}”的{column}写的是 {stated} 年，早于表的年度 {year}",
            "the {column} of `{name}` is of {stated}, before the form's year {year}",
        ))
        .with("name", row.title())
        .with("column", column)
        .with("stated", stated.to_string())
        .with("year", year.to_string()),
        Text::new("请核对年份，是否沿用了上年的表", "check the year: was last year's form used again?"),
    );
    true
}
