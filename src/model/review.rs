//! The bureau's own score (复核得分) beside the claimed and the recomputed one.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::paper::TypedReview;
use crate::text::{Message, Text};

/// Which of the three scores ranks and grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RanksBy {
    /// The recomputed score (复算得分).
    #[default]
    Recomputed,
    /// The score that the department claims (自评得分).
    #[serde(rename = "self")]
    Claimed,
    /// The score of the bureau's review (复核得分); one that is older than the file it judged does not count.
    Reviewed,
}

impl RanksBy {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Recomputed => Text::new("复算得分", "recomputed score"),
            Self::Claimed => Text::new("自评得分", "self score"),
            Self::Reviewed => Text::new("复核得分", "reviewed score"),
        }
    }
}

/// Why a review does not speak of the file that counts now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outdated {
    /// Another file came in since.
    Content,
    /// It is dated before the file was received.
    Date,
}

impl Outdated {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Content => Text::new("复核后文件已变", "the file changed since"),
            Self::Date => Text::new("复核早于收到文件", "dated before the file came in"),
        }
    }
}

/// One reviewed score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The points.
    pub score: Decimal,
    /// Why; blank where it confirms the claimed or the recomputed score.
    pub reason: String,
    /// Who reviewed.
    pub who: String,
    /// When.
    pub date: Option<Date>,
    /// Why it does not speak of the file that counts now; it is shown then, and counts for nothing.
    pub outdated: Option<Outdated>,
}

/// The review of one submission.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// The total.
    pub total: Option<Reviewed>,
    /// Lines of the scorecard, by their position.
    pub lines: BTreeMap<usize, Reviewed>,
    /// The total that counts: the reviewed one, else the sum of the lines if each of them was reviewed.
    pub score: Option<Decimal>,
    /// The grade of this total.
    pub grade: Option<Arc<str>>,
}

impl Review {
    /// The reviewed points of a line, unless they are outdated.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<Decimal> {
        self.lines.get(&at).filter(|reviewed| reviewed.outdated.is_none()).map(|reviewed| reviewed.score)
    }

    /// The first reason for which some of it does not speak of the file that counts now, with that score.
    #[must_use]
    pub fn outdated(&self) -> Option<(&Reviewed, Outdated)> {
        self.total.iter().chain(self.lines.values()).find_map(|reviewed| Some((reviewed, reviewed.outdated?)))
    }
}

/// One row of reviewed scores as this run leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// How it stands.
    pub state: Message,
    /// Whether this is something to look at.
    pub is_odd: bool,
    /// The unit's code.
    pub unit: String,
    /// The unit's name.
    pub unit_name: String,
    /// The form's id.
    pub form: String,
    /// The project.
    pub project: String,
    /// The indicator, or 总分.
    pub item: String,
    /// The points it can carry.
    pub weight: Option<Decimal>,
    /// The claimed score.
    pub claimed: Option<Decimal>,
    /// The recomputed score.
    pub recomputed: Option<Decimal>,
    /// The file.
    pub file: String,
    /// The beginning of its fingerprint when it was reviewed.
    pub fingerprint: String,
    /// What a person typed.
    pub typed: TypedReview,
}
