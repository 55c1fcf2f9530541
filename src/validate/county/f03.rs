//! F03 in a county: a form of another year than the one that is evaluated. The page is that of the rule.

use super::scene::{Account, Scene};
use crate::text::{Message, Text};

/// A submission of another year is wrong at the cell of the year, else where the year should stand.
pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let year = scene.context.year;
    for sent in &scene.sent {
        let submission = sent.submission();
        let (Some(tally), Some(stated)) = (account.of(sent), submission.year()) else { continue };
        if stated == year {
            tally.pass();
            continue;
        }
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
        let message = Message::new(text).with("other", stated.to_string()).with("year", year.to_string());
        let advice = Message::new(Text::new(
            "请单位报送 {year} 年度的表；只是年度写错的，改正后重新报送",
            "have the form of {year} sent; if only the year is wrong, have it corrected and sent again",
        ))
        .with("year", year.to_string());
        let place = submission.field("year").map(|field| field.entry.place.clone());
        tally.fail(&place.unwrap_or_else(|| submission.title_place()), message, advice);
    }
}
