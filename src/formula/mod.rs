//! Formulas that people write: Excel's own language over named values, Chinese names included, evaluated over decimals.
//!
//! [`Formula::parse`] reads a text, [`Formula::evaluate`] computes it from operands that the caller looks up by the position of
//! their name, [`Formula::to_excel`] prints it back with cell addresses in the place of names. Nothing here knows what a form is.
//!
//! What is unknown stays unknown: a blank or unreadable operand ends the evaluation with a [`Stop`] that names it, and is never
//! taken for zero. A written number stands for everything that rounds to it ([`Number`]), so a comparison may be both true and
//! false ([`Truth`]); only one that can no longer be true is broken.

mod date;
mod evaluate;
mod expr;
mod fault;
mod formulas;
mod functions;
mod number;
mod parse;
mod print;
mod truth;
mod value;
mod words;

pub use date::day_number;
pub use expr::{Expr, Formula, Name, Operator};
pub use fault::Fault;
pub use formulas::Formulas;
pub use functions::Function;
pub use number::{Measure, Number};
pub use truth::Truth;
pub use value::{Failure, Operand, Operands, Stop, Value};
