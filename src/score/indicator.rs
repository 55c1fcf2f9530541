//! One indicator: which method its target and its actual value, or the form, call for.

use super::prescribed as methods;
use super::{NO_SCORES, NO_WEIGHT, Verdict, deadline, execution, numeric, scale, tier};
use crate::model::{
    Actual, ActualKind, Deadline, Indicator, IndicatorTable, ScoreLine, Sign, State, Submission, Target, TargetKind,
};
use crate::schema::{Form, IndicatorSpec, PointsMethod, Reverse, Scoring};
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// The line of an indicator.
pub fn line(submission: &Submission, table: &IndicatorTable, indicator: &Indicator, form: &Form) -> ScoreLine {
    let weight = indicator.weight.value().map(|q| q.amount);
    let self_score = scale::claimed(indicator, table);
    let block = submission.money.first().filter(|_| indicator.is_execution);
    let own = prescribed(table, indicator, form);
    let applies = !(form.scoring.rescale && is_not_applicable(indicator, self_score));
    let verdict = match weight {
        _ if !applies => Verdict::open(LEFT_OUT),
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
        formula: verdict.formula,
        place: place.clone(),
        counts: applies,
        left_out: !applies,
    }
}

const LEFT_OUT: Text = Text::new(
    "不适用，不计分；总分由其余各项折算",
    "not applicable and not scored; the total is led from the other lines to the points of the form",
);

/// Whether the department says that the indicator does not apply; who claims points for it says that it does.
fn is_not_applicable(indicator: &Indicator, self_score: Option<Decimal>) -> bool {
    matches!(indicator.actual.state, State::NotApplicable) && self_score.is_none_or(|score| score.is_zero())
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
        && let Some(verdict) = methods::verdict(own, value_of(target), reached, weight)
    {
        return verdict;
    }
    let target: &Target = match given(target, Text::new("指标值", "target")) {
        Ok(target) => target,
        Err(why) => return Verdict::open(why),
    };
    match (&target.kind, &actual.kind) {
        (TargetKind::Amount(wanted), ActualKind::Amount(reached)) => {
            let (reverse, sign) = match direction(own, target.sign, &form.scoring) {
                Ok(direction) => direction,
                Err(why) => return Verdict::open(why),
            };
            numeric::amount(&form.scoring, reverse, sign, wanted, reached, weight)
        }
        (TargetKind::Between(low, high), ActualKind::Amount(reached)) => numeric::between(low, high, reached, weight),
        (TargetKind::By(wanted), ActualKind::On(done)) => by_date(own, *wanted, *done, weight, &form.scoring),
        _ => Verdict::open(unlike(target, actual)),
    }
}

/// Which formula holds where less is better, and the direction: that of the form's own standard, or the one written.
fn direction(
    own: Option<&IndicatorSpec>,
    written: Option<Sign>,
    scoring: &Scoring,
) -> Result<(Reverse, Option<Sign>), Text> {
    let reverse = match own.map(|own| &own.method) {
        Some(PointsMethod::ReverseRatio) => Reverse::Ratio,
        Some(PointsMethod::ReverseLinear) => Reverse::Linear,
        _ => return Ok((scoring.reverse, written)),
    };
    match written {
        Some(Sign::Ge | Sign::Gt) => Err(Text::new(
            "未复算：指标值写的方向与表样规定的反向相反",
            "not recomputed: the written direction contradicts the form, where less is better",
        )),
        Some(Sign::Le | Sign::Lt | Sign::Eq) | None => Ok((reverse, Some(Sign::Le))),
    }
}

fn by_date(
    own: Option<&IndicatorSpec>,
    wanted: Deadline,
    done: Deadline,
    weight: Decimal,
    scoring: &Scoring,
) -> Verdict {
    match own.map(|own| (own.weight, &own.method)) {
        Some((Some(prescribed), PointsMethod::ByDate { .. })) if prescribed.0 != weight => {
            methods::other_weight(prescribed.0, weight)
        }
        Some((_, PointsMethod::ByDate { points, floor })) => deadline::by_day(*points, *floor, wanted, done, weight),
        _ => deadline::verdict(scoring.late, wanted, done, weight),
    }
}

const fn value_of<T>(state: &State<T>) -> Option<&T> {
    match state {
        State::Value(value) => Some(value),
        _ => None,
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
