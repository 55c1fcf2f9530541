//! F03 in a county: a form of another year than the one that is evaluated. The page is that of the rule.

use crate::model::{CountyEntry, Finding, ReadFile};
use crate::text::{Message, Text};
use crate::validate::rules::f03::RULE;

/// One finding for every submission of another year: at the cell of the year, else where the year should stand.
pub fn check(entries: &[CountyEntry], files: &[ReadFile], year: i16) -> Vec<Finding> {
    entries.iter().filter_map(|entry| finding(entry, files, year)).collect()
}

fn finding(entry: &CountyEntry, files: &[ReadFile], year: i16) -> Option<Finding> {
    let submission = &files.get(entry.file)?.cases.get(entry.case)?.submission;
    let other = submission.year().filter(|stated| *stated != year)?;
    let place = submission.field("year").map(|field| field.entry.place.clone());
    let text = if submission.cover_year().is_some() {
        Text::new(
            "表上年度 {other}，本次评价 {year}；不计入，不算已报",
            "the form says {other}, {year} is evaluated; it does not count and is not reported",
        )
    } else {
        Text::new(
            "下发标识年度 {other}，本次评价 {year}；不计入，不算已报",
            "the stamp says {other}, {year} is evaluated; it does not count and is not reported",
        )
    };
    let message = Message::new(text).with("other", other.to_string()).with("year", year.to_string());
    let advice = Message::new(Text::new(
        "请单位报送 {year} 年度的表；只是年度写错的，改正后重新报送",
        "have the form of {year} sent; if only the year is wrong, have it corrected and sent again",
    ))
    .with("year", year.to_string());
    let page = &RULE.page;
    Some(Finding::new(page.code, page.severity, place.unwrap_or_else(|| submission.title_place()), message, advice))
}
