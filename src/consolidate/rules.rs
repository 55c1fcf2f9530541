//! How often every rule fired: those that are built in, those of the county, those of schemas.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Code, County, Outcome, RuleOutcome, Severity};
use crate::schema::Form;
use crate::text::{Arg, Message, Text};

/// A rule with what came of it in a county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleUse {
    /// Its code.
    pub code: Code,
    /// How grave its findings are unless a form says otherwise.
    pub severity: Severity,
    /// Its name.
    pub title: Message,
    /// How many findings it made.
    pub findings: usize,
    /// Submissions by outcome: fail, not evaluated, pass, not applicable. All zero for a rule that looks at the county.
    pub ended: [usize; 4],
    /// Why it was not evaluated, the first reason.
    pub why: Option<Message>,
}

impl RuleUse {
    /// Whether it made no finding at all.
    #[must_use]
    pub const fn never_fired(&self) -> bool {
        self.findings == 0
    }

    /// Whether it failed wherever it was judged, at least twice.
    #[must_use]
    pub const fn always_fired(&self) -> bool {
        let [fail, _, pass, _] = self.ended;
        fail > 1 && pass == 0
    }
}

/// Every rule: the checks of the program by code, then the rules of the forms in their order.
#[must_use]
pub fn rules(county: &County, forms: &[Arc<Form>]) -> Vec<RuleUse> {
    let mut findings: BTreeMap<Code, usize> = BTreeMap::new();
    county.every_finding().for_each(|finding| *findings.entry(finding.code).or_default() += 1);
    let mut outcomes: BTreeMap<Code, Vec<&RuleOutcome>> = BTreeMap::new();
    for outcome in county.entries.iter().flat_map(|entry| &county.case(entry).outcomes) {
        outcomes.entry(outcome.code).or_default().push(outcome);
    }
    let use_of = |code: Code, severity: Severity, title: Message| {
        let of_rule = outcomes.get(&code).map(Vec::as_slice).unwrap_or_default();
        RuleUse {
            code,
            severity,
            title,
            findings: findings.get(&code).copied().unwrap_or_default(),
            ended: Outcome::count(of_rule.iter().copied()),
            why: of_rule.iter().find_map(|outcome| outcome.why.clone()),
        }
    };
    let mut rules: Vec<RuleUse> =
        county.pages.iter().map(|page| use_of(page.code, page.severity, page.title.into())).collect();
    for spec in forms.iter().flat_map(|form| &form.rules) {
        let code = Code::named(&spec.id);
        if rules.iter().any(|known| known.code == code) {
            continue;
        }
        let title = Message::new(Text::new("{zh}", "{en}"))
            .with("zh", Arg::Plain(spec.name(crate::text::Lang::Zh).to_owned()))
            .with("en", Arg::Plain(spec.name(crate::text::Lang::En).to_owned()));
        rules.push(use_of(code, spec.class.severity(), title));
    }
    rules
}
