//! X03: a value far from those of its peers.

use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X03"),
    title: Text::new("与同类单位差得远", "Far from its peers"),
    severity: Severity::W,
    what: Text::new(
        "同名、同计量单位的指标（或同一资金行），在全县各单位之间比较；类别相同的单位满 20 个时只在本类中比。偏离中位数的程度按上、下四分位到中位数的距离折成倍数（(Q3−中位数)÷0.6745），金额和数量按比值（对数）算，比率和分数按差算，都有下限（比值四分之一、中位数的 5%）。界限随可比单位数而定：10 个 5.75 倍，20 个 4.6 倍，60 个 4.1 倍；5 至 9 个只作提示，不足 5 个不下结论。与上年相符的不再与同类比。",
        "The same indicator in the same unit (or the same row of money) is compared among all units; among those of one category where they are 20 or more. The distance from the median is measured by that of the quartiles ((Q3 − median) ÷ 0.6745), in ratios for amounts and counts, in differences for rates and points, with a floor (a quarter; 5 % of the median). The cut depends on how many there are: 5.75 for 10, 4.6 for 20, 4.1 for 60; 5 to 9 give a note, fewer nothing. What fits last year is not compared.",
    ),
    why: Text::new(
        "四分位法不受少数极端值影响，一半以上相同时也不会误报（univOutl 的 LocScaleB）；界限来自正态数据的模拟：正常的指标每百个误报一到五个。",
        "Quartiles are not moved by a few extremes, and where more than half are equal nothing is flagged in error (univOutl, LocScaleB); the cuts are simulated: one to five of a hundred clean indicators.",
    ),
    wrong: Text::new("60 个单位的满意度在 90% 以上，一个填 1%。", "60 units report more than 90 %, one reports 1 %."),
    correct: Text::new(
        "核对原始资料，填错的改正；没有错的，说明原因。",
        "Check it against the records and correct it; if it is right, state why.",
    ),
    example: &[],
    fires_at: "",
};

/// What is said.
pub(super) const TEXT: Text = Text::new(
    "“{subject}”的{column}是 {value}；同类 {n} 个的中位数是 {median}，界限是 {lower} 至 {upper}",
    "the {column} of `{subject}` is {value}; the median of its {n} peers is {median}, the bounds are {lower} and {upper}",
);
