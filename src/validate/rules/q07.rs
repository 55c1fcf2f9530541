//! Q07: too few or too many indicators.

use crate::model::{Code, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("Q07"),
    title: Text::new("指标数过少或过多", "too few or too many indicators"),
    severity: Severity::I,
    what: Text::new(
        "三级指标的个数少于或多于表样规定的范围（默认 4 至 40 个）",
        "there are fewer or more indicators than the form allows (4 to 40 unless it says otherwise)",
    ),
    why: Text::new(
        "指标太少不能反映产出和效益，太多则失去重点（本工具的约定，范围写在表样中）",
        "too few say little of output and benefit, too many hide what matters (a convention of this tool; the limits are in the schema)",
    ),
    wrong: Text::new("全表只有 2 个指标", "the whole form has 2 indicators"),
    correct: Text::new("请补充或合并指标", "add or merge indicators"),
    example: &[],
    fires_at: "",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(table) = subject.submission.indicators.first() else { return };
    let count = subject.submission.all_indicators().count();
    let limits = &subject.form.limits;
    // The first indicator stands for the list; an empty list is found at its header.
    let place = table.rows.first().map_or(&table.header, |row| &row.level3.place);
    let text =
        Text::new("共 {count} 个指标，应为 {least} 至 {most} 个", "{count} indicators, expected {least} to {most}");
    let message = Message::new(text)
        .with("count", count.to_string())
        .with("least", limits.min_indicators.to_string())
        .with("most", limits.max_indicators.to_string());
    tally.judge((limits.min_indicators..=limits.max_indicators).contains(&count), place, message);
}
