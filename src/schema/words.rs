//! Word lists that checks and readers use; they are data, never code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::labels::Phrases;

/// Word lists shared by all forms (`schemas/words.toml`).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "huizong word lists")]
pub struct Words {
    /// Whole cells that say "does not apply": "/", "—", 无.
    pub not_applicable: Phrases,
    /// Instructions that forms print where an answer belongs: "{n}字以内".
    pub hints: Phrases,
    /// Marks that stand for something still to be filled in: "XX", "**".
    pub placeholders: Phrases,
    /// Whole cells that give no reason: "0", 无.
    pub no_reason: Phrases,
    /// Targets that cannot be measured: 效果明显.
    pub vague: Phrases,
    /// Headers of columns that only number the rows: 序号. Such a column more is no change of a form.
    #[serde(default)]
    pub numbering: Phrases,
    /// Names of rates that cannot exceed 100 %: 满意度, 合格率.
    pub bounded_rates: Phrases,
    /// Names among those that may exceed it after all: 增长率.
    pub unbounded_rates: Phrases,
}
