//! X04: money for one unit of output, far from that of its peers.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X04"),
    title: Text::new("单位成本差得远", "Cost of one far from its peers"),
    severity: Severity::W,
    what: Text::new(
        "项目全年执行数除以数量指标的实际完成值，得出每个（公里、人次……）花了多少元，与同名同单位指标的其他单位比；方法和界限同 X03。",
        "What the project spent, divided by the actual value of a count, is the cost of one; it is compared with the units that report the same indicator. Method and cuts are those of X03.",
    ),
    why: Text::new(
        "单位成本把钱和事对起来看：钱数或数量错一位，这里就现形。本规则是本工具的约定。",
        "The cost of one holds money against output: a slip in either shows here. A convention of this tool.",
    ),
    wrong: Text::new(
        "同是农村公路养护，别的镇每公里 1.2 万元，这里 1.2 元。",
        "Others spend 12,000 元 on a kilometre of road, this one 1.2.",
    ),
    correct: Text::new(
        "核对执行数和完成数量；没有错的，说明成本为什么不同。",
        "Check spending and output; if they are right, state why the cost differs.",
    ),
    example: &[],
    fires_at: "",
};

/// What is said.
pub(super) const TEXT: Text = Text::new(
    "“{subject}”实际完成 {value}，平均每个花 {own} 元；同类 {n} 个的中位数是 {median} 元，界限是 {lower} 至 {upper} 元",
    "`{subject}`: {value} reached, {own} 元 for each; the median of {n} peers is {median}, the bounds are {lower} and {upper}",
);
