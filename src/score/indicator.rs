//! One indicator: which method its target and its actual value, or the form, call for.

use super::prescribed as methods;
use super::{NO_SCORES, NO_WEIGHT, Verdict, deadline, execution, numeric, scale, tier};
use crate::model::{Actual, ActualKind, Indicator, IndicatorTable, ScoreLine, State, Submission, Target, TargetKind};
use crate::schema::{Form, IndicatorSpec};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// The line of an indicator.
pub fn line(submission: &Submission, table: &IndicatorTable, indicator: &Indicator, form: &Form) -> ScoreLine {
    let weight = indicator.weight.value().map(|q| q.amount);
    let self_score = scale::claimed(indicator, table);
    let block = submission.money.first().filter(|_| indicator.is_execution);
    let own = prescribed(table, indicator, form);
    let verdict = match weight {
        Some(weight) if weight > Decimal::ZERO => match block {
            Some(block) => execution::verdict(block, weight),
            None => verdict(&indicator.actual.state, &indicator.target.state, own, form, weight, self_score),
        },
        None if matches!(indicator.weight.state, State::Absent) => {
            let why = if indicator.score.is_asked() { NO_WEIGHT } else { NO_SCORES };
            verdict(&indicator.actual.state, &indicator.target.state, own, form, Decimal::ONE_HUNDRED, None)
                .without_points(why)
        }
        _ => Verdict::open(NO_WEIGHT),
    };
    let place = if indicator.score.is_asked() { &indicator.score.place } else { &indicator.level3.place };
    ScoreLine {
        name: indicator.name.as_str().into(),
        method: verdict.method,
        weight,
        self_score,
        recomputed: verdict.points,
        band: verdict.band,
        reached: verdict.reached,
        ratio: verdict.ratio,
        working: verdict.working,
        place: place.clone(),
        counts: true,
    }
}

/// What the schema prescribes for an indicator.
pub fn prescribed<'a>(table: &IndicatorTable, indicator: &Indicator, form: &'a Form) -> Option<&'a IndicatorSpec> {
    let spec = form.tables.iter().find(|spec| spec.id == table.id)?;
    spec.indicators.get(indicator.prescribed?)
}

/// The verdict on an example that a prescribed indicator carries.
pub fn example(own: &IndicatorSpec, actual: &State<Actual>, target: &State<Target>, form: &Form) -> Verdict {
    match own.weight {
        Some(weight) => verdict(actual, target, Some(own), form, weight.0, None),
        None => Verdict::open(NO_WEIGHT),
    }
}

fn verdict(
    actual: &State<Actual>,
    target: &State<Target>,
    own: Option<&IndicatorSpec>,
    form: &Form,
    weight: Decimal,
    self_score: Option<Decimal>,
) -> Verdict {
    let actual = match given(actual, Text::new("实际完成值", "actual value")) {
        Ok(actual) => actual,
        Err(why) => return Verdict::open(why),
    };
    if let ActualKind::Tier(at) = actual.kind {
        return tier::verdict(&form.scoring, at, weight, self_score);
    }
    if let (Some(own), ActualKind::Amount(reached)) = (own, &actual.kind)
        && let Some(verdict) = methods::verdict(own, reached, weight)
    {
        return verdict;
    }
    let target: &Target = match given(target, Text::new("指标值", "target")) {
        Ok(target) => target,
        Err(why) => return Verdict::open(why),
    };
    match (&target.kind, &actual.kind) {
        (TargetKind::Amount(wanted), ActualKind::Amount(reached)) => {
            numeric::amount(&form.scoring, target.sign, wanted, reached, weight)
        }
        (TargetKind::Between(low, high), ActualKind::Amount(reached)) => numeric::between(low, high, reached, weight),
        (TargetKind::By(wanted), ActualKind::On(done)) => deadline::verdict(*wanted, *done, weight),
        _ => Verdict::open(unlike(target, actual)),
    }
}

/// The value of a state, or why there is none.
fn given<T>(state: &State<T>, name: Text) -> Result<&T, Message> {
    let text = match state {
        State::Value(value) => return Ok(value),
        State::Blank => Text::new("未复算：{name}未填", "not recomputed: the {name} is blank"),
        State::Unreadable => Text::new("未复算：{name}无法识别", "not recomputed: the {name} cannot be understood"),
        State::NotApplicable => {
            Text::new("未复算：{name}填为不适用", "not recomputed: the {name} is given as not applicable")
        }
        State::Absent => Text::new("未复算：本行没有{name}", "not recomputed: there is no {name} in this row"),
    };
    Err(Message::new(text).with("name", name))
}

fn unlike(target: &Target, actual: &Actual) -> Text {
    match (&target.kind, &actual.kind) {
        (TargetKind::Words, ActualKind::Words) => Text::new(
            "未复算：指标值与完成值均为文字，未写达成档次",
            "not recomputed: target and actual are words that name no tier",
        ),
        (TargetKind::Words, _) => Text::new(
            "未复算：指标值为文字，完成值为数值，无法比较",
            "not recomputed: the target is words, the actual value is a number or date",
        ),
        (_, ActualKind::Words) => Text::new(
            "未复算：完成值为文字，不是数值或达成档次",
            "not recomputed: the actual value is words, neither number nor tier",
        ),
        _ => {
            Text::new("未复算：指标值与完成值不是同类值", "not recomputed: target and actual value are not of one kind")
        }
    }
}
