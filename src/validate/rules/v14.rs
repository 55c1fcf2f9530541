//! V14: an indicator under a second level where it does not belong.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V14"),
        title: Text::new("三级指标与二级指标不匹配", "Indicator under the wrong second level"),
        severity: Severity::W,
        what: Text::new(
            "三级指标的名称明显不属于所在的二级指标，例如满意度放在数量指标下、资金支付率当作数量或时效指标。哪些名称不该放在哪里，写在 words.toml 的 misplaced 里，只按完整的名称或结尾判断。",
            "The name clearly does not belong under its second level: satisfaction under quantity, a payment rate as quantity or time. Which names do not belong where stands under `misplaced` in words.toml; only whole names or their ends are judged.",
        ),
        why: Text::new(
            "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）按数量、质量、时效、成本、效益、满意度分类设置指标；预算执行已经单独计分。",
            "财预〔2021〕101号 sorts indicators into quantity, quality, time, cost, benefit and satisfaction; the execution of the budget is scored on its own.",
        ),
        wrong: Text::new(
            "数量指标下写“沿线群众满意度”。",
            "沿线群众满意度 (satisfaction) stands under 数量指标 (quantity).",
        ),
        correct: Text::new(
            "移到所属的二级指标下，或换成合适的指标。",
            "Move it where it belongs, or choose another indicator.",
        ),
        example: &[
            Edit { cell: "D13", from: "农村公路养护里程", to: "养护工人满意度" },
            Edit { cell: "F13", from: "≥120公里", to: "≥90%" },
            Edit { cell: "G13", from: "120公里", to: "92%" },
        ],
        fires_at: "D13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows().filter(|row| !row.indicator.is_execution && row.indicator.prescribed.is_none()) {
        let indicator = row.indicator;
        let (Some(level2), Some(_)) = (indicator.level2.value(), indicator.level3.value()) else { continue };
        let (level, name) = (fold(level2), fold(&indicator.name));
        if level.is_empty() || name.is_empty() {
            continue;
        }
        let misplaced = subject.form.words.misplaced.iter();
        let found = misplaced
            .filter(|entry| entry.levels.found_in(&level).is_some())
            .find(|entry| entry.names.equal_to(&name).is_some());
        let Some(found) = found else {
            tally.pass();
            continue;
        };
        tally
            .fail(
                &indicator.level3.place,
                Message::new(Text::new(
                    "“{name}”放在“{level}”下，应属于{belong}",
                    "`{name}` stands under `{level}`; it belongs to {belong}",
                ))
                .with("name", row.title())
                .with("level", level2.replace(['\n', '\r'], ""))
                .with("belong", found.belong.as_str()),
                Text::new(
                    "请移到所属的二级指标下，或换成合适的指标",
                    "move it where it belongs, or choose another indicator",
                ),
            )
            .related
            .push(indicator.level2.place.clone());
    }
}
