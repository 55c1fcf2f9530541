//! C05 in a county: a date on the form that lies after the day of the run.

use super::scene::{Account, Scene};
use crate::model::{Code, FieldValue, Page, Severity};
use crate::schema::FieldType;
use crate::text::{Message, Text};

pub static PAGE: Page = Page {
    code: Code("C05"),
    title: Text::new("日期异常", "Date that cannot be right"),
    severity: Severity::W,
    what: Text::new(
        "封面上的日期（填报日期等）晚于本次运行的日期。",
        "A date of the cover, such as 填报日期, lies after the day of the run.",
    ),
    why: Text::new(
        "本工具的约定：表不可能在将来填好；填报日期还用来判断重复报送中哪一份较新。",
        "A convention of this tool: no form is filled in tomorrow, and its date tells which of two copies is newer.",
    ),
    wrong: Text::new(
        "2024 年 4 月收到的表，填报日期写 2042 年 3 月 5 日。",
        "Received in April 2024, dated 5 March 2042.",
    ),
    correct: Text::new("改成实际的填报日期。", "Write the day on which the form was filled in."),
    example: &[],
    fires_at: "",
};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    let today = scene.context.today;
    for sent in scene.in_force() {
        let Some(tally) = account.of(&sent) else { continue };
        for field in &sent.submission().fields {
            let is_date = sent.form.field(&field.id).is_some_and(|spec| spec.kind == FieldType::Date);
            let Some(FieldValue::Date(date)) = field.entry.value().filter(|_| is_date) else { continue };
            if *date <= today {
                tally.pass();
                continue;
            }
            let message = Message::new(Text::new(
                "“{label}”写的是 {date}，晚于本次运行的日期 {today}",
                "`{label}` says {date}, after the day of this run, {today}",
            ))
            .with("label", field.label.as_str())
            .with("date", date.to_string())
            .with("today", today.to_string());
            let advice = Text::new("请改成实际的日期", "write the day on which it was");
            tally.fail(&field.entry.place, message, advice);
        }
    }
}
