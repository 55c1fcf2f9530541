//! C05: a date that is none, or that lies before the end of the year.

use jiff::civil::Date;

use crate::model::{Code, Edit, FieldValue, Page, Severity};
use crate::schema::{FieldSpec, FieldType};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C05"),
        title: Text::new("日期异常", "Date wrong or too early"),
        severity: Severity::W,
        what: Text::new(
            "日期栏写的不是一个日期（例如 2025年2月30日、没有年份）；或者填报日期早于表的年度的 12 月 31 日，全年的情况那时还不知道。只写到月份的也算日期。",
            "A date is none (30 February, no year), or the form was filled in before 31 December of its year, when the year was not over. A month without a day is taken for a date.",
        ),
        why: Text::new(
            "本工具的约定：年度没有结束，就不知道全年完成了多少。",
            "A convention of this tool: before the year is over nobody knows what was done in it.",
        ),
        wrong: Text::new("2024 年度的表，填报日期写 2024年2月20日。", "A form for 2024 is dated 2024年2月20日."),
        correct: Text::new("核对后写实际填报的日期。", "Write the day on which it was filled in."),
        example: &[Edit {
            cell: "G21", from: "填报日期：2025年2月20日", to: "填报日期：2024年2月20日"
        }],
        fires_at: "G21",
    },
    check,
};

/// The id of the field that states when the form was filled in.
const FILLED: &str = "fill_date";

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in &subject.submission.fields {
        let Some(spec) = subject.form.field(&field.id).filter(|spec| spec.kind == FieldType::Date) else { continue };
        match field.entry.value() {
            Some(FieldValue::Date(date)) if &*field.id == FILLED => filled(*date, field, spec, subject, tally),
            Some(FieldValue::Date(_)) => tally.pass(),
            Some(FieldValue::Text(text)) => match month(&fold(text)) {
                Some(_) => tally.pass(),
                None => {
                    tally.fail(
                        &field.entry.place,
                        Message::new(Text::new(
                            "“{label}”填的“{text}”不是日期",
                            "`{label}` says `{text}`, which is no date",
                        ))
                        .with("label", spec.name())
                        .with("text", shortened(text)),
                        Text::new("请写年月日，如 2025年2月20日", "write year, month and day, such as 2025年2月20日"),
                    );
                }
            },
            _ => {}
        }
    }
}

fn filled(date: Date, field: &crate::model::Field, spec: &FieldSpec, subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(year) = subject.submission.year() else {
        return tally.not_evaluated(Text::new("表上没有年度", "the form states no year"));
    };
    let Ok(last) = Date::new(year, 12, 31) else { return };
    if date >= last {
        return tally.pass();
    }
    tally.fail(
        &field.entry.place,
        Message::new(Text::new(
            "“{label}”是 {date}，早于 {year} 年度结束",
            "`{label}` is {date}, before the year {year} was over",
        ))
        .with("label", spec.name())
        .with("date", field.entry.raw.to_string())
        .with("year", year.to_string()),
        Text::new(
            "请核对填报日期；年度没有结束时填的，请按全年情况更新",
            "check the date; if it was filled in before the year was over, bring it up to date",
        ),
    );
}

/// Year and month of a text that names no day: "2025年2月", "2025.02", 二〇二五年二月.
fn month(folded: &str) -> Option<(i16, u8)> {
    let folded: String = folded.chars().filter(|c| !matches!(c, '日' | '号')).collect();
    let mut parts = folded.split(['年', '月', '-', '.', '/']).filter(|part| !part.is_empty());
    let year = crate::text::pattern::year_of(parts.next()?)?;
    let month = parts.next()?;
    let number = match month.parse::<u8>() {
        Ok(number) => number,
        Err(_) => u8::try_from(
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
                .iter()
                .position(|name| *name == month)?
                + 1,
        )
        .ok()?,
    };
    let has_day = parts.next().is_some_and(|day| day.bytes().all(|b| b.is_ascii_digit()));
    ((1..=12).contains(&number) && !has_day).then_some((year, number))
}
