//! Machine output: what `--json` and `extract` print, one object per line. These types are a contract; their JSON Schema
//! stands in `docs/` and a test holds it to them.

mod facts;
mod figures;
mod finding;
mod form;
mod number;
mod stamp;
mod value;

pub use finding::FindingRecord;
pub use form::FormRecord;
