//! Word tables: what projects of a county are about, and what their indicators ask for.

mod land;
mod office;
mod people;
mod works;

use super::filling::Level2;

/// What an indicator asks for.
#[derive(Debug, Clone, Copy)]
pub enum Ask {
    /// At least so many; lowest and highest target of the county, decimals, unit.
    Count(u32, u32, u32, &'static str),
    /// At least so many percent; lowest and highest target.
    Rate(u32, u32),
    /// All of them: 100 %.
    Full,
    /// At most so many, and never missed; lowest and highest target, unit.
    Under(u32, u32, &'static str),
    /// At most the adjusted budget.
    Budget,
    /// One of these, in words.
    Words(&'static [&'static str]),
    /// Done by a date.
    Date,
    /// Exactly these figures, as published: target, actual, unit.
    Fixed(u32, u32, &'static str),
}

/// An indicator as it may stand in a form.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// The block it stands in.
    pub level2: Level2,
    /// Its name.
    pub name: &'static str,
    /// What it asks for.
    pub ask: Ask,
}

/// A kind of project.
#[derive(Debug)]
pub struct Kind {
    /// Its id in the tables.
    pub id: &'static str,
    /// Lowest and highest budget in 万元.
    pub budget: (u32, u32),
    /// Where it happens; villages if none are named.
    pub places: &'static [&'static str],
    /// Names of projects.
    pub names: &'static [&'static str],
    /// What it is for: first sentence of a goal.
    pub aims: &'static [&'static str],
    /// How it is done: last sentence of a goal.
    pub ways: &'static [&'static str],
    /// What came of it: last sentence of a completion.
    pub results: &'static [&'static str],
    /// Why something was not reached.
    pub causes: &'static [&'static str],
    /// Its indicators.
    pub templates: &'static [Template],
}

/// Kinds any unit may have.
pub static KINDS: [Kind; 10] = [
    works::ROAD,
    works::WATER,
    works::SAFETY,
    people::SCHOOL,
    people::MEDICAL,
    people::ELDERLY,
    land::VILLAGE,
    land::ENVIRONMENT,
    office::CULTURE,
    office::DIGITAL,
];

/// A kind by its id.
pub fn find(id: &str) -> Option<&'static Kind> {
    std::iter::once(&office::CENTRE).chain(&KINDS).find(|kind| kind.id == id)
}

/// A line of a table of indicators.
const fn ask(level2: Level2, name: &'static str, ask: Ask) -> Template {
    Template { level2, name, ask }
}
