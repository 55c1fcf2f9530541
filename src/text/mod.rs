//! Words: sentences in two languages, and how labels and names are compared, and which known name is nearest.

pub mod heading;
pub mod label;
pub mod language;
pub mod message;
pub mod nearest;
pub mod pattern;
pub mod pattern_set;

pub use label::{LONGEST_LABEL, Label, fold, parted, same_name};
pub use language::{Lang, Text};
pub use message::{Arg, Message};
pub use nearest::{Names, resembling};
pub use pattern::Pattern;
pub use pattern_set::PatternSet;
