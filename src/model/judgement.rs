//! What the bureau's people say about findings: which of them are explained, and which come back.

use jiff::civil::Date;

use super::paper::{FindingKey, TypedCorrection, TypedExplanation};
use super::review::ReviewLine;
use crate::text::{Message, Text};

/// What an explanation does for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Treatment {
    /// It closes the finding.
    Explained {
        /// Why the value is right as it is.
        reason: String,
        /// Who says so.
        who: String,
        /// The last day on which this holds.
        until: Option<Date>,
    },
    /// There was one, and it does not hold any more.
    CameBack(ExplanationState),
    /// There is one, and a finding of this severity cannot be explained away.
    NotAllowed,
}

/// How a row of explanations stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExplanationState {
    /// Nobody has explained the finding yet.
    Open,
    /// Something is typed, but reason or name is missing.
    Incomplete,
    /// It closes its finding.
    Explained,
    /// The value is not the one that was explained.
    ValueChanged,
    /// Its last day is over.
    Expired,
    /// There is no such finding any more.
    Corrected,
    /// The finding must be corrected; it cannot be explained.
    NotAllowed,
}

impl ExplanationState {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Open => Text::new("待说明", "open"),
            Self::Incomplete => Text::new("缺原因或说明人", "reason or name missing"),
            Self::Explained => Text::new("已说明", "explained"),
            Self::ValueChanged => Text::new("数值已变", "value changed"),
            Self::Expired => Text::new("已过期", "expired"),
            Self::Corrected => Text::new("已整改", "no longer found"),
            Self::NotAllowed => Text::new("必须修改，不能说明", "must be corrected"),
        }
    }
}

/// One row of explanations as this run leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplanationLine {
    /// How it stands.
    pub state: ExplanationState,
    /// The finding that it explains.
    pub key: FindingKey,
    /// The name of the unit.
    pub unit_name: String,
    /// The file.
    pub file: String,
    /// The cell with its sheet.
    pub cell: String,
    /// What was found.
    pub found: Message,
    /// The value that is to be explained, or was.
    pub value: String,
    /// The other values that take part.
    pub others: String,
    /// What a person typed.
    pub typed: TypedExplanation,
}

/// How a row of the ledger of corrections stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CorrectionState {
    /// Found again after it had gone.
    CameBack,
    /// Found.
    Open,
    /// No longer found.
    Gone,
}

impl CorrectionState {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::CameBack => Text::new("重新出现", "found again"),
            Self::Open => Text::new("待整改", "open"),
            Self::Gone => Text::new("已消除", "no longer found"),
        }
    }

    /// Every state, in the order in which they are counted.
    pub const ALL: [Self; 3] = [Self::Open, Self::CameBack, Self::Gone];
}

/// One row of the ledger of corrections as this run leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionLine {
    /// How it stands.
    pub state: CorrectionState,
    /// The finding.
    pub key: FindingKey,
    /// Its severity as it is shown.
    pub severity: Message,
    /// The name of the unit.
    pub unit_name: String,
    /// The file.
    pub file: String,
    /// The cell with its sheet.
    pub cell: String,
    /// What was found.
    pub found: Message,
    /// The day of the run that found it first, and of the last one that found it.
    pub days: [String; 2],
    /// What a person typed.
    pub typed: TypedCorrection,
}

/// Everything that the bureau's own workbooks say, as this run leaves it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judgement {
    /// The rows of explanations: those of this run's findings in their order, then those that have none.
    pub explanations: Vec<ExplanationLine>,
    /// The rows of reviewed scores: those of this run's submissions in their order, then those that have none.
    pub reviews: Vec<ReviewLine>,
    /// The rows of the ledger of corrections: those of this run's findings in their order, then those that are gone.
    pub corrections: Vec<CorrectionLine>,
    /// What the person who runs the program must be told of these workbooks.
    pub notices: Vec<Message>,
}

impl Judgement {
    /// How many rows of explanations stand like this.
    #[must_use]
    pub fn count(&self, state: ExplanationState) -> usize {
        self.explanations.iter().filter(|line| line.state == state).count()
    }
}
