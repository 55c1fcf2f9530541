//! C03: the years on one form do not agree.

use crate::model::{Code, Edit, Entry, FieldValue, Page, Place, Severity};
use crate::schema::{FieldSpec, Phrases};
use crate::text::pattern::year_of;
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, address, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C03"),
        title: Text::new("年度不一致", "Years do not agree"),
        severity: Severity::E,
        what: Text::new(
            "标题里的年份与表上的年度不同（必须修改）；或者目标、完成情况等文字写明是另一年的工作，例如“截至2022年底”（words.toml 的 work_years），而通篇没有提到表的年度（需核实）。标题里有几个年份的，有一个相同就算一致；文字里提到其他年份的文件、对比不算。",
            "The year in a title is not that of the form (must be corrected); or a written part says that it tells the work of another year, such as 截至2022年底 (`work_years` in words.toml), and never mentions the form's year (to be verified). A title with several years agrees if one of them does; documents of other years and comparisons do not count.",
        ),
        why: Text::new(
            "本工具的约定：年份不一致，多半是沿用了上年的表，数字可能也没有更新。",
            "A convention of this tool: years that differ show that last year's form was used again, perhaps with its numbers.",
        ),
        wrong: Text::new(
            "标题写“2023年度”，下面一行写“（2024年度）”。",
            "The title says 2023年度, the line below it （2024年度）.",
        ),
        correct: Text::new("改成同一年度，并核对全表的数字。", "Write one year, and check every number of the form."),
        example: &[Edit {
            cell: "A1", from: "项目支出绩效自评表", to: "2023年度项目支出绩效自评表"
        }],
        fires_at: "A2",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some((year, stated)) = subject.submission.cover_year() else {
        if subject.form.fields.contains_key("year") {
            tally.not_evaluated(Text::new("表上没有年度", "the form states no year"));
        }
        return;
    };
    if !says_the_year(subject, stated) {
        return tally.not_evaluated(
            Message::new(Text::new(
                "{cell} 的年份不在标题里，也不是单独的年度，无法确定表的年度",
                "the year in {cell} stands neither in a title nor alone: the form's year is not certain",
            ))
            .with("cell", address(stated)),
        );
    }
    for title in subject.submission.titles.iter().filter(|title| title.place != *stated) {
        in_title(title, year, stated, tally);
    }
    for field in &subject.submission.fields {
        let is_written_part = subject.form.field(&field.id).is_some_and(FieldSpec::is_written_part);
        if let Some(FieldValue::Text(text)) = field.entry.value().filter(|_| is_written_part) {
            in_text(text, &field.entry.place, (year, stated), &subject.form.words.work_years, tally);
        }
    }
}

/// Whether the cell of the year is a title or holds nothing but the year; a note above the form may name another one.
fn says_the_year(subject: &Subject<'_>, stated: &Place) -> bool {
    let is_title = subject.submission.titles.iter().any(|title| title.place == *stated);
    let stands_alone = || {
        let (Some(field), Some(spec)) = (subject.submission.field("year"), subject.form.field("year")) else {
            return false;
        };
        let folded = fold(&field.entry.raw.to_string());
        spec.pattern.equal_to(folded.trim_matches(['(', ')'])).is_some()
    };
    is_title || stands_alone()
}

fn in_title(title: &Entry<String>, year: i16, stated: &Place, tally: &mut Tally<'_>) {
    let Some(text) = title.value() else { return };
    let years = years(&fold(text));
    let Some(other) = years.first().filter(|_| !years.contains(&year)) else {
        return tally.pass();
    };
    tally
        .fail(
            &title.place,
            Message::new(Text::new(
                "标题“{title}”是 {other} 年的，{cell} 写的年度是 {year}",
                "the title `{title}` is of {other}, the year in {cell} is {year}",
            ))
            .with("title", shortened(text))
            .with("other", other.to_string())
            .with("cell", address(stated))
            .with("year", year.to_string()),
            Text::new("请改成同一年度，并核对全表的数字", "write one year, and check every number of the form"),
        )
        .related
        .push(stated.clone());
}

fn in_text(text: &str, place: &Place, (year, stated): (i16, &Place), phrases: &Phrases, tally: &mut Tally<'_>) {
    let folded = fold(text);
    let named = phrases.patterns().iter().filter_map(|pattern| pattern.find(&folded));
    let told = named.filter_map(|captures| captures.iter().find_map(|(_, text)| year_of(text)));
    // Work of the year may be reported at the beginning of the next.
    let Some(other) = told.into_iter().find(|told| *told != year && Some(*told) != year.checked_add(1)) else {
        return tally.pass();
    };
    if years(&folded).contains(&year) {
        return tally.pass();
    }
    tally
        .fail_as(
            Severity::W,
            place,
            Message::new(Text::new(
                "文字写的是 {other} 年的工作（“{text}”），{cell} 写的年度是 {year}",
                "the text tells the work of {other} (`{text}`), the year in {cell} is {year}",
            ))
            .with("other", other.to_string())
            .with("text", shortened(text))
            .with("cell", address(stated))
            .with("year", year.to_string()),
            Text::new("请核对年份，是否沿用了上年的文字", "check the year: was last year's text used again?"),
        )
        .related
        .push(stated.clone());
}

/// Every year that a folded text names: 2023年, 二〇二三年.
fn years(folded: &str) -> Vec<i16> {
    let pieces = folded.split_inclusive('年').filter_map(|piece| piece.strip_suffix('年'));
    let digits = |piece: &str| {
        let tail: Vec<char> = piece.chars().rev().take(4).collect();
        year_of(&tail.into_iter().rev().collect::<String>())
    };
    pieces.filter_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_year_of_a_text_is_found() {
        assert_eq!(years("2023年度,较2022年增长"), [2023, 2022]);
        assert_eq!(years("二〇二三年"), [2023]);
        assert_eq!(years("全年完成12年"), [] as [i16; 0]);
    }
}
