//! V15: target cannot be measured.

use crate::model::{Code, Edit, Page, Severity, TargetKind};
use crate::text::{Message, Text, fold};
use rust_decimal::Decimal;

use crate::validate::rule::{Rule, Subject, Tally};

/// The rule.
pub const RULE: Rule = Rule { page: &PAGE, check };

const PAGE: Page = Page {
    code: Code("V15"),
    title: Text::new("指标不可衡量", "target cannot be measured"),
    severity: Severity::I,
    what: Text::new(
        "分值较大（默认 10 分以上）的指标，指标值只有“效果明显”之类的词",
        "an indicator of some weight (10 points and more by default) has a target such as “效果明显”",
    ),
    why: Text::new(
        "财预〔2021〕101号：指标值应当量化；不能量化的须可衡量、可评价",
        "财预〔2021〕101号: targets are quantified; those that cannot be must still be measurable",
    ),
    wrong: Text::new("指标值“效果明显”，15 分", "target “效果明显” with 15 points"),
    correct: Text::new("请改为可以衡量的指标值", "write a target that can be measured"),
    example: &[Edit { cell: "E18", from: "管护制度健全并执行", to: "效果明显" }],
    fires_at: "E18",
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let least = Decimal::from(subject.form.limits.vague_weight);
    for row in subject.submission.all_indicators() {
        let (Some(target), Some(weight)) = (row.target.value(), row.weight.value()) else { continue };
        if !matches!(target.kind, TargetKind::Words) || weight.amount < least {
            continue;
        }
        let written = row.target.raw.to_string();
        let vague = subject.form.words.vague.found_in(&fold(&written)).is_some();
        let text =
            Text::new("“{name}”的指标值“{target}”无法衡量", "the target “{target}” of “{name}” cannot be measured");
        let message = Message::new(text).with("name", row.name.as_str()).with("target", written);
        tally.judge(!vague, &row.target.place, message);
    }
}
