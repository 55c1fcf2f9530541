//! The furniture: every type that crosses a threshold between rooms. Facts, no decisions.

pub mod case;
pub mod cell;
pub mod county;
pub mod drift;
pub mod entry;
pub mod facts;
pub mod figure;
pub mod finding;
pub mod history;
pub mod ledger;
pub mod names;
pub mod number;
pub mod page;
pub mod place;
pub mod quantity;
pub mod raw;
pub mod repeat;
pub mod score;
pub mod source;
pub mod stamp;
pub mod submission;
pub mod unread;

pub use case::{Case, MatchedBy, Owner, ReadFile};
pub use cell::{Area, CellRef, NotACell};
pub use county::{
    Anomaly, Body, CountedMoney, County, CountyEntry, Due, Figures, ReportingRow, Roster, Standing, Status,
};
pub use drift::{Drift, DriftKind};
pub use entry::{Entry, Origin, State};
pub use facts::{Fact, FactRow, FactTable, FactValue};
pub use figure::Figure;
pub use finding::{Checked, Code, Finding, Outcome, RuleOutcome, Severity};
pub use history::{Before, History, Year};
pub use ledger::{Booked, Ledger, LedgerLine};
pub use number::Interval;
pub use page::{Edit, Page};
pub use place::{Place, SourceId};
pub use quantity::{Actual, ActualKind, Deadline, MoneyUnit, Quantity, Sign, Target, TargetKind, Unit};
pub use raw::Raw;
pub use repeat::{Difference, NewestBy, Repeat, Written};
pub use score::{Method, ScoreLine, Scorecard};
pub use source::{Received, Source};
pub use stamp::Stamp;
pub use submission::{
    Amount, Field, FieldValue, Indicator, IndicatorTable, LabelWeight, MoneyBlock, MoneyRow, Section, Submission,
    TotalRow,
};
pub use unread::Unread;
