//! M15: more people than posts, or a staff control rate that is not people ÷ posts.

use rust_decimal::Decimal;

use crate::model::number::{percent, plain, product, ratio};
use crate::model::{Code, Edit, Interval, Page, Quantity, Severity};
use crate::schema::Controlled;
use crate::text::{Message, Text};
use crate::validate::control::{self, Grant};
use crate::validate::precision::widened;
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M15"),
        title: Text::new("人员控制率错误或超编", "Staff control rate wrong or above 100%"),
        severity: Severity::W,
        what: Text::new(
            "基础数据表里填写的人员控制率不等于 在职人数 ÷ 编制数（写 0.97、97、97% 都认，余地见 limit.rate_room）的，必须修改；在职人数大于编制数的，要求核实。查哪几栏由表样的 control 规定，没有控制率栏的只查超编。",
            "In a table of basic data a printed staff control rate that is not people in post ÷ posts must be corrected (0.97, 97 and 97% are all understood; room: limit.rate_room); more people than posts are to be verified. The columns are named by `control` of the schema; without a column for the rate only the numbers are compared.",
        ),
        why: Text::new(
            "广东、湖南的部门整体支出绩效指标都有在职人员控制率：在职人数 ÷ 编制数，不超过 100% 得满分。",
            "The indicator systems of Guangdong and Hunan have the staff control rate: people in post ÷ posts, full marks up to 100%.",
        ),
        wrong: Text::new("编制数 46，在职人数 50，控制率 108.70%。", "46 posts, 50 people, a rate of 108.70%."),
        correct: Text::new(
            "核对编制文件和在编人数，临聘人员不计；确实超编的说明原因。",
            "Look at the posts granted and the people who hold one; others do not count. If there are more, state why.",
        ),
        example: &[Edit { cell: "E5", from: "96.67%", to: "90%" }],
        fires_at: "E5",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let room = subject.form.limits.rate_room.0;
    for staff in control::rows(subject, Controlled::Staff, tally) {
        let Grant { used, limit: granted, rate: printed, .. } = &staff;
        let rate = ratio(used.value, granted.value);
        let stated = printed.and_then(|entry| entry.amount());
        if stated.zip(rate).is_some_and(|(stated, rate)| !is_rate(stated, rate, room)) {
            wrong_rate(&staff, tally);
        } else if used.value > granted.value {
            too_many(&staff, tally);
        } else {
            tally.pass();
        }
    }
}

/// Whether a printed rate is a rate, as a share or as a percentage.
fn is_rate(printed: &Quantity, rate: Decimal, room: Decimal) -> bool {
    let Some(right) = product(rate, Decimal::ONE_HUNDRED) else { return true };
    let agrees = |percent: Interval| percent.meets(widened(Interval::exact(right), room));
    let written = printed.interval();
    agrees(written) || (printed.unit.is_none() && agrees(written.times(Decimal::ONE_HUNDRED)))
}

fn wrong_rate(Grant { used, limit: granted, rate: printed, .. }: &Grant<'_>, tally: &mut Tally<'_>) {
    let Some(printed) = printed else { return };
    tally
        .fail_as(
            Severity::E,
            &printed.place,
            Message::new(Text::new(
                "人员控制率写 {printed}，按 {used} ÷ {granted} 应为 {right}",
                "the staff control rate says {printed}; {used} ÷ {granted} is {right}",
            ))
            .with("printed", printed.amount().map(ToString::to_string).unwrap_or_default())
            .with("used", used.written.as_str())
            .with("granted", granted.written.as_str())
            .with("right", ratio(used.value, granted.value).map(percent).unwrap_or_default()),
            Text::new("请按 在职人数 ÷ 编制数 改正控制率", "correct the rate to people in post ÷ posts"),
        )
        .related
        .extend([used.place.clone(), granted.place.clone()]);
}

fn too_many(Grant { used, limit: granted, .. }: &Grant<'_>, tally: &mut Tally<'_>) {
    tally
        .fail(
            used.place,
            Message::new(Text::new(
                "在职人数 {used} 多于编制数 {granted}，多 {more} 人",
                "{used} people in post, but only {granted} posts: {more} more",
            ))
            .with("used", used.written.as_str())
            .with("granted", granted.written.as_str())
            .with("more", plain(used.value.saturating_sub(granted.value))),
            Text::new(
                "请核对编制和在编人数，临聘人员不计；确实超编的请说明原因",
                "check posts and people who hold one; if there are more people, state why",
            ),
        )
        .related
        .push(granted.place.clone());
}
