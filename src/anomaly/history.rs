//! Last year's submission of the same unit and project.

use std::collections::HashMap;

use super::Year;
use super::impact::Column;
use super::unit::size;
use crate::model::{Case, CountyEntry, Indicator, MoneyBlock, MoneyUnit, Quantity, Raw, Standing, Submission, Unit};
use crate::text::fold;

/// Last year, by unit and project.
pub(super) struct History<'a> {
    by_project: HashMap<(&'a str, String), Vec<&'a Case>>,
}

impl<'a> History<'a> {
    pub(super) fn of(last: Year<'a>) -> Self {
        let mut by_project: HashMap<_, Vec<&Case>> = HashMap::new();
        for entry in last.entries.iter().filter(|entry| entry.standing == Standing::Counts) {
            if let (Some(key), Some(case)) = (key(entry), last.case(entry)) {
                by_project.entry(key).or_default().push(case);
            }
        }
        Self { by_project }
    }

    /// The submission of last year: on the same form if there is one, else the first.
    pub(super) fn before(&self, entry: &CountyEntry, now: &Submission) -> Option<Before<'a>> {
        if self.by_project.is_empty() {
            return None;
        }
        let cases = self.by_project.get(&key(entry)?)?;
        let same_form = cases.iter().find(|case| case.submission.form == now.form);
        same_form.or_else(|| cases.first()).map(|case| Before::of(&case.submission))
    }
}

/// Unit and project; nothing if either is unknown.
fn key(entry: &CountyEntry) -> Option<(&str, String)> {
    let project = fold(&entry.project);
    (!project.is_empty()).then_some((&*entry.owner.as_ref()?.code, project))
}

/// One submission of last year.
pub(super) struct Before<'a> {
    submission: &'a Submission,
    /// Indicators by name as written; nothing where a name occurs twice.
    indicators: HashMap<&'a str, Option<&'a Indicator>>,
}

impl<'a> Before<'a> {
    fn of(submission: &'a Submission) -> Self {
        let mut indicators = HashMap::new();
        for indicator in submission.all_indicators() {
            let twin = |known: &mut Option<&Indicator>| *known = None;
            indicators.entry(indicator.name.as_str()).and_modify(twin).or_insert(Some(indicator));
        }
        Self { submission, indicators }
    }

    /// The size of the same row and column in 元, with what was written; nothing if its unit is not known.
    pub(super) fn money(&self, row: &str, column: Column) -> Option<(f64, &'a Raw)> {
        self.submission.money.iter().find_map(|block| {
            let row = block.rows.iter().find(|known| &*known.id == row)?;
            let entry = column.of(row);
            Some((size_in_yuan(block, entry.value()?)?, &entry.raw))
        })
    }

    /// The indicator of the same name, blanks and width aside.
    pub(super) fn indicator(&self, name: &str) -> Option<&'a Indicator> {
        if let Some(known) = self.indicators.get(name) {
            return *known;
        }
        // Folding every name is slow, and most names are the same to the letter.
        let folded = fold(name);
        let mut same = self.submission.all_indicators().filter(|known| fold(&known.name) == folded);
        let first = same.next();
        first.filter(|_| same.next().is_none())
    }
}

/// The size of an amount of a block in 元; nothing if no unit is declared or the amount is none of money.
pub(super) fn size_in_yuan(block: &MoneyBlock, quantity: &Quantity) -> Option<f64> {
    let unit = match &quantity.unit {
        None => block.unit?,
        Some(Unit::Money(own)) => *own,
        Some(_) => return None,
    };
    Some(size(quantity.amount)? + yuan_power(unit))
}

/// log10 of how many 元 one of the unit is.
pub(super) const fn yuan_power(unit: MoneyUnit) -> f64 {
    match unit {
        MoneyUnit::Yuan => 0.0,
        MoneyUnit::Thousand => 3.0,
        MoneyUnit::TenThousand => 4.0,
        MoneyUnit::Million => 6.0,
        MoneyUnit::HundredMillion => 8.0,
    }
}
