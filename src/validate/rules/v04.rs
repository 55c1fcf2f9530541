//! V04: a direction that does not go with the name of the indicator.

use crate::model::{Code, Edit, Page, Severity, Sign, TargetKind};
use crate::schema::DirectionWords;
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::Subject;

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("V04"),
        title: Text::new("方向疑似写反", "Direction probably wrong"),
        severity: Severity::W,
        what: Text::new(
            "名称是成本、费用、投诉一类越少越好的指标，指标值却写“≥”“＞”；或者名称是培训人数、合格率一类越多越好的指标，却写“≤”“＜”。哪些名称属于哪一类，以及例外，写在 words.toml 的 directions 里；名称说不准的不判断。",
            "The name is one of which less is better (cost, complaints) and the target says ≥ or ＞, or one of which more is better (people trained, pass rate) and it says ≤ or ＜. Which names are which, and what is exempt, stands under `directions` in words.toml; a name that does not tell is not judged.",
        ),
        why: Text::new(
            "本工具的约定：方向决定按哪个公式计分，写反了，超支也会得满分。",
            "A convention of this tool: the direction decides the formula; the wrong way round, overspending earns full marks.",
        ),
        wrong: Text::new("养护总成本的指标值写“≥200万元”。", "The target of 养护总成本 (total cost) says ≥200万元."),
        correct: Text::new("成本类写“≤200万元”。", "A cost is at most: ≤200万元."),
        example: &[Edit { cell: "F16", from: "≤200万元", to: "≥200万元" }],
        fires_at: "F16",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for row in subject.rows() {
        let indicator = row.indicator;
        let Some(target) = indicator.target.value() else { continue };
        let Some(sign) = target.sign.filter(|_| matches!(target.kind, TargetKind::Amount(_))) else { continue };
        let Some(less_is_better) = less_is_better(&fold(&indicator.name), &subject.form.words.directions) else {
            continue;
        };
        let wrong = match sign {
            Sign::Ge | Sign::Gt => less_is_better,
            Sign::Le | Sign::Lt => !less_is_better,
            Sign::Eq => false,
        };
        if !wrong {
            tally.pass();
            continue;
        }
        let text = if less_is_better {
            Text::new(
                "“{name}”应当越少越好，指标值却是“{target}”（方向 {sign}）",
                "less of `{name}` should be better, yet the target says `{target}` (direction {sign})",
            )
        } else {
            Text::new(
                "“{name}”应当越多越好，指标值却是“{target}”（方向 {sign}）",
                "more of `{name}` should be better, yet the target says `{target}` (direction {sign})",
            )
        };
        // Where the direction has a column of its own, that cell is meant.
        let place = if indicator.sign.value().is_some() { &indicator.sign.place } else { &indicator.target.place };
        let finding = tally.fail(
            place,
            Message::new(text)
                .with("name", row.title())
                .with("target", indicator.target.raw.to_string())
                .with("sign", sign.glyph()),
            Text::new(
                "请核对方向：越少越好的写 ≤，越多越好的写 ≥",
                "check the direction: ≤ where less is better, ≥ where more is better",
            ),
        );
        finding.related.push(indicator.level3.place.clone());
        if *place != indicator.target.place {
            finding.related.push(indicator.target.place.clone());
        }
    }
}

/// Whether less is better, by the name; nothing if it does not tell, or tells both.
fn less_is_better(name: &str, words: &DirectionWords) -> Option<bool> {
    let less = words.less.found_in(name).is_some() && words.less_denied.found_in(name).is_none();
    let more = words.more.found_in(name).is_some() && words.more_denied.found_in(name).is_none();
    (less != more).then_some(less)
}
