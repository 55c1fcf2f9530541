//! What is no mistake and still worth a look: notes only, by what all submissions of a county show together.
//!
//! Texts that are copied are T04 and T06, actual values that all equal their targets V10, full marks V11, targets set low V09.

mod copies;
mod gap;
mod grades;
mod habit;
mod heaped;

use super::Seen;
use crate::model::{Anomaly, Evidence, Finding, History, Page, Place};
use crate::text::{Message, Text};

/// The pages.
pub(super) static PAGES: [&Page; 5] = [&gap::PAGE, &habit::PAGE, &grades::PAGE, &copies::PAGE, &heaped::PAGE];

/// What was noted.
type Told<'a> = &'a mut Vec<Anomaly>;

/// Looks at all submissions in force together.
pub(super) fn detect(seen: &[Seen<'_>], history: &History<'_>, mut told: Told<'_>) {
    gap::detect(seen, &mut told);
    habit::detect(seen, &mut told);
    grades::detect(seen, &mut told);
    copies::detect(seen, history, &mut told);
    heaped::detect(seen, &mut told);
}

/// Adds a note; nothing if the form switches the check off.
fn noted(
    page: &Page,
    seen: Seen<'_>,
    place: Place,
    (subject, value): (Text, String),
    message: Message,
    told: &mut Told<'_>,
) {
    let Some(severity) = seen.severity(page) else { return };
    let entry = (place != Place::County).then_some(seen.at);
    told.push(Anomaly {
        finding: Finding::new(page.code, severity, place, message, page.correct),
        entry,
        subject: subject.zh.to_owned(),
        value,
        reference: String::new(),
        compared_with: Text::new("全县", "the county"),
        cause: page.title.into(),
        impact: None,
        evidence: Evidence::plain(Text::new("全县比较", "the county together")),
    });
}
