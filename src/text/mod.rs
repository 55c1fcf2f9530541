//! Words: sentences in two languages, and how labels and names are compared.

pub mod label;
pub mod language;
pub mod message;
pub mod near;
pub mod pattern;

pub use label::{Label, fold, same_name};
pub use language::{Lang, Text};
pub use message::{Arg, Message};
pub use near::nearest;
pub use pattern::Pattern;
