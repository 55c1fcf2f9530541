//! X10: two numbers of a row that do not fit each other.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X10"),
    title: Text::new("同行两数不相称", "Two numbers of a row do not fit"),
    severity: Severity::W,
    what: Text::new(
        "同一行里指标值与实际完成值、预算数与执行数之比，和全县同样两栏之比放在一起，偏离中位数 7 个离差（由第 10、90 百分位折算，对数尺度，至少 0.1）以上的报告；相邻数字对调后正好相等的也报告。两个数里报告哪一个：先看第三个数，再看上年，再看同类。",
        "The ratio of target and actual value, or of budget and spending, is held against the same ratio of all others; more than 7 scales (from the tenths, in logarithms, 0.1 at least) off the median is told, and so is a number that equals the other but for two exchanged digits. Which of the two is told: a third number decides, then last year, then the peers.",
    ),
    why: Text::new(
        "同一行的两个数说的是同一件事，大小应当相称；第 10、90 百分位给正常的少完成留足余地。本规则是本工具的约定。",
        "Two numbers of a row speak of one thing; the tenths leave room for what was rightly not reached. A convention of this tool.",
    ),
    wrong: Text::new("指标值 1200 人次，实际完成值 12000 人次，得分满分。", "Target 1200 visits, actual 12000."),
    correct: Text::new(
        "核对原始资料，填错的改正；没有错的，说明原因。",
        "Check it against the records and correct it; if it is right, state why.",
    ),
    example: &[],
    fires_at: "",
};

/// What is said.
pub(super) const TEXT: Text = Text::new(
    "“{subject}”的{column}是 {value}，{compared}是 {reference}，两数不相称",
    "the {column} of `{subject}` is {value}, which does not fit the {compared} {reference}",
);
