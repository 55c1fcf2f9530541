//! The furniture: every type that crosses a threshold between rooms. Facts, no decisions.

pub mod anomaly;
pub mod case;
pub mod cell;
pub mod climb;
pub mod common;
pub mod county;
pub mod drift;
pub mod entry;
pub mod facts;
pub mod figure;
pub mod finding;
pub mod history;
pub mod judgement;
pub mod ledger;
pub mod line;
pub mod method;
pub mod names;
pub mod number;
pub mod page;
pub mod paper;
pub mod place;
pub mod quantity;
pub mod raw;
pub mod repeat;
pub mod review;
pub mod score;
pub mod source;
pub mod stamp;
pub mod submission;
pub mod suspect;
pub mod unread;
pub mod what_if;

pub use anomaly::{Anomaly, Evidence, EvidenceSpread, PeerSeries};
pub use case::{Case, MatchedBy, Owner, ReadFile};
pub use cell::{Area, CellRef, NotACell};
pub use climb::{Climb, ClimbStep, Climbed, Wanted};
pub use common::{CommonIndicator, Reported};
pub use county::{Body, CountedMoney, County, CountyEntry, Due, Figures, ReportingRow, Roster, Standing, Status};
pub use drift::{Drift, DriftKind};
pub use entry::{Entry, Origin, State};
pub use facts::{Fact, FactRow, FactTable, FactValue};
pub use figure::Figure;
pub use finding::{Checked, Code, Finding, Outcome, RuleOutcome, Severity};
pub use history::{Before, History, Year};
pub use judgement::{CorrectionLine, CorrectionState, ExplanationLine, ExplanationState, Judgement, Treatment};
pub use ledger::{Booked, Ledger, LedgerLine};
pub use method::Method;
pub use number::Interval;
pub use page::{Edit, Page};
pub use paper::{
    Correction, Explanation, FindingKey, Paper, ReviewRow, TypedCorrection, TypedExplanation, TypedReview, ValueRange,
};
pub use place::{Place, SourceId};
pub use quantity::{Actual, ActualKind, Deadline, MoneyUnit, Quantity, Sign, Target, TargetKind, Unit};
pub use raw::Raw;
pub use repeat::{Difference, NewestBy, Repeat, Written};
pub use review::{Outdated, RanksBy, Review, ReviewLine, Reviewed};
pub use score::{Rescale, ScoreFormula, ScoreLine, ScoreOperand, Scorecard};
pub use source::{Received, Source};
pub use stamp::Stamp;
pub use submission::{
    Amount, Field, FieldValue, Indicator, IndicatorTable, LabelWeight, MoneyBlock, MoneyRow, Section, Submission,
    TotalRow,
};
pub use suspect::{Impact, Suspect};
pub use unread::Unread;
pub use what_if::{Move, Shift, WhatIf};
