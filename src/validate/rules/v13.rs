//! V13: the same indicator twice.

use std::collections::BTreeMap;

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Row, Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V13"),
        title: Text::new("重复指标", "Indicator listed twice"),
        severity: Severity::W,
        what: Text::new(
            "同一张指标表里，两行三级指标的名称相同（空格、全半角和标点不计）。表样自己规定的指标，以及分几行填写的同一格名称，不算。",
            "Two rows of one table of indicators have the same name (blanks, width and punctuation do not count). Indicators that the form itself prescribes, and one name cell that spans several rows, are left out.",
        ),
        why: Text::new(
            "本工具的约定：同一件事计两次分，权重就被放大了；同一名称分列产出和效益，也说明效益没有单独的指标。",
            "A convention of this tool: what is scored twice weighs twice; the same name under output and benefit shows that the benefit has no indicator of its own.",
        ),
        wrong: Text::new(
            "数量指标和社会效益指标下都是“农村公路养护里程”。",
            "农村公路养护里程 stands under quantity and under social benefit.",
        ),
        correct: Text::new("删去一行，或改成另一件可衡量的事。", "Delete one row, or measure something else."),
        example: &[
            Edit { cell: "D17", from: "出行条件改善的群众人数", to: "农村公路养护里程" },
            Edit { cell: "F17", from: "≥3万人", to: "≥120公里" },
            Edit { cell: "G17", from: "3.2万人", to: "120公里" },
        ],
        fires_at: "D17",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let mut seen: BTreeMap<(*const _, String), Row<'_>> = BTreeMap::new();
    for row in subject.rows().filter(|row| row.indicator.prescribed.is_none()) {
        let key: String = fold(&row.indicator.name).chars().filter(|c| c.is_alphanumeric()).collect();
        if key.is_empty() || row.indicator.level3.value().is_none() {
            continue;
        }
        let key = (std::ptr::from_ref(row.table), key);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, row);
            tally.pass();
            continue;
        };
        let (place, other) = (&row.indicator.level3.place, &first.indicator.level3.place);
        if place == other {
            continue;
        }
        tally
            .fail(
                place,
                Message::new(Text::new(
                    "“{name}”与 {other} 的指标名称相同，同一件事计了两次分",
                    "`{name}` has the same name as the indicator in {other}: one matter is scored twice",
                ))
                .with("name", row.title())
                .with("other", address(other)),
                Text::new(
                    "请删去一行，或改成另一件可衡量的事",
                    "delete one of the rows, or let it measure something else",
                ),
            )
            .related
            .push(other.clone());
    }
}
