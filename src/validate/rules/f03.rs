//! F03: the form is not the one that was handed out, or not of this year.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("F03"),
        title: Text::new("表样版本不符", "Wrong version of the form"),
        severity: Severity::E,
        what: Text::new(
            "表上的年度不在表样适用的年份里；或者文件里的隐藏标识说明，下发的是另一种表样、同一表样的另一个版本或另一个年度的表。没有标识的表只查年度。汇总全县时，表上（没有写的看标识）的年度不是本次评价年度的，不计入合计，也不算已报；都没有写的，按本次评价年度。",
            "The year on the form is none that the form holds for; or the hidden stamp says that another form, another version of it or a form of another year was handed out. Without a stamp only the year is checked. In a county, a form whose year (on the cover, else in the stamp) is not the one evaluated is not added up and is not reported; a form without a year is for the year evaluated.",
        ),
        why: Text::new(
            "本工具的约定：各年的表样有差别，用旧表填报会缺指标、错分值。版本只随表上印出的内容变化，加别名、改检查限值不算新版本。",
            "A convention of this tool: forms differ from year to year; an old one lacks indicators or has other points. The version changes with what the form prints, not with aliases or limits.",
        ),
        wrong: Text::new("用 2016 年度的表样报 2024 年度。", "A form that says 2016 where it holds from 2018 on."),
        correct: Text::new(
            "用当年下发的表样重新填报；标识不符而内容无误的，由财政局确认。",
            "Fill in the form that was handed out for the year; where only the stamp differs, the bureau decides.",
        ),
        example: &[Edit { cell: "A2", from: "（2024年度）", to: "（2016年度）" }],
        fires_at: "A2",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let year = subject.submission.cover_year();
    let advice = Text::new("请用当年下发的表样重新填报", "fill in the form that was handed out for the year");
    match year {
        Some((year, place)) if !subject.form.head.years.contains(year) => {
            let text =
                Text::new("表上写的是 {year} 年度，本表样适用于 {years}", "the form says {year}; it holds for {years}");
            let years = String::from(subject.form.head.years);
            tally.fail(place, Message::new(text).with("year", year.to_string()).with("years", years), advice);
        }
        Some(_) => tally.pass(),
        None => {}
    }
    let Some(stamp) = &subject.submission.stamp else { return };
    let mut place = subject.submission.title_place();
    let version = subject.form.version();
    let (severity, text, stamped, read) = if stamp.form != subject.form.head.id {
        let text = Text::new(
            "隐藏标识是表样 {stamped}，按 {read} 读取",
            "the hidden stamp is of the form {stamped}; it was read as {read}",
        );
        (Severity::E, text, stamp.form.to_string(), subject.form.head.id.to_string())
    } else if *stamp.version != *version {
        let text = Text::new(
            "下发的是表样的 {stamped} 版，现行的是 {read} 版；两版印出的内容不同",
            "version {stamped} of the form was handed out, the present one is {read}; they print different things",
        );
        (Severity::W, text, stamp.version.to_string(), version)
    } else if let Some((year, at)) = year.filter(|(year, _)| *year != stamp.year) {
        place = at.clone();
        let text = Text::new(
            "年度不一致：下发标识是 {stamped} 年度，封面写的是 {read} 年度",
            "the years contradict: the stamp says {stamped}, the cover says {read}",
        );
        (Severity::E, text, stamp.year.to_string(), year.to_string())
    } else {
        return tally.pass();
    };
    let message = Message::new(text).with("stamped", stamped).with("read", read);
    tally.fail_as(severity, &place, message, advice);
}
