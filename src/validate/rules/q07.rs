//! Q07: too few or too many indicators.

use crate::model::{Code, Edit, Page, Severity};
use crate::text::{Message, Text};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q07"),
        title: Text::new("指标过少或过多", "Too few or too many indicators"),
        severity: Severity::I,
        what: Text::new(
            "整张表的三级指标个数不在表样规定的范围内（limit.min_indicators、limit.max_indicators，默认 4 至 40 个）。位置指第一个指标。",
            "The number of indicators of the whole form is outside the limits of the schema (limit.min_indicators and limit.max_indicators, 4 to 40 by default). The place is that of the first indicator.",
        ),
        why: Text::new(
            "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）要求指标能全面反映产出和效果。个数的界限是本工具的约定。",
            "财预〔2021〕101号 wants indicators that show output and effect as a whole. The numbers are a convention of this tool.",
        ),
        wrong: Text::new("全表只有 3 个三级指标。", "The whole form has 3 indicators."),
        correct: Text::new(
            "补充反映数量、质量、时效、成本和效益的指标。",
            "Add indicators for quantity, quality, time, cost and benefit.",
        ),
        example: &[
            Edit { cell: "D14", from: "养护工程验收合格率", to: "" },
            Edit { cell: "F14", from: "≥98%", to: "" },
            Edit { cell: "G14", from: "98.5%", to: "" },
            Edit { cell: "H14", from: "15", to: "" },
            Edit { cell: "I14", from: "15", to: "" },
            Edit { cell: "D15", from: "养护任务按期完成率", to: "" },
            Edit { cell: "F15", from: "≥100%", to: "" },
            Edit { cell: "G15", from: "95%", to: "" },
            Edit { cell: "H15", from: "10", to: "" },
            Edit { cell: "I15", from: "9.5", to: "" },
            Edit { cell: "D16", from: "养护总成本", to: "" },
            Edit { cell: "F16", from: "≤200万元", to: "" },
            Edit { cell: "G16", from: "190万元", to: "" },
            Edit { cell: "H16", from: "10", to: "" },
            Edit { cell: "I16", from: "10", to: "" },
            Edit { cell: "D17", from: "出行条件改善的群众人数", to: "" },
            Edit { cell: "F17", from: "≥3万人", to: "" },
            Edit { cell: "G17", from: "3.2万人", to: "" },
            Edit { cell: "H17", from: "15", to: "" },
            Edit { cell: "I17", from: "15", to: "" },
        ],
        fires_at: "D13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let Some(table) = subject.submission.indicators.first() else { return };
    let limits = &subject.form.limits;
    let count = subject.submission.all_indicators().count();
    if (limits.min_indicators..=limits.max_indicators).contains(&count) {
        return tally.pass();
    }
    let first = subject.submission.all_indicators().next().map(|row| &row.level3.place);
    tally
        .fail(
            first.unwrap_or(&table.header),
            Message::new(Text::new(
                "全表共 {count} 个三级指标，应为 {least} 至 {most} 个",
                "the form has {count} indicators instead of {least} to {most}",
            ))
            .with("count", count.to_string())
            .with("least", limits.min_indicators.to_string())
            .with("most", limits.max_indicators.to_string()),
            if count < limits.min_indicators {
                Text::new(
                    "请补充能反映数量、质量、时效、成本和效益的指标",
                    "add indicators for quantity, quality, time, cost and benefit",
                )
            } else {
                Text::new("请精简，保留核心指标", "keep the core indicators only")
            },
        )
        .related
        .push(table.header.clone());
}
