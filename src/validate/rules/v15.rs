//! V15: words that nobody can measure, with many points on them.

use rust_decimal::Decimal;

use crate::model::{Code, Edit, Page, Severity, TargetKind};
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V15"),
        title: Text::new("指标值不可衡量", "Target cannot be measured"),
        severity: Severity::I,
        what: Text::new(
            "指标值是“效果明显”“有效提升”“进一步加强”之类无法衡量的话（词表见 words.toml 的 vague），而分值不小于表样的界限（limit.vague_weight，默认 10 分）。",
            "The target is words that nobody can measure, such as 效果明显 (`vague` in words.toml), and weighs as much as the limit of the schema or more (limit.vague_weight, 10 points by default).",
        ),
        why: Text::new(
            "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）要求指标值可衡量；成都市郫都区的复核口径对不具可考核性的指标扣分。",
            "财预〔2021〕101号 wants targets that can be measured; the reviewers of Chengdu's Pidu district take points off those that cannot.",
        ),
        wrong: Text::new("指标值“效果明显”，分值 15。", "Target 效果明显, weight 15."),
        correct: Text::new(
            "改成可核实的内容或数字，如“建立并落实养护管理制度”“满意度≥90%”。",
            "Write something that can be verified, or a number.",
        ),
        example: &[Edit { cell: "F18", from: "建立并落实养护管理制度", to: "效果明显" }],
        fires_at: "F18",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let least = Decimal::from(subject.form.limits.vague_weight);
    for row in subject.rows() {
        let target = &row.indicator.target;
        if !target.value().is_some_and(|target| target.kind == TargetKind::Words) {
            continue;
        }
        let folded = fold(&target.raw.to_string());
        let vague = subject.form.words.vague.found_in(&folded);
        match (vague, row.indicator.weight.value()) {
            (None, _) => tally.pass(),
            // 达成 and the like are what the form itself asks for.
            (Some(_), _) if subject.form.scoring.tier(&folded).is_some() => tally.pass(),
            (Some(_), None) if row.indicator.weight.is_asked() => {
                tally.not_evaluated(Text::new("分值不明", "the weight is not known"));
            }
            (Some(_), None) => {}
            (Some(_), Some(weight)) if weight.amount < least => tally.pass(),
            (Some(word), Some(weight)) => {
                tally.fail(
                    &target.place,
                    Message::new(Text::new(
                        "“{name}”的指标值“{target}”无法衡量（“{word}”），分值 {weight}",
                        "the target `{target}` of `{name}` cannot be measured (`{word}`); it weighs {weight} points",
                    ))
                    .with("name", row.title())
                    .with("target", shortened(&target.raw.to_string()))
                    .with("word", word)
                    .with("weight", weight.to_string()),
                    Text::new("请改成可核实的内容或数字", "write something that can be verified, or a number"),
                );
            }
        }
    }
}
