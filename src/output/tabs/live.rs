//! A recomputed score as a formula over the cells of its own row.

use crate::formula::Formulas;
use crate::model::{ScoreLine, ScoreOperand};

/// The formula of a line over cells that `address` gives; nothing where words or dates decide, or a number of it stands in none.
pub fn formula<'a>(
    line: &'a ScoreLine,
    address: impl Fn(ScoreOperand) -> Option<String>,
    formulas: &mut Formulas<'a>,
) -> Option<String> {
    let parsed = formulas.of(&line.formula.as_ref()?.text)?;
    let cell =
        |name: &str| ScoreOperand::of_name(name).filter(|operand| line.operand(*operand).is_some()).and_then(&address);
    if parsed.names().iter().any(|name| cell(&name.text).is_none()) {
        return None;
    }
    parsed.to_excel(&|name| cell(&name.text).unwrap_or_default())
}
