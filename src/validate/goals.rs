//! What was to be done and what was done, as a form tells it in words: the fields goal and completion, numbered where they repeat.

use super::subject::Subject;
use crate::model::Field;

const GOAL: &str = "goal";
const COMPLETION: &str = "completion";

/// Every goal with the completion that answers it.
pub fn pairs<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a Field, &'a Field)> + use<'a> {
    let fields = &subject.submission.fields;
    let goals = fields.iter().filter_map(|field| Some((field, field.id.strip_prefix(GOAL)?)));
    goals.filter_map(|(goal, number)| {
        let completion = fields.iter().find(|field| field.id.strip_prefix(COMPLETION) == Some(number))?;
        (goal.found && completion.found).then_some((goal, completion))
    })
}

/// Whether a field tells of a goal or of what came of it.
pub fn is_told_in(field: &Field) -> bool {
    field.id.starts_with(GOAL) || field.id.starts_with(COMPLETION)
}
