//! One of several options, by tick boxes: "1、常年性项目☑ 2、一次性项目□".

use crate::model::FieldValue;
use crate::text::fold;

/// Marks of a chosen option; compared folded.
const TICKED: [&str; 10] = ["☑", "√", "✓", "✔", "■", "●", "☒", "(√)", "[√]", "\u{f052}"];
/// Marks of an option that was not chosen.
const OPEN: [&str; 7] = ["□", "☐", "○", "▢", "()", "[]", "\u{f0a3}"];

/// The option that a text chooses: the only one that is ticked, or the text itself if it names one option and no box.
pub fn of(text: &str, options: &[String]) -> FieldValue {
    let folded = fold(text);
    if let Some(option) = options.iter().find(|option| fold(option) == folded) {
        return FieldValue::Choice(option.clone()); // also one whose name is part of another's
    }
    let named: Vec<(usize, &String)> =
        options.iter().filter_map(|option| Some((folded.find(&fold(option))?, option))).collect();
    let boxed = TICKED.iter().chain(&OPEN).any(|mark| folded.contains(&fold(mark)));
    if !boxed {
        return one_of(named.into_iter().map(|(_, option)| option), text);
    }
    // The box stands behind its option or before it; where it stands is the same for all.
    let before = folded.trim_start_matches(|c: char| c.is_ascii_digit() || "、.".contains(c));
    let leads = TICKED.iter().chain(&OPEN).any(|mark| before.starts_with(&fold(mark)));
    let ticked = |at: usize, option: &str| {
        let (head, tail) = (&folded[..at], &folded[at + fold(option).len()..]);
        TICKED.iter().any(|mark| if leads { head.ends_with(&fold(mark)) } else { tail.starts_with(&fold(mark)) })
    };
    one_of(named.into_iter().filter(|(at, option)| ticked(*at, option)).map(|(_, option)| option), text)
}

/// The only one of the options that a text chooses.
fn one_of<'a>(chosen: impl Iterator<Item = &'a String>, text: &str) -> FieldValue {
    let mut chosen: Vec<String> = chosen.cloned().collect();
    match (chosen.pop(), chosen.is_empty()) {
        (Some(only), true) => FieldValue::Choice(only),
        (last, _) => {
            chosen.extend(last);
            FieldValue::Unchosen { text: text.to_owned(), ticked: chosen }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ticked_option_is_chosen_and_none_or_two_are_not() {
        let options: Vec<String> = ["常年性项目", "延续性项目", "一次性项目"].map(str::to_owned).to_vec();
        let chosen = |text: &str| match of(text, &options) {
            FieldValue::Choice(option) => option,
            _ => String::new(),
        };
        assert_eq!(chosen("1、常年性项目☑ 2、延续性项目□ 3、一次性项目□"), "常年性项目");
        assert_eq!(chosen("☐常年性项目 ☐延续性项目 ☑一次性项目"), "一次性项目");
        assert_eq!(chosen("□常年性项目 √延续性项目 □一次性项目"), "延续性项目");
        assert_eq!(chosen("常年性项目（√） 延续性项目（） 一次性项目（）"), "常年性项目");
        assert_eq!(chosen("延续性项目"), "延续性项目");
        for open in [
            "1、常年性项目 2、延续性项目□ 3、一次性项目□",
            "常年性项目□ 延续性项目□",
            "常年性项目☑ 延续性项目☑",
            "其他",
        ] {
            assert_eq!(chosen(open), "", "{open}");
        }
    }
}
