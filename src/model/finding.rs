//! A department's mistake, or what should be looked at: one type from the first room to the last.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::judgement::Treatment;
use super::place::Place;
use super::suspect::{Impact, Suspect};
use crate::text::{Lang, Message, Text};

/// The id of a check, as in the catalogue without the hyphen: `M01`; or that of a rule of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// The ids of the rules that schemas state. They are few and live as long as the program, so that a code stays a copy.
static NAMED: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

impl Code {
    /// The code of a rule that a schema states.
    #[must_use]
    pub fn named(id: &str) -> Self {
        let mut named = NAMED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = named.get(id) {
            return Self(known);
        }
        let kept: &'static str = Box::leak(id.to_owned().into_boxed_str());
        named.insert(kept);
        Self(kept)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How grave a finding is, as the bureaus use it. Ordered: the graver, the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Severity {
    /// 必须修改: blocks acceptance.
    E,
    /// 需核实: can be closed by an explanation.
    W,
    /// 提示.
    I,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::E, Self::W, Self::I];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::E => Text::new("必须修改", "must be corrected"),
            Self::W => Text::new("需核实", "to be verified"),
            Self::I => Text::new("提示", "note"),
        }
    }

    /// The letter used in machine output.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::E => "E",
            Self::W => "W",
            Self::I => "I",
        }
    }
}

/// One finding: what, how grave, where, in words, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// The cell that holds the value the finding speaks of, or the nearest thing there is.
    pub place: Place,
    /// Other cells that take part.
    pub related: Vec<Place>,
    /// What was found, with the values.
    pub message: Message,
    /// What to do about it.
    pub advice: Message,
    /// Where a sum does not balance: what may have gone wrong, each explanation as good as the others.
    pub suspects: Vec<Suspect>,
    /// What it is worth, where that can be told.
    pub impact: Option<Impact>,
    /// What an explanation of the bureau does for it; nothing where there is none.
    pub treatment: Option<Box<Treatment>>,
}

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn new(
        code: Code,
        severity: Severity,
        place: Place,
        message: impl Into<Message>,
        advice: impl Into<Message>,
    ) -> Self {
        Self {
            code,
            severity,
            place,
            related: Vec::new(),
            message: message.into(),
            advice: advice.into(),
            suspects: Vec::new(),
            impact: None,
            treatment: None,
        }
    }

    /// Whether an explanation of the bureau closes it.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        matches!(self.treatment.as_deref(), Some(Treatment::Explained { .. }))
    }

    /// Adds the other cells that take part.
    #[must_use]
    pub fn with_related(mut self, related: impl IntoIterator<Item = Place>) -> Self {
        self.related.extend(related);
        self
    }

    /// What was found, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.message.get(lang)
    }

    /// What to do about it and what may have gone wrong, in one language.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> String {
        let sentences = std::iter::once(&self.advice).chain(self.suspects.iter().map(|suspect| &suspect.sentence));
        sentences.map(|sentence| sentence.get(lang)).collect::<Vec<_>>().join(Text::new("；", "; ").get(lang))
    }
}

/// A value together with what was found while it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<T> {
    /// The value.
    pub value: T,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// How a rule ended for one submission. Ordered: the worse, the smaller; the worst row decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// At least one row fails.
    Fail,
    /// No row fails, but at least one could not be judged.
    NotEvaluated,
    /// Everything it speaks of was judged and is right.
    Pass,
    /// There is nothing here that it speaks of.
    NotApplicable,
}

impl Outcome {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Fail => Text::new("不通过", "fail"),
            Self::NotEvaluated => Text::new("未检", "not evaluated"),
            Self::Pass => Text::new("通过", "pass"),
            Self::NotApplicable => Text::new("不适用", "not applicable"),
        }
    }
}

impl Outcome {
    /// How many of some rules failed, were not evaluated, passed, did not apply.
    pub fn count<'a>(ended: impl IntoIterator<Item = &'a RuleOutcome>) -> [usize; 4] {
        let mut counts = [0; 4];
        let [fail, not_evaluated, pass, not_applicable] = &mut counts;
        for rule in ended {
            *match rule.outcome() {
                Self::Fail => &mut *fail,
                Self::NotEvaluated => &mut *not_evaluated,
                Self::Pass => &mut *pass,
                Self::NotApplicable => &mut *not_applicable,
            } += 1;
        }
        counts
    }
}

/// How one rule ended for one submission, with the count of rows behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutcome {
    /// Which rule.
    pub code: Code,
    /// Rows that fail.
    pub failed: usize,
    /// Rows that could not be judged.
    pub not_evaluated: usize,
    /// Rows that are right.
    pub passed: usize,
    /// Why the first of the rows that could not be judged was not.
    pub why: Option<Message>,
}

impl RuleOutcome {
    /// Adds the rows of another part of the same rule: of one that looks at a form, and at the county.
    pub fn join(&mut self, other: Self) {
        self.failed += other.failed;
        self.not_evaluated += other.not_evaluated;
        self.passed += other.passed;
        self.why = self.why.take().or(other.why);
    }

    /// The outcome: the worst row decides.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        if self.failed > 0 {
            Outcome::Fail
        } else if self.not_evaluated > 0 {
            Outcome::NotEvaluated
        } else if self.passed > 0 {
            Outcome::Pass
        } else {
            Outcome::NotApplicable
        }
    }
}
