//! Rules that a form's schema file states in Excel's own formula language, and what their names stand for.

mod bind;
mod names;
mod spec;
mod template;

pub use bind::{Example, Judgement, Rule, RuleFault, bind};
pub use names::{Bound, Known, LEDGER_EXECUTED, Origin, What};
pub use spec::{Each, RuleClass, RuleSpec};
pub use template::{Piece, Template};
