//! The rule book: forms, word lists and projects, read from TOML and from nothing else.

pub mod check;
pub mod error;
mod extend;
pub mod form;
pub mod index;
pub mod indicator;
pub mod labels;
pub mod levels;
pub mod library;
mod overrides;
mod places;
pub mod points;
pub mod project;
pub mod query;
pub mod rules;
pub mod scoring;
pub mod table;
mod unfilled;
mod version;
pub mod words;
pub mod years;

pub use check::{own_tab_faults, rule_ids, unknown_codes, unknown_tabs};
pub use error::SchemaError;
pub use form::{Agreement, Fed, FieldSpec, FieldType, Form, Limits, PROJECT, SectionSpec, Side};
pub use index::Index;
pub use indicator::{IndicatorSpec, PointsMethod, Step};
pub use labels::{LabelSet, Phrases};
pub use levels::{ByDimension, Dimension};
pub use library::{Library, check_file, delivered_files, find_form, is_words, read_file};
pub use points::{Condition, Mark, Points};
pub use project::{GroupBy, Project};
pub use query::{OwnTab, Query, Reckoned, Rows, Shown};
pub use rules::{Rule, RuleClass, RuleSpec};
pub use scoring::{Excess, Late, Reverse, Scale, Scoring, Tier, Unstated};
pub use table::{ColumnSpec, Control, Controlled, Role, RowSpec, TableRole, TableSpec, WeightFrom};
pub use words::{DirectionWords, FigureWords, Misplaced, MoneyWords, Words};
