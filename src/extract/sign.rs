//! Directions as people write them: glyphs and words, before the number or behind it.

use crate::model::Sign;

/// Glyphs, after full width was folded; the longer ones first.
const GLYPHS: [(&str, Sign); 19] = [
    (">=", Sign::Ge),
    ("=>", Sign::Ge),
    ("≥", Sign::Ge),
    ("≧", Sign::Ge),
    ("⩾", Sign::Ge),
    ("≮", Sign::Ge),
    ("<=", Sign::Le),
    ("=<", Sign::Le),
    ("≤", Sign::Le),
    ("≦", Sign::Le),
    ("⩽", Sign::Le),
    ("≯", Sign::Le),
    ("==", Sign::Eq),
    ("=", Sign::Eq),
    (">", Sign::Gt),
    ("〉", Sign::Gt),
    ("<", Sign::Lt),
    ("〈", Sign::Lt),
    ("＝", Sign::Eq),
];

/// Words before the number; the longer ones first where one begins like another.
const BEFORE: [(&str, Sign); 36] = [
    ("大于或等于", Sign::Ge),
    ("大于等于", Sign::Ge),
    ("高于或等于", Sign::Ge),
    ("高于等于", Sign::Ge),
    ("不低于", Sign::Ge),
    ("不少于", Sign::Ge),
    ("不小于", Sign::Ge),
    ("不得低于", Sign::Ge),
    ("不得少于", Sign::Ge),
    ("至少", Sign::Ge),
    ("最低", Sign::Ge),
    ("达到", Sign::Ge),
    ("达", Sign::Ge),
    ("小于或等于", Sign::Le),
    ("小于等于", Sign::Le),
    ("低于或等于", Sign::Le),
    ("低于等于", Sign::Le),
    ("不超过", Sign::Le),
    ("不高于", Sign::Le),
    ("不大于", Sign::Le),
    ("不多于", Sign::Le),
    ("不得超过", Sign::Le),
    ("不得高于", Sign::Le),
    ("不超", Sign::Le),
    ("控制在", Sign::Le),
    ("至多", Sign::Le),
    ("最多", Sign::Le),
    ("等于", Sign::Eq),
    ("超过", Sign::Gt),
    ("大于", Sign::Gt),
    ("高于", Sign::Gt),
    ("多于", Sign::Gt),
    ("低于", Sign::Lt),
    ("小于", Sign::Lt),
    ("少于", Sign::Lt),
    ("不足", Sign::Lt),
];

/// Words behind number and unit.
const BEHIND: [(&str, Sign); 13] = [
    ("(含)以上", Sign::Ge),
    ("以上(含)", Sign::Ge),
    ("及以上", Sign::Ge),
    ("或以上", Sign::Ge),
    ("以上", Sign::Ge),
    ("(含)以下", Sign::Le),
    ("以下(含)", Sign::Le),
    ("及以下", Sign::Le),
    ("或以下", Sign::Le),
    ("以下", Sign::Le),
    ("以内", Sign::Le),
    ("之内", Sign::Le),
    ("内", Sign::Le),
];

/// A direction at the start of a tidied text.
pub fn before(text: &str) -> Option<(Sign, &str)> {
    glyph(text).or_else(|| strip(&BEFORE, text))
}

/// A glyph at the start of a tidied text.
pub fn glyph(text: &str) -> Option<(Sign, &str)> {
    strip(&GLYPHS, text)
}

/// A direction at the end of a tidied text.
pub fn behind(text: &str) -> Option<(Sign, &str)> {
    BEHIND.iter().find_map(|(word, sign)| text.strip_suffix(word).map(|rest| (*sign, rest)))
}

/// The direction that a whole cell states, as in a column 指标性质.
pub fn whole(text: &str) -> Option<Sign> {
    match before(text) {
        Some((sign, "")) => Some(sign),
        _ => match text {
            "以上" => Some(Sign::Ge),
            "以内" | "以下" => Some(Sign::Le),
            _ => None,
        },
    }
}

fn strip<'a>(list: &[(&str, Sign)], text: &'a str) -> Option<(Sign, &'a str)> {
    list.iter().find_map(|(word, sign)| text.strip_prefix(word).map(|rest| (*sign, rest)))
}
