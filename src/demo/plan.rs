//! What a project keeps over the years: its name, its indicators, their weights, its size.

use fastrand::Rng;
use rust_decimal::Decimal;

use super::filling::{Level1, Level2};
use super::people::Department;
use super::projects::{Ask, Kind, Template};

/// One indicator of a project.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What it asks for.
    pub template: &'static Template,
    /// Its weight.
    pub weight: u32,
    /// Its target in the first year.
    pub target: Decimal,
    /// Its target in words, where it has no number.
    pub words: &'static str,
    /// Whether "all of them" is written with = instead of ≥.
    pub exact: bool,
}

/// A project of a unit.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its name; unique in the county, since the unit's name is part of it.
    pub name: String,
    /// Its code in the budget system.
    pub code: String,
    /// Its budget of the first year in 万元.
    pub budget: Decimal,
    /// Its indicators in the order of the form.
    pub picks: Vec<Pick>,
}

/// Plans one project of a unit.
pub fn plan(unit: &Department, kind: &'static Kind, number: usize, rng: &mut Rng) -> Plan {
    let name = format!("{}{}", unit.short, one(kind.names, rng));
    let code = format!("5109{}21T{:04}{:08}", &unit.code[1..3], 1 + number, rng.u32(..100_000_000));
    // Large projects have large budgets and large targets, so that the cost of a unit stays in bounds.
    let size = rng.u32(..=1000);
    let (low, high) = kind.budget;
    let budget = Decimal::from(low) + Decimal::from((high - low) * size / 1000);
    let chosen = choose(kind.templates, rng);
    let mut weights = [Level1::Output, Level1::Benefit, Level1::Satisfaction].map(|level| {
        let count = chosen.iter().filter(|template| template.level2.above() == level).count();
        share(level.name().1, count, rng).into_iter()
    });
    let picks = chosen
        .into_iter()
        .map(|template| Pick {
            template,
            weight: weights[template.level2.above() as usize].next().unwrap_or_default(),
            target: target(template.ask, size, rng),
            words: if let Ask::Words(list) = template.ask { one(list, rng) } else { "" },
            exact: rng.bool(),
        })
        .collect();
    Plan { kind, name, code, budget, picks }
}

/// One of several.
pub fn one<'a>(list: &'a [&'a str], rng: &mut Rng) -> &'a str {
    rng.choice(list).copied().unwrap_or_default()
}

/// Eight to sixteen indicators with at least one of each block that the form wants.
fn choose(templates: &'static [Template], rng: &mut Rng) -> Vec<&'static Template> {
    let fixed = templates.iter().any(|template| matches!(template.ask, Ask::Fixed(..)));
    if fixed {
        return templates.iter().collect();
    }
    let wanted = [
        (&[Level2::Quantity][..], rng.usize(2..=4)),
        (&[Level2::Quality], rng.usize(1..=3)),
        (&[Level2::Time], rng.usize(1..=2)),
        (&[Level2::Cost], rng.usize(1..=2)),
        (&[Level2::Economic, Level2::Social, Level2::Ecological, Level2::Lasting], rng.usize(2..=5)),
        (&[Level2::Satisfaction], rng.usize(1..=2)),
    ];
    let mut chosen = Vec::new();
    for (levels, count) in wanted {
        let mut pool: Vec<_> = templates.iter().enumerate().filter(|(_, t)| levels.contains(&t.level2)).collect();
        rng.shuffle(&mut pool);
        pool.truncate(count);
        pool.sort_by_key(|(index, template)| (template.level2, *index));
        chosen.extend(pool.into_iter().map(|(_, template)| template));
    }
    chosen
}

/// Shares points among indicators, unevenly but never more than twenty for one.
fn share(total: u32, count: usize, rng: &mut Rng) -> Vec<u32> {
    let parts = u32::try_from(count).unwrap_or(1).max(1);
    let mut weights: Vec<u32> = (0..parts).map(|i| total / parts + u32::from(i < total % parts)).collect();
    for _ in 0..parts {
        let (from, to) = (rng.usize(..weights.len()), rng.usize(..weights.len()));
        if from != to && weights[from] > 4 && weights[to] < 16 {
            weights[from] -= 1;
            weights[to] += 1;
        }
    }
    weights
}

/// A first target inside the bounds of the county, in keeping with the size of the project.
fn target(ask: Ask, size: u32, rng: &mut Rng) -> Decimal {
    let near = (size + rng.u32(..=240)).saturating_sub(120).min(1000);
    let between = |low: u32, high: u32| Decimal::from(low) + Decimal::from((high - low) / 10 * near / 100);
    match ask {
        Ask::Count(low, high, places, _) => rounded(between(low, high), places),
        // Prices and rates do not grow with the project.
        Ask::Under(low, high, _) | Ask::Rate(low, high) => Decimal::from(rng.u32(low..=high)),
        Ask::Full => Decimal::ONE_HUNDRED,
        Ask::Fixed(target, ..) => Decimal::from(target),
        Ask::Budget | Ask::Words(_) | Ask::Date => Decimal::ZERO,
    }
}

/// A target as people set it: the larger, the rounder.
pub fn rounded(value: Decimal, places: u32) -> Decimal {
    let step = match value {
        v if v >= Decimal::from(1000) => Decimal::from(50),
        v if v >= Decimal::from(200) => Decimal::from(10),
        v if v >= Decimal::from(60) => Decimal::from(5),
        _ => Decimal::new(1, places),
    };
    ((value / step).round() * step).normalize()
}
