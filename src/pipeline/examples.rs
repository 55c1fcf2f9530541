//! The examples that a schema carries, computed as a submission would be.
//!
//! These are the examples of prescribed indicators and of rules. Whatever else comes to carry examples adds its own kind of
//! [`Tried`] here and nowhere else.

use rust_decimal::Decimal;

use crate::model::{Outcome, State};
use crate::schema::{Form, IndicatorSpec, Rule};
use crate::text::Message;
use crate::{extract, score, validate};

/// An example and what came of it.
#[derive(Debug, Clone)]
pub enum Tried {
    /// Of a prescribed indicator.
    Points(PointsTried),
    /// Of a rule.
    Rule(RuleTried),
}

/// An example of a rule and how it ended.
#[derive(Debug, Clone)]
pub struct RuleTried {
    /// The id of the rule.
    pub of: String,
    /// Its values by name, as the schema writes them.
    pub given: String,
    /// Whether the rule is said to hold.
    pub holds: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it could not be judged.
    pub why: Option<Message>,
}

/// An example of a prescribed indicator and the points that came of it.
#[derive(Debug, Clone)]
pub struct PointsTried {
    /// What carries it: the name of the indicator.
    pub of: String,
    /// Its actual value, as the schema writes it.
    pub given: String,
    /// The points that it promises.
    pub promised: Decimal,
    /// The points that were computed; nothing if none could be.
    pub computed: Option<Decimal>,
    /// The working.
    pub working: Message,
}

impl Tried {
    /// Whether the example keeps its promise.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Points(tried) => tried.computed == Some(tried.promised),
            Self::Rule(tried) => tried.outcome == if tried.holds { Outcome::Pass } else { Outcome::Fail },
        }
    }
}

/// Computes every example of a form, in the order of its file.
#[must_use]
pub fn examples(form: &Form) -> Vec<Tried> {
    let indicators = form.tables.iter().flat_map(|table| &table.indicators);
    let of_indicators = indicators.flat_map(|indicator| of_indicator(indicator, form));
    of_indicators.chain(form.judged.iter().flat_map(|rule| of_rule(rule, form))).collect()
}

fn of_indicator<'a>(indicator: &'a IndicatorSpec, form: &'a Form) -> impl Iterator<Item = Tried> + 'a {
    let target = indicator.target.as_deref().map_or(State::Absent, |text| extract::target(text, form));
    indicator.examples.iter().map(move |example| {
        let actual = extract::actual(&example.actual, form);
        let (computed, working) = score::example(indicator, &actual, &target, form);
        Tried::Points(PointsTried {
            of: indicator.name.name().to_owned(),
            given: example.actual.clone(),
            promised: example.points.0,
            computed,
            working,
        })
    })
}

fn of_rule<'a>(rule: &'a Rule, form: &'a Form) -> impl Iterator<Item = Tried> + 'a {
    let spec = form.rules.iter().find(|spec| spec.id == rule.code.0);
    let written = spec.into_iter().flat_map(|spec| spec.good.iter().chain(&spec.bad));
    rule.examples.iter().zip(written).map(move |(example, written)| {
        let (outcome, why) = validate::example(rule, example);
        let given: Vec<String> = written.iter().map(|(name, text)| format!("{name} = {text}")).collect();
        Tried::Rule(RuleTried {
            of: rule.code.0.to_owned(),
            given: given.join("，"),
            holds: example.holds,
            outcome,
            why,
        })
    })
}
