//! Words that resemble each other: a hint for a person, never a decision.

use strsim::levenshtein;

use super::label::fold;

/// A shorter word is too common to be found inside a longer one, or to be taken for another.
const SHORTEST: usize = 3;

/// The known word that a folded word resembles most: one holds the other, or at most two of five characters differ.
///
/// Each known word comes with whatever it stands for; patterns with `{...}` resemble nothing.
pub fn nearest<'a, T>(word: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<(&'a str, T)> {
    let length = word.chars().count();
    let near = known.into_iter().filter(|(name, _)| !name.contains('{')).filter_map(|(name, value)| {
        let folded = fold(name);
        let other = folded.chars().count();
        let (longer, shorter) = (length.max(other), length.min(other));
        let held = shorter >= SHORTEST && (folded.contains(word) || word.contains(folded.as_str()));
        let edits = if held { longer - shorter } else { levenshtein(word, &folded) };
        let resembles = held || (longer >= SHORTEST && edits * 5 <= longer * 2);
        resembles.then_some((edits * 100 / longer.max(1), name, value))
    });
    near.min_by_key(|(distance, ..)| *distance).map(|(_, name, value)| (name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_resembles_the_one_it_holds_or_nearly_is() {
        let known = || [("全年执行数", 1), ("全年预算数", 2), ("得分", 3), ("{n}年", 4)];
        assert_eq!(nearest("全年预算数额", known()), Some(("全年预算数", 2)));
        assert_eq!(nearest("全年实际执行数", known()), Some(("全年执行数", 1)));
        assert_eq!(nearest("评分", known()), None);
        assert_eq!(nearest("备注", known()), None);
    }
}
