//! The examples that a schema carries, computed as a submission would be.
//!
//! Today these are the examples of prescribed indicators. Whatever else comes to carry examples adds its own kind of
//! [`Tried`] here and nowhere else.

use rust_decimal::Decimal;

use crate::model::State;
use crate::schema::{Form, IndicatorSpec};
use crate::text::Message;
use crate::{extract, score};

/// An example and what came of it.
#[derive(Debug, Clone)]
pub struct Tried {
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
        self.computed == Some(self.promised)
    }
}

/// Computes every example of a form, in the order of its file.
#[must_use]
pub fn examples(form: &Form) -> Vec<Tried> {
    let indicators = form.tables.iter().flat_map(|table| &table.indicators);
    indicators.flat_map(|indicator| of_indicator(indicator, form)).collect()
}

fn of_indicator<'a>(indicator: &'a IndicatorSpec, form: &'a Form) -> impl Iterator<Item = Tried> + 'a {
    let target = indicator.target.as_deref().map_or(State::Absent, |text| extract::target(text, form));
    indicator.examples.iter().map(move |example| {
        let actual = extract::actual(&example.actual, form);
        let (computed, working) = score::example(indicator, &actual, &target, form);
        Tried {
            of: indicator.name.name().to_owned(),
            given: example.actual.clone(),
            promised: example.points.0,
            computed,
            working,
        }
    })
}
