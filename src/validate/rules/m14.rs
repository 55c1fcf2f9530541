//! M14: more was spent on controlled expenses than their budget allows.

use rust_decimal::Decimal;

use crate::model::number::{percent, ratio};
use crate::model::{Code, Edit, Page, Severity};
use crate::schema::Controlled;
use crate::text::{Message, Text};
use crate::validate::control::{self, Grant};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("M14"),
        title: Text::new("三公、公用经费控制率超过 100%", "Controlled expenses above their budget"),
        severity: Severity::W,
        what: Text::new(
            "基础数据表里“三公”经费、公用经费的决算数大于预算数，控制率超过 100%。查哪些行、哪两栏，由表样的 control 规定；预算数和决算数都是 0 的不算。",
            "In a table of basic data the final accounts of 三公 or office expenses are above their budget: a control rate above 100%. Which rows and columns, the `control` of the schema says. 0 of 0 is right.",
        ),
        why: Text::new(
            "广东、湖南的部门整体支出绩效指标都有“三公”经费控制率和公用经费控制率：实际支出 ÷ 预算安排，不超过 100% 得满分。",
            "The indicator systems of Guangdong and Hunan control both: spending ÷ budget, full marks up to 100%.",
        ),
        wrong: Text::new(
            "公用经费预算数 60，决算数 72，控制率 120%。",
            "Office expenses: budget 60, final accounts 72, a rate of 120%.",
        ),
        correct: Text::new(
            "核对决算报表；年中追加过的，按调整后预算填写；确实超支的说明原因。",
            "Look at the final accounts; write the adjusted budget if more was granted; if it was overspent, state why.",
        ),
        example: &[Edit { cell: "F12", from: "57", to: "72" }],
        fires_at: "F12",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for Grant { row, used, limit: granted, .. } in control::rows(subject, Controlled::Expenses, tally) {
        if used.reach.low <= granted.reach.high || used.value <= granted.value {
            tally.pass();
            continue;
        }
        let rate = ratio(used.value, granted.value).filter(|_| granted.value > Decimal::ZERO);
        let text = match rate {
            Some(_) => Text::new(
                "“{name}”决算数 {used}，预算数 {granted}，控制率 {rate}，超过 100%",
                "`{name}`: final accounts {used}, budget {granted}, a control rate of {rate}",
            ),
            None => Text::new(
                "“{name}”决算数 {used}，预算数却是 {granted}",
                "`{name}`: final accounts {used}, although the budget is {granted}",
            ),
        };
        tally
            .fail(
                used.place,
                Message::new(text)
                    .with("name", row.label.raw.to_string())
                    .with("used", used.written)
                    .with("granted", granted.written)
                    .with("rate", rate.map(percent).unwrap_or_default()),
                Text::new(
                    "请核对决算和预算；年中追加过的按调整后预算填写，确实超支的请说明原因",
                    "check both; write the adjusted budget if more was granted; if it was overspent, state why",
                ),
            )
            .related
            .push(granted.place.clone());
    }
}
