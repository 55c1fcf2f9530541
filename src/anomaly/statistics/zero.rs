//! X09: nothing where there was something, and the other way round.

use crate::anomaly::ladder::{Against, Cause, Verdict};
use crate::model::{Code, Page, Severity};
use crate::text::Text;

/// The page.
pub(super) static PAGE: Page = Page {
    code: Code("X09"),
    title: Text::new("由有变零或由零变有", "Nothing where there was something"),
    severity: Severity::W,
    what: Text::new(
        "上年不是零、本年填零的数，按同名的数有多少是零来看（同名的少时参照同一种数）：不到二十分之一才报告；没有上年数的，不到百分之一才作提示。上年是零、本年不是零的，同样只作提示。",
        "A zero where last year had a value is told if fewer than one in twenty of the same numbers are zero (drawn towards all of their kind where they are few); without last year it is a note, from one in a hundred. Something where there was nothing is a note, too.",
    ),
    why: Text::new(
        "比值和对数看不见零，必须单独检查；Hidiroglou–Berthelot 法也把零排除在外。阈值是本工具的约定。",
        "Ratios and logarithms do not see zeros, so that they are tested apart; the method of Hidiroglou and Berthelot leaves them out. The shares are a convention of this tool.",
    ),
    wrong: Text::new(
        "上年执行 43.20 万元，本年执行数填 0，别的单位没有填 0 的。",
        "43.20 spent last year, 0 now, and no other unit writes 0.",
    ),
    correct: Text::new(
        "核对原始资料，填错的改正；没有错的，说明原因。",
        "Check it against the records and correct it; if it is right, state why.",
    ),
    example: &[],
    fires_at: "",
};

/// What is said.
pub(super) fn text(verdict: &Verdict) -> Text {
    match (verdict.cause, verdict.against) {
        (Cause::FromZero, _) => Text::new(
            "“{subject}”的{column}是 {value}，上年是 0",
            "the {column} of `{subject}` is {value}, it was 0 last year",
        ),
        (_, Against::Beside(_)) => Text::new(
            "“{subject}”的{column}是 {value}，{compared}是 {reference}",
            "the {column} of `{subject}` is {value}, beside the {compared} {reference}",
        ),
        (_, Against::Peers) => Text::new(
            "“{subject}”的{column}是 {value}，同类的数几乎都不是 0",
            "the {column} of `{subject}` is {value}; hardly any of its peers is 0",
        ),
        _ => Text::new(
            "“{subject}”的{column}是 {value}，上年是 {reference}",
            "the {column} of `{subject}` is {value}, {reference} last year",
        ),
    }
}
