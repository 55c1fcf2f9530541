//! One submission on its way through the rooms, and everything that came in for a county.

use std::sync::Arc;

use super::finding::{Finding, RuleOutcome};
use super::score::Scorecard;
use super::source::Source;
use super::submission::Submission;
use super::unread::Unread;
use crate::text::Text;

/// A submission with its scores and findings.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What was read.
    pub submission: Submission,
    /// What was recomputed.
    pub scorecard: Scorecard,
    /// What was found.
    pub findings: Vec<Finding>,
    /// How every rule ended.
    pub outcomes: Vec<RuleOutcome>,
}

impl Case {
    /// Adds what a later pass found, and how its rules ended; a rule that has ended here already gets the rows of both.
    pub fn judge(&mut self, findings: Vec<Finding>, outcomes: Vec<RuleOutcome>) {
        self.findings.extend(findings);
        for outcome in outcomes {
            match self.outcomes.iter_mut().find(|known| known.code == outcome.code) {
                Some(known) => known.join(outcome),
                None => self.outcomes.push(outcome),
            }
        }
    }
}

/// One file after it was read: its cases, or why there are none.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFile {
    /// The file.
    pub source: Source,
    /// One case per form that was found in it.
    pub cases: Vec<Case>,
    /// Findings about the file itself.
    pub findings: Vec<Finding>,
    /// What no form took in.
    pub unread: Vec<Unread>,
    /// Whether it could be read at all; a damaged file could not.
    pub readable: bool,
}

impl ReadFile {
    /// Every finding in it: of the file itself, then of its forms.
    pub fn every_finding(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.cases.iter().flat_map(|case| &case.findings))
    }
}

/// Whose submission it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The code of the unit in the roster.
    pub code: Arc<str>,
    /// By what it was recognised.
    pub by: MatchedBy,
}

/// By what a submission was attributed to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchedBy {
    /// The hidden stamp of the form that was handed out.
    Stamp,
    /// The code on the cover.
    Code,
    /// The name on the cover.
    Name,
    /// Another name of the roster on the cover.
    Alias,
    /// The name on the cover without the county's name, 人民政府, 办事处, "(本级)" and the like; it fits one unit alone.
    Normalised,
    /// The name of the folder or file; the cover says nothing.
    Path,
}

impl MatchedBy {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Stamp => Text::new("下发标识", "stamp"),
            Self::Code => Text::new("封面代码", "code on the cover"),
            Self::Name => Text::new("封面名称", "name on the cover"),
            Self::Alias => Text::new("封面别名", "alias on the cover"),
            Self::Normalised => Text::new("封面名称（略去县名、后缀）", "name on the cover, shortened"),
            Self::Path => Text::new("文件夹或文件名", "folder or file name"),
        }
    }
}
