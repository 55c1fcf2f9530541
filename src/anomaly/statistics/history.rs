//! X07: a value far from that of last year.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X07"),
    title: Text::new("与上年差得远", "Far from last year"),
    severity: Severity::W,
    what: Text::new(
        "同一单位同一项目的同一个数，与上年之比偏离同类之比的中位数 5 个稳健离差（1.4826×MAD，对数尺度，至少 0.05）以上的报告；同名的不足 10 个时与全县同一种数（金额、数量、比率）比，要满 20 个。相邻数字写反、抄错行能完全解释的，3 个离差即报告。指标值的变化另见 V19。",
        "The ratio of a number to last year's is told if it lies more than 5 robust deviations (1.4826 × MAD of the logarithms, 0.05 at least) off the median of such ratios; of fewer than 10 of one name, among all of its kind, if they are 20. Where exchanged digits or a copied number explain it whole, 3 deviations are enough. For targets see V19 too.",
    ),
    why: Text::new(
        "中位数和 MAD 在近一半的单位都填错时仍然可靠；上下年之比是统计机构审核数据的主要方法（Hidiroglou 与 Berthelot 1986），对数比的做法经模拟检验。",
        "Median and MAD hold when nearly half of all are wrong; ratios to the last period are the main tool of statistics offices (Hidiroglou and Berthelot 1986); the ratio of logarithms was tried by simulation.",
    ),
    wrong: Text::new(
        "上年 43.20 万元，本年 432.0 万元，其余单位变动都在三成以内。",
        "43.20 last year, 432.0 now, while the others moved by less than a third.",
    ),
    correct: Text::new(
        "核对原始资料，填错的改正；没有错的，说明原因。",
        "Check it against the records and correct it; if it is right, state why.",
    ),
    example: &[],
    fires_at: "",
};

/// What is said.
pub(super) const TEXT: Text = Text::new(
    "“{subject}”的{column}是 {value}，上年 {reference}，是上年的 {times} 倍；{n} 个同类数的中位数是 {median} 倍，界限是 {lower} 至 {upper} 倍",
    "the {column} of `{subject}` is {value}, {reference} last year, {times} times as much; the median of {n} such ratios is {median}, the bounds are {lower} and {upper}",
);
