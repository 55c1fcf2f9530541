//! The rule book: forms, word lists and projects, read from TOML and from nothing else.

pub mod check;
pub mod error;
pub mod form;
pub mod labels;
pub mod library;
pub mod project;
pub mod scoring;
pub mod table;
pub mod words;
pub mod years;

pub use error::SchemaError;
pub use form::{FieldSpec, FieldType, Form, SectionSpec, Side};
pub use labels::{LabelSet, Phrases};
pub use library::{Library, check_file, find_form};
pub use project::Project;
pub use scoring::{Reverse, Scoring, Tier, Unstated};
pub use table::{ColumnSpec, Role, TableRole, TableSpec, WeightFrom};
pub use words::Words;
