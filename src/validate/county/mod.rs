//! What only the county shows: what came in against what was due, one submission against the others of its unit, of other
//! units, of last year, and against the bureau's own lists.

mod c02;
mod c05;
mod c07;
mod c08;
mod f03;
mod f05;
mod f06;
mod f07;
mod f11;
mod f12;
mod f14;
mod indicators;
mod m13;
mod m16;
mod money;
mod r03;
mod s12;
mod scene;
mod similar;
mod t06;
mod v09;
mod v11;
mod v19;

use rayon::prelude::*;
pub use scene::Context;

use crate::model::{CountyEntry, Field, FieldValue, Finding, Page, Place, ReadFile, Repeat, ReportingRow, RuleOutcome};
use scene::{Account, Scene};

/// The pages of these checks; of a check that looks at one form too, that page comes first.
pub static PAGES: [&Page; 17] = [
    &f05::PAGE,
    &f06::PAGE,
    &f07::PAGE,
    &f11::PAGE,
    &f12::PAGE,
    &f14::PAGE,
    &c02::PAGE,
    &c05::PAGE,
    &c08::PAGE,
    &t06::PAGE,
    &m13::PAGE,
    &m16::PAGE,
    &v09::PAGE,
    &v11::PAGE,
    &v19::PAGE,
    &s12::PAGE,
    &r03::PAGE,
];

/// A rule that judges submissions by what surrounds them.
struct Rule {
    page: &'static Page,
    check: fn(&Scene<'_>, &mut Account<'_>),
}

/// The rules that judge submissions, in the order of the catalogue.
static RULES: [Rule; 17] = [
    Rule { page: &crate::validate::rules::f03::RULE.page, check: f03::check },
    Rule { page: &f05::PAGE, check: f05::check },
    Rule { page: &f07::PAGE, check: f07::check },
    Rule { page: &f11::PAGE, check: f11::check },
    Rule { page: &f12::PAGE, check: f12::check },
    Rule { page: &f14::PAGE, check: f14::check },
    Rule { page: &c02::PAGE, check: c02::check },
    Rule { page: &c05::PAGE, check: c05::check },
    Rule { page: &crate::validate::rules::c07::RULE.page, check: c07::check },
    Rule { page: &c08::PAGE, check: c08::check },
    Rule { page: &t06::PAGE, check: t06::check },
    Rule { page: &m13::PAGE, check: m13::check },
    Rule { page: &m16::PAGE, check: m16::check },
    Rule { page: &v09::PAGE, check: v09::check },
    Rule { page: &v19::PAGE, check: v19::check },
    Rule { page: &s12::PAGE, check: s12::check },
    Rule { page: &r03::PAGE, check: r03::check },
];

/// Everything that came in, as attribution made it; positions point into `entries` and `files`.
#[derive(Debug, Clone, Copy)]
pub struct CameIn<'a> {
    /// Every submission.
    pub entries: &'a [CountyEntry],
    /// 报送情况.
    pub reporting: &'a [ReportingRow],
    /// Submissions that another one replaced.
    pub repeats: &'a [Repeat],
    /// Every file.
    pub files: &'a [ReadFile],
}

/// What the county pass says of one submission.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdict {
    /// What was found in it.
    pub findings: Vec<Finding>,
    /// How every rule of the county ended for it.
    pub outcomes: Vec<RuleOutcome>,
}

/// What the county pass says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    /// Of every submission, in the order of the entries.
    pub submissions: Vec<Verdict>,
    /// Of units that sent nothing, and of the county as a whole.
    pub findings: Vec<Finding>,
}

impl Judged {
    /// Every finding: of submissions, then of units and of the county.
    pub fn every_finding(&self) -> impl Iterator<Item = &Finding> {
        self.submissions.iter().flat_map(|verdict| &verdict.findings).chain(&self.findings)
    }
}

/// Checks what came in against what was due and what is known besides.
///
/// Every rule ends once for every submission. One that was replaced, is blank or of another year is not looked into: there
/// only the rules of how it came in have something to say.
#[must_use]
pub fn county(came_in: &CameIn<'_>, context: &Context<'_>) -> Judged {
    let scene = Scene::of(*came_in, *context);
    let mut judged = Judged {
        submissions: vec![Verdict::default(); came_in.entries.len()],
        findings: f06::check(came_in.reporting),
    };
    let accounts: Vec<_> = RULES
        .par_iter()
        .map(|rule| {
            let mut account = Account::new(rule.page, &scene);
            (rule.check)(&scene, &mut account);
            account.finish()
        })
        .collect();
    for account in accounts {
        for (sent, (findings, outcome)) in scene.sent.iter().zip(account) {
            let verdict = &mut judged.submissions[sent.index];
            verdict.findings.extend(findings);
            verdict.outcomes.push(outcome);
        }
    }
    judged.findings.extend(v11::check(&scene));
    judged
}

/// The cell of the cover that names a unit in these words.
fn named_at(entry: &CountyEntry, unit: &str, files: &[ReadFile]) -> Option<Place> {
    let fields = &files.get(entry.file)?.cases.get(entry.case)?.submission.fields;
    let names = |field: &&Field| match field.entry.value() {
        Some(FieldValue::CodeName { code, name }) => {
            [code.as_deref().unwrap_or_default(), name].map(str::trim).contains(&unit)
        }
        Some(value) => value.text().trim() == unit,
        None => field.entry.raw.to_string().trim() == unit,
    };
    if unit.is_empty() {
        return None;
    }
    // A department may be its own supervising body; the field further on is the one that reports.
    fields.iter().rev().find(names).map(|field| field.entry.place.clone())
}
