//! Which line of the bureau's ledger speaks of a submission.

use crate::model::{CountyEntry, FieldValue, Ledger, LedgerLine, Submission};
use crate::schema::{Form, PROJECT};

/// The line of a submission of a unit: by the name of its project, by its code, or of the unit as a whole for a form that is not
/// one of a project. What a whole unit has is never held against one of its projects.
pub fn line<'a>(
    entry: &CountyEntry,
    submission: &Submission,
    form: &Form,
    unit: &str,
    ledger: &'a Ledger,
) -> Option<&'a LedgerLine> {
    if !form.is_of_project() {
        return ledger.line(unit, "");
    }
    let by_name = Some(entry.project.as_str()).filter(|name| !name.is_empty());
    let by_code = || match submission.field(PROJECT)?.entry.value()? {
        FieldValue::CodeName { code: Some(code), .. } => ledger.line(unit, code),
        _ => None,
    };
    by_name.and_then(|name| ledger.line(unit, name)).or_else(by_code)
}
