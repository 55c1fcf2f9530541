//! Word lists that checks and readers use; they are data, never code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::labels::Phrases;
use super::levels::ByDimension;

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
    /// What a written text calls the total score of a form: 自评总分 (S12).
    #[serde(default)]
    pub total_scores: Phrases,
    /// Words before such a name by which it is the score of a part or of somebody else: 指标, 上年 (S12).
    #[serde(default)]
    pub part_scores: Phrases,
    /// Whole texts that tell of no problem: 无, 暂无.
    #[serde(default)]
    pub no_problems: Phrases,
    /// By which words in the label of a level a dimension is known: 产出, 满意.
    #[serde(default)]
    pub dimensions: ByDimension<Phrases>,
    /// Headers of columns that only number the rows: 序号. Such a column more is no change of a form.
    #[serde(default)]
    pub numbering: Phrases,
    /// Words that head notes for those who fill in the form: 备注, 填表须知. A proposal takes such a text for the form's own.
    #[serde(default)]
    pub note_headings: Vec<String>,
    /// Words by which a proposal guesses what a column of money means.
    #[serde(default)]
    pub money_headers: MoneyWords,
    /// Names of rates that cannot exceed 100 %: 满意度, 合格率.
    pub bounded_rates: Phrases,
    /// Names among those that may exceed it after all: 增长率.
    pub unbounded_rates: Phrases,
    /// Brackets that ask for a seal or signature beside an answer and are none themselves: 公章, 签字.
    pub seals: Phrases,
    /// Names of indicators of which less is better, and which way the others go (V04).
    #[serde(default)]
    pub directions: DirectionWords,
    /// Units that measure or count the same sort of thing; one unit may stand in several groups (V06).
    #[serde(default)]
    pub unit_groups: Vec<Vec<String>>,
    /// Names that do not belong under a second level (V14).
    #[serde(default)]
    pub misplaced: Vec<Misplaced>,
    /// What a reason says of work that is not finished: 未完成 (R02).
    #[serde(default)]
    pub unfinished: Phrases,
    /// What only sounds like it: 无未完成 (R02).
    #[serde(default)]
    pub unfinished_denied: Phrases,
    /// Names of forms, which are no names of projects: 自评表 (C07).
    #[serde(default)]
    pub form_names: Phrases,
    /// How a text says which year's work it tells: "截至{year}年" (C03).
    #[serde(default)]
    pub work_years: Phrases,
    /// How figures are told in running text.
    pub figures: FigureWords,
}

/// Names by which the direction of an indicator is told.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectionWords {
    /// Names of which less is better: 成本, 投诉.
    pub less: Phrases,
    /// Names that hold such a word and of which more is better, or nobody can tell: 成本节约率.
    pub less_denied: Phrases,
    /// Names of which more is better: 培训人数, 合格率.
    pub more: Phrases,
    /// Names that hold such a word and of which less is better, or nobody can tell: 不合格率.
    pub more_denied: Phrases,
}

/// Names that do not belong under some second levels.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misplaced {
    /// Words in the label of the second level: 数量.
    pub levels: Phrases,
    /// Whole names that do not belong there; "{名称}满意度" is a name that ends like this.
    pub names: Phrases,
    /// Where they belong, in words: 满意度指标.
    pub belong: String,
}

/// Words by which figures are told in running text: 共1162个便民事项.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureWords {
    /// Measure words; a number without one is no figure, unless it is a percentage: 个, 件次.
    pub measures: Vec<String>,
    /// Behind the measure word: where what is counted ends, 进驻 in "127个便民事项进驻".
    pub noun_ends: Vec<String>,
    /// Before the number: where what is counted begins, 受理 in "共受理业务22宗".
    pub noun_begins: Vec<String>,
    /// Between what is measured and its number: 达 in "进驻率达100%".
    pub links: Vec<String>,
    /// What is measured, as a whole, where a text speaks of the budget of the form or its spending: 全年预算数, 实际支出.
    #[serde(default)]
    pub budgets: Phrases,
    /// The same for the execution rate: 预算执行率.
    #[serde(default)]
    pub execution_rates: Phrases,
    /// Words by which a text speaks of another time than the whole year: 上年, 季度. Its figures are not held against the form.
    #[serde(default)]
    pub other_times: Phrases,
}

/// Words in the headers of columns of money, by what they point to; where two lists hold a word of a header, the upper one decides.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyWords {
    /// The score: 得分.
    pub score: Vec<String>,
    /// The rate of execution: 进度, 执行率.
    pub rate: Vec<String>,
    /// Why money was not spent: 原因, 说明.
    pub reason: Vec<String>,
    /// The budget after adjustments: 调整.
    pub adjusted: Vec<String>,
    /// What arrived: 到位, 拨付.
    pub received: Vec<String>,
    /// What was spent: 支付, 支出, 执行.
    pub executed: Vec<String>,
    /// The budget of the beginning: 预算, 下达.
    pub initial: Vec<String>,
}
